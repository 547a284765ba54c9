"""What is wrong, in one sentence, beside what it is about."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.icons import set_icon
from ui.widgets.announce import announce
from ui.widgets.labels import label


class ProblemLine(QWidget):
    """An icon and a sentence: never colour alone. Hidden as long as nothing is wrong."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._icon = label("", wraps=False)
        self._text = label("", "problem")
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        self.hide()

    def text(self) -> str:
        """Empty when nothing is wrong."""
        return self._text.text()

    def show_sentence(self, sentence: str) -> None:
        """An empty sentence clears. The same again costs nothing."""
        if sentence == self.text():
            return
        if sentence:
            set_icon(self._icon, "error", "error")
        self._text.setText(sentence)
        self.setVisible(bool(sentence))

    def say(self, sentence: str) -> None:
        """As ``show_sentence``, and aloud: for what the focus does not lead to."""
        self.show_sentence(sentence)
        if sentence:
            announce(self, sentence)

    def clear(self) -> bool:
        """Whether there was anything to clear."""
        was = bool(self.text())
        self.show_sentence("")
        return was
