"""The page Beslut of a case, in the order of the work: communication, decision, sent and received,
appeal, carrying out, and the person's demand that the case is decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.law.pack import Provision
from app.usecases import decisions, reading
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import CaseView, DraftRow
from ui.conflict_card import ConflictCard
from ui.entries_page import EntriesPage
from ui.navigation import CasePart, Destination
from ui.page import Shortcut
from ui.pages.decision.after import AppealView, CarriedView, Told
from ui.pages.decision.before import (
    CommunicationView,
    RequestView,
    communication_views,
    request_views,
)
from ui.pages.decision.cards import (
    earlier_box,
    missing_notice,
    section,
    told_box,
    under_heading,
    wording_box,
)
from ui.pages.decision.decision_form import DecisionForm
from ui.pages.decision.forms import APPEAL, DECISION, FORMS, draft_texts, sign_form
from ui.pages.decision.handling_fields import appeal_fields
from ui.pages.decision.presenter import DecisionView, decision_views
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the database thread hands over."""

    view: CaseView
    decisions: tuple[DecisionView, ...]
    communications: tuple[CommunicationView, ...]
    requests: tuple[RequestView, ...]
    provisions: tuple[Provision, ...]
    change_provisions: tuple[Provision, ...]


class DecisionPage(EntriesPage[_Shown]):
    """Decisions by date, latest first, each with what has followed it."""

    title = "Beslut"
    shows = frozenset({Part.DECISION, Part.ASSESSMENT})

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
        parts: tuple[tuple[str, list[tuple[EntityId, QWidget]]], ...] = (
            (
                tr("Kommunicering"),
                [(view.entity, self._communication(view)) for view in shown.communications],
            ),
            (
                tr("Fattade beslut"),
                [(view.entity, self._decision(view)) for view in shown.decisions],
            ),
            (
                tr("Begäran att ärendet avgörs"),
                [(view.entity, self._demand(view)) for view in shown.requests],
            ),
        )
        for title, found in parts:
            for at, (entity, widget) in enumerate(found):
                yield entity, (under_heading(title, widget) if at == 0 else widget)

    def nothing(self) -> str:
        return tr("Inget är beslutat ännu.")

    def draft_texts(self) -> dict[str, str]:
        return draft_texts()

    def _communication(self, view: CommunicationView) -> QWidget:
        if view.sides:
            return self._conflict(view.entity, view.sides)
        card = Card(told_box(view.heading, view.now))
        card.setAccessibleName(view.heading)
        for answer in view.answers:
            card.column.addWidget(label(answer))
        if view.late:
            text = tr("Tiden att svara har gått ut. Anteckna svaret, eller att inget kom.")
            card.column.addWidget(Notice(text, "notice-warn"))
        about = {"about": view.now.record}
        mend = {"kind": "communication", "entity": view.entity, "mends": view.now.record}
        answered = partial(self.open_new, {"kind": "communication_answer", **about})
        card.add_row(
            *([button(tr("Anteckna svaret …"), answered)] if view.waits else []),
            button(tr("Ändra uppgiften …"), partial(self.open_form, mend), role="link"),
        )
        return card

    def _demand(self, view: RequestView) -> QWidget:
        if view.sides:
            return self._conflict(view.entity, view.sides)
        card = Card(told_box(view.heading, view.now))
        card.setAccessibleName(view.heading)
        mend = {"kind": "decision_request", "entity": view.entity, "mends": view.now.record}
        text = tr("Anteckna svaret …") if view.waits else tr("Ändra uppgiften …")
        card.add_row(button(text, partial(self.open_form, mend), role="" if view.waits else "link"))
        return card

    def _conflict(self, entity: EntityId, sides: tuple[Told, ...]) -> QWidget:
        shown = [(told_box("", side), side.record) for side in sides]
        return ConflictCard(self.session, self.case_stream, entity, shown)

    def _decision(self, view: DecisionView) -> QWidget:
        if view.sides:
            sides = [(wording_box(side), side.record) for side in view.sides]
            return ConflictCard(self.session, self.case_stream, view.entity, sides)
        card = Card(wording_box(view.now))
        card.setAccessibleName(view.now.heading)
        if view.replaced:
            text = tr("Ett senare beslut gäller i stället från {day}.").format(day=view.replaced)
            card.column.addWidget(Notice(text))
        if view.missing:
            card.column.addWidget(missing_notice(view.missing))
        card.add_row(*self._decision_buttons(view))
        card.column.addWidget(self._sent(view))
        if view.received or view.appeals:
            card.column.addWidget(self._appeals(view))
        if view.carried:
            card.column.addWidget(self._carried(view))
        for wording in view.earlier:
            card.column.addWidget(earlier_box(wording))
        return card

    def _decision_buttons(self, view: DecisionView) -> Iterator[QWidget]:
        correct: JsonObject = {
            "kind": DECISION,
            "entity": view.entity,
            "mends": view.now.record,
        }
        yield button(tr("Rätta skrivfel …"), partial(self.open_form, correct), role="link")
        if view.changeable:
            change: JsonObject = {"kind": DECISION, "about": view.now.record}
            text = tr("Ändra eller avsluta …")
            yield button(text, partial(self.open_new, change), role="link")

    def _sent(self, view: DecisionView) -> QWidget:
        sent, got = view.dispatched or tr("inte ännu"), view.received or tr("inte ännu")
        box = section(
            tr("Skickat och mottaget"),
            label(tr("Skickat: {sent}").format(sent=sent)),
            label(tr("Mottaget: {got}").format(got=got)),
        )
        if view.appeal_until:
            text = tr("Kan överklagas till och med {day}.").format(day=view.appeal_until)
            box.column.addWidget(label(text, "label"))
        about = {"about": view.now.record}
        dispatch = partial(self.open_new, {"kind": "dispatch", **about})
        receipt = partial(self.open_new, {"kind": "decision_receipt", **about})
        received = tr("Den enskilde har fått del av det …")
        box.add_row(
            *([] if view.dispatched else [button(tr("Beslutet är skickat …"), dispatch)]),
            *([] if view.received else [button(received, receipt)]),
        )
        return box

    # ----------------------------------------------------------------------- after a decision

    def _appeals(self, view: DecisionView) -> QWidget:
        box = section(tr("Överklagande"))
        for appeal in view.appeals:
            box.column.addWidget(self._appeal(appeal))
        new: JsonObject = {"kind": APPEAL, "about": view.now.record, "step": "received"}
        came = button(tr("Ett överklagande har kommit in …"), partial(self.open_new, new))
        box.add_row(came)
        return box

    def _appeal(self, appeal: AppealView) -> QWidget:
        if appeal.sides:
            return self._conflict(appeal.entity, appeal.sides)
        box = Stack(spacing=4)
        box.add(told_box("", appeal.now))
        mend: JsonObject = {"kind": APPEAL, "entity": appeal.entity, "mends": appeal.now.record}
        row = Card(role="row")
        if appeal.step:
            step: JsonObject = {**mend, "step": appeal.step, "hint": appeal.hint}
            if appeal.step == "judged":
                step = {**step, "timeliness": appeal.suggested}
            row.add_row(
                button(appeal.next, partial(self.open_form, step)),
                button(tr("Ändra uppgifterna …"), partial(self.open_form, mend), role="link"),
            )
        else:
            row.add_row(
                button(tr("Ändra uppgifterna …"), partial(self.open_form, mend), role="link")
            )
        box.add(row)
        return box

    def _carried(self, view: DecisionView) -> QWidget:
        box = section(tr("Verkställighet"))
        for each in view.carried:
            box.column.addWidget(self._carried_one(each))
        return box

    def _carried_one(self, view: CarriedView) -> QWidget:
        box = Stack(spacing=4)
        box.add(label(view.heading, "problem" if view.waits else ""))
        for event in view.events:
            mend: JsonObject = {"kind": "execution", "entity": event.entity, "mends": event.record}
            row = Card(label(event.text), role="row", spacing=2)
            change = button(tr("Ändra …"), partial(self.open_form, mend), role="link")
            change.setAccessibleName(tr("Ändra {event}").format(event=event.text))
            row.add_row(change)
            box.add(row)
        new: JsonObject = {"kind": "execution", "granted": view.code}
        happened = button(tr("Något har hänt …"), partial(self.open_new, new))
        happened.setAccessibleName(tr("Något har hänt: {what}").format(what=view.heading))
        row = Card(role="row")
        row.add_row(happened)
        box.add(row)
        return box

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
            self._form.open(opened, shown.view.state, law)
        else:
            self._open_small(opened, self.shown)
        self.show_drafts()

    def _open_small(self, opened: JsonObject, shown: _Shown) -> None:
        kind, entity = str(opened.get("kind")), EntityId(str(opened.get("entity")))
        form = FORMS[kind]
        target = Target(self.case_stream, entity, kind)
        step = str(opened.get("step") or "")
        specs = appeal_fields(step) if kind == APPEAL else form.specs(shown.view.state)
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
            typed = dict(again(known))
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
    )
