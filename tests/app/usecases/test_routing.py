"""The way a case goes: judged, chosen, referred; what was wished for, and the answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.casework import facts, routing
from app.casework.facts import Judged, Path, Route
from app.casework.handling import periods
from app.casework.unit_facts import UnitKind
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import reading
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.route import criteria, referrals, wishes
from app.usecases.route import routing as choosing
from app.usecases.unit import units
from tests.app.usecases import typed_forms, typed_route


@pytest.fixture
def stream(desk: Desk) -> StreamId:
    return typed_forms.opened_case(desk)


def card(desk: Desk, stream: StreamId) -> facts.Criteria:
    found = reading.state_of(desk, stream).only(facts.Criteria)
    assert found is not None
    return found.latest.fact


def unit(desk: Desk, stream: StreamId) -> facts.HandlingUnit:
    found = reading.state_of(desk, stream).only(facts.HandlingUnit)
    assert found is not None
    return found.latest.fact


def faults(work: Callable[[], object]) -> dict[str, Fault]:
    with pytest.raises(InvalidFields) as refused:
        work()
    return {each.field: each.fault for each in refused.value.problems}


# ------------------------------------------------------------------------------- the criteria


@pytest.mark.req("F041", "F073", "F075", "F076", "F078")
def test_the_card_keeps_the_wording_and_names_the_records_it_looked_at(
    desk: Desk, stream: StreamId
) -> None:
    typed_route.say(desk, stream, level="high", relocation_needed="")
    typed_route.say(desk, stream, level="not_assessed", relocation_needed="yes")
    consent = typed_route.consent(desk, stream)
    criteria.judge_criteria(desk, stream, typed_route.card())

    made = card(desk, stream)
    state = reading.state_of(desk, stream)
    first, second = (each.latest.record.id for each in state.threats)
    assert (made.level, made.relocation, made.threat) == (first, second, second)
    (given,) = state.of(facts.Consent)
    assert given.id == consent
    assert made.consent == given.latest.record.id
    assert made.path is Path.CENTRAL
    assert "har valt att lämna" in made.definition_text
    assert made.motivation_words != made.motivation_appraisal


@pytest.mark.req("F073", "F078")
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"motivation_on": ""}, {"motivation_on": Fault.REQUIRED}),
        ({"motivation_appraisal": ""}, {"motivation_appraisal": Fault.REQUIRED}),
        ({"definition_key": ""}, {"definition_key": Fault.REQUIRED}),
        ({"definition_key": "egen"}, {"definition_key": Fault.NOT_A_CHOICE}),
        ({"definition_reason": " "}, {"definition_reason": Fault.REQUIRED}),
        ({"judged_on": ""}, {"judged_on": Fault.REQUIRED}),
        ({"judged_on": "2026-05-01"}, {"judged_on": Fault.BEFORE}),
        ({"judged_on": "2026-06-02"}, {"judged_on": Fault.IN_THE_FUTURE}),
        ({"path": "own_path"}, {"path_reason": Fault.REASON_TO_DEPART}),
        (
            {"judged_on": "2023-11-01", "motivation_on": "2023-10-01",
             "definition_key": "exit-stockholm-2023"},
            {"definition_key": Fault.NOT_A_CHOICE},
        ),
    ],
)  # fmt: skip
def test_what_is_judged_says_when_and_why(
    desk: Desk, stream: StreamId, changes: dict[str, Any], expected: dict[str, Fault]
) -> None:
    typed = typed_route.card(**changes)
    assert faults(lambda: criteria.judge_criteria(desk, stream, typed)) == expected


def test_what_is_not_judged_needs_nothing(desk: Desk, stream: StreamId) -> None:
    criteria.judge_criteria(desk, stream, {"judged_on": "2026-06-01"})
    made = card(desk, stream)
    assert (made.motivation, made.definition) == (Judged.NOT_JUDGED, Judged.NOT_JUDGED)
    assert made.path is Path.DISTRICT


@pytest.mark.req("F174")
def test_a_definition_that_does_not_fit_opens_a_path_of_its_own(
    desk: Desk, stream: StreamId
) -> None:
    typed_route.say(desk, stream, owner="local_police", level="medium")
    typed = typed_route.card(definition="not_met", definition_reason="Är syskon.")
    criteria.judge_criteria(desk, stream, typed)
    assert card(desk, stream).path is Path.OWN_PATH


def test_a_later_card_leaves_the_earlier_one_readable(desk: Desk, stream: StreamId) -> None:
    criteria.judge_criteria(desk, stream, typed_route.card(definition="not_met"))
    state = reading.state_of(desk, stream)
    first = state.only(facts.Criteria)
    assert first is not None
    built_on = first.latest.record.id
    criteria.judge_criteria(desk, stream, typed_route.card(), builds_on=built_on)
    found = reading.state_of(desk, stream).only(facts.Criteria)
    assert found is not None
    assert [each.fact.definition for each in found.versions] == [Judged.NOT_MET, Judged.MET]
    with pytest.raises(Refusal) as refused:
        criteria.judge_criteria(desk, stream, typed_route.card(), builds_on=built_on)
    assert refused.value.reason is Reason.REVISED_SINCE


# --------------------------------------------------------------------------- the handling unit


@pytest.mark.req("F002", "F037")
def test_the_central_unit_is_proposed_and_kept_by_its_name_of_that_day(
    desk: Desk, stream: StreamId
) -> None:
    typed_route.say(desk, stream)
    central = units.central_units(desk, date(2026, 6, 1))[0]
    typed = typed_route.unit(route="central", unit=central.entity, unit_name="")
    choosing.choose_unit(desk, stream, typed)
    chosen = unit(desk, stream)
    assert (chosen.unit, chosen.unit_name) == (central.entity, central.name)
    assert (chosen.route, chosen.suggested) == (Route.CENTRAL, Route.CENTRAL)
    assert chosen.threat == reading.state_of(desk, stream).threats[0].latest.record.id


@pytest.mark.req("F039", "F061", "F167")
@pytest.mark.parametrize(
    ("said", "route", "fault"),
    [
        (None, "central", Fault.REASON_WITHOUT_BOPS),
        ({"level": "not_assessed"}, "central", Fault.REASON_WITHOUT_BOPS),
        ({"level": "low"}, "central", Fault.REASON_TO_DEPART),
        ({"level": "high"}, "district", Fault.REASON_TO_DEPART),
        ({"level": "high", "relocation_needed": "no"}, "district", Fault.REASON_OF_CHOICE),
        ({"level": "high", "relocation_needed": "no"}, "central", Fault.REASON_OF_CHOICE),
        ({"level": "high", "target_group": "no"}, "central", Fault.REASON_TO_DEPART),
    ],
)
def test_what_departs_from_the_suggestion_needs_a_reason(
    desk: Desk, stream: StreamId, said: dict[str, Any] | None, route: str, fault: Fault
) -> None:
    if said is not None:
        typed_route.say(desk, stream, **said)
    typed = typed_route.unit(route=route)
    assert faults(lambda: choosing.choose_unit(desk, stream, typed)) == {"reason": fault}

    choosing.choose_unit(desk, stream, {**typed, "reason": "Beslutat i samråd."})

    assert unit(desk, stream).reason == "Beslutat i samråd."


@pytest.mark.req("F012")
@pytest.mark.parametrize("route", ["district", "sig"])
def test_both_district_and_group_follow_the_suggestion(
    desk: Desk, stream: StreamId, route: str
) -> None:
    typed_route.say(desk, stream, level="low")
    choosing.choose_unit(desk, stream, typed_route.unit(route=route))
    assert unit(desk, stream).reason == ""


@pytest.mark.req("F001")
def test_another_unit_takes_over_on_a_day_and_for_a_reason(desk: Desk, stream: StreamId) -> None:
    choosing.choose_unit(desk, stream, typed_route.unit(valid_from="2026-05-10"))
    other = typed_route.unit(unit_name="SIG Exempel", route="sig", valid_from="2026-06-10")
    asked = faults(lambda: choosing.choose_unit(desk, stream, other))
    assert asked == {"reason": Fault.REASON_OF_CHANGE}
    choosing.choose_unit(desk, stream, {**other, "reason": "Personen har fyllt 18."})
    held = periods(reading.state_of(desk, stream))
    assert [(each.chosen.fact.unit_name, each.until) for each in held] == [
        ("Exempelområdets vuxenenhet", "2026-06-10"),
        ("SIG Exempel", ""),
    ]


@pytest.mark.req("F039")
def test_the_same_unit_is_confirmed_without_a_reason(desk: Desk, stream: StreamId) -> None:
    choosing.choose_unit(desk, stream, typed_route.unit())
    typed_route.say(desk, stream, level="medium")
    assert routing.outdated(reading.state_of(desk, stream))
    choosing.choose_unit(desk, stream, typed_route.unit())
    assert not routing.outdated(reading.state_of(desk, stream))


def test_a_unit_that_does_not_exist_that_day_is_explained(desk: Desk, stream: StreamId) -> None:
    ended = units.ended_units(desk, date(2026, 6, 1))
    board = next(each for each in ended if each.kind is UnitKind.BOARD)
    typed = typed_route.unit(unit=board.entity, unit_name="")
    assert faults(lambda: choosing.choose_unit(desk, stream, typed)) == {"unit": Fault.NOT_IN_FORCE}
    nothing = typed_route.unit(unit_name="", route="", valid_from="")
    assert faults(lambda: choosing.choose_unit(desk, stream, nothing)) == dict.fromkeys(
        ("route", "valid_from", "unit_name"), Fault.REQUIRED
    )


# ------------------------------------------------------------------------- referral and receipt


@pytest.mark.req("F041")
def test_a_referral_waits_for_the_criteria(desk: Desk, stream: StreamId) -> None:
    def refer() -> EntityId:
        entity = new_entity(desk)
        referrals.refer(desk, stream, entity, typed_route.referral())
        return entity

    steps: list[Callable[[], object]] = [
        lambda: typed_route.say(desk, stream),
        lambda: typed_route.consent(desk, stream),
        lambda: criteria.judge_criteria(desk, stream, typed_route.card()),
    ]
    for step in steps:
        with pytest.raises(Refusal) as refused:
            refer()
        assert refused.value.reason is Reason.CRITERIA_UNMET
        step()
    entity = refer()

    (made,) = reading.state_of(desk, stream).of(facts.Referral)
    assert made.id == entity
    assert made.latest.fact.to_name == "Enheten för hemlösa"


@pytest.mark.req("F041")
def test_the_receipt_and_the_answer_come_back(desk: Desk, stream: StreamId) -> None:
    typed_route.met(desk, stream)
    entity = new_entity(desk)
    referrals.refer(desk, stream, entity, typed_route.referral())

    def answer(**changes: Any) -> JsonObject:
        return typed_route.receipt(**changes)

    early = answer(received_on="2026-05-31")
    assert faults(lambda: referrals.note_receipt(desk, stream, entity, early)) == {
        "received_on": Fault.BEFORE
    }
    no = answer(accepted="no")
    assert faults(lambda: referrals.note_receipt(desk, stream, entity, no)) == {
        "answer": Fault.REQUIRED
    }
    referrals.note_receipt(desk, stream, entity, answer(accepted=""))
    referrals.note_receipt(desk, stream, entity, answer(accepted="no", answer="Ni utreder."))

    (found,) = reading.state_of(desk, stream).of(facts.Referral)
    assert [each.fact.accepted for each in found.versions] == ["pending", "pending", "no"]
    assert found.latest.fact.asks == "Att ta över utredningen."
    with pytest.raises(Refusal) as refused:
        referrals.note_receipt(desk, stream, new_entity(desk), answer())
    assert refused.value.reason is Reason.ENTITY_UNKNOWN


# --------------------------------------------------------------------------------- the wish


@pytest.mark.req("F085", "F168")
def test_a_wish_gets_an_answer_with_its_reason(desk: Desk, stream: StreamId) -> None:
    entity = new_entity(desk)
    wishes.note_wish(desk, stream, entity, typed_route.wish())
    assert faults(
        lambda: wishes.answer_wish(
            desk, stream, entity, typed_route.answer(reason="", answered_on="2026-05-24")
        )
    ) == {"reason": Fault.REQUIRED, "answered_on": Fault.BEFORE}
    answered = typed_route.answer(
        alternative="Stödboende", protected_by="Lokalpolisen", later_contact="I augusti"
    )
    wishes.answer_wish(desk, stream, entity, answered)

    (found,) = reading.state_of(desk, stream).of(facts.Wish)
    fact = found.latest.fact
    assert (found.first.fact.answer, fact.answer) == ("pending", "no")
    assert (fact.wished, fact.alternative) == ("Passus på Fryshuset", "Stödboende")
    assert (fact.protected_by, fact.later_contact) == ("Lokalpolisen", "I augusti")


@pytest.mark.req("F168")
def test_a_wish_says_what_and_when(desk: Desk, stream: StreamId) -> None:
    assert faults(lambda: wishes.note_wish(desk, stream, new_entity(desk), {})) == {
        "wished": Fault.REQUIRED,
        "stated_on": Fault.REQUIRED,
    }
    ahead = typed_route.wish(stated_on="2030-01-01")
    assert faults(lambda: wishes.note_wish(desk, stream, new_entity(desk), ahead)) == {
        "stated_on": Fault.IN_THE_FUTURE
    }
    assert reading.state_of(desk, stream).of(facts.Wish) == ()


@pytest.mark.req("F168")
def test_a_yes_needs_no_reason_but_a_day(desk: Desk, stream: StreamId) -> None:
    entity = new_entity(desk)
    wishes.note_wish(desk, stream, entity, typed_route.wish())
    asked = {"answer": "yes"}
    assert faults(lambda: wishes.answer_wish(desk, stream, entity, asked)) == {
        "answered_on": Fault.REQUIRED
    }
    wishes.answer_wish(desk, stream, entity, {**asked, "answered_on": "2026-05-30"})
