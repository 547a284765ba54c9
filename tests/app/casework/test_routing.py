"""Where what is known leads: a truth table, and a path for every case there can be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from app.casework import criteria, facts, routing
from app.casework.criteria import Criterion
from app.casework.facts import Judged, Owner, Path, Route, ThreatLevel, YesNoPending
from app.casework.handling import local_police, periods
from app.casework.projection import fold, only_entity
from app.casework.routing import DONE_IN, NextStep, done, suggestion
from app.casework.routing_inputs import Input, InputKey
from app.casework.state import CaseState
from app.journal.record import Record
from app.usecases.changes import Part
from tests.app.casework.build import STREAM, assessment, case_records, entity, record

YES, NO, PENDING = YesNoPending.YES, YesNoPending.NO, YesNoPending.PENDING
HIGH, MEDIUM, LOW = ThreatLevel.HIGH, ThreatLevel.MEDIUM, ThreatLevel.LOW
UNSAID = ThreatLevel.NOT_ASSESSED
TODAY = date(2026, 6, 1)
ONE = only_entity(STREAM)


def said(number: int = 1, on: str = "2026-05-20", **changes: Any) -> Record:
    values: dict[str, Any] = {"owner": Owner.BOPS, "assessed_on": on}
    where = {name: changes.pop(name) for name in ("parents", "lamport") if name in changes}
    fact = facts.ThreatAssessment(**(values | changes))
    return record(fact, of=entity(number), **({"lamport": number} | where))


def card(definition: Judged = Judged.MET, **changes: Any) -> Record:
    values: dict[str, Any] = {
        "judged_on": "2026-05-25",
        "path": Path.CENTRAL,
        "path_reason": "",
        "motivation": Judged.MET,
        "motivation_on": "2026-05-25",
        "definition": definition,
    }
    return record(facts.Criteria(**(values | changes)), of=ONE, lamport=40)


def consent(answer: str = "given", number: int = 20) -> Record:
    given_one = facts.Consent(
        answer=facts.ConsentAnswer(answer),
        given_on="2026-05-01",
        method=facts.ConsentMethod.ORAL,
        purpose="Stöd",
    )
    return record(given_one, of=entity(number), lamport=number)


def chosen(*, lamport: int = 50, route: Route = Route.DISTRICT, **changes: Any) -> Record:
    parents = changes.pop("parents", ())
    values: dict[str, Any] = {
        "route": route,
        "unit_name": "Enheten",
        "valid_from": "2026-05-26",
        "reason": "",
    }
    fact = facts.HandlingUnit(**(values | changes))
    return record(fact, of=ONE, lamport=lamport, parents=parents)


def case(*records: Record) -> CaseState:
    return fold(STREAM, records)


def inputs(state: CaseState) -> dict[InputKey, Input]:
    return {each.key: each for each in suggestion(state).why}


# ---------------------------------------------------------------------------- the truth table


@pytest.mark.req("F037", "F039", "F167")
@pytest.mark.parametrize(
    ("level", "relocation", "path", "route"),
    [
        (HIGH, YES, Path.CENTRAL, Route.CENTRAL),
        (HIGH, NO, Path.HIGH_WITHOUT_RELOCATION, None),
        (HIGH, PENDING, Path.HIGH_WITHOUT_RELOCATION, None),
        (HIGH, None, Path.HIGH_WITHOUT_RELOCATION, None),
        *((level, relocation, Path.DISTRICT, Route.DISTRICT)
          for level, relocation in product((MEDIUM, LOW, UNSAID), (YES, NO, PENDING, None))),
    ],
)  # fmt: skip
def test_level_and_relocation_lead_to_a_path(
    level: ThreatLevel, relocation: YesNoPending | None, path: Path, route: Route | None
) -> None:
    found = suggestion(case(said(level=level, relocation_needed=relocation, target_group=YES)))
    assert (found.path, found.route) == (path, route)
    assert found.protector is (Owner.BOPS if level is HIGH else Owner.LOCAL_POLICE)


@pytest.mark.req("F167")
def test_high_without_relocation_is_a_choice_with_a_reason_and_bops_stays() -> None:
    found = suggestion(case(said(level=HIGH, relocation_needed=NO)))
    assert set(found.possible) == {Route.CENTRAL, Route.DISTRICT}
    assert all(found.needs_reason(route) for route in Route)
    assert NextStep.BOPS_COUNTERPART in found.steps
    assert NextStep.ASK_RELOCATION not in found.steps, "it has been answered"
    assert NextStep.ASK_RELOCATION in suggestion(case(said(level=HIGH))).steps


@pytest.mark.req("F169")
def test_no_to_the_target_group_is_examined_by_the_district_all_the_same() -> None:
    found = suggestion(case(said(level=HIGH, relocation_needed=YES, target_group=NO)))
    assert (found.path, found.route) == (Path.TARGET_GROUP_NO, Route.DISTRICT)
    assert found.protector is Owner.LOCAL_POLICE
    assert NextStep.EXAMINE in found.steps


@pytest.mark.req("F174")
@pytest.mark.parametrize(
    "threat",
    [
        said(level=HIGH, target_group=NO),
        said(owner=Owner.LOCAL_POLICE, level=MEDIUM),
        said(owner=Owner.SOCIAL_SERVICES, type=facts.ThreatType.LATENT),
        said(owner=Owner.CLIENT, text="De vet var jag bor."),
    ],
)
def test_a_threat_without_the_definition_has_a_path_of_its_own(threat: Record) -> None:
    found = suggestion(case(threat, card(Judged.NOT_MET)))
    assert (found.path, found.route) == (Path.OWN_PATH, Route.DISTRICT)
    assert NextStep.OTHER_GROUNDS in found.steps
    assert not found.needs_reason(Route.OTHER)


def test_without_definition_and_threat_the_application_is_examined() -> None:
    found = suggestion(case(card(Judged.NOT_MET)))
    assert found.path is Path.DISTRICT
    assert NextStep.EXAMINE in found.steps


@pytest.mark.req("F184")
def test_a_refused_consent_is_not_a_refused_help() -> None:
    found = suggestion(case(said(level=HIGH, relocation_needed=YES), consent("refused")))
    assert (found.path, found.route) == (Path.NO_EXCHANGE, Route.DISTRICT)
    assert found.steps[0] is NextStep.EXAMINE_WITHOUT_EXCHANGE
    assert NextStep.HELP_WITHOUT_ASSESSMENT in found.steps
    assert found.protector is Owner.BOPS, "what BOPS has said already still holds"


def test_a_consent_to_something_else_is_no_refusal() -> None:
    both = case(consent("refused", 20), consent("given", 21))
    assert suggestion(both).path is Path.DISTRICT


def test_a_withdrawn_consent_is_as_a_refused_one_and_a_narrowed_one_is_not() -> None:
    def withdrawn(scope: str) -> Record:
        fact = facts.ConsentWithdrawal(
            consent=entity(20), withdrawn_on="2026-05-30", how="Muntligen", scope=scope
        )
        return record(fact, of=entity(30), lamport=30)

    assert suggestion(case(consent(), withdrawn(""))).path is Path.NO_EXCHANGE
    assert suggestion(case(consent(), withdrawn("Hälsa"))).path is Path.DISTRICT


def every_case() -> Iterator[CaseState]:
    for level, relocation, target, definition, answer in product(
        ThreatLevel, (*YesNoPending, None), (*YesNoPending, None), Judged,
        (None, "given", "refused"),
    ):  # fmt: skip
        records = [said(level=level, relocation_needed=relocation, target_group=target)]
        yield case(*records, card(definition), *([consent(answer)] if answer else []))


@pytest.mark.req("F167", "F169", "F174", "F184")
def test_no_answer_is_a_dead_end() -> None:
    paths = set()
    for state in every_case():
        found = suggestion(state)
        paths.add(found.path)
        assert found.steps
        assert found.possible
        assert found.route in (*found.possible, None)
        assert found.protector in (Owner.BOPS, Owner.LOCAL_POLICE)
    assert paths == set(Path)


@settings(max_examples=200)
@given(case_records())
def test_any_case_has_a_path_with_next_steps(records: list[Record]) -> None:
    state = fold(STREAM, records)
    found = suggestion(state)
    assert found.steps
    assert found.possible
    assert {each.key for each in found.why} == set(InputKey)
    routing.outdated(state)
    periods(state)
    assert len(criteria.standpoints(state, TODAY)) == len(Criterion)
    criteria.can_refer(state, TODAY)


def test_every_step_is_done_somewhere() -> None:
    assert {Part(DONE_IN[step]) for step in NextStep}


def test_a_step_is_done_when_something_signed_shows_it() -> None:
    first = said(1, level=HIGH, relocation_needed=YES)
    assert [done(case(first), step, TODAY) for step in suggestion(case(first)).steps] == [False] * 3
    sent = facts.Referral(criteria=card().id, to_name="Enheten", sent_on="2026-05-30", how="Bud")
    all_done = case(first, card(), chosen(threat=first.id), record(sent, of=entity(9), lamport=60))
    assert [done(all_done, step, TODAY) for step in suggestion(all_done).steps] == [True] * 3
    newer = case(first, said(2, "2026-05-30", level=HIGH), chosen(threat=first.id))
    assert not done(newer, NextStep.CHOOSE_UNIT, TODAY), "BOPS has said something since"
    bops = record(facts.Actor(role=facts.ActorRole.BOPS, name="BOPS"), of=entity(8))
    assert done(case(bops), NextStep.BOPS_COUNTERPART, TODAY)
    assert not done(case(bops), NextStep.LOCAL_POLICE, TODAY)
    gone = facts.Actor(role=facts.ActorRole.BOPS, name="BOPS", valid_to="2026-05-01")
    other = facts.Actor(role=facts.ActorRole.PROBATION, name="Frivården")
    for actor in (gone, other):
        only = case(record(actor, of=entity(8)))
        assert not done(only, NextStep.BOPS_COUNTERPART, TODAY), "nobody at BOPS is named"
    assert not done(all_done, NextStep.EXAMINE, TODAY)
    examined = case(record(assessment(), of=entity(7)))
    assert done(examined, NextStep.EXAMINE, TODAY)
    assert not done(examined, NextStep.EXPLAIN_NO, TODAY), "nobody can see that from here"


@pytest.mark.req("F007", "F040", "F169")
@pytest.mark.parametrize(
    ("until", "there"),
    [("", True), ("2026-06-01", True), ("2026-09-30", True), ("2026-05-31", False)],
)
def test_a_counterpart_is_there_until_the_day_it_ends(until: str, there: bool) -> None:
    bops = facts.Actor(role=facts.ActorRole.BOPS, name="BOPS", valid_to=until)
    police = facts.Actor(role=facts.ActorRole.LOCAL_POLICE, name="Områdespolis", valid_to=until)
    both = case(record(bops, of=entity(8)), record(police, of=entity(9)))
    assert done(both, NextStep.BOPS_COUNTERPART, TODAY) is there
    assert done(both, NextStep.LOCAL_POLICE, TODAY) is there
    assert local_police(both, TODAY) == ("Områdespolis" if there else "")


# -------------------------------------------------------------------------- what has been said


@pytest.mark.req("F037", "F043")
def test_both_inputs_are_shown_with_their_days() -> None:
    level = said(1, "2026-05-02", level=HIGH, valid_to="2026-08-02")
    relocation = said(2, "2026-05-20", relocation_needed=YES)
    found = inputs(case(level, relocation))
    about = found[InputKey.LEVEL]
    assert (about.value, about.on, about.valid_to) == ("high", "2026-05-02", "2026-08-02")
    assert about.record == level.id
    assert found[InputKey.RELOCATION].on == "2026-05-20"
    assert suggestion(case(level, relocation)).path is Path.CENTRAL, "pieces make a whole"


@pytest.mark.req("F043")
def test_the_latest_day_wins_and_of_one_day_what_was_signed_last() -> None:
    high, low = said(1, "2026-05-20", level=HIGH), said(2, "2026-05-21", level=LOW)
    assert inputs(case(high, low))[InputKey.LEVEL].value == "low"
    noted_later = said(3, "2026-02-01", level=LOW)
    assert inputs(case(high, noted_later))[InputKey.LEVEL].value == "high"
    same_day = said(4, "2026-05-20", level=MEDIUM)
    assert inputs(case(high, same_day))[InputKey.LEVEL].value == "medium"


@pytest.mark.req("F042")
def test_only_bops_moves_the_rule() -> None:
    others = [
        said(number, owner=owner, level=HIGH, relocation_needed=YES, target_group=NO)
        for number, owner in enumerate(Owner, 1)
        if owner is not Owner.BOPS
    ]
    found = suggestion(case(*others))
    assert found.path is Path.DISTRICT
    assert NextStep.ASK_BOPS in found.steps


def test_of_two_wordings_the_one_that_asks_for_more_protection_counts() -> None:
    first = said(1, level=MEDIUM)
    sides = [said(1, level=level, parents=[first], lamport=2) for level in (LOW, HIGH)]
    found = inputs(case(first, *sides))[InputKey.LEVEL]
    assert (found.value, found.disputed) == ("high", True)


# --------------------------------------------------------------------------- the unit over time


@pytest.mark.req("F039")
def test_a_new_word_from_bops_asks_again_and_an_old_letter_does_not() -> None:
    first = said(1, "2026-05-20", level=LOW)
    unit = chosen(threat=first.id)
    assert not routing.outdated(case(first, unit))
    assert not routing.outdated(case(first, unit, said(2, "2026-01-01", level=HIGH)))
    assert not routing.outdated(case(first, unit, said(3, owner=Owner.LOCAL_POLICE, level=HIGH)))
    assert routing.outdated(case(first, unit, said(4, "2026-05-30", level=HIGH)))
    assert routing.outdated(case(chosen(), first)), "chosen before anything was said"
    assert not routing.outdated(case(first)), "nothing has been chosen"
    revised = said(1, "2026-05-20", level=HIGH, parents=[first], lamport=60)
    assert routing.outdated(case(first, unit, revised))


@pytest.mark.req("F001")
def test_one_unit_at_a_time() -> None:
    first = chosen(unit_name="A", valid_from="2026-05-01")
    second = chosen(unit_name="B", valid_from="2026-06-01", parents=[first], lamport=51)
    put_right = chosen(unit_name="C", valid_from="2026-06-01", parents=[second], lamport=52)
    held = periods(case(first, second, put_right))
    assert [(each.chosen.fact.unit_name, each.until) for each in held] == [
        ("A", "2026-06-01"),
        ("C", ""),
    ]
    assert periods(case()) == ()


@pytest.mark.req("F007", "F040")
def test_the_local_police_area_is_named() -> None:
    measure = facts.ProtectiveMeasure(
        measure="Larm",
        responsible=Owner.LOCAL_POLICE,
        status=facts.MeasureStatus.ONGOING,
        responsible_name="Lokalpolisområde Öst",
    )
    actor = facts.Actor(role=facts.ActorRole.LOCAL_POLICE, name="Lokalpolisområde Väst")
    of_measure = record(measure, of=entity(5), lamport=5)
    assert local_police(case(), TODAY) == ""
    assert local_police(case(of_measure), TODAY) == "Lokalpolisområde Öst"
    both = case(of_measure, record(actor, of=entity(6), lamport=6))
    assert local_police(both, TODAY) == "Lokalpolisområde Väst"
    for other in (
        replace(measure, responsible=Owner.BOPS, responsible_name="BOPS"),
        replace(measure, status=facts.MeasureStatus.STOPPED),
        replace(actor, role=facts.ActorRole.BOPS),
        replace(actor, valid_to="2026-05-01"),
    ):
        assert local_police(case(record(other, of=entity(7), lamport=7)), TODAY) == ""


# ------------------------------------------------------------------------------- the criteria


def met() -> tuple[Record, ...]:
    return (said(level=HIGH, relocation_needed=YES, reference="B-17"), card(), consent())


def standing(*records: Record) -> dict[Criterion, Judged]:
    return {each.criterion: each.judged for each in criteria.standpoints(case(*records), TODAY)}


@pytest.mark.req("F041", "F073", "F075", "F076", "F078")
def test_met_criteria_can_be_referred() -> None:
    assert set(standing(*met()).values()) == {Judged.MET}
    assert criteria.can_refer(case(*met()), TODAY)
    threat = next(
        each
        for each in criteria.standpoints(case(*met()), TODAY)
        if each.criterion is Criterion.THREAT
    )
    assert (threat.on, threat.reference) == ("2026-05-20", "B-17")


@pytest.mark.req("F041", "F073", "F074", "F075", "F076", "F078")
@pytest.mark.parametrize(
    ("criterion", "records"),
    [
        (Criterion.MOTIVATION, (*met()[:1], card(motivation=Judged.NOT_MET), consent())),
        (Criterion.CONSENT, (*met()[:2], consent("refused"))),
        (Criterion.THREAT, (said(level=MEDIUM, relocation_needed=YES), *met()[1:])),
        (Criterion.RELOCATION, (said(level=HIGH, relocation_needed=NO), *met()[1:])),
        (Criterion.DEFINITION, (*met()[:1], card(Judged.NOT_MET), consent())),
    ],
)
def test_each_criterion_alone_holds_the_referral_up(
    criterion: Criterion, records: tuple[Record, ...]
) -> None:
    found = standing(*records)
    assert found.pop(criterion) is Judged.NOT_MET
    assert set(found.values()) == {Judged.MET}
    assert not criteria.can_refer(case(*records), TODAY)


def test_what_nobody_has_said_is_not_judged() -> None:
    assert set(standing().values()) == {Judged.NOT_JUDGED}
    waiting = standing(said(level=HIGH, relocation_needed=PENDING), *met()[1:])
    assert waiting[Criterion.RELOCATION] is Judged.NOT_JUDGED


@pytest.mark.req("F167")
def test_the_central_unit_chosen_with_a_reason_can_be_referred_to() -> None:
    high = said(level=HIGH, relocation_needed=NO)
    undecided = card(path=Path.HIGH_WITHOUT_RELOCATION)
    central = chosen(route=Route.CENTRAL, reason="Samlad kunskap")
    assert criteria.can_refer(case(high, undecided, consent(), central), TODAY)
    assert not criteria.can_refer(case(high, undecided, consent(), chosen()), TODAY)
    assert not criteria.can_refer(case(high, undecided, central), TODAY)


@pytest.mark.req("F077")
def test_the_card_is_the_same_on_both_routes() -> None:
    on_central = [
        each.criterion
        for each in criteria.standpoints(case(*met(), chosen(route=Route.CENTRAL)), TODAY)
    ]
    on_district = [each.criterion for each in criteria.standpoints(case(*met(), chosen()), TODAY)]
    assert on_central == on_district == list(Criterion)


def test_a_newer_word_asks_for_the_criteria_again() -> None:
    first = said(1, level=HIGH)
    assert not criteria.outdated(case(first, card(threat=first.id)))
    assert criteria.outdated(case(first, card()))
