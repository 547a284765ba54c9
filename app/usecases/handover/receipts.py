"""Receipts (kvittenser): what became of a package, told to the one who sent it.

A receipt never deletes anything. It says what was done and what the other now has of what this
vault knows of; and where a yes or a no was signed with it, it carries that record.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from app.casework.handover_facts import (
    KnownPerson,
    PackageOutcome,
    ReceivedPackage,
    RefusedRecords,
    SentPackage,
)
from app.casework.state import Entity
from app.casework.words import PACKAGE_OUTCOME
from app.errors import Reason, Refusal
from app.forms.limits import HARMFUL
from app.handover.kinds import HandoverKind
from app.handover.lacking import had, told_heads
from app.handover.package import Package
from app.ids import EntityId, RecordId
from app.journal import graph
from app.journal.record import Record
from app.progress import Progress, no_progress
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.handover.cases import transferring
from app.usecases.handover.cases.losing import taken_away
from app.usecases.handover.packages.arrivals import Look, Said, Taken
from app.usecases.handover.packages.entering import ANSWERS
from app.usecases.handover.packages.package_register import (
    received_package,
    received_packages,
    sent_packages,
)
from app.usecases.handover.packages.parcels import Contents, Parcel
from app.usecases.handover.packages.records_in import look_records, take_in_records
from app.usecases.handover.packages.sending import Sealed, seal_parcel
from app.usecases.reading import register_of
from app.usecases.writing import Entry

_RECORD = re.compile(r"[0-9a-f]{64}")
_PURPOSE = "Kvittens"
_LONGEST_REASON = 4_000


class Receipt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a receipt says. Of what was left out only how much, and the codes of why."""

    package: str
    outcome: PackageOutcome
    reason: str = ""
    heads: tuple[RecordId, ...] = ()
    """Of what the sender has told of or been sent, as far as it is here now."""
    left: int = 0
    refused: tuple[RefusedRecords, ...] = ()


def make_receipt(
    desk: Desk, received: EntityId, folder: Path, progress: Progress = no_progress
) -> Sealed:
    """Tell the sender what became of a package. Can be made again; each has its own number.
    From then on the acceptance cannot be undone. Raises Refusal: entity_unknown,
    package_unexpected for what asks for no receipt or has been undone, and as ``seal_parcel``."""
    return seal_parcel(desk, _parcel(desk, received), folder, progress)


def look_receipt(desk: Desk, package: Package) -> Look:
    """Raises Refusal: package_malformed; package_unexpected when it is not the answer of the one
    that a package was sent to."""
    receipt, sent = _read(package), _answered(desk, package)
    rows, doubts = look_records(desk, package).rows, tuple(taken_away(desk, package))
    said = (
        Said("answers", str(sent.latest.fact.number)),
        Said("outcome", PACKAGE_OUTCOME[receipt.outcome]),
        Said("reason", receipt.reason),
        Said("left", str(receipt.left or "")),
        Said("refused", str(sum(each.count for each in receipt.refused) or "")),
    )
    told = tuple(each for each in said if each.text)
    return Look(rows=rows, said=told, all_or_nothing=True, doubts=doubts)


def take_in_receipt(
    desk: Desk, package: Package, person: KnownPerson, keys: frozenset[str]
) -> Taken:
    """Raises Refusal: package_malformed, package_unexpected."""
    receipt, sent = _read(package), _answered(desk, package)
    before, register = sent.latest.fact, desk.vault.journal.register
    confirmed = (*_reached(desk, before, receipt), *before.confirmed)
    answered = msgspec.structs.replace(before, confirmed=tuple(dict.fromkeys(confirmed)))
    if package.envelope.number > before.answer_number:
        answered = msgspec.structs.replace(
            answered,
            outcome=receipt.outcome,
            answered_at=package.envelope.sealed_at,
            answer_reason=receipt.reason,
            answer_number=package.envelope.number,
        )
    writing.revise(desk, register, sent.id, answered)
    taken = take_in_records(desk, package, person, keys)
    meant = transferring.answered(desk, answered)
    parts = taken.changes.parts | meant.parts | {Part.PACKAGES, Part.SHARING, Part.WATCH}
    changes = Changes(taken.changes.streams | meant.streams, parts)
    return Taken(changes=changes, added=taken.added, shows=sent.id)


