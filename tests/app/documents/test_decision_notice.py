"""The written notice of a decision: what FL 31–33 §§ ask of it, with or without names."""

from __future__ import annotations

import subprocess
from pathlib import Path

import msgspec
import pytest

from app.casework import facts
from app.casework.facts import Outcome
from app.casework.state import CaseState, Signed
from app.disclosure.categories import Category
from app.disclosure.profiles import PROFILES, Profile
from app.documents.blocks import Document, encode
from app.documents.case_paper import CasePaper
from app.documents.decision_notice import KIND, decision_notice
from app.documents.law_text import NOT_REVIEWED
from app.documents.texts import texts_of
from app.ids import RecordId
from app.pdf.render import render
from tests.app.casework.law import LAW
from tests.app.documents.plans import OFFICE, _entity, disclosed, state
from tests.app.documents.test_implementation_plan import check_golden, read_aloud
from tests.app.pdf.setting import fonts

GOLDEN = Path(__file__).parent / "golden"
ALL = PROFILES[Profile.DECISION_NOTICE].categories
DECIDED = facts.Decision(
    outcome=Outcome.PARTLY_GRANTED,
    decided_on="2026-11-01",
    applied_for="Stöd att lämna, och en plats i ett visst program.",
    provision="sol-2025-11-1",
    provision_text="11 kap. 1 § socialtjänstlagen (2025:400)",
    reasons="Behovet av stöd kan inte tillgodoses på annat sätt.",
    decided_by_name="Bo Delegatsson",
    decided_by_title="enhetschef",
    delegation="3.1",
    assessment=RecordId("a" * 64),
    items=(
        facts.AppliedItem(key="1", what="Stöd att lämna", outcome=Outcome.GRANTED),
        facts.AppliedItem(
            key="2",
            what="Plats i programmet",
            outcome=Outcome.REFUSED,
            reason="Programmet tar inte emot fler i år.",
        ),
    ),
    interventions=(
        facts.GrantedIntervention(
            key="1",
            intervention="Motivationssamtal",
            need=None,
            reason="Ger stöd i att hålla fast.",
            valid_from="2026-11-05",
            extent="en gång i veckan",
        ),
        facts.GrantedIntervention(
            key="2",
            intervention="Boendestöd",
            need=None,
            reason="Ger trygghet.",
            valid_from="2026-11-05",
            valid_to="2027-05-04",
        ),
    ),
    presenter="Ebba Föredragarsson",
    took_part="Sam Jurist",
    preparation="Socialsekreteraren har berett ärendet.",
    alternative_support="Samtal på enheten.",
    protected_by="Lokalpolisområdet.",
    later_contact="Vi ringer i februari.",
    follow_up_on="2027-02-01",
    reservation="Beslutet kan ändras om behovet blir ett annat.",
)


def paper(decision: facts.Decision = DECIDED, allowed: frozenset[Category] = ALL) -> Document:
    entities = {**state().entities, facts.Decision: (_entity("d", "decision/2", "3", decision),)}
    known = CaseState(state().stream, entities)
    source: Signed[facts.Decision] = known.of(facts.Decision)[0].latest
    let = disclosed(Profile.DECISION_NOTICE, source, allowed=allowed, copy_number=4, kind=KIND)
    made = CasePaper(known, source, OFFICE, Profile.DECISION_NOTICE, let)
    return decision_notice(made, LAW.paper_texts)


def words(document: Document) -> str:
    return "\n".join(text for _, text in texts_of(document))


@pytest.mark.req("X11", "F131")
def test_the_blocks_are_as_agreed() -> None:
    """Golden file: read the difference, then set AKTVALV_GOLDEN=write to accept it."""
    check_golden(GOLDEN / "decision-notice.json", encode(paper()))


def test_the_paper_is_read_in_the_agreed_order() -> None:
    done = subprocess.run(
        ["pdfinfo", "-struct-text", "-"],
        input=render(paper(), fonts()),
        capture_output=True,
        check=True,
    )
    check_golden(GOLDEN / "decision-notice.txt", read_aloud(done.stdout.decode(errors="replace")))


