from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casework.weekdays import is_weekday, weekday_from


@pytest.mark.parametrize(
    "day",
    [
        "2026-01-01", "2026-01-06", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14",
        "2027-06-06", "2026-06-19", "2026-06-20", "2027-06-25", "2026-12-24", "2026-12-25",
        "2026-12-31", "2026-10-31", "2026-11-21", "2026-11-22", "2024-06-06",
    ],
)  # fmt: skip
def test_weekends_holidays_and_three_eves_end_no_time(day):
    assert not is_weekday(date.fromisoformat(day))


@pytest.mark.parametrize(
    "day", ["2026-04-02", "2026-04-07", "2026-06-18", "2026-06-12", "2026-12-30", "2026-11-23"]
)
def test_other_days_do(day):
    assert is_weekday(date.fromisoformat(day))


def test_christmas_moves_a_time_past_it_all():
    assert weekday_from(date(2026, 12, 24)) == date(2026, 12, 28)
    assert weekday_from(date(2026, 4, 3)) == date(2026, 4, 7)


@given(st.dates(max_value=date(9999, 12, 1)))
def test_a_time_moves_forward_and_not_far(day):
    moved = weekday_from(day)
    assert timedelta(0) <= moved - day <= timedelta(days=6)
    assert is_weekday(moved)


def test_another_library_knows_the_same_holidays():
    """Every Monday to Friday of 96 years: ``holidays`` and the three eves of lagen 1930:173."""
    lines = Path(__file__).with_name("holidays_2005_2100.txt").read_text("utf-8").splitlines()
    known = set()
    for line in lines:
        year, _, days = line.partition(": ")
        if not line.startswith("#"):
            known |= {date.fromisoformat(f"{year}-{day}") for day in days.split()}
    assert len(known) == 696
    day = date(2005, 1, 1)
    while day.year <= 2100:
        midsummer_eve = day.month == 6 and 19 <= day.day <= 25 and day.weekday() == 4
        eve = midsummer_eve or (day.month, day.day) in {(12, 24), (12, 31)}
        if day.weekday() < 5:
            assert is_weekday(day) is not (day in known or eve), day
        day += timedelta(days=1)


def test_the_calendar_ends_without_an_error():
    assert weekday_from(date.max) == date.max
