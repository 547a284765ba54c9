"""The key card (nyckelkort): who somebody is, by which key, and what others seal to.

The file, ``.aktvalv-nyckelkort``, is canonical JSON of at most 16 KiB:
``{"body": {…}, "previous_signature": hex or "", "signature": hex}``. The body is signed with its
own signing key, so that nobody can put another's receiving key beside that key. That the key is
the person's is settled by people (``handover.trust``).

Reading is strict: whatever would not be written again with the same bytes is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

import msgspec

from app.errors import Reason, Refusal
from app.handover import fingerprint as fingerprints
from app.handover.card_text import is_plain
from app.ids import KeyId
from app.journal.canonical import decode_json, encode_json
from app.jsonvalue import Json, JsonObject

FORMAT = 1
LARGEST = 16 * 1024
SUFFIX = ".aktvalv-nyckelkort"
HIGHEST_SERIAL = 9999

_CARD_CONTEXT = b"aktvalv key card v1\0"
_SUCCESSOR_CONTEXT = b"aktvalv key card successor v1\0"
_HYBRID = "age1pq1"
_FIRST_YEAR, _LAST_YEAR = 2024, 2200


class CardKind(StrEnum):
    PERSON = "person"
    UNIT_ROOT = "unit_root"
    """The unit's root card (rotkort): it vouches for the unit's people and receives nothing."""


class CardChecks(Protocol):
    """What only a cipher can tell; ``HandoverDoor`` has it."""

    def verify(self, key: KeyId, message: bytes, signature: bytes) -> None:
        """Raises Refusal (signature_wrong), also for a key that is non-canonical or of low
        order."""
        ...

    def check_recipient(self, recipient: str) -> None:
        """Raises Refusal (key_card_invalid) unless it is a sound key to seal to."""
        ...


@dataclass(frozen=True, slots=True)
class KeyCard:
    """A card that has been read: its form is right and its own signature holds."""

    kind: CardKind
    name: str
    title: str
    unit: str
    municipality: str
    signing_key: KeyId
    hybrid: str
    """``age1pq1…``; empty on a root card."""
    classic: str
    """``age1…``, or empty."""
    created: date
    valid_to: date
    """The last day, at most twelve months after ``created``."""
    serial: int
    previous: str
    """Fingerprint of the card before, in the same vault; empty for the first."""
    previous_signature: bytes = b""
    """By the key that the holder had before, where that is another."""
    text: str = ""
    """The file, exactly."""

    @property
    def fingerprint(self) -> str:
        return fingerprints.of_keys(self.kind, self.signing_key, self.hybrid, self.classic)

    @property
    def root(self) -> bool:
        return self.kind is CardKind.UNIT_ROOT

    @property
    def recipient(self) -> str:
        """What to seal to: against a later quantum computer, where the other side can."""
        return self.hybrid or self.classic


class _Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    classic: str
    created: str
    format: int
    hybrid: str
    kind: CardKind
    municipality: str
    name: str
    previous: str
    serial: int
    signing_key: str
    title: str
    unit: str
    valid_to: str


def longest_validity(created: date) -> date:
    """The last day that a card made on this day may be valid to."""
    try:
        return created.replace(year=created.year + 1)
    except ValueError:  # 29 February
        return created.replace(year=created.year + 1, day=28)


def write_card(card: KeyCard, sign: Callable[[bytes], bytes]) -> bytes:
    """The file of a card. ``sign`` is with ``card.signing_key``. Raises Refusal
    (key_card_invalid) for a card that ``read_card`` would refuse by its form."""
    body = _body_of(card)
    data = encode_json(
        {
            "body": body,
            "previous_signature": card.previous_signature.hex(),
            "signature": sign(_CARD_CONTEXT + encode_json(body)).hex(),
        }
    )
    _require_form(_converted(body))
    return data


def read_card(data: bytes, checks: CardChecks) -> KeyCard:
    """A card from its file. Raises Refusal: key_card_newer, key_card_invalid."""
    outer = read_object(data, ("body", "previous_signature", "signature"))
    body = outer["body"]
    fields = _converted(require_format(body))
    created, valid_to = _require_form(fields)
    key = KeyId(fields.signing_key)
    try:
        checks.verify(key, _CARD_CONTEXT + encode_json(body), hex_bytes(outer["signature"], 64))
    except Refusal as error:
        raise Refusal(Reason.KEY_CARD_INVALID) from error
    for recipient in (fields.hybrid, fields.classic):
        if recipient:
            checks.check_recipient(recipient)
    earlier = outer["previous_signature"]
    return KeyCard(
        kind=fields.kind,
        name=fields.name,
        title=fields.title,
        unit=fields.unit,
        municipality=fields.municipality,
        signing_key=key,
        hybrid=fields.hybrid,
        classic=fields.classic,
        created=created,
        valid_to=valid_to,
        serial=fields.serial,
        previous=fields.previous,
        previous_signature=hex_bytes(earlier, 64) if earlier != "" else b"",
        text=data.decode(),
    )


def with_previous_signature(
    card: KeyCard, fingerprint: str, sign: Callable[[bytes], bytes]
) -> bytes:
    """The file of a card with the word of its holder's former key: ``sign`` and ``fingerprint`` are
    of the card before."""
    outer = read_object(card.text.encode(), ("body", "previous_signature", "signature"))
    signature = sign(_successor_message(card, fingerprint))
    return encode_json({**outer, "previous_signature": signature.hex()})


def is_successor(card: KeyCard, fingerprint: str, key: KeyId, checks: CardChecks) -> bool:
    """Whether the holder of the card with this fingerprint and key has signed ``card`` as the
    next one."""
    if not card.previous_signature:
        return False
    try:
        checks.verify(key, _successor_message(card, fingerprint), card.previous_signature)
    except Refusal:
        return False
    return True


def _successor_message(card: KeyCard, fingerprint: str) -> bytes:
    return _SUCCESSOR_CONTEXT + bytes.fromhex(fingerprint) + encode_json(_body_of(card))


# ------------------------------------------------------- what cards and statements have in common


def read_object(data: bytes, members: tuple[str, ...]) -> JsonObject:
    """A small canonical file with exactly these members. Raises Refusal: key_card_invalid, and
    key_card_newer when its body says that it is of a newer format."""
    try:
        value = decode_json(data, LARGEST)
    except Refusal as error:
        raise Refusal(Reason.KEY_CARD_INVALID) from error
    if not isinstance(value, dict):
        raise Refusal(Reason.KEY_CARD_INVALID)
    require_format(value.get("body"))
    if tuple(sorted(value)) != members:
        raise Refusal(Reason.KEY_CARD_INVALID)
    return value


def require_format(body: Json) -> JsonObject:
    """Raises Refusal: key_card_newer, key_card_invalid."""
    if not isinstance(body, dict):
        raise Refusal(Reason.KEY_CARD_INVALID)
    version = body.get("format")
    if isinstance(version, bool) or not isinstance(version, int) or version < FORMAT:
        raise Refusal(Reason.KEY_CARD_INVALID)
    if version > FORMAT:
        raise Refusal(Reason.KEY_CARD_NEWER)
    return body


def hex_bytes(value: Json, size: int) -> bytes:
    """Raises Refusal (key_card_invalid) unless it is so many bytes in lower-case hexadecimal."""
    if isinstance(value, str) and len(value) == 2 * size and value == value.lower():
        try:
            return bytes.fromhex(value)
        except ValueError:
            pass
    raise Refusal(Reason.KEY_CARD_INVALID)


def require_day(text: str) -> date:
    """Raises Refusal (key_card_invalid) unless it is a day that a card can bear."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Refusal(Reason.KEY_CARD_INVALID) from error
    if day.isoformat() != text or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise Refusal(Reason.KEY_CARD_INVALID)
    return day


