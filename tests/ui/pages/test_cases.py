"""The case list, the search and a new case."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from app.ids import StreamId
from app.usecases import drafting, reading
from tests.ui.cases import SECRETS, add_case, identify, label_of
from tests.ui.conftest import Office
from tests.ui.looking import button, texts
from ui.navigation import Destination
from ui.pages.cases.new_case import NewCase
from ui.pages.cases.page import CasesPage


@pytest.fixture
def page(office: Office, qtbot: QtBot) -> CasesPage:
    made = CasesPage(office.session)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    made.activateWindow()
    return made


def table(page: CasesPage) -> QTableView:
    found = page.findChild(QTableView)
    assert found is not None
    return found


@pytest.mark.req("X06")
def test_the_list_has_no_sensitive_column_and_no_identity(page: CasesPage, office: Office) -> None:
    stream = add_case(office)
    identify(office, stream)
    page.load()
    office.settle()
    said = texts(page)
    assert label_of(office, stream) in said
    assert not any(secret in said for secret in SECRETS)
    model = table(page).model()
    headings = [
        model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())
    ]
    assert headings == [
        "Ärende", "Diarienummer", "Läge", "Inkom", "Beslut", "Ansvarig", "Senast ändrat",
    ]  # fmt: skip


@pytest.mark.req("X05")
def test_the_list_is_searched_by_number_and_name(page: CasesPage, office: Office) -> None:
    stream = add_case(office)
    identify(office, stream)
    other = add_case(office)
    page.load()
    office.settle()
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(page.focusWidget(), "kimberly")
    page._ask()
    office.settle()
    assert label_of(office, stream) in texts(page)
    assert label_of(office, other) not in texts(page)


def test_enter_opens_the_chosen_case(page: CasesPage, office: Office, qtbot: QtBot) -> None:
    stream = add_case(office)
    page.load()
    office.settle()
    table(page).setFocus()
    with qtbot.waitSignal(office.session.navigate) as went:
        QTest.keyClick(table(page), Qt.Key.Key_Return)
    assert went.args == [Destination.case(stream)]


@pytest.mark.req("F034")
def test_a_case_is_made_from_an_application(page: CasesPage, office: Office, qtbot: QtBot) -> None:
    page.load()
    button(page, "Nytt ärende").click()
    office.settle()
    new = page.findChild(NewCase)
    assert new is not None
    form = new._editor.form
    suggested = form.values()
    assert suggested["case_number"] == "2026-0001"
    assert suggested["responsible_name"] == "Maja Exempelsson"
    form.set_values({**suggested, "kind": "application", "received_on": "igår", "wish": "Hjälp."})
    button(page, "Skapa ärendet").click()
    office.settle()
    assert "Välj ett av alternativen" in texts(page) or "Fyll i det här" in texts(page)
    assert form.place()["field"] == "channel", "what is missing has the focus"
    form.set_values({**form.values(), "channel": "phone"})
    with qtbot.waitSignal(office.session.navigate) as went:
        button(page, "Skapa ärendet").click()
    stream = went.args[0].stream
    view = office.ask(lambda desk: reading.open_case(desk, stream))
    assert view.state.intakes[0].latest.fact.received_on == "2026-05-31"
    assert view.state.responsibility is not None
    assert view.drafts == ()


def test_a_draft_of_a_new_case_is_taken_up_again(page: CasesPage, office: Office) -> None:
    button(page, "Nytt ärende").click()
    office.settle()
    new = page.findChild(NewCase)
    assert new is not None
    new._editor.form.restore_place({"field": "wish", "position": 0})
    QTest.keyClicks(page.focusWidget(), "Jag vill bort")
    place = page.place()
    page.hide()
    drafts = office.ask(drafting.list_drafts)
    assert [draft.stream for draft in drafts] == [StreamId(str(place["new"]))]

    again = CasesPage(office.session)
    again.restore(place)
    again.load()
    again.show()
    office.settle()
    taken_up = again.findChild(NewCase)
    assert taken_up is not None
    assert taken_up._editor.form.values()["wish"] == "Jag vill bort"
    assert again.place() == place
    again.close()
    again.deleteLater()
