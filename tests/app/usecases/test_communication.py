"""What the person was shown before a decision, and what came of it."""

from __future__ import annotations

from typing import Any

import pytest

from app.casework import facts
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.ids import EntityId, StreamId
from app.usecases import notes
from app.usecases.decision import communication
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.reading import state_of
from tests.app.usecases import typed_forms


@pytest.fixture
def case(desk: Desk) -> StreamId:
    stream = typed_forms.opened_case(desk)
    typed_forms.signed_assessment(desk, stream)
    notes.sign_note(desk, stream, new_entity(desk), typed_forms.note())
    return stream


def sent(**changes: Any) -> dict[str, Any]:
    return {
        "way": "sent",
        "records": [],
        "material": "Yttrande från skolan",
        "sent_on": "2026-05-20",
        "how": "Lämnat vid besök",
        "answer_by": "2026-06-03",
    } | changes


def problems(desk: Desk, case: StreamId, **changes: Any) -> set[tuple[str, Fault]]:
    with pytest.raises(InvalidFields) as refused:
        communication.sign_communication(desk, case, new_entity(desk), sent(**changes))
    return {(each.field, each.fault) for each in refused.value.problems}


def communicated(desk: Desk, case: StreamId, **changes: Any) -> EntityId:
    entity = new_entity(desk)
    communication.sign_communication(desk, case, entity, sent(**changes))
    return entity


@pytest.mark.req("X10")
def test_what_was_shown_is_the_signed_records_of_the_case_or_words(
    desk: Desk, case: StreamId
) -> None:
    offered = communication.material_to_choose(state_of(desk, case))
    assert [each.text.rpartition(",")[0] for each in offered] == [
        state_of(desk, case).assessments[0].latest.fact.title,
        "Samtal",
    ]
    communicated(desk, case, records=[offered[0].record])

    (made,) = state_of(desk, case).of(facts.Communication)
    assert [(each.record, each.text) for each in made.latest.fact.material] == [
        (offered[0].record, offered[0].text),
        (None, "Yttrande från skolan"),
    ]
    assert made.latest.record.content.happened_at == "2026-05-20"


@pytest.mark.req("X10")
def test_a_communication_says_what_when_how_and_until_when(desk: Desk, case: StreamId) -> None:
    assert problems(desk, case, material="", sent_on="", how="", answer_by="") == {
        ("records", Fault.MATERIAL_NEEDED),
        ("sent_on", Fault.REQUIRED),
        ("how", Fault.REQUIRED),
        ("answer_by", Fault.REQUIRED),
    }
    assert problems(desk, case, answer_by="2026-05-19") == {("answer_by", Fault.BEFORE)}
    assert problems(desk, case, records=["ab" * 32]) >= {("records", Fault.NOT_A_CHOICE)}
    assert problems(desk, case, way="") == {("way", Fault.REQUIRED)}


@pytest.mark.req("X10")
def test_an_exception_is_one_of_the_laws_and_has_its_reason(desk: Desk, case: StreamId) -> None:
    assert problems(desk, case, way="left_out") == {
        ("exception", Fault.REQUIRED),
        ("exception_reason", Fault.REQUIRED),
    }
    communicated(
        desk,
        case,
        way="left_out",
        exception="immediate",
        exception_reason="Beslutet kan inte vänta.",
    )
    fact = state_of(desk, case).of(facts.Communication)[0].latest.fact
    assert fact.exception is facts.CommunicationException.IMMEDIATE
    assert fact.material == ()
    assert fact.sent_on == ""


@pytest.mark.req("X10")
def test_what_is_mended_keeps_what_it_named(desk: Desk, case: StreamId) -> None:
    offered = communication.material_to_choose(state_of(desk, case))
    entity = communicated(desk, case, records=[offered[1].record])
    for number in range(communication.NOTES_OFFERED):
        notes.sign_note(desk, case, new_entity(desk), typed_forms.note(heading=f"Senare {number}"))
    before = state_of(desk, case).of(facts.Communication)[0].latest
    again = {**communication.typed_again(before.fact), "how": "Skickat med post"}

    communication.sign_communication(desk, case, entity, again, builds_on=before.record.id)

    (made,) = state_of(desk, case).of(facts.Communication)
    assert made.latest.fact.how == "Skickat med post"
    assert made.latest.fact.material == before.fact.material
    with pytest.raises(Refusal) as refused:
        communication.sign_communication(desk, case, entity, again, builds_on=before.record.id)
    assert refused.value.reason is Reason.REVISED_SINCE


@pytest.mark.req("X10")
def test_the_answer_or_that_the_time_passed_is_noted(
    desk: Desk, case: StreamId, clock: Any
) -> None:
    with pytest.raises(Refusal) as missing:
        communication.sign_answer(desk, case, new_entity(desk), {})
    assert missing.value.reason is Reason.COMMUNICATION_MISSING
    communicated(desk, case)
    about = state_of(desk, case).of(facts.Communication)[0].latest.record.id

    def wrong(**typed: str) -> set[tuple[str, Fault]]:
        with pytest.raises(InvalidFields) as refused:
            communication.sign_answer(
                desk, case, new_entity(desk), {"communication": about, **typed}
            )
        return {(each.field, each.fault) for each in refused.value.problems}

    assert wrong(outcome="answered", answered_on="2026-05-19", words="Nej") == {
        ("answered_on", Fault.BEFORE)
    }
    assert wrong(outcome="answered", answered_on="2026-05-25") == {("words", Fault.REQUIRED)}
    assert wrong(outcome="passed", answered_on="2026-06-01") == {("answered_on", Fault.BEFORE)}
    clock.pass_(days=5)
    communication.sign_answer(
        desk,
        case,
        new_entity(desk),
        {"communication": about, "outcome": "passed", "answered_on": "2026-06-04"},
    )
    answer = state_of(desk, case).of(facts.CommunicationAnswer)[0].latest.fact
    assert (answer.communication, answer.answered) == (about, False)


def test_nobody_answers_what_was_left_out(desk: Desk, case: StreamId) -> None:
    communicated(
        desk, case, way="left_out", exception="immediate", exception_reason="Kan inte vänta."
    )
    with pytest.raises(Refusal) as missing:
        communication.sign_answer(desk, case, new_entity(desk), {})
    assert missing.value.reason is Reason.COMMUNICATION_MISSING
