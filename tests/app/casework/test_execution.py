"""What is carried out, and what has waited for longer than the law allows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from app.casework import facts, quarters
from app.casework.execution import Standing, all_carried, not_executed, waits_ended
from app.casework.facts import ExecutionEvent
from app.casework.projection import fold
from app.casework.state import CaseState
from app.law.pack import LegalPack
from tests.app.casework import build

DAYS = st.dates(date(2025, 7, 1), date(2031, 12, 31))


def granted(**changes: str) -> facts.GrantedIntervention:
    values = {
        "key": "1",
        "intervention": "Boende med stöd",
        "reason": "x",
        "valid_from": "2026-01-01",
    }
    return facts.GrantedIntervention(need=None, **(values | changes))


def case(
    decided_on: str,
    *events: tuple[ExecutionEvent, str],
    valid_to: str = "",
    provision: str = "sol-2025-11-1",
    ended: str = "",
) -> CaseState:
    decision = build.record(
        build.decision(decided_on, provision=provision, interventions=(granted(valid_to=valid_to),))
    )
    records = [decision]
    for at, (event, day) in enumerate(events, 2):
        fact = facts.Execution(
            decision=decision.id, granted_key="1", event=event, happened_on=day, reason="Kö"
        )
        records.append(build.record(fact, of=build.entity(at), lamport=at))
    if ended:
        end = build.decision(
            ended,
            outcome=facts.Outcome.ENDED,
            changes=decision.id,
            ends_on=ended,
        )
        records.append(build.record(end, of=build.entity(90), lamport=90))
    return fold(build.STREAM, records)


@pytest.mark.req("X13")
@given(decided=DAYS)
def test_what_is_not_begun_is_too_late_the_day_after_three_months(
    law: LegalPack, decided: date
) -> None:
    state = case(decided.isoformat())
    due = decided + relativedelta(months=3)

    assert not not_executed(state, law, due)
    (row,) = not_executed(state, law, due + timedelta(days=1))
    assert (row.standing, row.since) == (Standing.WAITING, decided)


@pytest.mark.req("X13")
@given(decided=DAYS, after=st.integers(0, 400), stopped=st.integers(0, 400))
def test_an_interruption_starts_the_time_anew(
    law: LegalPack, decided: date, after: int, stopped: int
) -> None:
    started = decided + timedelta(days=after)
    interrupted = started + timedelta(days=stopped)
    state = case(
        decided.isoformat(),
        (ExecutionEvent.STARTED, started.isoformat()),
        (ExecutionEvent.INTERRUPTED, interrupted.isoformat()),
    )
    due = interrupted + relativedelta(months=3)

    assert not not_executed(state, law, due)
    (row,) = not_executed(state, law, due + timedelta(days=1))
    assert (row.standing, row.since) == (Standing.INTERRUPTED, interrupted)


@pytest.mark.req("X13")
def test_what_runs_is_not_on_the_list_and_a_declined_offer_does_not_run(law: LegalPack) -> None:
    late = date(2026, 12, 31)
    started = case("2026-01-10", (ExecutionEvent.STARTED, "2026-02-01"))
    declined = case("2026-01-10", (ExecutionEvent.OFFER_DECLINED, "2026-02-01"))

    assert not not_executed(started, law, late)
    (row,) = not_executed(declined, law, late)
    assert (row.since, row.reason) == (date(2026, 1, 10), "Kö")


@pytest.mark.req("X13")
@pytest.mark.parametrize(
    "state",
    [
        case("2026-01-10", valid_to="2026-03-31"),
        case("2026-01-10", ended="2026-03-31"),
        case("2026-01-10", provision="sol-2025-11-5"),
        case("2026-01-10", (ExecutionEvent.ENDED, "2026-03-01")),
    ],
    ids=["ran out", "ended by a decision", "without individual assessment", "called off"],
)
def test_what_nobody_has_to_carry_out_is_not_on_the_list(law: LegalPack, state: CaseState) -> None:
    assert not not_executed(state, law, date(2026, 12, 31))


@pytest.mark.req("X13")
def test_what_was_late_and_is_carried_out_is_told_of_in_that_quarter(law: LegalPack) -> None:
    state = case("2026-01-10", (ExecutionEvent.STARTED, "2026-05-20"))
    second, third = quarters.days_of("2026-Q2"), quarters.days_of("2026-Q3")

    (wait,) = waits_ended(state, law, *second)
    assert (wait.since, wait.until, wait.resumed) == (date(2026, 1, 10), date(2026, 5, 20), True)
    assert not list(waits_ended(state, law, *third))
    in_time = case("2026-01-10", (ExecutionEvent.STARTED, "2026-04-10"))
    assert not list(waits_ended(in_time, law, *second))


def test_events_count_by_their_day_and_not_by_when_they_were_written(law: LegalPack) -> None:
    state = case(
        "2026-01-10",
        (ExecutionEvent.RESUMED, "2026-06-01"),
        (ExecutionEvent.INTERRUPTED, "2026-04-01"),
        (ExecutionEvent.STARTED, "2026-02-01"),
    )

    def standing(day: date) -> Standing:
        (carried,) = all_carried(state, day)
        return carried.standing

    assert standing(date(2026, 1, 31)) is Standing.WAITING
    assert standing(date(2026, 2, 1)) is Standing.RUNNING
    assert standing(date(2026, 5, 1)) is Standing.INTERRUPTED
    assert standing(date(2026, 6, 1)) is Standing.RUNNING


@given(st.dates(date(2, 1, 1), date(9998, 12, 31)))
def test_every_day_is_in_its_quarter(day: date) -> None:
    first, last = quarters.days_of(quarters.quarter_of(day))
    assert first <= day <= last
    assert quarters.quarter_of(last + timedelta(days=1)) != quarters.quarter_of(day)
    assert quarters.latest(day, 2)[1] == quarters.quarter_of(first - timedelta(days=1))


@pytest.mark.parametrize("text", ["", "2026", "2026-Q5", "2026-Q0", "26-Q1", "2026-Q1\n"])
def test_what_is_no_quarter_is_our_mistake(text: str) -> None:
    with pytest.raises(ValueError, match="not a quarter"):
        quarters.days_of(text)
