"""Receipts (kvittenser): what became of a package, told to the one who sent it.

A receipt never deletes anything and never changes whose a case is: it only says what the other has.
"""

from __future__ import annotations

from pathlib import Path

from app.casework.handover_facts import KnownPerson
from app.handover.package import Package
from app.ids import EntityId
from app.progress import Progress, no_progress
from app.usecases.desk import Desk
from app.usecases.handover.arrivals import Look, Taken
from app.usecases.handover.sending import Outlook, Sealed


def receipt_outlook(desk: Desk, received: EntityId) -> Outlook:
    """As ``sending.outlook``. Raises Refusal (entity_unknown) and as ``seal_parcel``."""
    raise NotImplementedError


def make_receipt(
    desk: Desk, received: EntityId, folder: Path, progress: Progress = no_progress
) -> Sealed:
    """Tell the sender what became of a package. Can be made again; each has its own number.
    From then on the acceptance cannot be undone. Raises Refusal: entity_unknown, undo_too_late
    where it has been undone, and as ``seal_parcel``."""
    raise NotImplementedError


def look_receipt(desk: Desk, package: Package) -> Look:
    """Raises Refusal: package_malformed, package_unexpected."""
    raise NotImplementedError


def take_in_receipt(
    desk: Desk, package: Package, person: KnownPerson, keys: frozenset[str]
) -> Taken:
    """Raises Refusal: package_malformed, package_unexpected."""
    raise NotImplementedError
