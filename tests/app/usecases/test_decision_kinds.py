"""Every outcome a decision can have, what each must say, and what it rests on."""

from __future__ import annotations

from typing import Any

import pytest

from app.casework import decided, facts
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.ids import RecordId, StreamId
from app.usecases.decision import decisions
from app.usecases.decision.decision_form import typed_again
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.reading import state_of
from tests.app.usecases import typed_forms

PARTLY = {
    "outcome": "partly_granted",
    "items": [
        {"what": "Boende med stöd", "outcome": "granted"},
        {"what": "Kontaktperson", "outcome": "refused", "reason": "Behovet möts av boendet."},
    ],
}
NO_ROWS: dict[str, Any] = {"interventions": []}


@pytest.fixture
def case(desk: Desk) -> StreamId:
    return typed_forms.opened_case(desk)


@pytest.fixture
def assessed(desk: Desk, case: StreamId) -> StreamId:
    typed_forms.signed_assessment(desk, case)
    return case


def problems(desk: Desk, stream: StreamId, **changes: Any) -> set[tuple[str, Fault]]:
    with pytest.raises(InvalidFields) as refused:
        typed_forms.signed_decision(desk, stream, **changes)
    return {(each.field, each.fault) for each in refused.value.problems}


def last(desk: Desk, stream: StreamId) -> facts.Decision:
    return state_of(desk, stream).decisions[-1].latest.fact


def plain(**changes: Any) -> dict[str, Any]:
    """A decision that needs no assessment."""
    return {
        "outcome": "granted",
        "decided_on": "2026-05-30",
        "applied_for": "Boende",
        "provision": "sol-2025-11-1",
        "reasons": "Hen står utan bostad i natt.",
        "decided_by_name": "Elin Provberg",
        "decided_by_title": "Enhetschef",
        "delegation": "3.1",
        "interventions": [
            {"intervention": "Akutboende", "reason": "I natt.", "valid_from": "2026-05-30"}
        ],
    } | changes


def sign(desk: Desk, stream: StreamId, **changes: Any) -> facts.Decision:
    decisions.sign_decision(desk, stream, new_entity(desk), plain(**changes))
    return last(desk, stream)


# ---------------------------------------------------------------------------- what it rests on


@pytest.mark.req("F046")
def test_an_urgent_decision_says_why_there_is_no_assessment_yet(desk: Desk, case: StreamId) -> None:
    with pytest.raises(InvalidFields) as refused:
        sign(desk, case, basis="urgent")
    assert [(p.field, p.fault) for p in refused.value.problems] == [
        ("basis_reason", Fault.REQUIRED)
    ]

    decision = sign(desk, case, basis="urgent", basis_reason="Hotet är akut.")

    assert decision.basis is facts.DecisionBasis.URGENT
    assert decision.assessment is None
    assert decision.interventions[0].need is None


@pytest.mark.req("F046")
def test_help_without_individual_assessment_rests_on_its_own_provision(
    desk: Desk, case: StreamId
) -> None:
    decision = sign(
        desk,
        case,
        basis="without_assessment",
        basis_reason="Öppen insats.",
        provision="sol-2025-11-5",
    )
    assert decision.provision_text == "11 kap. 5 § socialtjänstlagen (2025:400)"
    assert decision.assessment is None


@pytest.mark.req("F046")
@pytest.mark.parametrize("outcome", ["dismissed", "written_off"])
def test_what_is_not_examined_needs_no_assessment(desk: Desk, case: StreamId, outcome: str) -> None:
    decision = sign(desk, case, outcome=outcome, provision="", **NO_ROWS)

    assert decision.basis is facts.DecisionBasis.PROCEDURAL
    assert decision.provision_text == ""


@pytest.mark.req("F046")
def test_nobody_can_call_a_grant_procedural(desk: Desk, case: StreamId) -> None:
    with pytest.raises(InvalidFields) as refused:
        sign(desk, case, basis="procedural")
    assert ("basis", Fault.NOT_A_CHOICE) in {(p.field, p.fault) for p in refused.value.problems}


@pytest.mark.req("F046")
@pytest.mark.parametrize("outcome", ["granted", "refused"])
def test_every_other_decision_waits_for_its_assessment(
    desk: Desk, case: StreamId, outcome: str
) -> None:
    with pytest.raises(Refusal) as refused:
        sign(desk, case, outcome=outcome)
    assert refused.value.reason is Reason.ASSESSMENT_NOT_SIGNED


def test_a_decision_is_not_older_than_its_application(desk: Desk, assessed: StreamId) -> None:
    assert problems(desk, assessed, decided_on="2026-05-03") == {
        ("decided_on", Fault.BEFORE_APPLICATION)
    }
    typed_forms.signed_decision(desk, assessed, decided_on="2026-05-04")


# ------------------------------------------------------------------------------- partial refusal


