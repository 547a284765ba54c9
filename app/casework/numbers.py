"""Case numbers, pseudonyms and the municipality's registration numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from uuid import UUID

from app.casework.search import fold
from app.errors import Fault
from app.ids import StreamId

CASE_NUMBER = re.compile(r"(?P<year>[0-9]{4})-(?P<serial>[0-9]{4,6})")

DEFAULT_PATTERN = "<prefix> <år>/<löpnr>"
"""How a registration number is built (F127). ``<prefix>`` is letters, ``<år>`` four digits,
``<löpnr>`` digits; all else stands for itself."""

_PLACES = {
    "<prefix>": r"[A-ZÅÄÖ]{1,8}",
    "<år>": r"[0-9]{4}",
    "<löpnr>": r"[0-9]{1,7}",
}
_SAID_BEFORE = re.compile(r"^(?:dnr|diarienr|diarienummer)\b\.?\s*:?\s*", re.IGNORECASE)


def next_case_number(existing: Iterable[str], year: int) -> str:
    """The number after the year's highest: ``2026-0014``. A gap is never filled, so that a number
    once given, perhaps disposed of, does not come to mean another person."""
    serials = [
        int(found["serial"])
        for found in map(CASE_NUMBER.fullmatch, existing)
        if found is not None and int(found["year"]) == year
    ]
    return f"{year:04}-{max(serials, default=0) + 1:04}"


def read_pseudonyms(data: bytes) -> tuple[str, ...]:
    """The words of ``resources/registers/pseudonyms.txt``, one a line."""
    return tuple(data.decode("utf-8").split())


def suggest_pseudonym(words: Sequence[str], taken: Iterable[str], stream: StreamId) -> str:
    """A word that none of the taken pseudonyms has; when all words are in use, one with a number
    after it. Which one follows from the stream's random id and from nothing about the person."""
    used = {fold(name) for name in taken}
    start = UUID(stream).int % len(words)
    turned = [*words[start:], *words[:start]]
    rounds = range(1, len(used) // len(words) + 2)
    names = (word if turn == 1 else f"{word} {turn}" for turn in rounds for word in turned)
    return next(name for name in names if fold(name) not in used)


def is_case_number(text: str) -> bool:
    """Whether the text has the form ``2026-0014``."""
    return CASE_NUMBER.fullmatch(text) is not None


def registration_number(typed: str, pattern: str = DEFAULT_PATTERN) -> str | Fault:
    """The number as it is kept, ``RK 2021/670`` for ``Dnr rk 2021 / 670``; a fault, which is to
    be asked for first, when it does not fit the pattern. Nothing typed is the empty text."""
    text = _SAID_BEFORE.sub("", " ".join(typed.split())).upper()
    text = re.sub(r"\s*([/:-])\s*", r"\1", text)
    if not text or re.fullmatch(_expression(pattern), text):
        return text
    return Fault.REGISTRATION_NUMBER_FORM


def _expression(pattern: str) -> str:
    parts = re.split(r"(<prefix>|<år>|<löpnr>)", pattern)
    return "".join(_PLACES.get(part) or re.escape(part.upper()) for part in parts)
