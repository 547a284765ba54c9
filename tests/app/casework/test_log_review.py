"""The sample and the views of a log review."""

from __future__ import annotations

import hashlib
from collections import Counter
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casework.log_review import (
    SAMPLE,
    Detail,
    ReviewRow,
    ReviewRules,
    View,
    counted,
    sample,
    seed_of,
    span_text,
    unmarked,
)
from app.casework.standing import Whose
from app.errors import Reason, Refusal
from app.log_codes import LogCode
from tests.conftest import RESOURCES, review_rules

pytestmark = pytest.mark.req("X07")

FILE = (RESOURCES / "process" / "log_review.toml").read_bytes()
NOON = "2026-06-01T12:00:00+02:00"


def row(sequence: int = 1, code: str = LogCode.CASE_OPENED, **changes: Any) -> ReviewRow:
    given: dict[str, Any] = {"at": NOON, "said": {}, "detail": Detail.PROVED, **changes}
    return ReviewRow(sequence=sequence, code=code, **given)


def view(key: str) -> View:
    return next(each for each in review_rules().views if each.key == key)


def shown(key: str, *rows: ReviewRow) -> tuple[int, ...]:
    return review_rules().rows_of(view(key), rows)


# ------------------------------------------------------------------------------ the sample


@given(st.sets(st.integers(1, 10**9), max_size=60), st.integers(0, 70), st.text(max_size=9))
def test_a_sample_is_of_the_rows_in_order_and_always_the_same(
    numbers: set[int], size: int, seed: str
) -> None:
    first = sample(numbers, size, seed)
    assert first == sample(sorted(numbers, reverse=True), size, seed)
    assert list(first) == sorted(set(first))
    assert set(first) <= numbers
    assert len(first) == min(size, len(numbers))


@given(st.sets(st.integers(1, 10**6), min_size=2, max_size=40), st.text(max_size=9))
def test_a_larger_sample_keeps_the_smaller_one(numbers: set[int], seed: str) -> None:
    """So that nobody gets rid of a row by asking for more."""
    for size in range(len(numbers)):
        assert set(sample(numbers, size, seed)) <= set(sample(numbers, size + 1, seed))


def chi_square(counts: list[int], expected: float) -> float:
    return sum((count - expected) ** 2 / expected for count in counts)


def test_every_row_is_as_likely_as_any_other() -> None:
    """4,000 samples of 5 among 50 with fixed seeds: chi-square of the rows' frequencies with 49
    degrees of freedom stays under its 99.9th percentile (85.4), and over its 0.1th (23.0)."""
    counts = Counter(
        number for each in range(4_000) for number in sample(range(50), 5, f"seed {each}")
    )
    found = chi_square([counts[number] for number in range(50)], 4_000 * 5 / 50)
    assert 23.0 < found < 85.4


def test_every_pair_of_rows_is_as_likely_as_any_other() -> None:
    """15 pairs of 6 rows: 14 degrees of freedom, 99.9th percentile 36.1. Also for neighbours."""
    counts = Counter(sample(range(100, 106), 2, f"seed {each}") for each in range(3_000))
    pairs = list(combinations(range(100, 106), 2))
    assert set(counts) == set(pairs)
    assert chi_square([counts[pair] for pair in pairs], 3_000 / 15) < 36.1


def test_the_sample_can_be_drawn_again_from_what_stands_on_paper() -> None:
    """By the words on the paper alone: any program can do it."""
    blob, nonce = "ab" * 32, "00000000-0000-4000-8000-000000000001"
    text = f"aktvalv log sample v1\0{blob}\0{nonce}"
    seed = hashlib.sha256(text.encode()).hexdigest()
    assert seed_of(blob, nonce) == seed
    lots = {n: hashlib.sha256(f"{seed}:{n}".encode()).hexdigest() for n in range(1, 101)}
    lowest = sorted(lots, key=lambda number: lots[number])[:10]
    assert sample(range(1, 101), 10, seed) == tuple(sorted(lowest))


def test_another_extract_or_nonce_gives_another_sample() -> None:
    numbers, first = range(500), seed_of("ab" * 32, "1")
    others = (seed_of("ac" * 32, "1"), seed_of("ab" * 32, "2"))
    assert all(sample(numbers, 20, first) != sample(numbers, 20, other) for other in others)


def test_rows_without_a_mark_are_told() -> None:
    assert unmarked((2, 5, 9), {5}) == (2, 9)
    assert unmarked((2,), {2, 7}) == ()


# ------------------------------------------------------------------------------- the views


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("reveals", LogCode.REVEALED),
        ("prints", LogCode.PRINTED),
        ("exports", LogCode.EXPORTED),
        ("exports", LogCode.PACKAGE_SEALED),
        ("failed_unlocks", LogCode.UNLOCK_FAILED),
        ("searches", LogCode.SEARCHED),
        ("not_own", LogCode.HANDED_OVER_CASE_READ),
        ("rollbacks", LogCode.ROLLBACK_ACCEPTED),
        ("rollbacks", LogCode.BACKUP_RESTORED),
        ("rollbacks", LogCode.PASSPHRASE_CHANGED),
    ],
)
def test_what_stands_out_has_a_view(key: str, code: LogCode) -> None:
    assert shown(key, row(1, code), row(2, LogCode.LOCKED)) == (1,)


