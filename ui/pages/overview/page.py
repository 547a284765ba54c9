"""Översikt: what is due and who answers for it, who the person is (hidden), and the whole case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.casework import facts
from app.casework.disputes import Dispute
from app.casework.overview import overview
from app.casework.projection import only_entity
from app.casework.state import CaseState, Conflict, Entity
from app.documents.overview_lines import answer
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import conflicts, identity, reading
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.identity import RevealedIdentity, RevealReason
from app.usecases.reading import CaseView
from app.usecases.route.intake_outcomes import entity_of_answer
from app.usecases.steps import entity_of_mark
from ui.case_words import KIND
from ui.conflict_card import ConflictCard
from ui.dispute_list import DisputeList
from ui.editor_slot import EditorSlot
from ui.navigation import CasePart, Destination
from ui.page import Page, Shortcut, page_column
from ui.pages.overview import cards, sections
from ui.pages.overview.forms import KINDS, OverviewForms
from ui.pages.overview.identity_card import IdentityCard, identity_facts
from ui.session import Session
from ui.texts import tr
from ui.widgets.beside import Beside
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack
from ui.words import word

F = TypeVar("F", bound=facts.Fact)


_SETTLED_HERE = frozenset(
    {
        *("protection", "responsibility", "case_file", "intake", "intake_outcome"),
        *("gender_factors", "identity"),
    }
)
"""Kinds whose two versions are shown whole on this page."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """What the database thread hands over."""

    view: CaseView
    disputes: tuple[Dispute, ...]


class OverviewPage(Page):
    title = "Ärende"
    shows = frozenset({Part.CASE, Part.IDENTITY})
    """Every write in a case also changes ``Part.CASE``, so that what is gathered here is too."""

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__(session, stream)
        self._case = stream
        self._wanted: JsonObject = {}
        self._wanted_entity: EntityId | None = None
        self._slot = EditorSlot()
        self._slot.closed.connect(self.load)
        self.forms = OverviewForms(session, stream, self._slot)
        self._identity = IdentityCard(session, stream)
        self._identity.edit.connect(self.forms.change_identity)
        self._above, self._first, self._below = Stack(), Stack(), Stack()
        column = page_column(self)
        for part in (self._slot, self._above, self._first, self._identity, self._below):
            column.addWidget(part)
        self._above.hide()
        column.addStretch(1)

    # --------------------------------------------------------------------------- showing

    def load(self) -> None:
        work = partial(_open, self._case)
        self.session.run(work, self._show, context=self)

    def reload(self, changes: Changes) -> None:
        if self._case in changes.streams:
            work = partial(_again, self._case, changes)
            self.session.run(work, self._show, context=self)

    def _show(self, opened: _Opened) -> None:
        view, state = opened.view, opened.view.state
        self.forms.view = view
        seen = overview(state, view.today)
        self._identity.show_known(known=state.identity is not None)
        for part in (self._above, self._first, self._below):
            part.clear()
        self._show_drafts(view)
        self._show_warnings(state)
        self._show_conflicts(state, opened.disputes)
        self._above.setVisible(not self._above.is_empty())
        due = cards.due_card(view.due, view.today, self._go)
        responsible = cards.responsible_card(state, self.forms.change_responsible)
        self._first.add(Beside(due, responsible))
        handling, interventions, *others = sections.sections(seen, self._go)
        self._below.add(Beside(handling, interventions))
        self._below.add(cards.protection_card(state, self.forms.change_protection))
        self._below.add(self._intakes(state))
        for card in others:
            self._below.add(card)
        self._below.add(sections.gender_card(seen, self.forms.note_gender))
        self._marks(view)
        self._below.add(cards.case_file_card(state, self.forms.change_number, self._print))
        self.forms.open_again(self._wanted)
        self._wanted = {}
        self._open_wanted()

    def _show_drafts(self, view: CaseView) -> None:
        """What has been begun and not signed, but for the form that is open."""
        opened = self._slot.opened
        for draft in view.drafts:
            if draft.kind not in KINDS or draft.kind == opened.get("form"):
                continue
            text = tr("Utkast: {what}").format(what=word(KIND, draft.kind))
            notice = Notice(text, action=tr("Fortsätt"), act=self._go_on)
            notice.setProperty("draft", (draft.kind, draft.entity))
            self._above.add(notice)

    def _go_on(self) -> None:
        kind, entity = self.sender().property("draft")
        self.forms.open(kind, EntityId(entity))

    def _show_warnings(self, state: CaseState) -> None:
        if state.newer:
            text = tr(
                "{n} uppgifter är skrivna med en nyare version av Aktvalv. De finns kvar i "
                "ärendet men visas inte här. Uppdatera programmet."
            ).format(n=len(state.newer))
            self._above.add(Notice(text, "notice-warn"))
        if state.malformed:
            text = tr(
                "{n} uppgifter går inte att läsa. De finns kvar i ärendet; se Historik."
            ).format(n=len(state.malformed))
            self._above.add(Notice(text, "notice-warn"))

    def _show_conflicts(self, state: CaseState, found: tuple[Dispute, ...]) -> None:
        if found:
            elsewhere = [each for each in found if each.kind not in _SETTLED_HERE]
            total = len(found)
            self._above.add(DisputeList(self.session, self._case, elsewhere, total=total))
        self._conflict(state.protection, cards.protection_facts)
        self._conflict(state.responsibility, cards.responsible_facts)
        self._conflict(state.case_file, cards.case_file_facts)
        for intake in state.intakes:
            self._conflict(intake, cards.intake_facts)
        for outcome in state.of(facts.IntakeOutcome):
            self._conflict(outcome, cards.answer_facts)
        self._conflict(state.only(facts.GenderFactors), cards.gender_facts)
        if state.identity_disputed:
            text = tr("Identiteten har ändrats på två håll. Visa båda och välj vilken som gäller.")
            self._above.add(
                Notice(text, "notice-warn", action=tr("Jämför"), act=self._compare_identities)
            )

    def _conflict(self, entity: Entity[F] | None, show: Callable[[F], QWidget]) -> None:
        if entity is None or not isinstance(entity.head, Conflict):
            return
        sides = [(show(side.fact), side.record.id) for side in entity.head.heads]
        self._above.add(ConflictCard(self.session, self._case, entity.id, sides))

    def _compare_identities(self) -> None:
        """A reveal of every side, logged as one; it goes when the page is left."""
        self.session.run(partial(_all_sides, self._case), self._show_identities, context=self)

    def _show_identities(self, revealed: RevealedIdentity) -> None:
        sides = [(identity_facts(side.identity), side.record) for side in revealed.sides]
        self._above.clear()
        self._above.add(ConflictCard(self.session, self._case, only_entity(self._case), sides))
        QTimer.singleShot(revealed.seconds * 1000, self, self._above.clear)

    def _intakes(self, state: CaseState) -> Card:
        box = Card(label(tr("Intresseanmälan och ansökan"), "heading"))
        for intake in state.intakes:
            correct = button(tr("Rätta …"), self._correct_intake, role="link")
            correct.setProperty("entity", intake.id)
            answer = button(tr("Svara …"), self._answer_intake, role="link")
            answer.setProperty("entity", entity_of_answer(intake.id))
            box.column.addWidget(cards.intake_facts(intake.latest.fact))
            box.column.addWidget(self._answer(state, intake.id))
            box.add_row(correct, answer)
        box.add_row(button(tr("Lägg till …"), self.forms.add_intake, icon="plus"))
        return box

    def _answer(self, state: CaseState, intake: EntityId) -> QWidget:
        """What became of an intake (F035)."""
        wanted = entity_of_answer(intake)
        for entity in state.of(facts.IntakeOutcome):
            if entity.id == wanted:
                return sections.entry(answer(entity))
        return label(tr("Inget svar är noterat."), "muted")

    def _marks(self, view: CaseView) -> None:
        """Steps that are skipped or done elsewhere, with the reason; a mark can be taken back."""
        marked = [step for step in view.process.steps if step.mark is not None]
        if not marked:
            return
        box = Card(label(tr("Steg som är markerade"), "heading"))
        for step in marked:
            box.column.addWidget(sections.entry(cards.mark_line(step)))
            again = button(tr("Öppna igen …"), self._reopen, role="link")
            again.setAccessibleName(tr("Öppna {name} igen").format(name=tr(step.row.name)))
            again.setProperty("entity", entity_of_mark(self._case, step.key))
            box.add_row(again)
        self._below.add(box)

    def _go(self) -> None:
        part = CasePart(self.sender().property("opens"))
        self.session.navigate.emit(Destination.case(self._case, part))

    def _print(self) -> None:
        """The same as a paper, through the gate."""
        paper = only_entity(self._case)
        self.session.navigate.emit(Destination.case(self._case, CasePart.DOCUMENTS, paper))

    # --------------------------------------------------------------------------- places

    def _answer_intake(self) -> None:
        self.forms.open("intake_outcome", EntityId(str(self.sender().property("entity"))))

    def _reopen(self) -> None:
        self.forms.open("step_mark", EntityId(str(self.sender().property("entity"))))

    def _correct_intake(self) -> None:
        self.forms.open("intake", EntityId(str(self.sender().property("entity"))))

    def show_entity(self, entity: EntityId) -> None:
        """A draft from Att göra opens its form again."""
        self._wanted_entity = entity
        if self.forms.view is not None:
            self._open_wanted()

    def _open_wanted(self) -> None:
        entity, self._wanted_entity = self._wanted_entity, None
        kind = self.forms.kind_of(entity) if entity is not None else ""
        if entity is not None and kind:
            self.forms.open(kind, entity)

    def place(self) -> JsonObject:
        return self._slot.place()

    def restore(self, place: JsonObject) -> None:
        if self.forms.view is None:
            self._wanted = place
        else:
            self.forms.open_again(place)

    def cover(self) -> None:
        self._identity.hide_all()
        if self.forms.state is not None and self.forms.state.identity_disputed:
            self._above.clear()

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return (Shortcut(tr("Mellanslag, nere"), tr("Visa identiteten medan tangenten hålls")),)


def _open(stream: StreamId, desk: Desk) -> _Opened:
    view = reading.open_part(desk, stream, Part.CASE)
    return _Opened(view, conflicts.conflicts(desk, stream))


def _again(stream: StreamId, changes: Changes, desk: Desk) -> _Opened:
    view = reading.read_again(desk, stream, changes)
    return _Opened(view, conflicts.conflicts(desk, stream))


def _all_sides(stream: StreamId, desk: Desk) -> RevealedIdentity:
    return identity.reveal(
        desk,
        stream,
        identity.FIELDS,
        RevealReason.CHECK_OF_IDENTITY,
        identity.LONGEST_REVEAL,
    )
