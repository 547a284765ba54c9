"""What differs, field by field: one side beside the other, or under it where there is no room."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.casework.history import MASKED, Change
from ui.change_words import field_name, value_word
from ui.texts import tr
from ui.widgets.beside import Beside
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label, selectable

SHOWN = 30
"""Fields that are shown at once. A form can have hundreds."""


class ChangesBeside(QWidget):
    """``here`` and ``there`` say whose each side is. What the identity says is never shown."""

    def __init__(self, kind: str, changes: Sequence[Change], here: str, there: str) -> None:
        super().__init__()
        self._kind = kind
        self._sides = here, there
        self._left = list(changes)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._more = button("", self._show_more, role="link")
        self._column.addWidget(self._more)
        self._show_more()

    def _show_more(self) -> None:
        now, self._left = self._left[:SHOWN], self._left[SHOWN:]
        for place, change in zip(count(self._column.count() - 1), now, strict=False):
            self._column.insertWidget(place, self._field(change))
        self._more.setText(tr("Visa {n} fält till").format(n=len(self._left)))
        self._more.setVisible(bool(self._left))

    def _field(self, change: Change) -> QWidget:
        name = field_name(change.field)
        here, there = (
            shown_value(self._kind, change.field, value) for value in (change.old, change.new)
        )
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(name, "label"))
        column.addWidget(
            Beside(_side(self._sides[0], here), _side(self._sides[1], there), spacing=6)
        )
        return box


def shown_value(kind: str, field: str, value: str) -> str:
    """In the words of the forms; what is masked says that it is."""
    return tr("dold") if value == MASKED else value_word(kind, field, value)


def _side(whose: str, value: str) -> Card:
    card = Card(label(whose, "small"), selectable(value), role="under", spacing=1)
    card.column.setContentsMargins(10, 2, 4, 2)
    return card
