"""The page Plan of a case: the implementation plan, the care plan and the coordinated plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.casework import facts
from app.casework.projection import only_entity
from app.disclosure.profiles import Profile
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.law.plan_contents import PlanContent
from app.usecases import reading
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.handover.approvals.approval_requests import ApprovalRow, approval_row
from app.usecases.identity import is_young
from app.usecases.paper import documents
from app.usecases.planning import care_plans, plan_doubts, plans, sips
from app.usecases.planning.care_plans import CarePlanToEdit
from app.usecases.planning.plan_doubts import PlanDoubts
from app.usecases.planning.plans import PlanToEdit
from app.usecases.reading import CaseView, DraftRow
from ui.approval_asking import AskApproval
from ui.approval_box import ApprovalBox
from ui.conflict_card import ConflictCard
from ui.entries_page import EntriesPage
from ui.navigation import CasePart, Destination
from ui.page import Shortcut
from ui.pages.plan.boxes import care_plan_box, plan_box, sip_box
from ui.pages.plan.care_fields import care_plan_fields, sip_fields
from ui.pages.plan.care_presenter import CarePlansView, SipView, care_plans_view, sip_sides
from ui.pages.plan.doubts import doubt_notices
from ui.pages.plan.fields import plan_fields
from ui.pages.plan.presenter import PlansView, plans_view
from ui.preview import Preview
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.folded import Folded
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice

_PLAN, _CARE, _SIP = "plan", "care_plan", "sip"
"""Kinds of drafts, and of what a form is opened for."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the database thread hands over."""

    view: CaseView
    plans: PlansView
    edit: PlanToEdit
    prescribed: tuple[PlanContent, ...]
    doubts: PlanDoubts
    care: CarePlansView
    care_edit: CarePlanToEdit
    sip: tuple[SipView, ...]
    approvals: Mapping[EntityId, ApprovalRow]


