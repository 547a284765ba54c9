"""Mottagare: the small register."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.ids import EntityId
from app.usecases import registers
from tests.ui.case_pages.conftest import editor, fill_and_sign, press, texts
from tests.ui.conftest import Office
from ui.pages.recipients.page import RecipientsPage

pytestmark = pytest.mark.req("F086", "X16")

TYPED = {"name": "Registrator", "organisation": "Exempelkommunen", "kind": "municipality"}


@pytest.fixture
def page(qtbot: QtBot, office: Office) -> RecipientsPage:
    made = RecipientsPage(office.session)
    qtbot.addWidget(made)

    def changed(changes: object) -> None:
        if made.concerned(changes):  # type: ignore[arg-type]
            made.reload(changes)  # type: ignore[arg-type]

    office.session.changed.connect(changed)
    made.resize(900, 700)
    made.show()
    made.load()
    office.settle()
    return made


def test_a_recipient_is_added_and_corrected(office: Office, page: RecipientsPage) -> None:
    assert "Det finns ingen mottagare ännu." in texts(page)
    press(page, "Ny mottagare")
    office.settle()
    fill_and_sign(office, page, **TYPED)
    assert "Registrator" in texts(page)
    assert "Exempelkommunen · Annan kommun" in texts(page)
    press(page, "Rätta")
    office.settle()
    assert editor(page).form.values()["name"] == "Registrator"
    fill_and_sign(office, page, name="Registrator, nämnden")
    (row,) = office.ask(registers.list_recipients)
    assert row.recipient.name == "Registrator, nämnden"
    assert row.recipient.kind == "municipality"


def test_what_is_missing_is_told_and_nothing_is_added(office: Office, page: RecipientsPage) -> None:
    press(page, "Ny mottagare")
    office.settle()
    fill_and_sign(office, page, name="Registrator")
    assert "Fyll i det här." in texts(page)
    assert office.ask(registers.list_recipients) == ()


def test_a_recipient_out_of_use_is_offered_no_more_and_can_come_back(
    office: Office, page: RecipientsPage, recipient: EntityId
) -> None:
    page.load()
    office.settle()
    press(page, "Ta ur bruk")
    office.settle()
    assert "Ur bruk" in texts(page)
    assert office.ask(registers.list_recipients) == ()
    press(page, "Ta i bruk igen")
    office.settle()
    assert [row.entity for row in office.ask(registers.list_recipients)] == [recipient]


def test_a_half_written_recipient_comes_back(office: Office, page: RecipientsPage) -> None:
    press(page, "Ny mottagare")
    office.settle()
    form = editor(page).form
    form.set_values({"name": "Halv"})
    form.changed.emit()
    press(page, "Stäng")
    office.settle()
    press(page, "Fortsätt skriva")
    office.settle()
    assert editor(page).form.values()["name"] == "Halv"


def test_the_list_is_narrowed_by_words(
    office: Office, page: RecipientsPage, recipient: EntityId
) -> None:
    page.load()
    office.settle()
    page._filter.set_value("boende utförare")
    page._filter.edited.emit()
    office.settle()
    assert "Kontaktperson, boendet" in texts(page)
    page._filter.set_value("polisen")
    page._filter.edited.emit()
    office.settle()
    assert "Ingen mottagare stämmer." in texts(page)
