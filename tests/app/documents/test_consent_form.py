"""The form of a consent: everything it is about, what it means, and a line for all who sign."""

from __future__ import annotations

import subprocess
from pathlib import Path

import msgspec
import pytest

from app.casework import facts
from app.casework.facts import ConsentCategory
from app.casework.state import CaseState, Signed
from app.casework.words import CONSENT_CATEGORY
from app.disclosure.categories import Category
from app.disclosure.profiles import PROFILES, Profile
from app.documents.blocks import Document, Signature, encode
from app.documents.case_paper import CasePaper
from app.documents.consent_form import KIND, consent_form
from app.documents.law_text import NOT_REVIEWED
from app.documents.texts import texts_of
from app.ids import EntityId
from app.pdf.render import render
from tests.app.casework.law import LAW
from tests.app.documents.plans import OFFICE, _entity, disclosed, state
from tests.app.documents.test_implementation_plan import check_golden, read_aloud
from tests.app.pdf.setting import fonts

GOLDEN = Path(__file__).parent / "golden"
ALL = PROFILES[Profile.CONSENT_FORM].categories
GIVEN = facts.Consent(
    answer=facts.ConsentAnswer.GIVEN,
    given_on="2026-10-02",
    method=facts.ConsentMethod.WRITTEN,
    purpose="Planera stöd och skydd tillsammans.",
    parties=(
        facts.ConsentParty(name="Polisens avhopparsamordnare"),
        facts.ConsentParty(name="Frivården, kontaktperson"),
    ),
    categories=(ConsentCategory.PLANNING, ConsentCategory.HOUSING),
    valid_to="2027-04-02",
    reservation="Inget om min dotters skola.",
    informed="Vad som delas, med vem, och att det går att ta tillbaka.",
    language="engelska",
    interpreter=True,
    witness="Enhetschef",
    guardians=(
        facts.GuardianConsent(
            function="Vårdnadshavare 1",
            answer=facts.ConsentAnswer.GIVEN,
            given_on="2026-10-02",
        ),
    ),
)


def case(consent: facts.Consent = GIVEN, *, withdrawn_on: str = "") -> CaseState:
    entities = {**state().entities, facts.Consent: (_entity("5", "consent/1", "5", consent),)}
    if withdrawn_on:
        gone = facts.ConsentWithdrawal(
            consent=EntityId("5"), withdrawn_on=withdrawn_on, how="Telefon"
        )
        entities[facts.ConsentWithdrawal] = (_entity("6", "consent_withdrawal/1", "6", gone),)
    return CaseState(state().stream, entities)


def paper(
    consent: facts.Consent = GIVEN,
    allowed: frozenset[Category] = ALL,
    *,
    withdrawn_on: str = "",
) -> Document:
    known = case(consent, withdrawn_on=withdrawn_on)
    source: Signed[facts.Consent] = known.of(facts.Consent)[0].latest
    let = disclosed(Profile.CONSENT_FORM, source, allowed=allowed, copy_number=4, kind=KIND)
    made = CasePaper(known, source, OFFICE, Profile.CONSENT_FORM, let)
    return consent_form(made, LAW.paper_texts)


def words(document: Document) -> str:
    return "\n".join(text for _, text in texts_of(document))


@pytest.mark.req("F074", "X17")
def test_the_blocks_are_as_agreed() -> None:
    """Golden file: read the difference, then set AKTVALV_GOLDEN=write to accept it."""
    check_golden(GOLDEN / "consent-form.json", encode(paper()))


def test_the_paper_is_read_in_the_agreed_order() -> None:
    done = subprocess.run(
        ["pdfinfo", "-struct-text", "-"],
        input=render(paper(), fonts()),
        capture_output=True,
        check=True,
    )
    check_golden(GOLDEN / "consent-form.txt", read_aloud(done.stdout.decode(errors="replace")))


@pytest.mark.req("F074", "X17")
def test_it_says_with_whom_about_what_why_and_until_when() -> None:
    read = words(paper())
    for party in GIVEN.parties:
        assert party.name in read
    for category in ConsentCategory:
        assert (CONSENT_CATEGORY[category] in read) is (category in GIVEN.categories)
    for text in (GIVEN.purpose, GIVEN.reservation, GIVEN.informed, "2 april 2027", "engelska"):
        assert text in read


@pytest.mark.req("F074")
def test_a_broad_consent_says_that_it_is() -> None:
    broad = msgspec.structs.replace(GIVEN, broad=True, categories=(), valid_to="")
    read = words(paper(broad))
    assert "Alla slags uppgifter" in read
    assert "tills det tas tillbaka" in read


@pytest.mark.req("F184")
def test_it_says_that_a_no_is_not_a_no_to_help_and_that_no_jurist_has_seen_it() -> None:
    read = words(paper())
    assert "Att säga nej till samtycke är inte att säga nej till hjälp" in read
    assert "ta tillbaka det när du vill" in read
    assert NOT_REVIEWED in read


@pytest.mark.req("F074", "F166")
def test_everyone_who_signs_has_a_line() -> None:
    (lines,) = (each.lines for each in paper().blocks if isinstance(each, Signature))
    assert [line.role for line in lines] == [
        *("Den enskilde", "Vårdnadshavare 1", "Tolk", "Vittne", "Handläggare")
    ]
    alone = msgspec.structs.replace(GIVEN, guardians=(), interpreter=False, witness="")
    (lines,) = (each.lines for each in paper(alone).blocks if isinstance(each, Signature))
    assert [line.role for line in lines] == ["Den enskilde", "Handläggare"]


@pytest.mark.req("X17")
def test_a_consent_that_was_taken_back_is_not_taken_for_one_that_holds() -> None:
    assert "Samtycket togs tillbaka 5 november 2026" in words(paper(withdrawn_on="2026-11-05"))
    assert "togs tillbaka" not in words(paper())


@pytest.mark.parametrize(
    ("withheld", "gone"),
    [
        (Category.CONSENT, "avhopparsamordnare"),
        (Category.NAME, "Testa"),
        (Category.PERSONNUMMER, "9810"),
        (Category.CASEWORKER, "Mio"),
        (Category.REGISTRATION_NUMBER, "SN 2026/123"),
        (Category.CASE_NUMBER, "2026-0014"),
    ],
)
def test_what_stays_leaves_no_trace(withheld: Category, gone: str) -> None:
    assert gone in words(paper())
    assert gone not in words(paper(allowed=ALL - {withheld, Category.CASE_NUMBER}))


@pytest.mark.req("F074")
def test_the_person_is_not_told_whom_to_show_the_own_consent() -> None:
    read = words(paper())
    assert "Lämna inte handlingen vidare" not in read
    assert "Förvara handlingen så att ingen annan kan läsa den" in read
