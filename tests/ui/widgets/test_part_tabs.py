"""The parts of a case: one row, and every part reached by key at any width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar, QToolButton
from pytestqt.qtbot import QtBot

from tests.ui.looking import button, texts, visible
from ui.widgets.part_tabs import PartTabs, fitting

TITLES = ("Översikt", "Bevakning", "Samtycke", "Hot och risk", "Vägval", "Nätverk", "Journal")


@pytest.fixture
def tabs(qtbot: QtBot) -> PartTabs:
    made = PartTabs(TITLES, "Delar")
    qtbot.addWidget(made)
    made.resize(1400, 120)
    made.show()
    made.activateWindow()
    return made


def on_row(tabs: PartTabs) -> list[str]:
    (bar,) = tabs.findChildren(QTabBar)
    return [bar.tabText(number) for number in range(bar.count()) if bar.isTabVisible(number)]


def test_where_all_have_room_there_is_nothing_more_to_press(tabs: PartTabs) -> None:
    assert on_row(tabs) == list(TITLES)
    assert "Fler" not in texts(tabs)


def test_what_has_no_room_is_one_press_away(tabs: PartTabs, qtbot: QtBot) -> None:
    tabs.resize(400, 120)
    row = on_row(tabs)
    assert row[0] == "Översikt"
    assert "Journal" not in row
    more = button(tabs, "Fler")
    more.setFocus()
    QTest.keyClick(more, Qt.Key.Key_Space)
    way = button(tabs, "Journal")
    with qtbot.waitSignal(tabs.currentChanged) as changed:
        way.setFocus()
        QTest.keyClick(way, Qt.Key.Key_Space)
    assert changed.args == [len(TITLES) - 1]
    assert "Journal" in on_row(tabs), "the one that is open stands on the row"
    assert not tabs._rest.isVisible()


def test_turning_reaches_every_part_whether_it_has_room_or_not(tabs: PartTabs) -> None:
    tabs.resize(400, 120)
    reached = []
    for _ in TITLES:
        reached.append(tabs.currentIndex())
        assert TITLES[tabs.currentIndex()] in on_row(tabs)
        tabs.turn(1)
    assert reached == list(range(len(TITLES)))
    assert tabs.currentIndex() == 0


def test_the_tabs_of_the_row_stand_close_together_from_its_beginning(
    tabs: PartTabs, qtbot: QtBot
) -> None:
    tabs.resize(430, 120)
    (bar,) = tabs.findChildren(QTabBar)
    for _ in range(2 * len(TITLES)):
        tabs.turn(1)
        shown = [bar.tabRect(n) for n in range(bar.count()) if bar.isTabVisible(n)]
        ends = [rect.x() + rect.width() for rect in shown]
        assert [rect.x() for rect in shown] == [0, *ends[:-1]]
        assert ends[-1] <= bar.width()
        assert not visible(bar, QToolButton), "no arrows to scroll with"


@given(st.lists(st.integers(1, 300), min_size=1, max_size=20), st.data())
def test_the_row_is_never_wider_than_its_room_and_always_holds_the_open_one(
    widths: list[int], data: st.DataObject
) -> None:
    current = data.draw(st.integers(0, len(widths) - 1))
    room = data.draw(st.integers(400, 2000))
    shown = fitting(widths, current, room, 80)
    assert current in shown
    assert sum(widths[number] for number in shown) <= room
    if sum(widths) <= room:
        assert shown == frozenset(range(len(widths)))
