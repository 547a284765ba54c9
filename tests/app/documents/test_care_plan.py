"""The care plan on paper: the headings of the law on that day, and what each profile says."""

from __future__ import annotations

import dataclasses
import subprocess

import msgspec
import pytest

from app.casework import facts
from app.casework.care_sections import sections_of
from app.casework.state import CaseState, Entity, Signed
from app.disclosure import gate
from app.disclosure.categories import Category
from app.disclosure.profiles import PLAN_PROFILES, PROFILES, Profile
from app.documents.blocks import Document, Heading, encode
from app.documents.care_plan import CATEGORY, KIND, care_plan
from app.documents.case_paper import CasePaper
from app.ids import EntityId
from app.pdf.render import render
from tests.app.casework.law import LAW
from tests.app.documents import plans
from tests.app.documents.test_implementation_plan import (
    GOLDEN,
    all_text,
    check_golden,
    read_aloud,
)
from tests.app.pdf.setting import fonts

pytestmark = pytest.mark.req("X20")

CARE = facts.CarePlan(
    number=1,
    fixed_on="2026-11-21",
    fixed_by="Mio Handläggarsson",
    young=False,
    interventions="Skyddat boende med stöd dygnet runt.",
    kin_contact="Ett barn, varannan helg hos mormodern.",
    aim="Ett eget boende inom ett år.",
    view="Jag vill bo kvar i min stad.",
    others="Regionen: samtal i öppenvård.",
)
YOUNG = msgspec.structs.replace(CARE, young=True, guardians_view="Vi är med på det.")


def signed(fact: facts.CarePlan) -> Signed[facts.CarePlan]:
    record = plans.signed(plans.plan()).record
    content = dataclasses.replace(record.content, kind="care_plan/1", entity=EntityId("7"))
    return Signed(dataclasses.replace(record, content=content), fact)


def case(fixed: Signed[facts.CarePlan]) -> CaseState:
    entity = Entity(EntityId("7"), (fixed,), fixed)
    before = plans.state()
    return dataclasses.replace(before, entities={**before.entities, facts.CarePlan: (entity,)})


def paper(
    fact: facts.CarePlan,
    profile: Profile = Profile.FULL,
    withheld: frozenset[Category] = frozenset(),
) -> Document:
    fixed = signed(fact)
    request = gate.DisclosureRequest(
        recipient=EntityId("9"),
        ground="consent",
        reason="Skriftligt samtycke.",
        profile=profile,
        source=fixed.record.id,
        allowed=PROFILES[profile].categories - withheld,
    )
    passed = gate.pass_through(
        request,
        recipient=plans.RECIPIENT,
        ground=plans.GROUND,
        identity=plans.IDENTITY,
        copy_number=3,
        kind=KIND,
    )
    made = CasePaper(case(fixed), fixed, plans.OFFICE, profile, passed)
    return care_plan(made, sections_of(LAW.plan_contents, fact))


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading)][:-1]


@pytest.mark.parametrize("profile", PLAN_PROFILES)
def test_the_blocks_and_the_order_of_reading_are_as_agreed(profile: Profile) -> None:
    made = paper(YOUNG, profile)
    check_golden(GOLDEN / f"care-plan-{profile}.json", encode(made))
    aloud = subprocess.run(
        ["pdfinfo", "-struct-text", "-"],
        input=render(made, fonts()),
        capture_output=True,
        check=True,
    )
    check_golden(GOLDEN / f"care-plan-{profile}.txt", read_aloud(aloud.stdout.decode()))


def test_the_young_have_four_statutory_headings() -> None:
    assert headings(paper(YOUNG)) == [
        "Särskilda insatser som behövs",
        "Hur umgänget med föräldrar, vårdnadshavare, syskon och andra närstående ordnas",
        "Målet med vården",
        "Den enskildes syn på den planerade vården",
        "Vårdnadshavarnas syn på den planerade vården",
        "Åtgärder som andra huvudmän ansvarar för",
    ]


def test_an_adult_has_three_and_contact_with_children_where_it_is_written() -> None:
    assert headings(paper(msgspec.structs.replace(CARE, kin_contact=""))) == [
        "Särskilda insatser som behövs",
        "Målet med vården",
        "Den enskildes syn på den planerade vården",
        "Åtgärder som andra huvudmän ansvarar för",
    ]
    made = paper(CARE)
    assert "Kontakt med barn och andra närstående" in headings(made)
    assert "10 kap. 2 § 2" not in all_text(made)


def test_a_heading_that_nobody_has_written_says_so() -> None:
    assert "Det är inte ifyllt." in all_text(paper(msgspec.structs.replace(CARE, aim="")))


def test_a_plan_from_before_the_law_has_its_texts_without_the_reference() -> None:
    old = msgspec.structs.replace(CARE, fixed_on="2025-06-30")
    text = all_text(paper(old))
    assert "2025:468" not in text
    assert "Skyddat boende" in text


@pytest.mark.req("F086", "X16")
@pytest.mark.parametrize("field", CATEGORY)
def test_what_the_gate_holds_back_leaves_no_trace(field: str) -> None:
    said = str(getattr(YOUNG, field))
    assert said in all_text(paper(YOUNG))
    held = paper(YOUNG, withheld=frozenset({CATEGORY[field]}))
    assert said not in all_text(held)


@pytest.mark.req("X18")
@pytest.mark.parametrize("secret", ["Exempelberg", "9810", "mormodern", "Handläggarsson"])
def test_the_meeting_never_says(secret: str) -> None:
    assert secret in all_text(paper(YOUNG))
    assert secret not in all_text(paper(YOUNG, Profile.MEETING))
