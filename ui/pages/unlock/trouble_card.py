"""Why the vault did not open, with a button for everything that can be done about it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from ui.pages.unlock.trouble import Trouble, Way
from ui.texts import tr
from ui.widgets.announce import announce
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label


class TroubleCard(Card):
    """Hidden until there is something to say, which is said aloud: the focus stays where one
    types."""

    chosen = Signal(object)
    """A ``Way``."""

    def __init__(self) -> None:
        super().__init__(role="notice-error")
        self._text = label("", "label")
        self.column.addWidget(self._text)
        self.ways = {
            way: button(text, partial(self.chosen.emit, way))
            for way, text in (
                (Way.CODE, tr("Använd återställningskoden")),
                (Way.RESTORE, tr("Återställ från säkerhetskopia …")),
                (Way.ANOTHER, tr("Välj ett annat valv …")),
                (Way.AGAIN, tr("Försök igen")),
            )
        }
        self.add_row(*self.ways.values())
        self.hide()

    def text(self) -> str:
        return self._text.text()

    def show_trouble(self, trouble: Trouble) -> None:
        self._text.setText(trouble.text)
        for way, pressed in self.ways.items():
            pressed.setVisible(way in trouble.ways)
        self.show()
        announce(self, trouble.text)
