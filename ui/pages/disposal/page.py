"""Gallring: what is to be destroyed, what is kept, and the protocols (SoL 16 kap. 1 §; X14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from app.casework.retention import Unsure
from app.casework.unit_facts import DisposalStatus
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.law.retention import RetentionRule
from app.progress import Progress
from app.usecases import drafting
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.handover.approvals import approval_requests
from app.usecases.handover.approvals.approval_requests import ApprovalRow
from app.usecases.keeping import disposal, retention
from app.usecases.keeping.disposal import ProtocolRow
from app.usecases.keeping.retention import RetentionRow
from app.usecases.reading import DraftRow
from ui.approval_asking import AskApproval
from ui.editor_slot import EditorSlot
from ui.long_look import LongLook
from ui.page import Page, bring_forward, page_column
from ui.pages.disposal import presenter
from ui.pages.disposal.carry_out import CarryOut
from ui.pages.disposal.forms import Form, make_form
from ui.pages.disposal.protocol_card import ProtocolCard
from ui.pages.disposal.why_card import Why, WhyCard
from ui.pages.disposal.words import STANDING, STATUS
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack
from ui.words import word


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the database thread hands over."""

    rows: tuple[RetentionRow, ...]
    protocols: tuple[ProtocolRow, ...]
    drafts: tuple[DraftRow, ...]
    register: StreamId
    today: date
    rules: tuple[RetentionRule, ...]
    approvals: Mapping[EntityId, ApprovalRow]


