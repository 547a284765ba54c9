"""Every record of a case and what it replaced, for reading.

Nothing in a case file is ever changed without trace (SoL 2025:400 14 kap. 3 §, FL 27 §); here the
trace is shown. Of the identity it shows which fields changed, never what they say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

import msgspec

from app.casework import codec
from app.casework.fact import Fact
from app.casework.projection import IDENTITY
from app.ids import EntityId, RecordId
from app.journal import graph
from app.journal.record import Author, Record

MASKED = "•••"
"""Stands for a value of the identity. Its length tells nothing."""


class Readable(StrEnum):
    """Whether this program can read a record's body."""

    YES = "yes"
    NEWER = "newer"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs. Values are as stored; empty: there was, or is, none."""

    field: str
    """Path such as ``goals/1/words``; rows of a list go by their own ``key`` where they have
    one, so that a row put in between does not make the rest look changed."""
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """An earlier record that this one builds on, and the fields in which they differ."""

    record: RecordId
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One record. The body itself is not here: the part that shows it does that."""

    record: RecordId
    entity: EntityId
    kind: str
    """The kind name without a version."""
    author: Author
    happened_at: str
    written_at: str
    readable: Readable
    replaced: tuple[Replaced, ...]
    """Empty for the first record of an entity; several when it settled a conflict."""
    replaced_by: tuple[RecordId, ...]
    """Records that build on this one; more than one is, or was, a conflict."""


def history(records: Iterable[Record]) -> tuple[HistoryRow, ...]:
    """A row for every record of a case, unreadable ones too, in the order of the records. Never
    raises."""
    ordered = graph.in_order(records)
    known = {record.id: record for record in ordered}
    leaves = {record.id: _leaves(record) for record in ordered}
    children: dict[RecordId, list[RecordId]] = {}
    for record in ordered:
        for parent in record.content.parents:
            children.setdefault(parent, []).append(record.id)
    return tuple(
        HistoryRow(
            record=record.id,
            entity=record.content.entity,
            kind=record.kind_name,
            author=record.content.author,
            happened_at=record.content.happened_at,
            written_at=record.content.written_at,
            readable=_readable(record),
            replaced=tuple(
                Replaced(parent, _changes(leaves[parent], leaves[record.id], record.kind_name))
                for parent in record.content.parents
                if parent in known
            ),
            replaced_by=tuple(children.get(record.id, ())),
        )
        for record in ordered
    )


def between(before: Record, after: Record) -> tuple[Change, ...]:
    """The fields in which two versions of one entity differ, identity values masked. Never
    raises."""
    return _changes(_leaves(before), _leaves(after), after.kind_name)


def between_facts(before: Fact | None, after: Fact) -> tuple[Change, ...]:
    """The fields in which two facts of one kind differ, identity values masked; every field of
    ``after`` where there is nothing before."""
    leaves = [
        dict(_walk(msgspec.to_builtins(each), "")) if each else {} for each in (before, after)
    ]
    return _changes(leaves[0], leaves[1], codec.kind_name(type(after)))


def from_nothing(record: Record) -> tuple[Change, ...]:
    """Every field of a first version, identity values masked. Of what this program cannot read,
    nothing: it cannot tell what of it would have to be masked."""
    if _readable(record) is not Readable.YES:
        return ()
    return _changes({}, _leaves(record), record.kind_name)


def side_by_side(versions: Sequence[Record]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The fields in which versions of one entity differ, each with what it says in every one of
    them, in their order; identity values masked. Never raises."""
    leaves = [_leaves(version) for version in versions]
    masked = any(version.kind_name == IDENTITY for version in versions)
    found = []
    for path in dict.fromkeys(chain.from_iterable(leaves)):
        values = tuple(each.get(path, "") for each in leaves)
        if len(set(values)) > 1:
            shown = tuple(MASKED if value else "" for value in values) if masked else values
            found.append((path, shown))
    return tuple(found)


def _readable(record: Record) -> Readable:
    try:
        codec.from_body(record.content.kind, record.content.body)
    except codec.NewerKind:
        return Readable.NEWER
    except codec.MalformedBody:
        return Readable.MALFORMED
    return Readable.YES


def _leaves(record: Record) -> Mapping[str, str]:
    """Path → text of every value in a body, in the newest shape if it can be read; also bodies
    that cannot are compared, value by value."""
    try:
        body = msgspec.to_builtins(codec.from_body(record.content.kind, record.content.body))
    except (codec.NewerKind, codec.MalformedBody):
        body = record.content.body
    leaves = dict(_walk(body, ""))
    leaves["event"] = record.content.happened_at
    return leaves


def _walk(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _walk(item, f"{path}/{name}" if path else str(name))
    elif isinstance(value, (list, tuple)):
        for name, item in zip(_row_names(value), value, strict=True):
            yield from _walk(item, f"{path}/{name}")
    elif value is not None and value != "":
        yield path, str(value)


def _row_names(rows: Sequence[object]) -> Sequence[object]:
    """Each row's own key where all have one and no two the same, else their numbers from 1."""
    keys = [row.get("key") if isinstance(row, Mapping) else None for row in rows]
    named = all(isinstance(key, str) and key for key in keys)
    return keys if named and len(set(keys)) == len(keys) else range(1, len(rows) + 1)


def _changes(before: Mapping[str, str], after: Mapping[str, str], kind: str) -> tuple[Change, ...]:
    fields = dict.fromkeys(chain(after, before))
    found = (Change(each, before.get(each, ""), after.get(each, "")) for each in fields)
    changed = (each for each in found if each.old != each.new)
    return tuple(_masked(each) if kind == IDENTITY else each for each in changed)


def _masked(change: Change) -> Change:
    return Change(change.field, MASKED if change.old else "", MASKED if change.new else "")
