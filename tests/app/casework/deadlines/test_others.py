"""D10–D13, D15–D19, meetings, tasks, and reminders that are dealt with."""

from __future__ import annotations

import pytest

from app.casework import facts
from app.casework.facts import MeetingKind, MeetingStatus, Owner, ReportState
from tests.app.casework.build import application, entity, plan
from tests.app.casework.deadlines.making import Case


@pytest.fixture
def case() -> Case:
    return Case()


# -------------------------------------------------------------------------- D10, D12, D13


@pytest.mark.req("X12")
def test_d10_only_the_newest_assessment_of_the_police_counts(case: Case) -> None:
    case.add(facts.ThreatAssessment(Owner.BOPS, "2026-01-31", valid_to="2026-03-01"))
    assert case.due("threat_review", "threat_age") == [("threat_review", "2026-03-01")]
    case.add(facts.ThreatAssessment(Owner.BOPS, "2025-08-31"))
    assert case.due("threat_review", "threat_age") == [("threat_review", "2026-03-01")]
    case.add(facts.ThreatAssessment(Owner.BOPS, "2026-08-31"))
    assert case.due("threat_review", "threat_age") == [("threat_age", "2027-02-28")]
    case.add(facts.ThreatAssessment(Owner.CLIENT, "2026-09-01", valid_to="2026-10-01"))
    assert case.due("threat_review", "threat_age") == [("threat_age", "2027-02-28")]


def test_d10_the_earlier_of_two_days_and_the_local_police_beside_bops(case: Case) -> None:
    case.add(
        facts.ThreatAssessment(
            Owner.BOPS, "2026-01-01", valid_to="2026-07-01", review_on="2026-04-01"
        )
    )
    case.add(facts.ThreatAssessment(Owner.LOCAL_POLICE, "2026-02-01"))
    assert case.due("threat_review", "threat_age") == [("threat_review", "2026-04-01")]


def consent(given_on: str, **more: object) -> facts.Consent:
    return facts.Consent(
        facts.ConsentAnswer.GIVEN,
        given_on,
        facts.ConsentMethod.WRITTEN,
        "Samverkan",
        **{"parties": (facts.ConsentParty("Boendet"),), **more},  # type: ignore[arg-type]
    )


@pytest.mark.req("X12")
def test_d12_a_consent_is_gone_through_until_it_is_withdrawn(case: Case) -> None:
    given = case.add(consent("2025-08-31"), of=7)
    assert case.due("consent_age", "consent_ends") == [("consent_age", "2026-02-28")]
    case.add(facts.ConsentWithdrawal(entity(7), "2026-01-01", "muntligt"))
    assert case.due("consent_age", "consent_ends") == []
    assert given.content.entity == entity(7)


def test_d12_a_withdrawal_that_is_disputed_withdraws_what_any_side_names(case: Case) -> None:
    case.add(consent("2025-08-31"), of=7)
    case.add(facts.ConsentWithdrawal(entity(7), "2026-01-01", "muntligt"), of=9)
    case.add(facts.ConsentWithdrawal(entity(8), "2026-01-01", "muntligt"), of=9)
    assert case.due("consent_age", "consent_ends") == []


def test_d12_a_new_consent_to_the_same_party_takes_over_and_another_does_not(case: Case) -> None:
    case.add(consent("2026-01-01", valid_to="2026-07-01"))
    assert case.due("consent_age", "consent_ends") == [("consent_ends", "2026-07-01")]
    other = (facts.ConsentParty("Skolan"),)
    case.add(consent("2026-06-20", valid_to="2027-01-01", parties=other))
    assert ("consent_ends", "2026-07-01") in case.due("consent_ends")
    case.add(consent("2026-06-20", valid_to="2027-02-01"))
    assert case.days("consent_ends") == ["2027-01-01", "2027-02-01"]


def test_d12_a_refusal_is_no_consent_to_renew(case: Case) -> None:
    refused = facts.Consent(
        facts.ConsentAnswer.REFUSED, "2026-01-01", facts.ConsentMethod.ORAL, "x"
    )
    case.add(refused)
    assert case.due("consent_age", "consent_ends") == []


@pytest.mark.req("X12")
def test_d13_protection_is_renewed_before_it_ends(case: Case) -> None:
    level = facts.ProtectionLevel.PROTECTED_REGISTRATION
    case.add(facts.Protection(level=level, checked_on="2027-09-01", valid_to="2028-04-29"))
    assert case.due("protection_ends", "protection_check") == [
        ("protection_check", "2028-02-28"),
        ("protection_ends", "2028-02-29"),
    ]


def test_a_protective_measure_is_looked_at_while_it_goes_on(case: Case) -> None:
    def measure(status: facts.MeasureStatus) -> facts.ProtectiveMeasure:
        return facts.ProtectiveMeasure(
            "Larm", Owner.LOCAL_POLICE, status, follow_up_on="2026-05-01"
        )

    first = case.add(measure(facts.MeasureStatus.ONGOING))
    assert case.days("measure_follow_up") == ["2026-05-01"]
    case.add(measure(facts.MeasureStatus.STOPPED), upon=first)
    assert case.days("measure_follow_up") == []


# ------------------------------------------------------------------------------- children


@pytest.mark.req("X12", "X22")
def test_d19_the_report_is_made_at_once_and_the_assessment_in_fourteen_days(case: Case) -> None:
    raised = case.add(facts.ChildAlert("2026-12-20", "Syskon", ReportState.TO_DO))
    assert case.due("child_report", "child_assessment") == [("child_report", "2026-12-20")]
    done = facts.ChildAlert(
        "2026-12-20", "Syskon", ReportState.DONE, reported_on="2026-12-22", opened_on="2026-12-23"
    )
    case.add(done, upon=raised)
    counted_from_the_report = [("child_assessment", "2027-01-05")]
    assert case.due("child_report", "child_assessment") == counted_from_the_report


