"""The section Enheten: its places, and those of them that are lists and books."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot

from app.usecases import drafting
from app.usecases.decision import delegation
from app.usecases.unit import consultations
from tests.ui.case_pages.conftest import editor, fill_and_sign, press, texts, wrong_fields
from tests.ui.conftest import Office
from ui.page import Page
from ui.pages.unit.consultations import ConsultationsPlace
from ui.pages.unit.delegation import DelegationPlace
from ui.pages.unit.gender import GenderPlace
from ui.pages.unit.lex_sarah import LexSarahPlace
from ui.pages.unit.noes import NoesPlace
from ui.pages.unit.not_executed import NotExecutedPlace
from ui.pages.unit.notebook import NotebookPlace
from ui.pages.unit.page import PLACES, UnitPage
from ui.pages.unit.strategic import StrategicPlace
from ui.session import Session

Make = Callable[[Callable[[Session], Page]], Page]
TODAY = date(2026, 6, 1)


@pytest.mark.req("F065")
def test_a_consultation_has_a_code_and_never_a_number(office: Office, place: Make) -> None:
    page = place(ConsultationsPlace)
    press(page, "Ny konsultation")
    office.settle()
    typed = {"asked_on": "2026-05-20", "asked_by": "Socialsekreterare, Järva", "question": "Hur?"}
    fill_and_sign(office, page, **typed, code="19900101-9802")
    assert wrong_fields(page) == ["code"]
    fill_and_sign(office, page, code="J-7")
    assert "J-7 · 2026-05-20" in texts(page)
    assert "Inte besvarad" in texts(page)
    press(page, "Ändra konsultationen")
    office.settle()
    fill_and_sign(office, page, advice="Ta det varligt.")
    assert wrong_fields(page) == ["answered_on"]
    fill_and_sign(office, page, answered_on="2026-05-21")
    assert "Ta det varligt." in texts(page)
    assert "Tidigare lydelse" in texts(page)


@pytest.mark.req("F158")
def test_the_notebook_warns_of_numbers_and_refuses_nothing(office: Office, place: Make) -> None:
    page = place(NotebookPlace)
    press(page, "Ny anteckning")
    office.settle()
    form = editor(page).form
    form.set_values({"heading": "Fritidsgården", "text": "Ring 08-123 45 67"})
    form.changed.emit()
    assert "ett telefonnummer" in texts(page)
    form.set_values({"heading": "Fritidsgården", "text": "19900101-9802"})
    form.changed.emit()
    assert "ett personnummer" in texts(page)
    fill_and_sign(office, page, text="Öppen till 21 på fredagar.")
    assert "Öppen till 21 på fredagar." in texts(page)
    assert "tycks innehålla" not in texts(page)


@pytest.mark.req("X21")
def test_a_report_of_a_wrong_goes_on_until_it_is_judged(office: Office, place: Make) -> None:
    page = place(LexSarahPlace)
    press(page, "Ny rapport")
    office.settle()
    fill_and_sign(
        office,
        page,
        happened_on="2026-05-20",
        reported_on="2026-05-19",
        what="En handling låg framme.",
        consequences="Kunde ha lästs.",
        reported_to="Enhetschefen",
    )
    assert wrong_fields(page) == ["reported_on"]
    fill_and_sign(office, page, reported_on="2026-05-21")
    assert "Rapport 2026-05-21, utreds" in texts(page)
    press(page, "Fortsätt på rapporten")
    office.settle()
    fill_and_sign(office, page, investigated_on="2026-05-30")
    assert wrong_fields(page) == ["outcome", "serious"]
    fill_and_sign(office, page, outcome="Rutinen ändras.", serious="Nej, ingen såg den.")
    assert "Rapport 2026-05-21, utredd" in texts(page)


def test_the_order_is_written_and_then_compared_with(office: Office, place: Make) -> None:
    page = place(DelegationPlace)
    assert "Ingen delegationsordning är inskriven" in texts(page)
    press(page, "Ändra ordningen")
    office.settle()
    row = {"title": "Enhetschef", "decision": "any", "limit": "Högst ett år", "reference": "3.2"}
    fill_and_sign(office, page, decided_on="2026-01-15", decided_by="Nämnden", rows=[row])
    shown = texts(page)
    assert "Beslutad 2026-01-15 av Nämnden" in shown
    assert "Alla beslut · alla lagrum" in shown
    assert "Högst ett år · Punkt 3.2" in shown
    found = office.ask(
        lambda desk: delegation.warning(desk, "Praktikant", "granted", "sol-2025-11-1", TODAY)
    )
    assert found is delegation.DelegationWarning.TITLE_NOT_LISTED


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (NoesPlace, "Inget nej är antecknat."),
        (GenderPlace, "Inget sätt är noterat."),
        (NotExecutedPlace, "Det finns inget att rapportera."),
        (StrategicPlace, "Ärenden efter läge"),
    ],
)
def test_an_empty_list_says_so(place: Make, kind: Callable[[Session], Page], says: str) -> None:
    assert says in texts(place(kind))


@pytest.mark.req("F028")
def test_the_material_is_shown_and_saved_as_a_paper(
    office: Office, place: Make, tmp_path: Path
) -> None:
    page = place(StrategicPlace)
    assert isinstance(page, StrategicPlace)
    page._paper.save_to(tmp_path / "underlag.pdf")
    office.settle()
    assert (tmp_path / "underlag.pdf").read_bytes().startswith(b"%PDF")
    assert "Sparad som underlag.pdf." in texts(page)


@pytest.mark.req("X13")
def test_that_the_list_was_handed_in_is_noted(office: Office, place: Make) -> None:
    page = place(NotExecutedPlace)
    press(page, "Anteckna att listan är lämnad")
    office.settle()
    fill_and_sign(office, page, reported_on="2026-06-01", to="IVO")
    assert "Lämnad 2026-06-01 till IVO, 0 rader." in texts(page)


def test_the_places_are_turned_and_the_open_one_comes_back(office: Office, qtbot: QtBot) -> None:
    page = UnitPage(office.session)
    qtbot.addWidget(page)
    page.load()
    page.show()
    office.settle()
    (tabs,) = page.findChildren(QTabBar)
    for code, title, _make in PLACES:
        assert tabs.tabText(tabs.currentIndex()) == title
        assert page.place()["place"] == code
        page._next()
        office.settle()
    assert page.place()["place"] == PLACES[0][0]

    page._previous()
    there = page.place()
    again = UnitPage(office.session)
    qtbot.addWidget(again)
    again.restore(there)
    again.load()
    again.show()
    office.settle()
    assert "Avidentifierade antal." in texts(again)


def test_what_is_asked_for_is_shown_in_its_own_place(office: Office, qtbot: QtBot) -> None:
    entity = office.ask(drafting.new_entity)
    typed = {
        "asked_on": "2026-05-20",
        "asked_by": "Järva",
        "code": "J-7",
        "question": "Hur?",
    }
    office.ask(lambda desk: consultations.keep_consultation(desk, entity, typed))
    page = UnitPage(office.session)
    qtbot.addWidget(page)
    page.load()
    page.show()
    page.show_entity(entity)
    office.settle()
    office.settle()
    assert page.place()["place"] == "consultations"
    assert "J-7 · 2026-05-20" in texts(page)