@pytest.mark.req("X11")
def test_a_partial_refusal_names_what_is_refused_and_why(desk: Desk, assessed: StreamId) -> None:
    assert problems(desk, assessed, outcome="partly_granted") == {("items", Fault.ONE_NEEDED)}
    granted = [{"what": "Boende", "outcome": "granted"}]
    assert problems(desk, assessed, outcome="partly_granted", items=granted) == {
        ("items", Fault.REFUSED_ITEM_NEEDED)
    }
    silent = [{"what": "Kontaktperson", "outcome": "refused"}]
    assert problems(desk, assessed, outcome="partly_granted", items=silent) == {
        ("items/0/reason", Fault.REQUIRED)
    }
    ended = [{"what": "Boende", "outcome": "ended", "reason": "x"}]
    assert ("items/0/outcome", Fault.NOT_A_CHOICE) in problems(
        desk, assessed, outcome="partly_granted", items=ended
    )

    typed_forms.signed_decision(desk, assessed, **PARTLY)

    assert [(i.what, i.outcome.value) for i in last(desk, assessed).items] == [
        ("Boende med stöd", "granted"),
        ("Kontaktperson", "refused"),
    ]


@pytest.mark.req("F085", "F131", "F150")
def test_a_refusal_keeps_what_is_offered_who_protects_and_how_it_was_prepared(
    desk: Desk, assessed: StreamId
) -> None:
    typed_forms.signed_decision(
        desk,
        assessed,
        outcome="refused",
        interventions=[],
        alternative_support="Öppen rådgivning",
        protected_by="Lokalpolisen, enligt samråd",
        later_contact="Handläggaren ringer i juni",
        preparation="Ärendet bereddes vid gruppmöte.",
        presenter="Ali Exempelsson",
        took_part="Samordnaren",
    )
    decision = last(desk, assessed)
    assert decision.alternative_support == "Öppen rådgivning"
    assert decision.protected_by == "Lokalpolisen, enligt samråd"
    assert decision.later_contact == "Handläggaren ringer i juni"
    assert decision.preparation == "Ärendet bereddes vid gruppmöte."
    assert (decision.presenter, decision.took_part) == ("Ali Exempelsson", "Samordnaren")


@pytest.mark.req("F150")
def test_a_granted_intervention_carries_its_consideration(desk: Desk, case: StreamId) -> None:
    row = {**plain()["interventions"][0], "consideration": "Boende utan män i personalen."}
    decision = sign(desk, case, basis="urgent", basis_reason="Akut.", interventions=[row])
    assert decision.interventions[0].consideration == "Boende utan män i personalen."


# ------------------------------------------------------------------------- a change or an end


def granted(desk: Desk, stream: StreamId, valid_to: str = "") -> RecordId:
    entity = new_entity(desk)
    row = {**plain()["interventions"][0], "valid_to": valid_to}
    typed = plain(basis="urgent", basis_reason="Akut.", interventions=[row])
    decisions.sign_decision(desk, stream, entity, typed)
    return state_of(desk, stream).decisions[-1].latest.record.id


def end(earlier: RecordId, **more: Any) -> dict[str, Any]:
    typed = plain(
        outcome="ended",
        decided_on="2026-06-01",
        applied_for="",
        provision="",
        basis="urgent",
        basis_reason="Uppföljning.",
        changes=earlier,
        change_provision="sol-2025-14-9",
        change_reasons="Hen har flyttat och vill inte ha insatsen.",
        ends_on="2026-06-30",
        interventions=[],
    )
    return typed | more


@pytest.mark.req("F069")
def test_an_end_names_the_decision_the_provision_and_what_has_changed(
    desk: Desk, case: StreamId
) -> None:
    running = granted(desk, case)
    with pytest.raises(InvalidFields) as refused:
        sign(
            desk,
            case,
            **end(running, changes="", change_provision="", change_reasons="", ends_on=""),
        )
    assert {(p.field, p.fault) for p in refused.value.problems} == {
        ("changes", Fault.REQUIRED),
        ("change_provision", Fault.REQUIRED),
        ("change_reasons", Fault.REQUIRED),
        ("ends_on", Fault.REQUIRED),
    }

    ended = sign(desk, case, **end(running))

    assert ended.changes == running
    assert ended.change_provision_text == "14 kap. 9 § socialtjänstlagen (2025:400)"
    assert ended.ends_on == "2026-06-30"


@pytest.mark.req("F069")
def test_what_is_time_limited_does_not_end_by_the_rule_for_until_further_notice(
    desk: Desk, case: StreamId
) -> None:
    limited = granted(desk, case, valid_to="2026-12-31")
    with pytest.raises(InvalidFields) as refused:
        sign(desk, case, **end(limited))
    assert [(p.field, p.fault) for p in refused.value.problems] == [
        ("change_provision", Fault.ONLY_UNTIL_FURTHER_NOTICE)
    ]
    ended = sign(desk, case, **end(limited, change_provision="fl-37-2"))
    assert ended.change_provision_text == "37 § andra stycket förvaltningslagen (2017:900)"