@pytest.mark.req("X22")
def test_d19_counts_from_the_preliminary_assessment_where_the_report_is_anothers(
    case: Case,
) -> None:
    case.add(facts.ChildAlert("2026-12-20", "x", ReportState.NOT_NEEDED, opened_on="2026-12-22"))
    assert case.due("child_assessment") == [("child_assessment", "2027-01-05")]


# ---------------------------------------------------------------------------- with others


def test_meetings_what_was_agreed_and_the_next_one(case: Case) -> None:
    planned = case.add(facts.Meeting(MeetingKind.SIG, MeetingStatus.PLANNED, "2026-03-01"))
    assert case.due("meeting", "agreed") == [("meeting", "2026-03-01")]
    points = (
        facts.Agreed("1", "Ringa", by="2026-03-10"),
        facts.Agreed("2", "Skriva", by="2026-04-10"),
        facts.Agreed("3", "Utan dag"),
    )
    case.add(
        facts.Meeting(
            MeetingKind.SIG, MeetingStatus.HELD, "2026-03-01", agreed=points, next_on="2026-04-01"
        ),
        upon=planned,
    )
    assert case.due("meeting", "agreed") == [
        ("agreed", "2026-03-10"),
        ("meeting", "2026-04-01"),
        ("agreed", "2026-04-10"),
    ]
    case.add(facts.Meeting(MeetingKind.SIG, MeetingStatus.HELD, "2026-04-02"))
    assert case.due("meeting", "agreed") == [("agreed", "2026-04-10")]


def test_a_referral_is_reminded_of_until_somebody_has_confirmed_it(case: Case) -> None:
    sent = facts.Referral("ab" * 32, "Enheten", "2026-12-28", "bud")  # type: ignore[arg-type]
    first = case.add(sent)
    assert case.days("referral_receipt") == ["2027-01-04"]
    received = facts.Referral("ab" * 32, "Enheten", "2026-12-28", "bud", received_on="2026-12-29")  # type: ignore[arg-type]
    case.add(received, upon=first)
    assert case.days("referral_receipt") == []


def test_a_coordinated_plan_has_a_day(case: Case) -> None:
    case.add(facts.Sip("2026-01-01", facts.YesNoUnknown.YES, follow_up_on="2026-06-01"))
    assert case.days("sip_follow_up") == ["2026-06-01"]


# ---------------------------------------------------------------------- by hand, and tasks


@pytest.mark.req("X12")
@pytest.mark.parametrize(
    ("rule", "started", "due"),
    [
        ("placement_assessment", "2026-08-31", "2027-02-28"),  # D11
        ("cost_reconciliation", "2023-01-01", "2023-07-01"),  # D15
        ("agreement_ends", "2023-01-01", "2023-12-31"),  # D16: the last of the twelve months
        ("agreement_ends", "2024-03-01", "2025-02-28"),
        ("transfer_answer", "2026-01-31", "2026-02-28"),  # D17
        ("shelter_court", "2026-12-18", "2026-12-28"),  # D18a: Christmas Day is a Friday
        ("shelter_application", "2026-11-13", "2026-12-28"),  # D18b
        ("child_assessment", "2026-12-20", "2027-01-03"),  # D19, of a report from elsewhere
    ],
)
def test_a_time_started_by_hand_runs_until_it_is_ended(
    case: Case, rule: str, started: str, due: str
) -> None:
    begun = case.add(facts.StartedDeadline(rule, started))
    assert case.days(rule) == [due]
    case.add(facts.StartedDeadline(rule, started, ended_on=started, outcome="x"), upon=begun)
    assert case.days(rule) == []


def test_a_rule_that_this_program_does_not_know_makes_nothing_due(case: Case) -> None:
    case.add(facts.StartedDeadline("from_the_future", "2026-01-01"))
    assert case.days("from_the_future") == []


@pytest.mark.req("X12")
def test_a_task_is_due_on_its_day_or_on_the_day_it_waits_for(case: Case) -> None:
    first = case.add(facts.Task("Ring", "Maja", "2026-05-01"))
    assert case.days("task") == ["2026-05-01"]
    second = case.add(facts.Task("Ring", "Maja", "2026-05-01", wait_until="2026-05-09"), upon=first)
    assert case.days("task") == ["2026-05-09"]
    case.add(facts.Task("Ring", "Maja", "2026-05-01", done_on="2026-05-09"), upon=second)
    assert case.days("task") == []


@pytest.mark.req("X12")
def test_a_reminder_that_was_dealt_with_comes_back_for_another_day_and_the_laws_never_goes(
    case: Case,
) -> None:
    first = case.add(plan(follow_up_on="2026-05-01"), of=3)
    intake = case.add(application("2026-01-01"), of=4)
    for code, day, about in (
        ("plan_follow_up", "2026-05-01", entity(3)),
        ("application_slow", "2026-07-01", intake.content.entity),
    ):
        done = facts.Task("x", "Maja", day, done_on="2026-04-30", raised_by=code, about=about)
        case.add(done)
    assert case.due("plan_follow_up", "application_slow") == [("application_slow", "2026-07-01")]
    case.add(plan(number=2, follow_up_on="2026-06-01"), upon=first)
    assert case.days("plan_follow_up") == ["2026-06-01"]
