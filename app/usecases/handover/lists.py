"""What was sent and what came, as lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from app.casework.handover_facts import (
    KnownPerson,
    PackageOutcome,
    ReceivedPackage,
    SentPackage,
)
from app.handover.kinds import RULES, HandoverKind
from app.ids import EntityId, StreamId
from app.log_codes import LogCode
from app.usecases.desk import Desk
from app.usecases.handover.card_register import register_of
from app.usecases.handover.package_register import received_packages, sent_packages
from app.usecases.handover.sending_again import may_seal_again
from app.usecases.handover.undo import may_undo

SENT: Final = "sent"
RECEIVED: Final = "received"
"""What the log calls the lists."""


@dataclass(frozen=True, slots=True)
class SentRow:
    entity: EntityId
    kind: str
    """A value of ``HandoverKind``, or one of a newer program."""
    package: str
    to: EntityId
    name: str
    """Of the person, as the register now has it."""
    unit: str
    number: int
    sealed_at: str
    expires_on: str
    stream: StreamId | None
    case_label: str
    """Empty where it is of no case, or the case is here no more."""
    records: int
    waits: bool
    """For a receipt that has not come."""
    overdue: bool
    """It waits, and can no longer be taken in."""
    outcome: PackageOutcome | None
    answered_at: str
    reason: str
    not_written: str
    """Code of what stopped the file."""
    may_again: bool
    """``sending_again.seal_again`` can make the file once more."""


@dataclass(frozen=True, slots=True)
class ReceivedRow:
    entity: EntityId
    kind: str
    package: str
    sender: EntityId
    name: str
    unit: str
    number: int
    sealed_at: str
    opened_at: str
    stream: StreamId | None
    case_label: str
    outcome: PackageOutcome
    reason: str
    added: int
    shows: EntityId | None
    undone: bool
    may_undo: bool
    wants_receipt: bool
    """A receipt is to be made: none has been, or its file was never written."""
    receipt_made: bool


def sent(desk: Desk) -> tuple[SentRow, ...]:
    """Newest first. Logged."""
    desk.vault.log.write(LogCode.CASE_LISTED, {"list": SENT})
    return sent_rows(desk)


def received(desk: Desk) -> tuple[ReceivedRow, ...]:
    """Newest first. Logged."""
    desk.vault.log.write(LogCode.CASE_LISTED, {"list": RECEIVED})
    return received_rows(desk)


def sent_rows(desk: Desk) -> tuple[SentRow, ...]:
    """As ``sent``, for whoever shows only how many, or has logged it."""
    packages, people = sent_packages(desk), _people(desk)
    facts = [each.latest.fact for each in packages]
    again = {each.instead_of for each in facts if each.instead_of and not each.not_written}
    today = desk.now().date().isoformat()
    rows = (
        _sent_row(desk, each.id, each.latest.fact, people, again=again, today=today)
        for each in packages
    )
    return tuple(reversed(tuple(rows)))


def received_rows(desk: Desk) -> tuple[ReceivedRow, ...]:
    """As ``received``, for whoever shows only how many, or has logged it."""
    people, receipts = _people(desk), _receipts(desk)
    rows = (
        _received_row(desk, each.id, each.latest.fact, people, receipts)
        for each in received_packages(desk)
    )
    return tuple(reversed(tuple(rows)))


def _sent_row(
    desk: Desk,
    entity: EntityId,
    fact: SentPackage,
    people: Mapping[EntityId, KnownPerson],
    *,
    again: Iterable[str],
    today: str,
) -> SentRow:
    person, stream = people.get(fact.to), _case(fact)
    sealed_again = (fact.instead_of or fact.package) in again and not fact.instead_of
    waits = (
        _wants_receipt(fact.kind)
        and fact.outcome is None
        and not fact.not_written
        and not sealed_again
    )
    return SentRow(
        entity=entity,
        kind=fact.kind,
        package=fact.package,
        to=fact.to,
        name="" if person is None else person.name,
        unit="" if person is None else person.unit,
        number=fact.number,
        sealed_at=fact.sealed_at,
        expires_on=fact.expires_on,
        stream=stream,
        case_label=_label(desk, stream),
        records=fact.records,
        waits=waits,
        overdue=waits and fact.expires_on < today,
        outcome=fact.outcome,
        answered_at=fact.answered_at,
        reason=fact.answer_reason,
        not_written=fact.not_written,
        may_again=may_seal_again(desk, fact),
    )


def _received_row(
    desk: Desk,
    entity: EntityId,
    fact: ReceivedPackage,
    people: Mapping[EntityId, KnownPerson],
    receipts: frozenset[str],
) -> ReceivedRow:
    person, stream = people.get(fact.sender), _case(fact)
    made = fact.package in receipts
    return ReceivedRow(
        entity=entity,
        kind=fact.kind,
        package=fact.package,
        sender=fact.sender,
        name="" if person is None else person.name,
        unit="" if person is None else person.unit,
        number=fact.number,
        sealed_at=fact.sealed_at,
        opened_at=fact.opened_at,
        stream=stream,
        case_label=_label(desk, stream),
        outcome=fact.outcome,
        reason=fact.reason,
        added=len(fact.added),
        shows=fact.shows,
        undone=fact.undone,
        may_undo=may_undo(desk, entity),
        wants_receipt=_wants_receipt(fact.kind) and not fact.undone and not made,
        receipt_made=made,
    )


def _receipts(desk: Desk) -> frozenset[str]:
    """Packages for which a receipt has left, as far as is known."""
    return frozenset(
        each.latest.fact.reply_to
        for each in sent_packages(desk)
        if each.latest.fact.kind == HandoverKind.RECEIPT and not each.latest.fact.not_written
    )


def _wants_receipt(kind: str) -> bool:
    return kind in set(HandoverKind) and RULES[HandoverKind(kind)].wants_receipt


def _people(desk: Desk) -> Mapping[EntityId, KnownPerson]:
    return {each.id: each.latest.fact for each in register_of(desk).of(KnownPerson)}


def _case(fact: SentPackage | ReceivedPackage) -> StreamId | None:
    return fact.cases[0] if fact.cases else None


def _label(desk: Desk, stream: StreamId | None) -> str:
    row = None if stream is None else desk.vault.index.case(stream)
    return "" if row is None else f"{row.case_number} {row.pseudonym}"
