"""An agenda on a table: points and functions, never who the person is."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from app.casework import facts
from app.casework.state import CaseState, Signed
from app.casework.words import COOPERATION_FORM, MEETING_KIND
from app.disclosure import gate
from app.disclosure.categories import Category
from app.disclosure.profiles import IDENTIFYING, PROFILES, Profile
from app.documents.blocks import Document, encode
from app.documents.case_paper import CasePaper
from app.documents.meeting_agenda import KIND, meeting_agenda
from app.documents.texts import texts_of
from app.ids import EntityId
from app.pdf.render import render
from app.usecases.paper.paper_kinds import BY_KIND
from tests.app.documents.plans import GROUND, IDENTITY, OFFICE, RECIPIENT, _entity, state
from tests.app.documents.test_implementation_plan import check_golden, read_aloud
from tests.app.pdf.setting import fonts

pytestmark = pytest.mark.req("F028", "F060")

GOLDEN = Path(__file__).parent / "golden"
RULES = PROFILES[Profile.AGENDA]
SUGGESTED = RULES.categories - RULES.asked
MEETING = facts.Meeting(
    kind=facts.MeetingKind.CONSULTATION,
    status=facts.MeetingStatus.PLANNED,
    held_on="2026-11-24",
    form=facts.CooperationForm.TREFAS,
    participants=(
        facts.Participant(name="Lo Kontaktsson", function="Polisens avhopparsamordnare"),
        facts.Participant(name="", function="SIG-lots"),
    ),
    agenda=("Den enskildes önskan", "Vem som gör vad", "När det följs upp"),
    ground="harm_tested",
    ground_text="26 kap. 1 §",
    ground_reason="Det som sägs under mötet.",
    facts="Det som kom fram.",
    own_view="Det som den enskilde tyckte.",
    agreed=(facts.Agreed(key="1", what="Det som bestämdes"),),
)


def paper(allowed: frozenset[Category] | None = SUGGESTED) -> Document:
    """Without ``allowed``: for the screen."""
    entity = _entity("8", "meeting/1", "8", MEETING)
    case = CaseState(state().stream, {**state().entities, facts.Meeting: (entity,)})
    signed: Signed[facts.Meeting] = entity.latest
    passed = None if allowed is None else disclosed(signed, allowed)
    return meeting_agenda(CasePaper(case, signed, OFFICE, Profile.AGENDA, passed))


def disclosed(signed: Signed[facts.Meeting], allowed: frozenset[Category]) -> gate.Disclosed:
    request = gate.DisclosureRequest(
        recipient=EntityId("9"),
        ground=GROUND.key,
        reason="Det står klart att ingen lider men.",
        profile=Profile.AGENDA,
        source=signed.record.id,
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


def words(document: Document) -> str:
    return "\n".join(text for _, text in texts_of(document))


def test_the_paper_is_as_agreed() -> None:
    """Golden file: read the difference, then set AKTVALV_GOLDEN=write to accept it."""
    check_golden(GOLDEN / "meeting-agenda.json", encode(paper()))


def test_the_paper_is_read_in_the_agreed_order() -> None:
    done = subprocess.run(
        ["pdfinfo", "-struct-text", "-"],
        input=render(paper(), fonts()),
        capture_output=True,
        check=True,
    )
    check_golden(GOLDEN / "meeting-agenda.txt", read_aloud(done.stdout.decode()))


def test_no_profile_of_it_can_say_who_the_person_is() -> None:
    assert BY_KIND[KIND].profiles == (Profile.AGENDA,)
    assert not RULES.categories & (IDENTIFYING | {Category.THREAT, Category.PROTECTION})


def test_names_of_participants_leave_only_when_they_are_ticked() -> None:
    assert Category.PARTICIPANT_NAMES in RULES.asked
    assert "Polisens avhopparsamordnare" in words(paper())
    assert "Lo Kontaktsson" not in words(paper())
    assert "Lo Kontaktsson" in words(paper(SUGGESTED | {Category.PARTICIPANT_NAMES}))
    without = paper(SUGGESTED - {Category.PARTICIPANT_FUNCTIONS})
    assert "Deltagare" not in words(without)


def test_what_is_said_at_the_meeting_never_stands_on_its_agenda() -> None:
    for allowed in (None, RULES.categories):
        said = words(paper(allowed))
        assert "Det som" not in said
        assert "Testa" not in said


def test_what_stays_leaves_no_trace() -> None:
    said = words(paper(frozenset({Category.CASE_NUMBER})))
    assert "2026-0014" in said
    assert not any(text in said for text in (*MEETING.agenda, "Samråd", "24 november"))
    only = words(paper(frozenset({Category.AGENDA})))
    assert "2026-0014" not in only
    assert "Björk" not in only


def test_one_that_was_called_off_or_has_no_agenda_gives_no_paper() -> None:
    suits = BY_KIND[KIND].suits
    assert suits(MEETING)
    assert not suits(facts.Meeting(MEETING.kind, MEETING.status, MEETING.held_on))
    off = facts.Meeting(
        MEETING.kind,
        facts.MeetingStatus.CANCELLED,
        MEETING.held_on,
        agenda=MEETING.agenda,
        cancelled_why="Sjukdom",
    )
    assert not suits(off)


def test_every_kind_and_form_has_a_name() -> None:
    assert set(MEETING_KIND) == set(facts.MeetingKind)
    assert set(COOPERATION_FORM) == set(facts.CooperationForm)
