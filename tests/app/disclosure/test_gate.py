"""Nothing leaves without a recipient, a ground and something that is allowed to leave."""

from __future__ import annotations

import dataclasses
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casework import facts
from app.casework.consents import Standing
from app.disclosure import gate
from app.disclosure.categories import NAMES, Category
from app.disclosure.consent import NEEDED, Basis, covered
from app.disclosure.profiles import ACTIVE_CHOICE, PROFILES, Profile
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.ids import EntityId, RecordId
from app.law.pack import Certainty, Ground, Weighing
from tests.app.documents.plans import GROUND, IDENTITY, RECIPIENT, disclosed, plan, signed

pytestmark = pytest.mark.req("F086", "X16")

FULL = PROFILES[Profile.FULL].categories


def request(**changes: object) -> gate.DisclosureRequest:
    whole = gate.DisclosureRequest(
        recipient=EntityId("9"),
        ground="harm_tested",
        reason="Det står klart att ingen lider men.",
        profile=Profile.FULL,
        source=RecordId("b" * 64),
        allowed=FULL,
    )
    return dataclasses.replace(whole, **changes)  # type: ignore[arg-type]


def through(asked: gate.DisclosureRequest, **changes: object) -> gate.Disclosed:
    given_ = {
        "recipient": RECIPIENT,
        "ground": GROUND,
        "identity": IDENTITY,
        "copy_number": 1,
        "kind": "implementation_plan",
    }
    return gate.pass_through(asked, **(given_ | changes))  # type: ignore[arg-type]


def test_an_empty_allow_list_lets_nothing_out() -> None:
    with pytest.raises(Refusal) as refused:
        through(request(allowed=frozenset()))
    assert refused.value.reason is Reason.NOTHING_LEAVES


def test_what_the_profile_cannot_hold_does_not_leave_however_much_it_is_allowed() -> None:
    everything = frozenset(Category)
    passed = through(request(profile=Profile.MEETING, allowed=everything))
    assert set(passed.columns.leaves) == PROFILES[Profile.MEETING].categories
    with pytest.raises(Refusal) as refused:
        through(request(profile=Profile.MEETING, allowed=frozenset({Category.NAME})))
    assert refused.value.reason is Reason.NOTHING_LEAVES


def test_without_a_ground_of_the_closed_list_it_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        through(request(ground="because"), ground=None)
    assert refused.value.reason is Reason.GROUND_MISSING


@pytest.mark.parametrize(
    ("changes", "recipient", "problem"),
    [
        ({"recipient": EntityId("")}, None, ("recipient", Fault.REQUIRED)),
        ({}, None, ("recipient", Fault.UNKNOWN_REFERENCE)),
        (
            {},
            facts.Recipient(name="x", organisation="y", kind="authority", retired=True),
            ("recipient", Fault.UNKNOWN_REFERENCE),
        ),
        ({"reason": " \n"}, RECIPIENT, ("reason", Fault.REQUIRED)),
    ],
)
def test_a_missing_field_is_named(
    changes: dict[str, object],
    recipient: facts.Recipient | None,
    problem: tuple[str, Fault],
) -> None:
    with pytest.raises(InvalidFields) as refused:
        through(request(**changes), recipient=recipient)
    assert [(each.field, each.fault) for each in refused.value.problems] == [problem]


def test_only_the_gate_can_disclose() -> None:
    passed = through(request())
    values = {
        field.name: getattr(passed, field.name) for field in dataclasses.fields(gate.Disclosed)
    }
    with pytest.raises(TypeError):
        gate.Disclosed(**values, seal=object())
    with pytest.raises((TypeError, ValueError)):
        dataclasses.replace(passed, name="Någon Annan")


def test_name_and_number_pass_each_by_itself() -> None:
    assert through(request()).identifying == ("Testa Exempelberg", IDENTITY.number)
    assert through(request(allowed=FULL - {Category.NAME})).identifying == (IDENTITY.number,)
    assert through(request(allowed=FULL - {Category.PERSONNUMMER})).identifying == (
        "Testa Exempelberg",
    )
    meeting = through(request(profile=Profile.MEETING))
    assert meeting.identifying == ()


