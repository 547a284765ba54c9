"""D01–D05 and D14: from the first contact to the review of a decision."""

from __future__ import annotations

import pytest

from app.casework import facts
from tests.app.casework.build import application, assessment, decision, entity, note, record
from tests.app.casework.deadlines.making import Case, granted


@pytest.fixture
def case() -> Case:
    return Case()


# ------------------------------------------------------------------------------- D01, D03


@pytest.mark.req("X12")
@pytest.mark.parametrize("kind", list(facts.IntakeKind))
def test_d01_an_intake_waits_from_the_same_day(case: Case, kind: facts.IntakeKind) -> None:
    case.add(application("2026-03-15", kind=kind))
    assert case.days("intake_waits") == ["2026-03-15"]


def test_d01_ends_with_an_answer_or_with_work_that_came_after(case: Case) -> None:
    case.add(assessment())
    first = case.add(application("2026-03-15"))
    assert case.days("intake_waits") == ["2026-03-15"], "what was done before is no answer"
    answer = facts.IntakeOutcome(first.id, facts.IntakeAnswer.ENROLLED, "2026-03-16")
    case.add(answer)
    assert case.days("intake_waits") == []

    case.add(application("2026-05-01"))
    assert case.days("intake_waits") == ["2026-05-01"]
    case.add(assessment())
    assert case.days("intake_waits") == []


@pytest.mark.req("X12")
@pytest.mark.parametrize(
    ("requested", "due"),
    [
        ("2026-10-01", "2026-10-29"),
        ("2026-11-26", "2026-12-28"),  # 24 December, and the days after it
        ("2026-05-22", "2026-06-22"),  # Midsummer's Eve
        ("2027-12-03", "2028-01-03"),  # New Year's Eve is a Friday
    ],
)
def test_d03_a_request_is_answered_within_four_weeks(case: Case, requested: str, due: str) -> None:
    asked = facts.DecisionRequest(requested_on=requested, how="brev")
    first = case.add(asked)
    assert case.days("decision_request") == [due]
    case.add(
        facts.DecisionRequest(requested, "brev", answered_on=requested, granted=False), upon=first
    )
    assert case.days("decision_request") == []


# ------------------------------------------------------------------------------- D04, D05


@pytest.mark.req("X12")
def test_d04_the_time_to_answer_ends_with_an_answer_or_a_decision(case: Case) -> None:
    sent = case.add(facts.Communication(sent_on="2026-03-01", answer_by="2026-03-15"))
    assert case.days("communication_answer") == ["2026-03-15"]
    case.add(facts.CommunicationAnswer(sent.id, "2026-03-10", answered=True))
    assert case.days("communication_answer") == []

    case.add(facts.Communication(sent_on="2026-04-01", answer_by="2026-04-15"))
    case.add(decision("2026-03-31"))
    assert case.days("communication_answer") == ["2026-04-15"]
    case.add(decision("2026-04-16"))
    assert case.days("communication_answer") == []


@pytest.mark.req("X12")
def test_d05_the_time_of_appeal_is_to_know_and_not_to_do(case: Case) -> None:
    decided = case.add(decision("2026-04-01"))
    assert case.known() == []
    case.add(facts.DecisionReceipt(decided.id, "2026-04-10", "brev"))
    assert case.known() == [("appeal", "2026-05-04")]  # 1 May is a Friday
    assert case.days("appeal") == []
    case.add(facts.Appeal(decided.id, "2026-04-20"))
    assert case.known() == []


@pytest.mark.req("X11")
def test_what_nobody_has_a_right_to_is_not_appealed_to_the_court(case: Case) -> None:
    decided = case.add(decision("2026-04-01", provision="sol-2025-11-4"))
    case.add(facts.DecisionReceipt(decided.id, "2026-04-10", "brev"))
    assert case.known() == []


