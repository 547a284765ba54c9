"""What is published points nobody out, and nothing hidden can be counted back."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casework.suppression import LEAST, part_of, published

COUNTS = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 30), min_size=1)

pytestmark = pytest.mark.req("F028", "F145", "F170")


@given(COUNTS)
def test_no_count_between_nought_and_five_is_told(counts: dict[str, int]) -> None:
    told = published(counts)
    for key, count in counts.items():
        assert told.counts[key] in (count, None)
        if 0 < count < LEAST:
            assert told.counts[key] is None
        if count == 0:
            assert told.counts[key] == 0


@given(COUNTS)
def test_what_the_total_leaves_over_is_no_small_group(counts: dict[str, int]) -> None:
    told = published(counts)
    hidden = [key for key, count in told.counts.items() if count is None]
    if told.total is None:
        assert hidden
        return
    assert told.total == sum(counts.values())
    left = told.total - sum(count for count in told.counts.values() if count is not None)
    assert left == sum(counts[key] for key in hidden)
    assert not hidden or (len(hidden) > 1 and left >= LEAST)


@given(COUNTS)
def test_the_hidden_fit_in_any_other_order(counts: dict[str, int]) -> None:
    """Whoever knows the rule is left with at least two truths for each hidden count."""
    told = published(counts)
    hidden = [key for key, count in told.counts.items() if count is None]
    if told.total is None:
        return
    for key in hidden:
        other = next(each for each in hidden if counts[each] != counts[key])
        turned = {**counts, key: counts[other], other: counts[key]}
        assert published(turned) == told


@given(st.dictionaries(st.sampled_from("abc"), st.integers(0, 8), min_size=1))
def test_more_than_one_table_fits_also_when_the_total_is_hidden(counts: dict[str, int]) -> None:
    told = published(counts)
    hidden = [key for key, count in told.counts.items() if count is None]
    fitting = [
        values
        for values in product(range(1, 12), repeat=len(hidden))
        if published({**counts, **dict(zip(hidden, values, strict=True))}) == told
    ]
    for at in range(len(hidden)):
        assert len({values[at] for values in fitting}) > 1


@pytest.mark.parametrize("count", [1, 4])
def test_counts_that_are_all_the_same_are_not_told_by_their_total(count: int) -> None:
    told = published(dict.fromkeys("abcde", count))
    assert set(told.counts.values()) == {None}
    assert told.total is None


def test_what_is_as_small_as_what_is_hidden_is_hidden_with_it() -> None:
    told = published({"a": 5, "b": 5, "c": 3, "d": 30})
    assert (told.counts, told.total) == ({"a": None, "b": None, "c": None, "d": 30}, 43)


def test_what_needs_no_hiding_is_told_as_it_is() -> None:
    counts = {"a": 5, "b": 0, "c": 12}
    told = published(counts)
    assert (told.counts, told.total) == (counts, 17)


def test_a_lonely_small_count_takes_the_smallest_other_with_it() -> None:
    told = published({"a": 2, "b": 9, "c": 40})
    assert (told.counts, told.total) == ({"a": None, "b": None, "c": 40}, 51)
    told = published({"a": 1, "b": 2, "c": 0})
    assert (told.counts, told.total) == ({"a": None, "b": None, "c": 0}, None)


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [(0, 0, 0), (0, 9, 0), (4, 20, None), (5, 20, 5), (16, 20, None), (15, 20, 15), (20, 20, 20)],
)
def test_a_part_is_hidden_when_it_or_the_rest_is_small(
    part: int, whole: int, told: int | None
) -> None:
    assert part_of(part, whole) == told
