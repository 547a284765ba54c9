"""The bytes of a package before it is sealed. ``docs/formats.md`` describes them.

    aktvalv paket 1
    frame      envelope, canonical JSON; the SHA-256 of its bytes is the package's id
    64 bytes   the sender's Ed25519 signature over a context of its own and that id
    frames     what the envelope's size, hash and counts are of: the body, author cards, key
               cards, records (signature and content), blobs (header and data), nothing after

A frame is a length of four bytes and so many bytes. Everything is written in one way only, and
whatever would not be written again with the same bytes is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec

from app.casework.codec import MalformedBody, NewerKind, from_body, to_body
from app.casework.facts import AuthorCard
from app.errors import Reason, Refusal
from app.forms.limits import HARMFUL
from app.handover.envelope_json import (
    LARGEST_ENVELOPE,
    MOST_BLOBS,
    MOST_RECORDS,
    Counts,
    Seal,
    read_envelope,
    reason_of,
    require_no_path,
    write_envelope,
)
from app.handover.package import LARGEST, Envelope, Package, PackedBlob, Payload
from app.ids import BlobId, KeyId, StreamId
from app.journal.canonical import (
    MAX_BYTES,
    content_bytes,
    decode_json,
    encode_json,
    read_record,
    record_id,
)
from app.journal.record import Record
from app.journal.verify import Verify
from app.jsonvalue import Json

SIGNING_CONTEXT = b"aktvalv package v1\0"
"""What a signature covers is this and the 32 bytes of the envelope's SHA-256."""

LARGEST_CARD = 16 * 1024
"""Bytes of a key card's file."""

LARGEST_WRITTEN = 16 * 1024 * 1024
"""Bytes of everything but blobs, some ten thousand records. A blob takes the room that it takes;
what is JSON takes many times that when it is read."""

_LARGEST_AUTHOR = 16 * 1024
_LARGEST_HEADER = 1024

_NAME = b"aktvalv paket "
_MAGIC = _NAME + b"1\n"
_LONGEST_MAGIC = len(_NAME) + len(b"9999\n")
_SIGNATURE = 64
_HEAD = 4


class _AuthorFrame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    body: dict[str, Any]
    kind: str


