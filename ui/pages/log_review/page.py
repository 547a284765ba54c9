"""Loggkontroll: its places as tabs."""

from __future__ import annotations

from functools import partial
from typing import Final

from app.ids import EntityId
from app.usecases.desk import Desk
from app.usecases.handover.logs import log_reviews
from ui.pages.log_review.extracts import ExtractsPlace
from ui.pages.log_review.findings import FindingsPlace
from ui.pages.log_review.hand_over import HandOverLogPlace
from ui.pages.log_review.own import OwnLogPlace
from ui.places_page import Place, PlacesPage
from ui.session import Session

PLACES: Final[tuple[Place, ...]] = (
    ("own", "Egen logg", OwnLogPlace),
    ("hand_over", "Lämna loggutdrag", HandOverLogPlace),
    ("findings", "Resultat", FindingsPlace),
    ("extracts", "Granska", ExtractsPlace),
)
"""In the order of the tabs: the own log first, then that of others."""


class LogReviewPage(PlacesPage):
    """Who looked at what, looked through by somebody else (lag 2001:454 10 §)."""

    title = "Loggkontroll"
    tabs_name = "Loggkontrollens delar"
    turns = "Nästa del av Loggkontroll"

    def __init__(self, session: Session) -> None:
        super().__init__(session, PLACES)

    def show_entity(self, entity: EntityId) -> None:
        """In the place where its kind stands, which only the vault can tell."""
        self.session.run(partial(_is_extract, entity), partial(self._bring, entity), context=self)

    def _bring(self, entity: EntityId, is_extract: bool) -> None:
        self.open_at("extracts" if is_extract else "findings", entity)


def _is_extract(entity: EntityId, desk: Desk) -> bool:
    return log_reviews.extract_of(desk, entity) is not None
