"""What has come in a file: opened, looked at, and accepted or refused as one whole.

Nothing of it is shown before its sender is known and the log has its row; nothing of it is
written before the caseworker has said so, and then all of it in one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.casework.handover_facts import KnownPerson
from app.handover.package import Package
from app.ids import EntityId
from app.progress import Progress, no_progress
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.handover.arrivals import Look, Taken


@dataclass(frozen=True, slots=True)
class Arrival:
    """A package that has been opened and looked at. Nothing of it has been written."""

    package: Package
    person: EntityId
    """The sender (``known_person/1``)."""
    sender: KnownPerson
    look: Look
    """With every doubt there is."""


@dataclass(frozen=True, slots=True)
class Accepted:
    changes: Changes
    received: EntityId
    """The entity of ``received/1``: what a receipt is made for, and what can be undone."""
    taken: Taken


def open_package(desk: Desk, path: Path, progress: Progress = no_progress) -> Arrival:
    """Raises Refusal as ``HandoverDoor.open``; package_own, package_sender_unknown,
    package_sender_revoked, package_sender_expired, package_not_for_us, package_expired,
    package_taken_in, package_malformed, package_unexpected; Cancelled."""
    raise NotImplementedError


def accept(desk: Desk, arrival: Arrival, keys: frozenset[str]) -> Accepted:
    """Take in the rows with these keys and what they need (``arrivals.needed``), or nothing.
    Raises Refusal: nothing_chosen, revised_since when it no longer means what it meant when it
    was looked at, ``look.stopped``, and as ``open_package``."""
    raise NotImplementedError


def refuse(desk: Desk, arrival: Arrival, reason: str) -> Changes:
    """Take nothing in. ``reason`` goes to the sender with the receipt; ``Changes.entity`` is the
    ``received/1`` to make it for. Raises InvalidFields (reason)."""
    raise NotImplementedError
