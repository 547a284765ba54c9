"""The twelve words of a card, numbered, and the sixty digits under them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.texts import tr
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label, selectable

HIDDEN = "…"


class FingerprintView(QWidget):
    """``asked``: words that are not shown, since whoever confirms is to hear them."""

    def __init__(self, words: Sequence[str], digits: str, *, asked: Collection[int] = ()) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(tr("Tolv ord"), "label"))
        row, box = FlowLayout(), QWidget()
        self.texts = tuple(
            f"{number} {HIDDEN if number in asked else word}"
            for number, word in enumerate(words, start=1)
        )
        for text in self.texts:
            row.addWidget(label(text, "chip", wraps=False))
        box.setLayout(row)
        box.setAccessibleName(", ".join(self.texts))
        column.addWidget(box)
        if not asked:
            column.addWidget(label(tr("Samma sak i siffror"), "label"))
            column.addWidget(selectable(digits))
