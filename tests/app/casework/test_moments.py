from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casework import moments
from app.casework.moments import Moment, NotAMoment
from app.journal import canonical

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
TIMES = st.times().map(lambda time: time.strftime("%H:%M"))
MOMENTS = st.one_of(
    DAYS.map(lambda day: Moment(day.year)),
    DAYS.map(lambda day: Moment(day.year, day.month)),
    DAYS.map(moments.of_day),
    st.builds(moments.at_time, DAYS, TIMES),
)


@given(MOMENTS)
def test_a_moment_is_its_stored_text(moment):
    assert moments.parse(moment.text) == moment
    assert moment.exists
    assert moment.first <= moment.last


@given(MOMENTS)
def test_every_stored_moment_is_one_that_a_record_can_carry(moment):
    assert canonical._EVENT.fullmatch(moment.text)


@given(st.one_of(st.text(max_size=30), st.from_regex(r"\A[0-9T:Z+-]{1,25}\Z")))
def test_any_text_is_a_moment_written_just_so_or_none(text):
    try:
        moment = moments.parse(text)
    except NotAMoment:
        return
    assert moment.text == text


@pytest.mark.parametrize(
    "text",
    [
        "", "0000", "2026-13", "2026-00", "2026-02-30", "2026-1-1", "20260101", "2026-01-01T",
        "2026-01-01T09:30", "2026-01-01T24:00Z", "2026-01T09:30Z", " 2026", "2026\n", "２０２６",
        "2026-01-01T09:30:00+01:00",
    ],
)  # fmt: skip
def test_what_is_not_the_stored_form_is_refused(text):
    with pytest.raises(NotAMoment) as caught:
        moments.parse(text)
    assert not str(caught.value)


def test_a_partial_date_means_every_day_in_it():
    year, month = moments.parse("2024"), moments.parse("2024-02")
    assert (year.first, year.last) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (month.first, month.last) == (date(2024, 2, 1), date(2024, 2, 29))
    assert not month.full
    assert moments.parse("2024-02-29").full


@pytest.mark.parametrize(
    ("earlier", "later", "surely"),
    [
        ("2019", "2020", True),
        ("2019", "2019-03", False),
        ("2019-03", "2019", False),
        ("2019-02-28", "2019-03", True),
        ("2019-03-14", "2019-03-14", False),
        ("2019-03-14T09:30+01:00", "2019-03-14", False),
        ("2019-03-14T09:30+01:00", "2019-03-14T09:31+01:00", True),
        ("2019-03-14T09:30+02:00", "2019-03-14T09:00+01:00", True),
        ("2019-03-14T10:00+02:00", "2019-03-14T09:00+01:00", False),
    ],
)
def test_before_is_said_only_when_it_is_sure(earlier, later, surely):
    left, right = moments.parse(earlier), moments.parse(later)
    assert left.surely_before(right) is surely
    assert not right.surely_before(left)


@given(MOMENTS, MOMENTS)
def test_nothing_is_both_before_and_after(one, other):
    assert not (one.surely_before(other) and other.surely_before(one))


def test_the_future_begins_after_the_day():
    assert not moments.parse("2026").surely_after(date(2026, 1, 1))
    assert not moments.parse("2026-11-22").surely_after(date(2026, 11, 22))
    assert moments.parse("2026-11-23").surely_after(date(2026, 11, 22))


@pytest.mark.parametrize(
    ("day", "time", "stored"),
    [
        (date(2026, 1, 15), "09:30", "2026-01-15T09:30+01:00"),
        (date(2026, 7, 15), "09:30", "2026-07-15T09:30+02:00"),
        (date(2026, 3, 29), "01:59", "2026-03-29T01:59+01:00"),
        (date(2026, 3, 29), "03:00", "2026-03-29T03:00+02:00"),
        (date(2026, 10, 25), "01:59", "2026-10-25T01:59+02:00"),
        (date(2026, 10, 25), "03:00", "2026-10-25T03:00+01:00"),
    ],
)
def test_a_time_of_day_has_the_offset_of_that_day_in_sweden(day, time, stored):
    assert moments.at_time(day, time).text == stored


def test_only_a_whole_date_is_a_day():
    assert moments.day_or_none("2026-02-28") == date(2026, 2, 28)
    assert moments.day_or_none("2026-02-28T09:30+01:00") == date(2026, 2, 28)
    assert moments.day_or_none("2026-02") is None
    assert moments.day_or_none("snart") is None


@pytest.mark.parametrize(
    ("stored", "shown", "in_words"),
    [
        ("2019", "2019", "2019"),
        ("2019-03", "mars 2019", "mars 2019"),
        ("2021-11-26", "2021-11-26", "26 november 2021"),
        ("2021-11-26T09:30+01:00", "2021-11-26 kl. 09:30", "26 november 2021"),
        ("i våras", "i våras", "i våras"),
    ],
)
def test_moments_are_shown_in_swedish(stored, shown, in_words):
    assert moments.shown(stored) == shown
    assert moments.in_words(stored) == in_words


def test_weeks_are_iso_weeks():
    assert moments.week(date(2026, 11, 22)) == "v. 47"
    assert moments.week(date(2027, 1, 1)) == "v. 53"
