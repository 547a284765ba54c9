"""What somebody else has of a case, by what they have confirmed or sent, and what they lack. Pure.

Only what the other has said counts: that a package was sent says nothing of whether it came.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.casework.handover_facts import ReceivedPackage, SentPackage
from app.ids import EntityId, RecordId
from app.journal.graph import ancestors, in_order, parents_in
from app.journal.record import Record


def told_heads(
    person: EntityId, sent: Iterable[SentPackage], received: Iterable[ReceivedPackage]
) -> frozenset[RecordId]:
    """Every record that a person has said to have: in a receipt, or by sending it."""
    confirmed = (name for each in sent if each.to == person for name in each.confirmed)
    shown = (name for each in received if each.sender == person for name in each.heads)
    return frozenset((*confirmed, *shown))


def had(told: Iterable[RecordId], records: Iterable[Record]) -> frozenset[RecordId]:
    """Ids of those among ``records`` that whoever has ``told`` has too: they, and all that they
    build on. What is told of and is not here counts for nothing."""
    known = {record.id: record for record in records}
    there = [name for name in told if name in known]
    built_on = ancestors(there, parents_in(known))
    return (built_on & known.keys()) | frozenset(there)


def lacking(told: Iterable[RecordId], records: Iterable[Record]) -> tuple[Record, ...]:
    """The records that whoever has ``told`` lacks, in order; their parents go before them or are
    had already."""
    known = tuple(records)
    there = had(told, known)
    return tuple(record for record in in_order(known) if record.id not in there)