@pytest.mark.req("X11")
@pytest.mark.parametrize(
    "element",
    [
        "1 november 2026",
        "Delvis bifall",
        "Bo Delegatsson, enhetschef",
        "Ebba Föredragarsson",
        "Sam Jurist",
        "3.1",
        DECIDED.reasons,
        "11 kap. 1 § socialtjänstlagen (2025:400)",
        "Programmet tar inte emot fler i år.",
        "Motivationssamtal, en gång i veckan, från 5 november 2026 tills vidare",
        "Boendestöd, från 5 november 2026 till och med 4 maj 2027",
    ],
)
def test_it_has_the_five_elements_and_the_reasons(element: str) -> None:
    assert element in words(paper())


@pytest.mark.req("F131")
def test_how_the_matter_was_prepared_is_said_where_it_was_written() -> None:
    assert DECIDED.preparation in words(paper())
    blank = msgspec.structs.replace(DECIDED, preparation="")
    assert "Ärendets beredning" not in words(paper(blank))


@pytest.mark.req("X11")
def test_it_says_how_to_appeal_where_and_in_what_time_and_that_no_jurist_has_seen_it() -> None:
    read = words(paper())
    assert "inom tre veckor från den dag du fick del av beslutet" in read
    assert "till Exempelkommunen, Enheten för avhopparstöd, inte till domstolen" in read
    assert "skriv inte adressen i överklagandet förrän du har talat med oss" in read
    assert NOT_REVIEWED in read


@pytest.mark.req("F184", "X11")
def test_help_without_individual_assessment_is_not_told_to_be_appealed() -> None:
    assert "överklaga" in words(paper())
    open_help = msgspec.structs.replace(DECIDED, provision="sol-2025-11-5")
    assert "överklaga" not in words(paper(open_help))


@pytest.mark.req("F129")
def test_the_notice_can_be_made_without_the_names_of_officials() -> None:
    read = words(paper(allowed=ALL - {Category.CASEWORKER}))
    for name in ("Bo Delegatsson", "Ebba", "Sam Jurist", "Mio"):
        assert name in words(paper())
        assert name not in read
    assert "enhetschef" in read


@pytest.mark.req("F085")
def test_a_refusal_says_what_instead_and_who_protects_only_when_that_is_ticked() -> None:
    usual = PROFILES[Profile.DECISION_NOTICE]
    assert DECIDED.alternative_support in words(paper())
    assert DECIDED.protected_by in words(paper())
    assert DECIDED.protected_by not in words(paper(allowed=ALL - usual.asked))


@pytest.mark.req("X11")
def test_a_change_says_what_has_changed_and_on_which_provision() -> None:
    changed = msgspec.structs.replace(
        DECIDED,
        outcome=Outcome.ENDED,
        change_provision_text="14 kap. 9 § socialtjänstlagen (2025:400)",
        change_reasons="Behovet finns inte längre.",
        ends_on="2026-12-01",
    )
    read = words(paper(changed))
    for text in ("14 kap. 9 §", "Behovet finns inte längre.", "1 december 2026", "Upphörande"):
        assert text in read


@pytest.mark.parametrize(
    ("withheld", "gone"),
    [
        (Category.DECISIONS, "Motivationssamtal"),
        (Category.NAME, "Testa"),
        (Category.PERSONNUMMER, "9810"),
        (Category.REGISTRATION_NUMBER, "SN 2026/123"),
        (Category.CASE_NUMBER, "2026-0014"),
    ],
)
def test_what_stays_leaves_no_trace(withheld: Category, gone: str) -> None:
    assert gone in words(paper())
    assert gone not in words(paper(allowed=ALL - {withheld, Category.CASE_NUMBER}))


def test_the_person_is_not_told_to_keep_the_own_decision_from_others() -> None:
    read = words(paper())
    assert "Lämna inte handlingen vidare" not in read
    assert "Förvara handlingen så att ingen annan kan läsa den" in read
