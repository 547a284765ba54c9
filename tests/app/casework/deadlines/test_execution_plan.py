"""D06, D08, D09 and F066: whether it has begun, the plan, and follow-ups in two tracks."""

from __future__ import annotations

import pytest

from app.casework import facts
from app.casework.facts import ExecutionEvent, FollowUpStatus, Track
from tests.app.casework.build import decision, plan
from tests.app.casework.deadlines.making import Case, granted


@pytest.fixture
def case() -> Case:
    return Case()


@pytest.mark.req("X12", "X13")
@pytest.mark.parametrize(
    ("decided", "due"),
    [("2025-11-30", "2026-02-28"), ("2023-11-30", "2024-02-29"), ("2026-10-15", "2027-01-15")],
)
def test_d06_three_months_from_the_decision(case: Case, decided: str, due: str) -> None:
    case.add(decision(decided, interventions=(granted(),)))
    assert case.days("not_executed") == [due]


@pytest.mark.req("X12", "X13")
def test_d06_again_from_an_interruption_and_for_each_intervention(case: Case) -> None:
    decided = case.add(decision("2026-01-01", interventions=(granted("1"), granted("2"))))

    def event(what: ExecutionEvent, day: str, key: str = "1") -> None:
        case.add(facts.Execution(decided.id, key, what, day))

    event(ExecutionEvent.STARTED, "2026-01-10")
    assert case.days("not_executed") == ["2026-04-01"], "the other still waits"
    event(ExecutionEvent.OFFER_DECLINED, "2026-02-01", "2")
    assert case.days("not_executed") == ["2026-04-01"], "an offer declined carries nothing out"
    event(ExecutionEvent.STARTED, "2026-02-10", "2")
    assert case.days("not_executed") == []
    event(ExecutionEvent.INTERRUPTED, "2026-03-05")
    assert case.days("not_executed") == ["2026-06-05"]
    event(ExecutionEvent.RESUMED, "2026-03-20")
    assert case.days("not_executed") == []
    event(ExecutionEvent.ENDED, "2026-09-01")
    assert case.days("not_executed") == []


def test_d06_goes_on_in_a_closed_case_and_ends_with_the_decision(case: Case) -> None:
    decided = case.add(decision("2026-01-01", interventions=(granted(),)))
    case.add(facts.Closing("2026-02-01", facts.ClosingReason.MOVED, "x"))
    assert case.days("not_executed") == ["2026-04-01"]
    case.add(decision("2026-02-02", outcome=facts.Outcome.ENDED, changes=decided.id))
    assert case.days("not_executed") == []


@pytest.mark.req("X13")
@pytest.mark.parametrize(("until", "due"), [("2026-03-31", []), ("2026-04-01", ["2026-04-01"])])
def test_d06_is_over_with_what_was_granted_for_a_shorter_time(
    case: Case, until: str, due: list[str]
) -> None:
    case.add(decision("2026-01-01", interventions=(granted(valid_to=until),)))
    assert case.days("not_executed") == due


def test_d06_counts_only_what_is_reported(case: Case) -> None:
    case.add(decision("2026-01-01", provision="sol-2025-11-4", interventions=(granted(),)))
    assert case.days("not_executed") == []


@pytest.mark.req("X12")
def test_d08_a_plan_within_fourteen_days_from_when_it_began(case: Case) -> None:
    decided = case.add(decision("2026-01-01", interventions=(granted(valid_from="2026-02-20"),)))
    assert case.days("plan_due") == ["2026-03-06"]
    case.add(facts.Execution(decided.id, "1", ExecutionEvent.STARTED, "2026-12-24"))
    assert case.days("plan_due") == ["2027-01-07"]
    case.add(plan())
    assert case.days("plan_due") == []


@pytest.mark.req("X12")
def test_d09_a_plan_without_a_day_is_followed_up_after_three_months(case: Case) -> None:
    first = case.add(plan(fixed_on="2025-11-30"))
    assert case.due("plan_age", "plan_follow_up") == [("plan_age", "2026-02-28")]
    case.add(plan(number=2, follow_up_on="2026-05-01"), upon=first)
    assert case.due("plan_age", "plan_follow_up") == [("plan_follow_up", "2026-05-01")]


