from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.casework.facts import Owner
from app.ids import EntityId, StreamId
from app.usecases import reading
from app.usecases.around import threats
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from tests.app.usecases import typed_route
from tests.ui.case_pages.conftest import editor, fill_and_sign, press, texts
from tests.ui.cases import NUMBER
from tests.ui.conftest import Office
from ui.fields.spec import owner_text
from ui.pages.threat.fields import measure_fields, threat_fields
from ui.pages.threat.page import ThreatPage
from ui.widgets.line_chart import LineChart
from ui.widgets.text_table import TextTable

Open = Callable[[type[ThreatPage]], ThreatPage]


@pytest.mark.req("F072")
@pytest.mark.parametrize("owner", list(Owner))
def test_every_field_says_who_answers_for_it(owner: Owner) -> None:
    assert {spec.owner for spec in threat_fields(owner)} == {owner}


def test_an_empty_page_says_where_to_begin(office: Office, stream: StreamId, opened: Open) -> None:
    page = opened(ThreatPage)
    assert "Begär ett besked från BOPS" in texts(page)
    buttons = page.findChildren(QPushButton)
    leading = [each.text() for each in buttons if each.property("role") == "primary"]
    assert leading == ["Ny uppgift från BOPS"]


@pytest.mark.req("F044")
@pytest.mark.parametrize(
    ("status", "asked"), [("planned", True), ("ongoing", True), ("done", False)]
)
def test_a_measure_that_goes_on_must_have_a_day_of_follow_up(status: str, asked: bool) -> None:
    (day,) = (spec for spec in measure_fields(()) if spec.name == "follow_up_on")
    assert day.required
    assert day.applies is not None
    assert day.applies({"status": status}) is asked


@pytest.mark.req("F072")
def test_what_bops_says_is_kept_as_theirs(office: Office, stream: StreamId, opened: Open) -> None:
    page = opened(ThreatPage)
    press(page, "Ny uppgift från BOPS")
    office.settle()
    assert texts(page).count(owner_text(Owner.BOPS)) >= 5

    fill_and_sign(
        office,
        page,
        assessed_on="2026-05-20",
        level="high",
        type="concrete",
        target_group="yes",
        relocation_needed="yes",
        valid_to="2026-05-31",
    )

    (threat,) = office.ask(lambda desk: reading.state_of(desk, stream)).threats
    assert threat.latest.fact.owner is Owner.BOPS
    read = texts(page)
    assert "BOPS · 2026-05-20" in read
    assert "Hotnivå: Hög" in read
    assert "gällde till 2026-05-31" in read


