"""One box of the settings page."""

from __future__ import annotations

from app.errors import Refusal
from ui.messages import sentence
from ui.widgets.announce import announce
from ui.widgets.labels import Card, label, restyle


class Section(Card):
    """A heading, its controls, and one line that says how it went."""

    def __init__(self, heading: str) -> None:
        super().__init__(label(heading, "heading"))
        self._said = label("")
        self._said.hide()

    def finish(self) -> None:
        """Put the line that says how it went under everything else."""
        self.column.addWidget(self._said)

    def say(self, text: str) -> None:
        self._tell(text, "ok")

    def show_refusal(self, refusal: Refusal) -> None:
        self._tell(sentence(refusal), "problem")

    def complain(self, text: str) -> None:
        self._tell(text, "problem")

    def said(self) -> str:
        return self._said.text()

    def say_nothing(self) -> None:
        self._said.hide()

    def _tell(self, text: str, role: str) -> None:
        self._said.setText(text)
        self._said.setProperty("role", role)
        restyle(self._said)
        self._said.show()
        announce(self, text)
