"""The page Möten of a case: what is planned, what was said, and what was agreed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.casework import facts
from app.casework.consents import Held
from app.casework.facts import MeetingKind
from app.casework.state import Entity
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.law.pack import Ground
from app.ports import Draft
from app.usecases import drafting, reading
from app.usecases.around import meetings, network
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import CaseView, DraftRow
from ui import words
from ui.conflict_card import ConflictCard
from ui.entries_page import EntriesPage
from ui.functions import functions
from ui.meeting_words import KINDS
from ui.navigation import CasePart, Destination
from ui.pages.meeting.fields import meeting_fields
from ui.pages.meeting.presenter import MeetingView, meeting_views
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.wording_cards import add_earlier, wording_box

_KIND = "meeting"


@dataclass(frozen=True, slots=True)
class _Shown:
    view: CaseView
    today: str
    consents: tuple[Held, ...]
    grounds: tuple[Ground, ...]
    functions: tuple[str, ...]
    """Of the case's own network."""
    first: dict[MeetingKind, JsonObject]
    """Values of a new meeting of each kind."""


class MeetingPage(EntriesPage[_Shown]):
    """Planned meetings first; one form for a meeting, whatever has become of it."""

    title = "Möten"
    shows = frozenset({Part.MEETING, Part.CONSENT, Part.NETWORK})

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__(session, stream, _look)
        self.lay_out(self._head())

    def _head(self) -> QWidget:
        head = Card(label(tr("Möten"), "title"))
        text = tr(
            "Möten om den enskilde, i den enskildes egen akt. Den strategiska gruppen får bara "
            "avidentifierat underlag; det görs under Enheten."
        )
        head.column.addWidget(label(text, "muted"))
        head.column.addWidget(label(tr("Nytt möte"), "label"))
        buttons = [
            button(words.word(KINDS, kind), partial(self._new, kind), icon="plus")
            for kind in MeetingKind
        ]
        head.add_row(*buttons)
        return head

    # ----------------------------------------------------------------------------- showing

    def entries(self, shown: _Shown) -> Iterable[tuple[EntityId, QWidget]]:
        views = meeting_views(shown.view.state, shown.today)
        return ((view.entity, self._card(view)) for view in views)

    def nothing(self) -> str:
        return tr("Inget möte är planerat eller antecknat.")

    def draft_texts(self) -> dict[str, str]:
        return {_KIND: tr("Ett möte är inte signerat.")}

    def _card(self, view: MeetingView) -> QWidget:
        if view.said.sides:
            sides = [(wording_box(side), side.record) for side in view.said.sides]
            return ConflictCard(self.session, self.case_stream, view.entity, sides)
        card = Card(label(view.said.now.heading, "heading"))
        card.setAccessibleName(view.said.now.heading)
        if view.reminder:
            card.column.addWidget(Notice(view.reminder, "notice-warn"))
        card.column.addWidget(wording_box(view.said.now))
        links = [button(view.next_step, partial(self._revise, view))]
        if view.has_agenda:
            to_print = partial(self._print, view.entity)
            links.append(button(tr("Skriv ut dagordningen"), to_print, role="link"))
        card.add_row(*links)
        add_earlier(card, view.said)
        return card

    def _print(self, entity: EntityId) -> None:
        """Through the gate like everything else: Handlingar, with this meeting chosen."""
        place = Destination.case(self.case_stream, CasePart.DOCUMENTS, entity)
        self.session.navigate.emit(place)

    # ----------------------------------------------------------------------------- writing

    def _new(self, kind: MeetingKind) -> None:
        self.open_new({"kind": kind.value, "about": ""})

    def _revise(self, view: MeetingView) -> None:
        about = view.said.now.record
        self.open_form({"entity": view.entity, "kind": view.kind.value, "about": about})

    def go_on_with(self, draft: DraftRow) -> None:
        self.session.run(partial(_draft_of, draft), self._go_on, context=self)

    def _go_on(self, draft: Draft | None) -> None:
        if draft is not None:
            known = self._known(draft.entity)
            about = known.latest.record.id if known else ""
            kind = str(draft.body.get("kind") or MeetingKind.OTHER.value)
            self.open_form({"entity": draft.entity, "kind": kind, "about": about})

    def open_form(self, opened: JsonObject) -> None:
        if self.shown is None:
            return
        kind = MeetingKind(str(opened.get("kind")))
        entity = EntityId(str(opened.get("entity")))
        about = str(opened.get("about") or "")
        known = self._known(entity)
        first = self.shown.first[kind]
        suggested = tuple(dict.fromkeys((*self.shown.functions, *functions())))
        editor = RecordEditor(
            self.session,
            meeting_fields(kind, self.shown.consents, self.shown.grounds, suggested),
            Target(self.case_stream, entity, _KIND),
            partial(_sign, self.case_stream, entity, about),
            sign_text=tr("Signera mötet"),
            consequence=tr("Det som är signerat finns kvar, också när mötet ändras eller rättas."),
            initial=meetings.typed_again(known.latest.fact) if known else first,
        )
        self.slot.open(opened, words.word(KINDS, kind), editor)
        self.show_drafts()

    def _known(self, entity: EntityId) -> Entity[facts.Meeting] | None:
        return self.shown.view.state.find(facts.Meeting, entity) if self.shown else None


def _draft_of(row: DraftRow, desk: Desk) -> Draft | None:
    return drafting.get_draft(desk, row.stream, row.entity, row.kind)


def _sign(stream: StreamId, entity: EntityId, about: str, desk: Desk, typed: JsonObject) -> Changes:
    builds_on = RecordId(about) if about else None
    return meetings.save_meeting(desk, stream, entity, typed, builds_on=builds_on)


def _look(stream: StreamId, changes: Changes | None, desk: Desk) -> _Shown:
    view = reading.look(desk, stream, Part.MEETING, changes)
    today = desk.now().date()
    return _Shown(
        view=view,
        today=today.isoformat(),
        consents=meetings.consents_to_choose(desk, view.state),
        grounds=meetings.grounds_to_choose(desk),
        functions=network.functions(view.state, today),
        first={kind: meetings.first_meeting(desk, kind) for kind in MeetingKind},
    )
