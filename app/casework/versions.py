"""From the records of one entity to its versions and its head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from app.casework.facts import Fact
from app.casework.state import Conflict, Entity, Signed
from app.ids import EntityId, RecordId
from app.journal import graph
from app.journal.record import Record

F = TypeVar("F", bound=Fact)


def entity_of(
    name: EntityId,
    versions: Sequence[Signed[F]],
    unread: Sequence[Record],
    known: Mapping[RecordId, Record],
) -> Entity[F]:
    """The entity with these readable versions, at least one, in order. ``known`` are all records
    of the stream: a version that only an unreadable one builds on is superseded when something
    readable comes after that again."""
    heads = head_versions(versions, known)
    return Entity(
        id=name,
        versions=tuple(versions),
        head=heads[0] if len(heads) == 1 else Conflict(heads),
        unread=tuple(unread),
    )


def head_versions(
    versions: Sequence[Signed[F]], known: Mapping[RecordId, Record]
) -> tuple[Signed[F], ...]:
    """The versions that no other of them builds on, directly or through records between."""
    if len(versions) == 1:
        return tuple(versions)
    superseded = graph.ancestors(
        [version.record.id for version in versions], graph.parents_in(known)
    )
    return tuple(version for version in versions if version.record.id not in superseded)
