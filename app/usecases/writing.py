"""The one place that turns a fact into a signed record and adds it to a case file.

Lamport, parents, time and author are set here and nowhere else. A record that builds on another
names it as a parent; an entity with two heads can only be built on by ``settle``, which names
them all (records never merge by themselves).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.casework.codec import kind_name, to_body, understands
from app.casework.facts import Fact
from app.casework.standing import hindrance, standing
from app.errors import Reason, Refusal
from app.ids import EntityId, RecordId, StreamId
from app.journal.canonical import seal
from app.journal.graph import heads, next_lamport
from app.journal.record import Content, Record
from app.jsonvalue import JsonObject
from app.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class Entry:
    """What a use case wants to have written."""

    entity: EntityId
    fact: Fact
    happened_at: str = ""
    """Whole or partial date of the event, perhaps with a time; empty: today."""
    parents: tuple[RecordId, ...] = ()
    after_previous: bool = False
    """Builds on the entry before it in the same ``append``, whose id nobody knows yet."""


def add(
    desk: Desk, stream: StreamId, entity: EntityId, fact: Fact, *, happened_at: str = ""
) -> Record:
    """The first record of an entity. Raises Refusal: case_unknown; already_signed when the
    entity has a record of this kind."""
    records = case_records(desk, stream)
    if _heads(records, entity, kind_name(type(fact))):
        raise Refusal(Reason.ALREADY_SIGNED)
    return append(desk, stream, records, [Entry(entity, fact, happened_at)])[0]


def revise(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    fact: Fact,
    *,
    happened_at: str = "",
    builds_on: RecordId | None = None,
) -> Record:
    """A later version of an entity. ``builds_on`` is the version that the writer was shown.
    Raises Refusal: case_unknown, entity_unknown, kind_newer, conflict_unsettled,
    revised_since."""
    return revise_in_turn(
        desk, stream, entity, (fact,), happened_at=happened_at, builds_on=builds_on
    )[0]


def revise_in_turn(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    versions: Sequence[Fact],
    *,
    happened_at: str = "",
    builds_on: RecordId | None = None,
) -> tuple[Record, ...]:
    """Later versions of an entity, each building on the one before, in one transaction;
    ``happened_at`` is the first one's. Raises Refusal as ``revise``."""
    records = case_records(desk, stream)
    kind = kind_name(type(versions[0]))
    found = _heads(records, entity, kind)
    if not found:
        raise Refusal(Reason.ENTITY_UNKNOWN)
    _require_all_read(records, entity, kind)
    if len(found) > 1:
        raise Refusal(Reason.CONFLICT_UNSETTLED)
    if builds_on is not None and found[0].id != builds_on:
        raise Refusal(Reason.REVISED_SINCE)
    first = Entry(entity, versions[0], happened_at, (found[0].id,))
    later = [Entry(entity, fact, after_previous=True) for fact in versions[1:]]
    return append(desk, stream, records, [first, *later])


def add_or_revise(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    fact: Fact,
    *,
    happened_at: str = "",
    builds_on: RecordId | None = None,
) -> Record:
    """For what a case has only one of: its first record, or a later version of it. Raises
    Refusal: case_unknown, kind_newer, conflict_unsettled, revised_since."""
    if _heads(case_records(desk, stream), entity, kind_name(type(fact))):
        return revise(desk, stream, entity, fact, happened_at=happened_at, builds_on=builds_on)
    return add(desk, stream, entity, fact, happened_at=happened_at)


def entry_upon(
    records: Iterable[Record], entity: EntityId, fact: Fact, *, happened_at: str = ""
) -> Entry:
    """An entry that begins the entity, or builds on every head of it. Only for entries of the
    register, which merge field by field; what is said of a person is settled by ``settle``. Raises
    Refusal (kind_newer)."""
    kind = kind_name(type(fact))
    known = tuple(records)
    _require_all_read(known, entity, kind)
    parents = tuple(head.id for head in _heads(known, entity, kind))
    return Entry(entity, fact, happened_at, parents)


