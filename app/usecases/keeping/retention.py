"""How long each case file is kept: what is due for disposal, what waits, what is preserved, and
the exceptions that somebody has noted (X14, D20)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial
from uuid import UUID, uuid5

from app.casework import facts
from app.casework.index import HANDED_OVER, SHARE_ENDED
from app.casework.moments import day_or_none
from app.casework.projection import fold
from app.casework.retention import Question, Retention, last_note, retention
from app.casework.standing import standing
from app.casework.state import CaseState, CaseStatus, Entity
from app.casework.unit_facts import Disposal, DisposalStatus, UnitKind
from app.errors import Fault, Reason, Refusal
from app.ids import EntityId, StreamId
from app.journal.record import Record
from app.jsonvalue import JsonObject
from app.law.retention import RetentionKey
from app.ports import LogCode, Progress, no_progress
from app.usecases import identity, registers, writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import register_of, state_of
from app.usecases.typed import Typed
from app.usecases.unit import units

_ENDINGS = (" kommun", " stad", " region")
_COUNTED = frozenset({CaseStatus.CLOSED.value, HANDED_OVER, SHARE_ENDED})
_PARTS = (Part.DISPOSAL, Part.CASE, Part.WATCH, Part.DRAFTS)


@dataclass(frozen=True, slots=True)
class RetentionRow:
    """One closed case in the list. Says when, never why: that would tell of children and courts
    (lag 2001:454, 7 a §)."""

    stream: StreamId
    case_number: str
    retention: Retention
    disposal: EntityId | None
    """The proposal that is under way, if there is one."""
    status: DisposalStatus | None
    next_disposal: EntityId
    """Of the next proposal to dispose of it, see ``next_entity``."""


@dataclass(frozen=True, slots=True)
class RetentionView:
    """One case, with why."""

    stream: StreamId
    case_number: str
    retention: Retention
    under_way: bool
    """Whether a disposal has been proposed."""
    holds: tuple[Entity[facts.RetentionHold], ...]


def list_retention(desk: Desk, progress: Progress = no_progress) -> tuple[RetentionRow, ...]:
    """Every case that is closed or that somebody else has, the one to be disposed of first first.
    Logged as a list shown. Each is read whole, and ``progress`` told before it. Raises
    Cancelled."""
    desk.vault.log.write(LogCode.CASE_LISTED, {"list": "disposal"})
    known = register_of(desk).of(Disposal)
    under_way = {each.latest.fact.case: each for each in _under_way(known)}
    kept = retentions(desk)
    closed = [row for row in desk.vault.index.cases() if row.status in _COUNTED]
    rows = []
    for done, case in enumerate(closed):
        progress(done, len(closed))
        found = under_way.get(case.stream)
        rows.append(
            RetentionRow(
                stream=case.stream,
                case_number=case.case_number,
                retention=kept(case.stream),
                disposal=found.id if found else None,
                status=found.latest.fact.status if found else None,
                next_disposal=_next(known, case.stream),
            )
        )
    progress(len(closed), len(closed))
    return tuple(sorted(rows, key=lambda row: (str(row.retention.earliest), row.case_number)))


def look(desk: Desk, stream: StreamId) -> RetentionView:
    """Why a case file is kept, or not. Logged as a part of the case opened. Raises Refusal:
    case_unknown."""
    state = state_of(desk, stream)
    desk.vault.log.write(LogCode.PART_OPENED, {"stream": stream, "part": Part.DISPOSAL.value})
    number = state.case_file.latest.fact.case_number if state.case_file else ""
    return RetentionView(
        stream=stream,
        case_number=number,
        retention=retention_of(desk, stream),
        under_way=any(each.latest.fact.case == stream for each in under_way_now(desk)),
        holds=state.of(facts.RetentionHold),
    )


def retention_of(desk: Desk, stream: StreamId) -> Retention:
    """For use cases that write: how long a case file is kept. Shows nobody anything, and so is
    not logged. Raises Refusal: case_unknown."""
    return _retention(desk, stream, municipality_code(desk))


def retentions(desk: Desk) -> Callable[[StreamId], Retention]:
    """``retention_of`` for many cases: whose archive they belong to is found out once, when the
    first is asked about."""
    municipality = cache(partial(municipality_code, desk))
    return lambda stream: _retention(desk, stream, municipality())


def note_hold(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> Changes:
    """An exception from disposal. ``typed``: kind, reason, decided_on, until (needed where the law
    keeps it until an age). Raises InvalidFields; Refusal: case_unknown, already_signed."""
    fields = Typed(typed, desk.now().date())
    hold = facts.RetentionHold(
        kind=fields.choice("kind", facts.HoldKind),
        reason=fields.text("reason", required=True),
        decided_on=fields.day("decided_on", required=True, past=True),
        until=fields.day("until"),
    )
    rule = desk.law.retention_rule(hold.kind.value, fields.today)
    if rule is not None and rule.age and not typed.get("until"):
        fields.problem("until", Fault.REQUIRED)
    fields.not_before("until", hold.until, "decided_on", hold.decided_on)
    fields.check()
    writing.add(desk, stream, entity, hold, happened_at=hold.decided_on)
    return Changes.of(stream, *_PARTS, entity=entity)


def lift_hold(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> Changes:
    """That an exception no longer holds. ``typed``: lifted_on, lifted_why. Raises InvalidFields;
    Refusal: case_unknown, entity_unknown, kind_newer, conflict_unsettled."""
    found = [each for each in state_of(desk, stream).of(facts.RetentionHold) if each.id == entity]
    if not found:
        raise Refusal(Reason.ENTITY_UNKNOWN)
    before = found[0].latest.fact
    fields = Typed(typed, desk.now().date())
    on = fields.day("lifted_on", required=True, past=True)
    fields.not_before("lifted_on", on, "decided_on", before.decided_on)
    why = fields.text("lifted_why", required=True)
    fields.check()
    lifted = facts.RetentionHold(
        kind=before.kind,
        reason=before.reason,
        decided_on=before.decided_on,
        until=before.until,
        lifted_on=on,
        lifted_why=why,
    )
    writing.revise(desk, stream, entity, lifted, happened_at=on)
    return Changes.of(stream, *_PARTS, entity=entity)


def under_way_now(desk: Desk) -> tuple[Entity[Disposal], ...]:
    """Disposals that have been proposed and neither done nor withdrawn."""
    return _under_way(register_of(desk).of(Disposal))


def next_entity(desk: Desk, stream: StreamId) -> EntityId:
    """The entity of the next proposal to dispose of a case. It follows from the case and how many
    there have been, so that a draft of one tells which case it is about."""
    return _next(register_of(desk).of(Disposal), stream)


def municipality_code(desk: Desk) -> str:
    """The four digits of the municipality on the caseworker's own card, in whose archive the case
    files belong; empty when it is none that the register of units knows."""
    name = _plain(registers.own_card(desk).municipality)
    known = units.all_units(desk).on(desk.now().date(), (UnitKind.MUNICIPALITY,))
    codes = {each.unit.code for each in known if _plain(each.unit.name) in (name, name[:-1])}
    exact = {each.unit.code for each in known if _plain(each.unit.name) == name}
    found = exact or (codes if name.endswith("s") else set())
    return found.pop() if len(found) == 1 else ""


def _under_way(known: Iterable[Entity[Disposal]]) -> tuple[Entity[Disposal], ...]:
    going_on = (DisposalStatus.PROPOSED, DisposalStatus.APPROVED)
    return tuple(each for each in known if each.latest.fact.status in going_on)


def _next(known: Iterable[Entity[Disposal]], stream: StreamId) -> EntityId:
    before = sum(each.latest.fact.case == stream for each in known)
    return EntityId(str(uuid5(UUID(stream), f"disposal {before}")))


def _retention(desk: Desk, stream: StreamId, municipality: str) -> Retention:
    today, records = desk.now().date(), writing.case_records(desk, stream)
    state = fold(stream, records)
    rule = desk.law.retention_rule(RetentionKey.RESEARCH_DAY, today)
    person = identity.known_for_retention(
        desk, stream, rule.days if rule is not None else (), began=_began(state, records)
    )
    return retention(
        Question(
            state,
            last_note(records),
            person,
            municipality,
            desk.law,
            today,
            sealed=standing(records, desk.vault.author.key).sealed,
        )
    )


def _began(state: CaseState, records: Iterable[Record]) -> str:
    """The day that the case came in, or that something was first written in it."""
    received = [each.first.fact.received_on for each in state.intakes]
    whole = [day for day in received if day_or_none(day) is not None]
    return min(whole or (each.content.written_at[:10] for each in records))


def _plain(name: str) -> str:
    """``Stockholms stad`` as ``stockholms``."""
    plain = name.strip().casefold()
    return next((plain.removesuffix(end) for end in _ENDINGS if plain.endswith(end)), plain)
