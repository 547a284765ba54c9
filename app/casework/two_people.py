"""Whether two are two: what one proposes, another must approve (X14)."""

from __future__ import annotations

import unicodedata
from itertools import accumulate


def same_person(one: str, other: str) -> bool:
    """Whether two people, each written as a name or as ``name, title``, seem to be the same: by
    the letters of the name alone, whatever title, spaces, signs or size of letters it is written
    with. Where the name ends is not known, and so any beginning up to a comma that both have
    counts: a person who is refused for that writes the name without it."""
    return not _beginnings(one).isdisjoint(_beginnings(other))


def _beginnings(person: str) -> set[str]:
    parts = unicodedata.normalize("NFKC", person).casefold().split(",")
    letters = ("".join(sign for sign in part if sign.isalnum()) for part in parts)
    return set(accumulate(letters)) - {""}
