"""F1: the keys of the program and of the page one is on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.page import Shortcut
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.cover import Panel
from ui.widgets.labels import label

EVERYWHERE = (
    Shortcut("Ctrl+L", "Lås valvet"),
    Shortcut("F9", "Dölj och visa innehållet"),
    Shortcut("Ctrl+K", "Gå till ärende"),
    Shortcut("Alt+←", "Tillbaka"),
    Shortcut("Ctrl+1 … Ctrl+0", "Gå till en avdelning i vänsterkanten"),
    Shortcut("Ctrl+Page Up / Page Down", "Förra och nästa flik"),
    Shortcut("Ctrl+Enter", "Signera eller spara det du skriver"),
    Shortcut("Alt+↓", "Öppna kalendern i ett datumfält"),
    Shortcut("F1", "Visa kortkommandon"),
)


class Keys(Panel):
    """Made anew each time it opens, for the page at hand."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = QWidget()
        self._close_button = button(tr("Stäng"), self.dismiss)
        self.column.addWidget(label(tr("Kortkommandon"), "heading"))
        self.column.addWidget(self._table)
        self.add_row(self._close_button)

    def open_with(self, of_page: Sequence[Shortcut]) -> None:
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        for row, shortcut in enumerate((*of_page, *EVERYWHERE)):
            grid.addWidget(label(shortcut.keys, "label", wraps=False), row, 0)
            grid.addWidget(label(tr(shortcut.does)), row, 1)
        self.column.replaceWidget(self._table, fresh)
        self._table.deleteLater()
        self._table = fresh
        self.open()
        self._close_button.setFocus()
