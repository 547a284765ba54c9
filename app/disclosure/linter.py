"""The leak linter: looks through the words of what is about to leave for what should not.

It finds forms (a number, an address, a coordinate) and known words (the names in the identity
record, the places of providers). It never decides: a person masks or explains each finding. What
it does not find is no proof that nothing is there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class FindingKind(StrEnum):
    PERSONNUMMER = "personnummer"
    PHONE = "phone"
    EMAIL = "email"
    POSTAL_CODE = "postal_code"
    STREET = "street"
    COORDINATES = "coordinates"
    MARKER = "marker"
    NAME = "name"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Finding:
    """One suspicion. ``text`` is shown on screen and nowhere else."""

    kind: FindingKind
    where: str
    """Which text, as ``Words.where``."""
    text: str
    ordinal: int
    """Which of several with the same kind and place, from 1."""

    @property
    def key(self) -> str:
        """Names the finding without repeating it."""
        return f"{self.kind}/{self.where}/{self.ordinal}"


@dataclass(frozen=True, slots=True)
class Words:
    """One text of a document."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Known:
    """Words to look for that only this case can tell."""

    names: tuple[str, ...] = ()
    """Names of the person and of kin; each word of two letters or more counts by itself."""
    places: tuple[str, ...] = ()
    """Names of providers and dwellings, found whole."""
    numbers: tuple[str, ...] = ()
    """Numbers by which the person may be found, found whatever stands between the digits."""
    meant_to_leave: tuple[str, ...] = ()
    """Texts that are disclosed on purpose: a text that is nothing but one of these passes."""


_NUMBER = re.compile(r"(?<!\d)(?:\d{2})?(\d{2})(\d{2})(\d{2})\s?[-+–]?\s?\d{4}(?!\d)")
_PATTERNS: tuple[tuple[FindingKind, re.Pattern[str]], ...] = (
    (FindingKind.EMAIL, re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        FindingKind.PHONE,
        re.compile(r"(?<![\d-])(?:\+46|0046|0)[\s-]?(?:\(0\)\s?)?[1-9](?:[\s-]?\d){6,10}(?!\d)"),
    ),
    (
        FindingKind.POSTAL_CODE,
        re.compile(r"(?<![\d-])(?:SE?-?)?[1-9]\d{2}\s\d{2}(?![\d-])|(?<!\d)[1-9]\d{4}\s+[A-ZÅÄÖ]"),
    ),
    (
        FindingKind.STREET,
        re.compile(
            r"\b\w*(?:gatan|gata|vägen|väg|gränden|gränd|torget|torg|stigen|stig|allén|"
            r"backen|plan|platsen|kajen|esplanaden)\s+\d+\s?[a-z]?\b",
            re.IGNORECASE,
        ),
    ),
    (
        FindingKind.COORDINATES,
        re.compile(r"(?<!\d)\d{1,2}[.,]\d{3,}°?\s*[NS]?\s*[,;\s]\s*\d{1,3}[.,]\d{3,}"),
    ),
    (
        FindingKind.MARKER,
        re.compile(
            r"skydd(?:ade?|at)\s+(?:personuppgift\w*|folkbokföring\w*|identitet\w*)|"
            r"sekretessmarker\w+|fingera\w+|kvarskriv\w+",
            re.IGNORECASE,
        ),
    ),
)


def findings(texts: Iterable[Words], known: Known) -> tuple[Finding, ...]:
    """Every suspicion, in the order of the texts. The same texts give the same keys."""
    found: list[Finding] = []
    known_words = tuple(_known_patterns(known))
    for words in texts:
        if words.text in known.meant_to_leave:
            continue
        counts: dict[FindingKind, int] = {}
        for kind, text in _search(unicodedata.normalize("NFKC", words.text), known_words):
            counts[kind] = counts.get(kind, 0) + 1
            found.append(Finding(kind, words.where, text, counts[kind]))
    return tuple(found)


def unexplained(
    found: Iterable[Finding], explanations: Iterable[tuple[str, str]]
) -> tuple[Finding, ...]:
    """The findings that nobody has explained. A blank explanation explains nothing."""
    explained = {key for key, words in explanations if words.strip()}
    return tuple(finding for finding in found if finding.key not in explained)


def _search(
    text: str, known: Sequence[tuple[FindingKind, re.Pattern[str]]]
) -> Iterator[tuple[FindingKind, str]]:
    """What is found, once for each kind: a number that is both known and looks like one is one
    finding."""
    for match in _NUMBER.finditer(text):
        if _could_be_a_day(match[2], match[3]):
            yield FindingKind.PERSONNUMMER, match[0]
    seen: set[tuple[FindingKind, int]] = set()
    for kind, pattern in (*_PATTERNS, *known):
        for match in pattern.finditer(text):
            if not seen.intersection((kind, place) for place in range(*match.span())):
                seen.update((kind, place) for place in range(*match.span()))
                yield kind, match[0]


def _could_be_a_day(month: str, day: str) -> bool:
    """A samordningsnummer has 60 added to the day."""
    number = int(day)
    try:
        date(2000, int(month), number - 60 if number > 60 else number)
    except ValueError:
        return False
    return True


def _known_patterns(known: Known) -> Iterator[tuple[FindingKind, re.Pattern[str]]]:
    words = {word for name in known.names for word in re.findall(r"\w{2,}", name)}
    for word in sorted(words):
        yield FindingKind.NAME, _whole(word)
    for place in known.places:
        if place.strip():
            yield FindingKind.PLACE, _whole(place.strip())
    for number in known.numbers:
        digits = [char for char in number if char.isdigit()]
        if len(digits) >= 6:
            yield FindingKind.PHONE, re.compile(r"[\s\-/()]*".join(digits))


def _whole(words: str) -> re.Pattern[str]:
    parts = unicodedata.normalize("NFKC", words).split()
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, parts)) + r"s?(?!\w)", re.IGNORECASE)
