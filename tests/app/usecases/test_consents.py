"""Consent through its use cases: narrow, with an end, corrected, refused and withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from app.casework import consents as standings
from app.casework import facts
from app.casework.consents import Standing
from app.casework.state import CaseStatus
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.ids import EntityId, StreamId
from app.usecases import drafting, identity, registers, writing
from app.usecases.around import consents
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.reading import state_of
from tests.app.usecases import typed_forms
from tests.fakes import StoppedClock

pytestmark = pytest.mark.req("F074", "X17")


@pytest.fixture
def stream(desk: Desk) -> StreamId:
    return typed_forms.opened_case(desk)


def typed(**changes: Any) -> Mapping[str, Any]:
    return {
        "given_on": "2026-05-30",
        "method": "written",
        "purpose": "Planera flytten tillsammans.",
        "parties": [{"party": "", "name": "Polisens avhopparsamordnare"}],
        "extent": "narrow",
        "categories": ["threat", "planning"],
        "valid_to": "2026-11-30",
    } | changes


def signed(desk: Desk, stream: StreamId, **changes: Any) -> EntityId:
    entity = new_entity(desk)
    consents.sign_consent(desk, stream, entity, typed(**changes))
    return entity


def standing(desk: Desk, stream: StreamId, entity: EntityId) -> Standing:
    found = standings.held_as(state_of(desk, stream), entity, desk.now().date())
    assert found is not None
    return found.standing


def withdraw(desk: Desk, stream: StreamId, consent: EntityId, **changes: Any) -> EntityId:
    entity = new_entity(desk)
    values = {"consent": consent, "withdrawn_on": "idag", "how": "Muntligt, vid besök"}
    consents.withdraw_consent(desk, stream, entity, values | changes)
    return entity


def problems(work: Callable[[], object]) -> dict[str, Fault]:
    with pytest.raises(InvalidFields) as refused:
        work()
    return {each.field: each.fault for each in refused.value.problems}


def test_what_is_suggested_is_narrow_and_ends_in_half_a_year(desk: Desk) -> None:
    assert consents.first_consent(desk) == {"extent": "narrow", "valid_to": "2026-12-01"}


def test_a_consent_says_to_whom_about_what_and_for_how_long(desk: Desk, stream: StreamId) -> None:
    changes = consents.sign_consent(desk, stream, new_entity(desk), typed())
    (consent,) = state_of(desk, stream).of(facts.Consent)
    fact = consent.latest.fact
    assert fact.categories == (facts.ConsentCategory.PLANNING, facts.ConsentCategory.THREAT)
    assert (fact.broad, fact.valid_to, fact.parties[0].name) == (
        False, "2026-11-30", "Polisens avhopparsamordnare",
    )  # fmt: skip
    assert {Part.CONSENT, Part.CASE, Part.WATCH} <= changes.parts
    assert standing(desk, stream, consent.id) is Standing.VALID


def test_broad_is_an_active_choice_and_names_no_categories(desk: Desk, stream: StreamId) -> None:
    signed(desk, stream, extent="broad", categories=["threat"])
    (consent,) = state_of(desk, stream).of(facts.Consent)
    assert (consent.latest.fact.broad, consent.latest.fact.categories) == (True, ())


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"parties": []}, {"parties": Fault.ONE_NEEDED}),
        (
            {"parties": [{"party": "actor/nobody", "name": ""}]},
            {"parties/0/party": Fault.UNKNOWN_REFERENCE},
        ),
        ({"categories": []}, {"categories": Fault.ONE_NEEDED}),
        ({"categories": ["everything"]}, {"categories": Fault.NOT_A_CHOICE}),
        ({"purpose": " "}, {"purpose": Fault.REQUIRED}),
        ({"given_on": "2026-06-02"}, {"given_on": Fault.IN_THE_FUTURE}),
        ({"valid_to": "2026-05-01"}, {"valid_to": Fault.BEFORE}),
        ({"extent": ""}, {"extent": Fault.REQUIRED}),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    desk: Desk, stream: StreamId, changes: dict[str, Any], expected: dict[str, Fault]
) -> None:
    assert problems(lambda: signed(desk, stream, **changes)) == expected
    assert not state_of(desk, stream).of(facts.Consent)


def test_parties_are_actors_of_the_network_and_recipients_that_none_of_them_is(
    desk: Desk, stream: StreamId
) -> None:
    home, police = new_entity(desk), new_entity(desk)
    for entity, organisation in ((home, "Boendet"), (police, "Polisen")):
        who = {"name": "Kontaktperson", "organisation": organisation, "kind": "authority"}
        registers.add_recipient(desk, entity, who)
    actor = facts.Actor(role=facts.ActorRole.BOPS, name="BOPS", recipient=police)
    writing.add(desk, stream, new_entity(desk), actor)
    offered = consents.parties_to_choose(desk, state_of(desk, stream))
    assert [each.name for each in offered] == ["BOPS", "Kontaktperson, Boendet"]

    signed(desk, stream, parties=[{"party": each.code, "name": ""} for each in offered])
    (consent,) = state_of(desk, stream).of(facts.Consent)
    assert [each.recipient for each in consent.latest.fact.parties] == [police, home]
    again = consents.typed_again(consent.latest.fact)
    assert [row["party"] for row in again["parties"]] == [each.code for each in offered]  # type: ignore[index, union-attr, call-overload]


@pytest.mark.req("F184")
def test_refusing_consent_is_not_refusing_help(desk: Desk, stream: StreamId) -> None:
    entity = new_entity(desk)
    before = state_of(desk, stream).status
    said_no = {"given_on": "idag", "method": "oral", "purpose": "Dela med polisen."}
    consents.refuse_consent(desk, stream, entity, said_no)
    state = state_of(desk, stream)
    assert standing(desk, stream, entity) is Standing.REFUSED
    assert not state.of(facts.Task), "nothing is asked of anybody"
    assert state.status is before is CaseStatus.APPLICATION, "the examination goes on"


def test_a_correction_keeps_the_answer_and_the_earlier_wording(
    desk: Desk, stream: StreamId
) -> None:
    entity = new_entity(desk)
    said_no = {"given_on": "idag", "method": "oral", "purpose": "Dela med polisen."}
    consents.refuse_consent(desk, stream, entity, said_no)
    known = consents.consent_of(state_of(desk, stream), entity)
    consents.correct_consent(
        desk, stream, entity, typed(purpose="Rättat"), builds_on=known.latest.record.id
    )
    known = consents.consent_of(state_of(desk, stream), entity)
    assert [each.fact.purpose for each in known.versions] == ["Dela med polisen.", "Rättat"]
    assert known.latest.fact.answer is facts.ConsentAnswer.REFUSED
    with pytest.raises(Refusal) as refused:
        consents.correct_consent(desk, stream, entity, typed(), builds_on=known.first.record.id)
    assert refused.value.reason is Reason.REVISED_SINCE


def test_a_withdrawal_holds_at_once_and_raises_a_task_in_the_same_moment(
    desk: Desk, stream: StreamId
) -> None:
    consent = signed(desk, stream)
    withdraw(desk, stream, consent)
    assert standing(desk, stream, consent) is Standing.WITHDRAWN
    (task,) = state_of(desk, stream).of(facts.Task)
    fact = task.latest.fact
    assert (fact.raised_by, fact.due_on, fact.about, fact.part) == (
        "consent_gone", "2026-06-01", consent, "consent",
    )  # fmt: skip
    assert "samordnare" not in fact.what, "a task names no party"


def test_a_withdrawal_that_cannot_be_is_explained(desk: Desk, stream: StreamId) -> None:
    consent = signed(desk, stream)
    with pytest.raises(Refusal) as refused:
        withdraw(desk, stream, EntityId("nowhere"))
    assert refused.value.reason is Reason.ENTITY_UNKNOWN
    assert problems(lambda: withdraw(desk, stream, consent, withdrawn_on="2026-05-29")) == {
        "withdrawn_on": Fault.BEFORE
    }
    assert problems(lambda: withdraw(desk, stream, consent, how="")) == {"how": Fault.REQUIRED}
    assert standing(desk, stream, consent) is Standing.VALID


def test_the_draft_of_a_withdrawal_is_gone_when_it_is_signed(desk: Desk, stream: StreamId) -> None:
    consent, entity = signed(desk, stream), new_entity(desk)
    drafting.save_draft(desk, stream, entity, "consent_withdrawal", body={"how": "Brev"}, place={})
    values = {"consent": consent, "withdrawn_on": "idag", "how": "Brev"}
    consents.withdraw_consent(desk, stream, entity, values)
    assert drafting.get_draft(desk, stream, entity, "consent_withdrawal") is None
    with pytest.raises(Refusal) as refused:
        consents.withdraw_consent(desk, stream, entity, values)
    assert refused.value.reason is Reason.ALREADY_SIGNED


def _number(born: str) -> str:
    digits = born.replace("-", "")[2:] + "980"
    total = sum(sum(divmod(int(d) * (2 - at % 2), 10)) for at, d in enumerate(digits))
    return f"{born.replace('-', '')}980{-total % 10}"


GUARDIANS_YES = [
    {"function": f"Vårdnadshavare {n}", "answer": "given", "given_on": "2026-05-30"} for n in (1, 2)
]
GUARDIANS_SPLIT = [GUARDIANS_YES[0], GUARDIANS_YES[1] | {"answer": "refused"}]
SUITABLE = "Barnet vill det själv och det är lämpligt."


@pytest.mark.req("F166")
@pytest.mark.parametrize(
    ("born", "changes", "expected"),
    [
        ("2014-06-02", {}, {"guardians": Fault.GUARDIAN_NEEDED}),
        ("2014-06-02", {"guardians_left_out": SUITABLE}, {"guardians": Fault.GUARDIAN_NEEDED}),
        ("2014-06-02", {"guardians": GUARDIANS_SPLIT}, {"guardians": Fault.GUARDIAN_REFUSED}),
        ("2014-06-02", {"guardians": GUARDIANS_YES}, {}),
        ("2014-06-01", {}, {"guardians_left_out": Fault.GUARDIAN_UNANSWERED}),
        ("2014-06-01", {"guardians": GUARDIANS_YES}, {}),
        ("2014-06-01", {"guardians_left_out": SUITABLE}, {}),
        (
            "2014-06-01",
            {"guardians": GUARDIANS_SPLIT},
            {"guardians_left_out": Fault.GUARDIAN_UNANSWERED},
        ),
        ("2014-06-01", {"guardians": GUARDIANS_SPLIT, "guardians_left_out": SUITABLE}, {}),
        ("2011-06-02", {}, {"guardians_left_out": Fault.GUARDIAN_UNANSWERED}),
        ("2011-06-01", {}, {}),
        ("1990-01-01", {}, {}),
    ],
)
def test_guardians_are_asked_by_age(
    desk: Desk,
    stream: StreamId,
    born: str,
    changes: dict[str, Any],
    expected: dict[str, Fault],
) -> None:
    identity.save_identity(desk, stream, {"number": _number(born)})
    if expected:
        assert problems(lambda: signed(desk, stream, **changes)) == expected
    else:
        assert standing(desk, stream, signed(desk, stream, **changes)) is Standing.VALID


@pytest.mark.req("F166")
@pytest.mark.parametrize(
    ("born", "band"),
    [
        ("2014-06-02", consents.AgeBand.UNDER_12),
        ("2014-06-01", consents.AgeBand.FROM_12),
        ("2011-06-01", consents.AgeBand.FROM_15),
        ("2008-06-02", consents.AgeBand.FROM_15),
        ("2008-06-01", consents.AgeBand.ADULT),
    ],
)
def test_the_age_is_a_band_and_is_not_told(
    desk: Desk, stream: StreamId, born: str, band: consents.AgeBand
) -> None:
    assert consents.age_band(desk, stream) is consents.AgeBand.UNKNOWN
    identity.save_identity(desk, stream, {"number": _number(born)})
    assert consents.age_band(desk, stream) is band


def test_a_year_later_it_has_run_out(desk: Desk, stream: StreamId, clock: StoppedClock) -> None:
    consent = signed(desk, stream)
    clock.pass_(days=183)
    assert standing(desk, stream, consent) is Standing.EXPIRED
