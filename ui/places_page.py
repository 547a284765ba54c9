"""A section with places of its own, as tabs. A place is made when it is opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.usecases.changes import Changes, Part
from ui.page import Page, Shortcut
from ui.session import Session
from ui.texts import tr
from ui.widgets.focus import holds_focus
from ui.widgets.part_tabs import PartTabs

Place = tuple[str, str, Callable[[Session], Page]]
"""Code, tab and page."""


class PlacesPage(Page):
    """Ctrl+PgUp and Ctrl+PgDown go between the places; which one is open comes back after a
    lock."""

    shows = frozenset(Part)
    """Which changes concern it is the open place's to say."""
    tabs_name = ""
    """What the row of tabs is called for who cannot see it."""
    turns = ""
    """What Ctrl+PgDown does, for F1."""

    def __init__(self, session: Session, places: Sequence[Place]) -> None:
        super().__init__(session)
        self._places = tuple(places)
        self._open_place: Page | None = None
        self._tabs = PartTabs([tr(title) for _, title, _ in places], tr(self.tabs_name))
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
        self._open_place = self._places[number][2](self.session)
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

    @property
    def _codes(self) -> list[str]:
        return [code for code, _title, _make in self._places]

    def open_at(self, code: str, entity: EntityId | None = None) -> None:
        """Show a place, and bring something forward in it."""
        self._tabs.setCurrentIndex(self._codes.index(code))
        self.load()
        if self._open_place is not None and entity is not None:
            self._open_place.show_entity(entity)

    def place(self) -> JsonObject:
        if self._open_place is None:
            return {}
        code = self._codes[self._tabs.currentIndex()]
        return {"place": code, "within": dict(self._open_place.place())}

    def restore(self, place: JsonObject) -> None:
        """May come before ``load``, which then opens what is wanted here."""
        if place.get("place") not in self._codes:
            return
        number = self._codes.index(str(place["place"]))
        if number != self._tabs.currentIndex():
            self._tabs.setCurrentIndex(number)
        elif self._open_place is None:
            self._open(number)
        within = place.get("within")
        if self._open_place is not None and isinstance(within, dict) and within:
            self._open_place.restore(within)

    def shortcuts(self) -> tuple[Shortcut, ...]:
        turning = Shortcut("Ctrl+PgDown", tr(self.turns))
        own = () if self._open_place is None else self._open_place.shortcuts()
        return (turning, *own)

    def cover(self) -> None:
        if self._open_place is not None:
            self._open_place.cover()
