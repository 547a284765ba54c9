"""What the register holds of packages: those that left, and those that came."""

from __future__ import annotations

from app.casework.handover_facts import PackageOutcome, ReceivedPackage, SentPackage
from app.casework.state import Entity
from app.errors import Reason, Refusal
from app.ids import EntityId
from app.usecases.desk import Desk
from app.usecases.reading import register_of

ACCEPTED = frozenset({PackageOutcome.ACCEPTED, PackageOutcome.PARTLY})


def sent_packages(desk: Desk) -> tuple[Entity[SentPackage], ...]:
    """In the order in which they left."""
    return register_of(desk).of(SentPackage)


def received_packages(desk: Desk) -> tuple[Entity[ReceivedPackage], ...]:
    return register_of(desk).of(ReceivedPackage)


def sent_package(desk: Desk, sent: EntityId) -> SentPackage:
    """Raises Refusal (entity_unknown)."""
    for each in sent_packages(desk):
        if each.id == sent:
            return each.latest.fact
    raise Refusal(Reason.ENTITY_UNKNOWN)


def received_package(desk: Desk, received: EntityId) -> ReceivedPackage:
    """Raises Refusal (entity_unknown)."""
    for each in received_packages(desk):
        if each.id == received:
            return each.latest.fact
    raise Refusal(Reason.ENTITY_UNKNOWN)


def taken_in(entry: ReceivedPackage) -> bool:
    """What came with it is here."""
    return entry.outcome in ACCEPTED and not entry.undone
