"""Möten: planned with an agenda, held with what was agreed, and never without a ground."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.casework import facts
from app.ids import EntityId, StreamId
from app.usecases import reading
from app.usecases.around import consents
from app.usecases.drafting import new_entity
from tests.app.usecases import typed_forms
from tests.ui.case_pages.conftest import editor, fill_and_sign, press, texts
from tests.ui.conftest import Office
from ui.conflict_card import ConflictCard
from ui.navigation import CasePart, Destination
from ui.pages.meeting.page import MeetingPage

Open = Callable[[type[MeetingPage]], MeetingPage]

pytestmark = pytest.mark.req("F028", "F060")

WITH = [{"function": "Polisens avhopparsamordnare", "name": ""}]


@pytest.fixture
def consent(office: Office, stream: StreamId) -> EntityId:
    entity: EntityId = office.ask(new_entity)
    office.ask(lambda d: consents.sign_consent(d, stream, entity, typed_forms.consent()))
    return entity


def begin(office: Office, page: MeetingPage, kind: str) -> None:
    press(page, kind)
    office.settle()


def held(office: Office, stream: StreamId) -> list[facts.Meeting]:
    state = office.ask(lambda desk: reading.state_of(desk, stream))
    return [each.latest.fact for each in state.of(facts.Meeting)]


@pytest.mark.req("F029")
def test_a_meeting_is_planned_with_its_agenda_and_then_held(
    office: Office, stream: StreamId, consent: EntityId, opened: Open
) -> None:
    page = opened(MeetingPage)
    assert "avidentifierat underlag; det görs under Enheten" in texts(page)
    begin(office, page, "Social insatsgrupp")
    form = editor(page).form
    assert not form.field("facts").isVisible()
    assert "Den enskildes egna ord om läget" in str(form.values()["agenda"])
    fill_and_sign(office, page, held_on="2026-06-01", basis="consent", consent=consent)
    read = texts(page)
    assert "Social insatsgrupp (SIG) · 2026-06-01 · Planerat" in read
    assert "Samtycke 2026-06-01: Allt (brett samtycke)" in read

    press(page, "Anteckna eller ändra …")
    office.settle()
    agreed = [{"what": "Ringa boendet", "who": "SIG-lots", "by": "2026-06-05"}]
    fill_and_sign(
        office, page, status="held", participants=WITH, agreed=agreed, own_view="Det känns bra."
    )
    (fact,) = held(office, stream)
    assert (fact.status, fact.form, fact.agreed[0].who) == ("held", "sig", "SIG-lots")
    read = texts(page)
    assert "Ringa boendet (SIG-lots, till 2026-06-05)" in read
    assert "Det känns bra." in read
    assert "Tidigare lydelse: Social insatsgrupp (SIG) · 2026-06-01 · Planerat" in read


def test_without_a_ground_it_is_explained_and_nothing_is_signed(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(MeetingPage)
    begin(office, page, "Operativ grupp")
    assert "Inget delas med någon utanför" not in texts(page)
    fill_and_sign(office, page, held_on="2026-06-10")
    assert "Utan det får ärendet inte tas upp på mötet." in texts(page)
    assert held(office, stream) == []
    fill_and_sign(
        office, page, basis="ground", ground="crime_prevention", ground_reason="Konkret fara."
    )
    assert held(office, stream)[0].ground == "crime_prevention"


def test_a_planned_day_that_has_passed_is_pointed_out_and_called_off(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(MeetingPage)
    begin(office, page, "Nätverksmöte")
    fill_and_sign(office, page, held_on="2026-05-20", basis="none")
    assert "Dagen har passerat." in texts(page)
    press(page, "Anteckna eller ändra …")
    office.settle()
    fill_and_sign(office, page, status="cancelled", cancelled_why="Den enskilde var sjuk.")
    read = texts(page)
    assert "Inställt" in read
    assert "Den enskilde var sjuk." in read
    assert "Dagen har passerat." not in read


def test_a_draft_remembers_which_kind_of_meeting_it_is(office: Office, opened: Open) -> None:
    page = opened(MeetingPage)
    begin(office, page, "SIP-möte")
    form = editor(page).form
    form.set_values({**form.values(), "held_on": "2026-06-20"})
    form.changed.emit()
    press(page, "Stäng")
    office.settle()
    press(page, "Fortsätt skriva")
    office.settle()
    assert editor(page).form.values()["kind"] == "sip"
    assert editor(page).form.values()["held_on"] == "2026-06-20"


def test_the_agenda_is_printed_through_the_gate(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(MeetingPage)
    begin(office, page, "Samråd")
    fill_and_sign(office, page, held_on="2026-06-20", basis="none")
    went: list[Destination] = []
    office.session.navigate.connect(went.append)
    press(page, "Skriv ut dagordningen")
    state = office.ask(lambda desk: reading.state_of(desk, stream))
    (meeting,) = state.of(facts.Meeting)
    assert went == [Destination.case(stream, CasePart.DOCUMENTS, meeting.id)]


def test_two_versions_are_shown_side_by_side(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(MeetingPage)
    begin(office, page, "Samråd")
    fill_and_sign(office, page, held_on="2026-06-20", basis="none")
    press(page, "Anteckna eller ändra …")
    office.settle()
    fill_and_sign(office, page, held_on="2026-06-21")
    office.ask(lambda d: typed_forms.forked(d, stream, "meeting"))
    page.load()
    office.settle()
    assert len(page.findChildren(ConflictCard)) == 1
