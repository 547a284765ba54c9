"""Single lines that somebody else has written: shown beside what decides whether to trust them."""

from __future__ import annotations

import unicodedata

_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks by their category, and nothing to the eye."""
_SELECTORS = ((0x180B, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
"""Choose between shapes of the sign before them."""


def is_line(text: str, longest: int) -> bool:
    """Whether it is one line of at most ``longest`` signs, each of which is seen as what it is:
    no control, no mark that turns the order of what is read, no sign that leaves no trace, no
    other white space than single spaces between words. What is empty is no line."""
    return 0 < len(text) <= longest and as_line(text) == text


def as_line(text: str) -> str:
    """The line that a text gives when all that is unseen is left out: in NFC, with one space
    wherever there was white space or a line break."""
    spaced = "".join(" " if each.isspace() else each for each in text)
    seen = "".join(each for each in spaced if _is_seen(each))
    return " ".join(unicodedata.normalize("NFC", seen).split())


def _is_seen(character: str) -> bool:
    number = ord(character)
    return (
        character.isprintable()
        and character not in _BLANK
        and not any(first <= number <= last for first, last in _SELECTORS)
    )
