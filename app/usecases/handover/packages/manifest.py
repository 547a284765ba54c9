"""What tells by id what left in a package, and lets the same be sealed once more.

It lies as a blob beside the case's records and is disposed of with them, so that nothing of a case
outlives it in the register.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import msgspec

from app.errors import Reason, Refusal
from app.handover.package import LARGEST
from app.ids import BlobId, RecordId, StreamId
from app.journal.canonical import decode_json, encode_json
from app.usecases.desk import Desk
from app.usecases.handover.packages.parcels import Contents, Parcel

MEDIA_TYPE: Final = "application/json"


class Attachment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """By the case it lies in."""

    stream: StreamId
    blob: BlobId


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    body: dict[str, Any] | None
    """What the kind said besides."""
    blobs: tuple[Attachment, ...]
    cards: tuple[str, ...]
    ground: str
    heads: tuple[RecordId, ...]
    made: tuple[BlobId, ...]
    """Blobs that were made for the package: it cannot be made once more from what is here."""
    names_withheld: bool
    purpose: str
    records: tuple[RecordId, ...]
    reply_to: str


def manifest_of(parcel: Parcel, contents: Contents, heads: tuple[RecordId, ...]) -> bytes:
    """Canonical JSON."""
    manifest = Manifest(
        body=None if contents.body is None else dict(contents.body),
        blobs=tuple(Attachment(stream, blob) for stream, blob in contents.blobs),
        cards=tuple(card.decode() for card in contents.cards),
        ground=parcel.ground,
        heads=heads,
        made=tuple(each.blob for each in contents.made),
        names_withheld=parcel.names_withheld,
        purpose=parcel.purpose,
        records=tuple(record.id for record in contents.records),
        reply_to=parcel.reply_to,
    )
    return encode_json(msgspec.to_builtins(manifest))


def read_manifest(data: bytes) -> Manifest:
    """Raises Refusal (database_damaged) for what was never written by ``manifest_of``."""
    try:
        return msgspec.convert(decode_json(data, LARGEST), Manifest, strict=True)
    except (Refusal, msgspec.ValidationError):
        raise Refusal(Reason.DATABASE_DAMAGED) from None


def contents_again(desk: Desk, manifest: Manifest, cases: Iterable[StreamId]) -> Contents:
    """What the manifest tells of, from the vault. Raises Refusal (nothing_to_send) where any of
    it is not here."""
    if manifest.made:
        raise Refusal(Reason.NOTHING_TO_SEND)
    records = {each.id: each for case in cases for each in desk.vault.journal.records(case)}
    if any(name not in records for name in manifest.records):
        raise Refusal(Reason.NOTHING_TO_SEND)
    return Contents(
        records=tuple(records[name] for name in manifest.records),
        blobs=tuple((each.stream, each.blob) for each in manifest.blobs),
        body=manifest.body,
        cards=tuple(card.encode() for card in manifest.cards),
    )
