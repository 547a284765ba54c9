"""The page Bevakning of a case: what has a day, what is to be done, and times started by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from app.casework import facts
from app.casework.moments import day_or_none
from app.casework.state import Conflict, Entity
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.ports import Draft
from app.usecases import drafting
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import DraftRow
from app.usecases.watching import tasks, watch
from app.usecases.watching.todo import entity_for
from app.usecases.watching.watch import WatchRow, WatchView
from app.usecases.watching.watched import WatchedTask
from ui.case_words import DUE
from ui.conflict_card import ConflictCard
from ui.entries_page import EntriesPage
from ui.navigation import Destination, case_part
from ui.pages.watch.forms import STARTED, TASK, about_row, form_of, opened_by_draft
from ui.pages.watch.presenter import by_day, key_of, row_view, task_view
from ui.record_editor import RecordEditor, Target
from ui.session import Session
from ui.task_words import with_week
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label, selectable
from ui.widgets.stack import Stack
from ui.words import word

PUT_OFF = timedelta(weeks=1)


class WatchPage(EntriesPage[WatchView]):
    """Late first. What the law sets goes away when the case shows that it is done."""

    title = "Bevakning"
    shows = frozenset({Part.WATCH})

    def __init__(self, session: Session, stream: StreamId) -> None:
        super().__init__(session, stream, _look)
        head = Card(label(tr("Bevakning"), "title"))
        head.column.addWidget(
            label(
                tr(
                    "Tiderna räknas av det som är signerat i ärendet. En tid enligt lag "
                    "försvinner när ärendet visar att det är gjort."
                ),
                "muted",
            )
        )
        head.add_row(
            button(tr("Ny uppgift …"), self._new_task, role="primary", icon="plus"),
            button(tr("Starta en tid …"), self._start, icon="clock"),
        )
        self.lay_out(head)

    # ----------------------------------------------------------------------------- showing

    def entries(self, shown: WatchView) -> Iterable[tuple[EntityId, QWidget]]:
        taken: set[EntityId] = set()
        for each in by_day(shown.rows, shown.tasks):
            if isinstance(each, WatchedTask):
                yield each.entity.id, self._task_card(each)
                continue
            key = key_of(each, taken)
            taken.add(key)
            yield key, self._row_card(each)
        if shown.to_know:
            yield EntityId("to_know"), _known_card(shown.to_know)
        if shown.ended:
            yield EntityId("ended"), _ended_card(shown.ended)

    def nothing(self) -> str:
        return tr("Inget att bevaka just nu.")

    def draft_texts(self) -> dict[str, str]:
        return {
            TASK: tr("En uppgift är inte sparad."),
            STARTED: tr("En tid är inte sparad."),
        }

    def _row_card(self, row: WatchRow) -> QWidget:
        view = row_view(row)
        card = _card_of(view.what, view.when, late=view.late)
        if view.law:
            card.column.addWidget(label(view.law, "small"))
        actions = []
        if row.part is not Part.WATCH:
            actions.append(button(view.goes_to, partial(self._go, row), role="link"))
        if row.started is not None:
            actions.append(button(tr("Avsluta tiden …"), partial(self._end, row), role="link"))
        if row.may_be_handled:
            actions.append(button(tr("Hanterad …"), partial(self._handle, row), role="link"))
        card.add_row(*actions)
        return card

    def _task_card(self, task: WatchedTask) -> QWidget:
        view = task_view(task)
        if isinstance(task.entity.head, Conflict):
            heads = task.entity.head.heads
            sides = [(selectable(_wording(side.fact)), side.record.id) for side in heads]
            return ConflictCard(self.session, self.case_stream, view.entity, sides)
        card = _card_of(view.what, view.when, late=view.late)
        card.column.addWidget(label(" · ".join(view.rows), "small"))
        if view.done:
            card.add_row(button(tr("Öppna igen …"), partial(self._change, task), role="link"))
            return card
        card.add_row(
            button(tr("Klar"), partial(self._finish, task), icon="check"),
            button(tr("Vänta en vecka"), partial(self._put_off, task), role="link"),
            button(tr("Ändra …"), partial(self._change, task), role="link"),
        )
        return card

    # ----------------------------------------------------------------------------- acting

    def _go(self, row: WatchRow) -> None:
        entity = entity_for(row.row.code, row.row.entity)
        there = Destination.case(self.case_stream, case_part(row.part), entity)
        self.session.navigate.emit(there)

    def _finish(self, task: WatchedTask) -> None:
        self.session.run(partial(_finish, self.case_stream, task), self._done, context=self)

    def _put_off(self, task: WatchedTask) -> None:
        self.session.run(partial(_put_off, self.case_stream, task), self._done, context=self)

    def _done(self, changes: Changes) -> None:
        """The write tells the window itself; the focus stays on the page."""
        self._signed(changes)

    # ----------------------------------------------------------------------------- forms

    def _new_task(self) -> None:
        self.open_new({"form": "task"})

    def _change(self, task: WatchedTask) -> None:
        self.open_form({"form": "task", "entity": task.entity.id})

    def _start(self) -> None:
        self.open_new({"form": "start"})

    def _end(self, row: WatchRow) -> None:
        self.open_form({"form": "end", "entity": row.row.entity})

    def _handle(self, row: WatchRow) -> None:
        self.open_new(about_row(row))

    def go_on_with(self, draft: DraftRow) -> None:
        self.session.run(partial(_draft_of, draft), self._go_on, context=self)

    def _go_on(self, draft: Draft | None) -> None:
        if draft is None:
            return
        if draft.kind == TASK:
            self.open_form({**opened_by_draft(draft.body), "entity": draft.entity})
            return
        begun = self.shown.view.state.of(facts.StartedDeadline) if self.shown else ()
        form = "end" if any(each.id == draft.entity for each in begun) else "start"
        self.open_form({"form": form, "entity": draft.entity})

    def open_form(self, opened: JsonObject) -> None:
        form = form_of(self.case_stream, self.shown, opened)
        editor = RecordEditor(
            self.session,
            form.fields,
            Target(self.case_stream, EntityId(str(opened.get("entity"))), form.kind),
            form.sign,
            sign_text=tr("Spara"),
            initial=form.initial,
        )
        self.slot.open(opened, form.heading, editor)
        self.show_drafts()


def _card_of(what: str, when: str, *, late: bool) -> Card:
    """Late is said with a sign and in words, never by colour alone."""
    card = Card(spacing=4)
    card.setAccessibleName(f"{what}, {when}")
    card.column.addWidget(label(f"⚠ {what}" if late else what, "label"))
    card.column.addWidget(label(when, "problem" if late else "muted"))
    return card


def _known_card(rows: tuple[WatchRow, ...]) -> QWidget:
    box = Card(label(tr("Att känna till"), "heading"))
    for row in rows:
        view = row_view(row)
        box.column.addWidget(label(f"{view.what}: {view.when}. {view.law}."))
    return box


def _ended_card(ended: tuple[Entity[facts.StartedDeadline], ...]) -> QWidget:
    box = Card(label(tr("Avslutade tider"), "heading"))
    for each in ended:
        fact = each.latest.fact
        line = Stack(spacing=1)
        ended_on = day_or_none(fact.ended_on)
        day = with_week(ended_on) if ended_on is not None else ""
        line.add(label(f"{word(DUE, fact.rule)} · {day}", "label"))
        line.add(selectable(fact.outcome))
        box.column.addWidget(line)
    return box


def _wording(fact: facts.Task) -> str:
    lines = (fact.what, fact.due_on, fact.owner, fact.done_on, fact.outcome)
    return "\n".join(line for line in lines if line)


# ------------------------------------------------------------------- on the database thread


def _look(stream: StreamId, changes: Changes | None, desk: Desk) -> WatchView:
    return watch.look(desk, stream, changes)


def _finish(stream: StreamId, task: WatchedTask, desk: Desk) -> Changes:
    seen = task.entity.latest.record.id
    return tasks.finish_task(desk, stream, task.entity.id, {}, builds_on=seen)


def _put_off(stream: StreamId, task: WatchedTask, desk: Desk) -> Changes:
    until = (desk.now().date() + PUT_OFF).isoformat()
    seen = task.entity.latest.record.id
    typed = {"wait_until": until}
    return tasks.put_off_task(desk, stream, task.entity.id, typed, builds_on=seen)


def _draft_of(row: DraftRow, desk: Desk) -> Draft | None:
    return drafting.get_draft(desk, row.stream, row.entity, row.kind)
