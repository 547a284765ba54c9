"""Cases that come: a first copy, an update, or a whole case to take over.

The records are taken in as any others (``records_in``). Here is what is told beside them, and what
taking over means: a signed acceptance, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from app.casework import facts
from app.casework.facts import Share, Transfer, TransferStatus
from app.casework.handover_facts import KnownPerson
from app.casework.projection import IDENTITY, fold, only_entity
from app.casework.standing import holders
from app.casework.state import CaseState, Entity
from app.errors import Reason, Refusal
from app.handover.package import Package
from app.ids import StreamId
from app.usecases import identity, writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.handover.cases.losing import is_stranger, taken_away
from app.usecases.handover.cases.transferring import accept_entries
from app.usecases.handover.packages.arrivals import Doubt, Look, Said, Taken
from app.usecases.handover.packages.records_in import look_records, take_in_records
from app.usecases.writing import Entry


def look_case(desk: Desk, package: Package) -> Look:
    """A copy or an update. Raises Refusal (package_malformed)."""
    seen = look_records(desk, package)
    stream, state = _together(desk, package)
    doubts = (*seen.doubts, *taken_away(desk, package))
    if is_stranger(desk, stream, package.envelope.sender_key):
        doubts = (*doubts, Doubt.NO_PART_IN_CASE)
    said = (*seen.said, *_of_share(desk, state), *_duplicates(desk, stream, package))
    return replace(seen, said=said, doubts=doubts)


def look_transfer(desk: Desk, package: Package) -> Look:
    """A case to take over: whole or not at all. Raises Refusal: package_malformed when it holds no
    handover to this vault by its sender."""
    seen = look_records(desk, package)
    stream, state = _together(desk, package)
    found = _handed(desk, package, state)
    fact = found.latest.fact
    said = (
        Said("from", f"{fact.from_name}, {fact.from_unit}"),
        Said("reason", fact.reason),
        *_duplicates(desk, stream, package),
    )
    return replace(
        seen,
        said=(*seen.said, *said),
        all_or_nothing=True,
        stopped=_stops(desk, package, found) or _refused(seen),
    )


def take_in_transfer(
    desk: Desk, package: Package, person: KnownPerson, keys: frozenset[str]
) -> Taken:
    """Take the case over: its records, that it is accepted, and who answers for it from now on.
    In the transaction around it. Raises Refusal: transfer_over, case_held_here, as
    ``take_in_records``."""
    stream, state = _together(desk, package)
    handed = _handed(desk, package, state)
    stopped = _stops(desk, package, handed)
    if stopped is not None:
        raise Refusal(stopped)
    taken = take_in_records(desk, package, person, keys)
    records = writing.case_records(desk, stream)
    accepted, responsible = accept_entries(desk, handed.latest.fact)
    entries = [Entry(handed.id, accepted, parents=(handed.latest.record.id,))]
    before = fold(stream, records).responsibility
    if before is None or not before.disputed:  # a dispute is for a person to settle
        entries.append(_upon(stream, before, responsible))
    written = writing.append(desk, stream, records, [entries[0]])
    if len(entries) > 1:
        known = (*records, *written)
        written = (*written, *writing.append(desk, stream, known, entries[1:]))
    return replace(
        taken,
        added=(*taken.added, *(each.id for each in written)),
        changes=_changes(desk, taken.changes, stream),
        stream=stream,
    )


def _upon(stream: StreamId, before: Entity[facts.Responsibility] | None, fact: facts.Fact) -> Entry:
    if before is None:
        return Entry(only_entity(stream), fact)
    return Entry(before.id, fact, parents=(before.latest.record.id,))


def _changes(desk: Desk, changes: Changes, stream: StreamId) -> Changes:
    streams = changes.streams | {stream, desk.vault.journal.register}
    return Changes(streams, changes.parts | {Part.SHARING, Part.CASES, Part.CASE, Part.WATCH})


# ------------------------------------------------------------------------------ what is told


def _together(desk: Desk, package: Package) -> tuple[StreamId, CaseState]:
    """The case as it would be with all that came."""
    cases = package.envelope.cases
    if len(cases) != 1:
        raise Refusal(Reason.PACKAGE_MALFORMED)
    here = desk.vault.journal.records(cases[0])
    return cases[0], fold(cases[0], chain(here, package.payload.records))


def _of_share(desk: Desk, state: CaseState) -> Iterator[Said]:
    for each in state.of(Share):
        fact = each.latest.fact
        if fact.key == desk.vault.author.key:
            yield Said("share_role", fact.role.value)
            yield Said("share_scope", fact.scope)
            yield Said("reason", fact.reason)
            if fact.ended_on:
                yield Said("ended", fact.ended_on)


def _duplicates(desk: Desk, stream: StreamId, package: Package) -> Iterator[Said]:
    """Other cases here about the same person, or with the same case number: told before anything
    is taken in, so that nobody finds two files on one person by chance."""
    came = package.payload.records
    if any(each.kind_name == IDENTITY for each in came):
        for row in identity.same_number_as_in(desk, stream, came):
            yield Said("same_person", f"{row.case_number} {row.pseudonym}".strip())
    case_file = fold(stream, came).case_file
    number = case_file.latest.fact.case_number if case_file is not None else ""
    for row in desk.vault.index.cases():
        if number and row.case_number == number and row.stream != stream:
            yield Said("same_number", f"{row.case_number} {row.pseudonym}".strip())


# ------------------------------------------------------------------------------ taking over


def _handed(desk: Desk, package: Package, state: CaseState) -> Entity[Transfer]:
    """The handover that the package is: the last one by its sender to this vault."""
    sender, own = package.envelope.sender_key, desk.vault.author.key
    came = {each.content.entity for each in package.payload.records}
    found = [
        each
        for each in state.of(Transfer)
        if each.id in came and (each.latest.fact.from_key, each.latest.fact.to_key) == (sender, own)
    ]
    if not found:
        raise Refusal(Reason.PACKAGE_MALFORMED)
    return found[-1]


def _stops(desk: Desk, package: Package, handed: Entity[Transfer]) -> Reason | None:
    if handed.disputed or handed.latest.fact.status is not TransferStatus.HANDED_OVER:
        return Reason.TRANSFER_OVER
    stream = package.envelope.cases[0]
    records = (*desk.vault.journal.records(stream), *package.payload.records)
    have = holders(records)
    if package.envelope.sender_key in have:
        return None
    return Reason.CASE_HELD_HERE if desk.vault.author.key in have else Reason.PACKAGE_UNEXPECTED


def _refused(seen: Look) -> Reason | None:
    """A case is taken over whole: a record that cannot be taken in stops it."""
    return next((row.reason for row in seen.rows if row.reason is not None), None)
