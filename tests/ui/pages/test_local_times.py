"""Local values of the times that no law sets, in the settings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.law.pack import Basis, LegalPack
from app.usecases.watching import local_deadlines
from tests.ui.case_pages.conftest import editor, fill_and_sign, wrong_fields
from tests.ui.conftest import Office
from tests.ui.looking import button, texts
from ui.pages.settings.page import SettingsPage

PLAN = "Genomförandeplan ska upprättas"
pytestmark = pytest.mark.req("X12")


@pytest.fixture
def page(office: Office, qtbot: QtBot) -> SettingsPage:
    return opened(office, qtbot)


def opened(office: Office, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(office.session)
    qtbot.addWidget(made)
    office.session.changed.connect(lambda changes: made.concerned(changes) and made.reload(changes))
    made.resize(900, 900)
    made.show()
    made.activateWindow()
    made.load()
    office.settle()
    return made


def press(office: Office, page: SettingsPage, text: str) -> None:
    """The line of a time, from the keyboard."""
    line = button(page, text)
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Space)
    office.settle()


def test_only_times_that_no_law_sets_can_be_changed(page: SettingsPage, law: LegalPack) -> None:
    said = texts(page._times)
    for rule in law.deadlines:
        assert rule.heading in said or not rule.local
        assert rule.heading not in said or rule.basis is not Basis.LAW
    assert f"{PLAN} · 14 dagar · påminns 14 dagar före" in said
    assert "30 dagar före" in said, "what is counted back says so"


def test_a_time_is_changed_and_holds_at_once(office: Office, page: SettingsPage) -> None:
    press(office, page, PLAN)
    assert editor(page).form.values()["days"] == "14", "it begins with what holds today"
    fill_and_sign(office, page, days="", valid_from="")
    assert wrong_fields(page) == ["months", "valid_from", "reason"]

    fill_and_sign(office, page, weeks="3", valid_from="2026-01-01", reason="Enhetens rutin")

    assert f"{PLAN} · 3 veckor · påminns 14 dagar före · lokal tid från 2026-01-01" in texts(page)
    assert "Den lokala tiden är sparad." in texts(page)
    rows = office.ask(local_deadlines.local_rows)
    (value,) = (row.value for row in rows if row.value is not None)
    assert (value.weeks, value.days, value.reason) == (3, 0, "Enhetens rutin")


def test_what_was_begun_comes_back_over_a_lock_and_from_the_list(
    office: Office, qtbot: QtBot, page: SettingsPage
) -> None:
    press(office, page, PLAN)
    form = editor(page).form
    form.set_values({**form.values(), "reason": "Halvfär"})
    form.changed.emit()
    there = page.place()
    editor(page).save_now()
    office.settle()

    again = opened(office, qtbot)
    again.restore(there)
    office.settle()
    assert editor(again).form.values()["reason"] == "Halvfär"

    button(again._times, "Stäng").click()
    office.settle()
    again.load()
    office.settle()
    assert f"{PLAN} · 14 dagar · påminns 14 dagar före · utkast, inte sparat" in texts(again)
    press(office, again, PLAN)
    assert editor(again).form.values()["reason"] == "Halvfär"
