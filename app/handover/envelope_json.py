"""The envelope as the canonical JSON that the sender signs. Reading is strict."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

import msgspec

from app.errors import Reason, Refusal
from app.handover.kinds import HandoverKind
from app.handover.lines import is_line
from app.handover.package import FORMAT, LARGEST, Envelope
from app.ids import KeyId, StreamId
from app.journal.canonical import DEEP, TWICE, WHY, decode_json, encode_json
from app.jsonvalue import Json

LARGEST_ENVELOPE = 64 * 1024
LONGEST_PURPOSE = 200
LONGEST_GROUND = 500
MOST_RECIPIENTS = 20
MOST_CASES = 100
MOST_AUTHORS = 1_000
MOST_CARDS = 500
MOST_RECORDS = 50_000
MOST_BLOBS = 5_000

_Hash = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
_Fingerprint = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}\Z")]
_Uuid = Annotated[
    str,
    msgspec.Meta(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z"),
]
_Moment = Annotated[
    str, msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(Z|[+-][0-9]{2}:[0-9]{2})\Z")
]
_Code = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z_]{0,39}\Z")]


class Counts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many there are of each in the payload."""

    authors: Annotated[int, msgspec.Meta(ge=0)]
    cards: Annotated[int, msgspec.Meta(ge=0)]
    records: Annotated[int, msgspec.Meta(ge=0)]
    blobs: Annotated[int, msgspec.Meta(ge=0)]


class Seal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the envelope says of the payload's bytes."""

    size: Annotated[int, msgspec.Meta(ge=1)]
    sha256: _Hash
    counts: Counts


class _Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: Literal[1]
    kind: _Code
    number: Annotated[int, msgspec.Meta(ge=1, le=10**9)]
    sender: _Fingerprint
    sender_key: _Hash
    recipients: Annotated[tuple[_Fingerprint, ...], msgspec.Meta(min_length=1)]
    purpose: str
    ground: str
    cases: tuple[_Uuid, ...]
    sealed_at: _Moment
    expires_on: str
    nonce: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}\Z")]
    anchor: Annotated[str, msgspec.Meta(pattern=r"^(0|[1-9][0-9]{0,14}):[0-9a-f]{64}\Z")]
    reply_to: Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{64})?\Z")]
    payload: Seal


@dataclass(frozen=True, slots=True)
class SealedEnvelope:
    """An envelope with what it says of the payload that it goes with."""

    envelope: Envelope
    seal: Seal


def write_envelope(envelope: Envelope, seal: Seal) -> bytes:
    """Its bytes; their SHA-256 is the package's id. Raises Refusal (package_malformed) for one
    that could not be read back."""
    data = encode_json(
        {**dataclasses.asdict(envelope), "payload": msgspec.to_builtins(seal)},
    )
    read_envelope(data)
    return data


def read_envelope(data: bytes) -> SealedEnvelope:
    """Raises Refusal: package_newer for a later format, or a kind that this program does not
    know; what else is ``TOLD_APART``; package_malformed for anything else that is not exactly the
    format."""
    try:
        value = decode_json(data, LARGEST_ENVELOPE)
        _require_format(value)
        cases = value.get("cases") if isinstance(value, dict) else None
        require_no_path(cases if isinstance(cases, list) else ())
        written = msgspec.convert(value, _Written, strict=True)
        _check(written)
    except Refusal as refusal:
        raise Refusal(reason_of(refusal)) from None
    except (msgspec.ValidationError, ValueError):
        raise Refusal(Reason.PACKAGE_MALFORMED) from None
    if written.kind not in set(HandoverKind):
        raise Refusal(Reason.PACKAGE_NEWER)
    return SealedEnvelope(_envelope(written), written.payload)


TOLD_APART = frozenset(
    {
        Reason.PACKAGE_NEWER,
        Reason.SIGNATURE_WRONG,
        Reason.PACKAGE_SAYS_TWICE,
        Reason.PACKAGE_TOO_DEEP,
        Reason.PACKAGE_SIZES_WRONG,
        Reason.PACKAGE_NAMES_PATH,
    }
)
"""What is told of bytes that are no package. All but the first two can only be meant to do harm,
and whoever opened the file is told what they were."""

_BY_WHY = {TWICE: Reason.PACKAGE_SAYS_TWICE, DEEP: Reason.PACKAGE_TOO_DEEP}


def reason_of(refusal: Refusal) -> Reason:
    """Why a package is refused, when a part of it was refused so."""
    if refusal.reason in TOLD_APART:
        return refusal.reason
    if refusal.reason is Reason.KIND_NEWER:
        return Reason.PACKAGE_NEWER
    return _BY_WHY.get(str(refusal.params.get(WHY)), Reason.PACKAGE_MALFORMED)


def require_no_path(ids: Iterable[Json]) -> None:
    """Where only ids can stand there is no way to a file. Raises Refusal (package_names_path)."""
    if any(isinstance(each, str) and ("/" in each or "\\" in each) for each in ids):
        raise Refusal(Reason.PACKAGE_NAMES_PATH)


def _require_format(value: Json) -> None:
    found = value.get("format") if isinstance(value, dict) else None
    if isinstance(found, int) and not isinstance(found, bool) and found > FORMAT:
        raise Refusal(Reason.PACKAGE_NEWER)


def _check(written: _Written) -> None:
    _check_sizes(written.payload)
    if not is_line(written.purpose, LONGEST_PURPOSE):
        raise ValueError("a purpose that is no line")
    if written.ground and not is_line(written.ground, LONGEST_GROUND):
        raise ValueError("a ground that is no line")
    for listed, most in ((written.recipients, MOST_RECIPIENTS), (written.cases, MOST_CASES)):
        if len(listed) > most or len(set(listed)) != len(listed):
            raise ValueError("too many, or one twice")
    if not 1970 <= datetime.fromisoformat(written.sealed_at).year < 9000:
        raise ValueError("a moment that cannot be told in another time zone")
    if date.fromisoformat(written.expires_on).isoformat() != written.expires_on:
        raise ValueError("a date in another form")


def _check_sizes(seal: Seal) -> None:
    counts = seal.counts
    limits = (
        (seal.size, LARGEST),
        (counts.authors, MOST_AUTHORS),
        (counts.cards, MOST_CARDS),
        (counts.records, MOST_RECORDS),
        (counts.blobs, MOST_BLOBS),
    )
    if any(count > most for count, most in limits):
        raise Refusal(Reason.PACKAGE_SIZES_WRONG)


def _envelope(written: _Written) -> Envelope:
    return Envelope(
        kind=HandoverKind(written.kind),
        number=written.number,
        sender=written.sender,
        sender_key=KeyId(written.sender_key),
        recipients=written.recipients,
        purpose=written.purpose,
        ground=written.ground,
        cases=tuple(map(StreamId, written.cases)),
        sealed_at=written.sealed_at,
        expires_on=written.expires_on,
        nonce=written.nonce,
        anchor=written.anchor,
        reply_to=written.reply_to,
        format=written.format,
    )
