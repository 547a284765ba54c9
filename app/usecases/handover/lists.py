"""What was sent and what came, as lists."""

from __future__ import annotations

from dataclasses import dataclass

from app.casework.handover_facts import PackageOutcome
from app.ids import EntityId, StreamId
from app.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class SentRow:
    entity: EntityId
    kind: str
    """A value of ``HandoverKind``, or one of a newer program."""
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
    """``sending.seal_again`` can make the file once more."""


@dataclass(frozen=True, slots=True)
class ReceivedRow:
    entity: EntityId
    kind: str
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
    raise NotImplementedError


def received(desk: Desk) -> tuple[ReceivedRow, ...]:
    """Newest first. Logged."""
    raise NotImplementedError
