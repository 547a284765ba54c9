from __future__ import annotations

from collections.abc import Callable

import pytest

from app.casework import facts
from app.casework.process.codes import Missing
from app.casework.process.steps import Gap
from app.casework.state import CaseStatus
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import cases, drafting, reading
from app.usecases.desk import Desk
from app.usecases.planning import follow_ups
from tests.app.usecases import typed_forms
from tests.ui.case_pages.conftest import editor, fill_and_sign, press, texts, wrong_fields
from tests.ui.conftest import Office
from ui.navigation import CasePart, Destination
from ui.pages.case.ways import place_of
from ui.pages.closing.page import ClosingPage

Open = Callable[[type[ClosingPage]], ClosingPage]
CLOSED = {
    "closed_on": "2026-06-01",
    "reason": "no_need",
    "situation": "Har bostad och arbete.",
    "return_to_crime": "no",
    "told": "Hur hen söker igen.",
}


@pytest.mark.req("F070", "F063")
def test_a_case_is_closed_with_a_note_and_opened_by_a_new_application(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(ClosingPage)
    press(page, "Skriv avslutsanteckning")
    office.settle()
    fill_and_sign(office, page, **CLOSED)

    state = office.ask(lambda desk: reading.state_of(desk, stream))
    assert state.status is CaseStatus.CLOSED
    assert "Ärendet är avslutat" in texts(page)
    assert "Återgång till kriminalitet" in texts(page)

    again = dict(typed_forms.case(received_on="2026-06-01"))
    office.ask(lambda desk: cases.add_intake(desk, stream, EntityId(desk.new_id()), again))
    office.settle()
    assert office.ask(lambda desk: reading.state_of(desk, stream)).status is not CaseStatus.CLOSED


@pytest.mark.req("F070")
def test_the_aims_of_the_plan_are_asked_about(
    office: Office, stream: StreamId, opened: Open
) -> None:
    aim = {"key": "eget_liv", "text": "Leva utan stöd och skydd"}
    office.ask(lambda desk: typed_forms.fixed_plan(desk, stream, aims=[aim]))
    page = opened(ClosingPage)
    press(page, "Skriv avslutsanteckning")
    office.settle()

    (row,) = editor(page).form.values()["aims"]
    assert row["text"] == "Leva utan stöd och skydd"
    answered = {**row, "reached": "partly", "words": "Klarar vardagen själv."}
    fill_and_sign(office, page, **CLOSED, aims=[answered], running_decisions="Löper ut i juli.")

    (closing,) = office.ask(lambda desk: reading.state_of(desk, stream)).of(facts.Closing)
    assert closing.latest.fact.aims[0].reached is facts.Reached.PARTLY
    assert "Leva utan stöd och skydd: Delvis. Klarar vardagen själv." in texts(page)


@pytest.mark.req("F069")
def test_what_still_runs_must_be_spoken_of_and_goes_on(
    office: Office, stream: StreamId, opened: Open
) -> None:
    office.ask(lambda desk: typed_forms.signed_assessment(desk, stream))
    office.ask(lambda desk: typed_forms.signed_decision(desk, stream))
    page = opened(ClosingPage)
    assert "Ett avslut ändrar inget beslut" in texts(page)
    press(page, "Skriv avslutsanteckning")
    office.settle()
    before = office.ask(lambda desk: reading.state_of(desk, stream)).decisions
    fill_and_sign(office, page, **CLOSED)
    assert wrong_fields(page) == ["running_decisions"]

    fill_and_sign(office, page, running_decisions="Gäller till sista juli.")
    after = office.ask(lambda desk: reading.state_of(desk, stream)).decisions
    assert after == before


@pytest.mark.req("F070")
def test_follow_ups_that_are_planned_are_named_before_the_case_is_closed(
    office: Office, stream: StreamId, opened: Open
) -> None:
    entity = office.ask(drafting.new_entity)
    typed: JsonObject = {"track": "social_services", "planned_on": "2026-07-01"}
    office.ask(lambda desk: follow_ups.plan_follow_up(desk, stream, entity, typed))
    page = opened(ClosingPage)
    assert "blir inte av om ärendet avslutas: Socialtjänsten 2026-07-01" in texts(page)
    gone: list[Destination] = []
    office.session.navigate.connect(gone.append)
    press(page, "Till Uppföljning")
    assert gone == [Destination.case(stream, CasePart.FOLLOW_UP)]


def test_the_way_from_the_process_bar_ends_in_the_note(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(ClosingPage)
    page.restore(place_of(Gap(Missing.CLOSING, "closing"), stream))
    office.settle()
    form = editor(page).form
    form.set_values({**form.values(), "situation": "Har bostad."})
    form.changed.emit()
    page.slot.close_editor()
    page.load()
    office.settle()

    page.restore(place_of(Gap(Missing.CLOSING, "closing"), stream))
    office.settle()
    assert editor(page).form.values()["situation"] == "Har bostad.", "what was begun"


@pytest.mark.req("F069")
@pytest.mark.parametrize(("last", "asked"), [("2026-06-01", True), ("2026-05-31", False)])
def test_what_ends_on_the_very_day_still_runs(
    office: Office, stream: StreamId, opened: Open, last: str, asked: bool
) -> None:
    def granted(desk: Desk) -> None:
        typed_forms.signed_assessment(desk, stream)
        (row,) = typed_forms.decision(reading.state_of(desk, stream))["interventions"]
        spans = {"valid_from": "2026-05-30", "valid_to": last}
        typed_forms.signed_decision(desk, stream, interventions=[{**row, **spans}])

    office.ask(granted)
    page = opened(ClosingPage)
    press(page, "Skriv avslutsanteckning")
    office.settle()
    assert ("running_decisions" in editor(page).form.values()) is asked


def test_a_note_is_corrected_and_the_earlier_is_read(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(ClosingPage)
    press(page, "Skriv avslutsanteckning")
    office.settle()
    fill_and_sign(office, page, **CLOSED)
    press(page, "Rätta")
    office.settle()
    fill_and_sign(office, page, situation="Har bostad, söker arbete.")
    read = texts(page)
    assert "Har bostad, söker arbete." in read
    assert "Har bostad och arbete." in read


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"closed_on": "2026-02-30"}, "closed_on"),
        ({"closed_on": "1999-01-01"}, "closed_on"),
        ({"reason": "other"}, "reason_text"),
        ({"reason": "transferred"}, "handed_over"),
        ({"after_care_until": "2026-05-01"}, "after_care_until"),
    ],
)
def test_a_note_that_cannot_be_true_is_explained(
    office: Office, stream: StreamId, opened: Open, values: dict[str, str], field: str
) -> None:
    page = opened(ClosingPage)
    press(page, "Skriv avslutsanteckning")
    office.settle()
    fill_and_sign(office, page, **(CLOSED | values))
    assert wrong_fields(page) == [field]
    assert office.ask(lambda desk: reading.state_of(desk, stream)).of(facts.Closing) == ()