def test_all_that_was_done_with_a_protected_identity_is_shown() -> None:
    rows = (row(1, protected=True), row(2), row(3, LogCode.RECORD_ADDED, protected=True))
    assert shown("protected", *rows) == (1, 3)
    assert shown("not_own", row(1, whose=Whose.HANDED_OVER)) == ()


def test_what_bops_has_said_and_what_cannot_be_read_are_shown() -> None:
    rows = (
        row(1, LogCode.PART_OPENED, said={"bops": True}),
        row(2, LogCode.PART_OPENED, said={"bops": "yes"}),
        row(3, detail=Detail.GONE),
        row(4, LogCode.ROLLBACK_ACCEPTED, detail=Detail.TOLD),
        row(5, LogCode.RECORD_ADDED, detail=Detail.TOLD),
    )
    assert shown("bops", *rows) == (1,)
    assert shown("not_shown", *rows) == (3, 4)


@pytest.mark.parametrize(
    ("at", "odd"),
    [
        ("2026-06-01T06:00:00+02:00", False),
        ("2026-06-01T05:59:59+02:00", True),
        ("2026-06-01T19:59:59+02:00", False),
        ("2026-06-01T20:00:00+02:00", True),
        ("2026-06-06T12:00:00+02:00", True),  # a Saturday, and the national day
        ("2026-06-19T12:00:00+02:00", True),  # Midsummer Eve
        ("2026-05-14T12:00:00+02:00", True),  # Ascension Day
        ("2026-12-24T12:00:00+01:00", True),
        ("2026-06-02T12:00:00+00:00", False),  # by the clock of the one who wrote it
        ("i natt", True),
    ],
)
def test_odd_hours_are_outside_work_and_on_holidays(at: str, odd: bool) -> None:
    assert review_rules().is_odd(at) is odd
    assert (shown("odd_hours", row(1, at=at)) == (1,)) is odd


def test_what_the_program_does_by_itself_is_no_odd_hour() -> None:
    night = "2026-06-01T02:00:00+02:00"
    for code in (LogCode.LOCKED, LogCode.BACKUP_MADE, LogCode.VAULT_CHECKED):
        assert shown("odd_hours", row(1, code, at=night)) == ()


def test_a_failed_unlock_is_odd_by_when_it_failed() -> None:
    """It is written down at the next unlock that works, in the morning."""
    failed = row(1, LogCode.UNLOCK_FAILED, said={"at": "2026-06-01T03:00:00+02:00"})
    assert shown("odd_hours", failed) == (1,)


def test_views_are_counted_with_what_has_been_marked() -> None:
    rows = (row(1, LogCode.PRINTED), row(2, LogCode.PRINTED), row(3))
    first, *rest = counted(review_rules(), rows, (1, 3), {1})
    assert (first.key, first.rows, first.marked) == (SAMPLE, (1, 3), 1)
    prints = next(each for each in rest if each.key == "prints")
    assert (prints.rows, prints.marked) == ((1, 2), 1)
    assert all(each.why for each in (first, *rest))


@pytest.mark.parametrize(
    ("numbers", "text"),
    [((), ""), ((4,), "4"), ((4, 5, 6, 9), "4–6, 9"), ((1, 3, 4), "1, 3–4")],
)
def test_rows_are_named_by_spans(numbers: tuple[int, ...], text: str) -> None:
    assert span_text(numbers) == text


# ---------------------------------------------------------------------------- the rules


@pytest.mark.parametrize(("rows", "size"), [(0, 0), (10, 10), (500, 25), (1000, 50), (10**5, 200)])
def test_the_size_that_is_proposed(rows: int, size: int) -> None:
    assert review_rules().sample_size(rows) == size


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"percent = 5", b"percent = 0"),
        (b"least = 25", b"least = 900"),
        (b'from = "06:00"', b'from = "21:00"'),
        (b'from = "06:00"', b'from = "klockan sex"'),
        (b'codes = ["printed"]', b""),
        (b'codes = ["printed"]', b'codes = ["looked"]'),
        (b'key = "prints"', b'key = "reveals"'),
        (b'key = "prints"', b'key = "sample"'),
        (b"format = 1", b"format = 2"),
        (b"format = 1", b"format = 1\nextra = 1"),
    ],
)
def test_rules_that_make_no_sense_are_refused(old: bytes, new: bytes) -> None:
    assert old in FILE
    with pytest.raises(Refusal) as caught:
        ReviewRules.parse(FILE.replace(old, new, 1))
    assert caught.value.reason is Reason.LEGAL_PACK_INVALID


def test_every_view_says_why() -> None:
    rules = review_rules()
    assert rules.sample_why
    assert all(len(each.why) > 30 for each in rules.views)
