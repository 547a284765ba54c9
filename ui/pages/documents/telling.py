"""The passphrase of a locked file, on the screen this once."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.fields.node import bring_into_view
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label, selectable
from ui.widgets.stack import Stack


class Telling(Stack):
    """Where a passphrase is shown; empty but for that."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._told: PassphraseOnce | None = None

    def tell(self, file_name: str, passphrase: str) -> None:
        self.clear()
        self._told = PassphraseOnce(file_name, passphrase)
        self._told.closed.connect(self._forget)
        self.add(self._told)
        bring_into_view(self._told)
        self._told.focus_first()

    def cover(self) -> None:
        if self._told is not None:
            self._told.cover()

    def _forget(self) -> None:
        self._told = None
        self.clear()
        self.closed.emit()


class PassphraseOnce(Card):
    """Cannot be copied from: it is to be told, not sent. Put away behind the curtain, and back on
    request until the caseworker has closed it."""

    closed = Signal()

    def __init__(self, file_name: str, passphrase: str) -> None:
        super().__init__()
        self._passphrase = passphrase
        self._words = label(passphrase, "title")
        self._words.setAccessibleName(tr("Lösenordet"))
        self._toggle = button(tr("Dölj lösenordet"), self._swap, icon="eye-off")
        self.column.addWidget(label(tr("Lösenordet till den låsta filen"), "heading"))
        self.column.addWidget(
            selectable(tr("Filen {name} är skriven.").format(name=file_name), "muted")
        )
        self.column.addWidget(self._words)
        self.column.addWidget(
            label(
                tr(
                    "Skriv av det nu. Säg det till mottagaren på ett annat sätt än du lämnar "
                    "filen: ring, eller säg det när ni ses. Aldrig i samma kuvert eller i samma "
                    "meddelande som filen."
                )
            )
        )
        self.column.addWidget(
            label(
                tr(
                    "Lösenordet sparas ingenstans. När du stänger går det inte att visa igen; då "
                    "får du lämna ut handlingen på nytt."
                ),
                "muted",
            )
        )
        self.add_row(self._toggle, button(tr("Jag har skrivit av det, stäng"), self.closed.emit))

    def focus_first(self) -> None:
        """Never on what closes it: a key too many would cost the file."""
        self._toggle.setFocus()

    def cover(self) -> None:
        if self._words.text():
            self._swap()

    def _swap(self) -> None:
        shown = not self._words.text()
        self._words.setText(self._passphrase if shown else "")
        self._toggle.setText(tr("Dölj lösenordet") if shown else tr("Visa lösenordet"))
