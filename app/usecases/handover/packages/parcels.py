"""What is to leave in a package, made ready by the use case of its kind; ``sending`` seals it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.disclosure.gate import Disclosed
from app.handover.kinds import HandoverKind
from app.handover.package import PackedBlob
from app.ids import BlobId, EntityId, RecordId, StreamId
from app.journal.record import Record
from app.jsonvalue import JsonObject
from app.usecases.desk import Desk
from app.usecases.writing import Entry


@dataclass(frozen=True, slots=True)
class Contents:
    """``blobs``: attachments by the case they lie in. ``body``: what the kind says besides."""

    records: tuple[Record, ...] = ()
    blobs: tuple[tuple[StreamId, BlobId], ...] = ()
    body: JsonObject | None = None
    cards: tuple[bytes, ...] = ()
    made: tuple[PackedBlob, ...] = ()
    """Blobs that were made for the package and lie nowhere in the vault."""


def nothing(_desk: Desk, _stream: StreamId) -> None:
    """No more is to be written."""


@dataclass(frozen=True, slots=True)
class Parcel:
    kind: HandoverKind
    to: EntityId
    """A known person (``known_person/1``)."""
    purpose: str
    """One line, for the envelope. The receiver reads it before anything is taken in."""
    pick: Callable[[Desk], Contents]
    """What goes with it, asked after ``entries`` have been written, so that they can be in it."""
    stream: StreamId | None = None
    """The case it is of."""
    ground: str = ""
    """Reference to the law, for the envelope."""
    disclosed: Disclosed | None = None
    """The gate's proof, where something of a case leaves for the first time; the register of
    disclosures gets its entry from it."""
    entries: tuple[Entry, ...] = ()
    """Written in ``stream`` (in the register where there is none), in the same transaction as the
    note that the package leaves."""
    reply_to: str = ""
    expires_on: str = ""
    """Empty: as the kind's rules say."""
    names_withheld: bool = False
    """The names of caseworkers stay (FL 33 §): the records' keys go with function and unit."""
    heads: Callable[[Desk], tuple[RecordId, ...]] | None = None
    """What the receiver will have of the case; None: the heads of the records that go."""
    noted: Callable[[str], Iterable[Entry]] | None = None
    """Entries of the register that name the package, by the id of its envelope; in the same
    transaction."""
