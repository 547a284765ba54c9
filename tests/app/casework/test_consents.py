"""What a consent means on a day: only one that is given, unwithdrawn and undisputed opens."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casework import consents, facts
from app.casework.consents import Coverage, Standing
from app.casework.projection import fold
from app.casework.state import CaseState
from app.ids import EntityId
from app.journal.record import Record
from tests.app.casework.build import STREAM, entity, record

pytestmark = pytest.mark.req("F074", "X17")

DAY = date(2026, 6, 1)
CONSENT, WITHDRAWAL, ACTOR = entity(1), entity(2), entity(3)
RECIPIENT = EntityId("recipient")


def consent(**changes: Any) -> facts.Consent:
    values: dict[str, Any] = {
        "answer": facts.ConsentAnswer.GIVEN,
        "given_on": "2026-05-01",
        "method": facts.ConsentMethod.WRITTEN,
        "purpose": "Planera flytten.",
        "parties": (facts.ConsentParty(name="BOPS", actor=ACTOR),),
        "categories": (facts.ConsentCategory.PLANNING,),
    }
    return facts.Consent(**(values | changes))


def withdrawal(withdrawn_on: str = "2026-05-20", **changes: Any) -> facts.ConsentWithdrawal:
    return facts.ConsentWithdrawal(
        consent=CONSENT, withdrawn_on=withdrawn_on, how="Muntligt", **changes
    )


def actor(**changes: Any) -> facts.Actor:
    values: dict[str, Any] = {"role": facts.ActorRole.BOPS, "name": "Kontaktperson, BOPS"}
    return facts.Actor(**(values | changes))


def case(*found: Record) -> CaseState:
    return fold(STREAM, found)


def stands(*found: Record, on: date = DAY) -> Standing:
    (only,) = consents.held(case(*found), on)
    return only.standing


@pytest.mark.parametrize(
    ("changes", "taken_back", "expected"),
    [
        ({}, None, Standing.VALID),
        ({"given_on": "2026-06-01"}, None, Standing.VALID),
        ({"given_on": "2026-06-02"}, None, Standing.NOT_YET),
        ({"given_on": "2026-06"}, None, Standing.NOT_YET),
        ({"valid_to": "2026-06-01"}, None, Standing.VALID),
        ({"valid_to": "2026-05-31"}, None, Standing.EXPIRED),
        ({"valid_to": "någon gång"}, None, Standing.EXPIRED),
        ({"answer": facts.ConsentAnswer.REFUSED}, None, Standing.REFUSED),
        ({}, "2026-06-01", Standing.WITHDRAWN),
        ({}, "2026-06-02", Standing.VALID),
        ({}, "oläsligt", Standing.WITHDRAWN),
        ({"valid_to": "2026-05-31"}, "2026-05-20", Standing.WITHDRAWN),
        ({"answer": facts.ConsentAnswer.REFUSED}, "2026-05-20", Standing.WITHDRAWN),
    ],
)
def test_what_it_is_on_a_day(
    changes: dict[str, Any], taken_back: str | None, expected: Standing
) -> None:
    found = [record(consent(**changes), of=CONSENT)]
    if taken_back is not None:
        found.append(record(withdrawal(taken_back), of=WITHDRAWAL, lamport=2))
    assert stands(*found) is expected


def test_two_versions_open_nothing_until_somebody_has_chosen() -> None:
    first = record(consent(), of=CONSENT)
    sides = [
        record(consent(purpose=words), of=CONSENT, parents=[first], lamport=2)
        for words in ("Ett", "Två")
    ]
    assert stands(first, *sides) is Standing.DISPUTED


def test_a_correction_does_not_bring_back_what_was_withdrawn() -> None:
    first = record(consent(), of=CONSENT)
    gone = record(withdrawal(), of=WITHDRAWAL, lamport=2)
    later = record(consent(purpose="Rättat"), of=CONSENT, parents=[first], lamport=3)
    assert stands(first, gone, later) is Standing.WITHDRAWN


def test_one_side_of_a_disputed_withdrawal_is_enough() -> None:
    first = record(withdrawal(), of=WITHDRAWAL)
    sides = [
        record(withdrawal(day), of=WITHDRAWAL, parents=[first], lamport=2)
        for day in ("2026-05-20", "2026-12-31")
    ]
    assert stands(record(consent(), of=CONSENT), first, *sides) is Standing.WITHDRAWN


def test_the_broad_is_about_everything_and_the_narrow_about_what_it_names() -> None:
    (narrow,) = consents.held(case(record(consent(), of=CONSENT)), DAY)
    (broad,) = consents.held(case(record(consent(broad=True, categories=()), of=CONSENT)), DAY)
    assert narrow.categories == {facts.ConsentCategory.PLANNING}
    assert broad.categories == set(facts.ConsentCategory)


def test_a_party_is_known_by_reference_and_never_by_name() -> None:
    named = consent(parties=(facts.ConsentParty(name="BOPS"),))
    as_actor = consent()
    as_recipient = consent(parties=(facts.ConsentParty(name="BOPS", recipient=RECIPIENT),))
    state = case(record(actor(recipient=RECIPIENT), of=ACTOR))
    found = [consents.names_recipient(state, each, RECIPIENT) for each in (named, as_actor)]
    assert found == [False, True]
    assert consents.names_recipient(state, as_recipient, RECIPIENT)
    assert not consents.names_recipient(state, as_recipient, EntityId("another"))
    assert not consents.names_recipient(case(), as_actor, RECIPIENT)


def test_a_card_that_is_turned_to_another_takes_no_consent_with_it() -> None:
    """Neither where the consent kept who the party was, nor where the card alone says it."""
    other = EntityId("another")
    first = record(actor(recipient=RECIPIENT), of=ACTOR)
    turned = record(actor(recipient=other), of=ACTOR, parents=[first], lamport=2)
    kept = consent(parties=(facts.ConsentParty(name="BOPS", actor=ACTOR, recipient=RECIPIENT),))
    state = case(first, turned)
    assert consents.names_recipient(state, kept, RECIPIENT)
    assert not consents.names_recipient(state, kept, other)
    for recipient in (RECIPIENT, other):
        assert not consents.names_recipient(state, consent(), recipient)


def test_a_card_that_was_nobodys_opens_for_whom_it_was_turned_to_first() -> None:
    first = record(actor(), of=ACTOR)
    linked = record(actor(recipient=RECIPIENT), of=ACTOR, parents=[first], lamport=2)
    assert consents.names_recipient(case(first, linked), consent(), RECIPIENT)


@pytest.mark.req("F009")
@pytest.mark.parametrize(
    ("changes", "taken_back", "expected"),
    [
        ({}, False, Coverage.YES),
        ({"valid_to": "2026-05-31"}, False, Coverage.EXPIRED),
        ({}, True, Coverage.WITHDRAWN),
        ({"answer": facts.ConsentAnswer.REFUSED}, False, Coverage.NO),
        ({"parties": (facts.ConsentParty(name="Annan", actor=entity(9)),)}, False, Coverage.NO),
    ],
)
def test_coverage_of_an_actor(
    changes: dict[str, Any], taken_back: bool, expected: Coverage
) -> None:
    found = [record(actor(), of=ACTOR), record(consent(**changes), of=CONSENT, lamport=2)]
    if taken_back:
        found.append(record(withdrawal(), of=WITHDRAWAL, lamport=3))
    state = case(*found)
    (who,) = state.of(facts.Actor)
    assert consents.coverage(state, who, DAY) is expected


@pytest.mark.req("F009", "F014", "F015")
@pytest.mark.parametrize(
    ("role", "organisation", "expected"),
    [
        (facts.ActorRole.TREATMENT_ASSISTANT, "", Coverage.NOT_NEEDED),
        (facts.ActorRole.SIG_GUIDE, "", Coverage.NOT_NEEDED),
        (facts.ActorRole.SIG_GUIDE, "Annan kommun", Coverage.NO),
        (facts.ActorRole.OTHER, "avhopparenheten ", Coverage.NOT_NEEDED),
        (facts.ActorRole.PROBATION, "", Coverage.NO),
    ],
)
def test_nothing_is_needed_within_the_own_unit(
    role: facts.ActorRole, organisation: str, expected: Coverage
) -> None:
    state = case(record(actor(role=role, organisation=organisation), of=ACTOR))
    (who,) = state.of(facts.Actor)
    assert consents.coverage(state, who, DAY, own_unit="Avhopparenheten") is expected


_DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(given_on=_DAYS, valid_to=st.none() | _DAYS, withdrawn=st.none() | _DAYS, day=_DAYS)
def test_it_holds_from_the_day_given_to_its_last_day_unless_withdrawn(
    given_on: date, valid_to: date | None, withdrawn: date | None, day: date
) -> None:
    last = valid_to.isoformat() if valid_to else ""
    found = [record(consent(given_on=given_on.isoformat(), valid_to=last), of=CONSENT)]
    if withdrawn:
        found.append(record(withdrawal(withdrawn.isoformat()), of=WITHDRAWAL, lamport=2))
    open_ = stands(*found, on=day) is Standing.VALID
    holds = given_on <= day and (valid_to is None or day <= valid_to)
    assert open_ == (holds and (withdrawn is None or day < withdrawn))


@given(withdrawn=_DAYS, after=st.integers(0, 4000))
def test_what_is_withdrawn_stays_withdrawn(withdrawn: date, after: int) -> None:
    found = (
        record(consent(given_on="2019-01-01"), of=CONSENT),
        record(withdrawal(withdrawn.isoformat()), of=WITHDRAWAL, lamport=2),
    )
    assert stands(*found, on=withdrawn + timedelta(days=after)) is Standing.WITHDRAWN