def test_the_client_is_asked_for_words_and_not_for_a_level(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(ThreatPage)
    press(page, "Ny uppgift från den enskilde")
    office.settle()
    assert "level" not in editor(page).form.values()

    fill_and_sign(office, page, assessed_on="2026-06-01", text="Jag är rädd på kvällarna.")

    (threat,) = office.ask(lambda desk: reading.state_of(desk, stream)).threats
    assert threat.latest.fact.level == "not_assessed"
    assert "Jag är rädd på kvällarna." in texts(page)


def test_a_draft_remembers_whose_words_it_holds(office: Office, opened: Open) -> None:
    page = opened(ThreatPage)
    press(page, "Ny uppgift från lokalpolisen")
    office.settle()
    form = editor(page).form
    form.set_values({**form.values(), "text": "Har ringt"})
    form.changed.emit()
    press(page, "Stäng")
    office.settle()

    press(page, "Fortsätt skriva")
    office.settle()

    assert "Uppgift från lokalpolisen" in texts(page)
    assert editor(page).form.values()["text"] == "Har ringt"


@pytest.mark.parametrize("number", ["19900101-9802", "900101-9802", "199001019802"])
def test_a_personal_number_in_free_text_is_pointed_out(
    office: Office, opened: Open, number: str
) -> None:
    page = opened(ThreatPage)
    press(page, "Ny uppgift från BOPS")
    office.settle()
    form = editor(page).form
    assert "tycks innehålla ett personnummer" not in texts(page)

    form.set_values({**form.values(), "text": f"Hotas av {number}."})
    form.changed.emit()

    assert "tycks innehålla ett personnummer" in texts(page)
    assert number not in page._warning.text()


# --------------------------------------------------------------- who protects, and what is done


def tell(office: Office, stream: StreamId, **said: str) -> None:
    office.session.changed.emit(office.ask(partial(signed, stream, said)))
    office.settle()


def signed(stream: StreamId, said: dict[str, str], desk: Desk) -> Changes:
    entity = EntityId(desk.new_id())
    return threats.sign_threat_assessment(desk, stream, entity, typed_route.bops(**said))


@pytest.mark.req("F042", "F043", "F075")
def test_by_whom_and_how_it_was_assessed_is_read(office: Office, opened: Open) -> None:
    page = opened(ThreatPage)
    press(page, "Ny uppgift från BOPS")
    office.settle()
    fill_and_sign(office, page, **typed_route.bops())
    read = texts(page)
    assert "Bedömt av: Handläggare, BOPS" in read
    assert "Metod: Strukturerad" in read
    assert "Polisens referens: B-17" in read
    assert "Bedöms igen: 2026-08-20" in read


@pytest.mark.req("F043")
def test_the_latest_of_bops_stands_on_top_and_says_when_it_is_old(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(ThreatPage)
    tell(office, stream, assessed_on="2026-01-10", review_on="2026-03-01", valid_to="2026-04-01")
    tell(office, stream, owner="local_police", assessed_on="2026-05-20")
    read = texts(page)
    assert read.index("BOPS · 2026-01-10") < read.index("Lokalpolisen · 2026-05-20")
    assert "Senaste beskedet från BOPS" in read
    assert "Skulle ha bedömts igen 2026-03-01" in read
    assert "gällde till 2026-04-01" in read


@pytest.mark.req("F007", "F040", "F044")
def test_the_local_police_area_is_named_where_the_threat_is_not_high(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(ThreatPage)
    assert "Vilket är inte angivet än." in texts(page)
    press(page, "Ny skyddsåtgärd")
    office.settle()
    assert editor(page).form.values()["responsible"] == "local_police"
    fill_and_sign(office, page, **typed_route.measure())
    read = texts(page)
    assert "Lokalpolisområde Exempel ansvarar för skyddet." in read
    assert "Ansvarar: Lokalpolisen: Lokalpolisområde Exempel" in read

    tell(office, stream)

    assert "BOPS ansvarar för skyddet." in texts(page)


@pytest.mark.req("F044")
def test_a_measure_is_followed_up_and_an_overdue_one_says_so(
    office: Office, stream: StreamId, opened: Open
) -> None:
    page = opened(ThreatPage)
    press(page, "Ny skyddsåtgärd")
    office.settle()
    late = typed_route.measure(since="2026-05-01", follow_up_on="2026-05-15")
    fill_and_sign(office, page, **late)
    assert "Skulle ha följts upp 2026-05-15." in texts(page)

    press(page, "Följ upp eller ändra …")
    office.settle()
    assert editor(page).form.values()["measure"] == "Larm i bostaden"
    fill_and_sign(office, page, status="done")

    read = texts(page)
    assert "Status: Klar" in read
    assert "Skulle ha följts upp" not in read


def test_a_draft_of_a_measure_comes_back_as_one(office: Office, opened: Open) -> None:
    page = opened(ThreatPage)
    press(page, "Ny skyddsåtgärd")
    office.settle()
    form = editor(page).form
    form.set_values({**form.values(), "note": f"Hör ihop med {NUMBER}"})
    form.changed.emit()
    assert "tycks innehålla ett personnummer" in texts(page)
    press(page, "Stäng")
    office.settle()
    press(page, "Fortsätt skriva")
    office.settle()
    assert editor(page).form.values()["note"] == f"Hör ihop med {NUMBER}"


@pytest.mark.req("F043")
def test_levels_over_time_stand_in_a_chart_and_a_table(
    office: Office, stream: StreamId, opened: Open, qtbot: QtBot
) -> None:
    page = opened(ThreatPage)
    tell(office, stream, assessed_on="2026-03-01", level="low")
    assert not page.findChildren(LineChart), "one day is no line"
    tell(office, stream, assessed_on="2026-05-20", level="high")
    tell(office, stream, owner="local_police", assessed_on="2026-05-20", level="medium")

    (chart,) = page.findChildren(LineChart)
    assert chart.accessibleDescription().startswith("2026-03-01. BOPS: Låg. 2026-05-20.")
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert "2026-03-01. BOPS: Låg." in texts(page)
    (table,) = page.findChildren(TextTable)
    assert {"2026-03-01", "2026-05-20", "Låg", "Hög", "Medel", "–"} <= set(texts(table).split("\n"))
