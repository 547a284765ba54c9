"""Walking the graph of records: order, heads, ancestors. Knows no storage.

Order comes from parents, then ``lamport``, then id: never from a clock, so that a machine with
the wrong date cannot reorder a case.
"""

from __future__ import annotations

import hashlib
import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from app.ids import RecordId
from app.journal.record import Record


def in_order(records: Iterable[Record]) -> tuple[Record, ...]:
    """Records with every parent before its children, then by lamport, then by id. The same set
    gives the same order whatever the order it came in. Parents outside the set count as met.

    Every record given is in the answer: those that claim to be each other's ancestors, which true
    ids cannot, come last by lamport and id."""
    known = {record.id: record for record in records}
    children: dict[RecordId, list[Record]] = defaultdict(list)
    waiting: dict[RecordId, int] = {}
    for record in known.values():
        met = [parent for parent in record.content.parents if parent in known]
        waiting[record.id] = len(met)
        for parent in met:
            children[parent].append(record)
    ready = [(r.content.lamport, r.id) for r in known.values() if waiting[r.id] == 0]
    heapq.heapify(ready)
    ordered: list[Record] = []
    while ready:
        _, name = heapq.heappop(ready)
        ordered.append(known[name])
        for child in children[name]:
            waiting[child.id] -= 1
            if waiting[child.id] == 0:
                heapq.heappush(ready, (child.content.lamport, child.id))
    circular = (record for name, record in known.items() if waiting[name] > 0)
    ordered += sorted(circular, key=lambda record: (record.content.lamport, record.id))
    return tuple(ordered)


def heads(records: Iterable[Record]) -> tuple[Record, ...]:
    """The records that no other names as a parent, in order. More than one is a conflict."""
    ordered = in_order(records)
    superseded = {parent for record in ordered for parent in record.content.parents}
    return tuple(record for record in ordered if record.id not in superseded)


def digest(records: Iterable[Record]) -> str:
    """SHA-256 over the ids of the heads, hexadecimal: another one as soon as anything is added."""
    names = sorted(each.id for each in heads(records))
    return hashlib.sha256("".join(names).encode()).hexdigest()


def ancestors(
    start: Iterable[RecordId], parents_of: Callable[[RecordId], Iterable[RecordId]]
) -> frozenset[RecordId]:
    """All that the given records build on, themselves not included."""
    found: set[RecordId] = set()
    queue = [parent for name in start for parent in parents_of(name)]
    while queue:
        name = queue.pop()
        if name not in found:
            found.add(name)
            queue.extend(parents_of(name))
    return frozenset(found)


def parents_in(known: Mapping[RecordId, Record]) -> Callable[[RecordId], tuple[RecordId, ...]]:
    """For ``ancestors``, among these: what is not there has no parents that anybody knows of."""

    def parents_of(name: RecordId) -> tuple[RecordId, ...]:
        record = known.get(name)
        return record.content.parents if record is not None else ()

    return parents_of


def next_lamport(records: Iterable[Record]) -> int:
    """One more than the highest that the writer has seen in the stream."""
    return max((record.content.lamport for record in records), default=0) + 1