class _BlobFrame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    blob: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
    media_type: Annotated[
        str, msgspec.Meta(pattern=r"^[a-z]+/[a-z0-9][a-z0-9.+-]*\Z", max_length=100)
    ]
    stream: Annotated[
        str,
        msgspec.Meta(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z"),
    ]


def write(envelope: Envelope, payload: Payload, sign: Callable[[bytes], bytes]) -> bytes:
    """The package, signed by the sender whom the envelope names. Raises Refusal:
    package_too_large; and for what could not be read back package_malformed, or as ``read``."""
    try:
        written = b"".join(map(_frame, _written(payload)))
    except Refusal as refusal:
        raise Refusal(Reason.PACKAGE_MALFORMED) from refusal
    if len(written) > LARGEST_WRITTEN or len(payload.records) > MOST_RECORDS:
        raise _too_large(LARGEST_WRITTEN)
    inside = written + b"".join(map(_frame, _blobs(payload)))
    if len(inside) > LARGEST or len(payload.blobs) > MOST_BLOBS:
        raise _too_large(LARGEST)
    seal = Seal(
        size=len(inside), sha256=hashlib.sha256(inside).hexdigest(), counts=_counts(payload)
    )
    outside = write_envelope(envelope, seal)
    data = _MAGIC + _frame(outside) + sign(_signed_message(outside)) + inside
    if len(data) > LARGEST:
        raise _too_large(LARGEST)
    read(data, _made_just_now)
    return data


def package_id(data: bytes) -> str:
    """The id of a package that ``write`` has made."""
    return hashlib.sha256(_Frames(data, len(_MAGIC)).next(LARGEST_ENVELOPE)).hexdigest()


def read(data: bytes, verify: Verify) -> Package:
    """The package in these bytes, once the signature has held with the key that the envelope
    names: whose key that is, is for the caller to know before anything of it is used. Raises
    Refusal: package_newer where the format, the kind, an author card or a record is of a later
    version; signature_wrong; what else is ``envelope_json.TOLD_APART``; package_malformed for
    anything else that is not exactly the format."""
    try:
        return _read(data, verify)
    except Refusal as refusal:
        raise Refusal(reason_of(refusal)) from None
    except NewerKind:
        raise Refusal(Reason.PACKAGE_NEWER) from None
    except (MalformedBody, msgspec.ValidationError, ValueError):
        raise Refusal(Reason.PACKAGE_MALFORMED) from None


def _read(data: bytes, verify: Verify) -> Package:
    _check_magic(data)
    frames = _Frames(data, len(_MAGIC))
    outside = frames.next(LARGEST_ENVELOPE)
    sealed = read_envelope(outside)
    signature = frames.exactly(_SIGNATURE)
    verify(sealed.envelope.sender_key, _signed_message(outside), signature)
    seal, inside = sealed.seal, frames.rest()
    if len(inside) != seal.size or hashlib.sha256(inside).hexdigest() != seal.sha256:
        raise ValueError("not the envelope's payload")
    payload = _read_payload(frames, seal.counts)
    return Package(hashlib.sha256(outside).hexdigest(), sealed.envelope, payload)


def _check_magic(data: bytes) -> None:
    if len(data) > LARGEST:
        raise ValueError("too large")
    if data.startswith(_MAGIC):
        return
    line, found, _ = data[:_LONGEST_MAGIC].partition(b"\n")
    number = line.removeprefix(_NAME)
    if found and line.startswith(_NAME) and number.isdigit() and number[:1] != b"0":
        raise Refusal(Reason.PACKAGE_NEWER)
    raise ValueError("another format")


@dataclass(frozen=True, slots=True)
class _Pieces:
    body: bytes
    authors: list[bytes]
    cards: tuple[bytes, ...]
    records: list[bytes]
    blobs: list[tuple[bytes, bytes]]


def _take_apart(frames: _Frames, counts: Counts) -> _Pieces:
    """Every piece in its order, so many as the envelope says. How much there is of each is known
    before anything is made of it. The bytes are those that the envelope is of: raises Refusal
    (package_sizes_wrong) where they are not as many as it says all the same."""
    start = frames.at
    try:
        body = frames.next(MAX_BYTES)
        authors = [frames.next(_LARGEST_AUTHOR) for _ in range(counts.authors)]
        cards = tuple(frames.next(LARGEST_CARD) for _ in range(counts.cards))
        records = [frames.next(_SIGNATURE + MAX_BYTES) for _ in range(counts.records)]
        frames.require_at_most(LARGEST_WRITTEN, start)
        blobs = [(frames.next(_LARGEST_HEADER), frames.next(LARGEST)) for _ in range(counts.blobs)]
        frames.require_end()
    except ValueError:
        raise Refusal(Reason.PACKAGE_SIZES_WRONG) from None
    return _Pieces(body, authors, cards, records, blobs)


def _read_payload(frames: _Frames, counts: Counts) -> Payload:
    """Each piece once."""
    pieces = _take_apart(frames, counts)
    said = decode_json(pieces.body)
    _require_readable(said)
    payload = Payload(
        body=msgspec.convert(said, dict[str, Any], strict=True),
        authors=tuple(map(_read_author, pieces.authors)),
        cards=pieces.cards,
        records=tuple(map(_read_record, pieces.records)),
        blobs=tuple(_read_blob(header, data) for header, data in pieces.blobs),
    )
    _require_once(author.key for author in payload.authors)
    _require_once(payload.cards)
    _require_once(record.id for record in payload.records)
    _require_once((blob.stream, blob.blob) for blob in payload.blobs)
    return payload


def _read_author(frame: bytes) -> AuthorCard:
    written = msgspec.convert(decode_json(frame), _AuthorFrame, strict=True)
    fact = from_body(written.kind, written.body)
    if not isinstance(fact, AuthorCard) or any(map(HARMFUL.search, msgspec.structs.astuple(fact))):
        raise MalformedBody
    return fact


def _read_record(frame: bytes) -> Record:
    if len(frame) < _SIGNATURE:
        raise ValueError("no signature")
    record = read_record(frame[_SIGNATURE:], frame[:_SIGNATURE])
    author = record.content.author
    _require_readable((record.content.body, author.function, author.unit))
    return record


def _read_blob(frame: bytes, data: bytes) -> PackedBlob:
    value = decode_json(frame)
    if isinstance(value, dict):
        require_no_path((value.get("stream"), value.get("blob")))
    header = msgspec.convert(value, _BlobFrame, strict=True)
    if hashlib.sha256(data).hexdigest() != header.blob:
        raise ValueError("another blob")
    return PackedBlob(StreamId(header.stream), BlobId(header.blob), header.media_type, data)


def _written(payload: Payload) -> Iterator[bytes]:
    """Everything but the blobs. Raises Refusal (record_malformed, record_changed)."""
    yield encode_json(payload.body)
    for author in payload.authors:
        kind, body = to_body(author)
        yield encode_json({"body": body, "kind": kind})
    yield from payload.cards
    for record in payload.records:
        content = content_bytes(record.content)
        if record_id(content) != record.id or len(record.signature) != _SIGNATURE:
            raise Refusal(Reason.RECORD_CHANGED)
        yield record.signature + content


def _blobs(payload: Payload) -> Iterator[bytes]:
    for blob in payload.blobs:
        yield encode_json({"blob": blob.blob, "media_type": blob.media_type, "stream": blob.stream})
        yield blob.data


def _counts(payload: Payload) -> Counts:
    return Counts(
        authors=len(payload.authors),
        cards=len(payload.cards),
        records=len(payload.records),
        blobs=len(payload.blobs),
    )


def _frame(piece: bytes) -> bytes:
    return len(piece).to_bytes(_HEAD, "big") + piece


class _Frames:
    """What has not been read yet of a package. Raises ValueError where there is less than it
    says, or a frame is larger than what may stand in it."""

    def __init__(self, data: bytes, start: int) -> None:
        self._data = data
        self.at = start

    def next(self, limit: int) -> bytes:
        """The content of the next frame."""
        size = int.from_bytes(self.exactly(_HEAD), "big")
        if size > limit:
            raise ValueError("a frame that is too large")
        return self.exactly(size)

    def exactly(self, size: int) -> bytes:
        piece = self._data[self.at : self.at + size]
        if len(piece) != size:
            raise ValueError("cut off")
        self.at += size
        return piece

    def rest(self) -> memoryview:
        """All that follows, which is still to be read."""
        return memoryview(self._data)[self.at :]

    def require_at_most(self, limit: int, start: int) -> None:
        """Of what has been read from ``start`` on."""
        if self.at - start > limit:
            raise ValueError("more than anybody has written")

    def require_end(self) -> None:
        if self.at != len(self._data):
            raise ValueError("more than it says")


def _require_readable(value: Json) -> None:
    """Nobody types a control character, or a mark that turns the order of what is read: with one,
    something signed could say another thing on screen than it does. How deep a value is has been
    seen to."""
    if isinstance(value, str):
        if HARMFUL.search(value):
            raise ValueError("a character that is not seen")
    elif isinstance(value, dict):
        for key, item in value.items():
            _require_readable(key)
            _require_readable(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _require_readable(item)


def _require_once(found: Iterable[Hashable]) -> None:
    listed = list(found)
    if len(set(listed)) != len(listed):
        raise Refusal(Reason.PACKAGE_SAYS_TWICE)


def _signed_message(outside: bytes) -> bytes:
    return SIGNING_CONTEXT + hashlib.sha256(outside).digest()


def _made_just_now(_key: KeyId, _message: bytes, _signature: bytes) -> None:
    """No need to verify what has been signed here."""


def _too_large(limit: int) -> Refusal:
    return Refusal(Reason.PACKAGE_TOO_LARGE, limit=limit // 1024**2)
