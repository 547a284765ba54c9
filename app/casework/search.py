"""What a case may be found by, and how what is typed meets it.

Across cases only name, personnummer or samordningsnummer and case number may be searched
(förordning 2001:637, 15 §; X05). The pseudonym is part of the case number, and the registration
number is the municipality's case number.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import NamedTuple

from app.casework.facts import CaseFile, Identity

_DIGITS = re.compile(r"[0-9]{10}|[0-9]{12}")
_BETWEEN_DIGITS = re.compile(r"[\s+–-]+")
_CASE_NUMBER = re.compile(r"([0-9]{4})-([0-9]{1,6})")
_WORDS = re.compile(r"[^\W_]+")


class KeyKind(StrEnum):
    """``ports.SearchKey.kind``."""

    NAME = "name"
    NUMBER = "number"
    CASE_NUMBER = "case_number"


class Query(NamedTuple):
    """Keys that one case must have all of. See ``ports.CaseIndex.find``."""

    kind: KeyKind
    keys: tuple[str, ...]


def fold(text: str) -> str:
    """Text without differences of case or of how accents are stored. å, ä and ö stay letters of
    their own; other accents go, so that ``André`` is found by ``andre``."""
    composed = unicodedata.normalize("NFC", text.casefold())
    return "".join(each if each in "åäö" else _bare(each) for each in composed)


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text, without signs between them, each once."""
    return tuple(dict.fromkeys(_WORDS.findall(fold(text))))


def name_keys(identity: Identity) -> tuple[str, ...]:
    return words(f"{identity.given_name} {identity.family_name}")


def number_keys(identity: Identity) -> tuple[str, ...]:
    """The number with and without century, so that either way of typing equals one of them."""
    digits = identity.number
    return (digits, digits[2:]) if re.fullmatch(r"[0-9]{12}", digits) else ()


def case_number_keys(case_file: CaseFile) -> tuple[str, ...]:
    """The case number, the words of the pseudonym and the parts of the registration number
    between spaces: ``sn``, ``2026/123``."""
    keys = (
        fold(case_file.case_number),
        *words(case_file.pseudonym),
        *fold(case_file.registration_number).split(),
    )
    return tuple(dict.fromkeys(key for key in keys if key))


def looked_for(typed: str) -> tuple[Query, ...]:
    """What typed text may mean; a case that fits any of them is found. Nothing searchable gives
    no queries: an empty search finds nothing rather than everybody."""
    digits = _BETWEEN_DIGITS.sub("", typed)
    if _DIGITS.fullmatch(digits):
        return (Query(KeyKind.NUMBER, (digits,)),)
    keys = tuple(map(_case_number, fold(typed).split()))
    found = []
    if keys:
        found.append(Query(KeyKind.CASE_NUMBER, keys))
    if (names := words(typed)) and not any(each.isdigit() for each in names):
        found.append(Query(KeyKind.NAME, names))
    return tuple(found)


def _case_number(word: str) -> str:
    """``2026-14`` as ``2026-0014``; a number under way, ``2026-00``, stays as it is."""
    found = _CASE_NUMBER.fullmatch(word)
    if found is None or found[2].startswith("0"):
        return word
    return f"{found[1]}-{found[2]:0>4}"


def _bare(letter: str) -> str:
    return "".join(
        each for each in unicodedata.normalize("NFD", letter) if not unicodedata.combining(each)
    )
