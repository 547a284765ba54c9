"""The start page: groups, the agenda, and own tasks that belong to no case."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.ids import StreamId
from app.usecases import drafting
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.watching import tasks, vault_todo
from app.usecases.watching.todo import TodoItem, Urgency
from tests.fakes import StoppedClock
from tests.ui.cases import add_case, label_of
from tests.ui.conftest import Office
from tests.ui.looking import button, texts, visible
from ui.navigation import CasePart, Destination, Section
from ui.pages.todo.page import TodoPage
from ui.pages.todo.presenter import opens
from ui.pages.unit.page import PLACES
from ui.record_editor import RecordEditor


@pytest.fixture
def stream(office: Office) -> StreamId:
    return add_case(office)


def opened(office: Office, qtbot: QtBot) -> TodoPage:
    page = TodoPage(office.session)
    qtbot.addWidget(page)

    def changed(changes: Changes) -> None:
        if page.concerned(changes):
            page.reload(changes)

    office.session.changed.connect(changed)
    page.resize(1000, 900)
    page.show()
    page.activateWindow()
    page.load()
    office.settle()
    return page


def press(office: Office, page: TodoPage, text: str) -> None:
    button(page, text).click()
    office.settle()


def save(office: Office, page: TodoPage, **values: str) -> None:
    (editor,) = page.findChildren(RecordEditor)
    editor.form.set_values({**editor.form.values(), **values})
    editor.form.changed.emit()
    editor.sign()
    office.settle()
    office.settle()


def add(office: Office, stream: StreamId, what: str, due_on: str) -> None:
    def work(desk: Desk) -> Changes:
        entity = drafting.new_entity(desk)
        return tasks.add_task(desk, stream, entity, {"what": what, "due_on": due_on})

    office.ask(work)


@pytest.mark.req("X12")
def test_a_task_in_a_case_shows_its_words_nowhere_but_in_the_case(
    office: Office, qtbot: QtBot, stream: StreamId
) -> None:
    add(office, stream, "Ring om hemligheten", "2026-06-01")
    page = opened(office, qtbot)

    assert "Egen uppgift" in texts(page)
    assert "hemligheten" not in texts(page)
    with qtbot.waitSignal(office.session.navigate) as went:
        button(page, f"mån 2026-06-01   ·   {label_of(office, stream)}   ·   Egen uppgift").click()
    assert (went.args[0].stream, went.args[0].part) == (stream, CasePart.WATCH)


@pytest.mark.req("X12")
def test_groups_by_day_and_what_comes_later_is_folded(
    office: Office, qtbot: QtBot, stream: StreamId
) -> None:
    for day in ("2026-05-29", "2026-06-01", "2026-06-08", "2026-06-09"):
        add(office, stream, "x", day)
    page = opened(office, qtbot)

    said = texts(page)
    assert "⚠ Försenat (2)" in said  # and the application that nobody has answered
    assert "I dag (2)" in said  # and the folder for backups
    assert "Inom sju dagar (1)" in said
    assert "Senare (1)" in said
    assert "tis 2026-06-09" not in said
    press(office, page, "Visa alla 1")
    assert "tis 2026-06-09" in texts(page)


@pytest.mark.req("X12")
def test_the_agenda_shows_four_weeks_by_week_also_what_needs_no_reminder_yet(
    office: Office, qtbot: QtBot, stream: StreamId, clock: StoppedClock
) -> None:
    for day in ("2026-06-29", "2026-06-30"):
        add(office, stream, "x", day)
    page = opened(office, qtbot)

    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    office.settle()

    said = texts(page)
    assert "⚠ Försenat (1)" in said
    assert "v. 27 (1)" in said
    headings = [each.text() for each in visible(page, QLabel)]
    assert headings.count("mån 2026-06-29") == 1, "each day is a heading over its rows"
    assert f"{label_of(office, stream)}   ·   Egen uppgift" in said
    assert "2026-06-30" not in said
    press(office, page, "Visa som lista")
    assert "v. 27" not in texts(page)


@pytest.mark.req("X12")
def test_an_own_task_without_a_case_is_made_put_off_and_done(office: Office, qtbot: QtBot) -> None:
    page = opened(office, qtbot)
    press(office, page, "Ny egen uppgift")
    assert "Skriv inget om en person här" in texts(page)
    save(office, page, what="Beställ toner", due_on="2026-06-02")
    assert "tis 2026-06-02   ·   Beställ toner" in texts(page)

    press(office, page, "Vänta en vecka")
    assert "tis 2026-06-02   ·   Beställ toner" not in texts(page)
    assert "Beställ toner" in texts(page), "it still stands among the own tasks"

    press(office, page, "Klar")
    assert "Beställ toner" not in texts(page)


def test_a_row_of_an_own_task_opens_its_form(office: Office, qtbot: QtBot) -> None:
    page = opened(office, qtbot)
    add(office, office.ask(lambda desk: desk.vault.journal.register), "Beställ toner", "2026-06-02")
    page.load()
    office.settle()

    press(office, page, "tis 2026-06-02   ·   Beställ toner")

    (editor,) = page.findChildren(RecordEditor)
    assert editor.form.values()["what"] == "Beställ toner"
    place = page.place()
    again = opened(office, qtbot)
    again.restore(place)
    office.settle()
    assert "Ändra uppgiften" in texts(again)


def test_a_draft_of_an_own_task_is_gone_on_with_here(office: Office, qtbot: QtBot) -> None:
    def draft(desk: Desk) -> None:
        register, entity = desk.vault.journal.register, drafting.new_entity(desk)
        drafting.save_draft(desk, register, entity, "task", body={"what": "Hål"}, place={})

    office.ask(draft)
    page = opened(office, qtbot)
    gone: list[Destination] = []
    office.session.navigate.connect(gone.append)

    press(office, page, "Uppgift att göra")

    (editor,) = page.findChildren(RecordEditor)
    assert editor.form.values()["what"] == "Hål"
    assert gone == []


@pytest.mark.req("X12")
def test_the_log_is_gone_through_every_month(
    office: Office, qtbot: QtBot, clock: StoppedClock
) -> None:
    clock.pass_(days=30)  # 2026-07-01
    page = opened(office, qtbot)
    press(office, page, "ons 2026-07-01   ·   Loggen ska gås igenom")
    save(office, page, ended_on="idag", outcome="Inget avvikande")

    assert "Loggen ska gås igenom" not in texts(page)
    assert office.ask(vault_todo.work).log_review is not None
    clock.pass_(days=31)
    page.load()
    office.settle()
    assert "lör 2026-08-01   ·   Loggen ska gås igenom" in texts(page)


def test_the_page_is_walked_with_the_keyboard_alone(
    office: Office, qtbot: QtBot, stream: StreamId
) -> None:
    add(office, stream, "x", "2026-06-01")
    page = opened(office, qtbot)
    buttons = [each for each in page.findChildren(QPushButton) if each.isVisible()]
    page.setFocus()
    met = set()
    for _ in range(3 * len(buttons)):
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        met.add(QApplication.focusWidget())
    assert {each for each in buttons if each.isEnabled()} <= met


@pytest.mark.parametrize(
    ("code", "kind", "place"),
    [
        ("quarter_report", "", "not_executed"),
        ("draft", "quarter_report", "not_executed"),
        ("draft", "delegation_order", "delegation"),
        ("draft", "unit", "register"),
    ],
)
def test_what_concerns_the_unit_opens_the_place_where_it_is_dealt_with(
    code: str, kind: str, place: str
) -> None:
    item = TodoItem(code, "2026-07-14", Urgency.LATER, None, "", Part.UNITS, kind=kind)
    assert opens(item) == Destination(Section.UNIT, place={"place": place})
    assert place in [code for code, _title, _make in PLACES]
