from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from app.casework import facts
from app.casework.due import overdue_follow_ups
from app.casework.process import Gap, Missing, StepKey, StepStatus, steps
from app.casework.projection import fold, only_entity
from app.usecases.changes import Part
from tests.app.casework.build import (
    STREAM,
    application,
    assessment,
    case_records,
    decision,
    entity,
    plan,
    record,
)

OWN = only_entity(STREAM)
DONE, CURRENT, LATER, UNNEEDED = (
    StepStatus.DONE,
    StepStatus.CURRENT,
    StepStatus.LATER,
    StepStatus.NOT_NEEDED,
)


def process(*records):
    return steps(fold(STREAM, records))


def missing(found, key: StepKey) -> list[Missing]:
    return [gap.missing for step in found if step.key is key for gap in step.gaps]


INTAKE = (
    record(facts.CaseFile(case_number="2026-0001", pseudonym="Alm"), of=OWN),
    record(application(), of=entity(2), lamport=2),
    record(
        facts.Responsibility(name="H", title="Socionom", valid_from="2026-03-01"),
        of=OWN,
        lamport=3,
    ),
    record(
        facts.Protection(level=facts.ProtectionLevel.NONE, checked_on="2026-03-01"),
        of=OWN,
        lamport=4,
    ),
)
ASSESSED = record(assessment(), of=entity(3), lamport=5)
GRANTED = facts.GrantedIntervention(
    key="1",
    intervention="Boende",
    need=facts.NeedRef(assessment=ASSESSED.id, key="boende"),
    reason="Behövs",
    valid_from="2026-04-01",
)
DECIDED = record(
    decision(assessment=ASSESSED.id, interventions=(GRANTED,)), of=entity(4), lamport=6
)
SENT = record(
    facts.Dispatch(decision=DECIDED.id, dispatched_on="2026-04-02", how="Brev"),
    of=entity(5),
    lamport=7,
)
GOT = record(
    facts.DecisionReceipt(decision=DECIDED.id, received_on="2026-04-04", how="Möte"),
    of=entity(6),
    lamport=8,
)


def goal(key: str) -> facts.Goal:
    row = facts.PlanIntervention(
        key="1", intervention="Boende", decision=DECIDED.id, granted_key=key
    )
    return facts.Goal(key="1", words="Ett hem", interventions=(row,))


@given(case_records())
@settings(max_examples=150)
def test_any_case_has_five_steps_of_which_at_most_one_is_current(records):
    found = process(*records)
    assert [step.key for step in found] == list(StepKey)
    statuses = [step.status for step in found]
    assert statuses.count(CURRENT) <= 1
    assert (LATER in statuses) <= (CURRENT in statuses)
    assert all(gap.part in set(Part) for step in found for gap in step.gaps)


def test_an_empty_case_lacks_everything_and_begins_with_the_intake():
    found = process()
    assert [step.status for step in found] == [CURRENT, LATER, LATER, LATER, LATER]
    assert found[0].gaps[0] == Gap(Missing.INTAKE, Part.CASE.value)
    assert missing(found, StepKey.ASSESSMENT) == [Missing.ASSESSMENT]


def test_an_interest_lacks_an_application():
    interest = record(application(kind=facts.IntakeKind.INTEREST))
    assert Missing.APPLICATION in missing(process(interest), StepKey.INTAKE)


def test_an_unknown_identity_is_named_and_holds_nothing_up():
    found = process(*INTAKE)
    assert found[0].status is DONE
    assert missing(found, StepKey.INTAKE) == [Missing.IDENTITY]
    assert found[1].status is CURRENT


def test_an_assessment_without_needs_lacks_needs():
    found = process(*INTAKE, record(assessment(needs=()), of=entity(3), lamport=5))
    assert missing(found, StepKey.ASSESSMENT) == [Missing.NEEDS]


@pytest.mark.parametrize(
    ("more", "lacks"),
    [
        ((), [Missing.DISPATCH, Missing.RECEIPT]),
        ((SENT,), [Missing.RECEIPT]),
        ((GOT,), []),
        ((SENT, GOT), []),
    ],
)
def test_a_decision_is_done_when_the_person_has_got_it(more, lacks):
    found = process(*INTAKE, ASSESSED, DECIDED, *more)
    assert missing(found, StepKey.DECISION) == lacks


