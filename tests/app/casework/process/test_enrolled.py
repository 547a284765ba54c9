"""Who is enrolled is not enrolled again."""

from __future__ import annotations

import pytest

from app.casework import facts
from app.casework.process.codes import Missing
from tests.app.casework.build import application
from tests.app.casework.process.cases import Case


def _answered(case: Case, answer: facts.IntakeAnswer) -> None:
    """An interest with its answer, and then an application."""
    interest = case.add(application(kind=facts.IntakeKind.INTEREST))
    case.add(facts.IntakeOutcome(intake=interest.id, answer=answer, answered_on="2026-05-20"))
    case.add(application())


@pytest.mark.req("F035")
def test_an_application_of_somebody_enrolled_wants_no_second_answer():
    case = Case()
    _answered(case, facts.IntakeAnswer.ENROLLED)
    assert case.missing("application") == []


@pytest.mark.req("F035")
def test_a_no_to_the_interest_leaves_the_application_to_be_answered():
    case = Case()
    _answered(case, facts.IntakeAnswer.DECLINED)
    assert case.missing("application") == [Missing.INTAKE_ANSWER]


@pytest.mark.req("F035")
def test_who_comes_back_after_a_closing_is_answered_anew():
    case = Case()
    _answered(case, facts.IntakeAnswer.ENROLLED)
    case.add(
        facts.Closing(
            closed_on="2026-05-25", reason=facts.ClosingReason.OWN_WISH, situation="", told=""
        )
    )
    case.add(application())
    assert case.missing("application") == [Missing.INTAKE_ANSWER]
