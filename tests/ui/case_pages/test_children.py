from __future__ import annotations

from collections.abc import Callable

import pytest

from app.casework import facts
from app.ids import StreamId
from app.usecases import reading
from tests.ui.case_pages.conftest import editor, fill_and_sign, press, texts, wrong_fields
from tests.ui.conftest import Office
from ui.navigation import CasePart, Destination
from ui.pages.children.page import ChildrenPage

Open = Callable[[type[ChildrenPage]], ChildrenPage]


@pytest.mark.req("F152")
def test_the_section_is_there_before_anybody_has_asked(opened: Open) -> None:
    assert "Ingen har noterat om det finns barn." in texts(opened(ChildrenPage))


@pytest.mark.req("F152")
def test_what_is_known_is_noted_and_noted_again(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(ChildrenPage)
    press(page, "Notera vad som är känt")
    office.settle()
    fill_and_sign(office, page, responsible="no", at_risk="unknown", who="")
    press(page, "Notera igen")
    office.settle()
    fill_and_sign(office, page, responsible="yes", who="Två barn i skolåldern", at_risk="no")

    children = office.ask(lambda desk: reading.state_of(desk, stream)).only(facts.Children)
    assert children is not None
    assert [each.fact.responsible for each in children.versions] == ["no", "yes"]
    read = texts(page)
    assert "Två barn i skolåldern" in read
    assert "Tidigare lydelse" in read


@pytest.mark.req("X22", "F084")
def test_children_who_come_up_stand_first_until_a_report_is_made(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(ChildrenPage)
    press(page, "Barn har aktualiserats")
    office.settle()
    assert "19 kap. 1 § socialtjänstlagen" in texts(page)
    fill_and_sign(office, page, what="Ett syskon på åtta år vistas i lägenheten.")
    assert "Anmälan är inte gjord. Gör den genast" in texts(page)

    press(page, "Fyll på")
    office.settle()
    fill_and_sign(
        office,
        page,
        report="done",
        reported_on="2026-06-01",
        reported_to="Socialnämnden, mottagningen",
        division="Mottagningen utreder barnets behov, enheten stödet till den vuxna.",
        agreed_with="Mottagningen för barn och unga",
        agreed_on="2026-06-01",
    )

    (alert,) = office.ask(lambda desk: reading.state_of(desk, stream)).of(facts.ChildAlert)
    assert alert.latest.fact.report is facts.ReportState.DONE
    assert alert.latest.fact.division.startswith("Mottagningen utreder")
    assert "Anmälan är inte gjord" not in texts(page)


@pytest.mark.req("X22")
@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"report": "done", "reported_to": "Nämnden"}, "reported_on"),
        ({"report": "not_needed"}, "report_reason"),
        ({"closed_on": "2026-06-01"}, "closed_on"),
        ({"division": "Vi delar på det"}, "agreed_with"),
    ],
)
def test_a_report_is_never_left_unsaid(
    office: Office, stream: StreamId, opened: Open, values: dict[str, str], field: str
) -> None:
    page = opened(ChildrenPage)
    press(page, "Barn har aktualiserats")
    office.settle()
    fill_and_sign(office, page, what="Ett barn finns i hemmet.", **values)

    form = editor(page).form
    assert field in wrong_fields(page)
    assert form.values()["what"] == "Ett barn finns i hemmet."
    assert office.ask(lambda desk: reading.state_of(desk, stream)).of(facts.ChildAlert) == ()


@pytest.mark.req("F084")
def test_the_other_municipality_is_told_from_here(
    office: Office, opened: Open, stream: StreamId
) -> None:
    page = opened(ChildrenPage)
    press(page, "Barn har aktualiserats")
    office.settle()
    fill_and_sign(office, page, what="Ett syskon på åtta år vistas i lägenheten.")
    asked: list[Destination] = []
    office.session.navigate.connect(asked.append)

    press(page, "Meddela den andra kommunen")

    (there,) = asked
    assert (there.stream, there.part) == (stream, CasePart.SHARING)
    assert there.place == {"opened": {"what": "urgent"}}
