"""The page Beslut of a case, in the order of the work: communication, decision, sent and received,
appeal, carrying out, and the person's demand that the case is decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.law.pack import Provision
from app.usecases import reading
from app.usecases.changes import Changes, Part
from app.usecases.decision import decisions
from app.usecases.desk import Desk
from app.usecases.handover.approvals.approval_requests import ApprovalRow, approval_row
from app.usecases.reading import CaseView, DraftRow
from ui.approval_asking import AskApproval
from ui.entries_page import EntriesPage
from ui.navigation import CasePart, Destination
from ui.page import Shortcut
from ui.pages.decision.before import (
    CommunicationView,
    RequestView,
    communication_views,
    request_views,
)
from ui.pages.decision.before_cards import CommunicationCard, RequestCard
from ui.pages.decision.cards import OpeningCard, under_heading
from ui.pages.decision.decision_card import DecisionCard
from ui.pages.decision.decision_form import DecisionForm
from ui.pages.decision.forms import APPEAL, DECISION, FORMS, draft_texts, sign_form
from ui.pages.decision.handling_fields import appeal_fields
from ui.pages.decision.law_notes import Notes, law_notes
from ui.pages.decision.presenter import DecisionView, decision_views
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the database thread hands over."""

    view: CaseView
    decisions: tuple[DecisionView, ...]
    communications: tuple[CommunicationView, ...]
    requests: tuple[RequestView, ...]
    provisions: tuple[Provision, ...]
    change_provisions: tuple[Provision, ...]
    notes: Notes
    approvals: Mapping[EntityId, ApprovalRow]