def test_the_plan_takes_up_what_was_granted_and_says_when_it_is_followed_up():
    before = (*INTAKE, ASSESSED, DECIDED, SENT, GOT)
    assert missing(process(*before), StepKey.PLAN) == [Missing.PLAN]
    empty = record(plan(), of=entity(7), lamport=9)
    assert missing(process(*before, empty), StepKey.PLAN) == [Missing.INTERVENTION_IN_PLAN]
    assert missing(process(*before, empty), StepKey.IMPLEMENTATION) == [Missing.FOLLOW_UP_DAY]
    whole = record(plan(goals=(goal("1"),), follow_up_on="2026-07-01"), of=entity(7), lamport=9)
    assert [step.status for step in process(*before, whole)] == [DONE] * 5


def test_a_follow_up_whose_day_has_passed_is_late_in_the_implementation(law):
    one = record(plan(goals=(goal("1"),), follow_up_on="2026-07-01"), of=entity(7), lamport=9)
    dated = record(
        decision(assessment=ASSESSED.id, interventions=(GRANTED,), follow_up_on="2026-06-15"),
        of=entity(4),
        parents=[DECIDED],
        lamport=10,
    )
    state = fold(STREAM, (*INTAKE, ASSESSED, DECIDED, GOT, one, dated))

    def implementation(on: str):
        return steps(state, overdue_follow_ups(state, law, date.fromisoformat(on)))[-1]

    assert implementation("2026-06-15").status is DONE, "the day itself is not late"
    late = implementation("2026-07-02")
    assert (late.status, late.late) == (CURRENT, True)
    assert late.gaps == (
        Gap(Missing.DECISION_NOT_FOLLOWED_UP, "decision", "2026-06-15", entity(4)),
        Gap(Missing.PLAN_NOT_FOLLOWED_UP, "plan", "2026-07-01", entity(7)),
    )
    note = record(
        facts.JournalNote(type=facts.NoteType.FOLLOW_UP, heading="Träffats"),
        of=entity(8),
        lamport=11,
        happened_at="2026-07-01",
    )
    state = fold(STREAM, (*INTAKE, ASSESSED, DECIDED, GOT, one, dated, note))
    assert implementation("2026-07-02").gaps == ()


def test_a_refusal_that_was_to_be_followed_up_is_late_and_needs_no_plan(law):
    refused = record(
        decision(outcome=facts.Outcome.REFUSED, follow_up_on="2026-05-01"), of=entity(4), lamport=6
    )
    state = fold(STREAM, (*INTAKE, ASSESSED, refused))
    found = steps(state, overdue_follow_ups(state, law, date(2026, 6, 1)))
    assert found[3].status is UNNEEDED
    assert [gap.missing for gap in found[4].gaps] == [Missing.DECISION_NOT_FOLLOWED_UP]


def test_a_plan_for_an_earlier_version_of_the_decision_counts():
    corrected = record(
        decision(assessment=ASSESSED.id, interventions=(GRANTED,), reasons="Tydligare"),
        of=entity(4),
        parents=[DECIDED],
        lamport=9,
    )
    whole = record(plan(goals=(goal("1"),)), of=entity(7), lamport=10)
    found = process(*INTAKE, ASSESSED, DECIDED, GOT, corrected, whole)
    assert missing(found, StepKey.PLAN) == []
    assert missing(found, StepKey.DECISION) == []


def test_a_refusal_needs_no_plan():
    refused = record(decision(outcome=facts.Outcome.REFUSED), of=entity(4), lamport=6)
    found = process(*INTAKE, ASSESSED, refused)
    assert [step.status for step in found] == [DONE, DONE, CURRENT, UNNEEDED, UNNEEDED]


def test_a_conflict_is_named_where_it_is_settled():
    one = record(plan(), of=entity(7), lamport=9)
    left = record(plan(number=2), of=entity(7), parents=[one], lamport=10)
    right = record(plan(number=3), of=entity(7), parents=[one], lamport=10)
    found = process(one, left, right)
    assert Missing.SETTLEMENT in missing(found, StepKey.PLAN)
