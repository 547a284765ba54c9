"""An interest or an application is answered, and a no is never an empty one (F035)."""

from __future__ import annotations

import pytest

from app.casework import facts
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.ids import EntityId, StreamId
from app.usecases import reading
from app.usecases.desk import Desk
from app.usecases.route import intake_outcomes
from app.usecases.route.intake_outcomes import entity_of_answer
from tests.app.usecases import typed_forms

ENROLLED = {
    "answer": "enrolled",
    "answered_on": "2026-05-20",
    "unit_name": "Enheten för avhopparstöd",
}
NO = {
    "answer": "declined",
    "answered_on": "2026-05-20",
    "reason": "Vill inte längre.",
    "alternative": "Stöd genom socialkontoret.",
    "protected_by": "Lokalpolisen",
    "later_contact": "I höst",
}


@pytest.fixture
def stream(desk: Desk) -> StreamId:
    return typed_forms.opened_case(desk)


@pytest.fixture
def intake(desk: Desk, stream: StreamId) -> EntityId:
    return reading.state_of(desk, stream).intakes[0].id


def answers(desk: Desk, stream: StreamId) -> list[facts.IntakeOutcome]:
    found = reading.state_of(desk, stream).of(facts.IntakeOutcome)
    return [version.fact for entity in found for version in entity.versions]


@pytest.mark.req("F035")
def test_an_enrolment_has_a_day_and_a_unit(desk: Desk, stream: StreamId, intake: EntityId) -> None:
    changes = intake_outcomes.answer_intake(desk, stream, intake, ENROLLED)
    assert changes.entity == entity_of_answer(intake)
    (fact,) = answers(desk, stream)
    assert (fact.answered_on, fact.unit_name) == ("2026-05-20", "Enheten för avhopparstöd")
    process = reading.open_case(desk, stream).process
    step = process.step("application")
    assert step is not None
    assert step.status.value == "done"


def test_a_unit_of_the_register_is_known_by_its_name_on_the_day(
    desk: Desk, stream: StreamId, intake: EntityId
) -> None:
    typed = {**ENROLLED, "unit_name": "enheten för hemlösa"}
    intake_outcomes.answer_intake(desk, stream, intake, typed)
    assert answers(desk, stream)[0].unit is not None


@pytest.mark.req("F035")
@pytest.mark.parametrize("missing", ["answered_on", "unit_name"])
def test_an_enrolment_without_its_day_or_unit_is_told_so(
    desk: Desk, stream: StreamId, intake: EntityId, missing: str
) -> None:
    with pytest.raises(InvalidFields) as refused:
        intake_outcomes.answer_intake(desk, stream, intake, {**ENROLLED, missing: ""})
    assert {(each.field, each.fault) for each in refused.value.problems} == {
        (missing, Fault.REQUIRED)
    }
    assert answers(desk, stream) == []


@pytest.mark.req("F035")
@pytest.mark.parametrize("missing", ["reason", "alternative", "protected_by"])
def test_a_no_says_why_what_instead_and_who_protects(
    desk: Desk, stream: StreamId, intake: EntityId, missing: str
) -> None:
    with pytest.raises(InvalidFields) as caught:
        intake_outcomes.answer_intake(desk, stream, intake, {**NO, missing: " "})
    (problem,) = caught.value.problems
    assert (problem.field, problem.fault) == (missing, Fault.REQUIRED)
    assert answers(desk, stream) == []
    intake_outcomes.answer_intake(desk, stream, intake, NO)
    assert answers(desk, stream)[0].alternative == "Stöd genom socialkontoret."


def test_an_answer_comes_after_the_intake_and_not_in_the_future(
    desk: Desk, stream: StreamId, intake: EntityId
) -> None:
    received = reading.state_of(desk, stream).intakes[0].latest.fact.received_on
    for day, fault in (("2020-01-01", Fault.BEFORE), ("2026-06-02", Fault.IN_THE_FUTURE)):
        assert day != received
        with pytest.raises(InvalidFields) as caught:
            intake_outcomes.answer_intake(desk, stream, intake, {**ENROLLED, "answered_on": day})
        (problem,) = caught.value.problems
        assert (problem.field, problem.fault) == ("answered_on", fault)


def test_a_later_answer_replaces_the_earlier_which_stays(
    desk: Desk, stream: StreamId, intake: EntityId
) -> None:
    intake_outcomes.answer_intake(desk, stream, intake, NO)
    intake_outcomes.answer_intake(desk, stream, intake, ENROLLED)
    assert [fact.answer.value for fact in answers(desk, stream)] == ["declined", "enrolled"]


def test_only_an_intake_of_the_case_is_answered(desk: Desk, stream: StreamId) -> None:
    other = EntityId("33333333-3333-4333-8333-000000000001")
    with pytest.raises(Refusal) as caught:
        intake_outcomes.answer_intake(desk, stream, other, ENROLLED)
    assert caught.value.reason is Reason.ENTITY_UNKNOWN


@pytest.mark.req("F145", "F173")
def test_the_ways_are_asked_for_when_factors_were_noticed(desk: Desk, stream: StreamId) -> None:
    typed = {"state": "noticed", "noted_on": "2026-05-20", "ways": ""}
    with pytest.raises(InvalidFields) as caught:
        intake_outcomes.note_gender_factors(desk, stream, typed)
    assert caught.value.problems[0].field == "ways"
    intake_outcomes.note_gender_factors(desk, stream, {**typed, "ways": "Kvinnojouren var med"})
    later = {"state": "not_relevant", "noted_on": "2026-05-21", "ways": ""}
    intake_outcomes.note_gender_factors(desk, stream, later)
    noted = reading.state_of(desk, stream).only(facts.GenderFactors)
    assert noted is not None
    assert [version.fact.state.value for version in noted.versions] == ["noticed", "not_relevant"]