@pytest.mark.req("F069")
def test_a_decision_stops_by_its_own_end_or_by_a_decision_and_by_nothing_else(
    desk: Desk, case: StreamId, clock: Any
) -> None:
    running = granted(desk, case)
    today = desk.now().date()

    def runs(day: Any) -> bool:
        return bool(list(decided.running(state_of(desk, case), day)))

    assert runs(today.replace(year=today.year + 30))
    sign(desk, case, **end(running))
    assert runs(today.replace(day=30))
    assert not runs(today.replace(month=7, day=1))


@pytest.mark.req("F069")
def test_only_what_still_stands_can_be_changed_and_not_before_it_was_decided(
    desk: Desk, case: StreamId
) -> None:
    running = granted(desk, case)
    with pytest.raises(InvalidFields) as early:
        sign(desk, case, **end(running, decided_on="2026-05-29"))
    assert ("decided_on", Fault.BEFORE) in {(p.field, p.fault) for p in early.value.problems}
    with pytest.raises(InvalidFields) as taken_back:
        sign(desk, case, **end(running, ends_on="2026-05-15"))
    assert [(p.field, p.fault) for p in taken_back.value.problems] == [("ends_on", Fault.BEFORE)]
    sign(desk, case, **end(running))
    with pytest.raises(InvalidFields) as again:
        sign(desk, case, **end(running))
    assert ("changes", Fault.NOT_A_CHOICE) in {(p.field, p.fault) for p in again.value.problems}


def test_a_disputed_decision_is_settled_before_it_is_changed(desk: Desk, case: StreamId) -> None:
    granted(desk, case)
    typed_forms.forked(desk, case, "decision")
    latest = state_of(desk, case).decisions[0].latest.record.id
    with pytest.raises(Refusal) as refused:
        sign(desk, case, **end(latest))
    assert refused.value.reason is Reason.CONFLICT_UNSETTLED


# ---------------------------------------------------------------------------------- correction


@pytest.mark.req("X11")
def test_a_slip_is_corrected_with_its_reason_and_the_old_wording_stays(
    desk: Desk, assessed: StreamId
) -> None:
    entity = typed_forms.signed_decision(desk, assessed, **PARTLY)
    before = last(desk, assessed)
    typed = {**typed_again(before), "decided_by_name": "Elin Provbergh"}
    with pytest.raises(InvalidFields) as refused:
        decisions.correct_decision(desk, assessed, entity, typed)
    assert [(p.field, p.fault) for p in refused.value.problems] == [
        ("correction_reason", Fault.REQUIRED)
    ]

    typed["correction_reason"] = "Namnet var felstavat."
    decisions.correct_decision(desk, assessed, entity, typed)

    (decision,) = state_of(desk, assessed).decisions
    assert [each.fact.decided_by_name for each in decision.versions] == [
        "Elin Provberg",
        "Elin Provbergh",
    ]
    assert decision.latest.fact.interventions == before.interventions
    assert decision.latest.fact.items == before.items


@pytest.mark.req("X11")
def test_a_correction_never_decides_something_else(desk: Desk, assessed: StreamId) -> None:
    entity = typed_forms.signed_decision(desk, assessed, **PARTLY)
    typed = {**typed_again(last(desk, assessed)), "correction_reason": "x"}
    more = [*typed["interventions"], {"intervention": "Mer", "reason": "x"}]
    answers = [{**typed["items"][0], "outcome": "refused", "reason": "x"}, typed["items"][1]]
    for wrong, field in (
        ({"outcome": "refused"}, "outcome"),
        ({"basis": "urgent"}, "basis"),
        ({"interventions": more}, "interventions"),
        ({"interventions": []}, "interventions"),
        ({"items": answers}, "items"),
    ):
        with pytest.raises(InvalidFields) as refused:
            decisions.correct_decision(desk, assessed, entity, {**typed, **wrong})
        assert (field, Fault.NOT_A_CORRECTION) in {
            (p.field, p.fault) for p in refused.value.problems
        }
    with pytest.raises(Refusal) as unknown:
        decisions.correct_decision(desk, assessed, new_entity(desk), typed)
    assert unknown.value.reason is Reason.ENTITY_UNKNOWN


@pytest.mark.req("X11")
def test_a_correction_stands_on_the_assessment_of_its_day(desk: Desk, case: StreamId) -> None:
    """The decision that was changed is itself changed already, and may still be corrected."""
    running = granted(desk, case)
    sign(desk, case, **end(running))
    entity = state_of(desk, case).decisions[-1].id
    typed = {**typed_again(last(desk, case)), "correction_reason": "Dagen var fel."}

    decisions.correct_decision(desk, case, entity, {**typed, "ends_on": "2026-07-31"})

    assert last(desk, case).ends_on == "2026-07-31"
    assert last(desk, case).changes == running
