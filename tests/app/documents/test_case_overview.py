"""The overview on paper: everything of the case on one page, masked unless ticked (F162)."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.casework import facts
from app.casework.projection import fold
from app.casework.state import CaseState
from app.disclosure import gate
from app.disclosure.categories import Category
from app.disclosure.profiles import ACTIVE_CHOICE, PROFILES, Profile
from app.documents.blocks import Document, Heading, Table, encode
from app.documents.case_overview import case_overview
from app.documents.case_paper import CasePaper
from app.documents.texts import texts_of
from app.ids import EntityId, RecordId, StreamId
from tests.app.casework.build import STREAM
from tests.app.casework.process.cases import OWN, TODAY, Case, bops
from tests.app.documents.plans import GROUND, IDENTITY, OFFICE, RECIPIENT

GOLDEN = Path(__file__).parent / "golden"
RULES = PROFILES[Profile.CASE_OVERVIEW]
NAME = "Vilma Kontaktsdotter"
PLACE = "Stödboendet Ängsull"
MEASURE = "Larm och avtalad ringsignal"


def full_case() -> CaseState:
    """A case in which every section has something to say."""
    case = Case()
    decided = case.decided(follow_up_on="2026-09-01")
    row = facts.PlanIntervention(
        key="1", intervention="Boende", decision=decided.id, granted_key="1", provider=PLACE
    )
    goal = facts.Goal(key="1", words="Ett hem", interventions=(row,))
    case.add(
        facts.Plan(
            number=1,
            fixed_on="2026-04-10",
            fixed_by="Mio",
            goals=(goal,),
            participation="Deltog",
            aims=(facts.Aim(key="a", text="Leva självständigt"),),
        )
    )
    case.add(
        facts.Execution(
            decision=decided.id,
            granted_key="1",
            event=facts.ExecutionEvent.STARTED,
            happened_on="2026-04-15",
        )
    )
    case.add(facts.Actor(role=facts.ActorRole.SIG_GUIDE, name=NAME, organisation="SIG Nord"))
    case.add(facts.Actor(role=facts.ActorRole.BOPS, name="Kontakt 1", leads=True))
    case.add(bops(assessed_on="2026-04-11"))
    case.add(
        facts.ProtectiveMeasure(
            measure=MEASURE,
            responsible=facts.Owner.BOPS,
            status=facts.MeasureStatus.ONGOING,
            follow_up_on="2026-07-01",
        )
    )
    for status, planned, done in (
        (facts.FollowUpStatus.DONE, "2026-02-01", "2026-02-02"),
        (facts.FollowUpStatus.PLANNED, "2026-02-20", ""),
        (facts.FollowUpStatus.PLANNED, "2026-08-01", ""),
    ):
        case.add(
            facts.FollowUp(track=facts.Track.JOINT, status=status, planned_on=planned, done_on=done)
        )
    case.add(
        facts.Children(
            noted_on="2026-04-01",
            responsible=facts.YesNoUnknown.YES,
            who="Ett barn, sju år",
            at_risk=facts.YesNoUnknown.NO,
        ),
        OWN,
    )
    case.add(facts.Wish(wished="Ett program", stated_on="2026-04-01"))
    case.add(
        facts.GenderFactors(
            noted_on="2026-04-01",
            state=facts.GenderState.NOTICED,
            ways="Samtal utan andra i rummet",
        ),
        OWN,
    )
    return fold(STREAM, case.records)


def paper(state: CaseState, *allowed: Category) -> Document:
    """For the screen; with ``allowed``, what the gate let through."""
    assert state.case_file is not None
    signed = state.case_file.latest
    disclosed = None
    if allowed:
        request = gate.DisclosureRequest(
            recipient=EntityId(StreamId("x")),
            ground=GROUND.key,
            reason="Prövat.",
            profile=Profile.CASE_OVERVIEW,
            source=signed.record.id,
            allowed=frozenset(allowed),
        )
        disclosed = gate.pass_through(
            request,
            recipient=RECIPIENT,
            ground=GROUND,
            identity=IDENTITY,
            copy_number=1,
            kind="case_overview",
        )
    made = CasePaper(state, signed, OFFICE, Profile.CASE_OVERVIEW, disclosed)
    return case_overview(made, TODAY)


def words(document: Document) -> str:
    return "\n".join(text for _, text in texts_of(document))


def test_the_overview_is_as_it_was() -> None:
    """Regenerate by writing ``encode(...)`` to the file and reading the difference."""
    made = encode(paper(full_case()))
    assert made == (GOLDEN / "case_overview.json").read_bytes()


@pytest.mark.req("F003", "F124", "F162")
def test_masked_it_tells_neither_where_anybody_is_nor_that_bops_is_there() -> None:
    state = full_case()
    masked = RULES.categories - ACTIVE_CHOICE - RULES.asked
    for made in (paper(state), paper(state, *masked)):
        said = words(made)
        for kept_back in (NAME, "SIG Nord", PLACE, MEASURE, "BOPS"):
            assert kept_back not in said, kept_back
        assert "Det som gäller hot och skydd ingår inte" in said
    named = words(paper(state, *masked, Category.PARTICIPANT_NAMES))
    assert "SIG Nord" in named
    assert "BOPS" not in named
    assert "BOPS" in words(paper(state, *masked, Category.THREAT))


@pytest.mark.req("F003", "F035")
def test_who_protects_meanwhile_is_told_with_the_threat_alone() -> None:
    no = facts.IntakeOutcome(
        intake=RecordId("1" * 64),
        answer=facts.IntakeAnswer.DECLINED,
        answered_on="2026-03-05",
        reason="Ett annat behov.",
        protected_by="Lokalpolisområde Söderort",
    )
    case = Case()
    case.contacted()
    case.add(no)
    state = fold(STREAM, case.records)
    assert "Ett annat behov." in words(paper(state, Category.COOPERATION))
    assert "Söderort" not in words(paper(state, Category.COOPERATION))
    assert "Söderort" in words(paper(state, Category.COOPERATION, Category.THREAT))


@pytest.mark.req("F162")
def test_interventions_actors_protection_and_follow_ups_stand_on_one_paper() -> None:
    document = paper(full_case(), *RULES.categories)
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings == [
        "Handläggning", "Kontakt och svar", "Insatser", "Övergripande mål", "Aktörer",
        "Uppföljningar", "Barn", "Skyddsåtgärder", "Önskemål och hänvisningar",
        "Könsspecifika faktorer",
    ]  # fmt: skip
    said = words(document)
    for wanted in (
        "Boende", "Pågår sedan 2026-04-15", PLACE, "Leva självständigt", NAME, MEASURE,
        "Försenad sedan 2026-02-20", "Planerad 2026-08-01", "Gjord 2026-02-02",
        "Ett barn, sju år", "Ett program", "Samtal utan andra i rummet", "Inskriven 2026-03-05",
        "Testa Exempelberg",
    ):  # fmt: skip
        assert wanted in said, wanted


@pytest.mark.req("F162", "F003")
def test_names_places_and_protection_are_left_out_unless_ticked() -> None:
    ticked = RULES.categories - ACTIVE_CHOICE - RULES.asked
    for document in (paper(full_case()), paper(full_case(), *ticked)):
        said = words(document)
        assert "SIG-lots" in said, "an actor by function"
        for kept in (NAME, "Kontakt 1", PLACE, MEASURE, "Exempelberg"):
            assert kept not in said, kept
        assert "Det som gäller hot och skydd ingår inte i den här handlingen." in said


@pytest.mark.parametrize("left_out", sorted(RULES.categories - {Category.REGISTRATION_NUMBER}))
def test_each_category_takes_its_words_with_it(left_out: Category) -> None:
    """With a category something more stands on the paper than without it."""
    state = full_case()
    whole = set(texts_of(paper(state, *RULES.categories)))
    less = set(texts_of(paper(state, *(RULES.categories - {left_out}))))
    assert {text for _, text in whole} - {text for _, text in less}


@pytest.mark.req("F152")
def test_that_nobody_has_asked_about_children_is_said() -> None:
    case = Case()
    case.contacted()
    document = paper(fold(STREAM, case.records))
    assert "Ingen har noterat om det finns barn." in words(document)
    assert "Inga insatser är beviljade." in words(document)


def test_every_row_of_a_table_has_its_cells() -> None:
    tables = [block for block in paper(full_case()).blocks if isinstance(block, Table)]
    assert tables
    for table in tables:
        assert all(len(row) == len(table.columns) for row in table.rows)
        assert all(column.title for column in table.columns)
