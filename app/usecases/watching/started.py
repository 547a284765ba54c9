"""Times that the caseworker starts by hand, in a case or for the vault, and ends with what came
of them. One that repeats begins again on the day it was due, in the same moment."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from app.casework import facts
from app.casework.deadlines.rows import ends
from app.casework.moments import day_or_none
from app.casework.register import fold_register
from app.casework.state import Entity
from app.errors import Fault, Reason, Refusal
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.law.pack import Deadline, DeadlineKey
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import state_of
from app.usecases.typed import Typed


def to_start(desk: Desk, *, in_vault: bool = False) -> tuple[Deadline, ...]:
    """What may be started by hand today, in the order of the legal pack: in a case, or for the
    vault."""
    today = desk.now().date()
    return tuple(
        rule
        for rule in desk.law.deadlines
        if rule.by_hand and rule.in_vault is in_vault and rule.in_force(today)
    )


def start_deadline(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> Changes:
    """``stream`` is a case, or the vault's register. ``typed``: rule (key of one of
    ``to_start``), started_on, about. Raises InvalidFields; Refusal: case_unknown,
    already_signed."""
    fields = Typed(typed, desk.now().date())
    known = to_start(desk, in_vault=_is_register(desk, stream))
    begun = facts.StartedDeadline(
        rule=fields.code("rule", {rule.key for rule in known}, required=True),
        started_on=fields.day("started_on", required=True, past=True),
        about=fields.line("about"),
    )
    _check_rule_of_the_day(desk, fields, begun)
    fields.check()
    writing.add(desk, stream, entity, begun, happened_at=begun.started_on)
    return _changed(desk, stream, entity)


def end_deadline(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """``typed``: ended_on, outcome. Raises InvalidFields; Refusal: case_unknown, entity_unknown,
    kind_newer, conflict_unsettled, revised_since; already_signed when it has ended already."""
    known = _find(desk, stream, entity).latest.fact
    if known.ended_on:
        raise Refusal(Reason.ALREADY_SIGNED)
    fields = Typed(typed, desk.now().date())
    ended = msgspec.structs.replace(
        known,
        ended_on=fields.day("ended_on", required=True, past=True),
        outcome=fields.text("outcome", required=True),
    )
    if ended.ended_on and ended.ended_on < known.started_on:
        fields.problem("ended_on", Fault.BEFORE, other="started_on")
    fields.check()
    again = _again(desk, known)
    writing.revise_in_turn(
        desk,
        stream,
        entity,
        (ended, *again),
        happened_at=ended.ended_on,
        builds_on=builds_on,
    )
    return _changed(desk, stream, entity)


def review_log(desk: Desk, entity: EntityId, typed: JsonObject) -> Changes:
    """D22: that the log has been gone through. ``typed``: ended_on (empty: today), outcome. Raises
    InvalidFields; Refusal: already_signed."""
    fields = Typed(typed, desk.now().date())
    day = fields.day("ended_on", past=True) or fields.today.isoformat()
    reviewed = facts.StartedDeadline(
        rule=DeadlineKey.LOG_REVIEW.value,
        started_on=log_review_start(desk).isoformat(),
        ended_on=day,
        outcome=fields.text("outcome", required=True),
    )
    fields.check()
    register = desk.vault.journal.register
    writing.add(desk, register, entity, reviewed, happened_at=day)
    return _changed(desk, register, entity)


def log_review_start(desk: Desk) -> date:
    """When the log was last gone through, or the day of the vault's first record."""
    done = [
        day
        for each in started_of(desk, desk.vault.journal.register)
        if each.latest.fact.rule == DeadlineKey.LOG_REVIEW
        and (day := day_or_none(each.latest.fact.ended_on)) is not None
    ]
    records = desk.vault.journal.records(desk.vault.journal.register)
    first = min((each.content.written_at[:10] for each in records), default="")
    return max(done, default=day_or_none(first) or desk.now().date())


def started_of(desk: Desk, stream: StreamId) -> tuple[Entity[facts.StartedDeadline], ...]:
    """All that were started in a case, or for the vault."""
    if _is_register(desk, stream):
        return fold_register(desk.vault.journal.records(stream)).of(facts.StartedDeadline)
    return state_of(desk, stream).of(facts.StartedDeadline)


def _find(desk: Desk, stream: StreamId, entity: EntityId) -> Entity[facts.StartedDeadline]:
    for each in started_of(desk, stream):
        if each.id == entity:
            return each
    raise Refusal(Reason.ENTITY_UNKNOWN)


def _check_rule_of_the_day(desk: Desk, fields: Typed, begun: facts.StartedDeadline) -> None:
    """A time cannot begin before the law that sets it."""
    day = day_or_none(begun.started_on)
    if begun.rule and day is not None and desk.law.deadline(begun.rule, day) is None:
        fields.problem("started_on", Fault.NOT_IN_FORCE)


def _again(desk: Desk, known: facts.StartedDeadline) -> tuple[facts.StartedDeadline, ...]:
    """The next round of a time that repeats, from the day this one was due."""
    day = day_or_none(known.started_on)
    rule = desk.law.deadline(known.rule, day) if day is not None else None
    if day is None or rule is None or not rule.repeats:
        return ()
    due = ends(rule, day)
    if due >= date.max - timedelta(days=1):
        return ()
    return (msgspec.structs.replace(known, started_on=due.isoformat(), ended_on="", outcome=""),)


def _is_register(desk: Desk, stream: StreamId) -> bool:
    return stream == desk.vault.journal.register


def _changed(desk: Desk, stream: StreamId, entity: EntityId) -> Changes:
    if _is_register(desk, stream):
        return Changes.of(stream, Part.TASKS, Part.DRAFTS, entity=entity)
    return Changes.of(stream, Part.WATCH, Part.CASE, Part.DRAFTS, entity=entity)
