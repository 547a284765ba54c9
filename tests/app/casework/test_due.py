from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from app.casework import facts
from app.casework.deadlines.tasks import TASK
from app.casework.due import appeal_ends, due_rows, shown_from
from app.casework.projection import fold
from app.law.pack import DeadlineKey
from app.ports import DueRow
from tests.app.casework.build import (
    STREAM,
    application,
    case_records,
    decision,
    entity,
    note,
    plan,
    record,
)
from tests.app.casework.law import LAW

PLAN, DECISION, NOTE, INTAKE = entity(1), entity(2), entity(3), entity(4)


def due(*records) -> list[tuple[str, str]]:
    return [(row.code, row.due) for row in due_rows(fold(STREAM, records), LAW)]


def only(*codes: str):
    """``due`` of these codes alone: most events start several times."""

    def picked(*records) -> list[tuple[str, str]]:
        return [row for row in due(*records) if row[0] in codes]

    return picked


@pytest.mark.req("F034")
def test_an_application_without_decision_is_due_after_six_months_and_shown_after_five():
    rows = due_rows(fold(STREAM, [record(application("2026-03-15"), of=INTAKE)]), LAW)
    row = rows[-1]
    assert row == DueRow(STREAM, INTAKE, "application_slow", "2026-09-15")
    assert shown_from(row, LAW) == date(2026, 8, 15)


@pytest.mark.req("F034")
def test_an_interest_starts_no_time():
    interest = application("2026-03-15", kind=facts.IntakeKind.INTEREST)
    assert only("application_slow")(record(interest)) == []


@pytest.mark.req("F034")
@pytest.mark.parametrize(
    ("decided_on", "still_due"),
    [("2026-03-15", False), ("2026-08-01", False), ("2026-03-14", True)],
)
def test_a_decision_from_the_application_on_ends_the_time(decided_on, still_due):
    records = [
        record(application("2026-03-15"), of=INTAKE),
        record(decision(decided_on), of=DECISION, lamport=2),
    ]
    assert (("application_slow", "2026-09-15") in due(*records)) is still_due


@pytest.mark.req("F034")
def test_the_last_of_a_long_month_is_the_last_of_a_short_one():
    assert only("application_slow")(record(application("2026-08-31"))) == [
        ("application_slow", "2027-02-28")
    ]


def test_an_application_before_the_law_has_no_such_time():
    slow = only("application_slow")
    assert slow(record(application("2018-06-30"))) == []
    assert slow(record(application("2018-07-01"))) == [("application_slow", "2019-01-01")]


def test_a_plan_is_followed_up_on_the_day_it_says():
    fixed = record(plan(follow_up_on="2026-07-01"), of=PLAN)
    (row,) = due_rows(fold(STREAM, [fixed]), LAW)
    assert row == DueRow(STREAM, PLAN, "plan_follow_up", "2026-07-01")
    assert shown_from(row, LAW) == date(2026, 6, 17)
    second = record(plan(number=2, follow_up_on="2026-10-01"), of=PLAN, parents=[fixed], lamport=2)
    assert due(fixed, second) == [("plan_follow_up", "2026-10-01")]


@pytest.mark.parametrize(
    ("happened_at", "kind", "met"),
    [
        ("2026-07-02", facts.NoteType.FOLLOW_UP, True),
        ("2026-06-20T10:00+02:00", facts.NoteType.FOLLOW_UP, True),
        ("2026-06-17", facts.NoteType.FOLLOW_UP, True),
        ("2026-06-16", facts.NoteType.FOLLOW_UP, False),
        ("2026", facts.NoteType.FOLLOW_UP, False),
        ("2026-07", facts.NoteType.FOLLOW_UP, True),
        ("2026-07-02", facts.NoteType.MEETING, False),
    ],
)
def test_a_follow_up_note_from_a_fortnight_before_meets_it(happened_at, kind, met):
    records = [
        record(plan(follow_up_on="2026-07-01"), of=PLAN),
        record(note(type=kind), of=NOTE, lamport=2, happened_at=happened_at),
    ]
    assert (due(*records) == []) is met


def test_a_decision_is_followed_up_and_its_interventions_end():
    granted = facts.GrantedIntervention(
        key="1",
        intervention="Boende",
        need=facts.NeedRef(assessment="cd" * 32, key="boende"),
        reason="Behövs",
        valid_from="2026-04-01",
        valid_to="2026-12-31",
    )
    first = record(
        decision("2026-04-01", interventions=(granted,), follow_up_on="2026-09-01"), of=DECISION
    )
    picked = only("decision_follow_up", "intervention_ends")
    assert picked(first) == [
        ("decision_follow_up", "2026-09-01"),
        ("intervention_ends", "2026-12-01"),
    ]
    again = record(decision("2026-11-25"), of=entity(9), lamport=2)
    assert picked(first, again) == [("decision_follow_up", "2026-09-01")]


def test_protection_is_checked_again_and_renewed_before_it_ends():
    level = facts.ProtectionLevel.CONFIDENTIALITY_MARKING
    protection = facts.Protection(level=level, checked_on="2026-01-01", valid_to="2027-01-01")
    assert due(record(protection)) == [
        ("protection_check", "2026-06-30"),
        ("protection_ends", "2026-11-02"),
    ]


def test_no_protection_is_nothing_to_check():
    none = facts.Protection(level=facts.ProtectionLevel.NONE, checked_on="2026-01-01")
    assert due(record(none)) == []


def test_both_sides_of_a_conflict_count():
    first = record(plan(), of=PLAN)
    one = record(plan(follow_up_on="2026-07-01"), of=PLAN, parents=[first], lamport=2)
    other = record(plan(follow_up_on="2026-06-01"), of=PLAN, parents=[first], lamport=2)
    assert due(first, one, other) == [
        ("plan_follow_up", "2026-06-01"),
        ("plan_follow_up", "2026-07-01"),
    ]


@pytest.mark.parametrize("text", ["", "snart", "2026", "2026-02-30", "9999-12-31", "0001-01-01"])
def test_a_date_that_is_none_or_at_the_calendars_end_never_raises(text):
    records = [
        record(application(text), of=INTAKE),
        record(plan(follow_up_on=text), of=PLAN),
        record(
            facts.Protection(level=facts.ProtectionLevel.BOTH, checked_on=text, valid_to=text),
            of=entity(7),
        ),
    ]
    for row in due_rows(fold(STREAM, records), LAW):
        assert date.fromisoformat(row.due)
        assert shown_from(row, LAW) <= date.fromisoformat(row.due)
    appeal_ends(text, LAW)


@given(case_records())
@settings(max_examples=100)
def test_any_case_has_due_rows_in_order(records):
    rows = due_rows(fold(STREAM, records), LAW)
    assert [row.due for row in rows] == sorted(row.due for row in rows)
    assert all(row.code in {*DeadlineKey, TASK} for row in rows)


@pytest.mark.parametrize(
    ("received", "ends"),
    [
        ("2026-11-02", "2026-11-23"),
        ("2026-12-04", "2026-12-28"),
        ("2026-12-05", "2026-12-28"),
        ("2026-03-13", "2026-04-07"),
        ("2026-11-01", "2026-11-23"),
    ],
)
def test_the_time_of_appeal_is_three_weeks_and_ends_on_a_weekday(received, ends):
    assert appeal_ends(received, LAW) == date.fromisoformat(ends)


def test_without_a_day_of_receipt_there_is_no_time_of_appeal():
    assert appeal_ends("2026-11", LAW) is None
    assert appeal_ends("", LAW) is None
    assert appeal_ends("2018-06-30", LAW) is None
