"""A referral on paper: the criteria as they stood, and what BOPS has said only when it leaves."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from app.casework import facts
from app.casework.facts import Judged
from app.casework.state import CaseState, Signed
from app.disclosure import gate
from app.disclosure.categories import Category
from app.disclosure.profiles import ACTIVE_CHOICE, PROFILES, Profile
from app.documents.blocks import Document, encode
from app.documents.case_paper import CasePaper
from app.documents.referral import KIND, referral
from app.documents.texts import texts_of
from app.ids import EntityId, RecordId
from app.pdf.render import render
from tests.app.documents.plans import GROUND, IDENTITY, OFFICE, RECIPIENT, _entity, state
from tests.app.documents.test_implementation_plan import check_golden, read_aloud
from tests.app.pdf.setting import fonts

GOLDEN = Path(__file__).parent / "golden"
ALL = PROFILES[Profile.REFERRAL].categories

THREAT = facts.ThreatAssessment(
    owner=facts.Owner.BOPS,
    assessed_on="2026-10-12",
    level=facts.ThreatLevel.HIGH,
    relocation_needed=facts.YesNoPending.YES,
    reference="B-1717",
    text="Det som BOPS har skrivit.",
)
CONSENT = facts.Consent(
    answer=facts.ConsentAnswer.GIVEN,
    given_on="2026-10-02",
    method=facts.ConsentMethod.WRITTEN,
    purpose="Planera stöd och skydd.",
)
CARD = facts.Criteria(
    judged_on="2026-10-20",
    path=facts.Path.CENTRAL,
    path_reason="",
    motivation=Judged.MET,
    motivation_on="2026-10-18",
    motivation_words="Jag vill att min dotter ska kunna vara stolt.",
    motivation_appraisal="Kommer till varje möte och har brutit gamla kontakter.",
    definition=Judged.MET,
    definition_key="exit-common",
    definition_text="Den som har valt att lämna den organiserade brottsligheten.",
    definition_reason="Har själv berättat, och BOPS bekräftar.",
    consent=RecordId("5" * 64),
    threat=RecordId("4" * 64),
    level=RecordId("4" * 64),
    relocation=RecordId("4" * 64),
)
SENT = facts.Referral(
    criteria=RecordId("6" * 64),
    to_name="Enheten för hemlösa",
    sent_on="2026-10-21",
    how="Bud",
    asks="Att ta över utredningen av ansökan.",
)


def case(card: facts.Criteria = CARD) -> CaseState:
    entities = {
        **state().entities,
        facts.ThreatAssessment: (_entity("4", "threat_assessment/2", "4", THREAT),),
        facts.Consent: (_entity("5", "consent/1", "5", CONSENT),),
        facts.Criteria: (_entity("6", "criteria/1", "6", card),),
        facts.Referral: (_entity("7", "referral/1", "7", SENT),),
    }
    return CaseState(state().stream, entities)


def disclosed(allowed: frozenset[Category]) -> gate.Disclosed:
    request = gate.DisclosureRequest(
        recipient=EntityId("9"),
        ground="consent",
        reason="Skriftligt samtycke.",
        profile=Profile.REFERRAL,
        source=source().record.id,
        allowed=allowed,
    )
    return gate.pass_through(
        request,
        recipient=RECIPIENT,
        ground=GROUND,
        identity=IDENTITY,
        copy_number=4,
        kind=KIND,
    )


def source() -> Signed[facts.Referral]:
    return case().of(facts.Referral)[0].latest


def paper(allowed: frozenset[Category] = ALL, card: facts.Criteria = CARD) -> Document:
    let = disclosed(allowed)
    return referral(CasePaper(case(card), source(), OFFICE, Profile.REFERRAL, let))


def words(document: Document) -> str:
    return "\n".join(text for _, text in texts_of(document))


@pytest.mark.req("F041", "F077")
def test_the_blocks_are_as_agreed() -> None:
    """Golden file: read the difference, then set AKTVALV_GOLDEN=write to accept it."""
    check_golden(GOLDEN / "referral.json", encode(paper()))


@pytest.mark.req("F041")
def test_the_paper_is_read_in_the_agreed_order() -> None:
    done = subprocess.run(
        ["pdfinfo", "-struct-text", "-"],
        input=render(paper(), fonts()),
        capture_output=True,
        check=True,
    )
    check_golden(GOLDEN / "referral.txt", read_aloud(done.stdout.decode(errors="replace")))


@pytest.mark.req("F003")
def test_what_bops_has_said_leaves_only_when_it_is_ticked() -> None:
    usual = words(paper(ALL - ACTIVE_CHOICE))
    for theirs in ("B-1717", "Hög hotbild", "Behöver omlokaliseras", "2026-10-12"):
        assert theirs in words(paper())
        assert theirs not in usual
    assert "ingår inte i den här handlingen" in usual
    assert THREAT.text not in words(paper()), "their own words are never on it"


@pytest.mark.req("F003")
def test_on_the_screen_too_it_must_be_asked_for() -> None:
    looked_at = words(referral(CasePaper(case(CARD), source(), OFFICE, Profile.REFERRAL)))
    for theirs in ("B-1717", "Hög hotbild", "Behöver omlokaliseras"):
        assert theirs not in looked_at


@pytest.mark.parametrize(
    ("withheld", "gone"),
    [
        (Category.CRITERIA, "stolt"),
        (Category.NAME, "Testa"),
        (Category.PERSONNUMMER, "9810"),
        (Category.CASEWORKER, "Mio"),
        (Category.REGISTRATION_NUMBER, "SN 2026/123"),
        (Category.CASE_NUMBER, "2026-0014"),
    ],
)
def test_what_stays_leaves_no_trace(withheld: Category, gone: str) -> None:
    assert gone in words(paper())
    assert gone not in words(paper(ALL - {withheld, Category.CASE_NUMBER}))


@pytest.mark.req("F073")
def test_own_words_stand_apart_from_the_appraisal() -> None:
    read = words(paper()).splitlines()
    said = read.index(CARD.motivation_words)
    assert read[said - 1] == "Den enskildes egna ord"
    assert read[read.index(CARD.motivation_appraisal) - 1] == "Bedömning av motivationen"


def test_it_says_what_the_card_said_when_it_was_signed() -> None:
    unmet = facts.Criteria(
        judged_on="2026-10-20", path=facts.Path.HIGH_WITHOUT_RELOCATION, path_reason=""
    )
    read = words(paper(card=unmet))
    assert "Uppfyllt" not in read
    assert read.count("Inte bedömt") == 5


def test_nothing_is_made_of_another_card() -> None:
    another = CaseState(state().stream, {**case().entities, facts.Criteria: ()})
    made = referral(CasePaper(another, source(), OFFICE, Profile.REFERRAL, disclosed(ALL)))
    assert "Kriterium" not in words(made)
    assert "Kvittens" in words(made)
