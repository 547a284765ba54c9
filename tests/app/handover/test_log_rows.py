"""An extract of a log says itself whether it is whole, by rows that nobody can make up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from app.errors import Reason, Refusal
from app.handover.log_rows import (
    FORMAT,
    Extract,
    ExtractHead,
    ExtractRow,
    at_end,
    check,
    decode,
    encode,
    fits_anchor,
    packed,
)
from app.log_chain import START, ChainRow, row_hash

pytestmark = pytest.mark.req("X07")

DAYS = ("2026-04-30", "2026-05-01", "2026-05-15", "2026-05-31", "2026-06-01", "2026-06-02")


def chain(days: Sequence[str] = DAYS) -> list[ChainRow]:
    rows: list[ChainRow] = []
    for number, day in enumerate(days, start=1):
        at, previous = f"{day}T09:00:00+02:00", rows[-1].hash if rows else START
        digest = row_hash(previous, number, at, "case_opened", START)
        rows.append(ChainRow(number, at, "case_opened", digest, START, b"", None))
    return rows


LOG = chain()


def extract(first: int = 2, last: int = 4, *, shown: slice = slice(0, 5), **head: Any) -> Extract:
    """Of May, unless told otherwise: with a row before it and one after."""
    rows = LOG[shown]
    before = LOG[shown.start - 1].hash if shown.start else START
    written = ExtractHead(
        format=FORMAT,
        first_day="2026-05-01",
        last_day="2026-05-31",
        made_at="2026-06-02T10:00:00+02:00",
        first=first,
        last=last,
        before=before.hex(),
        register="00000000-0000-4000-8000-000000000001",
        cases=(),
    )
    made = tuple(packed(row) if first <= row.sequence <= last else at_end(row) for row in rows)
    return Extract(msgspec.structs.replace(written, **head), made)


def test_a_month_with_a_row_on_each_side_is_whole() -> None:
    found = check(extract())
    assert (found.broken_at, found.complete) == (None, True)
    assert decode(encode(extract().head, extract().rows)) == extract()


@pytest.mark.parametrize(
    "lacking",
    [
        extract(shown=slice(0, 4)),
        extract(last=3, shown=slice(0, 3)),
        extract(first=2, shown=slice(1, 5)),
        extract(first=3, shown=slice(2, 5)),
        Extract(extract().head, ()),
    ],
    ids=["no row after", "cut at the end", "no row before", "cut at the beginning", "nothing"],
)
def test_what_is_left_out_at_an_end_is_seen(lacking: Extract) -> None:
    """The chain of what is there holds, and that is not enough."""
    found = check(lacking)
    assert found.broken_at is None
    assert not found.complete


def test_a_log_has_no_row_before_its_first_nor_after_the_day_it_is_asked_on() -> None:
    whole = extract(first=1, first_day="2026-04-01")
    assert check(whole).complete
    elsewhere = msgspec.structs.replace(whole.head, before="ab" * 32)
    assert check(replace(whole, head=elsewhere)).broken_at == 1
    last = extract(shown=slice(0, 4), made_at="2026-05-31T18:00:00+02:00")
    assert check(last).complete


def test_a_row_that_was_changed_or_taken_out_breaks_the_chain() -> None:
    rows = list(extract().rows)
    changed = [msgspec.structs.replace(rows[2], code="printed") if n == 2 else row
               for n, row in enumerate(rows)]  # fmt: skip
    assert check(Extract(extract().head, tuple(changed))).broken_at == 3
    assert check(Extract(extract().head, (*rows[:2], *rows[3:]))).broken_at == 4


@pytest.mark.parametrize(
    ("number", "fits"), [(1, True), (2, True), (5, True), (6, None), (0, None)]
)
def test_whether_an_anchor_is_of_the_same_log(number: int, fits: bool | None) -> None:
    later = extract(shown=slice(1, 5))
    digest = LOG[number - 1].hash.hex() if number else START.hex()
    assert fits_anchor(later, f"{number}:{digest}") is fits
    other = fits_anchor(later, f"{number}:{'ab' * 32}")
    assert other is (None if fits is None else False)


@pytest.mark.parametrize("anchor", ["", ":", "x:ab", "-1:ab", "²:ab"])
def test_what_is_no_anchor_says_nothing(anchor: str) -> None:
    assert fits_anchor(extract(), anchor) is None


def test_more_than_a_row_outside_the_period_is_no_extract() -> None:
    for first, last in ((3, 4), (2, 3)):
        beyond = extract(first, last)
        with pytest.raises(Refusal) as refusal:
            decode(encode(beyond.head, beyond.rows))
        assert refusal.value.reason is Reason.PACKAGE_MALFORMED


def test_a_newer_extract_is_told_apart() -> None:
    newer = msgspec.structs.replace(extract().head, format=FORMAT + 1)
    with pytest.raises(Refusal) as refusal:
        decode(encode(newer, extract().rows))
    assert refusal.value.reason is Reason.PACKAGE_NEWER


def test_a_row_says_its_detail_in_one_way() -> None:
    row = ExtractRow(sequence=2, at="2026-05-01T09:00:00+02:00", code="printed", hash="ab" * 32)
    for wrong in (
        msgspec.structs.replace(row, blind="cd" * 32),
        msgspec.structs.replace(row, payload={"copy": 1}),
        msgspec.structs.replace(row, told={"copy": 1}),
        msgspec.structs.replace(row, gone=True),
        msgspec.structs.replace(row, sequence=0),
    ):
        with pytest.raises(Refusal):
            decode(encode(extract().head, [wrong]))
