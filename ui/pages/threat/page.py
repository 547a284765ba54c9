"""The page Hot och risk of a case. The program keeps what is said and computes nothing of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.casework.facts import Owner, ThreatAssessment
from app.casework.state import Entity
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.ports import Draft
from app.usecases import drafting, reading, threats
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import CaseView, DraftRow
from ui import words
from ui.conflict_card import ConflictCard
from ui.editor_slot import EditorSlot
from ui.pages.page import Page, bring_forward, page_column
from ui.pages.threat.fields import threat_fields
from ui.pages.threat.presenter import (
    ThreatView,
    WordingView,
    seems_to_name_somebody,
    threat_views,
    typed_again,
)
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label, selectable
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack

_KIND = "threat_assessment"


class ThreatPage(Page):
    """Statements by date, latest first; one form at a time above them."""

    title = tr("Hot och risk")
    shows = frozenset({Part.THREAT})

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__(session, stream)
        self._stream = stream
        self._shown: _Shown | None = None
        self._wanted: JsonObject = {}
        self._wanted_entity: EntityId | None = None
        self._cards: dict[EntityId, QWidget] = {}
        column = page_column(self)
        column.addWidget(self._head())
        self._warning = Notice(
            tr(
                "Texten tycks innehålla ett personnummer. Den som hotar och andra skyddade "
                "personer ska inte kunna pekas ut här. Ta bort numret."
            ),
            "notice-warn",
        )
        self._warning.hide()
        column.addWidget(self._warning)
        self._slot = EditorSlot()
        self._slot.closed.connect(self.load)
        column.addWidget(self._slot)
        self._drafts, self._list = Stack(), Stack()
        column.addWidget(self._drafts)
        column.addWidget(self._list)
        column.addStretch(1)

    def _head(self) -> QWidget:
        head = Card(label(tr("Hot och risk"), "title"))
        head.column.addWidget(
            label(
                tr(
                    "Polisen bedömer hotet. Socialtjänsten kartlägger behov och risker. Här står "
                    "vad var och en har sagt, och när."
                ),
                "muted",
            )
        )
        buttons = [
            button(
                tr("Ny uppgift från {owner}").format(owner=_in_sentence(owner)),
                partial(self._new, owner),
            )
            for owner in Owner
        ]
        head.add_row(*buttons)
        return head

    # ----------------------------------------------------------------------------- showing

    def load(self) -> None:
        self.session.run(partial(_first_look, self._stream), self._show, context=self)

    def reload(self, changes: Changes) -> None:
        self.session.run(partial(_look_again, self._stream, changes), self._show, context=self)

    def _show(self, shown: _Shown) -> None:
        self._shown = shown
        self._show_drafts()
        self._list.clear()
        self._cards.clear()
        if not shown.threats:
            self._list.add(label(tr("Ännu har ingen uttalat sig om hotet."), "muted"))
        for each in shown.threats:
            self._cards[each.entity] = self._card(each)
            self._list.add(self._cards[each.entity])
        if self._wanted_entity in self._cards:
            bring_forward(self._cards[self._wanted_entity])
            self._wanted_entity = None
        opened = self._wanted.get("opened")
        if isinstance(opened, dict):
            self._open(opened)
            self._slot.restore_caret(self._wanted)
        self._wanted = {}

    def _show_drafts(self) -> None:
        self._drafts.clear()
        open_now = self._slot.opened.get("entity")
        for draft in self._shown.view.drafts if self._shown else ():
            if draft.kind == _KIND and draft.entity != open_now:
                text = tr("En uppgift är inte signerad. Utkast sparat {when}.").format(
                    when=draft.saved_at[:16].replace("T", " ")
                )
                go_on = partial(self._continue, draft)
                self._drafts.add(Notice(text, action=tr("Fortsätt skriva"), act=go_on))

    def _card(self, view: ThreatView) -> QWidget:
        if view.sides:
            sides = [(wording_box(side), side.record) for side in view.sides]
            return ConflictCard(self.session, self._stream, view.entity, sides)
        card = Card(wording_box(view.now))
        card.setAccessibleName(view.now.heading)
        if view.expired:
            text = tr("Bedömningen gällde till {day}. Begär en ny.").format(day=view.expired)
            card.column.addWidget(Notice(text, "notice-warn"))
        card.add_row(button(tr("Ny lydelse …"), partial(self._revise, view), role="link"))
        for earlier in view.earlier:
            note = label(tr("Tidigare lydelse"), "label")
            card.column.addWidget(Card(note, wording_box(earlier), role="row"))
        return card

    # ----------------------------------------------------------------------------- writing

    def _new(self, owner: Owner) -> None:
        begin = partial(self._new_with, owner)
        self.session.run(drafting.new_entity, begin, context=self)

    def _new_with(self, owner: Owner, entity: EntityId) -> None:
        self._open({"entity": entity, "owner": owner.value, "about": ""})

    def _revise(self, view: ThreatView) -> None:
        self._open({"entity": view.entity, "owner": view.owner.value, "about": view.now.record})

    def _continue(self, row: DraftRow) -> None:
        work = partial(_draft_of, row)
        self.session.run(work, self._continue_with, context=self)

    def _continue_with(self, draft: Draft | None) -> None:
        if draft is not None:
            known = self._known(draft.entity)
            about = known.latest.record.id if known else ""
            owner = str(draft.body.get("owner") or Owner.SOCIAL_SERVICES.value)
            self._open({"entity": draft.entity, "owner": owner, "about": about})

    def _open(self, opened: JsonObject) -> None:
        owner = Owner(str(opened.get("owner")))
        entity = EntityId(str(opened.get("entity")))
        about = str(opened.get("about") or "")
        known = self._known(entity)
        editor = RecordEditor(
            self.session,
            threat_fields(owner),
            Target(self._stream, entity, _KIND),
            partial(_sign, self._stream, entity, about),
            sign_text=tr("Signera uppgiften"),
            consequence=tr("En signerad uppgift finns kvar även när en ny läggs till."),
            initial=typed_again(known.latest.fact) if known else {},
            carried={"owner": owner.value},
        )
        editor.form.changed.connect(self._look_for_numbers)
        heading = tr("Uppgift från {owner}").format(owner=_in_sentence(owner))
        self._slot.open(opened, heading, editor)
        self._show_drafts()

    def _known(self, entity: EntityId) -> Entity[ThreatAssessment] | None:
        found = self._shown.view.state.threats if self._shown else ()
        return next((each for each in found if each.id == entity), None)

    def _look_for_numbers(self) -> None:
        editor = self._slot.editor
        text = str(editor.form.values().get("text") or "") if editor else ""
        self._warning.setVisible(seems_to_name_somebody(text))

    # ----------------------------------------------------------------------------- place

    def show_entity(self, entity: EntityId) -> None:
        self._wanted_entity = entity
        if self._shown is not None:
            self._show(self._shown)

    def place(self) -> JsonObject:
        return self._slot.place()

    def restore(self, place: JsonObject) -> None:
        self._wanted = place
        if self._shown is not None:
            self._show(self._shown)


def wording_box(view: WordingView) -> QWidget:
    box = Stack(spacing=6)
    box.add(label(view.heading, "heading"))
    for name, value in view.rows:
        box.add(label(f"{name}: {value}"))
    if view.text:
        box.add(selectable(view.text))
    box.add(label(view.signed, "small"))
    return box


def _in_sentence(owner: Owner) -> str:
    text = words.word(words.OWNERS, owner)
    return text if owner is Owner.BOPS else text[0].lower() + text[1:]


def _draft_of(row: DraftRow, desk: Desk) -> Draft | None:
    return drafting.get_draft(desk, row.stream, row.entity, row.kind)


def _sign(stream: StreamId, entity: EntityId, about: str, desk: Desk, typed: JsonObject) -> Changes:
    """What the form for this owner does not ask about is not assessed."""
    whole = {"level": "not_assessed", "type": "not_assessed", **typed}
    if about:
        return threats.revise_threat_assessment(
            desk, stream, entity, whole, builds_on=RecordId(about)
        )
    return threats.sign_threat_assessment(desk, stream, entity, whole)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the database thread hands over: ``today`` is the desk's, never the window's."""

    view: CaseView
    threats: tuple[ThreatView, ...]


def _first_look(stream: StreamId, desk: Desk) -> _Shown:
    return _shown(desk, reading.open_part(desk, stream, Part.THREAT))


def _look_again(stream: StreamId, changes: Changes, desk: Desk) -> _Shown:
    return _shown(desk, reading.read_again(desk, stream, changes))


def _shown(desk: Desk, view: CaseView) -> _Shown:
    return _Shown(view, threat_views(view.state, desk.now().date()))
