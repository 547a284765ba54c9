"""Own tasks and times that belong to no case: shown on the start page, with their forms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import drafting
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.watching import started, tasks
from app.usecases.watching.vault_todo import VaultWork
from app.usecases.watching.watched import WatchedTask
from ui.case_words import DUE
from ui.editor_slot import EditorSlot
from ui.fields.spec import FieldSpec
from ui.record_editor import RecordEditor, Sign, Target
from ui.session import Session
from ui.task_words import (
    days_left,
    end_fields,
    start_fields,
    task_fields,
    task_typed,
    with_week,
)
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.stack import Stack
from ui.words import word

_TASK, _STARTED = "task", "started_deadline"
_PUT_OFF = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class _Form:
    heading: str
    kind: str
    fields: tuple[FieldSpec, ...]
    sign: Sign
    initial: JsonObject


class OwnWork(Stack):
    """The list; its forms open in the page's slot."""

    def __init__(self, session: Session, slot: EditorSlot) -> None:
        super().__init__()
        self._session = session
        self._slot = slot
        self._work: VaultWork | None = None
        self._wanted: JsonObject = {}

    def show_work(self, work: VaultWork) -> None:
        """Show it anew; then the form that was asked for before."""
        self._work = work
        self.clear()
        left = [task for task in work.tasks if task.due is not None]
        if left or work.times:
            box = Card(label(tr("Egna uppgifter utan ärende"), "heading"), spacing=6)
            for task in left:
                box.column.addWidget(self._task_row(task))
            for time in work.times:
                when = f"{days_left((time.due - work.today).days)} · {with_week(time.due)}"
                text = f"{word(DUE, time.rule.key)}: {time.about}" if time.about else ""
                row = Card(label(text or word(DUE, time.rule.key), "label"), role="row", spacing=2)
                row.column.addWidget(label(when, "muted"))
                end = partial(self.open_form, {"form": "end", "entity": time.entity})
                row.add_row(button(tr("Avsluta tiden …"), end, role="link"))
                box.column.addWidget(row)
            self.add(box)
        if self._wanted:
            self.open_form(self._wanted)
            self._wanted = {}

    def _task_row(self, task: WatchedTask) -> Card:
        fact = task.entity.latest.fact
        late = task.due is not None and task.days < 0
        row = Card(label(f"⚠ {fact.what}" if late else fact.what, "label"), role="row", spacing=2)
        if task.due is not None:
            when = f"{days_left(task.days)} · {with_week(task.due)} · {fact.owner}"
            row.column.addWidget(label(when, "problem" if late else "muted"))
        change = partial(self.open_form, {"form": "task", "entity": task.entity.id})
        row.add_row(
            button(tr("Klar"), partial(self._finish, task), icon="check"),
            button(tr("Vänta en vecka"), partial(self._put_off, task), role="link"),
            button(tr("Ändra …"), change, role="link"),
        )
        return row

    # ----------------------------------------------------------------------------- acting

    def _finish(self, task: WatchedTask) -> None:
        self._session.run(partial(_finish, task), _nothing, context=self)

    def _put_off(self, task: WatchedTask) -> None:
        self._session.run(partial(_put_off, task), _nothing, context=self)

    def new_task(self) -> None:
        self._open_new({"form": "task"})

    def start_time(self) -> None:
        self._open_new({"form": "start"})

    def review_log(self) -> None:
        self._open_new({"form": "log"})

    def open_draft(self, kind: str, entity: EntityId) -> None:
        """Go on with what was typed."""
        times = self._work.times if self._work is not None else ()
        form = "task"
        if kind == _STARTED:
            form = "end" if any(time.entity == entity for time in times) else "start"
        self.open_form({"form": form, "entity": entity})

    def _open_new(self, opened: JsonObject) -> None:
        self._session.run(drafting.new_entity, partial(self._open_with, opened), context=self)

    def _open_with(self, opened: JsonObject, entity: EntityId) -> None:
        self.open_form({**opened, "entity": entity})

    def open_form(self, opened: JsonObject) -> None:
        """Open the form that ``opened`` is about, at once or when the work has been read."""
        if self._work is None:
            self._wanted = opened
            return
        entity = EntityId(str(opened.get("entity")))
        form = self._form(str(opened.get("form")), entity, self._work)
        editor = RecordEditor(
            self._session,
            form.fields,
            Target(self._work.register, entity, form.kind),
            form.sign,
            sign_text=tr("Spara"),
            initial=form.initial,
        )
        self._slot.open(opened, form.heading, editor)

    def _form(self, name: str, entity: EntityId, work: VaultWork) -> _Form:
        register = work.register
        if name == "start":
            sign: Sign = partial(_start, register, entity)
            return _Form(tr("Starta en tid"), _STARTED, start_fields(work.to_start), sign, {})
        if name == "end":
            sign = partial(_end, register, entity)
            return _Form(tr("Avsluta tiden"), _STARTED, end_fields(), sign, {})
        if name == "log":
            sign = partial(_log, entity)
            return _Form(tr("Loggen är genomgången"), _STARTED, end_fields(), sign, {})
        known = next((task for task in work.tasks if task.entity.id == entity), None)
        sign = partial(_task, register, entity, is_new=known is None)
        initial = task_typed(known.entity.latest.fact) if known is not None else {}
        heading = tr("Ny egen uppgift") if known is None else tr("Ändra uppgiften")
        return _Form(heading, _TASK, task_fields(in_vault=True), sign, initial)


def _nothing(_changes: Changes) -> None:
    """The write tells the window itself."""


# ------------------------------------------------------------------- on the database thread


def _finish(task: WatchedTask, desk: Desk) -> Changes:
    seen, register = task.entity.latest.record, desk.vault.journal.register
    return tasks.finish_task(desk, register, task.entity.id, {}, builds_on=seen.id)


def _put_off(task: WatchedTask, desk: Desk) -> Changes:
    seen, register = task.entity.latest.record, desk.vault.journal.register
    typed = {"wait_until": (desk.now().date() + _PUT_OFF).isoformat()}
    return tasks.put_off_task(desk, register, task.entity.id, typed, builds_on=seen.id)


def _task(
    register: StreamId, entity: EntityId, desk: Desk, typed: JsonObject, *, is_new: bool
) -> Changes:
    act = tasks.add_task if is_new else tasks.change_task
    return act(desk, register, entity, typed)


def _start(register: StreamId, entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return started.start_deadline(desk, register, entity, typed)


def _end(register: StreamId, entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return started.end_deadline(desk, register, entity, typed)


def _log(entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return started.review_log(desk, entity, typed)
