"""How hard a passphrase is to guess, in words and as a bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui.texts import tr
from ui.widgets.labels import label

if TYPE_CHECKING:  # the window before the vault needs none of the core
    from app.ports import Strength

ENOUGH_BITS = 75


class StrengthMeter(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._bar = QProgressBar()
        self._bar.setRange(0, ENOUGH_BITS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Lösenfrasens styrka"))
        self._words = label("", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._bar)
        column.addWidget(self._words)
        self.show_nothing()

    def show_nothing(self) -> None:
        self._say(
            0,
            tr(
                "Flera ovanliga ord i oväntad ordning är bäst. Undvik namn, datum, citat och "
                "ord som hör ihop."
            ),
        )

    def show_strength(self, strength: Strength) -> None:
        if not strength.accepted:
            text = tr("Går för lätt att gissa. Lägg till ett par ovanliga ord till.")
        elif strength.warned:
            text = tr("Räcker, men ett eller två ord till gör den mycket svårare att gissa.")
        else:
            text = tr("Stark.")
        self._say(round(strength.bits), text)

    def words(self) -> str:
        return self._words.text()

    def _say(self, bits: int, text: str) -> None:
        self._bar.setValue(min(ENOUGH_BITS, max(0, bits)))
        self._words.setText(text)
        self._bar.setAccessibleDescription(text)
