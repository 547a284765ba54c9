"""What is said of the threat, and what is done: kept as it was said, never computed."""

from __future__ import annotations

from typing import Any

import pytest

from app.casework.facts import AssessmentMethod, MeasureStatus, Owner, ProtectiveMeasure
from app.errors import Fault, InvalidFields
from app.ids import StreamId
from app.ports import LogCode
from app.usecases import reading, writing
from app.usecases.around import measures, threats
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from tests.app.usecases import typed_forms, typed_route


@pytest.fixture
def stream(desk: Desk) -> StreamId:
    return typed_forms.opened_case(desk)


def faults(refused: pytest.ExceptionInfo[InvalidFields]) -> dict[str, Fault]:
    return {each.field: each.fault for each in refused.value.problems}


@pytest.mark.req("F042", "F043", "F075", "F080")
def test_bops_assessment_says_who_how_and_until_when(desk: Desk, stream: StreamId) -> None:
    typed_route.say(desk, stream, valid_to="2026-08-20")
    (said,) = reading.state_of(desk, stream).threats
    fact = said.latest.fact
    assert (fact.owner, fact.assessor) == (Owner.BOPS, "Handläggare, BOPS")
    assert (fact.method, fact.reference) == (AssessmentMethod.STRUCTURED, "B-17")
    assert (fact.level, fact.type, fact.target_group) == ("high", "concrete", "yes")
    assert (fact.valid_to, fact.review_on) == ("2026-08-20", "2026-08-20")


@pytest.mark.req("F043")
def test_what_is_not_said_of_the_method_is_not_guessed(desk: Desk, stream: StreamId) -> None:
    typed_route.say(desk, stream, method="")
    (said,) = reading.state_of(desk, stream).threats
    assert said.latest.fact.method is AssessmentMethod.NOT_STATED


@pytest.mark.req("F043")
def test_a_new_wording_leaves_the_old_one_readable(desk: Desk, stream: StreamId) -> None:
    entity = typed_route.say(desk, stream)
    changes = threats.revise_threat_assessment(
        desk, stream, entity, typed_route.bops(level="medium")
    )
    (said,) = reading.state_of(desk, stream).threats
    assert [each.fact.level for each in said.versions] == ["high", "medium"]
    assert {Part.THREAT, Part.ROUTE, Part.CASE, Part.WATCH} <= changes.parts


def test_days_stand_in_order(desk: Desk, stream: StreamId) -> None:
    with pytest.raises(InvalidFields) as refused:
        typed_route.say(desk, stream, valid_to="2026-05-19", review_on="2026-05-01")
    assert faults(refused) == {"valid_to": Fault.BEFORE, "review_on": Fault.BEFORE}
    with pytest.raises(InvalidFields) as refused:
        typed_route.say(desk, stream, assessed_on="2026-06-02")
    assert faults(refused)["assessed_on"] is Fault.IN_THE_FUTURE


@pytest.mark.req("F044")
def test_a_measure_says_who_answers_how_it_stands_and_when_it_is_followed_up(
    desk: Desk, stream: StreamId
) -> None:
    entity = new_entity(desk)
    measures.sign_measure(desk, stream, entity, typed_route.measure())
    done = typed_route.measure(status="done", follow_up_on="")
    measures.revise_measure(desk, stream, entity, done)

    (found,) = reading.state_of(desk, stream).of(ProtectiveMeasure)
    assert [each.fact.status for each in found.versions] == [
        MeasureStatus.ONGOING,
        MeasureStatus.DONE,
    ]
    first = found.first.fact
    assert (first.responsible, first.follow_up_on) == (Owner.LOCAL_POLICE, "2026-07-01")


@pytest.mark.req("F007", "F040", "F044")
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"responsible_name": ""}, {"responsible_name": Fault.REQUIRED}),
        ({"responsible": "social_services", "responsible_name": ""}, {}),
        ({"follow_up_on": ""}, {"follow_up_on": Fault.REQUIRED}),
        ({"follow_up_on": "", "status": "stopped"}, {}),
        ({"follow_up_on": "2026-05-01"}, {"follow_up_on": Fault.BEFORE}),
        ({"since": "2026-06-02"}, {"since": Fault.IN_THE_FUTURE}),
        ({"since": "2026-06-02", "status": "planned"}, {}),
        (
            {"measure": "", "responsible": "", "status": ""},
            dict.fromkeys(("measure", "responsible", "status"), Fault.REQUIRED),
        ),
    ],
)
def test_a_measure_needs_what_makes_it_one(
    desk: Desk, stream: StreamId, changes: dict[str, Any], expected: dict[str, Fault]
) -> None:
    typed = typed_route.measure(**changes)
    if not expected:
        measures.sign_measure(desk, stream, new_entity(desk), typed)
        return
    with pytest.raises(InvalidFields) as refused:
        measures.sign_measure(desk, stream, new_entity(desk), typed)
    assert expected.items() <= faults(refused).items()


@pytest.mark.req("F003")
def test_each_reading_of_what_bops_has_said_is_told_apart_in_the_log(
    desk: Desk, stream: StreamId
) -> None:
    def read(part: Part) -> Any:
        reading.open_part(desk, stream, part)
        entry = desk.vault.log.entries(stream=stream, limit=1)[0]
        assert entry.code == LogCode.PART_OPENED
        return (entry.payload or {}).get("bops")

    assert read(Part.THREAT) is None
    typed_route.say(desk, stream, owner="client", level="not_assessed", type="not_assessed")
    assert read(Part.THREAT) is None
    typed_route.say(desk, stream)
    assert read(Part.THREAT) is True
    assert read(Part.ROUTE) is True
    assert read(Part.CASE) is True, "the overview has what protects"
    assert read(Part.JOURNAL) is None
    reading.history(desk, stream)
    entry = desk.vault.log.entries(stream=stream, limit=1)[0]
    assert entry.payload == {"stream": stream, "part": "history", "bops": True}


@pytest.mark.req("F003")
def test_a_measure_that_bops_answers_for_is_read_as_theirs(desk: Desk, stream: StreamId) -> None:
    measure = ProtectiveMeasure(
        measure="Larm", responsible=Owner.BOPS, status=MeasureStatus.ONGOING
    )
    writing.add(desk, stream, new_entity(desk), measure)
    reading.open_part(desk, stream, Part.CASE)
    assert (desk.vault.log.entries(stream=stream, limit=1)[0].payload or {}).get("bops") is True
