"""The frame of a case: strip, process bar, and its parts as tabs. Parts are made when opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from app.errors import Reason, Refusal
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import reading
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import CaseView
from ui.navigation import CasePart, Destination
from ui.page import Page, Shortcut
from ui.pages.case.gate_card import GateCard
from ui.pages.case.process_bar import ProcessBar
from ui.pages.case.strip import CaseStrip
from ui.session import Session
from ui.texts import tr
from ui.widgets.focus import holds_focus
from ui.widgets.part_tabs import PartTabs


class PartEntry(Protocol):
    """One part, as ``ui.case_parts`` lists it."""

    @property
    def part(self) -> CasePart: ...
    @property
    def title(self) -> str: ...
    def make(self, session: Session, stream: StreamId) -> Page: ...


class CasePage(Page):
    """One case. Moves between its parts without being made anew."""

    title = "Ärende"
    shows = frozenset(Part) - {Part.DRAFTS, Part.SETTINGS, Part.BACKUPS, Part.CASES}

    def __init__(
        self, session: Session, destination: Destination, parts: Sequence[PartEntry]
    ) -> None:
        if destination.stream is None:
            raise ValueError("a case page needs a case")
        super().__init__(session, destination.stream)
        self._case = destination.stream
        self._parts = parts
        self._part: Page | None = None
        self._gate: GateCard | None = None
        self._entity: EntityId | None = None  # asked for before the case was opened
        self._place: JsonObject = {}
        self._strip = CaseStrip(self._case)
        self._process = ProcessBar(self._case)
        self._process.opened.connect(self.session.navigate)
        self._tabs = PartTabs([tr(entry.title) for entry in parts], tr("Ärendets delar"))
        self._lay_out()
        self._tabs.setCurrentIndex(self._number(destination.part))
        self._tabs.currentChanged.connect(self._turned)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(18, 12, 18, 0)
        head.setSpacing(8)
        for part in (self._strip, self._process, self._tabs):
            head.addWidget(part)
        self._column.addLayout(head)
        for keys, turn in (("Ctrl+PgDown", self._next), ("Ctrl+PgUp", self._previous)):
            QShortcut(QKeySequence(keys), self).activated.connect(turn)

    # --------------------------------------------------------------------------- showing

    def load(self) -> None:
        """The case first, and then its part: of a case that somebody else has nothing is read
        before it is known why."""
        work = partial(_open_case, self._case)
        self.session.run(work, self._enter, context=self, failed=self._refused)

    def _enter(self, view: CaseView) -> None:
        self._show(view)
        if self._gate is not None:
            self._gate.hide()
            self._gate.deleteLater()
            self._gate = None
        if self._part is None:
            for part in (self._strip, self._process, self._tabs):
                part.show()
            self._open(self._tabs.currentIndex())

    def _refused(self, refusal: Refusal) -> None:
        if refusal.reason is not Reason.READING_REASON_MISSING:
            self.session.refused.emit(refusal)
        elif self._gate is None:
            self._close_part()
            for part in (self._strip, self._process, self._tabs):
                part.hide()
            self._gate = GateCard(self.session, self._case)
            self._gate.entered.connect(self._enter)
            self._column.addWidget(self._gate, 1)

    def reload(self, changes: Changes) -> None:
        if self._part is not None and self._part.concerned(changes):
            self._part.reload(changes)
        work = partial(_read_again, self._case, changes)
        self.session.run(work, self._show, context=self, failed=self._refused)

    def concerned(self, changes: Changes) -> bool:
        own = super().concerned(changes)
        return own or (self._part is not None and self._part.concerned(changes))

    def _show(self, view: CaseView | None) -> None:
        if view is not None:
            self._strip.show_state(view.state, view.standing)
            self.session.note_standing(self._case, sealed=view.standing.sealed)
            self._process.show_view(view)

    # --------------------------------------------------------------------------- parts

    def _number(self, part: CasePart | None) -> int:
        for number, entry in enumerate(self._parts):
            if entry.part is part:
                return number
        return 0

    def _next(self) -> None:
        self._turn(1)

    def _previous(self) -> None:
        self._turn(-1)

    def _turn(self, step: int) -> None:
        self._tabs.turn(step)

    def _open(self, number: int) -> None:
        within = self._part is not None and holds_focus(self._part)
        self._close_part()
        self._part = self._parts[number].make(self.session, self._case)
        self._process.show()
        self._part.wants_room.connect(self._process.setHidden)
        self._column.addWidget(self._part, 1)
        self._part.load()
        self._bring_what_was_asked_for(self._part)
        if within:
            self._part.show()
            self._part.setFocus()

    def _turned(self, number: int) -> None:
        if self._part is not None:
            self._open(number)

    def _close_part(self) -> None:
        if self._part is not None:
            self._part.cover()
            self._part.hide()  # editors hand over their drafts here
            self._column.removeWidget(self._part)
            self._part.deleteLater()
            self._part = None

    def _bring_what_was_asked_for(self, part: Page) -> None:
        entity, place = self._entity, self._place
        self._entity, self._place = None, {}
        if entity is not None:
            part.show_entity(entity)
        if place:
            part.restore(place)

    # --------------------------------------------------------------------------- places

    def destination(self, shown: Destination) -> Destination:
        return replace(shown, part=self._parts[self._tabs.currentIndex()].part, entity=None)

    def moves_to(self, shown: Destination, wanted: Destination) -> bool:
        if (wanted.section, wanted.stream) != (shown.section, shown.stream):
            return False
        self._tabs.setCurrentIndex(self._number(wanted.part or CasePart.OVERVIEW))
        return True

    def show_entity(self, entity: EntityId) -> None:
        if self._part is not None:
            self._part.show_entity(entity)
        else:
            self._entity = entity

    def place(self) -> JsonObject:
        return self._place if self._part is None else self._part.place()

    def restore(self, place: JsonObject) -> None:
        if self._part is not None:
            self._part.restore(place)
        else:
            self._place = place

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return () if self._part is None else self._part.shortcuts()

    def cover(self) -> None:
        if self._part is not None:
            self._part.cover()


def _open_case(stream: StreamId, desk: Desk) -> CaseView:
    return reading.open_case(desk, stream)


def _read_again(stream: StreamId, changes: Changes, desk: Desk) -> CaseView | None:
    """None for a write elsewhere, which the part alone is concerned with."""
    return reading.read_again(desk, stream, changes) if stream in changes.streams else None
