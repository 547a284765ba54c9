"""The forms of the watch: a task, a time to start or to end, a reminder that is dealt with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.ports import DueRow
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.watching import started, tasks
from app.usecases.watching.watch import WatchRow, WatchView
from ui.case_words import DUE
from ui.fields.spec import FieldSpec
from ui.record_editor import Sign
from ui.task_words import end_fields, handled_fields, start_fields, task_fields, task_typed
from ui.texts import tr
from ui.words import word

TASK, STARTED = "task", "started_deadline"
"""Kinds of the drafts."""

_ROW = ("code", "due", "about")
"""Which reminder a form is about. They go with what is typed, so that the draft knows too."""


@dataclass(frozen=True, slots=True)
class WatchForm:
    """One form, ready for the record editor."""

    heading: str
    kind: str
    fields: tuple[FieldSpec, ...]
    sign: Sign
    initial: JsonObject


def form_of(stream: StreamId, shown: WatchView | None, opened: JsonObject) -> WatchForm:
    """The form that ``opened`` names: ``form`` and ``entity``, and of a reminder ``_ROW``."""
    entity = EntityId(str(opened.get("entity")))
    match opened.get("form"):
        case "start":
            rules = shown.to_start if shown is not None else ()
            sign = partial(_start, stream, entity)
            return WatchForm(tr("Starta en tid"), STARTED, start_fields(rules), sign, {})
        case "end":
            sign = partial(_end, stream, entity)
            return WatchForm(tr("Avsluta tiden"), STARTED, end_fields(), sign, {})
        case "handled":
            row = {name: str(opened.get(name)) for name in _ROW}
            heading = tr("Hanterad: {what}").format(what=word(DUE, row["code"]))
            sign = partial(_handled, stream, entity)
            return WatchForm(heading, TASK, handled_fields(), sign, row)
        case _:
            return _task_form(stream, shown, entity)


def opened_by_draft(body: JsonObject) -> JsonObject:
    """What a draft of a task says that its form is about."""
    if "code" not in body:
        return {"form": "task"}
    return {"form": "handled", **{name: body.get(name) for name in _ROW}}


def about_row(row: WatchRow) -> JsonObject:
    """What a form about this reminder is opened with."""
    return {
        "form": "handled",
        "code": row.row.code,
        "due": row.row.due,
        "about": row.row.entity,
    }


def _task_form(stream: StreamId, shown: WatchView | None, entity: EntityId) -> WatchForm:
    every = shown.tasks if shown is not None else ()
    known = next((each.entity for each in every if each.entity.id == entity), None)
    return WatchForm(
        tr("Ny uppgift") if known is None else tr("Ändra uppgiften"),
        TASK,
        task_fields(in_vault=False),
        partial(_task, stream, entity, is_new=known is None),
        task_typed(known.latest.fact) if known is not None else {},
    )


# ------------------------------------------------------------------- on the database thread


def _task(
    stream: StreamId, entity: EntityId, desk: Desk, typed: JsonObject, *, is_new: bool
) -> Changes:
    if is_new:
        return tasks.add_task(desk, stream, entity, typed)
    return tasks.change_task(desk, stream, entity, typed)


def _start(stream: StreamId, entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return started.start_deadline(desk, stream, entity, typed)


def _end(stream: StreamId, entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    return started.end_deadline(desk, stream, entity, typed)


def _handled(stream: StreamId, entity: EntityId, desk: Desk, typed: JsonObject) -> Changes:
    code, due, about = (str(typed.get(name)) for name in _ROW)
    row = DueRow(stream, EntityId(about), code, due)
    return tasks.note_handled(desk, stream, row, entity, typed)
