"""Where two versions stand against each other, whatever they are of.

Two who have gone on from the same version each have signed theirs. Both hold until somebody has
chosen: the record that settles it builds on them all, and neither is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.casework import codec
from app.casework.history import side_by_side
from app.ids import EntityId, RecordId
from app.journal import graph
from app.journal.record import Author, Record


@dataclass(frozen=True, slots=True)
class Side:
    """One of the versions. What it says is in the fields of its dispute."""

    record: RecordId
    author: Author
    happened_at: str
    written_at: str


@dataclass(frozen=True, slots=True)
class DisputedField:
    path: str
    """As in ``history.Change``: ``goals/1/words``."""
    values: tuple[str, ...]
    """What each side says, in the order of the sides; of the identity masked."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """One entity with more than one head."""

    entity: EntityId
    kind: str
    """The kind name without a version."""
    sides: tuple[Side, ...]
    fields: tuple[DisputedField, ...]
    """Where they differ. Empty when all say the same and only have to be joined."""


def disputes(records: Iterable[Record]) -> tuple[Dispute, ...]:
    """Every dispute among the records of one stream, in the order of each entity's first record.
    What this program cannot read is no side of any: nobody could choose. Never raises."""
    ordered = graph.in_order(records)
    known = {record.id: record for record in ordered}
    versions: dict[tuple[str, EntityId], list[Record]] = {}
    for record in ordered:
        if codec.understands(record.content.kind, record.content.body):
            name = record.kind_name, record.content.entity
            versions.setdefault(name, []).append(record)
    found = []
    for (kind, entity), each in versions.items():
        heads = _heads(each, known)
        if len(heads) > 1:
            found.append(_dispute(kind, entity, heads))
    return tuple(found)


def _heads(versions: list[Record], known: Mapping[RecordId, Record]) -> tuple[Record, ...]:
    """Those that no other builds on, also through what cannot be read."""
    if len(versions) == 1:
        return tuple(versions)
    older = graph.ancestors([each.id for each in versions], graph.parents_in(known))
    return tuple(each for each in versions if each.id not in older)


def _dispute(kind: str, entity: EntityId, heads: tuple[Record, ...]) -> Dispute:
    sides = tuple(
        Side(each.id, each.content.author, each.content.happened_at, each.content.written_at)
        for each in heads
    )
    fields = tuple(DisputedField(path, values) for path, values in side_by_side(heads))
    return Dispute(entity, kind, sides, fields)
