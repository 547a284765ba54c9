from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casework import moments
from app.casework.moments import MONTHS, Moment
from app.casework.typed_dates import read_date, read_full_date, read_moment
from app.errors import Fault
from tests.app.casework.test_moments import DAYS, MOMENTS

TODAY = date(2026, 11, 22)


@pytest.mark.req("F119")
@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("2026-11-21", "2026-11-21"),
        ("20261121", "2026-11-21"),
        ("261121", "2026-11-21"),
        ("560101", "1956-01-01"),
        ("361231", "2036-12-31"),
        ("371231", "1937-12-31"),
        ("2026-1-2", "2026-01-02"),
        ("2026/11/21", "2026-11-21"),
        ("21/11 2026", "2026-11-21"),
        ("21/11-2026", "2026-11-21"),
        ("21.11.2026", "2026-11-21"),
        ("21-11-2026", "2026-11-21"),
        ("21/11", "2026-11-21"),
        ("den 21/11", "2026-11-21"),
        ("26 november 2021", "2021-11-26"),
        ("den 26 november 2021", "2021-11-26"),
        ("26 NOV. 2021", "2021-11-26"),
        ("3:e maj 2026", "2026-05-03"),
        ("1:a sept 2026", "2026-09-01"),
        ("5 maj", "2026-05-05"),
        ("nov 2021", "2021-11"),
        ("i november 2021", "2021-11"),
        ("2021-11", "2021-11"),
        ("våren 2019", "2019"),
        ("på hösten 2019", "2019"),
        ("sensommaren 2019", "2019"),
        ("tidigt på våren 2019", "2019"),
        ("vintern 2019", "2019"),
        ("omkring 2019", "2019"),
        ("ca. 2019", "2019"),
        ("runt hösten 2019", "2019"),
        ("i slutet av 2019", "2019"),
        ("omkring mars 2019", "2019-03"),
        ("i början av mars 2019", "2019-03"),
        ("2019", "2019"),
        ("år 2019", "2019"),
        ("idag", "2026-11-22"),
        ("I går", "2026-11-21"),
        ("i förrgår", "2026-11-20"),
        ("imorgon", "2026-11-23"),
        ("  21\u00a0november   2026 ", "2026-11-21"),
        ("2026–11–21", "2026-11-21"),
    ],
)
def test_dates_are_read_as_swedes_type_them(typed, stored):
    found = read_date(typed, today=TODAY)
    assert isinstance(found, Moment)
    assert found.text == stored


@pytest.mark.parametrize(
    "typed",
    ["", "x", "2026-13", "2026-0", "20-11-21", "11/21 2026", "0000", "٢٠٢٦", "nov", "21",
     "2026-11-21 14:30", "kl 9", "omkring 14 mars 2019", "omkring", "vintern 2019/20"],
)  # fmt: skip
def test_what_may_mean_two_days_or_none_is_no_date(typed):
    assert read_date(typed, today=TODAY) is Fault.NOT_A_DATE


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("2026-11-21 14:30", "2026-11-21T14:30+01:00"),
        ("2026-11-21, 14:30", "2026-11-21T14:30+01:00"),
        ("2026-11-21 14.30", "2026-11-21T14:30+01:00"),
        ("2026-11-21T14:30", "2026-11-21T14:30+01:00"),
        ("2026-07-01 kl. 9", "2026-07-01T09:00+02:00"),
        ("21 nov 2026 klockan 9.05", "2026-11-21T09:05+01:00"),
        ("idag kl 9", "2026-11-22T09:00+01:00"),
        ("kl 9.30", "2026-11-22T09:30+01:00"),
        ("14:30", "2026-11-22T14:30+01:00"),
        ("nov 2021", "2021-11"),
        ("21.11.2026", "2026-11-21"),
    ],
)
def test_a_time_of_day_may_follow_a_whole_date(typed, stored):
    found = read_moment(typed, today=TODAY)
    assert isinstance(found, Moment)
    assert found.text == stored


@pytest.mark.parametrize(
    "typed", ["2026-02-30", "31/4", "0/5 2026", "31 feb", "den 31 november 2026", "260229"]
)
def test_a_day_that_its_month_does_not_have_is_told_apart(typed):
    assert read_date(typed, today=TODAY) is Fault.NO_SUCH_DAY
    assert read_full_date(typed, today=TODAY) is Fault.NO_SUCH_DAY
    assert read_moment(f"{typed} kl 9", today=TODAY) is Fault.NO_SUCH_DAY


def test_faults_tell_what_is_wrong():
    assert read_moment("2026-11-21 25:00", today=TODAY) is Fault.NOT_A_TIME
    assert read_moment("2026-11-21 kl 9.75", today=TODAY) is Fault.NOT_A_TIME
    assert read_moment("mars 2019 kl 9", today=TODAY) is Fault.NOT_A_FULL_DATE
    assert read_moment("trettonde kl 9", today=TODAY) is Fault.NOT_A_DATE
    assert read_full_date("2019", today=TODAY) is Fault.NOT_A_FULL_DATE
    assert read_full_date("2019-03", today=TODAY) is Fault.NOT_A_FULL_DATE
    assert read_full_date("x", today=TODAY) is Fault.NOT_A_DATE


@given(MOMENTS)
def test_what_is_stored_and_what_is_shown_can_be_typed_again(moment):
    assert read_moment(moment.text, today=TODAY) == moment
    shown = moments.shown(moment.text)
    assert read_moment(shown, today=TODAY) == moment


@given(DAYS)
def test_every_way_to_write_a_day_is_that_day(day):
    written = [
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.day}/{day.month} {day.year}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"den {day.day} {MONTHS[day.month - 1][:3]} {day.year}",
    ]
    assert {read_date(each, today=TODAY) for each in written} == {moments.of_day(day)}


PIECES = st.sampled_from(
    ["2026", "11", "21", "0", "99", "-", "/", ".", ":", " ", "kl", "den", "nov", "maj", "T", "idag"]
)


@given(st.text(max_size=30) | st.lists(PIECES, max_size=8).map("".join))
def test_any_typed_text_is_a_date_that_exists_or_a_fault(typed):
    for read in (read_date, read_full_date, read_moment):
        found = read(typed, today=TODAY)
        assert isinstance(found, Fault) or moments.parse(found.text) == found
