"""What a key card is compared by: twelve words to read aloud, or sixty digits.

A fingerprint is 128 bits of SHA-256 over the card's keys and kind, written as 32 hexadecimal
digits. It says nothing of the name: a card that is renewed with the same keys keeps it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

from app.journal.canonical import encode_json

WORDS = 12
LIST_LENGTH = 2048
ASKED = 3
"""Words that whoever confirms has to type. The others are compared on the screen: to agree on
three words that are not known beforehand takes 2^33 keys, and on the rest all the others."""

DIGITS = 60
GROUP = 5

_BITS = 128
_CHECK_BITS = 4
_WORD_BITS = 11
_CONTEXT = b"aktvalv key card fingerprint v1\0"
_DIGITS_CONTEXT = b"aktvalv key card digits v1\0"
_NOT_IN_WORDS = re.compile(r"[^a-zåäöé]+")


def of_keys(kind: str, signing_key: str, hybrid: str, classic: str) -> str:
    """The fingerprint of a card with these keys, as they are written in it."""
    keys = encode_json(
        {"classic": classic, "hybrid": hybrid, "kind": kind, "signing_key": signing_key}
    )
    return hashlib.sha256(_CONTEXT + keys).digest()[: _BITS // 8].hex()


def words(fingerprint: str, listed: Sequence[str]) -> tuple[str, ...]:
    """Twelve of ``listed``, which has 2,048: the fingerprint and four bits that check it, so
    that a word that was misheard is mostly found without comparing."""
    raw = bytes.fromhex(fingerprint)
    check = hashlib.sha256(raw).digest()[0] >> (8 - _CHECK_BITS)
    number = int.from_bytes(raw, "big") << _CHECK_BITS | check
    places = (number >> _WORD_BITS * at & (LIST_LENGTH - 1) for at in reversed(range(WORDS)))
    return tuple(listed[place] for place in places)


def digits(fingerprint: str) -> str:
    """Twelve groups of five digits, for whoever has another language or a bad line."""
    hashed = hashlib.sha256(_DIGITS_CONTEXT + bytes.fromhex(fingerprint)).digest()
    text = f"{int.from_bytes(hashed, 'big') % 10**DIGITS:0{DIGITS}}"
    return " ".join(text[at : at + GROUP] for at in range(0, DIGITS, GROUP))


def same_word(typed: str, word: str) -> bool:
    """Whether somebody has typed it, in any case and with anything around it."""
    return _folded_words(typed) == (word,)


def asked_for(fingerprint: str, salt: str) -> tuple[int, ...]:
    """Which words (0 to 11) are to be typed by whoever confirms, in order. ``salt`` names what is
    confirmed, so that it is not always the same three, and the answer can be checked without
    trusting who asked."""
    drawn = hashlib.sha256(f"{salt}|{fingerprint}".encode()).digest()
    places = list(range(WORDS))
    return tuple(sorted(places.pop(drawn[at] % len(places)) for at in range(ASKED)))


def _folded_words(typed: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFC", typed).casefold()
    return tuple(word for word in _NOT_IN_WORDS.split(plain) if word)