@given(st.sampled_from(Profile), st.frozensets(st.sampled_from(Category)))
def test_every_category_either_leaves_or_stays(
    profile: Profile, allowed: frozenset[Category]
) -> None:
    split = gate.columns(profile, allowed)
    assert sorted((*split.leaves, *split.stays)) == sorted(Category)
    assert set(split.leaves) == allowed & PROFILES[profile].categories


PACKAGES = {Profile.HANDOVER_WHOLE, Profile.HANDOVER_EXECUTION, Profile.HANDOVER_URGENT}
"""Whole records, sealed to somebody's key."""


def test_some_things_no_paper_can_let_out() -> None:
    never = {Category.PROTECTION, Category.CONTACT_DETAILS, Category.JOURNAL}
    never |= {Category.EXCERPT, Category.HANDLING}
    for profile, rules in PROFILES.items():
        assert profile in PACKAGES or not rules.categories & never


@pytest.mark.req("F003")
def test_what_bops_has_said_is_in_few_profiles_and_never_by_itself() -> None:
    carries = {profile for profile in Profile if Category.THREAT in PROFILES[profile].categories}
    assert carries == {Profile.REFERRAL, Profile.CASE_OVERVIEW, *PACKAGES}
    assert Category.THREAT in ACTIVE_CHOICE


def test_the_meeting_profile_has_nothing_that_places_or_names_the_person() -> None:
    kept_back = {
        *(Category.NAME, Category.PERSONNUMMER, Category.PROVIDERS, Category.ECONOMY),
        *(Category.OWN_SAFETY, Category.PARTICIPANT_NAMES, Category.CASEWORKER),
        *(Category.REGISTRATION_NUMBER, Category.DECISIONS),
    }
    assert not PROFILES[Profile.MEETING].categories & kept_back


def test_every_category_has_a_name_and_every_profile_its_rules() -> None:
    assert set(NAMES) == set(Category)
    assert set(PROFILES) == set(Profile)


def test_copy_numbers_are_never_used_again() -> None:
    entries = [register_entry(number) for number in (1, 4, 2)]
    assert gate.next_copy_number([]) == 1
    assert gate.next_copy_number(entries) == 5


def register_entry(copy_number: int) -> facts.Disclosure:
    passed = disclosed(Profile.MEETING, signed(plan()), copy_number=copy_number)
    return facts.Disclosure(
        recipient=EntityId("9"),
        recipient_name=passed.recipient.name,
        recipient_organisation=passed.recipient.organisation,
        ground=passed.ground.key,
        ground_text=passed.ground.reference,
        reason=passed.request.reason,
        document="implementation_plan",
        profile=passed.request.profile,
        source=passed.request.source,
        leaves=passed.columns.leaves,
        stays=passed.columns.stays,
        copy_number=passed.copy_number,
        form="file",
        document_id=passed.document_id,
        blob="f" * 64,  # type: ignore[arg-type]
    )


def test_a_document_id_names_one_copy_and_nothing_else() -> None:
    source = RecordId("b" * 64)
    ids = {
        gate.document_id("implementation_plan", source, profile, copy)
        for profile in Profile
        for copy in range(50)
    }
    assert len(ids) == 50 * len(Profile)
    assert all(
        re.fullmatch(r"GP-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", each) for each in ids
    )
    again = gate.document_id("implementation_plan", source, Profile.FULL, 7)
    assert again in ids


# ------------------------------------------------------------------------------ on consent

ON_CONSENT = Ground(
    key="consent",
    name="Den enskildes samtycke",
    reference="12 kap. 2 § offentlighets- och sekretesslagen (2009:400)",
    valid_from=date(2009, 6, 30),
    source="SFS 2009:400",
    certainty=Certainty.CERTAIN,
    weighing=Weighing.CONSENT,
    ask="Vad samtycket gäller.",
)


def basis(**changes: object) -> Basis:
    whole = Basis(EntityId("c"), Standing.VALID, True, frozenset(facts.ConsentCategory))
    return dataclasses.replace(whole, **changes)  # type: ignore[arg-type]


