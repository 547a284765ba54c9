"""Choices with room for an answer in one's own words beside them."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.jsonvalue import Json
from ui.texts import tr
from ui.widgets.editors.base import Editor
from ui.widgets.editors.text import LineEditor
from ui.widgets.labels import label


class OwnWordsEditor(Editor):
    """``{"chosen": what the choices hold, "own": as typed}``. With ``alone`` there is one answer:
    whoever writes takes back what was chosen, and choosing takes back what was written (Ctrl+Z in
    the line brings it back)."""

    def __init__(self, choices: Editor, *, alone: bool, called: str = "") -> None:
        super().__init__()
        self._alone = alone
        self._called = called or tr("Annat")
        self._choices = choices
        self._none = choices.value()
        self._own = LineEditor()
        self._choices.edited.connect(self._chosen)
        self._own.edited.connect(self._written)
        self._column.addWidget(choices)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 4, 0, 0)
        beside.setSpacing(2)
        name = label(self._called)
        name.setBuddy(self._own.target())
        beside.addWidget(name)
        beside.addWidget(self._own)
        self._column.addLayout(beside)

    def _chosen(self) -> None:
        if self._alone and self._choices.value() != self._none:
            self._own.clear_by_hand()
        self.edited.emit()

    def _written(self) -> None:
        if self._alone and str(self._own.value()).strip():
            self._choices.set_value(self._none)
        self.edited.emit()

    def value(self) -> Json:
        return {"chosen": self._choices.value(), "own": self._own.value()}

    def set_value(self, value: Json) -> None:
        parts = value if isinstance(value, dict) else {}
        self._choices.set_value(parts.get("chosen", self._none))
        self._own.set_value(parts.get("own"))

    def stops(self) -> list[QWidget]:
        return [*self._choices.stops(), *self._own.stops()]

    def own_target(self) -> QWidget:
        """The line for own words."""
        return self._own.target()

    def target(self) -> QWidget:
        written = self._choices.value() == self._none and bool(self._own.value())
        return self._own.target() if written else self._choices.target()

    def set_name(self, name: str, description: str = "") -> None:
        self._choices.set_name(name, description)
        self._own.set_name(f"{name}: {self._called}", description)

    def set_problem(self, text: str | None) -> None:
        self._choices.set_problem(text)
        self._own.set_problem(text)

    def set_read_only(self, read_only: bool) -> None:
        self._choices.set_read_only(read_only)
        self._own.set_read_only(read_only)

    def caret(self) -> int:
        return self._own.caret()

    def set_caret(self, position: int) -> None:
        self._own.set_caret(position)
