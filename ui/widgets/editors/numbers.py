"""Lines for whole numbers and for kronor: digits come up first where the keyboard is on screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from ui.texts import tr
from ui.widgets.editors.text import LineEditor
from ui.widgets.labels import label


class IntegerEditor(LineEditor):
    """A whole number, as typed."""

    def __init__(self, *, placeholder: str = "") -> None:
        super().__init__(
            placeholder=placeholder,
            hints=Qt.InputMethodHint.ImhPreferNumbers,
            characters=8,
        )


class AmountEditor(LineEditor):
    """Kronor as typed, "4 500" or "4 500,50"; the unit stands after the field."""

    def __init__(self) -> None:
        super().__init__(hints=Qt.InputMethodHint.ImhPreferNumbers, characters=12)
        row = QHBoxLayout()
        row.addWidget(self._line)
        row.addWidget(label(tr("kr"), "muted", wraps=False))
        row.addStretch(1)
        self._column.addLayout(row)