@pytest.mark.parametrize(
    ("later", "left"),
    [
        ({}, ["2026-04-27"]),
        ({"timeliness": facts.AppealTimeliness.IN_TIME}, ["2026-04-27"]),
        ({"timeliness": facts.AppealTimeliness.LATE}, []),
        ({"timeliness": facts.AppealTimeliness.LATE_EXCUSED}, ["2026-04-27"]),
        ({"reconsidered": facts.Reconsidered.CHANGED_WHOLLY}, ["2026-04-27"]),
        ({"reconsidered": facts.Reconsidered.CHANGED_PARTLY}, ["2026-04-27"]),
        ({"forwarded_on": "2026-04-22"}, []),
    ],
)
def test_an_appeal_is_forwarded_unless_late_also_when_the_decision_is_changed(
    case: Case, later: dict[str, str], left: list[str]
) -> None:
    decided = case.add(decision("2026-04-01"))
    got = case.add(facts.Appeal(decided.id, "2026-04-20"))
    case.add(facts.Appeal(decided.id, "2026-04-20", **later), upon=got)  # type: ignore[arg-type]
    assert case.days("appeal_forward") == left


# ------------------------------------------------------------------------------------ D14


@pytest.mark.req("X12")
def test_d14_what_is_granted_until_further_notice_is_reviewed_every_six_months(
    case: Case,
) -> None:
    case.add(decision("2026-03-31", interventions=(granted(valid_from="2026-08-31"),)))
    assert case.days("decision_review") == ["2027-02-28"]
    done = facts.FollowUp(
        facts.Track.SOCIAL_SERVICES, facts.FollowUpStatus.DONE, "", done_on="2026-12-01"
    )
    case.add(done)
    assert case.days("decision_review") == ["2027-06-01"]


def test_d14_ends_when_a_later_decision_takes_over(case: Case) -> None:
    first = case.add(
        decision("2026-04-01", interventions=(granted(), granted("2", valid_to="2026-12-31")))
    )
    assert case.due("decision_review", "intervention_ends") == [
        ("decision_review", "2026-10-01"),
        ("intervention_ends", "2026-12-01"),
    ]
    case.add(decision("2026-06-01", outcome=facts.Outcome.ENDED, changes=first.id))
    assert case.due("decision_review", "intervention_ends") == []


def test_d14_ends_with_what_was_granted_and_with_the_case(case: Case) -> None:
    decided = case.add(
        decision("2026-04-01", interventions=(granted(), granted("2", valid_to="2026-12-31")))
    )
    for key in ("1", "2"):
        assert len(case.due("decision_review", "intervention_ends")) == 3 - int(key)
        case.add(facts.Execution(decided.id, key, facts.ExecutionEvent.ENDED, "2026-06-01"))
    assert case.due("decision_review", "intervention_ends") == []

    again = Case()
    again.add(decision("2026-04-01", interventions=(granted(),)))
    again.add(facts.Closing("2026-05-01", facts.ClosingReason.OWN_WISH, "x"))
    assert again.due("decision_review", "not_executed") == [("not_executed", "2026-07-01")]


def test_a_refusal_starts_nothing_to_review_or_carry_out(case: Case) -> None:
    case.add(decision("2026-04-01", outcome=facts.Outcome.REFUSED))
    assert case.due("decision_review", "not_executed", "plan_due", "intervention_ends") == []


def test_a_decision_is_followed_up_by_a_follow_up_as_by_a_note(case: Case) -> None:
    case.add(decision("2026-04-01", follow_up_on="2026-09-01"))
    assert case.days("decision_follow_up") == ["2026-09-01"]
    with_note = [
        *case.records,
        record(
            note(type=facts.NoteType.FOLLOW_UP),
            of=entity(50),
            lamport=9,
            happened_at="2026-08-20",
        ),
    ]
    case.add(
        facts.FollowUp(facts.Track.POLICE, facts.FollowUpStatus.DONE, "", done_on="2026-08-20")
    )
    assert case.days("decision_follow_up") == []
    case.records = with_note
    assert case.days("decision_follow_up") == []
