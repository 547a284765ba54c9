"""The page Beslut of a case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.ids import EntityId, StreamId
from app.jsonvalue import Json, JsonObject
from app.law.pack import Provision
from app.usecases import decisions, reading
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import CaseView, DraftRow
from ui.conflict_card import ConflictCard
from ui.entries_page import EntriesPage
from ui.fields.box import FieldBox
from ui.navigation import CasePart, Destination
from ui.page import Shortcut
from ui.pages.decision import fields
from ui.pages.decision.presenter import (
    DecisionView,
    Wording,
    decision_views,
    doubt_about,
    provision_choices,
)
from ui.record_editor import RecordEditor, Target
from ui.same_number import SameNumberNotice
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.editors.choice import ComboEditor
from ui.widgets.labels import Card, label, selectable
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack, named

_DECISION, _DISPATCH, _RECEIPT = "decision", "dispatch", "decision_receipt"


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the database thread hands over."""

    view: CaseView
    decisions: tuple[DecisionView, ...]
    provisions: tuple[Provision, ...]


class DecisionPage(EntriesPage[_Shown]):
    """Decisions by date, latest first."""

    title = "Beslut"
    shows = frozenset({Part.DECISION, Part.ASSESSMENT})

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__(session, stream, _look)
        self._provisions: tuple[Provision, ...] = ()
        self._asked_day = ""
        head = Card(label(tr("Beslut"), "title"))
        self._new_button = button(
            tr("Nytt beslut"), self._new, role="primary", icon="plus", shortcut="Ctrl+N"
        )
        head.add_row(self._new_button)
        self._missing = Notice(
            tr("Ett beslut grundas på en signerad utredning, och den saknas."),
            "notice-warn",
            action=tr("Öppna utredningen"),
            act=self._go_to_assessment,
        )
        self._missing.hide()
        self._doubt = Notice("", "notice-warn")
        self._doubt.hide()
        self._same_number = SameNumberNotice(session, stream)
        self.slot.closed.connect(self._no_decision)
        self.slot.signed.connect(self._no_decision)
        self.lay_out(head, self._missing, self._same_number, self._doubt)

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return (Shortcut("Ctrl+N", tr("Nytt beslut")),)

    # ----------------------------------------------------------------------------- showing

    def show_shown(self, shown: _Shown) -> None:
        has_basis = bool(shown.view.state.bases)
        self._missing.setVisible(not has_basis)
        self._new_button.setEnabled(has_basis)
        super().show_shown(shown)

    def entries(self, shown: _Shown) -> Iterable[tuple[EntityId, QWidget]]:
        return ((view.entity, self._card(view)) for view in shown.decisions)

    def nothing(self) -> str:
        return tr("Inget är beslutat ännu.")

    def draft_texts(self) -> dict[str, str]:
        return {
            _DECISION: tr("Ett beslut är inte signerat."),
            _DISPATCH: tr("Uppgiften om när beslutet skickades är inte sparad."),
            _RECEIPT: tr("Uppgiften om när beslutet togs emot är inte sparad."),
        }

    def _card(self, view: DecisionView) -> QWidget:
        if view.sides:
            sides = [(wording_box(side), side.record) for side in view.sides]
            return ConflictCard(self.session, self.case_stream, view.entity, sides)
        card = Card(wording_box(view.now))
        card.setAccessibleName(view.now.heading)
        sent = view.dispatched or tr("inte ännu")
        got = view.received or tr("inte ännu")
        card.column.addWidget(label(tr("Skickat: {sent}").format(sent=sent)))
        card.column.addWidget(label(tr("Mottaget: {got}").format(got=got)))
        if view.appeal_until:
            text = tr("Kan överklagas till och med {day}.").format(day=view.appeal_until)
            card.column.addWidget(label(text, "label"))
        actions = []
        if not view.dispatched:
            sent_button = button(tr("Beslutet är skickat …"), partial(self._sent, view))
            actions.append(sent_button)
        if not view.received:
            got_button = button(tr("Den enskilde har fått del av det …"), partial(self._got, view))
            actions.append(got_button)
        card.add_row(*actions)
        return card

    # ----------------------------------------------------------------------------- writing

    def _new(self) -> None:
        self.open_new({"kind": _DECISION, "about": ""})

    def _sent(self, view: DecisionView) -> None:
        self.open_new({"kind": _DISPATCH, "about": view.now.record})

    def _got(self, view: DecisionView) -> None:
        self.open_new({"kind": _RECEIPT, "about": view.now.record})

    def go_on_with(self, draft: DraftRow) -> None:
        self.open_form({"kind": draft.kind, "entity": draft.entity, "about": ""})

    def open_form(self, opened: JsonObject) -> None:
        if self.shown is None:
            return
        self._no_decision()
        entity = EntityId(str(opened.get("entity")))
        about = str(opened.get("about") or "")
        if opened.get("kind") == _DISPATCH:
            self._open_dispatch(opened, entity, about)
        elif opened.get("kind") == _RECEIPT:
            self._open_receipt(opened, entity, about)
        else:
            self._open_decision(opened, entity, self.shown)
        self.show_drafts()

    def _open_decision(self, opened: JsonObject, entity: EntityId, shown: _Shown) -> None:
        self._provisions = shown.provisions
        self._asked_day = ""
        assessments = shown.view.state.bases
        initial: dict[str, Json] = {"assessment": assessments[-1].latest.record.id}
        editor = RecordEditor(
            self.session,
            fields.decision_fields(shown.view.state, shown.provisions),
            Target(self.case_stream, entity, _DECISION),
            partial(_sign, self.case_stream, entity),
            sign_text=tr("Signera beslutet"),
            consequence=tr("Ett signerat beslut kan inte ändras i efterhand, bara omprövas."),
            initial=initial,
        )
        editor.form.changed.connect(self._decision_typed)
        editor.draft_shown.connect(self._decision_typed)
        self._same_number.look()
        self.slot.open(opened, tr("Nytt beslut"), editor)

    def _open_dispatch(self, opened: JsonObject, entity: EntityId, about: str) -> None:
        editor = RecordEditor(
            self.session,
            fields.dispatch_fields(),
            Target(self.case_stream, entity, _DISPATCH),
            partial(_dispatch, self.case_stream, entity),
            sign_text=tr("Spara"),
            initial={"decision": about},
        )
        self.slot.open(opened, tr("Beslutet är skickat"), editor)

    def _open_receipt(self, opened: JsonObject, entity: EntityId, about: str) -> None:
        editor = RecordEditor(
            self.session,
            fields.receipt_fields(),
            Target(self.case_stream, entity, _RECEIPT),
            partial(_receive, self.case_stream, entity),
            sign_text=tr("Spara"),
            initial={"decision": about},
        )
        self.slot.open(opened, tr("Den enskilde har fått del av beslutet"), editor)

    def _decision_typed(self) -> None:
        """Another day may have another law; and what is not certain is said at once."""
        editor = self.slot.editor
        if editor is None:
            return
        typed = editor.form.values()
        self._show_doubt(str(typed.get("provision") or ""))
        day = str(typed.get("decided_on") or "")
        if day != self._asked_day:
            self._asked_day = day
            work = partial(_provisions_on, day)
            self.session.run(work, self._offer_provisions, context=self)

    def _offer_provisions(self, provisions: tuple[Provision, ...]) -> None:
        editor = self.slot.editor
        if editor is None or provisions == self._provisions:
            return
        self._provisions = provisions
        self._show_doubt(str(editor.form.values().get("provision") or ""))
        box = editor.form.field("provision")
        if isinstance(box, FieldBox) and isinstance(box.editor, ComboEditor):
            box.editor.set_choices(provision_choices(provisions))

    def _no_decision(self) -> None:
        """What is warned of concerns the form of a decision alone."""
        self._show_doubt("")
        self._same_number.forget()

    def _show_doubt(self, provision: str) -> None:
        text = doubt_about(self._provisions, provision)
        self._doubt.set_text(text)
        self._doubt.setVisible(bool(text))

    def _go_to_assessment(self) -> None:
        self.session.navigate.emit(Destination.case(self.case_stream, CasePart.ASSESSMENT))


def wording_box(wording: Wording) -> QWidget:
    """One wording of a decision, whole."""
    box = Stack(spacing=8)
    box.add(label(wording.heading, "heading"))
    for name, text in wording.rows:
        box.add(named(name, text))
    for what, why in wording.interventions:
        box.add(Card(label(what, "label"), selectable(why), role="row", spacing=4))
    box.add(label(wording.signed, "small"))
    return box


def _provisions_on(day: str, desk: Desk) -> tuple[Provision, ...]:
    return decisions.provisions_on(desk, day)


def _sign(stream: StreamId, entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return decisions.sign_decision(desk, stream, entity, typed)


def _dispatch(stream: StreamId, entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return decisions.add_dispatch(desk, stream, entity, typed)


def _receive(stream: StreamId, entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return decisions.add_receipt(desk, stream, entity, typed)


def _look(stream: StreamId, changes: Changes | None, desk: Desk) -> _Shown:
    view = reading.look(desk, stream, Part.DECISION, changes)
    provisions = decisions.provisions_on(desk, "")
    return _Shown(view, decision_views(view.state, desk.law), provisions)
