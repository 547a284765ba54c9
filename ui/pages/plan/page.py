"""The page Plan of a case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.disclosure.profiles import Profile
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import documents, plans, reading
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.plans import PlanToEdit
from app.usecases.reading import CaseView, DraftRow
from ui.conflict_card import ConflictCard
from ui.entries_page import EntriesPage
from ui.navigation import CasePart, Destination
from ui.page import Shortcut
from ui.pages.plan.fields import plan_fields
from ui.pages.plan.presenter import GoalView, InterventionView, PlansView, PlanView, plans_view
from ui.preview import Preview
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label, selectable
from ui.widgets.stack import Stack, named

_KIND = "plan"


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the database thread hands over."""

    view: CaseView
    plans: PlansView
    edit: PlanToEdit


class PlanPage(EntriesPage[_Shown]):
    """The version in force whole, the replaced ones folded, the next one in the form."""

    title = "Plan"
    shows = frozenset({Part.PLAN, Part.DECISION, Part.ASSESSMENT})

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__(session, stream, _look)
        head = Card(label(tr("Genomförandeplan"), "title"))
        self._new = button(
            tr("Ny plan"), self._write, role="primary", icon="plus", shortcut="Ctrl+N"
        )
        head.add_row(self._new)
        self._paper = Preview()
        self.lay_out(head)
        self.column.insertWidget(self.column.indexOf(self.slot) + 1, self._paper)
        self.slot.closed.connect(self._paper.close_document)
        self.slot.signed.connect(self._paper.close_document)

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return (Shortcut("Ctrl+N", tr("Ny plan")),)

    # ----------------------------------------------------------------------------- showing

    def show_shown(self, shown: _Shown) -> None:
        there = bool(shown.plans.now or shown.plans.sides)
        self._new.setText(tr("Ny version") if there else tr("Ny plan"))
        self._new.setEnabled(not shown.plans.sides)
        super().show_shown(shown)

    def entries(self, shown: _Shown) -> Iterable[tuple[EntityId, QWidget]]:
        for entity, sides in shown.plans.sides:
            boxes = [(plan_box(side), side.record) for side in sides]
            yield entity, ConflictCard(self.session, self.case_stream, entity, boxes)
        for plan in shown.plans.now:
            card = Card()
            card.add_row(button(tr("Skriv ut planen …"), self._go_to_documents, icon="printer"))
            card.column.addWidget(plan_box(plan))
            card.setAccessibleName(plan.heading)
            yield plan.entity, card

    def show_entries(self) -> None:
        super().show_entries()
        for plan in self.shown.plans.replaced if self.shown else ():
            self.add_below(Replaced(plan))

    def nothing(self) -> str:
        return tr("Det finns ingen plan ännu. Gör den tillsammans med den enskilde.")

    def draft_texts(self) -> dict[str, str]:
        return {_KIND: tr("En plan är inte fastställd.")}

    # ----------------------------------------------------------------------------- writing

    def _write(self) -> None:
        if self.shown is not None:
            edit = self.shown.edit
            waiting = next((d for d in self.shown.view.drafts if d.kind == _KIND), None)
            entity = waiting.entity if waiting is not None else edit.entity
            self.open_form({"entity": entity, "builds_on": edit.builds_on or ""})

    def go_on_with(self, draft: DraftRow) -> None:
        built = self.shown.edit.builds_on if self.shown else None
        self.open_form({"entity": draft.entity, "builds_on": built or ""})

    def open_form(self, opened: JsonObject) -> None:
        if self.shown is None:
            return
        entity = EntityId(str(opened.get("entity")))
        builds_on = str(opened.get("builds_on") or "")
        editor = RecordEditor(
            self.session,
            plan_fields(self.shown.view.state),
            Target(self.case_stream, entity, _KIND),
            partial(_fix, self.case_stream, entity, builds_on),
            sign_text=tr("Fastställ planen"),
            consequence=tr("En fastställd plan ändras inte. Nästa version ersätter den."),
            initial=self.shown.edit.typed,
        )
        editor.offer(tr("Förhandsgranska utkastet"), self._preview, "eye")
        editor.form.changed.connect(self._paper.close_document)
        heading = tr("Version {number}").format(number=self.shown.edit.number)
        self.slot.open(opened, heading, editor)
        self.show_drafts()

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

    def _go_to_documents(self) -> None:
        self.session.navigate.emit(Destination.case(self.case_stream, CasePart.DOCUMENTS))


class Replaced(Card):
    """A replaced version: its heading, and the rest when it is asked for."""

    def __init__(self, plan: PlanView) -> None:
        super().__init__(label(plan.heading, "label"), role="row")
        self._plan = plan
        self._open = button(tr("Visa"), self._show, role="link")
        self._open.setAccessibleName(tr("Visa {plan}").format(plan=plan.heading))
        self.add_row(self._open)

    def _show(self) -> None:
        self._open.hide()
        self.column.addWidget(plan_box(self._plan))


def plan_box(plan: PlanView) -> QWidget:
    """One version, whole."""
    box = Stack(spacing=8)
    box.add(label(plan.heading, "heading"))
    for number, goal in enumerate(plan.goals, 1):
        box.add(_goal_box(number, goal))
    for name, text in ((tr("Uppföljning"), plan.follow_up), *plan.rows):
        box.add(named(name, text))
    box.add(label(plan.signed, "small"))
    return box


def _goal_box(number: int, goal: GoalView) -> QWidget:
    heading = label(tr("Mål {number}").format(number=number), "label")
    box = Card(heading, selectable(goal.words), role="row")
    for name, text in goal.rows:
        box.column.addWidget(label(f"{name}: {text}", "muted"))
    for each in goal.interventions:
        box.column.addWidget(_intervention_box(each))
    return box


def _intervention_box(each: InterventionView) -> QWidget:
    box = Card(label(each.what, "label"), role="row", spacing=4)
    for name, text in each.rows:
        box.column.addWidget(label(f"{name}: {text}"))
    for what, rest in each.activities:
        box.column.addWidget(selectable(f"• {what}" + (f" – {rest}" if rest else "")))
    return box


def _look(stream: StreamId, changes: Changes | None, desk: Desk) -> _Shown:
    view = reading.look(desk, stream, Part.PLAN, changes)
    return _Shown(view, plans_view(view.state), plans.plan_to_edit(desk, stream))


def _draft_paper(stream: StreamId, entity: EntityId, typed: JsonObject, desk: Desk) -> bytes:
    return documents.preview_draft_plan(desk, stream, entity, typed, Profile.FULL).pdf


def _fix(
    stream: StreamId, entity: EntityId, builds_on: str, desk: Desk, typed: JsonObject
) -> Changes:
    built = RecordId(builds_on) if builds_on else None
    return plans.fix_plan(desk, stream, entity, typed, builds_on=built)
