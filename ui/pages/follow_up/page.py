"""The page Uppföljning of a case: what is late, what comes, what has been, and the marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.casework.facts import FollowUp, FollowUpStatus, Track
from app.casework.state import CaseState, Entity
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.ports import Draft
from app.usecases import drafting, reading
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.planning import follow_ups
from app.usecases.reading import CaseView, DraftRow
from ui.conflict_card import ConflictCard
from ui.entries_page import EntriesPage
from ui.fields.spec import FieldSpec
from ui.navigation import CasePart, Destination
from ui.page import Shortcut
from ui.pages.follow_up.fields import cancel_fields, done_fields, plan_fields
from ui.pages.follow_up.marks import Marks, marks
from ui.pages.follow_up.over_time import MarksOverTime
from ui.pages.follow_up.presenter import FollowUpsView, FollowUpView, follow_ups_view
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.folded import Folded
from ui.widgets.labels import Card, label, selectable
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack, named

_KIND = "follow_up"
_FORM = "form"
"""Which of the three forms a draft is of: a value of ``_FORMS``."""
_PLAN, _DONE, _CANCEL = "plan", "done", "cancel"


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the database thread hands over; ``today`` is the desk's, never the window's."""

    view: CaseView
    found: FollowUpsView
    marks: Marks
    today: str


class FollowUpPage(EntriesPage[_Shown]):
    """Late follow-ups stand on top until they are carried out or cancelled with a reason; the
    last one that was made stands whole, and those before it folded."""

    title = "Uppföljning"
    shows = frozenset({Part.FOLLOW_UP, Part.PLAN})

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__(session, stream, _look)
        head = Card(label(tr("Uppföljning"), "title"))
        head.column.addWidget(
            label(
                tr(
                    "Socialtjänsten, polisen och utföraren följer upp var för sig eller "
                    "tillsammans. Skriv det som är iakttaget för sig och din bedömning för sig."
                ),
                "muted",
            )
        )
        head.add_row(
            button(
                tr("Planera uppföljning"),
                self._plan_new,
                role="primary",
                icon="plus",
                shortcut="Ctrl+N",
            ),
            button(tr("Skriv en som redan är gjord"), self._write_done),
            button(tr("Formulär för uppföljning och omprövning"), self._to_forms, role="link"),
        )
        self.lay_out(head)

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return (Shortcut("Ctrl+N", tr("Planera uppföljning")),)

    # ----------------------------------------------------------------------------- showing

    def entries(self, shown: _Shown) -> Iterable[tuple[EntityId, QWidget]]:
        for each in shown.found.late:
            yield each.entity, self._card(each)
        for entity, sides in shown.found.sides:
            boxes = [(follow_up_box(side), side.record) for side in sides]
            yield entity, ConflictCard(self.session, self.case_stream, entity, boxes)
        for each in (*shown.found.coming, *shown.found.been[:1]):
            yield each.entity, self._card(each)
        for each in shown.found.been[1:]:
            yield each.entity, Folded(each.heading, partial(self._card, each))

    def show_entries(self) -> None:
        super().show_entries()
        if self.shown is not None and self.shown.marks.days:
            self.add_below(MarksOverTime(self.shown.marks))

    def nothing(self) -> str:
        return tr("Ingen uppföljning är planerad. Bestäm när stödet ska följas upp, och av vem.")

    def draft_texts(self) -> dict[str, str]:
        return {_KIND: tr("En uppföljning är inte signerad.")}

    def _card(self, view: FollowUpView) -> QWidget:
        card = Card()
        if view.late:
            card.column.addWidget(Notice(view.late, "notice-error"))
        card.column.addWidget(follow_up_box(view))
        card.setAccessibleName(" ".join(part for part in (view.heading, view.late) if part))
        if view.threat_changed:
            text = tr("Något talar för att hotet har ökat. Polisen bedömer det.")
            card.column.addWidget(
                Notice(text, "notice-warn", action=tr("Hot och risk"), act=self._to_threat)
            )
        if view.back_in_crime:
            text = tr(
                "Återgång i kriminalitet är antecknad. Inget beslut upphör av det: pröva om stödet "
                "behöver bli ett annat."
            )
            card.column.addWidget(Notice(text, action=tr("Omprövning"), act=self._to_forms))
        card.add_row(*self._buttons(view))
        return card

    def _buttons(self, view: FollowUpView) -> list[QWidget]:
        if view.status is FollowUpStatus.PLANNED:
            return [
                button(tr("Skriv uppföljningen …"), partial(self._open, view.entity, _DONE)),
                button(tr("Ändra …"), partial(self._open, view.entity, _PLAN), role="link"),
                button(tr("Ställ in …"), partial(self._open, view.entity, _CANCEL), role="link"),
            ]
        if view.status is FollowUpStatus.DONE:
            return [button(tr("Rätta …"), partial(self._open, view.entity, _DONE), role="link")]
        return []

    # ----------------------------------------------------------------------------- writing

    def _plan_new(self) -> None:
        self.open_new({_FORM: _PLAN})

    def _write_done(self) -> None:
        self.open_new({_FORM: _DONE})

    def _open(self, entity: EntityId, form: str) -> None:
        """What has been begun of this follow-up is gone on with, whichever form it is."""
        drafts = self.shown.view.drafts if self.shown else ()
        begun = next((each for each in drafts if (each.kind, each.entity) == (_KIND, entity)), None)
        if begun is not None:
            self.go_on_with(begun)
        else:
            self.open_form({"entity": entity, _FORM: form})

    def go_on_with(self, draft: DraftRow) -> None:
        self.session.run(partial(_draft_of, draft), self._go_on, context=self)

    def _go_on(self, draft: Draft | None) -> None:
        if draft is not None:
            form = str(draft.body.get(_FORM))
            self.open_form({"entity": draft.entity, _FORM: form if form in _FORMS else _DONE})

    def open_form(self, opened: JsonObject) -> None:
        if self.shown is None:
            return
        form, entity = str(opened.get(_FORM)), EntityId(str(opened.get("entity")))
        known = _known(self.shown.view.state, entity)
        words = _FORMS[form]
        editor = RecordEditor(
            self.session,
            words.fields(),
            Target(self.case_stream, entity, _KIND),
            _Signing(self.case_stream, entity, form, known.latest.record.id if known else None),
            sign_text=words.sign_text(),
            consequence=words.consequence(),
            initial={**_initial(self.shown, form, known), _FORM: form},
        )
        self.slot.open(opened, words.heading(), editor)
        self.show_drafts()

    # ----------------------------------------------------------------------------- elsewhere

    def _to_threat(self) -> None:
        self.session.navigate.emit(Destination.case(self.case_stream, CasePart.THREAT))

    def _to_forms(self) -> None:
        self.session.navigate.emit(Destination.case(self.case_stream, CasePart.ASSESSMENT))


