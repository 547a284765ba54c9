"""What records that have come would add to what is here, entity by entity. Pure.

Every record is verified (``journal.merge``) against what is here and against those before it. What
is refused takes with it what builds on it, and nothing else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from app.casework.codec import kind_name
from app.casework.facts import CaseFile
from app.errors import Reason
from app.ids import EntityId, KeyId, RecordId, StreamId
from app.journal import graph
from app.journal.blob_names import blob_names
from app.journal.merge import Refused, merge
from app.journal.record import Record
from app.journal.verify import Verify
from app.jsonvalue import Json

LAMPORT_STEP: Final = 1_000_000
"""So far ahead of what is here a record may be, where the case is here. A number near the largest
that a record can carry would keep everybody from ever writing in the case again."""

LAMPORT_START: Final = 2**50
"""The same for a case that is not here."""

_CASE_FILE: Final = kind_name(CaseFile)
_ID: Final = re.compile(r"[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Place(NamedTuple):
    """What a row is about. The kind is part of it, since what a case has only one of shares the
    case's own id as its entity."""

    stream: StreamId
    kind: str
    entity: EntityId

    @property
    def key(self) -> str:
        return ":".join(self)


@dataclass(frozen=True, slots=True)
class Group:
    """One entity."""

    place: Place
    here: tuple[Record, ...]
    added: tuple[Record, ...]
    """What would come to it, in order."""
    refused: tuple[Refused, ...]
    known: int
    """How many that came are here already."""
    needs: frozenset[Place]
    """Others that would be added and that what is added here names, itself not included."""

    @property
    def heads_here(self) -> tuple[Record, ...]:
        return graph.heads(self.here)

    @property
    def heads_then(self) -> tuple[Record, ...]:
        return graph.heads((*self.here, *self.added))

    @property
    def shown(self) -> Record:
        """The latest of what would be added, of what was refused, or of what is here."""
        candidates = (
            graph.heads(self.added)
            or tuple(each.record for each in self.refused)
            or self.heads_here
        )
        return candidates[-1]


@dataclass(frozen=True, slots=True)
class Here:
    """What the vault has and knows, as far as it matters to what has come."""

    records: Mapping[RecordId, Record]
    """Of the cases concerned."""
    authors: Container[KeyId]
    disposed: Container[StreamId]
    has_blob: Callable[[StreamId, str], bool]
    """Here, or in the package."""


def weigh(incoming: Iterable[Record], here: Here, verify: Verify) -> tuple[Group, ...]:
    """What each entity would become, in the order of the records that came."""
    came = sorted(incoming, key=lambda each: (each.content.lamport, each.id, each.signature))
    highest, begun = _highest(here.records.values()), _begun(here.records.values())
    sound: list[Record] = []
    refused: list[Refused] = []
    for record in came:
        reason = _hindrance(record, here, highest, begun)
        if reason is None:
            sound.append(record)
        else:
            refused.append(Refused(record, reason))
    outcome = merge(sound, known=here.records.get, authors=here.authors, verify=verify)
    return _groups(came, here.records, outcome.added, (*refused, *outcome.refused))


def place_of(record: Record) -> Place:
    return Place(record.content.stream, record.kind_name, record.content.entity)


def _hindrance(
    record: Record, here: Here, highest: Mapping[StreamId, int], begun: Container[StreamId]
) -> Reason | None:
    """What stops a record whatever it builds on."""
    content = record.content
    if content.stream in here.disposed:
        return Reason.CASE_DISPOSED
    if record.id in here.records:
        return None
    farthest = highest.get(content.stream, LAMPORT_START - LAMPORT_STEP) + LAMPORT_STEP
    if content.lamport > farthest:
        return Reason.RECORD_MALFORMED
    if record.kind_name == _CASE_FILE and not content.parents and content.stream in begun:
        return Reason.CASE_BEGUN_BEFORE
    if not all(here.has_blob(content.stream, blob) for blob in blob_names(content.body)):
        return Reason.ATTACHMENT_MISSING
    return None


def _begun(records: Iterable[Record]) -> frozenset[StreamId]:
    """The cases that have begun here. Whoever signs a beginning has the case: another one would
    give it away to whoever signed that."""
    return frozenset(
        each.content.stream
        for each in records
        if each.kind_name == _CASE_FILE and not each.content.parents
    )


def _highest(records: Iterable[Record]) -> Mapping[StreamId, int]:
    found: dict[StreamId, int] = {}
    for record in records:
        stream, lamport = record.content.stream, record.content.lamport
        found[stream] = max(lamport, found.get(stream, 0))
    return found


def _groups(
    came: Sequence[Record],
    here: Mapping[RecordId, Record],
    added: Sequence[Record],
    refused: Sequence[Refused],
) -> tuple[Group, ...]:
    places = dict.fromkeys(map(place_of, came))
    standing = _by_place(here.values())
    new = _by_place(added)
    named = _Named(standing, new)
    stopped: dict[Place, list[Refused]] = defaultdict(list)
    for each in refused:
        stopped[place_of(each.record)].append(each)
    known: dict[Place, set[RecordId]] = defaultdict(set)
    for record in came:
        if record.id in here:
            known[place_of(record)].add(record.id)
    return tuple(
        Group(
            place=place,
            here=tuple(standing.get(place, ())),
            added=tuple(new.get(place, ())),
            refused=tuple(stopped[place]),
            known=len(known[place]),
            needs=frozenset(named.by(place)),
        )
        for place in places
    )


def _by_place(records: Iterable[Record]) -> dict[Place, list[Record]]:
    found: dict[Place, list[Record]] = defaultdict(list)
    for record in records:
        found[place_of(record)].append(record)
    return found


class _Named:
    """Which of the new entities an entity's new records name: what would be nonsense without."""

    def __init__(
        self, here: Mapping[Place, Sequence[Record]], new: Mapping[Place, Sequence[Record]]
    ) -> None:
        self._new = new
        self._streams = {place.stream for place in here}
        there = {place.entity for place in here}
        self._places: dict[str, Place] = {}
        for place, records in new.items():
            self._places.update(dict.fromkeys((record.id for record in records), place))
            if place.entity not in there and str(place.entity) != place.stream:
                self._places.setdefault(place.entity, place)
        self._case_files = {place.stream: place for place in new if place.kind == _CASE_FILE}

    def by(self, place: Place) -> Iterator[Place]:
        if place not in self._new:
            return
        case_file = self._case_files.get(place.stream)
        if case_file not in (None, place) and place.stream not in self._streams:
            yield case_file
        for record in self._new[place]:
            for text in _texts(record.content.body):
                other = self._places.get(text)
                if other not in (None, place):
                    yield other


def _texts(value: Json) -> Iterator[str]:
    """Every text in a body that can be an id."""
    if isinstance(value, str):
        if _ID.fullmatch(value):
            yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, Sequence):
        for item in value:
            yield from _texts(item)
