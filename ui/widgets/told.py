"""What came of the last thing that was done."""

from __future__ import annotations

from ui.widgets.announce import announce
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack


class Told(Stack):
    """One text at a time, said aloud too. Takes no room until ``tell``, nor after ``clear``."""

    def __init__(self) -> None:
        super().__init__()
        self.hide()

    def tell(self, text: str, role: str = "notice") -> None:
        """``role`` as of ``Notice``. Never personal data."""
        self.clear()
        self.add(Notice(text, role))
        announce(self, text)