class DisposalPage(Page):
    """Lists say when and never why; why is shown for one case at a time, and logged."""

    title = "Gallring"
    shows = frozenset(
        {Part.DISPOSAL, Part.CASES, Part.CLOSING, Part.BACKUPS, Part.LAW, Part.APPROVALS}
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._shown: _Shown | None = None
        self._why: Why | None = None
        self._wanted: JsonObject = {}
        self._wanted_entity: EntityId | None = None
        self._cards: dict[EntityId, ProtocolCard] = {}
        self.slot = EditorSlot()
        self.slot.closed.connect(self.load)
        self.slot.signed.connect(self._signed)
        self.act = CarryOut(session)
        self.act.begun.connect(self._close_why)
        self.asking = AskApproval(session)
        self._reading = LongLook(session)
        self._open, self._drafts, self._list = Stack(), Stack(), Stack()
        head = Card(
            label(tr(self.title), "title"),
            label(
                tr(
                    "En avslutad akt ska förstöras fem år efter det senast skrivna, om inget "
                    "hindrar det. En person föreslår och en annan godkänner. Protokollet sparas."
                ),
                "muted",
            ),
        )
        column = page_column(self)
        for part in (
            head, self._reading, self.act, self.slot, self.asking, self._drafts, self._open,
            self._list,
        ):  # fmt: skip
            column.addWidget(part)
        column.addStretch(1)

    # ----------------------------------------------------------------------------- showing

    def load(self) -> None:
        self._reading.look(_look, self._show)

    def _show(self, shown: _Shown) -> None:
        self._shown = shown
        self._show_drafts()
        self._show_list()
        opened = self._wanted.get("opened")
        if isinstance(opened, dict):
            self._open_form(opened)
            self.slot.restore_caret(self._wanted)
        self._wanted = {}

    def _show_list(self) -> None:
        assert self._shown is not None
        self._list.clear()
        self._cards.clear()
        under_way = (DisposalStatus.PROPOSED, DisposalStatus.APPROVED)
        going_on = [each for each in self._shown.protocols if each.disposal.status in under_way]
        over = [each for each in self._shown.protocols if each not in going_on]
        self._add_protocols(tr("På gång"), going_on)
        for found in presenter.grouped(self._shown.rows, self._shown.today):
            heading = tr("{group} ({n})").format(
                group=tr(presenter.GROUPS[found.group]), n=len(found.rows)
            )
            self._list.add(label(heading, "heading"))
            for row in found.rows:
                self._list.add(self._row(row))
        if not self._shown.rows:
            self._list.add(label(tr("Det finns inget avslutat ärende."), "muted"))
        self._add_protocols(tr("Protokoll"), over)
        if self._wanted_entity in self._cards:
            bring_forward(self._cards[self._wanted_entity])
            self._wanted_entity = None

    def _add_protocols(self, heading: str, rows: list[ProtocolRow]) -> None:
        assert self._shown is not None
        if rows:
            self._list.add(label(heading, "heading"))
        for row in rows:
            approval = self._shown.approvals[row.entity]
            card = ProtocolCard(self.session, row, self._shown.register, approval)
            card.ask.connect(partial(self.asking.ask, self._shown.register, in_case=False))
            card.approve.connect(self._approve)
            card.withdraw.connect(self._withdraw)
            card.carry_out.connect(self._ask)
            self._cards[row.entity] = card
            self._list.add(card)

    def _row(self, row: RetentionRow) -> QWidget:
        card = Card(role="row", spacing=4)
        card.setAccessibleName(row.case_number)
        standing = word(STANDING, row.retention.standing)
        chips = [label(standing, "chip", wraps=False)]
        if row.retention.unsure:
            chips.append(label(tr("Att kontrollera"), "chip-warn", wraps=False))
        if row.status is not None:
            chips.append(label(word(STATUS, row.status), "chip", wraps=False))
        card.add_row(label(row.case_number, "label"), *chips)
        card.column.addWidget(label(presenter.span(row.retention), "muted"))
        why = button(tr("Visa varför"), partial(self.look_at, row.stream), icon="info")
        why.setAccessibleName(tr("Visa varför, {number}").format(number=row.case_number))
        card.add_row(why)
        return card

    def _show_drafts(self) -> None:
        self._drafts.clear()
        open_now = self.slot.opened.get("entity")
        for draft in self._shown.drafts if self._shown else ():
            opened = self._opened_for(draft)
            if opened and draft.entity != open_now:
                go_on = partial(self._open_form, opened)
                text = tr("Något om en gallring är inte sparat.")
                self._drafts.add(Notice(text, action=tr("Fortsätt skriva"), act=go_on))

    def _opened_for(self, draft: DraftRow) -> JsonObject:
        """Which form a draft is of; empty when what it was about is over."""
        assert self._shown is not None
        for row in self._shown.rows:
            if row.next_disposal == draft.entity:
                return _opened(Form.PROPOSE, draft.entity, row.stream)
        for protocol in self._shown.protocols:
            if protocol.entity == draft.entity:
                form = (
                    Form.APPROVE
                    if protocol.disposal.status is DisposalStatus.PROPOSED
                    else Form.WITHDRAW
                )
                return _opened(form, draft.entity, protocol.disposal.case)
        return {}

    def look_at(self, stream: StreamId) -> None:
        """Show why one case is kept, or not."""
        self.session.run(partial(_why, stream), self._show_why, context=self)

    def _show_why(self, why: Why) -> None:
        self._why = why
        self._open.clear()
        card = WhyCard(self.session, why)
        card.propose.connect(self._propose)
        card.hold.connect(self._hold)
        card.lift.connect(self._lift)
        card.closed.connect(self._close_why)
        self._open.add(card)
        bring_forward(card)

    def _close_why(self) -> None:
        self._why = None
        self._open.clear()
        self.setFocus()

    # ----------------------------------------------------------------------------- forms

    def _propose(self) -> None:
        if self._why is not None:
            stream = self._why.view.stream
            self.session.run(
                partial(_next_entity, stream),
                partial(self._open_with, Form.PROPOSE, stream),
                context=self,
            )

    def _hold(self) -> None:
        if self._why is not None:
            stream = self._why.view.stream
            self.session.run(
                drafting.new_entity, partial(self._open_with, Form.HOLD, stream), context=self
            )

    def _open_with(self, form: Form, stream: StreamId, entity: EntityId) -> None:
        self._open_form(_opened(form, entity, stream))

    def _lift(self, entity: EntityId) -> None:
        if self._why is not None:
            self._open_form(_opened(Form.LIFT, entity, self._why.view.stream))

    def _approve(self, entity: EntityId) -> None:
        self._open_form(_opened(Form.APPROVE, entity, None))

    def _withdraw(self, entity: EntityId) -> None:
        self._open_form(_opened(Form.WITHDRAW, entity, None))

    def _open_form(self, opened: JsonObject) -> None:
        if self._shown is None:
            return
        made = make_form(
            self.session, opened, self._shown.register, self._shown.rules, self._unsure(opened)
        )
        self.slot.open(opened, made.heading, made.editor, made.hint)
        self._show_drafts()

    def _unsure(self, opened: JsonObject) -> tuple[Unsure, ...]:
        rows = self._shown.rows if self._shown else ()
        found = (row.retention.unsure for row in rows if row.stream == opened.get("stream"))
        return next(found, ())

    def _signed(self, changes: Changes) -> None:
        self._wanted_entity = changes.entity
        if self._why is not None and self._why.view.stream in changes.streams:
            self.look_at(self._why.view.stream)
        else:
            self._close_why()

    # ----------------------------------------------------------------------------- the act

    def _ask(self, entity: EntityId) -> None:
        rows = self._shown.protocols if self._shown else ()
        number = next(row.disposal.case_number for row in rows if row.entity == entity)
        self.act.ask(entity, number)

    # ----------------------------------------------------------------------------- place

    def cover(self) -> None:
        self.asking.cover()
        self._open.clear()
        self._why = None
        for card in self._cards.values():
            card.paper.cover()

    def show_entity(self, entity: EntityId) -> None:
        self._wanted_entity = entity
        if self._shown is not None:
            self._show_list()

    def place(self) -> JsonObject:
        return self.slot.place()

    def restore(self, place: JsonObject) -> None:
        self._wanted = place
        if self._shown is not None:
            self._show(self._shown)


def _opened(form: Form, entity: EntityId, stream: StreamId | None) -> JsonObject:
    return {"form": form.value, "entity": entity, "stream": stream or ""}


def _look(desk: Desk, progress: Progress) -> _Shown:
    register, today = desk.vault.journal.register, desk.now().date()
    kinds = {"disposal"}
    drafts = tuple(row for row in drafting.list_drafts(desk, register) if row.kind in kinds)
    return _Shown(
        rows=retention.list_retention(desk, progress),
        protocols=disposal.protocols(desk),
        drafts=drafts,
        register=register,
        today=today,
        rules=tuple(presenter.rules_to_note(desk.law, today)),
        approvals=approval_requests.protocol_rows(desk),
    )


def _why(stream: StreamId, desk: Desk) -> Why:
    return Why(retention.look(desk, stream), disposal.copies_outside(desk, stream))


def _next_entity(stream: StreamId, desk: Desk) -> EntityId:
    return retention.next_entity(desk, stream)