class PlanPage(EntriesPage[_Shown]):
    """The versions in force whole, the replaced ones folded, the next one in the form."""

    title = "Plan"
    shows = frozenset(
        {
            Part.PLAN, Part.DECISION, Part.ASSESSMENT, Part.CHILDREN, Part.IDENTITY,
            Part.APPROVALS,
        }
    )  # fmt: skip

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__(session, stream, _look)
        head = Card(label(tr("Genomförandeplan"), "title"))
        self._new = button(
            tr("Ny plan"), self._write, role="primary", icon="plus", shortcut="Ctrl+N"
        )
        self._new_care = button(tr("Ny vårdplan"), self._write_care)
        self._sip = button(tr("Samordnad plan (SIP)"), self._write_sip)
        head.add_row(self._new, self._new_care, self._sip)
        self._paper = Preview()
        self.lay_out(head)
        self.column.insertWidget(self.column.indexOf(self.slot) + 1, self._paper)
        self.asking = AskApproval(session)
        self.column.insertWidget(self.column.indexOf(self._paper) + 1, self.asking)
        self.slot.closed.connect(self._paper.close_document)
        self.slot.signed.connect(self._paper.close_document)

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return (Shortcut("Ctrl+N", tr("Ny plan")),)

    # ----------------------------------------------------------------------------- showing

    def show_shown(self, shown: _Shown) -> None:
        there = bool(shown.plans.now or shown.plans.sides)
        self._new.setText(tr("Ny version") if there else tr("Ny plan"))
        self._new.setEnabled(not shown.plans.sides)
        care = bool(shown.care.now or shown.care.sides)
        self._new_care.setText(tr("Ny version av vårdplanen") if care else tr("Ny vårdplan"))
        self._new_care.setEnabled(not shown.care.sides)
        self._sip.setEnabled(len(shown.sip) < 2)
        super().show_shown(shown)

    def entries(self, shown: _Shown) -> Iterable[tuple[EntityId, QWidget]]:
        yield from self._plan_entries(shown.plans, shown)
        yield from self._care_entries(shown.care)
        if len(shown.sip) > 1:
            boxes = [(sip_box(side), side.record) for side in shown.sip]
            yield shown.sip[0].entity, self._conflict(shown.sip[0].entity, boxes)
        for sip in shown.sip[:1] if len(shown.sip) == 1 else ():
            card = Card(sip_box(sip))
            card.setAccessibleName(sip.heading)
            yield sip.entity, card

    def _plan_entries(self, found: PlansView, shown: _Shown) -> Iterable[tuple[EntityId, QWidget]]:
        doubts = shown.doubts
        for entity, sides in found.sides:
            yield entity, self._conflict(entity, [(plan_box(each), each.record) for each in sides])
        for plan in found.now:
            card = Card()
            for text in doubt_notices(doubts):
                card.column.addWidget(Notice(text, "notice-warn"))
            if doubts.sip_to_consider:
                card.column.addWidget(self._sip_question())
            card.column.addWidget(plan_box(plan))
            self._add_approval(card, shown.approvals.get(plan.entity))
            to_paper = partial(self._go_to_documents, plan.entity)
            card.add_row(button(tr("Skriv ut planen …"), to_paper, icon="printer"))
            card.setAccessibleName(plan.heading)
            yield plan.entity, card

    def _add_approval(self, card: Card, approval: ApprovalRow | None) -> None:
        if approval is not None:
            box = ApprovalBox(self.session, self.case_stream, approval, _PLAN)
            box.wanted.connect(partial(self.asking.ask, self.case_stream))
            card.column.addWidget(box)

    def _care_entries(self, found: CarePlansView) -> Iterable[tuple[EntityId, QWidget]]:
        for entity, sides in found.sides:
            boxes = [(care_plan_box(side), side.record) for side in sides]
            yield entity, self._conflict(entity, boxes)
        for plan in found.now:
            card = Card()
            card.column.addWidget(care_plan_box(plan))
            to_paper = partial(self._go_to_documents, plan.entity)
            card.add_row(button(tr("Skriv ut vårdplanen …"), to_paper, icon="printer"))
            card.setAccessibleName(plan.heading)
            yield plan.entity, card

    def _conflict(self, entity: EntityId, sides: list[tuple[QWidget, RecordId]]) -> QWidget:
        return ConflictCard(self.session, self.case_stream, entity, sides)

    def _sip_question(self) -> QWidget:
        text = tr(
            "En insats i planen rör regionens hälso- och sjukvård. Behövs en samordnad individuell "
            "plan (SIP)?"
        )
        return Notice(text, action=tr("Svara på frågan"), act=self._write_sip)

    def show_entries(self) -> None:
        super().show_entries()
        if self.shown is None:
            return
        for plan in self.shown.plans.replaced:
            self.add_below(Folded(plan.heading, partial(plan_box, plan)))
        for care in self.shown.care.replaced:
            self.add_below(Folded(care.heading, partial(care_plan_box, care)))

    def nothing(self) -> str:
        return tr("Det finns ingen plan ännu. Gör den tillsammans med den enskilde.")

    def draft_texts(self) -> dict[str, str]:
        return {
            _PLAN: tr("En plan är inte fastställd."),
            _CARE: tr("En vårdplan är inte fastställd."),
            _SIP: tr("En anteckning om samordnad plan är inte signerad."),
        }

    # ----------------------------------------------------------------------------- writing

    def _write(self) -> None:
        if self.shown is not None:
            self._open(_PLAN, self.shown.edit.entity)

    def _write_care(self) -> None:
        if self.shown is not None:
            self._open(_CARE, self.shown.care_edit.entity)

    def _write_sip(self) -> None:
        self._open(_SIP, only_entity(self.case_stream))

    def open_new(self, opened: JsonObject) -> None:
        """What is asked for from elsewhere: the next version has its own entity, and what has
        been begun of it is gone on with."""
        if self.shown is not None and opened.get("what") == _PLAN:
            self._write()

    def go_on_with(self, draft: DraftRow) -> None:
        self.open_form({"what": draft.kind, "entity": draft.entity})

    def _open(self, what: str, entity: EntityId) -> None:
        """What has been begun of this kind is gone on with."""
        drafts = self.shown.view.drafts if self.shown else ()
        begun = next((each.entity for each in drafts if each.kind == what), entity)
        self.open_form({"what": what, "entity": begun})

    def open_form(self, opened: JsonObject) -> None:
        if self.shown is None:
            return
        entity = EntityId(str(opened.get("entity")))
        makers = {_PLAN: self._plan_form, _CARE: self._care_form, _SIP: self._sip_form}
        heading, hint, editor = makers[str(opened.get("what") or _PLAN)](self.shown, entity)
        self.slot.open(opened, heading, editor, hint)
        self.show_drafts()

    def _plan_form(self, shown: _Shown, entity: EntityId) -> tuple[str, str, RecordEditor]:
        built = shown.edit.builds_on
        editor = RecordEditor(
            self.session,
            plan_fields(shown.view.state, shown.prescribed),
            Target(self.case_stream, entity, _PLAN),
            partial(_fix, self.case_stream, entity, built),
            sign_text=tr("Fastställ planen"),
            consequence=tr("En fastställd plan ändras inte. Nästa version ersätter den."),
            initial=shown.edit.typed,
        )
        editor.offer(tr("Förhandsgranska utkastet"), self._preview, "eye")
        editor.form.changed.connect(self._paper.close_document)
        hint = ""
        if shown.doubts.no_decision:
            hint = tr(
                "Ärendet har inget beslut som beviljar något. Planen kan skrivas ändå, men "
                "insatser efter individuell prövning behöver ett beslut."
            )
        return tr("Version {number}").format(number=shown.edit.number), hint, editor

    def _care_form(self, shown: _Shown, entity: EntityId) -> tuple[str, str, RecordEditor]:
        edit = shown.care_edit
        editor = RecordEditor(
            self.session,
            care_plan_fields(edit.headings),
            Target(self.case_stream, entity, _CARE),
            partial(_fix_care, self.case_stream, entity, edit.builds_on),
            sign_text=tr("Fastställ vårdplanen"),
            consequence=tr(
                "En fastställd vårdplan ändras inte. Nästa version ersätter den, och då ses också "
                "genomförandeplanen över."
            ),
            initial=edit.typed,
        )
        heading = tr("Vårdplan, version {number}").format(number=edit.number)
        return heading, tr("Den görs när någon behöver vård utanför det egna hemmet."), editor

    def _sip_form(self, shown: _Shown, entity: EntityId) -> tuple[str, str, RecordEditor]:
        known = shown.view.state.only(facts.Sip)
        editor = RecordEditor(
            self.session,
            sip_fields(),
            Target(self.case_stream, entity, _SIP),
            partial(_note_sip, self.case_stream, known.latest.record.id if known else None),
            sign_text=tr("Signera"),
            consequence=tr("En senare anteckning ersätter den här, som finns kvar i historiken."),
            initial=sips.typed_again(known.latest.fact) if known else {},
        )
        return tr("Samordnad individuell plan (SIP)"), "", editor

    def _preview(self) -> None:
        """The paper as it stands now; the next keystroke puts it away."""
        editor = self.slot.editor
        if editor is not None:
            entity = EntityId(str(self.slot.opened.get("entity")))
            work = partial(_draft_paper, self.case_stream, entity, editor.form.values())
            self.session.run(
                work, self._paper.show_document, context=self, failed=editor.show_refusal
            )

    def cover(self) -> None:
        self._paper.close_document()
        self.asking.cover()

    def _go_to_documents(self, entity: EntityId) -> None:
        self.session.navigate.emit(Destination.case(self.case_stream, CasePart.DOCUMENTS, entity))


