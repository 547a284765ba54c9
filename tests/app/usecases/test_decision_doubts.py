"""What is said before a decision is signed, and never stops it."""

from __future__ import annotations

from typing import Any

import pytest

from app.casework import facts
from app.ids import StreamId
from app.usecases.decision import communication, decisions, delegation
from app.usecases.decision.decision_doubts import Doubt, doubts, still_missing, waits_for_assessment
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.reading import state_of
from tests.app.usecases import typed_forms


@pytest.fixture
def case(desk: Desk) -> StreamId:
    return typed_forms.opened_case(desk)


def said(desk: Desk, case: StreamId, **typed: Any) -> set[Doubt]:
    whole = {"outcome": "granted", "decided_on": "2026-05-30", "basis": "assessment"} | typed
    return set(doubts(desk, case, whole))


def communicate(desk: Desk, case: StreamId, **typed: Any) -> None:
    whole = {
        "way": "sent",
        "material": "Utredningen",
        "sent_on": "2026-05-10",
        "how": "Post",
        "answer_by": "2026-05-24",
    } | typed
    communication.sign_communication(desk, case, new_entity(desk), whole)


def test_nothing_is_said_of_an_empty_form(desk: Desk, case: StreamId) -> None:
    assert doubts(desk, case, {}) == ()


@pytest.mark.req("X10")
def test_what_was_not_communicated_is_said_until_it_is_or_is_left_out(
    desk: Desk, case: StreamId
) -> None:
    assert Doubt.NOT_COMMUNICATED in said(desk, case)
    assert Doubt.NOT_COMMUNICATED not in said(desk, case, outcome="written_off")
    communicate(desk, case)
    assert said(desk, case) & {Doubt.NOT_COMMUNICATED, Doubt.ANSWER_TIME_RUNS} == set()
    assert Doubt.ANSWER_TIME_RUNS in said(desk, case, decided_on="2026-05-24")
    assert Doubt.NOT_COMMUNICATED in said(desk, case, decided_on="2026-05-09")


@pytest.mark.req("X11")
def test_what_is_only_tried_for_its_legality_is_said(desk: Desk, case: StreamId) -> None:
    """SoL 35 kap. 1 § lets what rests on 11 kap. 1 § be appealed, and not what rests on 4 §."""
    assert Doubt.LEGALITY_ONLY in said(desk, case, provision="sol-2025-11-4")
    assert Doubt.LEGALITY_ONLY not in said(desk, case, provision="sol-2025-11-1")


@pytest.mark.req("X10")
def test_an_exception_takes_the_place_of_communication(
    desk: Desk, case: StreamId, clock: Any
) -> None:
    communicate(
        desk, case, way="left_out", exception="immediate", exception_reason="Kan inte vänta."
    )
    assert Doubt.NOT_COMMUNICATED not in said(desk, case, decided_on="idag")


@pytest.mark.req("X10")
def test_a_decision_needs_a_communication_of_its_own(desk: Desk, case: StreamId) -> None:
    typed_forms.signed_assessment(desk, case)
    communicate(desk, case)
    typed_forms.signed_decision(desk, case, decided_on="2026-05-25")

    assert Doubt.NOT_COMMUNICATED in said(desk, case)


@pytest.mark.req("F085")
@pytest.mark.parametrize("outcome", ["refused", "partly_granted", "dismissed"])
def test_a_no_asks_what_is_offered_who_protects_and_how_to_come_back(
    desk: Desk, case: StreamId, outcome: str
) -> None:
    wanted = {Doubt.NO_ALTERNATIVE, Doubt.NO_PROTECTION, Doubt.NO_LATER_CONTACT}
    assert wanted <= said(desk, case, outcome=outcome)
    answered = dict.fromkeys(("alternative_support", "protected_by", "later_contact"), "x")
    assert not wanted & said(desk, case, outcome=outcome, **answered)
    assert not wanted & said(desk, case)


