"""Lines for numbers: digits come up first where the keyboard is on screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from ui.texts import tr
from ui.widgets.editors.text import LineEditor
from ui.widgets.labels import label


class NumberEditor(LineEditor):
    """A number as typed, with its unit after it."""

    def __init__(self, *, placeholder: str = "", unit: str = "", characters: int = 12) -> None:
        super().__init__(
            placeholder=placeholder,
            hints=Qt.InputMethodHint.ImhPreferNumbers,
            characters=max(characters, len(placeholder)),
        )
        self._unit = unit
        if unit:
            row = QHBoxLayout()
            row.addWidget(self._line)
            row.addWidget(label(unit, "muted"), 1)
            self._column.addLayout(row)

    def set_name(self, name: str, description: str = "") -> None:
        super().set_name(f"{name} ({self._unit})" if self._unit else name, description)


class IntegerEditor(NumberEditor):
    """A whole number, as typed."""

    def __init__(self, *, placeholder: str = "", unit: str = "") -> None:
        super().__init__(placeholder=placeholder, unit=unit, characters=8)


class AmountEditor(NumberEditor):
    """Kronor as typed, "4 500" or "4 500,50"."""

    def __init__(self) -> None:
        super().__init__(unit=tr("kr"))
