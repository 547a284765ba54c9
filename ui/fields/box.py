"""One field: its label, who answers for it, help, control, and what is wrong with it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from app.jsonvalue import Json
from ui.fields.node import Caret, Node, Path, bring_into_view
from ui.fields.spec import FieldSpec, make_editor, owner_text
from ui.texts import tr
from ui.widgets.editors.base import Editor
from ui.widgets.flow import FlowLayout
from ui.widgets.focus import holds_focus
from ui.widgets.labels import label
from ui.widgets.problem_line import ProblemLine


class FieldBox(Node):
    """Label above, control under it. An optional field says so; what is required is the rule."""

    def __init__(self, spec: FieldSpec, editor: Editor | None = None) -> None:
        """``editor`` takes the place of the control that ``spec.kind`` asks for."""
        super().__init__()
        self.spec = spec
        self._editor = editor or make_editor(spec)
        self._editor.edited.connect(self._changed)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(self._heading())
        for text, role in ((spec.prompt, ""), (spec.help, "small")):
            if text:
                column.addWidget(label(text, role))
        column.addWidget(self._editor)
        if spec.note:
            column.addWidget(label(spec.note, "small"))
        self._problem: ProblemLine | None = None
        self._within = ""
        self._wrong = ""
        self._describe("")

    @property
    def editor(self) -> Editor:
        return self._editor

    def _heading(self) -> FlowLayout:
        row = FlowLayout()
        name = label(self.spec.label, "label", wraps=len(self.spec.label) > 40)
        name.setBuddy(self._editor.target())
        row.addWidget(name)
        if self.spec.asked and not (self.spec.required or self.spec.filters):
            row.addWidget(label(tr("frivilligt"), "small", wraps=False))
        if self.spec.owner is not None:
            row.addWidget(label(owner_text(self.spec.owner), "owner", wraps=False))
        return row

    def _describe(self, problem: str) -> None:
        """Heard before anything else: what is asked, and that an answer is required."""
        self._wrong = problem
        name = self.spec.label
        if self.spec.required:
            name = tr("{field}, obligatorisk").format(field=name)
        owner = owner_text(self.spec.owner) + "." if self.spec.owner is not None else ""
        spec = self.spec
        said = (
            *(problem and tr("Fel: ") + problem, self._within, owner),
            *(spec.prompt, spec.help, spec.note),
        )
        self._editor.set_name(name, " ".join(part for part in said if part))

    def stand_within(self, name: str) -> None:
        """Say, to those who cannot see it, which of several alike this field belongs to."""
        if name and name + "." != self._within:
            self._within = name + "."
            self._describe(self._wrong)

    def _changed(self) -> None:
        self.clear_problems()
        self.edited.emit()

    def value(self) -> Json:
        return self._editor.value()

    def set_value(self, value: Json) -> None:
        self._editor.set_value(value)

    def set_read_only(self, read_only: bool) -> None:
        self._editor.set_read_only(read_only)

    def show_problem(self, _path: Path, sentence: str) -> str:
        if self._problem is None:  # most fields never have one
            self._problem = ProblemLine()
            self._column.addWidget(self._problem)
        self._problem.show_sentence(sentence)
        self._editor.set_problem(sentence)
        self._describe(sentence)
        return self.spec.label

    def clear_problems(self) -> None:
        if self._problem is not None and self._problem.clear():
            self._editor.set_problem(None)
            self._describe("")

    def go_to(self, _path: Path, position: int) -> None:
        self._editor.target().setFocus()
        self._editor.set_caret(position)
        bring_into_view(self)

    def caret(self) -> Caret | None:
        if not holds_focus(self._editor):
            return None
        return Caret(self.spec.name, self._editor.caret())
