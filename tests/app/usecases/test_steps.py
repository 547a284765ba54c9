"""Steps are skipped with a reason, and never those that nobody may skip."""

from __future__ import annotations

import pytest

from app.casework import facts
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.ids import StreamId
from app.usecases import reading, steps
from app.usecases.desk import Desk
from tests.app.usecases import typed_forms

SKIP = {"mark": "skipped", "marked_on": "2026-05-30", "reason": "Görs när behandlingen är klar."}


@pytest.fixture
def stream(desk: Desk) -> StreamId:
    return typed_forms.opened_case(desk)


def status(desk: Desk, stream: StreamId, step: str) -> str:
    found = reading.open_case(desk, stream).process.step(step)
    assert found is not None
    return found.status.value


def test_a_step_is_skipped_with_a_reason_and_opened_again(desk: Desk, stream: StreamId) -> None:
    changes = steps.mark_step(desk, stream, "consent", SKIP)
    assert changes.entity == steps.entity_of_mark(stream, "consent")
    assert status(desk, stream, "consent") == "skipped"
    steps.reopen_step(desk, stream, "consent", {"marked_on": "2026-06-01", "reason": "Nu går det"})
    assert status(desk, stream, "consent") in ("open", "current", "later")
    (mark,) = reading.state_of(desk, stream).of(facts.StepMark)
    assert [version.fact.reason for version in mark.versions] == [SKIP["reason"], "Nu går det"]


def test_without_a_reason_or_a_day_nothing_is_skipped(desk: Desk, stream: StreamId) -> None:
    with pytest.raises(InvalidFields) as caught:
        steps.mark_step(desk, stream, "consent", {"mark": "skipped"})
    found = {problem.field: problem.fault for problem in caught.value.problems}
    assert found == {"marked_on": Fault.REQUIRED, "reason": Fault.REQUIRED}
    with pytest.raises(InvalidFields):
        steps.mark_step(desk, stream, "consent", {**SKIP, "marked_on": "2026-06-02"})
    with pytest.raises(InvalidFields):
        steps.mark_step(desk, stream, "consent", {**SKIP, "mark": "reopened"})
    assert not reading.state_of(desk, stream).of(facts.StepMark)


@pytest.mark.parametrize("step", ["decision", "application", "no_such_step"])
def test_some_steps_are_never_skipped(desk: Desk, stream: StreamId, step: str) -> None:
    with pytest.raises(Refusal) as caught:
        steps.mark_step(desk, stream, step, SKIP)
    assert caught.value.reason is Reason.STEP_NOT_SKIPPABLE


def test_only_a_mark_is_taken_back(desk: Desk, stream: StreamId) -> None:
    with pytest.raises(Refusal) as caught:
        steps.reopen_step(desk, stream, "consent", SKIP)
    assert caught.value.reason is Reason.ENTITY_UNKNOWN
