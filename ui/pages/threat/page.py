"""The page Hot och risk of a case. The program keeps what is said and computes nothing of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.casework.facts import Owner, ProtectiveMeasure, ThreatAssessment
from app.casework.state import Entity
from app.casework.unit_facts import UnitKind
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.ports import Draft
from app.usecases import drafting, reading
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import CaseView, DraftRow
from app.usecases.unit import units
from ui import words
from ui.conflict_card import ConflictCard
from ui.entries_page import EntriesPage
from ui.pages.threat.forms import MEASURE, THREAT, measure_editor, threat_editor
from ui.pages.threat.levels import LevelsOverTime, levels_over_time
from ui.pages.threat.presenter import (
    MeasureView,
    ThreatView,
    WordingView,
    measure_views,
    seems_to_name_somebody,
    threat_views,
)
from ui.protector_words import protector_text
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label, selectable
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack, headed


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the database thread hands over: ``today`` is the desk's, never the window's."""

    view: CaseView
    threats: tuple[ThreatView, ...]
    measures: tuple[MeasureView, ...]
    functions: tuple[str, ...]
    """Who can answer for a measure, to propose by name."""


class ThreatPage(EntriesPage[_Shown]):
    """Who protects, what has been said with the latest of BOPS on top, and what is done."""

    title = "Hot och risk"
    shows = frozenset({Part.THREAT, Part.NETWORK})

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
        self.slot.closed.connect(self._look_for_numbers)
        self.slot.signed.connect(self._look_for_numbers)
        self._now = Stack()
        self.lay_out(self._head(), self._now, self._warning)

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
        first = _new_text(Owner.BOPS)
        head.add_row(
            button(first, partial(self._new, Owner.BOPS), role="primary", icon="plus"),
            *(
                button(_new_text(owner), partial(self._new, owner))
                for owner in Owner
                if owner is not Owner.BOPS
            ),
            button(tr("Ny skyddsåtgärd"), self._new_measure),
        )
        return head

    # ----------------------------------------------------------------------------- showing

    def show_shown(self, shown: _Shown) -> None:
        self._now.clear()
        self._now.add(label(protector_text(shown.view.state, shown.view.today), "label"))
        levels = levels_over_time(shown.view.state)
        if len(levels.days) > 1:
            self._now.add(LevelsOverTime(levels))
        super().show_shown(shown)

    def entries(self, shown: _Shown) -> Iterable[tuple[EntityId, QWidget]]:
        newest = [view for view in shown.threats if view.newest_of_bops]
        others = [view for view in shown.threats if not view.newest_of_bops]
        for view in newest:
            yield view.entity, headed(tr("Senaste beskedet från BOPS"), self._card(view))
        for number, measure in enumerate(shown.measures):
            heading = "" if number else tr("Skyddsåtgärder")
            yield measure.entity, headed(heading, self._measure(measure))
        for number, view in enumerate(others):
            heading = "" if number else tr("Vad som har sagts om hotet")
            yield view.entity, headed(heading, self._card(view))

    def nothing(self) -> str:
        return tr(
            "Ännu har ingen uttalat sig om hotet. Begär ett besked från BOPS, och skriv in det med "
            "Ny uppgift från BOPS. Är det bråttom, skriv först in vad lokalpolisen säger."
        )

    def draft_texts(self) -> dict[str, str]:
        return {
            THREAT: tr("En uppgift är inte signerad."),
            MEASURE: tr("En skyddsåtgärd är inte signerad."),
        }

    def _card(self, view: ThreatView) -> QWidget:
        if view.sides:
            sides = [(wording_box(side), side.record) for side in view.sides]
            return ConflictCard(self.session, self.case_stream, view.entity, sides)
        card = Card(wording_box(view.now))
        card.setAccessibleName(view.now.heading)
        if view.review:
            text = tr("Skulle ha bedömts igen {day}. Begär en ny bedömning.")
            card.column.addWidget(Notice(text.format(day=view.review), "notice-warn"))
        if view.expired:
            text = tr("Bedömningen gällde till {day}. Begär en ny.").format(day=view.expired)
            card.column.addWidget(Notice(text, "notice-warn"))
        card.add_row(button(tr("Ny lydelse …"), partial(self._revise, view), role="link"))
        for earlier in view.earlier:
            note = label(tr("Tidigare lydelse"), "label")
            card.column.addWidget(Card(note, wording_box(earlier), role="row"))
        return card

    def _measure(self, view: MeasureView) -> QWidget:
        if view.sides:
            sides = [(wording_box(side), side.record) for side in view.sides]
            return ConflictCard(self.session, self.case_stream, view.entity, sides)
        card = Card(wording_box(view.now))
        card.setAccessibleName(view.now.heading)
        if view.overdue:
            text = tr("Skulle ha följts upp {day}.").format(day=view.overdue)
            card.column.addWidget(Notice(text, "notice-warn"))
        again = partial(self._revise_measure, view)
        card.add_row(button(tr("Följ upp eller ändra …"), again, role="link"))
        return card

    # ----------------------------------------------------------------------------- writing

    def _new(self, owner: Owner) -> None:
        self.open_new({"owner": owner.value, "about": ""})

    def _revise(self, view: ThreatView) -> None:
        self.open_form({"entity": view.entity, "owner": view.owner.value, "about": view.now.record})

    def _new_measure(self) -> None:
        self.open_new({"kind": MEASURE, "about": ""})

    def _revise_measure(self, view: MeasureView) -> None:
        self.open_form({"kind": MEASURE, "entity": view.entity, "about": view.now.record})

    def go_on_with(self, draft: DraftRow) -> None:
        if draft.kind == MEASURE:
            known = self._known_measure(draft.entity)
            about = known.latest.record.id if known else ""
            self.open_form({"kind": MEASURE, "entity": draft.entity, "about": about})
            return
        self.session.run(partial(_draft_of, draft), self._go_on, context=self)

    def _go_on(self, draft: Draft | None) -> None:
        if draft is not None:
            known = self._known(draft.entity)
            about = known.latest.record.id if known else ""
            owner = str(draft.body.get("owner") or Owner.SOCIAL_SERVICES.value)
            self.open_form({"entity": draft.entity, "owner": owner, "about": about})

    def open_form(self, opened: JsonObject) -> None:
        if self.shown is None:
            return
        entity = EntityId(str(opened.get("entity")))
        if opened.get("kind") == MEASURE:
            heading, known = tr("Skyddsåtgärd"), self._known_measure(entity)
            editor = measure_editor(
                self.session, self.shown.view, opened, known, self.shown.functions
            )
        else:
            owner = Owner(str(opened.get("owner")))
            heading = tr("Uppgift från {owner}").format(owner=_in_sentence(owner))
            about = self._known(entity)
            editor = threat_editor(self.session, self.case_stream, opened, about)
        editor.form.changed.connect(self._look_for_numbers)
        self.slot.open(opened, heading, editor)
        self.show_drafts()

    def _known_measure(self, entity: EntityId) -> Entity[ProtectiveMeasure] | None:
        return self.shown.view.state.find(ProtectiveMeasure, entity) if self.shown else None

    def _known(self, entity: EntityId) -> Entity[ThreatAssessment] | None:
        return self.shown.view.state.find(ThreatAssessment, entity) if self.shown else None

    def _look_for_numbers(self) -> None:
        editor = self.slot.editor
        typed = editor.form.values() if editor else {}
        text = " ".join(str(typed.get(name) or "") for name in ("text", "measure", "note"))
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


def _new_text(owner: Owner) -> str:
    return tr("Ny uppgift från {owner}").format(owner=_in_sentence(owner))


def _in_sentence(owner: Owner) -> str:
    text = words.word(words.OWNERS, owner)
    return text if owner is Owner.BOPS else text[0].lower() + text[1:]


def _draft_of(row: DraftRow, desk: Desk) -> Draft | None:
    return drafting.get_draft(desk, row.stream, row.entity, row.kind)


_FUNCTIONS = frozenset({UnitKind.LOCAL_POLICE, UnitKind.BOPS, UnitKind.EXIT_COORDINATOR})


def _look(stream: StreamId, changes: Changes | None, desk: Desk) -> _Shown:
    view = reading.look(desk, stream, Part.THREAT, changes)
    today = desk.now().date()
    return _Shown(
        view,
        threat_views(view.state, today),
        measure_views(view.state, today),
        tuple(row.name for row in units.units_on(desk, today, _FUNCTIONS)),
    )
