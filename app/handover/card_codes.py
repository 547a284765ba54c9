"""A key card as texts for QR codes, and back again from what a hand-held reader types.

A card is some three kilobytes, more than one code that a phone or a reader takes with ease. Each
code says ``AKTVALV1.TAG.2.4.DATA``: which card, which part, of how many. Letters, digits and full
stops alone: a reader types as an American keyboard would, and those are where they are on a Swedish
one.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from app.errors import Reason, Refusal
from app.handover.key_card import LARGEST

PART = 1100
"""Characters of data in a code: about 25 mm wide with modules of a quarter of a millimetre."""

_MARK = "AKTVALV1"
_CODE = re.compile(rf"{_MARK}\.([0-9A-F]{{12}})\.([1-9][0-9]?)\.([1-9][0-9]?)\.([A-Z2-7]+)")
_MOST = -(-LARGEST * 8 // (5 * PART))


@dataclass(frozen=True, slots=True)
class CodesRead:
    """What has been read so far."""

    have: tuple[int, ...]
    of: int
    data: bytes | None
    """The file, once every part is there."""

    @property
    def missing(self) -> tuple[int, ...]:
        return tuple(each for each in range(1, self.of + 1) if each not in self.have)


def codes_of(data: bytes) -> tuple[str, ...]:
    """The texts of the codes that a card makes, in order."""
    text = base64.b32encode(data).decode().rstrip("=")
    parts = [text[at : at + PART] for at in range(0, len(text), PART)]
    return tuple(
        f"{_MARK}.{_tag(data)}.{number}.{len(parts)}.{part}"
        for number, part in enumerate(parts, start=1)
    )


def read_codes(typed: str) -> CodesRead | None:
    """What the codes in a text add up to, in any order, with anything between them and whether or
    not the reader had its capitals on; None when there are none. Raises Refusal
    (key_card_invalid) when they are of different cards or do not give the card."""
    found = _CODE.findall(typed.upper())
    if not found:
        return None
    tag, of = found[0][0], int(found[0][2])
    parts: dict[int, str] = {}
    for each_tag, number, each_of, part in found:
        same = (each_tag, int(each_of)) == (tag, of) and int(number) <= of <= _MOST
        if not same or parts.setdefault(int(number), part) != part:
            raise Refusal(Reason.KEY_CARD_INVALID)
    have = tuple(sorted(parts))
    if len(have) < of:
        return CodesRead(have, of, None)
    text = "".join(parts[number] for number in have)
    try:
        data = base64.b32decode(text + "=" * (-len(text) % 8))
    except binascii.Error as error:
        raise Refusal(Reason.KEY_CARD_INVALID) from error
    if _tag(data) != tag or len(data) > LARGEST:
        raise Refusal(Reason.KEY_CARD_INVALID)
    return CodesRead(have, of, data)


def _tag(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12].upper()
