"""What is in a package, before it is bytes and after it has been read. Pure data.

The envelope is signed by the sender and names the recipients, so that nobody can seal it anew to
somebody else; the cipher around it (age) says nothing of who sealed it.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.casework.facts import AuthorCard
from app.handover.kinds import HandoverKind
from app.ids import BlobId, KeyId, StreamId
from app.journal.record import Record
from app.jsonvalue import JsonObject

FORMAT = 1

LARGEST = 64 * 1024 * 1024
"""Bytes of a package that is not sealed yet. What is larger is neither made nor read."""


@dataclass(frozen=True, slots=True)
class PackedBlob:
    """An attachment with the case it belongs to. ``data`` gives ``blob`` as its SHA-256."""

    stream: StreamId
    blob: BlobId
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Payload:
    """What the envelope is about."""

    body: JsonObject
    """What the kind says beside records; its shape is the kind's own."""
    authors: tuple[AuthorCard, ...] = ()
    """Who stands behind the keys of the records, as the sender knows them."""
    cards: tuple[bytes, ...] = ()
    """Key cards and revocations, each the exact bytes of its file."""
    records: tuple[Record, ...] = ()
    blobs: tuple[PackedBlob, ...] = ()


@dataclass(frozen=True, slots=True)
class Envelope:
    """Signed by the sender. Fingerprints are of key cards (``handover.key_card``)."""

    kind: HandoverKind
    number: int
    """The sender's to this recipient: 1, 2, 3 …"""
    sender: str
    """Fingerprint."""
    sender_key: KeyId
    recipients: tuple[str, ...]
    """Fingerprints."""
    purpose: str
    ground: str
    """Reference to the law, as the sender's legal pack words it; empty where none is needed."""
    cases: tuple[StreamId, ...]
    sealed_at: str
    """RFC 3339 with offset."""
    expires_on: str
    """The last day it may be taken in."""
    nonce: str
    """32 hexadecimal digits."""
    anchor: str
    """Where the sender's log was: a log rewritten later no longer fits what was handed out."""
    reply_to: str = ""
    """Id of the envelope that this one answers."""
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Package:
    """A package that has been read: its signature has held, and its payload is the envelope's."""

    id: str
    """SHA-256 of the envelope's bytes: 64 hexadecimal digits."""
    envelope: Envelope
    payload: Payload