def _look(stream: StreamId, changes: Changes | None, desk: Desk) -> _Shown:
    view = reading.look(desk, stream, Part.PLAN, changes)
    state, young = view.state, is_young(desk, stream)
    latest = state.plans[-1].latest.fact if state.plans else None
    return _Shown(
        view=view,
        plans=plans_view(state),
        edit=plans.plan_to_edit(desk, stream),
        prescribed=plan_doubts.prescribed(desk) if young else (),
        doubts=plan_doubts.plan_doubts(desk, state, latest, young=young),
        care=care_plans_view(state, desk.plan_contents),
        care_edit=care_plans.care_plan_to_edit(desk, stream),
        sip=sip_sides(state),
        approvals={each.id: approval_row(desk, state, each) for each in state.plans},
    )


def _draft_paper(stream: StreamId, entity: EntityId, typed: JsonObject, desk: Desk) -> bytes:
    return documents.preview_draft_plan(desk, stream, entity, typed, Profile.FULL).pdf


def _fix(
    stream: StreamId, entity: EntityId, built: RecordId | None, desk: Desk, typed: JsonObject
) -> Changes:
    return plans.fix_plan(desk, stream, entity, typed, builds_on=built)


def _fix_care(
    stream: StreamId, entity: EntityId, built: RecordId | None, desk: Desk, typed: JsonObject
) -> Changes:
    return care_plans.fix_care_plan(desk, stream, entity, typed, builds_on=built)


def _note_sip(stream: StreamId, built: RecordId | None, desk: Desk, typed: JsonObject) -> Changes:
    return sips.note_sip(desk, stream, typed, builds_on=built)
