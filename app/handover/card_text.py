"""What may stand on a key card, and when two names are the same to the eye.

A card is trusted by its name and its fingerprint together. A name with an unseen character, or
with a letter of another alphabet that looks like a Latin one, would pass for somebody else's.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120

_PLAIN = re.compile(r"[A-Za-z0-9À-ÖØ-öø-žȘ-țḀ-ẞẠ-ỹ '’.,:;&/()+–-]+")
"""Latin letters with their marks, as names of people and offices in Sweden are written."""

_ALIKE = str.maketrans({"ı": "i", "l": "i", "1": "i", "0": "o", "ø": "o", "ł": "i", "đ": "d"})


def is_plain(text: str) -> bool:
    """Whether a text is one line of plain letters, in one form only, with nothing unseen."""
    return (
        0 < len(text) <= LONGEST
        and _PLAIN.fullmatch(text) is not None
        and unicodedata.normalize("NFC", text) == text
        and " ".join(text.split(" ")).strip() == text
        and "  " not in text
    )


def unusable(text: str) -> str:
    """The first character that may not stand on a card, or nothing."""
    return next((each for each in text if _PLAIN.fullmatch(each) is None), "")


def looks_like(name: str) -> str:
    """The same for two names that a glance would not tell apart."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(each for each in plain if each.isalnum())
    return letters.translate(_ALIKE).replace("rn", "m").replace("vv", "w")
