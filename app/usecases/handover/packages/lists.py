"""What was sent and what came, as lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.casework.handover_facts import (
    KnownPerson,
    PackageOutcome,
    ReceivedPackage,
    SentPackage,
)
from app.casework.state import Entity
from app.handover.kinds import RULES, HandoverKind
from app.ids import EntityId, StreamId
from app.log_codes import LogCode
from app.usecases.desk import Desk
from app.usecases.handover.packages.sending_again import may_seal_again
from app.usecases.handover.packages.undo import hindrance
from app.usecases.reading import register_of

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
    known = _Known.of(desk)
    rows = (_sent_row(desk, each.id, each.latest.fact, known) for each in known.sent)
    return tuple(reversed(tuple(rows)))


def received_rows(desk: Desk) -> tuple[ReceivedRow, ...]:
    """As ``received``, for whoever shows only how many, or has logged it."""
    known = _Known.of(desk)
    rows = (_received_row(desk, each.id, each.latest.fact, known) for each in known.received)
    return tuple(reversed(tuple(rows)))


@dataclass(frozen=True, slots=True)
class _Known:
    """What the register says, read once for a whole list."""

    sent: tuple[Entity[SentPackage], ...]
    received: tuple[Entity[ReceivedPackage], ...]
    people: Mapping[EntityId, KnownPerson]
    facts: tuple[SentPackage, ...]
    """The latest of each of ``sent``."""
    receipts: frozenset[str]
    """Packages for which a receipt has left, as far as is known."""
    again: frozenset[str]
    """Packages that have been sealed once more."""
    today: str

    @classmethod
    def of(cls, desk: Desk) -> _Known:
        register = register_of(desk)
        sent = register.of(SentPackage)
        facts = tuple(each.latest.fact for each in sent)
        left = [each for each in facts if not each.not_written]
        return cls(
            sent=sent,
            received=register.of(ReceivedPackage),
            people={each.id: each.latest.fact for each in register.of(KnownPerson)},
            facts=facts,
            receipts=frozenset(each.reply_to for each in left if each.kind == HandoverKind.RECEIPT),
            again=frozenset(each.instead_of for each in left if each.instead_of),
            today=desk.now().date().isoformat(),
        )


def _sent_row(desk: Desk, entity: EntityId, fact: SentPackage, known: _Known) -> SentRow:
    person, stream = known.people.get(fact.to), _case(fact)
    unanswered = fact.outcome is None and not fact.not_written
    waits = _wants_receipt(fact.kind) and unanswered and fact.package not in known.again
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
        overdue=waits and fact.expires_on < known.today,
        outcome=fact.outcome,
        answered_at=fact.answered_at,
        reason=fact.answer_reason,
        not_written=fact.not_written,
        may_again=may_seal_again(desk, fact),
    )


def _received_row(
    desk: Desk, entity: EntityId, fact: ReceivedPackage, known: _Known
) -> ReceivedRow:
    person, stream = known.people.get(fact.sender), _case(fact)
    made = fact.package in known.receipts
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
        may_undo=hindrance(desk, fact, known.facts) is None,
        wants_receipt=_wants_receipt(fact.kind) and not fact.undone and not made,
        receipt_made=made,
    )


def _wants_receipt(kind: str) -> bool:
    return kind in set(HandoverKind) and RULES[HandoverKind(kind)].wants_receipt


def _case(fact: SentPackage | ReceivedPackage) -> StreamId | None:
    return fact.cases[0] if fact.cases else None


def _label(desk: Desk, stream: StreamId | None) -> str:
    row = None if stream is None else desk.vault.index.case(stream)
    return "" if row is None else f"{row.case_number} {row.pseudonym}"
