"""From a signed assessment to a decision, sent and received."""

from __future__ import annotations

from typing import Any

import pytest

from app.casework import due, facts
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.ids import StreamId
from app.usecases import reading, settling
from app.usecases.decision import decisions
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.references import needs_to_choose
from tests.app.usecases import typed_forms


@pytest.fixture
def assessed(desk: Desk) -> StreamId:
    stream = typed_forms.opened_case(desk)
    typed_forms.signed_assessment(desk, stream)
    return stream


def refused_fields(desk: Desk, stream: StreamId, **changes: Any) -> set[tuple[str, Fault]]:
    with pytest.raises(InvalidFields) as refused:
        typed_forms.signed_decision(desk, stream, **changes)
    return {(each.field, each.fault) for each in refused.value.problems}


def test_there_is_no_decision_without_a_signed_assessment(desk: Desk) -> None:
    stream = typed_forms.opened_case(desk)

    with pytest.raises(Refusal) as refused:
        decisions.sign_decision(desk, stream, new_entity(desk), {"outcome": "granted"})

    assert refused.value.reason is Reason.ASSESSMENT_NOT_SIGNED


def test_the_outcome_is_asked_for_before_all_else(desk: Desk, assessed: StreamId) -> None:
    assert refused_fields(desk, assessed, outcome="", decided_on="") == {
        ("outcome", Fault.REQUIRED)
    }


@pytest.mark.req("F047")
def test_a_granted_intervention_rests_on_a_need_with_a_reason_of_its_own(
    desk: Desk, assessed: StreamId
) -> None:
    typed_forms.signed_decision(desk, assessed)

    decision = reading.state_of(desk, assessed).decisions[0].latest.fact
    need = needs_to_choose(reading.state_of(desk, assessed))[0]
    (granted,) = decision.interventions
    assert granted.need == need.ref
    assert granted.reason == "Saknar tryggt boende."
    assert decision.assessment == need.ref.assessment
    assert decision.provision_text == "11 kap. 1 § socialtjänstlagen (2025:400)"


@pytest.mark.req("F047")
def test_an_intervention_without_need_or_reason_is_refused(desk: Desk, assessed: StreamId) -> None:
    row = {"intervention": "Kontaktperson", "valid_from": "2026-06-01"}
    foreign = {**row, "need": "ab" * 32 + "/4", "reason": "x"}

    assert refused_fields(desk, assessed, interventions=[row, foreign]) == {
        ("interventions/0/need", Fault.REQUIRED),
        ("interventions/0/reason", Fault.REQUIRED),
        ("interventions/1/need", Fault.UNKNOWN_REFERENCE),
    }


@pytest.mark.req("F047")
def test_a_need_of_another_assessment_than_the_decisions_is_refused(
    desk: Desk, assessed: StreamId
) -> None:
    typed_forms.signed_assessment(desk, assessed)
    first, second = (each.latest.record.id for each in reading.state_of(desk, assessed).assessments)
    other = needs_to_choose(reading.state_of(desk, assessed), second)[0]
    row = {
        "intervention": "Boende",
        "need": other.code,
        "reason": "x",
        "valid_from": "2026-06-01",
    }

    assert refused_fields(desk, assessed, assessment=first, interventions=[row]) == {
        ("interventions/0/need", Fault.UNKNOWN_REFERENCE)
    }


@pytest.mark.req("F047")
def test_what_is_granted_is_something_and_what_is_refused_is_nothing(
    desk: Desk, assessed: StreamId
) -> None:
    assert refused_fields(desk, assessed, interventions=[]) == {("interventions", Fault.ONE_NEEDED)}
    assert refused_fields(desk, assessed, outcome="refused") == {
        ("interventions/0/intervention", Fault.NOT_A_CHOICE)
    }
    typed_forms.signed_decision(
        desk, assessed, outcome="refused", interventions=[], alternative_support="Rådgivning"
    )
    decision = reading.state_of(desk, assessed).decisions[0].latest.fact
    assert decision.outcome is facts.Outcome.REFUSED


@pytest.mark.parametrize(
    ("key", "day", "held"),
    [
        ("sol-2025-11-1", "2026-05-30", True),
        ("sol-2001-4-1", "2025-06-30", True),
        ("sol-2001-4-1", "2025-07-01", False),
        ("sol-2025-11-1", "2025-06-30", False),
        ("fl-32", "2026-05-30", False),
    ],
)
def test_the_provision_was_in_force_that_day_and_is_for_decisions(
    desk: Desk, key: str, day: str, held: bool
) -> None:
    assessed = typed_forms.opened_case(desk, received_on="2025-02-03")
    typed_forms.signed_assessment(desk, assessed)
    if held:
        typed_forms.signed_decision(desk, assessed, provision=key, decided_on=day)
        assert reading.state_of(desk, assessed).decisions[0].latest.fact.provision == key
    else:
        assert refused_fields(desk, assessed, provision=key, decided_on=day) == {
            ("provision", Fault.NOT_A_CHOICE)
        }


def test_the_provisions_to_choose_follow_the_typed_day(desk: Desk) -> None:
    def keys(typed: str) -> set[str]:
        return {each.key for each in decisions.provisions_on(desk, typed)}

    assert "sol-2001-4-1" in keys("30 juni 2025")
    assert "sol-2025-11-1" not in keys("30 juni 2025")
    assert "sol-2025-11-1" in keys("1 juli 2025")
    assert keys("") == keys("31 februari") == keys("idag")


