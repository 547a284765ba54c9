"""The care plan and the coordinated plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from app.casework import facts
from app.casework.facts import YesNoPending, YesNoUnknown
from app.disclosure.profiles import Profile
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.ids import StreamId
from app.usecases import identity, reading
from app.usecases.desk import Desk
from app.usecases.paper import documents
from app.usecases.paper.papers import papers_in
from app.usecases.planning import care_plans, plan_doubts, plans, sips
from tests.app.usecases import typed_forms


@pytest.fixture
def stream(desk: Desk) -> StreamId:
    return typed_forms.opened_case(desk)


def care(**changes: Any) -> Mapping[str, Any]:
    return {
        "fixed_on": "2026-06-01",
        "young": "no",
        "interventions": "Skyddat boende.",
        "aim": "Ett eget boende.",
        "view": "Jag vill bo kvar i min stad.",
        "others": "Inga.",
    } | changes


def problems(desk: Desk, stream: StreamId, **changes: Any) -> set[tuple[str, Fault]]:
    entity = care_plans.care_plan_to_edit(desk, stream).entity
    with pytest.raises(InvalidFields) as refused:
        care_plans.fix_care_plan(desk, stream, entity, care(**changes))
    return {(each.field, each.fault) for each in refused.value.problems}


@pytest.mark.req("X20")
def test_what_the_law_asks_of_the_person_is_needed(desk: Desk, stream: StreamId) -> None:
    assert problems(desk, stream, interventions="", aim=" ", view="", others="") == {
        ("interventions", Fault.REQUIRED),
        ("aim", Fault.REQUIRED),
        ("view", Fault.REQUIRED),
        ("others", Fault.REQUIRED),
    }
    assert problems(desk, stream, young="yes") == {("kin_contact", Fault.REQUIRED)}
    assert problems(desk, stream, young="") == {("young", Fault.REQUIRED)}
    assert problems(desk, stream, fixed_on="2026-06-02") == {("fixed_on", Fault.IN_THE_FUTURE)}


@pytest.mark.req("X20")
def test_the_next_version_replaces_and_both_stay(desk: Desk, stream: StreamId) -> None:
    first = care_plans.care_plan_to_edit(desk, stream)
    care_plans.fix_care_plan(desk, stream, first.entity, care())
    again = care_plans.care_plan_to_edit(desk, stream)
    assert (again.entity, again.number, again.typed["aim"]) == (
        first.entity,
        2,
        "Ett eget boende.",
    )
    typed = {**again.typed, "fixed_on": "idag", "aim": "Ett arbete."}
    care_plans.fix_care_plan(desk, stream, again.entity, typed, builds_on=again.builds_on)

    (plan,) = reading.state_of(desk, stream).of(facts.CarePlan)
    assert [(each.fact.number, each.fact.aim) for each in plan.versions] == [
        (1, "Ett eget boende."),
        (2, "Ett arbete."),
    ]
    with pytest.raises(Refusal) as refused:
        care_plans.fix_care_plan(desk, stream, again.entity, typed, builds_on=again.builds_on)
    assert refused.value.reason is Reason.REVISED_SINCE


def test_a_first_one_begins_with_what_is_known(desk: Desk, stream: StreamId) -> None:
    identity.save_identity(desk, stream, typed_forms.identity(number="20100615-9808"))
    typed_forms.signed_assessment(desk, stream)
    typed_forms.signed_decision(desk, stream)
    editing = plans.plan_to_edit(desk, stream)
    typed = typed_forms.plan(
        aims=[{"text": "Klara sig själv."}], kin_contact="Mamman.", others_measures="Skolan."
    )
    plans.fix_plan(desk, stream, editing.entity, typed)

    begun = care_plans.care_plan_to_edit(desk, stream).typed

    assert (begun["young"], begun["interventions"]) == ("yes", "Boende med stöd")
    assert (begun["aim"], begun["kin_contact"], begun["others"]) == (
        "Klara sig själv.",
        "Mamman.",
        "Skolan.",
    )


@pytest.mark.req("X20", "X04")
def test_it_is_a_paper_in_both_ways(desk: Desk, stream: StreamId) -> None:
    entity = care_plans.care_plan_to_edit(desk, stream).entity
    care_plans.fix_care_plan(desk, stream, entity, care(view="Jag vill bo kvar."))

    found = papers_in(reading.state_of(desk, stream))
    (paper,) = (each for each in found if each.kind.kind == "care_plan")
    assert paper.kind.profiles == (Profile.MEETING, Profile.FULL)
    for profile in paper.kind.profiles:
        made = documents.preview_paper(desk, stream, paper.source, profile)
        assert made.pdf.startswith(b"%PDF")


def sip(**changes: Any) -> Mapping[str, Any]:
    return {
        "noted_on": "2026-06-01",
        "needed": "yes",
        "reason": "Både boendestöd och psykiatri.",
        "agreed": "yes",
        "participants": [{"function": "Psykiatrin"}],
        "municipality_does": "Boendestöd.",
        "region_does": "Samtal.",
        "leads": "Regionen",
        "follow_up_on": "2026-09-01",
    } | changes


@pytest.mark.req("X23")
def test_a_coordinated_plan_is_noted_and_noted_again(desk: Desk, stream: StreamId) -> None:
    sips.note_sip(desk, stream, sip(needed="unknown", reason="", agreed=""))
    noted = reading.state_of(desk, stream).only(facts.Sip)
    assert noted is not None
    assert noted.latest.fact.agreed is YesNoPending.PENDING

    sips.note_sip(desk, stream, sip(), builds_on=noted.latest.record.id)

    again = reading.state_of(desk, stream).only(facts.Sip)
    assert again is not None
    assert (again.latest.fact.needed, again.latest.fact.region_does) == (
        YesNoUnknown.YES,
        "Samtal.",
    )
    assert len(again.versions) == 2
    typed = {**sips.typed_again(again.latest.fact), "noted_on": "2026-06-01"}
    sips.note_sip(desk, stream, typed)


@pytest.mark.req("X23")
def test_a_yes_or_a_no_takes_a_reason_and_a_yes_takes_consent(desk: Desk, stream: StreamId) -> None:
    def told(**changes: Any) -> set[str]:
        with pytest.raises(InvalidFields) as refused:
            sips.note_sip(desk, stream, sip(**changes))
        return {each.field for each in refused.value.problems}

    assert told(reason="", agreed="") == {"reason", "agreed"}
    assert told(needed="no", reason="", agreed="") == {"reason"}
    assert told(needed="", reason="", agreed="") == {"needed"}
    assert told(follow_up_on="2026-05-01") == {"follow_up_on"}


@pytest.mark.req("X23")
@pytest.mark.parametrize(
    ("intervention", "asks"),
    [
        ({"intervention": "Kontakt med psykiatri"}, True),
        ({"intervention": "Samtal", "provider": "Vårdcentralen"}, True),
        ({"intervention": "Behandling", "payer": "Regionen"}, True),
        ({"intervention": "Stödsamtal", "payer": "Hemkommunen"}, False),
        ({"intervention": "Flytt till annan ort i polisregionen"}, False),
    ],
)
def test_an_intervention_of_the_region_prompts_the_question_until_it_is_answered(
    desk: Desk, stream: StreamId, intervention: Mapping[str, Any], asks: bool
) -> None:
    goals = [{"words": "Må bättre", "interventions": [intervention]}]
    entity = plans.plan_to_edit(desk, stream).entity
    plans.fix_plan(desk, stream, entity, typed_forms.plan(goals=goals))

    def prompted() -> bool:
        state = reading.state_of(desk, stream)
        plan = state.plans[0].latest.fact
        return plan_doubts.plan_doubts(desk, state, plan, young=None).sip_to_consider

    assert prompted() is asks
    sips.note_sip(desk, stream, sip(needed="no"))
    assert not prompted()
