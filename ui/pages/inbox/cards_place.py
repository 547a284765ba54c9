"""A place of the inbox that is a list of cards."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.ids import EntityId
from ui.page import Page, bring_forward
from ui.session import Session
from ui.widgets.stack import Stack

SHOWN = 40
"""Cards of a group that are shown at once."""


class CardsPlace(Page):
    """A card can be asked for before any is there: it is brought forward when it comes."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._cards: dict[EntityId, QWidget] = {}
        self._wanted: EntityId | None = None
        self._has_come = False
        self._list = Stack(spacing=8)

    def _begin_list(self) -> None:
        """What is to be listed has been read."""
        self._has_come = True
        self._list.clear()
        self._cards.clear()

    def _add_card(self, entity: EntityId, card: QWidget) -> None:
        self._cards[entity] = card
        self._list.add(card)

    def show_entity(self, entity: EntityId) -> None:
        self._wanted = entity
        if self._has_come:
            self._bring()

    def _bring(self) -> None:
        if self._wanted in self._cards:
            bring_forward(self._cards[self._wanted])
        self._wanted = None
