"""Enheten: its places as tabs."""

from __future__ import annotations

from functools import partial
from typing import Final

from app.ids import EntityId
from app.usecases.desk import Desk
from app.usecases.unit import unit_places
from ui.navigation import unit_place
from ui.pages.unit.consultations import ConsultationsPlace
from ui.pages.unit.delegation import DelegationPlace
from ui.pages.unit.gender import GenderPlace
from ui.pages.unit.hand_over import HandOverRegisterPlace
from ui.pages.unit.lex_sarah import LexSarahPlace
from ui.pages.unit.noes import NoesPlace
from ui.pages.unit.not_executed import NotExecutedPlace
from ui.pages.unit.notebook import NotebookPlace
from ui.pages.unit.register import RegisterPlace
from ui.pages.unit.strategic import StrategicPlace
from ui.places_page import Place, PlacesPage
from ui.session import Session

PLACES: Final[tuple[Place, ...]] = (
    ("register", "Register", RegisterPlace),
    ("delegation", "Delegationsordning", DelegationPlace),
    ("not_executed", "Inte verkställda", NotExecutedPlace),
    ("noes", "Alla nej", NoesPlace),
    ("gender", "Könsspecifika faktorer", GenderPlace),
    ("consultations", "Konsultationer", ConsultationsPlace),
    ("notebook", "Anteckningsbok", NotebookPlace),
    ("lex_sarah", "Lex Sarah", LexSarahPlace),
    ("hand_over", "Lämna register", HandOverRegisterPlace),
    ("strategic", "Strategisk grupp", StrategicPlace),
)
"""In the order of the tabs."""


class UnitPage(PlacesPage):
    """What concerns the unit and no single case."""

    title = "Enheten"
    tabs_name = "Enhetens delar"
    turns = "Nästa del av enheten"

    def __init__(self, session: Session) -> None:
        super().__init__(session, PLACES)

    def show_entity(self, entity: EntityId) -> None:
        """In the place where its kind stands, which only the vault can tell."""
        self.session.run(partial(_kind_of, entity), partial(self._bring, entity), context=self)

    def _bring(self, entity: EntityId, kind: str) -> None:
        self.open_at(unit_place(kind), entity)


def _kind_of(entity: EntityId, desk: Desk) -> str:
    return unit_places.kind_of_entry(desk, entity)
