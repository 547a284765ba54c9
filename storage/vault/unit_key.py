"""The unit's key and its card, in the smallest form a vault can be created with.

The card is a file of canonical JSON: ``{"format": 1, "key": hex, "kind": "unit", "name": text}``
with ``key`` the public X-Wing key (1,216 bytes). Its fingerprint is the SHA-256 of the file's
bytes. The private part is 32 bytes that the manager keeps sealed. A card is not signed: that it
is the right one is settled by comparing the fingerprint with the manager, by phone or in person.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import msgspec

from app.errors import Reason, Refusal
from app.journal.canonical import decode_json, encode_json
from storage.crypto import primitives
from storage.crypto.primitives import DoesNotFitError

FORMAT = 1
MAX_CARD_BYTES = 8 * 1024
MAX_NAME = 120


@dataclass(frozen=True, slots=True)
class UnitCard:
    """A unit's public key. ``fingerprint``: 64 hexadecimal digits of the card file."""

    name: str
    key: bytes
    fingerprint: str


class _Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    key: str
    kind: str
    name: str


def new_unit_key() -> bytearray:
    """The private part, 32 bytes: to be sealed by the manager, never kept in a vault."""
    return primitives.random_key()


def write_card(name: str, private: bytearray) -> bytes:
    """The card file of a private key. Raises Refusal (key_card_invalid) for a name that
    ``read_card`` would refuse."""
    data = encode_json(
        {
            "format": FORMAT,
            "key": primitives.box_public(private).hex(),
            "kind": "unit",
            "name": name,
        }
    )
    read_card(data)
    return data


def read_card(data: bytes) -> UnitCard:
    """Raises Refusal (key_card_invalid) for anything but exactly the format with a sound key."""
    if len(data) > MAX_CARD_BYTES:
        raise Refusal(Reason.KEY_CARD_INVALID)
    try:
        card = msgspec.convert(decode_json(data), _Card, strict=True)
        key = bytes.fromhex(card.key)
        primitives.check_box_public(key)
    except (Refusal, msgspec.ValidationError, ValueError, DoesNotFitError) as error:
        raise Refusal(Reason.KEY_CARD_INVALID) from error
    plain = card.name.isprintable() and card.name.strip() == card.name
    if (
        card.format != FORMAT
        or card.kind != "unit"
        or card.key != key.hex()
        or not plain
        or not 0 < len(card.name) <= MAX_NAME
    ):
        raise Refusal(Reason.KEY_CARD_INVALID)
    return UnitCard(card.name, key, hashlib.sha256(data).hexdigest())