def test_sent_and_received_are_kept_apart(desk: Desk, assessed: StreamId) -> None:
    with pytest.raises(Refusal) as early:
        decisions.add_dispatch(desk, assessed, new_entity(desk), {})
    assert early.value.reason is Reason.DECISION_MISSING
    typed_forms.signed_decision(desk, assessed)
    decision = reading.state_of(desk, assessed).decisions[0].latest.record.id

    decisions.add_dispatch(
        desk,
        assessed,
        new_entity(desk),
        {"decision": decision, "dispatched_on": "2026-05-30", "how": "Lämnat på enheten"},
    )
    state = reading.state_of(desk, assessed)
    assert [each.latest.fact.dispatched_on for each in state.dispatches] == ["2026-05-30"]
    assert state.receipts == ()

    with pytest.raises(InvalidFields) as refused:
        decisions.add_receipt(
            desk, assessed, new_entity(desk), {"decision": "ab" * 32, "received_on": "2026-06-02"}
        )
    assert {(each.field, each.fault) for each in refused.value.problems} == {
        ("decision", Fault.NOT_A_CHOICE),
        ("received_on", Fault.IN_THE_FUTURE),
        ("how", Fault.REQUIRED),
    }
    decisions.add_receipt(
        desk,
        assessed,
        new_entity(desk),
        {"decision": decision, "received_on": "idag", "how": "Muntligt och i handen"},
    )
    assert reading.state_of(desk, assessed).receipts[0].latest.fact.received_on == "2026-06-01"


@pytest.mark.req("X11")
def test_when_it_was_sent_and_received_is_mended_by_a_later_wording_with_a_reason(
    desk: Desk, assessed: StreamId
) -> None:
    typed_forms.signed_decision(desk, assessed, decided_on="2026-05-05")
    decision = reading.state_of(desk, assessed).decisions[0].latest.record.id
    sent, got = new_entity(desk), new_entity(desk)
    post = {"decision": decision, "dispatched_on": "2026-05-06", "how": "Brev"}
    decisions.add_dispatch(desk, assessed, sent, post)
    hand = {"decision": decision, "received_on": "2026-05-12", "how": "Gissat från stämpeln"}
    decisions.add_receipt(desk, assessed, got, hand)
    assert appeal_days(desk, assessed) == ["2026-06-02"]

    state = reading.state_of(desk, assessed)
    first, receipt = state.dispatches[0].latest, state.receipts[0].latest
    again = decisions.dispatch_again(first.fact)
    assert again == post
    with pytest.raises(InvalidFields) as refused:
        decisions.add_dispatch(desk, assessed, sent, again, builds_on=first.record.id)
    assert [each.field for each in refused.value.problems] == ["correction_reason"]

    mended = {**again, "how": "Bud", "correction_reason": "Fel sätt angivet"}
    decisions.add_dispatch(desk, assessed, sent, mended, builds_on=first.record.id)
    later = decisions.receipt_again(receipt.fact)
    later |= {"received_on": "2026-05-18", "how": "Kvitto", "correction_reason": "Kvittot kom"}
    decisions.add_receipt(desk, assessed, got, later, builds_on=receipt.record.id)

    state = reading.state_of(desk, assessed)
    assert [each.fact.how for each in state.dispatches[0].versions] == ["Brev", "Bud"]
    assert [each.fact.received_on for each in state.receipts[0].versions] == [
        *("2026-05-12", "2026-05-18")
    ]
    assert state.receipts[0].latest.fact.correction_reason == "Kvittot kom"
    assert appeal_days(desk, assessed) == ["2026-06-08"], "the three weeks run from the right day"


@pytest.mark.req("X11")
def test_nothing_is_sent_or_received_before_it_is_decided(desk: Desk, assessed: StreamId) -> None:
    typed_forms.signed_decision(desk, assessed, decided_on="2026-05-05")
    decision = reading.state_of(desk, assessed).decisions[0].latest.record.id
    for add, field in (
        (decisions.add_dispatch, "dispatched_on"),
        (decisions.add_receipt, "received_on"),
    ):
        typed = {"decision": decision, field: "2026-05-04", "how": "Brev"}
        with pytest.raises(InvalidFields) as refused:
            add(desk, assessed, new_entity(desk), typed)
        assert {(each.field, each.fault) for each in refused.value.problems} == {
            (field, Fault.BEFORE)
        }
        add(desk, assessed, new_entity(desk), {**typed, field: "2026-05-05"})


def appeal_days(desk: Desk, stream: StreamId) -> list[str]:
    known = due.to_know(reading.state_of(desk, stream), desk.law)
    return [row.due for row in known if row.code == "appeal"]


@pytest.mark.req("F034")
def test_a_decision_ends_the_six_months(desk: Desk, assessed: StreamId) -> None:
    assert "application_slow" in {row.code for row in reading.open_case(desk, assessed).due}

    typed_forms.signed_decision(desk, assessed)

    assert "application_slow" not in {row.code for row in reading.open_case(desk, assessed).due}


def test_a_decision_waits_until_a_disputed_assessment_is_settled(
    desk: Desk, assessed: StreamId
) -> None:
    entity = typed_forms.forked(desk, assessed, "assessment")
    with pytest.raises(Refusal) as refused:
        typed_forms.signed_decision(desk, assessed)
    assert refused.value.reason is Reason.CONFLICT_UNSETTLED

    kept = reading.state_of(desk, assessed).assessments[0].sides[0].record.id
    settling.settle_conflict(desk, assessed, entity, kept)
    replaced = needs_to_choose(reading.state_of(desk, assessed), kept)[0]
    assert ("assessment", Fault.NOT_A_CHOICE) in refused_fields(
        desk, assessed, assessment=replaced.ref.assessment
    )
    now = reading.state_of(desk, assessed).assessments[0].latest.record.id
    need = needs_to_choose(reading.state_of(desk, assessed), now)[0]
    row = {"intervention": "Boende", "need": need.code, "reason": "x", "valid_from": "2026-06-01"}
    typed_forms.signed_decision(desk, assessed, assessment=now, interventions=[row])
