"""The register's entry of a package that came (``received/1``), and what it brought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from app.casework.handover_facts import PackageOutcome, ReceivedPackage, RefusedRecords
from app.handover.package import Package
from app.ids import EntityId, RecordId, StreamId
from app.journal import graph
from app.journal.record import Record
from app.usecases import writing
from app.usecases.desk import Desk
from app.usecases.handover.packages.arrivals import CHOOSABLE, LookRow, Taken
from app.usecases.handover.packages.package_register import received_packages

ANSWERS: Final = frozenset({"transfer"})
"""Kinds whose version, written here in the same act, goes back to the sender with the receipt."""

CaseRecords = Mapping[StreamId, tuple[Record, ...]]
"""The records of the cases that a package is about."""


@dataclass(frozen=True, slots=True)
class Came:
    """A package from somebody, as the register enters it."""

    package: Package
    person: EntityId
    opened_at: str


def cases_of(desk: Desk, package: Package) -> CaseRecords:
    return {case: desk.vault.journal.records(case) for case in package.envelope.cases}


def accepted_entry(
    desk: Desk,
    came: Came,
    before: CaseRecords,
    taken: Taken,
    left: Iterable[LookRow],
) -> ReceivedPackage:
    """After it has been taken in, in the same transaction. What was added is what has come to the
    cases since ``before``, whoever has written it, so that undoing restores them exactly. ``left``:
    the rows that were not chosen, and those that could not be."""
    after = cases_of(desk, came.package)
    added = _new(before, after)
    rows = tuple(left)
    refused = Counter(row.reason for row in rows if row.reason is not None)
    return msgspec.structs.replace(
        _of_package(
            came, PackageOutcome.PARTLY if rows or taken.partly else PackageOutcome.ACCEPTED
        ),
        added=tuple(record.id for record in added),
        answer=_answer(desk, added),
        left=sum(row.records for row in rows if row.state in CHOOSABLE),
        refused=tuple(
            RefusedRecords(reason=reason.value, count=count)
            for reason, count in sorted(refused.items())
        ),
        state=state_digest(after),
        shows=taken.shows,
    )


def refused_entry(came: Came, reason: str) -> ReceivedPackage:
    return msgspec.structs.replace(_of_package(came, PackageOutcome.REFUSED), reason=reason)


def enter(desk: Desk, entry: ReceivedPackage) -> EntityId:
    """Write the entry: a later version where the same package has been here before, and was
    refused or undone."""
    register = desk.vault.journal.register
    for each in received_packages(desk):
        if each.latest.fact.package == entry.package:
            writing.revise(desk, register, each.id, entry)
            return each.id
    entity = EntityId(desk.new_id())
    writing.add(desk, register, entity, entry)
    return entity


def state_digest(records: CaseRecords) -> str:
    """Another one as soon as anything is added to any of the cases."""
    return graph.digest(record for case in sorted(records) for record in records[case])


def _of_package(came: Came, outcome: PackageOutcome) -> ReceivedPackage:
    envelope = came.package.envelope
    return ReceivedPackage(
        kind=envelope.kind.value,
        package=came.package.id,
        number=envelope.number,
        sender=came.person,
        sender_fingerprint=envelope.sender,
        sealed_at=envelope.sealed_at,
        anchor=envelope.anchor,
        opened_at=came.opened_at,
        cases=envelope.cases,
        outcome=outcome,
        heads=tuple(each.id for each in graph.heads(came.package.payload.records)),
    )


def _new(before: CaseRecords, after: CaseRecords) -> tuple[Record, ...]:
    there = {record.id for records in before.values() for record in records}
    return tuple(
        record for records in after.values() for record in records if record.id not in there
    )


def _answer(desk: Desk, written: Iterable[Record]) -> tuple[RecordId, ...]:
    own = desk.vault.author.key
    return tuple(
        record.id
        for record in written
        if record.content.author.key == own and record.kind_name in ANSWERS
    )
