"""The register as it is worked with: found, changed, renamed, merged, ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from app.ids import EntityId
from app.usecases import registers
from app.usecases.desk import Desk
from app.usecases.unit import units
from tests.ui.case_pages.conftest import editor, fill_and_sign, press, wrong_fields
from tests.ui.conftest import Office
from tests.ui.looking import button, texts, visible
from ui.pages.unit.register import MOST_SHOWN, RegisterPlace

TODAY = date(2026, 6, 1)
Make = Callable[[type[RegisterPlace]], RegisterPlace]


@pytest.fixture
def page(place: Make) -> RegisterPlace:
    return place(RegisterPlace)


def look_for(page: RegisterPlace, words: str) -> None:
    page._words.set_value(words)
    page._words.edited.emit()


def entity(desk: Desk, name: str, day: date = TODAY) -> EntityId:
    (found,) = (row.entity for row in units.units_on(desk, day) if row.name == name)
    return found


@pytest.mark.req("F001", "F002")
def test_the_register_shows_what_it_brings_and_where_it_is_known_from(page: RegisterPlace) -> None:
    shown = texts(page)
    assert "Enheten för hemlösa" in shown
    assert "Central avhopparverksamhet" in shown
    assert "Följer med programmet. Källa:" not in shown, "only of the one that is chosen"
    assert "Avesta" not in shown
    button(page, "Enheten för hemlösa").click()
    shown = texts(page)
    assert "Enhet · Stockholm · Socialnämnden · Socialförvaltningen" in shown
    assert "Följer med programmet. Källa:" in shown
    look_for(page, "avesta")
    assert "Avesta" in texts(page)
    look_for(page, "finns inte alls")
    assert "Ingen enhet stämmer." in texts(page)


def test_a_long_list_says_how_much_is_not_shown(page: RegisterPlace) -> None:
    page._kinds.set_value("municipality")
    page._kinds.edited.emit()
    assert f"Visar {MOST_SHOWN} av 290." in texts(page)


@pytest.mark.req("F001", "F010")
def test_the_register_is_an_outline_with_one_unit_open(page: RegisterPlace) -> None:
    headings = [each.text() for each in visible(page, QLabel)]
    assert headings.index("Kommuner") < headings.index("Polisregion") < headings.index("BOPS")
    assert not [each for each in visible(page, QAbstractButton) if "Byt namn" in each.text()]
    stockholm, board = (button(page, name) for name in ("Stockholm, Kommun", "Enskede"))
    assert stockholm.mapTo(page, QPoint()).x() < board.mapTo(page, QPoint()).x()

    board.setFocus()
    QTest.keyClick(board, Qt.Key.Key_Space)
    opened = button(page, "Enskede")
    assert opened.hasFocus()
    assert opened.accessibleDescription() == "Öppen"
    assert len([each for each in visible(page, QAbstractButton) if "Byt namn" in each.text()]) == 1
    QTest.keyClick(opened, Qt.Key.Key_Space)
    assert not [each for each in visible(page, QAbstractButton) if "Byt namn" in each.text()]


@pytest.mark.req("F011", "F016")
def test_a_group_is_added_with_its_ages_and_mistakes_are_told_at_their_fields(
    office: Office, page: RegisterPlace
) -> None:
    press(page, "Ny enhet")
    office.settle()
    fill_and_sign(office, page, kind="sig", name="SIG Syd", age_from="20", age_to="12")
    assert wrong_fields(page) == ["age_to"]
    fill_and_sign(office, page, age_to="25")
    assert "SIG Syd" in texts(page)
    assert "20–25 år" in texts(page)
    assert "Tillagd här" in texts(page)


@pytest.mark.req("F002", "F026")
def test_a_unit_is_renamed_from_a_day_and_the_old_name_is_told(
    office: Office, page: RegisterPlace
) -> None:
    look_for(page, "hemlösa")
    press(page, "Byt namn")
    office.settle()
    fill_and_sign(office, page, **{"name": "Enheten för avhopp", "from": "2026-05-01"})
    look_for(page, "avhopp enhet")
    shown = texts(page)
    assert "Enheten för avhopp" in shown
    assert "Hette Enheten för hemlösa till och med 2026-04-30" in shown
    assert "ändrad här" in shown


@pytest.mark.req("F026")
def test_units_are_merged_and_the_old_ones_are_found_among_the_ended(
    office: Office, page: RegisterPlace
) -> None:
    rows = [
        {"unit": office.ask(lambda desk, name=name: entity(desk, name))}  # type: ignore[misc]
        for name in ("Skarpnäcks stadsdelsnämnd", "Farsta stadsdelsnämnd")
    ]
    press(page, "Slå samman enheter")
    office.settle()
    typed = {"name": "Söderorts stadsdelsnämnd", "from": "2026-06-01", "units": rows}
    fill_and_sign(office, page, **typed)
    assert "Söderorts stadsdelsnämnd" in texts(page)
    look_for(page, "farsta")
    assert "Ingen enhet stämmer." in texts(page)
    page._with_ended.setChecked(True)
    assert "Till och med 2026-05-31" in texts(page)


@pytest.mark.req("F027", "F156")
def test_a_unit_becomes_the_sender_of_papers_with_the_levels_chosen(
    office: Office, page: RegisterPlace
) -> None:
    look_for(page, "kungsholmen")
    press(page, "Använd som avsändare")
    office.settle()
    fill_and_sign(office, page)
    card = office.ask(registers.own_card)
    assert (card.municipality, card.unit) == ("Stockholm", "Kungsholmens stadsdelsnämnd")


def test_what_was_begun_comes_back_as_the_same_form(office: Office, page: RegisterPlace) -> None:
    look_for(page, "hemlösa")
    press(page, "Byt namn")
    office.settle()
    form = editor(page).form
    form.set_values({**form.values(), "name": "Nytt"})
    form.changed.emit()
    press(page, "Stäng")
    office.settle()
    press(page, "Ändra")  # the same unit: its one draft is gone on with
    office.settle()
    assert "from" in editor(page).form.values()
    assert editor(page).form.values()["name"] == "Nytt"


def test_the_register_is_reached_and_changed_by_keys_alone(
    office: Office, page: RegisterPlace
) -> None:
    page.setFocus()
    page.activateWindow()
    button(page, "Ny enhet").setFocus()
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Space)
    office.settle()
    focused = page.window().focusWidget()
    assert isinstance(focused, QWidget)
    assert editor(page).isAncestorOf(focused)


def test_place_brings_the_same_form_back(office: Office, page: RegisterPlace, place: Make) -> None:
    look_for(page, "hemlösa")
    press(page, "Avsluta")
    office.settle()
    there = page.place()
    editor(page).save_now()
    office.settle()
    again = place(RegisterPlace)
    again.restore(there)
    office.settle()
    assert set(editor(again).form.values()) == {"doing", "valid_to"}


@pytest.mark.req("F112", "F013")
def test_a_board_is_marked_as_having_a_group_and_is_told_since_when_there_are_groups(
    office: Office, page: RegisterPlace
) -> None:
    look_for(page, "skärholmen")
    assert "Har social insatsgrupp (SIG)" not in texts(page)
    press(page, "Ändra")
    office.settle()
    assert "har funnits i Stockholms stad sedan 2012" in texts(page)
    fill_and_sign(office, page, marks=["has_sig"])
    assert "Har social insatsgrupp (SIG)" in texts(page)


@pytest.mark.req("F026")
def test_a_merger_is_told_at_both_ends(page: RegisterPlace) -> None:
    page._with_ended.setChecked(True)
    look_for(page, "järva")
    assert "Bildades av Rinkeby-Kista stadsdelsnämnd, Spånga-Tensta stadsdelsnämnd" in texts(page)
    look_for(page, "rinkeby")
    assert "Uppgick i Järva stadsdelsnämnd" in texts(page)
