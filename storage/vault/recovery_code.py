"""The recovery code: 128 random bits that a person writes down by hand and can type again.

28 characters of Crockford's base 32 in seven groups of four: 26 would carry the bits, and the
two more make room for 12 check bits, so that a slip of the pen is told apart from the code of
another vault. Letters that look like digits are read as those digits; case and gaps do not count.
"""

from __future__ import annotations

import hashlib

from app.errors import Reason, Refusal
from storage.crypto import primitives

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O or U."""

CODE_BYTES = 16
CHARACTERS = 28
GROUP = 4
_CHECK_BITS = 12
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_CONTEXT = b"aktvalv recovery code v1\0"


def new() -> str:
    """A fresh code as it is shown: ``7KD2-…``."""
    return write(primitives.random_bytes(CODE_BYTES))


def write(code: bytes | bytearray) -> str:
    """The 16 bytes as a person writes them."""
    number = int.from_bytes(code, "big") << _CHECK_BITS | _check(code)
    characters = [ALPHABET[number >> 5 * place & 31] for place in reversed(range(CHARACTERS))]
    return "-".join(
        "".join(characters[start : start + GROUP]) for start in range(0, CHARACTERS, GROUP)
    )


def read(typed: str) -> bytearray:
    """The 16 bytes of a code as typed. Raises Refusal (recovery_code_mistyped) when it is not a
    code at all: a character too many, too few, impossible or not fitting the others."""
    characters = "".join(typed.upper().translate(_LOOKALIKES).replace("-", " ").split())
    if len(characters) != CHARACTERS or not set(characters) <= set(ALPHABET):
        raise Refusal(Reason.RECOVERY_CODE_MISTYPED)
    number = 0
    for character in characters:
        number = number << 5 | ALPHABET.index(character)
    code = bytearray((number >> _CHECK_BITS).to_bytes(CODE_BYTES, "big"))
    if number & (1 << _CHECK_BITS) - 1 != _check(code):
        raise Refusal(Reason.RECOVERY_CODE_MISTYPED)
    return code


def _check(code: bytes | bytearray) -> int:
    digest = hashlib.sha256(_CONTEXT + code).digest()
    return int.from_bytes(digest[:2], "big") >> 16 - _CHECK_BITS