def is_fingerprint(text: str) -> bool:
    return len(text) == 32 and all(each in "0123456789abcdef" for each in text)


def _converted(body: JsonObject) -> _Body:
    try:
        return msgspec.convert(body, _Body, strict=True)
    except msgspec.ValidationError:
        # The message can quote what stood there.
        raise Refusal(Reason.KEY_CARD_INVALID) from None


def _body_of(card: KeyCard) -> JsonObject:
    return {
        "classic": card.classic,
        "created": card.created.isoformat(),
        "format": FORMAT,
        "hybrid": card.hybrid,
        "kind": card.kind.value,
        "municipality": card.municipality,
        "name": card.name,
        "previous": card.previous,
        "serial": card.serial,
        "signing_key": card.signing_key,
        "title": card.title,
        "unit": card.unit,
        "valid_to": card.valid_to.isoformat(),
    }


def _require_form(body: _Body) -> tuple[date, date]:
    created, valid_to = require_day(body.created), require_day(body.valid_to)
    hex_bytes(body.signing_key, 32)
    receives = bool(body.hybrid or body.classic)
    sound = (
        all(map(is_plain, (body.name, body.title, body.unit, body.municipality)))
        and created <= valid_to <= longest_validity(created)
        and 1 <= body.serial <= HIGHEST_SERIAL
        and (not body.previous or is_fingerprint(body.previous))
        and receives == (body.kind is CardKind.PERSON)
        and (not body.hybrid or body.hybrid.startswith(_HYBRID))
        and not body.classic.startswith(_HYBRID)
    )
    if not sound:
        raise Refusal(Reason.KEY_CARD_INVALID)
    return created, valid_to
