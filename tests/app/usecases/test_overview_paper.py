"""The overview leaves like every other paper: through the gate, masked unless ticked (F162)."""

from __future__ import annotations

import pytest

from app.disclosure.categories import Category
from app.disclosure.gate import DisclosureRequest
from app.disclosure.profiles import ACTIVE_CHOICE, PROFILES, Profile
from app.documents.texts import texts_of
from app.ids import EntityId, RecordId, StreamId
from app.usecases import drafting, reading, registers
from app.usecases.around import children
from app.usecases.desk import Desk
from app.usecases.paper import documents, papers
from tests.app.usecases import typed_forms

RULES = PROFILES[Profile.CASE_OVERVIEW]


@pytest.fixture
def stream(desk: Desk) -> StreamId:
    made = typed_forms.opened_case(desk)
    typed = {"noted_on": "2026-05-20", "responsible": "yes", "who": "Ett barn, sju år"}
    children.note_children(desk, made, {**typed, "at_risk": "unknown"})
    return made


@pytest.fixture
def recipient(desk: Desk) -> EntityId:
    entity = drafting.new_entity(desk)
    typed = {"name": "Chef", "organisation": "Egna enheten", "kind": "own_unit"}
    registers.add_recipient(desk, entity, typed)
    return entity


def source_of(desk: Desk, stream: StreamId) -> RecordId:
    state = reading.state_of(desk, stream)
    (paper,) = [each for each in papers.papers_in(state) if each.kind.kind == "case_overview"]
    return paper.source


@pytest.mark.req("F162")
def test_every_case_has_an_overview_to_look_at(desk: Desk, stream: StreamId) -> None:
    source = source_of(desk, stream)
    preview = documents.preview_paper(desk, stream, source, Profile.CASE_OVERVIEW)
    assert preview.pdf.startswith(b"%PDF-")
    state = reading.state_of(desk, stream)
    document = papers.paper_of(desk, state, source, Profile.CASE_OVERVIEW)
    said = [text for _, text in texts_of(document)]
    assert "Ett barn, sju år" in said
    assert "Ärende 2026-0001" in said


@pytest.mark.req("F162")
def test_it_leaves_through_the_gate_with_its_register_entry(
    desk: Desk, stream: StreamId, recipient: EntityId
) -> None:
    ticked = RULES.categories - ACTIVE_CHOICE - RULES.asked
    request = DisclosureRequest(
        recipient=recipient,
        ground="harm_tested",
        reason="Inom enheten.",
        profile=Profile.CASE_OVERVIEW,
        source=source_of(desk, stream),
        allowed=ticked,
    )
    seen = documents.inspect_paper(desk, stream, request)
    written: list[bytes] = []
    documents.disclose_paper(desk, stream, request, written.append, looked_at=seen.digest)
    (entry,) = reading.state_of(desk, stream).disclosures
    fact = entry.latest.fact
    assert (fact.document, fact.profile) == ("case_overview", "case_overview")
    assert fact.document_id.startswith("OV-")
    assert {Category.THREAT, Category.PARTICIPANT_NAMES, Category.NAME} <= set(fact.stays)
    assert written == [seen.pdf]


def test_a_paper_is_made_in_its_own_profiles_alone(desk: Desk, stream: StreamId) -> None:
    with pytest.raises(ValueError, match="profile"):
        documents.preview_paper(desk, stream, source_of(desk, stream), Profile.FULL)