def follow_up(track: Track, status: FollowUpStatus, planned: str, **more: str) -> facts.FollowUp:
    return facts.FollowUp(track, status, planned, **more)  # type: ignore[arg-type]


@pytest.mark.req("F066", "X12")
def test_both_tracks_are_due_until_each_is_done(case: Case) -> None:
    case.add(follow_up(Track.SOCIAL_SERVICES, FollowUpStatus.PLANNED, "2026-05-01"))
    police = case.add(follow_up(Track.POLICE, FollowUpStatus.PLANNED, "2026-05-02"))
    assert case.days("follow_up") == ["2026-05-01", "2026-05-02"]
    case.add(
        follow_up(
            Track.POLICE,
            FollowUpStatus.DONE,
            "2026-05-02",
            done_on="2026-05-03",
            next_on="2026-08-03",
        ),
        upon=police,
    )
    assert case.days("follow_up") == ["2026-05-01", "2026-08-03"]
    case.add(follow_up(Track.SOCIAL_SERVICES, FollowUpStatus.PLANNED, "2026-08-01"))
    assert case.days("follow_up") == ["2026-05-01", "2026-08-01", "2026-08-03"]
    case.add(follow_up(Track.POLICE, FollowUpStatus.PLANNED, "2026-08-02"))
    assert case.days("follow_up") == ["2026-05-01", "2026-08-01", "2026-08-02"]


def test_a_cancelled_follow_up_is_not_due(case: Case) -> None:
    first = case.add(follow_up(Track.JOINT, FollowUpStatus.PLANNED, "2026-05-01"))
    case.add(
        follow_up(Track.JOINT, FollowUpStatus.CANCELLED, "2026-05-01", cancelled_why="x"),
        upon=first,
    )
    assert case.days("follow_up") == []


@pytest.mark.req("F066", "X12")
def test_the_next_one_that_was_planned_and_cancelled_is_not_due_again(case: Case) -> None:
    def police(status: FollowUpStatus, planned: str, **more: str) -> facts.FollowUp:
        return follow_up(Track.POLICE, status, planned, **more)

    done = {"done_on": "2026-05-03", "next_on": "2026-08-03"}
    case.add(police(FollowUpStatus.DONE, "2026-05-02", **done))
    other = case.add(police(FollowUpStatus.PLANNED, "2026-06-01"))
    case.add(police(FollowUpStatus.CANCELLED, "2026-06-01", cancelled_why="x"), upon=other)
    assert case.days("follow_up") == ["2026-08-03"], "another day than the next was cancelled"
    following = case.add(police(FollowUpStatus.PLANNED, "2026-08-03"))
    moved = case.add(police(FollowUpStatus.PLANNED, "2026-08-10"), upon=following)
    assert case.days("follow_up") == ["2026-08-10"]
    case.add(police(FollowUpStatus.CANCELLED, "2026-08-10", cancelled_why="x"), upon=moved)
    assert case.days("follow_up") == []


def test_after_care_is_due_in_a_closed_case_and_reminders_are_not(case: Case) -> None:
    case.add(plan(follow_up_on="2026-05-01"))
    closing = facts.Closing(
        "2026-04-20", facts.ClosingReason.AIMS_REACHED, "x", after_care_until="2026-10-20"
    )
    case.add(closing, written_at="2026-04-21T10:00:00+02:00")
    assert case.due("plan_follow_up", "after_care") == [("after_care", "2026-10-20")]


@pytest.mark.req("X12")
def test_d20_five_years_from_the_last_note_of_a_closed_case(case: Case) -> None:
    closing = facts.Closing("2024-02-29", facts.ClosingReason.MOVED, "x")
    case.add(closing, written_at="2024-02-29T10:00:00+01:00")
    assert case.days("retention") == ["2030-12-31"], "late only when the year after has gone"
    begins = [row.due for row in case.indexed() if row.code == "retention"]
    assert begins == ["2029-03-01"], "never a day too early"
