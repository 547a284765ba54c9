"""How signed wordings look on a page."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.texts import tr
from ui.widgets.labels import Card, label
from ui.widgets.stack import Stack
from ui.widgets.values import values_table
from ui.wordings import Wording, Wordings


def wording_box(wording: Wording) -> QWidget:
    """What it says and who signed it. The heading is the card's to show."""
    box = Stack(spacing=6)
    box.add(values_table(wording.rows))
    box.add(label(wording.signed, "small"))
    return box


def add_earlier(card: Card, said: Wordings) -> None:
    """The versions that no longer hold, under the one that does."""
    for earlier in said.earlier:
        text = tr("Tidigare lydelse")
        if earlier.heading:
            text = tr("Tidigare lydelse: {what}").format(what=earlier.heading)
        card.column.addWidget(Card(label(text, "label"), wording_box(earlier), role="row"))
