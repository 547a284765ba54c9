"""The plan on paper: what each profile says, and what it must never say."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import msgspec
import pytest

from app.casework import facts
from app.casework.codec import from_body
from app.casework.state import CaseState, Conflict, Entity
from app.disclosure.categories import Category
from app.disclosure.linter import Known, Words, findings
from app.disclosure.profiles import PLAN_PROFILES, PROFILES, Profile
from app.documents.blocks import Document, Heading, Signature, Status, Table, decode, encode
from app.documents.implementation_plan import implementation_plan
from app.documents.texts import texts_of
from app.errors import Reason, Refusal
from app.ids import EntityId
from app.pdf.render import render
from tests.app.documents.plans import (
    IDENTITY,
    OFFICE,
    PROVIDER,
    SAFETY,
    STREAM,
    disclosed,
    plan,
    plan_with_aims,
    signed,
    state,
)
from tests.app.pdf.setting import fonts

pytestmark = pytest.mark.req("F120", "X04")

GOLDEN = Path(__file__).parent / "golden"


def paper(profile: Profile, **changes: object) -> Document:
    fixed = signed(plan(**changes))
    return implementation_plan(state(fixed), fixed, OFFICE, profile, disclosed(profile, fixed))


def all_text(document: Document) -> str:
    return "\n".join(text for _, text in texts_of(document))


@pytest.mark.parametrize("profile", PLAN_PROFILES)
def test_the_blocks_are_as_agreed(profile: Profile) -> None:
    """Golden files: read the difference, then set AKTVALV_GOLDEN=write to accept it."""
    check_golden(GOLDEN / f"plan-{profile}.json", encode(paper(profile)))


@pytest.mark.parametrize("profile", PLAN_PROFILES)
def test_the_paper_is_read_in_the_agreed_order(profile: Profile) -> None:
    done = subprocess.run(
        ["pdfinfo", "-struct-text", "-"],
        input=render(paper(profile), fonts()),
        capture_output=True,
        check=True,
    )
    check_golden(GOLDEN / f"plan-{profile}.txt", read_aloud(done.stdout.decode()))


@pytest.mark.req("F048", "F070", "F150", "F152")
@pytest.mark.parametrize("profile", PLAN_PROFILES)
def test_a_plan_with_aims_is_as_agreed(profile: Profile) -> None:
    """The plan above, which has none, prints as it did before there were any."""
    fixed = signed(plan_with_aims())
    case = state(fixed)
    made = implementation_plan(case, fixed, OFFICE, profile, disclosed(profile, fixed))
    check_golden(GOLDEN / f"plan-with-aims-{profile}.json", encode(made))
    aloud = subprocess.run(
        ["pdfinfo", "-struct-text", "-"],
        input=render(made, fonts()),
        capture_output=True,
        check=True,
    )
    check_golden(GOLDEN / f"plan-with-aims-{profile}.txt", read_aloud(aloud.stdout.decode()))


def test_a_plan_that_was_signed_before_there_were_aims_prints_as_it_did() -> None:
    new = {"aims", "others_measures", "kin_contact", "board_contact"}
    whole = msgspec.to_builtins(plan())
    body = {name: value for name, value in whole.items() if name not in new}
    read = from_body("plan/1", body)
    assert isinstance(read, facts.Plan)
    old = signed(read)
    made = implementation_plan(state(old), old, OFFICE, Profile.FULL, disclosed(Profile.FULL, old))
    check_golden(GOLDEN / "plan-full.json", encode(made))


@pytest.mark.parametrize("text", ["en kvinna", "Ett barn, varannan helg"])
def test_consideration_and_kin_stay_from_the_meeting(text: str) -> None:
    fixed = signed(plan_with_aims())
    meeting = implementation_plan(
        state(fixed), fixed, OFFICE, Profile.MEETING, disclosed(Profile.MEETING, fixed)
    )
    full = implementation_plan(
        state(fixed), fixed, OFFICE, Profile.FULL, disclosed(Profile.FULL, fixed)
    )
    assert text in all_text(full)
    assert text not in all_text(meeting)


def read_aloud(structure: str) -> bytes:
    """Tags and texts in order, without what differs between versions of poppler."""
    lines = [line.strip() for line in structure.splitlines()]
    kept = [line if line.startswith('"') else line.split()[0].rstrip(":") for line in lines if line]
    return "".join(f"{line}\n" for line in kept if not line.startswith("/")).encode()


def check_golden(file: Path, made: bytes) -> None:
    if os.environ.get("AKTVALV_GOLDEN") == "write":
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(made)
    assert made.decode() == file.read_bytes().decode()


def test_a_stored_document_is_read_back_as_it_was() -> None:
    document = paper(Profile.FULL)
    assert decode(encode(document)) == document
    with pytest.raises(msgspec.ValidationError):
        decode(encode(document).replace(b'"notice"', b'"unknown"'))


SECRETS = (
    *("Testa", "Exempelberg", "9810", "070-174", "Påhittade", "Ingenstans"),
    *(PROVIDER, SAFETY, "1 450", "SN 2026/123"),
    *("Kontaktsson", "Brorsson", "Handläggarsson"),
)


@pytest.mark.req("X18")
@pytest.mark.parametrize("secret", SECRETS)
def test_the_meeting_profile_never_says(secret: str) -> None:
    document = paper(Profile.MEETING)
    assert secret.replace("\u00a0", " ") not in all_text(document).replace("\u00a0", " ")
    assert secret.encode() not in encode(document)


@pytest.mark.req("X18")
@pytest.mark.parametrize("profile", PLAN_PROFILES)
def test_no_profile_carries_the_protection_marker_or_where_the_person_is(profile: Profile) -> None:
    text = all_text(paper(profile)).casefold()
    for word in ("skyddade personuppgifter", "sekretessmarkering", "skyddad folkbokföring"):
        assert word not in text
    assert IDENTITY.addresses[0].text.casefold() not in text
    assert IDENTITY.phone not in text


@pytest.mark.req("X18")
@pytest.mark.parametrize("profile", PLAN_PROFILES)
def test_what_becomes_metadata_and_a_file_name_is_impersonal(profile: Profile) -> None:
    document = paper(profile)
    municipality = document.letterhead.municipality
    impersonal = f"{document.title} {document.document_id} {document.kind} {municipality}"
    for secret in (*SECRETS, "Björk"):
        assert secret not in impersonal


def test_the_meeting_profile_passes_the_leak_linter() -> None:
    texts = [Words(where, text) for where, text in texts_of(paper(Profile.MEETING))]
    known = Known(names=("Testa Exempelberg",), places=(PROVIDER,), numbers=(IDENTITY.phone,))
    assert findings(texts, known) == ()


def test_the_full_profile_says_who_and_what_it_costs() -> None:
    text = all_text(paper(Profile.FULL)).replace("\u00a0", " ")
    for expected in (
        *("Testa Exempelberg", "19900101-9810", "SN 2026/123", PROVIDER, SAFETY),
        *("1 450 kr per dygn", "1 november 2026, 11 kap. 1 §", "Lo Kontaktsson, Kontaktperson"),
    ):
        assert expected in text


def test_every_activity_says_what_how_when_how_often_and_who() -> None:
    (table,) = [block for block in paper(Profile.MEETING).blocks if isinstance(block, Table)]
    assert [column.title for column in table.columns] == ["Vad", "Hur", "När", "Hur ofta", "Vem"]
    assert table.rows[0][0] == "Träffa coachen"
    assert table.rows[1] == ("Söka praktikplats", "", "", "", "Den enskilde")


ONLY_WITH = {
    Category.CASE_NUMBER: "2026-0014",
    Category.REGISTRATION_NUMBER: "SN 2026/123",
    Category.NAME: "Testa Exempelberg",
    Category.PERSONNUMMER: "19900101-9810",
    Category.NEEDS: "Arbete och försörjning",
    Category.GOALS: "ett jobb att gå till",
    Category.INTERVENTIONS: "Arbetslivsinriktad coachning",
    Category.DECISIONS: "11 kap. 1 §",
    Category.PROVIDERS: PROVIDER,
    Category.ECONOMY: "kr per dygn",
    Category.PARTICIPATION: "vid två möten",
    Category.PARTICIPANT_FUNCTIONS: "Kontaktperson",
    Category.PARTICIPANT_NAMES: "Lo Kontaktsson",
    Category.CASEWORKER: "Handläggarsson",
    Category.COOPERATION: "stämmer av varannan vecka",
    Category.CONSIDERATION: "Vill tala med en kvinna",
    Category.KIN_CONTACT: "varannan helg",
    Category.OWN_SAFETY: SAFETY,
    Category.FOLLOW_UP: "15 februari 2027",
}


@pytest.mark.req("F086", "X16")
@pytest.mark.parametrize(("withheld", "text"), ONLY_WITH.items())
def test_what_the_gate_holds_back_leaves_the_paper(withheld: Category, text: str) -> None:
    fixed = signed(plan_with_aims())
    whole = implementation_plan(
        state(fixed), fixed, OFFICE, Profile.FULL, disclosed(Profile.FULL, fixed)
    )
    assert text in all_text(whole).replace("\u00a0", " ")
    allowed = PROFILES[Profile.FULL].categories - {withheld}
    passed = disclosed(Profile.FULL, fixed, allowed=allowed)
    less = implementation_plan(state(fixed), fixed, OFFICE, Profile.FULL, passed)
    assert text not in all_text(less).replace("\u00a0", " ")


def test_every_category_that_can_leave_has_been_tried() -> None:
    assert set(ONLY_WITH) == PROFILES[Profile.FULL].categories


def test_without_the_gate_nobody_is_named_whatever_the_profile() -> None:
    fixed = signed(plan())
    document = implementation_plan(state(fixed), fixed, OFFICE, Profile.FULL)
    assert "2026-0014 Björk" in all_text(document)
    for secret in ("Testa", "Exempelberg", "9810"):
        assert secret not in all_text(document)
    assert document.copy_number is None


def test_what_the_gate_let_through_fits_no_other_paper() -> None:
    fixed, other = signed(plan()), signed(plan(), mark="c")
    passed = disclosed(Profile.FULL, fixed)
    for source, profile in ((other, Profile.FULL), (fixed, Profile.MEETING)):
        with pytest.raises(ValueError, match="another document"):
            implementation_plan(state(fixed), source, OFFICE, profile, passed)


def test_a_plan_that_nobody_has_signed_is_a_draft() -> None:
    document = implementation_plan(state(), plan(fixed_on=""), OFFICE, Profile.MEETING)
    assert (document.status, document.status_text) == (Status.DRAFT, "Utkast")


def test_a_later_version_replaces_the_earlier() -> None:
    first, second = signed(plan(number=1)), signed(plan(), mark="c")
    case = state(first, second)
    assert implementation_plan(case, first, OFFICE, Profile.FULL).status is Status.REPLACED
    assert implementation_plan(case, second, OFFICE, Profile.FULL).status is Status.FIXED


def test_two_versions_that_nobody_has_chosen_between_say_so() -> None:
    first, second = signed(plan(number=1)), signed(plan(), mark="c")
    disputed = Entity(EntityId("1"), (first, second), Conflict((first, second)))
    case = CaseState(STREAM, {**state().entities, facts.Plan: (disputed,)})
    assert implementation_plan(case, second, OFFICE, Profile.FULL).status is Status.DISPUTED


def test_an_empty_plan_says_what_is_missing() -> None:
    document = paper(
        Profile.MEETING,
        goals=(),
        participation="",
        follow_up_on="",
        follow_up_how="",
        follow_up_who="",
        participants=(),
        own_words="",
    )
    text = all_text(document)
    for missing in ("inga mål ännu", "inte antecknat", "Ingen uppföljning är bestämd"):
        assert missing in text
    assert render(document, fonts()).startswith(b"%PDF")


def test_the_person_can_refuse_to_sign() -> None:
    (signature,) = [b for b in paper(Profile.MEETING).blocks if isinstance(b, Signature)]
    assert [line.role for line in signature.lines] == ["Den enskilde", "Handläggare"]
    assert "avstod från att skriva under" in signature.declined


def test_a_case_without_a_number_has_no_papers() -> None:
    with pytest.raises(Refusal) as refused:
        implementation_plan(CaseState(stream=STREAM), signed(plan()), OFFICE, Profile.FULL)
    assert refused.value.reason is Reason.CASE_UNKNOWN


def test_a_caseworker_under_threat_can_be_held_back() -> None:
    """FL 33 §."""
    fixed = signed(plan())
    allowed = PROFILES[Profile.FULL].categories - {Category.CASEWORKER}
    passed = disclosed(Profile.FULL, fixed, allowed=allowed)
    document = implementation_plan(state(fixed), fixed, OFFICE, Profile.FULL, passed)
    assert "Handläggarsson" not in all_text(document)


def test_headings_start_under_the_title() -> None:
    levels = [b.level for b in paper(Profile.FULL).blocks if isinstance(b, Heading)]
    assert set(levels) == {2, 3}


def test_a_goal_without_a_need_of_its_own_shows_the_life_area_it_came_from() -> None:
    assert "Arbete och försörjning" in all_text(paper(Profile.MEETING))
    goal = facts.Goal(key="1", words="x", need_text="Sysselsättning")
    assert "Sysselsättning" in all_text(paper(Profile.MEETING, goals=(goal,)))
