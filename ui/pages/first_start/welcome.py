"""What a machine without a vault is met with."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label


class WelcomePage(QWidget):
    new_vault = Signal()
    practise = Signal()
    open_existing = Signal()
    restore = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(tr("Välkommen till Aktvalv"), "title"))
        column.addWidget(
            label(
                tr(
                    "Allt du skriver ligger krypterat i ett valv på den här datorn. "
                    "Programmet har ingen nätverksåtkomst."
                )
            )
        )
        self._create = button(tr("Skapa ett valv"), self._ask_create, role="primary", icon="lock")
        self._create.setDefault(True)
        column.addWidget(
            _choice(
                tr("Nytt valv"),
                tr("För riktiga ärenden. Tar ungefär fem minuter; ha papper och penna till hands."),
                self._create,
            )
        )
        column.addWidget(
            _choice(
                tr("Öva först"),
                tr("Ett övningsvalv med påhittade personer, skilt från allt riktigt."),
                button(tr("Öppna ett övningsvalv"), self._ask_practise),
            )
        )
        column.addWidget(
            _choice(
                tr("Du har redan ett valv"),
                tr("Öppna det där det ligger, eller återställ det från en säkerhetskopia."),
                button(tr("Öppna ett valv …"), self._ask_open),
                button(tr("Återställ från säkerhetskopia …"), self._ask_restore),
            )
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._create.setFocus()

    def _ask_create(self) -> None:
        self.new_vault.emit()

    def _ask_practise(self) -> None:
        self.practise.emit()

    def _ask_open(self) -> None:
        self.open_existing.emit()

    def _ask_restore(self) -> None:
        self.restore.emit()


def _choice(heading: str, text: str, *buttons: QWidget) -> Card:
    card = Card(label(heading, "heading"), label(text, "muted"))
    card.add_row(*buttons)
    return card
