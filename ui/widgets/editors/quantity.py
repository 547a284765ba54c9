"""A number with a unit that is chosen, or the only one there is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.jsonvalue import Json
from ui.texts import tr
from ui.widgets.editors.base import Editor, as_text
from ui.widgets.editors.choice import Choice, ComboEditor
from ui.widgets.editors.numbers import NumberEditor


class QuantityEditor(Editor):
    """``{"number": as typed, "unit": code}``. The first unit is proposed."""

    def __init__(self, units: Sequence[Choice], *, placeholder: str = "") -> None:
        super().__init__()
        self._first = units[0].code if units else ""
        self._several = len(units) > 1
        unit = units[0].text if len(units) == 1 else ""
        self._number = NumberEditor(placeholder=placeholder, unit=unit)
        self._number.edited.connect(self.edited)
        self._unit = ComboEditor(units)
        self._unit.set_value(self._first)
        self._unit.edited.connect(self._unit_chosen)
        self._unit.setVisible(self._several)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._number)
        row.addWidget(self._unit)
        row.addStretch(1)
        self._column.addLayout(row)

    def _unit_chosen(self) -> None:
        if not self._unit.value():  # a number of nothing is no quantity
            self._unit.set_value(self._first)
        self.edited.emit()

    def value(self) -> Json:
        return {"number": self._number.value(), "unit": self._unit.value()}

    def set_value(self, value: Json) -> None:
        parts = value if isinstance(value, dict) else {}
        self._number.set_value(as_text(parts.get("number")))
        self._unit.set_value(as_text(parts.get("unit")) or self._first)

    def target(self) -> QWidget:
        return self._number.target()

    def set_read_only(self, read_only: bool) -> None:
        self._number.set_read_only(read_only)
        self._unit.set_read_only(read_only)

    def set_name(self, name: str, description: str = "") -> None:
        self._number.set_name(name, description)
        self._unit.set_name(tr("{name}: enhet").format(name=name), description)

    def set_problem(self, text: str | None) -> None:
        super().set_problem(text)
        self._unit.set_problem(text)

    def caret(self) -> int:
        return self._number.caret()

    def set_caret(self, position: int) -> None:
        self._number.set_caret(position)