def settle(desk: Desk, stream: StreamId, entity: EntityId, kept: RecordId) -> Record:
    """Settle a conflict: a new record that says what ``kept`` says and builds on every head.
    Raises Refusal: case_unknown, kind_newer; revised_since when ``kept`` is not one of several
    heads."""
    records = case_records(desk, stream)
    side = next((record for record in records if record.id == kept), None)
    sides = _heads(records, entity, side.kind_name) if side is not None else ()
    if side is None or len(sides) < 2 or side not in sides:
        raise Refusal(Reason.REVISED_SINCE)
    _require_all_read(records, entity, side.kind_name)
    content = _content(
        desk,
        stream,
        Entry(entity, Fact(), side.content.happened_at, tuple(each.id for each in sides)),
        kind=side.content.kind,
        body=side.content.body,
        lamport=next_lamport(records),
    )
    _require_ours(desk, records, [side.kind_name])
    record = seal(content, desk.vault.sign)
    desk.vault.journal.append([record])
    return record


def append(
    desk: Desk, stream: StreamId, known: Iterable[Record], entries: Sequence[Entry]
) -> tuple[Record, ...]:
    """Sign and add the entries, in one transaction, with ``known`` as what the writer has seen
    of the stream. The draft that the first entry grew from is removed in the same moment. Raises
    Refusal: case_handed_over, case_share_ended, case_disputed, case_elsewhere."""
    known = tuple(known)
    _require_ours(desk, known, [kind_name(type(entry.fact)) for entry in entries])
    lamport = next_lamport(known)
    sealed: list[Record] = []
    for place, wanted in enumerate(entries):
        entry = wanted
        kind, body = to_body(entry.fact)
        if entry.after_previous:
            entry = replace(entry, parents=(*entry.parents, sealed[-1].id))
        content = _content(desk, stream, entry, kind=kind, body=body, lamport=lamport + place)
        sealed.append(seal(content, desk.vault.sign))
    first = sealed[0]
    draft = desk.vault.drafts.get(stream, first.content.entity, first.kind_name)
    desk.vault.journal.append(sealed, finishes=draft)
    return tuple(sealed)


def case_records(desk: Desk, stream: StreamId) -> tuple[Record, ...]:
    """A stream's records. Raises Refusal (case_unknown) when there are none."""
    records = desk.vault.journal.records(stream)
    if not records:
        raise Refusal(Reason.CASE_UNKNOWN)
    return records


def _require_ours(desk: Desk, known: Iterable[Record], kinds: Iterable[str]) -> None:
    """The one place where a case that somebody else has is kept from being written in."""
    stands = standing(known, desk.vault.author.key)
    for kind in kinds:
        reason = hindrance(stands, kind)
        if reason is not None:
            raise Refusal(reason)


def _heads(records: Iterable[Record], entity: EntityId, kind: str) -> tuple[Record, ...]:
    """Heads of one entity. The kind is part of the name, since what a case has only one of
    shares the case's own id as its entity (``projection.only_entity``)."""
    return heads(_versions(records, entity, kind))


def _require_all_read(records: Iterable[Record], entity: EntityId, kind: str) -> None:
    """Nobody builds on, or settles against, what nobody here could read: the new version could
    contradict it and would supersede it all the same. Raises Refusal (kind_newer)."""
    for record in _versions(records, entity, kind):
        if not understands(record.content.kind, record.content.body):
            raise Refusal(Reason.KIND_NEWER)


def _versions(records: Iterable[Record], entity: EntityId, kind: str) -> Iterator[Record]:
    return (
        record for record in records if record.content.entity == entity and record.kind_name == kind
    )


def _content(
    desk: Desk, stream: StreamId, entry: Entry, *, kind: str, body: JsonObject, lamport: int
) -> Content:
    now = desk.now()
    return Content(
        stream=stream,
        entity=entry.entity,
        kind=kind,
        parents=tuple(sorted(entry.parents)),
        lamport=lamport,
        body=body,
        author=desk.vault.author,
        happened_at=entry.happened_at or now.date().isoformat(),
        written_at=now.isoformat(timespec="seconds"),
    )
