"""The table of deadlines and the triggers fit each other, and any date can be counted from."""

from __future__ import annotations

import inspect
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casework import due, facts
from app.casework.deadlines.rows import ends
from app.casework.deadlines.tasks import TASK, WAITING
from app.casework.index import index_rows
from app.casework.projection import fold
from app.casework.weekdays import is_weekday
from app.law.pack import Basis, Deadline, DeadlineKey
from app.usecases.watching.todo import part_for
from tests.app.casework.build import STREAM, case_records
from tests.app.casework.deadlines.making import Case
from tests.app.casework.law import LAW
from ui.case_words import DUE

DAYS = st.dates() | st.sampled_from(
    [date(2024, 2, 29), date(2028, 2, 29), date(2026, 12, 31), date(2027, 1, 1), date.max, date.min]
)
IN_VAULT = {DeadlineKey.QUARTER_REPORT, DeadlineKey.LOG_REVIEW, DeadlineKey.PROVIDER_FOLLOW_UP}


@pytest.mark.req("X12")
def test_every_rule_of_the_table_is_there_with_its_number() -> None:
    numbers = {rule.number for rule in LAW.deadlines if rule.number}
    expected = {f"D{number:02}" for number in range(1, 23)} - {"D18"}
    assert numbers == expected | {"D18a", "D18b"}


@pytest.mark.req("X12")
def test_every_key_is_made_due_by_some_event() -> None:
    """By a trigger, by hand, or for the vault: no rule of the table stands without."""
    modules = (
        due.application, due.decision, due.execution, due.follow_up, due.threat_consent,
        due.children, due.cooperation, due.closed,
    )  # fmt: skip
    source = "".join(inspect.getsource(module) for module in modules)
    triggered = {key for key in DeadlineKey if f"DeadlineKey.{key.name}" in source}
    by_hand = {rule.key for rule in LAW.deadlines if rule.by_hand}
    assert set(DeadlineKey) == triggered | by_hand | IN_VAULT
    assert {rule.key for rule in LAW.deadlines} == set(DeadlineKey)
    assert {rule.key for rule in LAW.deadlines if rule.in_vault} == IN_VAULT


def test_every_rule_has_words_and_a_place() -> None:
    for key in DeadlineKey:
        assert DUE[key]
        assert key in IN_VAULT or part_for(key) != "case" or key is DeadlineKey.INTAKE_WAITS


def test_only_what_no_law_sets_may_have_a_local_value_or_be_ticked_off() -> None:
    for rule in LAW.deadlines:
        assert ("§" in rule.reference) is (rule.basis is Basis.LAW), rule.key
        if rule.local:
            assert rule.basis is Basis.OWN
            assert rule.months or rule.weeks or rule.days
        assert not rule.weekday_rule or rule.basis is Basis.LAW


@given(st.sampled_from(LAW.deadlines), DAYS)
def test_a_time_ends_within_the_calendar_and_one_of_the_law_on_a_weekday(
    rule: Deadline, start: date
) -> None:
    end = ends(rule, start)
    assert rule.warns(end) <= end
    if rule.weekday_rule and end < date.max:
        assert is_weekday(end)
        assert timedelta(0) <= end - rule.due(start) <= timedelta(days=6)
    elif not rule.weekday_rule:
        assert end == rule.due(start)


@given(DAYS, st.sampled_from([key.value for key in DeadlineKey] + ["?"]), st.text(max_size=10))
def test_any_started_time_and_any_text_for_a_day_are_survived(
    day: date, rule: str, text: str
) -> None:
    case = Case()
    case.add(facts.StartedDeadline(rule, day.isoformat()))
    case.add(facts.StartedDeadline(rule, text))
    case.add(facts.Task("x", "y", text, wait_until=day.isoformat()))
    state = fold(STREAM, case.records)
    for row in due.index_rows(state, LAW):
        assert date.fromisoformat(row.due)
        assert due.shown_from(row, LAW) <= date.fromisoformat(row.due)


@given(case_records())
def test_the_index_holds_what_the_case_shows_and_until_when_tasks_wait(records) -> None:  # type: ignore[no-untyped-def]
    state = fold(STREAM, records)
    shown = due.due_rows(state, LAW)
    indexed = index_rows(STREAM, records, LAW).due
    if indexed:
        counted = [row for row in indexed if row.code not in (WAITING, DeadlineKey.RETENTION)]
        assert counted == [row for row in shown if row.code != DeadlineKey.RETENTION]
    tasks = {row.entity for row in shown if row.code == TASK}
    assert {row.entity for row in indexed if row.code == WAITING} <= tasks or not indexed