class DecisionPage(EntriesPage[_Shown]):
    """Decisions by date, latest first, each with what has followed it."""

    title = "Beslut"
    shows = frozenset({Part.DECISION, Part.ASSESSMENT, Part.APPROVALS})

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__(session, stream, _look)
        self._shown_in: dict[EntityId, EntityId] = {}
        self._missing = Notice(
            tr(
                "Ingen utredning är signerad. Ett beslut grundas på en utredning, om det inte är "
                "brådskande eller gäller hjälp utan individuell behovsprövning."
            ),
            "notice-warn",
            action=tr("Öppna utredningen"),
            act=self._go_to_assessment,
        )
        self._missing.hide()
        self._form = DecisionForm(session, stream, self.slot)
        self.lay_out(self._head(), self._missing, self._form)
        below = self.column.indexOf(self.slot) + 1
        self.column.insertWidget(below, self._form.doubts)
        self.asking = AskApproval(session)
        self.column.insertWidget(below, self.asking)

    def _head(self) -> QWidget:
        head = Card(label(tr("Beslut"), "title"))
        head.add_row(
            button(tr("Nytt beslut"), self._new, role="primary", icon="plus", shortcut="Ctrl+N"),
            button(tr("Kommunicera underlaget"), self._communicate),
            button(tr("Begäran att avgöra"), self._request),
        )
        return head

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return (Shortcut("Ctrl+N", tr("Nytt beslut")),)

    # ----------------------------------------------------------------------------- showing

    def show_shown(self, shown: _Shown) -> None:
        self._missing.setVisible(not shown.view.state.bases)
        super().show_shown(shown)

    def show_entries(self) -> None:
        """What stands in a decision's card is brought forward with it."""
        if self._wanted_entity is not None:
            self._wanted_entity = self._shown_in.get(self._wanted_entity, self._wanted_entity)
        super().show_entries()

    def entries(self, shown: _Shown) -> Iterable[tuple[EntityId, QWidget]]:
        self._shown_in = _within(shown)
        case = (self.session, self.case_stream)
        parts: tuple[tuple[str, list[tuple[EntityId, QWidget]]], ...] = (
            (
                tr("Kommunicering"),
                [
                    (view.entity, self._opening(CommunicationCard(*case, view)))
                    for view in shown.communications
                ],
            ),
            (
                tr("Fattade beslut"),
                [
                    (view.entity, self._opening(self._decision(shown, view)))
                    for view in shown.decisions
                ],
            ),
            (
                tr("Begäran att ärendet avgörs"),
                [(view.entity, self._opening(RequestCard(*case, view))) for view in shown.requests],
            ),
        )
        for title, found in parts:
            for at, (entity, widget) in enumerate(found):
                yield entity, (under_heading(title, widget) if at == 0 else widget)

    def cover(self) -> None:
        self.asking.cover()

    def nothing(self) -> str:
        return tr("Inget är beslutat ännu.")

    def draft_texts(self) -> dict[str, str]:
        return draft_texts()

    def _decision(self, shown: _Shown, view: DecisionView) -> DecisionCard:
        approval = shown.approvals.get(view.entity)
        return DecisionCard(self.session, self.case_stream, view, approval)

    def _opening(self, card: OpeningCard) -> QWidget:
        card.opens.connect(self._open)
        return card

    def _open(self, opened: JsonObject) -> None:
        """A paper is made in Handlingar, through the gate. What has an entity is mended or gone on
        with; the rest is new."""
        if "paper" in opened:
            paper = EntityId(str(opened["paper"]))
            place = Destination.case(self.case_stream, CasePart.DOCUMENTS, paper)
            self.session.navigate.emit(place)
        elif "approval" in opened:
            self.asking.ask(self.case_stream, RecordId(str(opened["approval"])))
        elif "entity" in opened:
            self.open_form(opened)
        else:
            self.open_new(opened)

    # ----------------------------------------------------------------------------- writing

    def _new(self) -> None:
        self.open_new({"kind": DECISION, "about": ""})

    def _communicate(self) -> None:
        self.open_new({"kind": "communication"})

    def _request(self) -> None:
        self.open_new({"kind": "decision_request"})

    def go_on_with(self, draft: DraftRow) -> None:
        mends = self._latest(draft.kind, draft.entity)
        self.open_form({"kind": draft.kind, "entity": draft.entity, "mends": mends})

    def open_form(self, opened: JsonObject) -> None:
        if self.shown is None:
            return
        self._form.forget()
        if opened.get("kind") == DECISION:
            shown = self.shown
            law = (shown.provisions, shown.change_provisions)
            self._form.open(opened, shown.view.state, law, shown.notes)
        else:
            self._open_small(opened, self.shown)
        self.show_drafts()

    def _open_small(self, opened: JsonObject, shown: _Shown) -> None:
        kind, entity = str(opened.get("kind")), EntityId(str(opened.get("entity")))
        form = FORMS[kind]
        target = Target(self.case_stream, entity, kind)
        step = str(opened.get("step") or "")
        specs = (
            appeal_fields(step, shown.notes)
            if kind == APPEAL
            else form.specs(shown.view.state, shown.notes)
        )
        editor = RecordEditor(
            self.session,
            specs,
            target,
            partial(sign_form, target, str(opened.get("mends") or "")),
            sign_text=tr("Spara"),
            initial=self._initial(opened, kind, entity),
        )
        self.slot.open(opened, tr(form.heading), editor, str(opened.get("hint") or ""))

    def _initial(self, opened: JsonObject, kind: str, entity: EntityId) -> JsonObject:
        """What the form begins with: the wording that is mended, or what the button was about."""
        again = FORMS[kind].typed_again
        known = self._known(kind, entity) if opened.get("mends") else None
        if known is not None and again is not None:
            typed = {**again(known), "mends": opened["mends"]}
            if opened.get("timeliness"):
                typed["timeliness"] = opened["timeliness"]
            return typed
        about = opened.get("about") or ""
        return {
            "decision": about,
            "communication": about,
            "granted": opened.get("granted") or "",
        }

    def _known(self, kind: str, entity: EntityId) -> object:
        state = self.shown.view.state if self.shown else None
        found = state.of(FORMS[kind].shape) if state and kind in FORMS else ()
        return next((each.latest.fact for each in found if each.id == entity), None)

    def _latest(self, kind: str, entity: EntityId) -> RecordId | str:
        """The wording that the caseworker is shown of what is mended; empty for what is new."""
        if self.shown is None:
            return ""
        state = self.shown.view.state
        if kind == DECISION:
            found = {each.id: each.latest.record.id for each in state.decisions}
        else:
            found = {each.id: each.latest.record.id for each in state.of(FORMS[kind].shape)}
        return found.get(entity, "")

    def _go_to_assessment(self) -> None:
        self.session.navigate.emit(Destination.case(self.case_stream, CasePart.ASSESSMENT))


def _within(shown: _Shown) -> dict[EntityId, EntityId]:
    """What is shown inside the card of which decision."""
    inner: dict[EntityId, EntityId] = {}
    for view in shown.decisions:
        inner |= {each.entity: view.entity for each in view.appeals}
        inner |= {event.entity: view.entity for each in view.carried for event in each.events}
    state = shown.view.state
    owner = {version.record.id: each.id for each in state.decisions for version in each.versions}
    about = {each.id: each.latest.fact.decision for each in state.dispatches}
    about |= {each.id: each.latest.fact.decision for each in state.receipts}
    inner |= {each: owner[decision] for each, decision in about.items() if decision in owner}
    return inner


def _look(stream: StreamId, changes: Changes | None, desk: Desk) -> _Shown:
    view = reading.look(desk, stream, Part.DECISION, changes)
    today = desk.now().date()
    return _Shown(
        view=view,
        decisions=decision_views(view.state, desk.law, today),
        communications=communication_views(view.state, today),
        requests=request_views(view.state),
        provisions=decisions.provisions_on(desk, ""),
        change_provisions=decisions.change_provisions_on(desk, ""),
        notes=law_notes(desk.law, today),
        approvals={each.id: approval_row(desk, view.state, each) for each in view.state.decisions},
    )
