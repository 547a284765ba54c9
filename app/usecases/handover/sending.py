"""Sealing a parcel: what is to leave is noted first, and written to a file afterwards.

Before a single byte leaves, the case's register of disclosures and the register of packages have
their entries and the log its row. Whatever stops the file after that can only have made the
registers say too much, and later versions of the entries say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.ids import EntityId
from app.progress import Progress, no_progress
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.handover.parcels import Parcel


@dataclass(frozen=True, slots=True)
class Outlook:
    """What sealing would do, exactly, without having done it."""

    name: str
    title: str
    unit: str
    """Of the person it goes to, as the key card says."""
    confirmed: bool
    """The card has been compared. Else the one who sends is told so (yellow)."""
    kinds: Mapping[str, int]
    """Kind name → how many records go, in the order of their names."""
    records: int
    blobs: int
    size: int
    """Bytes before it is sealed."""
    number: int
    expires_on: str


@dataclass(frozen=True, slots=True)
class Sealed:
    changes: Changes
    path: Path
    sent: EntityId
    """The entity of ``sent/1``."""
    number: int


def outlook(desk: Desk, parcel: Parcel) -> Outlook:
    """What would leave, before it does. Writes nothing. Raises what stops ``seal_parcel`` before
    its file is written."""
    raise NotImplementedError


def seal_parcel(
    desk: Desk, parcel: Parcel, folder: Path, progress: Progress = no_progress
) -> Sealed:
    """Let a parcel out as a file in ``folder``, named by eight digits.

    Raises Refusal: person_unknown, person_key_expired, person_key_revoked, person_not_confirmed
    (the case has protected personal data), own_card_missing, nothing_to_send, package_too_large,
    what ``parcel.pick`` raises; and after the registers have their entries what
    ``HandoverDoor.seal`` raises. Cancelled."""
    raise NotImplementedError


def seal_again(
    desk: Desk, sent: EntityId, folder: Path, progress: Progress = no_progress
) -> Sealed:
    """The same once more, as a file with a number of its own, where the first was never written
    or has been lost. Raises Refusal as ``seal_parcel``; entity_unknown; nothing_to_send where
    what it was made of is no longer here, or is to be made anew by its own use case."""
    raise NotImplementedError