@pytest.mark.req("F046")
def test_other_bases_are_said_what_they_mean(desk: Desk, case: StreamId) -> None:
    assert Doubt.ASSESSMENT_TO_COME in said(desk, case, basis="urgent")
    without = said(desk, case, basis="without_assessment", provision="sol-2025-11-1")
    assert {Doubt.WITHOUT_ASSESSMENT, Doubt.OTHER_PROVISION} <= without
    right = said(desk, case, basis="without_assessment", provision="sol-2025-11-5")
    assert Doubt.OTHER_PROVISION not in right


@pytest.mark.req("F046")
def test_an_urgent_decision_waits_for_its_assessment(
    desk: Desk, case: StreamId, clock: Any
) -> None:
    entity = new_entity(desk)
    typed = {
        "outcome": "granted",
        "decided_on": "2026-05-30",
        "applied_for": "Boende",
        "provision": "sol-2025-11-1",
        "reasons": "Akut.",
        "decided_by_name": "Elin Provberg",
        "decided_by_title": "Enhetschef",
        "delegation": "3.1",
        "basis": "urgent",
        "basis_reason": "Hotet är akut.",
        "interventions": [
            {"intervention": "Akutboende", "reason": "I natt.", "valid_from": "2026-05-30"}
        ],
    }
    decisions.sign_decision(desk, case, entity, typed)

    def missing() -> tuple[Doubt, ...]:
        state = state_of(desk, case)
        return still_missing(state, state.decisions[0])

    assert missing() == (Doubt.ASSESSMENT_TO_COME,)
    typed_forms.signed_assessment(desk, case)
    assert missing() == ()


def test_only_an_urgent_decision_waits(desk: Desk, case: StreamId) -> None:
    typed_forms.signed_assessment(desk, case)
    typed_forms.signed_decision(desk, case)
    state = state_of(desk, case)
    assert not waits_for_assessment(state, state.decisions[0].latest.fact)


def test_an_interest_without_application_is_said(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk, kind=facts.IntakeKind.INTEREST.value)
    assert Doubt.NO_APPLICATION in said(desk, stream)


def test_until_further_notice_asks_for_a_day_of_review(desk: Desk, case: StreamId) -> None:
    row = {"intervention": "Boende", "valid_to": ""}
    assert Doubt.NO_REVIEW in said(desk, case, interventions=[row])
    assert Doubt.NO_REVIEW not in said(desk, case, interventions=[row], follow_up_on="2026-11-30")
    ends = {**row, "valid_to": "2026-11-30"}
    assert Doubt.NO_REVIEW not in said(desk, case, interventions=[ends])


@pytest.mark.req("X11")
def test_the_deciders_title_is_held_against_the_delegation_order(
    desk: Desk, case: StreamId
) -> None:
    def about(title: str, **typed: Any) -> set[Doubt]:
        return said(desk, case, decided_by_title=title, **typed)

    assert Doubt.NO_DELEGATION_ORDER in about("Enhetschef")
    row = {"title": "Enhetschef", "decision": "granted", "reference": "3.1"}
    delegation.save_order(
        desk, {"decided_on": "2026-05-10", "decided_by": "Socialnämnden", "rows": [row]}
    )
    kinds = {
        Doubt.NO_DELEGATION_ORDER,
        Doubt.DELEGATION_TITLE,
        Doubt.DELEGATION_DECISION,
        Doubt.DELEGATION_NOT_IN_FORCE,
    }
    assert about("enhetschef") & kinds == set()
    assert about("Socialsekreterare") & kinds == {Doubt.DELEGATION_TITLE}
    assert about("Enhetschef", outcome="refused") & kinds == {Doubt.DELEGATION_DECISION}
    assert about("Enhetschef", decided_on="2026-05-09") & kinds == {Doubt.DELEGATION_NOT_IN_FORCE}
    assert about("") & kinds == set()