class _PlanForm:
    """What stands around the form that plans one."""

    def fields(self) -> tuple[FieldSpec, ...]:
        return plan_fields()

    def heading(self) -> str:
        return tr("Planera uppföljning")

    def sign_text(self) -> str:
        return tr("Spara planeringen")

    def consequence(self) -> str:
        return ""


class _DoneForm(_PlanForm):
    def fields(self) -> tuple[FieldSpec, ...]:
        return done_fields()

    def heading(self) -> str:
        return tr("Skriv uppföljningen")

    def sign_text(self) -> str:
        return tr("Signera uppföljningen")

    def consequence(self) -> str:
        return tr("En signerad uppföljning kan rättas, och det som stod finns kvar.")


class _CancelForm(_PlanForm):
    def fields(self) -> tuple[FieldSpec, ...]:
        return cancel_fields()

    def heading(self) -> str:
        return tr("Ställ in uppföljningen")

    def sign_text(self) -> str:
        return tr("Ställ in")


_FORMS = {_PLAN: _PlanForm(), _DONE: _DoneForm(), _CANCEL: _CancelForm()}


def follow_up_box(view: FollowUpView) -> QWidget:
    """One wording, whole."""
    box = Stack(spacing=8)
    box.add(label(view.heading, "heading"))
    for name, text in view.rows:
        box.add(named(name, text))
    for heading, answers in view.answers:
        lines = Card(label(heading, "label"), role="row", spacing=4)
        for each in answers:
            lines.column.addWidget(selectable(each.text))
            lines.column.addWidget(label(each.found, "muted"))
        box.add(lines)
    box.add(label(view.signed, "small"))
    return box


def _initial(shown: _Shown, form: str, known: Entity[FollowUp] | None) -> JsonObject:
    if form == _DONE:
        entity = known.id if known else None
        return follow_ups.to_carry_out(shown.view.state, entity, shown.today)
    if known is None:
        return {"track": Track.SOCIAL_SERVICES.value}
    if form == _PLAN:
        return follow_ups.planned_again(known.latest.fact)
    return {}


def _known(state: CaseState, entity: EntityId) -> Entity[FollowUp] | None:
    return next((each for each in state.of(FollowUp) if each.id == entity), None)


@dataclass(frozen=True, slots=True)
class _Signing:
    """What the form is signed as; runs on the database thread."""

    stream: StreamId
    entity: EntityId
    form: str
    builds_on: RecordId | None

    def __call__(self, desk: Desk, typed: JsonObject) -> Changes:
        act = {
            _PLAN: follow_ups.plan_follow_up,
            _DONE: follow_ups.carry_out,
            _CANCEL: follow_ups.cancel_follow_up,
        }[self.form]
        return act(desk, self.stream, self.entity, typed, builds_on=self.builds_on)


def _draft_of(row: DraftRow, desk: Desk) -> Draft | None:
    return drafting.get_draft(desk, row.stream, row.entity, row.kind)


def _look(stream: StreamId, changes: Changes | None, desk: Desk) -> _Shown:
    view = reading.look(desk, stream, Part.FOLLOW_UP, changes)
    today = desk.now().date()
    return _Shown(view, follow_ups_view(view.state, today), marks(view.state), today.isoformat())
