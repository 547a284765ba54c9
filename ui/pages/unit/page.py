"""Enheten: its places as tabs. A place is made when it is opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.unit import unit_places
from ui.navigation import unit_place
from ui.page import Page, Shortcut
from ui.pages.unit.consultations import ConsultationsPlace
from ui.pages.unit.delegation import DelegationPlace
from ui.pages.unit.gender import GenderPlace
from ui.pages.unit.lex_sarah import LexSarahPlace
from ui.pages.unit.noes import NoesPlace
from ui.pages.unit.not_executed import NotExecutedPlace
from ui.pages.unit.notebook import NotebookPlace
from ui.pages.unit.register import RegisterPlace
from ui.pages.unit.strategic import StrategicPlace
from ui.session import Session
from ui.texts import tr
from ui.widgets.focus import holds_focus
from ui.widgets.part_tabs import PartTabs

PLACES: Final[tuple[tuple[str, str, Callable[[Session], Page]], ...]] = (
    ("register", "Register", RegisterPlace),
    ("delegation", "Delegationsordning", DelegationPlace),
    ("not_executed", "Inte verkställda", NotExecutedPlace),
    ("noes", "Alla nej", NoesPlace),
    ("gender", "Könsspecifika faktorer", GenderPlace),
    ("consultations", "Konsultationer", ConsultationsPlace),
    ("notebook", "Anteckningsbok", NotebookPlace),
    ("lex_sarah", "Lex Sarah", LexSarahPlace),
    ("strategic", "Strategisk grupp", StrategicPlace),
)
"""Code, tab and page, in the order of the tabs."""


class UnitPage(Page):
    """What concerns the unit and no single case. Ctrl+PgUp and Ctrl+PgDown go between the
    places; which one is open comes back after a lock."""

    title = "Enheten"
    shows = frozenset(Part)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._open_place: Page | None = None
        titles = [tr(title) for _code, title, _make in PLACES]
        self._tabs = PartTabs(titles, tr("Enhetens delar"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(18, 12, 18, 0)
        head.addWidget(self._tabs)
        self._column.addLayout(head)
        self._tabs.currentChanged.connect(self._open)
        for keys, turn in (("Ctrl+PgDown", self._next), ("Ctrl+PgUp", self._previous)):
            QShortcut(QKeySequence(keys), self).activated.connect(turn)

    # ----------------------------------------------------------------------------- showing

    def load(self) -> None:
        if self._open_place is None:
            self._open(self._tabs.currentIndex())

    def reload(self, changes: Changes) -> None:
        if self._open_place is not None:
            self._open_place.reload(changes)

    def concerned(self, changes: Changes) -> bool:
        return self._open_place is not None and self._open_place.concerned(changes)

    def _open(self, number: int) -> None:
        within = self._open_place is not None and holds_focus(self._open_place)
        if self._open_place is not None:
            self._open_place.cover()
            self._open_place.hide()  # editors hand over their drafts here
            self._column.removeWidget(self._open_place)
            self._open_place.deleteLater()
        self._open_place = PLACES[number][2](self.session)
        self._column.addWidget(self._open_place, 1)
        self._open_place.load()
        if within:
            self._open_place.show()
            self._open_place.setFocus()

    def _next(self) -> None:
        self._tabs.turn(1)

    def _previous(self) -> None:
        self._tabs.turn(-1)

    # ----------------------------------------------------------------------------- places

    def show_entity(self, entity: EntityId) -> None:
        """In the place where its kind stands, which only the vault can tell."""
        self.session.run(partial(_kind_of, entity), partial(self._bring, entity), context=self)

    def _bring(self, entity: EntityId, kind: str) -> None:
        codes = [code for code, _title, _make in PLACES]
        self._tabs.setCurrentIndex(codes.index(unit_place(kind)))
        if self._open_place is not None:
            self._open_place.show_entity(entity)

    def place(self) -> JsonObject:
        if self._open_place is None:
            return {}
        code = PLACES[self._tabs.currentIndex()][0]
        return {"place": code, "within": dict(self._open_place.place())}

    def restore(self, place: JsonObject) -> None:
        """May come before ``load``, which then opens what is wanted here."""
        codes = [code for code, _title, _make in PLACES]
        if place.get("place") not in codes:
            return
        number = codes.index(str(place["place"]))
        if number != self._tabs.currentIndex():
            self._tabs.setCurrentIndex(number)
        elif self._open_place is None:
            self._open(number)
        within = place.get("within")
        if self._open_place is not None and isinstance(within, dict) and within:
            self._open_place.restore(within)

    def shortcuts(self) -> tuple[Shortcut, ...]:
        turning = Shortcut("Ctrl+PgDown", tr("Nästa del av enheten"))
        own = () if self._open_place is None else self._open_place.shortcuts()
        return (turning, *own)

    def cover(self) -> None:
        if self._open_place is not None:
            self._open_place.cover()


def _kind_of(entity: EntityId, desk: Desk) -> str:
    return unit_places.kind_of_entry(desk, entity)
