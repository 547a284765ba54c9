"""Passphrases: how they become bytes, how hard they are to guess, and how one is suggested.

``zxcvbn`` knows English words and keyboard patterns, looks at 72 characters at most and knows no
Swedish. So our own word list is given to it as known words, and a phrase made of that list's
words alone is counted as what it is: words drawn from a list that everybody has.
"""

from __future__ import annotations

import functools
import importlib.resources
import math
import secrets
import unicodedata
from collections.abc import Sequence

from app.errors import Reason, Refusal
from app.ports import Strength

WORDS = 8
"""Of a suggested passphrase: 8 × log2(1,296) = 82 bits, or more with a longer list."""

REFUSED_BELOW = 50
WARNED_BELOW = 75
_ZXCVBN_LOOKS_AT = 72

_PHRASE = 3
"""From this many words on it is a phrase, and no word of it counts for more than …"""

_BITS_OF_A_WORD = 12
"""… one of the 4,096 commonest: a Swedish sentence looks random to zxcvbn and is not."""


def generate() -> str:
    """Eight words drawn with the operating system's randomness, with spaces between."""
    return " ".join(secrets.choice(words()) for _ in range(WORDS))


def generate_for_file() -> str:
    """The same without å, ä and ö, for a file that is opened by another program somewhere else:
    not every console hands those letters on as UTF-8. 8 × log2(1,605) = 85 bits."""
    plain = [word for word in words() if word.isascii()]
    return " ".join(secrets.choice(plain) for _ in range(WORDS))


def strength(passphrase: str, own_words: Sequence[str] = ()) -> Strength:
    """How hard ``passphrase`` is to guess for somebody who has this program, its word list and
    ``own_words``: the caseworker's name, unit, municipality."""
    bits = math.floor(_bits(unicodedata.normalize("NFC", passphrase), own_words))
    return Strength(
        bits=bits,
        accepted=bits >= REFUSED_BELOW,
        warned=REFUSED_BELOW <= bits < WARNED_BELOW,
    )


def require_strong(passphrase: bytearray, own_words: Sequence[str] = ()) -> None:
    """Raises Refusal (passphrase_weak) under 50 bits."""
    if not strength(text_of(passphrase), own_words).accepted:
        raise Refusal(Reason.PASSPHRASE_WEAK)


def normalised(passphrase: bytearray) -> bytearray:
    """A copy in Unicode NFC: the same "å" is one character or two, depending on the keyboard.
    The caller wipes it."""
    if passphrase.isascii():
        return bytearray(passphrase)
    return bytearray(unicodedata.normalize("NFC", text_of(passphrase)).encode())


def text_of(passphrase: bytearray) -> str:
    """The typed text. Bytes that are no UTF-8 cannot have been typed, and still give a text."""
    return passphrase.decode("utf-8", "replace")


@functools.cache
def words() -> tuple[str, ...]:
    """Our own list of short Swedish everyday words, at least 1,296 of them."""
    text = importlib.resources.files("resources").joinpath("words/svenska.txt")
    return tuple(text.read_text("utf-8").split())


def _bits(passphrase: str, own_words: Sequence[str]) -> float:
    if not passphrase:
        return 0
    typed = passphrase.casefold().split()
    listed = frozenset(words())
    if all(word in listed for word in typed):
        # Repeating a word adds nothing that a guesser would not try first.
        return len(set(typed)) * math.log2(len(listed))
    known = [*(part for own in own_words for part in (own, *own.split())), *words()]
    whole = _estimate(passphrase, known)
    plain = {word for word in typed if word.isalpha()}
    if len(plain) < _PHRASE:
        return whole
    rest = sum(_estimate(word, known) for word in set(typed) - plain)
    return min(whole, len(plain) * _BITS_OF_A_WORD + rest)


def _estimate(text: str, known: Sequence[str]) -> float:
    from zxcvbn import zxcvbn  # noqa: PLC0415 - 30 ms of word lists, needed only when choosing

    report = zxcvbn(text[:_ZXCVBN_LOOKS_AT], user_inputs=known)
    return float(report["guesses_log10"]) * math.log2(10)