def _parcel(desk: Desk, received: EntityId) -> Parcel:
    entry = received_package(desk, received)
    if entry.undone or entry.kind == HandoverKind.RECEIPT:
        raise Refusal(Reason.PACKAGE_UNEXPECTED)
    receipt = Receipt(
        package=entry.package,
        outcome=entry.outcome,
        reason=entry.reason,
        heads=_shared_heads(desk, entry),
        left=entry.left,
        refused=entry.refused,
    )
    contents = Contents(records=_answer(desk, entry), body=msgspec.to_builtins(receipt))

    def noted(package: str) -> tuple[Entry, ...]:
        told = msgspec.structs.replace(entry, receipt=package)
        known = desk.vault.journal.records(desk.vault.journal.register)
        return (writing.entry_upon(known, received, told),)

    return Parcel(
        kind=HandoverKind.RECEIPT,
        to=entry.sender,
        purpose=_PURPOSE,
        pick=lambda _desk: contents,
        reply_to=entry.package,
        heads=lambda _desk: (),
        noted=noted,
    )


def _shared_heads(desk: Desk, entry: ReceivedPackage) -> tuple[RecordId, ...]:
    """What is here of that which the sender has too, or has been sent: the rest of the case is
    not told of, not even by its ids."""
    found: list[RecordId] = []
    for case in entry.cases:
        records = desk.vault.journal.records(case)
        shared = _between(desk, entry.sender, records)
        found += [each.id for each in graph.heads(r for r in records if r.id in shared)]
    return tuple(found)


def _reached(desk: Desk, sent: SentPackage, receipt: Receipt) -> tuple[RecordId, ...]:
    """Of what a receipt says to have come, what was ever sent or has come from there: a later
    version of what the other has goes without a further choice, and an id can be known to somebody
    who has never had the record."""
    shared: set[RecordId] = set()
    for case in sent.cases:
        shared |= _between(desk, sent.to, desk.vault.journal.records(case))
    return tuple(name for name in receipt.heads if name in shared)


def _between(desk: Desk, person: EntityId, records: Sequence[Record]) -> frozenset[RecordId]:
    """Ids of the records that a person has told of, or has been sent."""
    sent = tuple(each.latest.fact for each in sent_packages(desk))
    received = (each.latest.fact for each in received_packages(desk))
    given = {name for each in sent if each.to == person for name in each.heads}
    return had(told_heads(person, sent, received) | given, records)


def _answer(desk: Desk, entry: ReceivedPackage) -> tuple[Record, ...]:
    """The signed yes that was written with it."""
    answer = set(entry.answer)
    records = (each for case in entry.cases for each in desk.vault.journal.records(case))
    return tuple(record for record in records if record.id in answer)


def _read(package: Package) -> Receipt:
    try:
        receipt = msgspec.convert(package.payload.body, Receipt, strict=True)
    except msgspec.ValidationError:
        raise Refusal(Reason.PACKAGE_MALFORMED) from None
    texts = (receipt.reason, *(each.reason for each in receipt.refused))
    if (
        receipt.package != package.envelope.reply_to
        or any(len(text) > _LONGEST_REASON or HARMFUL.search(text) for text in texts)
        or not all(map(_RECORD.fullmatch, receipt.heads))
        or min((receipt.left, *(each.count for each in receipt.refused))) < 0
    ):
        raise Refusal(Reason.PACKAGE_MALFORMED)
    return receipt


def _answered(desk: Desk, package: Package) -> Entity[SentPackage]:
    """What the receipt is about: sent to the one who now answers."""
    envelope, register = package.envelope, register_of(desk)
    people = {each.id: each.latest.fact for each in register.of(KnownPerson)}
    for each in sent_packages(desk):
        sent = each.latest.fact
        if sent.package == envelope.reply_to and is_of(people.get(sent.to), envelope.sender):
            _require_answers_alone(package, sent)
            return each
    raise Refusal(Reason.PACKAGE_UNEXPECTED)


def _require_answers_alone(package: Package, sent: SentPackage) -> None:
    """A receipt is taken in whole, and by routine: it brings nothing but what its sender has
    signed in answer, in the cases that were sent."""
    envelope, payload = package.envelope, package.payload
    if payload.blobs or not set(envelope.cases) <= set(sent.cases):
        raise Refusal(Reason.PACKAGE_MALFORMED)
    for record in payload.records:
        if record.kind_name not in ANSWERS or record.content.author.key != envelope.sender_key:
            raise Refusal(Reason.PACKAGE_MALFORMED)


def is_of(person: KnownPerson | None, fingerprint: str) -> bool:
    """Whether a card is this person's, or was."""
    return person is not None and fingerprint in (
        person.fingerprint,
        *(each.fingerprint for each in person.earlier),
    )
