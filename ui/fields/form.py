"""A whole form: fields from their descriptions, values as typed, problems where they are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import FieldProblem
from app.jsonvalue import JsonObject
from ui.fault_messages import fault_sentence
from ui.fields.group import FieldGroup
from ui.fields.node import END, Caret, Node
from ui.fields.spec import FieldSpec
from ui.texts import tr
from ui.widgets.announce import announce
from ui.widgets.labels import Card, label
from ui.widgets.wrapping import WrappingButton


class FieldForm(QWidget):
    """Made from ``specs``; says nothing of drafts or signing (see ``ui.record_editor``)."""

    changed = Signal()
    """The user changed something. ``set_values`` does not emit it."""

    def __init__(self, specs: Sequence[FieldSpec]) -> None:
        super().__init__()
        self._summary = _Summary()
        self._summary.chosen.connect(self._go)
        self._group = FieldGroup(specs)
        self._depends = _depends(specs)
        self._group.edited.connect(self._edited)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._summary)
        column.addWidget(self._group)
        self._show_what_applies()

    def _edited(self) -> None:
        self._show_what_applies()
        self.changed.emit()

    def _show_what_applies(self) -> None:
        if self._depends:
            self._group.show_what_applies(self._group.values())

    def values(self) -> JsonObject:
        """Name to raw value, with lists of the same for rows."""
        return self._group.values()

    def asked_values(self) -> JsonObject:
        """``values`` without what stands in fields that do not apply: what is signed."""
        return self._group.asked_values()

    def set_values(self, values: JsonObject) -> None:
        """Fields that ``values`` does not name become empty; problems shown are cleared."""
        self.clear_problems()
        self._group.set_values(values)
        self._show_what_applies()

    def set_read_only(self, read_only: bool) -> None:
        self._group.set_read_only(read_only)

    def field(self, name: str) -> Node:
        """One field of the outermost level, for pages that must look at it."""
        return self._group.node(name)

    def show_problems(self, problems: Sequence[FieldProblem]) -> None:
        """A sentence at each field, a summary that leads to them, and the focus on the first."""
        self.clear_problems()
        lines: list[tuple[str, str]] = []
        in_order = sorted(problems, key=self._order)
        for problem in in_order:
            sentence = fault_sentence(problem)
            name = self._group.show_problem(problem.field.split("/"), sentence)
            lines.append((problem.field, _named(name, sentence)))
        self._summary.show_lines(lines)
        if in_order:
            self._go(in_order[0].field)

    def _order(self, problem: FieldProblem) -> tuple[int, ...]:
        return self._group.order(problem.field.split("/"))

    def clear_problems(self) -> None:
        self._summary.hide()
        self._group.clear_problems()

    def place(self) -> JsonObject:
        """``{"field": "goals/0/words", "position": 12}``, or empty when the focus is elsewhere."""
        caret = self._group.caret()
        return {} if caret is None else caret.to_json()

    def restore_place(self, place: JsonObject) -> None:
        """Focus and caret where ``place`` says; an empty place changes nothing."""
        caret = Caret.from_json(place)
        if caret is not None:
            self._group.go_to(caret.field.split("/"), caret.position)

    def focus_first(self) -> None:
        self._group.go_to(())

    def _go(self, field: str) -> None:
        self._group.go_to(field.split("/"), END)


def _depends(specs: Sequence[FieldSpec]) -> bool:
    """Whether any field, at any depth, depends on what stands in others."""
    return any(spec.applies is not None or _depends(spec.fields) for spec in specs)


def _named(name: str | None, sentence: str) -> str:
    if not name:
        return sentence
    return f"{name} {sentence}" if name.endswith("?") else f"{name}: {sentence}"


class _Summary(QWidget):
    """How many problems there are, each a link to its field."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        while (taken := self._column.takeAt(0)) is not None:
            if (old := taken.widget()) is not None:
                old.deleteLater()
        if not lines:
            self.hide()
            return
        count = len(lines)
        heading = (
            tr("En uppgift behöver rättas. Allt du skrivit står kvar.")
            if count == 1
            else tr("{count} uppgifter behöver rättas. Allt du skrivit står kvar.").format(
                count=count
            )
        )
        announce(self, heading)
        box = Card(label(heading, "label"), role="notice-error", spacing=2)
        for field, text in lines:
            link = WrappingButton(text, self._pressed)
            link.setProperty("field", field)
            box.column.addWidget(link)
        self._column.addWidget(box)
        self.show()

    def _pressed(self) -> None:
        self.chosen.emit(str(self.sender().property("field")))
