"""Follow-ups: planned, carried out, cancelled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from app.casework import facts
from app.casework.facts import FollowUpStatus, Reached, ThreatChange, Track, YesNoUnknown
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.ids import EntityId, StreamId
from app.usecases import reading
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity, save_draft
from app.usecases.planning import follow_ups, plans
from app.usecases.watching.todo import Urgency, todo
from tests.app.usecases import typed_forms


@pytest.fixture
def stream(desk: Desk) -> StreamId:
    """A case with a plan in force."""
    made = typed_forms.opened_case(desk)
    editing = plans.plan_to_edit(desk, made)
    typed = typed_forms.plan(aims=editing.typed["aims"])
    plans.fix_plan(desk, made, editing.entity, typed)
    return made


def planned(desk: Desk, stream: StreamId, **changes: Any) -> EntityId:
    entity = new_entity(desk)
    typed = {"track": "police", "planned_on": "2026-06-10", "how": "Samråd"} | changes
    follow_ups.plan_follow_up(desk, stream, entity, typed)
    return entity


def done(**changes: Any) -> Mapping[str, Any]:
    return {
        "track": "social_services",
        "done_on": "2026-06-01",
        "participants": [{"function": "Den enskilde"}, {"function": "Utföraren"}],
        "design": "Boendet har gett stöd varje dag.",
        "quality": [
            {"requirement": "1. Personal dygnet runt", "met": "partly", "words": "Ej natt"}
        ],
        "aims": [{"key": "sjalvstandigt", "text": "Klara sig själv", "reached": "partly"}],
        "goals": [{"key": "1", "text": "Sova", "reached": "no", "score": "4", "words": "Oro"}],
        "threat": "same",
        "return_to_crime": "no",
        "protection_seen": "Inget nytt.",
        "crime_seen": "Inget är känt.",
        "contacts_seen": "Har bytt nummer.",
        "facts": "Kom till alla möten.",
        "appraisal": "Stödet räcker inte på natten.",
    } | changes


def state(desk: Desk, stream: StreamId) -> dict[EntityId, facts.FollowUp]:
    found = reading.state_of(desk, stream).of(facts.FollowUp)
    return {each.id: each.latest.fact for each in found}


@pytest.mark.req("F066")
def test_each_track_is_planned_by_itself(desk: Desk, stream: StreamId) -> None:
    for track in Track:
        planned(desk, stream, track=track.value)

    assert {each.track for each in state(desk, stream).values()} == set(Track)
    assert {each.status for each in state(desk, stream).values()} == {FollowUpStatus.PLANNED}


@pytest.mark.req("F063", "F067", "F068", "F070", "F071")
def test_what_is_seen_is_kept_line_by_line_and_apart_from_what_is_appraised(
    desk: Desk, stream: StreamId
) -> None:
    entity = planned(desk, stream, track="social_services")

    follow_ups.carry_out(desk, stream, entity, done())

    fact = state(desk, stream)[entity]
    assert (fact.status, fact.planned_on, fact.done_on) == (
        FollowUpStatus.DONE,
        "2026-06-10",
        "2026-06-01",
    )
    assert fact.quality == (
        facts.QualityAnswer(
            requirement="1. Personal dygnet runt", met=Reached.PARTLY, words="Ej natt"
        ),
    )
    assert (fact.aims[0].key, fact.aims[0].reached) == ("sjalvstandigt", Reached.PARTLY)
    assert (fact.goals[0].score, fact.goals[0].reached) == (4, Reached.NO)
    assert fact.return_to_crime is YesNoUnknown.NO
    assert (fact.protection_seen, fact.crime_seen, fact.contacts_seen) == (
        "Inget nytt.",
        "Inget är känt.",
        "Har bytt nummer.",
    )
    assert (fact.facts, fact.appraisal) == (
        "Kom till alla möten.",
        "Stödet räcker inte på natten.",
    )


@pytest.mark.req("F048", "F070", "F071")
def test_the_aims_and_goals_of_the_plan_are_asked_about(desk: Desk, stream: StreamId) -> None:
    typed = follow_ups.to_carry_out(reading.state_of(desk, stream), None, "2026-06-01")

    (plan,) = reading.state_of(desk, stream).plans
    assert [each["text"] for each in typed["aims"]] == [a.text for a in desk.aims]
    assert [each["reached"] for each in typed["aims"]] == ["", "", ""]
    assert [each["key"] for each in typed["goals"]] == ["1"]
    assert typed["plan"] == plan.latest.record.id


def test_the_next_day_plans_the_next_one_on_the_same_track_once(
    desk: Desk, stream: StreamId
) -> None:
    entity = planned(desk, stream, track="provider")
    follow_ups.carry_out(desk, stream, entity, done(track="provider", next_on="2026-09-01"))
    (waiting,) = (each for each in state(desk, stream).values() if each.status == "planned")
    assert (waiting.track, waiting.planned_on) == (Track.PROVIDER, "2026-09-01")

    follow_ups.carry_out(
        desk, stream, entity, done(track="provider", next_on="2026-09-01", own_words="Bra")
    )

    assert len(state(desk, stream)) == 2
    assert state(desk, stream)[entity].own_words == "Bra"


def test_a_follow_up_that_nobody_planned_can_be_signed(desk: Desk, stream: StreamId) -> None:
    entity = new_entity(desk)

    follow_ups.carry_out(desk, stream, entity, done())

    assert state(desk, stream)[entity].planned_on == "2026-06-01"


def test_a_cancelled_one_says_why_and_is_not_carried_out(desk: Desk, stream: StreamId) -> None:
    entity = planned(desk, stream)
    with pytest.raises(InvalidFields) as refused:
        follow_ups.cancel_follow_up(desk, stream, entity, {"cancelled_why": " "})
    assert [each.field for each in refused.value.problems] == ["cancelled_why"]

    follow_ups.cancel_follow_up(desk, stream, entity, {"cancelled_why": "Flyttad till augusti."})

    assert state(desk, stream)[entity].cancelled_why == "Flyttad till augusti."
    for again in (
        lambda: follow_ups.carry_out(desk, stream, entity, done()),
        lambda: follow_ups.cancel_follow_up(desk, stream, entity, {"cancelled_why": "x"}),
        lambda: follow_ups.plan_follow_up(desk, stream, entity, {}),
    ):
        with pytest.raises(Refusal) as twice:
            again()
        assert twice.value.reason is Reason.ALREADY_SIGNED


def test_every_problem_is_told_at_its_field_and_the_draft_stays(
    desk: Desk, stream: StreamId
) -> None:
    entity = planned(desk, stream)
    wrong = done(
        done_on="2026-06-02",
        participants=[{"name": "Robin Övning"}],
        design="",
        quality=[{"words": "x"}],
        goals=[{"text": "Sova", "score": "11"}],
        threat="more",
        return_to_crime="",
        facts="",
        next_on="2026-05-01",
        plan="ab" * 32,
    )
    save_draft(desk, stream, entity, "follow_up", body=wrong, place={})

    with pytest.raises(InvalidFields) as refused:
        follow_ups.carry_out(desk, stream, entity, wrong)

    assert {(each.field, each.fault) for each in refused.value.problems} == {
        ("done_on", Fault.IN_THE_FUTURE),
        ("participants/0/function", Fault.REQUIRED),
        ("design", Fault.REQUIRED),
        ("quality/0/requirement", Fault.REQUIRED),
        ("quality/0/met", Fault.REQUIRED),
        ("goals/0/score", Fault.TOO_HIGH),
        ("threat_words", Fault.REQUIRED),
        ("return_to_crime", Fault.REQUIRED),
        ("facts", Fault.REQUIRED),
        ("next_on", Fault.BEFORE),
        ("plan", Fault.UNKNOWN_REFERENCE),
    }
    assert state(desk, stream)[entity].status is FollowUpStatus.PLANNED
    assert [each.entity for each in desk.vault.drafts.all(stream)] == [entity]


@pytest.mark.req("F043", "F072")
def test_a_changed_threat_is_told_and_not_assessed(desk: Desk, stream: StreamId) -> None:
    entity = planned(desk, stream)

    follow_ups.carry_out(
        desk, stream, entity, done(threat="more", threat_words="Okänd bil vid skolan.")
    )

    after = reading.state_of(desk, stream)
    assert state(desk, stream)[entity].threat is ThreatChange.MORE
    assert after.threats == ()


@pytest.mark.req("F066")
def test_a_late_one_is_late_on_the_start_page_until_it_is_dealt_with(
    desk: Desk, stream: StreamId
) -> None:
    def late() -> list[str]:
        return [
            item.due
            for item in todo(desk)
            if (item.code, item.entity, item.urgency) == ("follow_up", entity, Urgency.LATE)
        ]

    entity = planned(desk, stream, planned_on="2026-05-20")
    assert late() == ["2026-05-20"]

    follow_ups.cancel_follow_up(desk, stream, entity, {"cancelled_why": "Flyttad."})

    assert late() == []