def on_consent(found: Basis | None, **changes: object) -> gate.Disclosed:
    return through(request(**({"ground": "consent"} | changes)), ground=ON_CONSENT, consent=found)


def test_on_consent_one_must_be_chosen() -> None:
    with pytest.raises(InvalidFields) as refused:
        on_consent(None)
    assert [(each.field, each.fault) for each in refused.value.problems] == [
        ("consent", Fault.REQUIRED)
    ]
    assert through(request()).ground.key == "harm_tested", "and on another ground none"


@pytest.mark.req("F074", "X17")
@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"standing": Standing.WITHDRAWN}, Reason.CONSENT_WITHDRAWN),
        ({"standing": Standing.EXPIRED}, Reason.CONSENT_EXPIRED),
        ({"standing": Standing.REFUSED}, Reason.CONSENT_REFUSED),
        ({"standing": Standing.NOT_YET}, Reason.CONSENT_NOT_YET),
        ({"standing": Standing.DISPUTED}, Reason.CONFLICT_UNSETTLED),
        ({"names_recipient": False}, Reason.CONSENT_OTHER_RECIPIENT),
        ({"categories": frozenset()}, Reason.CONSENT_NARROWER),
    ],
)
def test_a_consent_opens_only_what_it_is_about_to_those_it_names_while_it_holds(
    changes: dict[str, object], reason: Reason
) -> None:
    with pytest.raises(Refusal) as refused:
        on_consent(basis(**changes))
    assert refused.value.reason is reason


@pytest.mark.req("F074", "X17")
def test_a_narrow_consent_lets_its_own_out_and_nothing_beside_it() -> None:
    planning = basis(categories=frozenset({facts.ConsentCategory.PLANNING}))
    passed = on_consent(planning, profile=Profile.MEETING)
    assert set(passed.columns.leaves) == PROFILES[Profile.MEETING].categories
    for category in (Category.ECONOMY, Category.PROVIDERS, Category.OWN_SAFETY):
        with pytest.raises(Refusal) as refused:
            on_consent(planning, allowed=frozenset({Category.GOALS, category}))
        assert refused.value.reason is Reason.CONSENT_NARROWER


@given(
    st.sampled_from(Standing),
    st.booleans(),
    st.frozensets(st.sampled_from(facts.ConsentCategory)),
    st.frozensets(st.sampled_from(sorted(FULL)), min_size=1),
)
def test_nothing_leaves_on_consent_that_it_does_not_open(
    standing: Standing,
    names: bool,
    categories: frozenset[facts.ConsentCategory],
    allowed: frozenset[Category],
) -> None:
    found = basis(standing=standing, names_recipient=names, categories=categories)
    opened = standing is Standing.VALID and names
    if opened and all(covered(category, categories) for category in allowed):
        assert set(on_consent(found, allowed=allowed).columns.leaves) == allowed
    else:
        with pytest.raises(Refusal):
            on_consent(found, allowed=allowed)


@pytest.mark.req("F003", "X17")
def test_a_consent_to_everything_is_not_one_to_what_bops_has_said() -> None:
    """Their secrecy is not the person's to lift (OSL 18 kap. 7 §): it must be named."""
    threat = frozenset({Category.CRITERIA, Category.THREAT})
    with pytest.raises(Refusal) as refused:
        on_consent(basis(broad=True), profile=Profile.REFERRAL, allowed=threat)
    assert refused.value.reason is Reason.CONSENT_NARROWER
    for found, allowed in ((basis(broad=True), threat - {Category.THREAT}), (basis(), threat)):
        passed = on_consent(found, profile=Profile.REFERRAL, allowed=allowed)
        assert set(passed.columns.leaves) == allowed


def test_content_that_nobody_has_placed_needs_a_consent_to_everything() -> None:
    for category in Category:
        assert covered(category, frozenset(facts.ConsentCategory))
        if category not in NEEDED:
            for missing in facts.ConsentCategory:
                assert not covered(category, frozenset(facts.ConsentCategory) - {missing})
