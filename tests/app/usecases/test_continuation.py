"""A review with a no raises a task and ends nothing (F069)."""

from __future__ import annotations

import pytest

from app.casework import facts
from app.forms.response import dump_response
from app.ids import EntityId, StreamId
from app.usecases import reading
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.forms import assessments
from tests.app.forms import filling
from tests.app.forms.asking import say
from tests.app.usecases import typed_forms

NEED = "Har den enskilde fortfarande behov av stöd?"
CRIME = "Håller sig den enskilde från kriminalitet?"
SAFETY = "Sköter den enskilde sin personsäkerhet i samverkan med polisen?"

pytestmark = pytest.mark.req("F069")


@pytest.fixture
def stream(desk: Desk) -> StreamId:
    made = typed_forms.opened_case(desk)
    typed_forms.signed_assessment(desk, made)
    typed_forms.signed_decision(desk, made)
    return made


def review(desk: Desk, stream: StreamId, **answers: str) -> tuple[EntityId, Changes]:
    """Signed, with ``need``, ``crime`` and ``safety`` as given."""
    questions = {"need": NEED, "crime": CRIME, "safety": SAFETY}
    filled = filling.begun("omprovning")
    for name, code in answers.items():
        say(filled, questions[name], code)
    entity, key = new_entity(desk), desk.forms.latest("urn:aktvalv:mall:omprovning").key
    draft = assessments.begin_assessment(desk, stream, entity, key)
    response = dump_response(filling.completed(filled))
    return entity, assessments.sign_assessment(desk, stream, draft, response)


def tasks(desk: Desk, stream: StreamId) -> list[facts.Task]:
    return [each.latest.fact for each in reading.state_of(desk, stream).of(facts.Task)]


def test_a_no_raises_a_task_that_leads_to_the_review(desk: Desk, stream: StreamId) -> None:
    entity, changes = review(desk, stream, need="ja", crime="nej", safety="nej")

    (task,) = tasks(desk, stream)
    assert task.what == (
        "Omprövning med nej på 2 av 3 frågor: ta ställning. "
        "Beslutet gäller tills ett nytt beslut fattas."
    )
    assert (task.raised_by, task.about, task.part) == ("continuation_no", entity, "assessment")
    assert (task.due_on, task.done_on) == ("2026-06-08", "")
    assert Part.WATCH in changes.parts


def test_the_task_says_nothing_of_what_the_no_was_about(desk: Desk, stream: StreamId) -> None:
    """Att göra is read by more than the case."""
    review(desk, stream, need="ja", crime="nej", safety="ja")

    (task,) = tasks(desk, stream)
    assert "riminalitet" not in task.what


def test_yes_and_not_yet_known_raise_nothing(desk: Desk, stream: StreamId) -> None:
    review(desk, stream, need="ja", crime="oklart", safety="ja")

    assert tasks(desk, stream) == []


def test_a_no_ends_no_decision_and_closes_no_case(desk: Desk, stream: StreamId) -> None:
    before = reading.state_of(desk, stream)

    review(desk, stream, need="nej", crime="nej", safety="nej")

    after = reading.state_of(desk, stream)
    assert after.decisions == before.decisions
    assert after.status is before.status
    kinds = [each.kind_name for each in desk.vault.journal.records(stream)]
    assert kinds[-2:] == ["assessment", "task"]
