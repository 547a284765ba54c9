"""What a review of an access log looks at: a sample by chance, and views of what stands out.

Source: lag (2001:454) 10 §, recurring controls of access; the views and the limits are data
(``resources/process/log_review.toml``), each with its reason.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import Literal

from app.casework.standing import Whose
from app.casework.weekdays import is_weekday
from app.errors import Reason, Refusal
from app.jsonvalue import JsonObject
from app.log_codes import LogCode
from app.toml_table import Table, read_table

SAMPLE = "sample"
"""Key of the view that holds what chance picked; every row in it must be marked."""


class Detail(StrEnum):
    """How much is known of what a row says beside its code."""

    PROVED = "proved"
    """All of it, and the chain proves it. Also where there never was anything more."""
    TOLD = "told"
    """Part of it stayed at home; the rest is what the sender says."""
    GONE = "gone"
    """Disposed of with its case."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One row of an extract, as a reviewer looks at it."""

    sequence: int
    at: str
    code: str
    said: JsonObject
    detail: Detail
    case_number: str = ""
    """Empty for what belongs to no case."""
    protected: bool = False
    whose: Whose | None = None


class _Sample(Table, frozen=True):
    percent: int
    least: int
    most: int
    why: str


class _Hours(Table, frozen=True, rename={"first": "from", "last": "to"}):
    first: str
    last: str


class View(Table, frozen=True, rename={"excepted": "except"}):
    """Rows of any of ``codes``, or of any quality that is asked for, but those ``excepted``."""

    key: str
    heading: str
    why: str
    codes: tuple[LogCode, ...] = ()
    excepted: tuple[LogCode, ...] = ()
    odd_hours: bool = False
    protected: bool = False
    bops: bool = False
    not_shown: bool = False


class _File(Table, frozen=True):
    format: Literal[1]
    law: str
    sample: _Sample
    hours: _Hours
    view: tuple[View, ...]


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """Which views there are, what is an odd hour, and how large the sample is."""

    views: tuple[View, ...] = ()
    percent: int = 0
    least: int = 0
    most: int = 0
    sample_why: str = ""
    law: str = ""
    """The duty, as the report names it."""
    begins: time = time(0)
    ends: time = time(23, 59)

    @classmethod
    def parse(cls, data: bytes) -> ReviewRules:
        """Of the TOML file. Raises Refusal (legal_pack_invalid) for anything that is not exactly
        the format, or makes no sense: a view twice or of nothing, hours or sizes that cross."""
        try:
            found = read_table(data, _File)
            rules = cls(
                found.view,
                found.sample.percent,
                found.sample.least,
                found.sample.most,
                found.sample.why,
                found.law,
                time.fromisoformat(found.hours.first),
                time.fromisoformat(found.hours.last),
            )
        except ValueError:
            raise Refusal(Reason.LEGAL_PACK_INVALID) from None
        if not rules.makes_sense:
            raise Refusal(Reason.LEGAL_PACK_INVALID)
        return rules

    @property
    def makes_sense(self) -> bool:
        keys = [view.key for view in self.views]
        chosen = all(
            view.codes or view.odd_hours or view.protected or view.bops
            or view.not_shown
            for view in self.views
        )  # fmt: skip
        return (
            len(set(keys)) == len(keys)
            and SAMPLE not in keys
            and chosen
            and all(view.why.strip() and view.heading.strip() for view in self.views)
            and 0 < self.percent <= 100
            and 0 < self.least <= self.most
            and self.begins < self.ends
        )

    def sample_size(self, rows: int) -> int:
        """What is proposed for an extract with so many rows."""
        return min(rows, max(self.least, min(self.most, -(-rows * self.percent // 100))))

    def rows_of(self, view: View, rows: Iterable[ReviewRow]) -> tuple[int, ...]:
        """Sequence numbers of the rows that the view shows, in the order given."""
        return tuple(row.sequence for row in rows if self._shows(view, row))

    def is_odd(self, at: str) -> bool:
        """Whether a local time with its offset lies outside ordinary working hours."""
        try:
            moment = datetime.fromisoformat(at)
        except ValueError:
            return True
        ordinary = self.begins <= moment.time() < self.ends
        return not (ordinary and is_weekday(moment.date()))

    def _shows(self, view: View, row: ReviewRow) -> bool:
        if row.code in view.excepted:
            return False
        return (
            row.code in view.codes
            or (view.protected and row.protected)
            or (view.bops and row.said.get("bops") is True)
            or (view.not_shown and row.detail is not Detail.PROVED)
            or (view.odd_hours and self.is_odd(happened_at(row)))
        )


NO_RULES = ReviewRules()


def happened_at(row: ReviewRow) -> str:
    """When it happened: a failed unlock is written down only at the next one that works."""
    at = row.said.get("at")
    return at if row.code == LogCode.UNLOCK_FAILED and isinstance(at, str) else row.at


def seed_of(extract: str, nonce: str) -> str:
    """What the sample follows from: 64 hexadecimal digits. ``extract`` is the SHA-256 of the
    extract's bytes, which the owner of the log cannot choose after the nonce; ``nonce`` is made
    when the review begins and signed with it, so that nobody can pick a sample to their liking."""
    return hashlib.sha256(f"aktvalv log sample v1\0{extract}\0{nonce}".encode()).hexdigest()


def sample(numbers: Collection[int], size: int, seed: str) -> tuple[int, ...]:
    """The rows that chance picks, in order: those whose SHA-256 of seed and number is lowest.
    Every set of that size is as likely as any other, and the same seed always gives the same."""

    def lot(number: int) -> bytes:
        return hashlib.sha256(f"{seed}:{number}".encode()).digest()

    return tuple(sorted(sorted(numbers, key=lot)[:size]))


def unmarked(sampled: Iterable[int], marked: Collection[int]) -> tuple[int, ...]:
    """Rows of the sample that still have no mark: a review cannot be signed before there are
    none."""
    return tuple(number for number in sampled if number not in marked)


@dataclass(frozen=True, slots=True)
class ViewCount:
    """How many rows a view shows, and how many of them have been looked at."""

    key: str
    heading: str
    why: str
    rows: tuple[int, ...]
    marked: int


def counted(
    rules: ReviewRules,
    rows: Sequence[ReviewRow],
    sampled: tuple[int, ...],
    marked: Collection[int],
) -> tuple[ViewCount, ...]:
    """The sample first, then every view in the order of the rules."""
    first = (SAMPLE, "Stickprov", rules.sample_why, sampled)
    rest = ((view.key, view.heading, view.why, rules.rows_of(view, rows)) for view in rules.views)
    return tuple(
        ViewCount(key, heading, why, found, sum(1 for number in found if number in marked))
        for key, heading, why, found in (first, *rest)
    )


def span_text(numbers: Sequence[int]) -> str:
    """``12–15, 40`` of row numbers in order."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in spans)
