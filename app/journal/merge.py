"""What a set of incoming records adds to those already known. Pure.

Taking in the same twice is taking it in once. A then b ends as b then a, and a set split in any
way ends as the whole, where each part has the parents of what it holds. What is refused takes
with it everything that builds on it, and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass

from app.errors import Reason, Refusal
from app.ids import KeyId, RecordId
from app.journal.graph import in_order
from app.journal.record import Record
from app.journal.verify import Verify, verify_id, verify_taken_in


@dataclass(frozen=True, slots=True)
class Refused:
    record: Record
    reason: Reason


@dataclass(frozen=True, slots=True)
class Merge:
    """The outcome. A record that was known already is in neither tuple."""

    added: tuple[Record, ...]
    """New and verified, in the order of ``graph.in_order``."""
    refused: tuple[Refused, ...]


def merge(
    incoming: Iterable[Record],
    *,
    known: Callable[[RecordId], Record | None],
    authors: Container[KeyId],
    verify: Verify,
) -> Merge:
    """Verify every record against ``known`` and the records accepted before it. Never raises for
    what a record says: reasons are those of ``verify.verify_record``, and record_changed also for
    a known id with another signature."""
    genuine, refused = _by_id(incoming)
    added: dict[RecordId, Record] = {}

    def accepted(name: RecordId) -> Record | None:
        return added.get(name) or known(name)

    for representative in in_order(candidates[0] for candidates in genuine.values()):
        for record in genuine[representative.id]:
            there = accepted(record.id)
            try:
                if there is None:
                    verify_taken_in(record, verify=verify, authors=authors, parent=accepted)
                    added[record.id] = record
                else:
                    _same(record, there)
            except Refusal as refusal:
                refused.append(Refused(record, refusal.reason))
    return Merge(tuple(added.values()), tuple(refused))


def _same(record: Record, there: Record) -> None:
    if record.signature != there.signature:
        raise Refusal(Reason.RECORD_CHANGED)


def _by_id(incoming: Iterable[Record]) -> tuple[dict[RecordId, list[Record]], list[Refused]]:
    """Records whose bytes give their id, and those that lie about it. Candidates with one id
    differ in their signatures alone and are sorted by them, so that the order they came in does
    not matter."""
    genuine: dict[RecordId, list[Record]] = defaultdict(list)
    refused: list[Refused] = []
    for record in incoming:
        try:
            verify_id(record)
        except Refusal as refusal:
            refused.append(Refused(record, refusal.reason))
        else:
            genuine[record.id].append(record)
    for candidates in genuine.values():
        candidates.sort(key=lambda record: record.signature)
    return genuine, refused
