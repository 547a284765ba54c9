"""Where a case is in the process: each gap by name appears and disappears, and what holds it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings

from app.casework import due, facts
from app.casework.facts import StepMarkKind, ThreatLevel, YesNoPending
from app.casework.process.codes import Missing, StepStatus
from app.casework.process.steps import GAPS, Gap, process
from app.casework.projection import fold
from app.ids import KeyId
from app.law.pack import LegalPack
from tests.app.casework.build import (
    STREAM,
    application,
    assessment,
    case_records,
    decision,
    entity,
    plan,
)
from tests.app.casework.process.cases import (
    OWN,
    TODAY,
    Case,
    bops,
    consent,
    goal,
    granted,
    handling_unit,
    mark,
)
from tests.conftest import process_table


@given(case_records())
@settings(max_examples=150, deadline=None)
def test_any_case_has_a_process_with_at_most_one_current_step(records):
    table = process_table()
    found = process(table, fold(STREAM, records), TODAY)
    assert [step.key for step in found.steps] == [row.key for row in table.steps]
    statuses = [step.status for step in found.steps]
    assert statuses.count(StepStatus.CURRENT) <= 1
    if StepStatus.LATER in statuses or StepStatus.OPEN in statuses:
        assert StepStatus.CURRENT in statuses
    for phase in table.phases:
        assert found.status_of(phase) in statuses


def test_every_gap_has_a_meaning_and_a_place():
    assert set(GAPS) == set(Missing) == set(process_table().gaps)


def test_an_empty_case_begins_with_how_it_came_in():
    case = Case()
    found = case.process()
    assert found.current is not None
    assert found.current.key == "interest"
    assert found.current.gaps[0] == Gap(Missing.INTAKE, "case")
    assert case.status("application") == "later"
    assert case.status("discharge") == "not_yet"


def test_a_case_where_all_is_done_has_no_current_step():
    case = Case()
    case.planned()
    found = case.process()
    assert found.current is None
    assert case.status("clearance") == "not_needed"
    assert case.status("discharge") == "not_yet"


def test_an_unknown_identity_is_named_and_holds_nothing_up():
    case = Case()
    case.contacted()
    assert case.status("interest") == "done"
    assert case.all_missing("interest") == [Missing.IDENTITY]


@pytest.mark.req("F035")
def test_an_intake_wants_an_answer_until_it_has_one_or_a_decision():
    case = Case()
    case.add(application())
    assert case.missing("application") == [Missing.INTAKE_ANSWER]
    made = case.add(assessment())
    case.add(decision(assessment=made.id))
    assert case.missing("application") == []

    enrolled = Case()
    enrolled.contacted()
    assert enrolled.missing("application") == []


def test_an_interest_lacks_an_application_and_it_is_the_clients_turn():
    case = Case()
    case.add(application(kind=facts.IntakeKind.INTEREST))
    (gap, _answer) = case.process().step("application").gaps
    assert (gap.missing, gap.next.value) == (Missing.APPLICATION, "client")


@pytest.mark.req("F184")
def test_a_refused_consent_is_an_answer_and_one_that_has_ended_is_not():
    refused = Case()
    refused.add(consent(answer=facts.ConsentAnswer.REFUSED))
    assert Missing.CONSENT not in refused.missing("consent")
    assert Missing.CONSENT_ENDED not in refused.missing("consent")

    ended = Case()
    given_consent = ended.add(consent(valid_to="2026-05-31"))
    assert Missing.CONSENT_ENDED in ended.missing("consent", TODAY)
    assert Missing.CONSENT_ENDED not in ended.missing("consent", date(2026, 5, 31))
    ended.add(consent(valid_to="2026-12-31"), of=given_consent.content.entity,
              parents=[given_consent])  # fmt: skip
    assert Missing.CONSENT_ENDED not in ended.missing("consent", TODAY)


@pytest.mark.req("F042", "F044")
def test_bops_is_waited_for_and_a_high_threat_wants_a_measure():
    case = Case()
    assert case.missing("bops") == [Missing.THREAT]
    case.add(bops(ThreatLevel.HIGH, target_group=YesNoPending.PENDING))
    assert case.missing("bops") == [Missing.TARGET_GROUP, Missing.PROTECTIVE_MEASURE]
    assert case.all_missing("bops")[-1] is Missing.POLICE_COUNTERPART
    case.add(bops(ThreatLevel.HIGH, assessed_on="2026-03-11"))
    case.add(
        facts.ProtectiveMeasure(
            measure="Larm",
            responsible=facts.Owner.BOPS,
            status=facts.MeasureStatus.ONGOING,
        )
    )
    case.add(facts.Actor(role=facts.ActorRole.BOPS, name="BOPS", leads=True))
    assert case.all_missing("bops") == []


def test_the_local_police_may_be_the_ones_who_have_assessed():
    case = Case()
    case.add(bops(owner=facts.Owner.LOCAL_POLICE, target_group=None))
    assert case.missing("bops") == []


@pytest.mark.req("F039")
def test_a_new_word_of_bops_asks_for_routing_and_criteria_again():
    case = Case()
    case.on_its_way()
    assert case.missing("routing") == case.missing("consent") == []
    newer = case.add(bops(ThreatLevel.HIGH, assessed_on="2026-05-20"))
    assert case.missing("routing") == [Missing.ROUTING_OUTDATED]
    assert case.missing("consent") == [Missing.CRITERIA_OUTDATED]
    before = next(each for each in case.records if each.kind_name == "handling_unit")
    case.add(handling_unit(newer), OWN, parents=[before])
    assert case.missing("routing") == []


@pytest.mark.req("F041")
def test_the_way_to_the_central_unit_wants_a_referral_a_receipt_and_an_answer():
    case = Case()
    case.on_its_way()
    assert case.status("referral") == "not_needed"
    card = next(each for each in case.records if each.kind_name == "criteria")
    central = facts.Criteria(judged_on="2026-05-21", path=facts.Path.CENTRAL, path_reason="Hög",
                             definition=facts.Judged.MET)  # fmt: skip
    case.add(central, OWN, parents=[card])
    assert case.missing("referral") == [Missing.REFERRAL]
    sent = facts.Referral(criteria=card.id, to_name="EHS", sent_on="2026-05-22", how="Bud")
    first = case.add(sent)
    assert case.missing("referral") == [Missing.REFERRAL_RECEIPT]
    found = case.process().step("referral")
    assert found.gaps[0].next.value == "receiver"
    received = facts.Referral(**{**_fields(sent), "received_on": "2026-05-25"})
    second = case.add(received, first.content.entity, parents=[first])
    assert case.missing("referral") == [Missing.REFERRAL_ANSWER]
    answered = facts.Referral(**{**_fields(received), "accepted": YesNoPending.YES})
    case.add(answered, first.content.entity, parents=[second])
    assert case.missing("referral") == []


@pytest.mark.req("F036")
@pytest.mark.parametrize("referred", [False, True])
def test_a_case_that_the_central_unit_has_taken_over_needs_no_referral(referred: bool):
    case = Case()
    case.on_its_way()
    card = next(each for each in case.records if each.kind_name == "criteria")
    central = facts.Criteria(judged_on="2026-05-21", path=facts.Path.CENTRAL, path_reason="Hög",
                             definition=facts.Judged.MET)  # fmt: skip
    case.add(central, OWN, parents=[card])
    if referred:
        case.add(facts.Referral(criteria=card.id, to_name="EHS", sent_on="2026-05-22", how="Bud"))
    given = facts.Transfer(from_key=KeyId("a" * 64), from_name="A", from_unit="SDF",
                           to_key=KeyId("b" * 64), to_name="B", to_unit="EHS", reason="Hög",
                           handed_over_on="2026-05-23")  # fmt: skip
    first = case.add(given)
    assert case.missing("referral") != []
    taken = facts.Transfer(**{**_fields(given), "status": facts.TransferStatus.ACCEPTED})
    case.add(taken, first.content.entity, parents=[first])
    assert case.missing("referral") == []


def _fields(fact: facts.Fact) -> dict[str, object]:
    return {name: getattr(fact, name) for name in fact.__struct_fields__}


def test_an_assessment_without_needs_lacks_needs():
    case = Case()
    assert case.missing("assessment") == [Missing.ASSESSMENT]
    case.add(assessment(needs=()))
    assert case.missing("assessment") == [Missing.NEEDS]


@pytest.mark.req("F152", "F084")
def test_children_are_asked_about_and_an_alert_without_a_report_is_late():
    case = Case()
    case.add(assessment())
    assert case.all_missing("assessment") == [Missing.CHILDREN, Missing.GENDER]
    case.add(facts.Children(noted_on="2026-05-01", responsible=facts.YesNoUnknown.NO), OWN)
    case.add(facts.GenderFactors(noted_on="2026-05-01", state=facts.GenderState.NOT_RELEVANT), OWN)
    assert case.all_missing("assessment") == []
    raised = facts.ChildAlert(raised_on="2026-05-20", what="Oro", report=facts.ReportState.TO_DO)
    alert = case.add(raised)
    step = case.process().step("assessment")
    assert step.late
    assert step.gaps[0] == Gap(Missing.CHILD_REPORT, "children", "2026-05-20", alert.content.entity)
    done = facts.ChildAlert(raised_on="2026-05-20", what="Oro", report=facts.ReportState.DONE,
                            reported_on="2026-05-20")  # fmt: skip
    case.add(done, alert.content.entity, parents=[alert])
    assert case.all_missing("assessment") == []


def test_help_without_assessment_wants_none():
    case = Case()
    case.contacted()
    case.add(decision(basis=facts.DecisionBasis.WITHOUT_ASSESSMENT, assessment=None))
    assert case.status("assessment") == case.status("communication") == "not_needed"


@pytest.mark.req("X10")
def test_material_is_communicated_and_the_answer_waited_for():
    case = Case()
    case.on_its_way()
    case.add(assessment())
    assert case.missing("communication") == [Missing.COMMUNICATION]
    sent = case.add(facts.Communication(sent_on="2026-05-20", how="Möte", answer_by="2026-06-03"))
    (gap,) = case.process().step("communication").gaps
    assert (gap.missing, gap.next.value, gap.late_since) == (
        Missing.COMMUNICATION_ANSWER, "client", "",
    )  # fmt: skip
    (late,) = case.process(date(2026, 6, 4)).step("communication").gaps
    assert late.late_since == "2026-06-03"
    answer = facts.CommunicationAnswer(
        communication=sent.id, answered_on="2026-06-02", answered=False
    )
    case.add(answer)
    assert case.missing("communication") == []


def test_an_exception_from_communication_is_enough():
    case = Case()
    case.add(assessment())
    case.add(facts.Communication(exception=facts.CommunicationException.IMMEDIATE,
                                 exception_reason="Akut"))  # fmt: skip
    assert case.missing("communication") == []


def test_a_refusal_without_communication_is_told_a_grant_is_not():
    case = Case()
    case.on_its_way()
    made = case.add(assessment())
    case.add(decision(assessment=made.id, outcome=facts.Outcome.REFUSED))
    assert case.missing("communication") == [Missing.COMMUNICATION]
    whole = Case()
    whole.decided()
    assert whole.missing("communication") == []


def test_a_decision_is_done_when_the_person_has_got_it():
    case = Case()
    case.on_its_way()
    made = case.add(assessment())
    assert case.missing("decision") == [Missing.DECISION]
    decided = case.add(decision(assessment=made.id, interventions=(granted(made),)))
    assert case.missing("decision") == [Missing.DISPATCH, Missing.RECEIPT]
    case.add(facts.Dispatch(decision=decided.id, dispatched_on="2026-04-02", how="Brev"))
    assert case.missing("decision") == [Missing.RECEIPT]
    case.add(facts.DecisionReceipt(decision=decided.id, received_on="2026-04-04", how="Möte"))
    assert case.missing("decision") == []


@pytest.mark.req("F168")
def test_a_wish_that_nobody_has_answered_is_named_and_holds_nothing_up():
    case = Case()
    case.on_its_way()
    wish = case.add(facts.Wish(wished="Behandlingshem", stated_on="2026-04-01"))
    assert case.all_missing("routing") == [Missing.WISH]
    assert case.missing("routing") == []
    answered = facts.Wish(wished="Behandlingshem", stated_on="2026-04-01", answer=YesNoPending.NO)
    case.add(answered, wish.content.entity, parents=[wish])
    assert case.all_missing("routing") == []


PLACEMENT = ("clearance", "matching", "assignment")


def test_a_placement_is_only_marked_and_only_where_the_person_is_to_move():
    near = Case()
    near.decided()
    assert {near.status(step) for step in PLACEMENT} == {"not_needed"}

    away = Case()
    away.decided()
    away.add(bops(assessed_on="2026-04-02", relocation_needed=YesNoPending.YES))
    assert away.missing("clearance") == [Missing.CLEARANCE]
    assert away.status("matching") == "later"
    for step in PLACEMENT:
        away.add(mark(step, StepMarkKind.DONE_ELSEWHERE))
        assert away.status(step) == "done"


def test_the_plan_takes_up_what_was_granted_and_says_when_it_is_followed_up():
    case = Case()
    decided = case.decided()
    assert case.missing("plan") == [Missing.PLAN]
    empty = case.add(plan())
    assert case.missing("plan") == [Missing.INTERVENTION_IN_PLAN]
    assert case.missing("follow_up") == [Missing.FOLLOW_UP_DAY]
    whole = plan(number=2, goals=(goal(decided),), follow_up_on="2026-07-01")
    case.add(whole, empty.content.entity, parents=[empty])
    assert case.missing("plan") == case.missing("follow_up") == []


def test_a_plan_for_an_earlier_wording_of_the_decision_counts():
    case = Case()
    decided = case.decided()
    made = next(each for each in case.records if each.kind_name == "assessment")
    corrected = decision(assessment=made.id, interventions=(granted(made),), reasons="Tydligare")
    case.add(corrected, decided.content.entity, parents=[decided])
    case.add(plan(goals=(goal(decided),)))
    assert case.missing("plan") == case.missing("decision") == []


def test_a_follow_up_whose_day_has_passed_is_late(law: LegalPack):
    case = Case()
    planned = case.planned()

    def late(on: date) -> list[Gap]:
        state = fold(STREAM, case.records)
        overdue = due.overdue_follow_ups(due.due_rows(state, law), on)
        step = process(process_table(), state, on, overdue).step("follow_up")
        return [gap for gap in step.gaps if gap.late_since]

    assert late(date(2026, 7, 1)) == [], "the day itself is not late"
    assert late(date(2026, 7, 2)) == [
        Gap(Missing.PLAN_NOT_FOLLOWED_UP, "plan", "2026-07-01", planned.content.entity)
    ]


def test_a_planned_follow_up_counts_as_a_day_and_is_late_when_it_has_passed():
    case = Case()
    decided = case.decided()
    case.add(plan(goals=(goal(decided),)))
    planned = facts.FollowUp(track=facts.Track.JOINT, status=facts.FollowUpStatus.PLANNED,
                             planned_on="2026-06-10")  # fmt: skip
    made = case.add(planned)
    assert case.missing("follow_up") == []
    assert case.missing("follow_up", date(2026, 6, 11)) == [Missing.FOLLOW_UP_LATE]
    done = facts.FollowUp(track=facts.Track.JOINT, status=facts.FollowUpStatus.DONE,
                          planned_on="2026-06-10", done_on="2026-06-12")  # fmt: skip
    case.add(done, made.content.entity, parents=[made])
    assert Missing.FOLLOW_UP_LATE not in case.missing("follow_up", date(2026, 6, 20))


def test_a_refusal_that_was_to_be_followed_up_is_late_and_needs_no_plan(law: LegalPack):
    case = Case()
    case.on_its_way()
    made = case.add(assessment())
    case.add(decision(assessment=made.id, outcome=facts.Outcome.REFUSED, follow_up_on="2026-05-01"))
    assert case.status("plan") == "not_needed"
    rows = due.due_rows(fold(STREAM, case.records), law)
    overdue = due.overdue_follow_ups(rows, TODAY)
    assert case.missing("review", overdue=overdue) == [Missing.DECISION_NOT_FOLLOWED_UP]


def test_a_threat_is_looked_at_again_on_its_day():
    case = Case()
    case.planned()
    case.add(bops(assessed_on="2026-04-20", review_on="2026-06-10"))
    assert case.missing("review", date(2026, 6, 10)) == []
    assert case.missing("review", date(2026, 6, 11)) == [Missing.THREAT_REVIEW]
    case.add(bops(assessed_on="2026-06-11"))
    assert case.missing("review", date(2026, 6, 12)) == []


@pytest.mark.req("F069")
def test_closing_comes_when_nothing_runs_and_a_running_decision_is_mentioned():
    case = Case()
    case.planned()
    assert case.status("discharge") == "not_yet"
    closing = facts.Closing(closed_on="2026-05-30", reason=facts.ClosingReason.OWN_WISH,
                            situation="Bra")  # fmt: skip
    made = case.add(closing)
    assert case.missing("discharge") == [Missing.RUNNING_DECISIONS]
    assert case.missing("after_care") == [Missing.AFTER_CARE]
    told = facts.Closing(**{**_fields(closing), "running_decisions": "Gäller", "after_care": "Ja"})
    case.add(told, made.content.entity, parents=[made])
    assert case.process().current is None
    state = fold(STREAM, case.records)
    assert len(state.decisions) == 1, "closing ends no decision"
    assert state.decisions[0].latest.fact.interventions[0].valid_to == ""


def test_what_was_granted_for_a_time_leads_to_closing_when_it_has_ended():
    case = Case()
    case.on_its_way()
    made = case.add(assessment())
    short = granted(made, valid_to="2026-05-01")
    case.add(decision(assessment=made.id, interventions=(short,)))
    assert case.status("discharge", date(2026, 5, 1)) == "not_yet"
    assert Missing.CLOSING in case.missing("discharge", date(2026, 5, 2))


def test_a_closed_case_lacks_nothing_of_what_came_before():
    case = Case()
    case.contacted()
    case.add(facts.Closing(closed_on="2026-05-30", reason=facts.ClosingReason.NO_CONTACT,
                           situation="Ingen kontakt", after_care="Kan höra av sig"))  # fmt: skip
    assert case.process().current is None
    assert case.status("assessment") == "not_needed"


def test_a_mark_skips_a_step_until_it_is_taken_back():
    case = Case()
    case.contacted()
    assert case.process().current.key == "consent"
    skipped = case.add(mark("consent", StepMarkKind.SKIPPED))
    assert case.status("consent") == "skipped"
    assert case.process().current.key == "bops"
    case.add(mark("consent", StepMarkKind.REOPENED), skipped.content.entity, parents=[skipped])
    assert case.process().current.key == "consent"


def test_a_mark_hides_neither_what_is_late_nor_a_conflict():
    case = Case()
    case.decided()
    case.add(mark("follow_up", StepMarkKind.SKIPPED))
    case.add(mark("plan", StepMarkKind.SKIPPED))
    assert case.status("plan") == "skipped"
    case.add(facts.FollowUp(track=facts.Track.JOINT, status=facts.FollowUpStatus.PLANNED,
                            planned_on="2026-05-10"))  # fmt: skip
    assert case.missing("follow_up") == [Missing.FOLLOW_UP_LATE]
    one = case.add(plan())
    case.add(plan(number=2), one.content.entity, parents=[one])
    case.add(plan(number=3), one.content.entity, parents=[one])
    assert case.missing("plan") == [Missing.SETTLE_PLAN]


def _in_conflict(fact: facts.Fact, first: facts.Fact, other: facts.Fact) -> Case:
    case = Case()
    one = case.add(first, entity(90))
    case.add(fact, entity(90), parents=[one])
    case.add(other, entity(90), parents=[one])
    return case


Two = Callable[[], tuple[facts.Fact, facts.Fact, facts.Fact]]
CONFLICTS: list[tuple[Missing, str, Two]] = [
    (Missing.SETTLE_CASE, "interest", lambda: (application(), application("2026-03-02"),
                                               application("2026-03-03"))),
    (Missing.SETTLE_CONSENT, "consent", lambda: (consent(), consent(purpose="b"),
                                                 consent(purpose="c"))),
    (Missing.SETTLE_THREAT, "bops", lambda: (bops(), bops(text="b"), bops(text="c"))),
    (Missing.SETTLE_ROUTE, "routing", lambda: tuple(
        facts.Wish(wished=word, stated_on="2026-04-01") for word in "abc")),
    (Missing.SETTLE_ASSESSMENT, "assessment", lambda: (assessment(), assessment(title="b"),
                                                       assessment(title="c"))),
    (Missing.SETTLE_DECISION, "decision", lambda: (decision(), decision(reasons="b"),
                                                   decision(reasons="c"))),
    (Missing.SETTLE_FOLLOW_UP, "follow_up", lambda: tuple(
        facts.Meeting(kind=facts.MeetingKind.SIG, status=facts.MeetingStatus.HELD,
                      held_on=f"2026-04-0{n}") for n in (1, 2, 3))),
    (Missing.SETTLE_CLOSING, "discharge", lambda: tuple(
        facts.Closing(closed_on="2026-05-01", reason=facts.ClosingReason.MOVED, situation=word,
                      after_care="x") for word in "abc")),
]  # fmt: skip


@pytest.mark.parametrize(("missing", "step", "three"), CONFLICTS)
def test_a_conflict_is_named_where_it_is_settled(missing: Missing, step: str, three: Two):
    first, left, right = three()
    case = _in_conflict(left, first, right)
    assert missing in case.missing(step)
    gap = next(each for each in case.process().step(step).gaps if each.missing is missing)
    assert gap.entity == entity(90)
    whole = Case()
    whole.add(first)
    assert missing not in whole.all_missing(step)


def test_two_identities_or_two_protections_are_settled_on_the_overview():
    case = _in_conflict(
        *(facts.Protection(level=facts.ProtectionLevel.NONE, checked_on=f"2026-03-0{n}")
          for n in (1, 2, 3))
    )  # fmt: skip
    assert Missing.SETTLE_IDENTITY in case.missing("interest")
    other = _in_conflict(*(facts.Identity(given_name=name) for name in "abc"))
    assert Missing.SETTLE_IDENTITY in other.missing("interest")
