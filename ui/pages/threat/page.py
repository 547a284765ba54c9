"""The page Hot och risk of a case. The program keeps what is said and computes nothing of it."""

from __future__ import annotations

from collections.abc import Iterable
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
from ui.entries_page import EntriesPage
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


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the database thread hands over: ``today`` is the desk's, never the window's."""

    view: CaseView
    threats: tuple[ThreatView, ...]


class ThreatPage(EntriesPage[_Shown]):
    """Statements by date, latest first."""

    title = "Hot och risk"
    shows = frozenset({Part.THREAT})

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__(session, stream, _look)
        self._warning = Notice(
            tr(
                "Texten tycks innehålla ett personnummer. Den som hotar och andra skyddade "
                "personer ska inte kunna pekas ut här. Ta bort numret."
            ),
            "notice-warn",
        )
        self._warning.hide()
        self.lay_out(self._head(), self._warning)

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

    def entries(self, shown: _Shown) -> Iterable[tuple[EntityId, QWidget]]:
        return ((view.entity, self._card(view)) for view in shown.threats)

    def nothing(self) -> str:
        return tr("Ännu har ingen uttalat sig om hotet.")

    def draft_texts(self) -> dict[str, str]:
        return {_KIND: tr("En uppgift är inte signerad.")}

    def _card(self, view: ThreatView) -> QWidget:
        if view.sides:
            sides = [(wording_box(side), side.record) for side in view.sides]
            return ConflictCard(self.session, self.case_stream, view.entity, sides)
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
        self.open_new({"owner": owner.value, "about": ""})

    def _revise(self, view: ThreatView) -> None:
        self.open_form({"entity": view.entity, "owner": view.owner.value, "about": view.now.record})

    def go_on_with(self, draft: DraftRow) -> None:
        self.session.run(partial(_draft_of, draft), self._go_on, context=self)

    def _go_on(self, draft: Draft | None) -> None:
        if draft is not None:
            known = self._known(draft.entity)
            about = known.latest.record.id if known else ""
            owner = str(draft.body.get("owner") or Owner.SOCIAL_SERVICES.value)
            self.open_form({"entity": draft.entity, "owner": owner, "about": about})

    def open_form(self, opened: JsonObject) -> None:
        owner = Owner(str(opened.get("owner")))
        entity = EntityId(str(opened.get("entity")))
        about = str(opened.get("about") or "")
        known = self._known(entity)
        editor = RecordEditor(
            self.session,
            threat_fields(owner),
            Target(self.case_stream, entity, _KIND),
            partial(_sign, self.case_stream, entity, about),
            sign_text=tr("Signera uppgiften"),
            consequence=tr("En signerad uppgift finns kvar även när en ny läggs till."),
            initial=typed_again(known.latest.fact) if known else {"owner": owner.value},
        )
        editor.form.changed.connect(self._look_for_numbers)
        heading = tr("Uppgift från {owner}").format(owner=_in_sentence(owner))
        self.slot.open(opened, heading, editor)
        self.show_drafts()

    def _known(self, entity: EntityId) -> Entity[ThreatAssessment] | None:
        found = self.shown.view.state.threats if self.shown else ()
        return next((each for each in found if each.id == entity), None)

    def _look_for_numbers(self) -> None:
        editor = self.slot.editor
        text = str(editor.form.values().get("text") or "") if editor else ""
        self._warning.setVisible(seems_to_name_somebody(text))


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


def _look(stream: StreamId, changes: Changes | None, desk: Desk) -> _Shown:
    view = reading.look(desk, stream, Part.THREAT, changes)
    return _Shown(view, threat_views(view.state, desk.now().date()))
