"""For everybody: by keyboard, by screen reader, at twice the text size."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QScrollArea,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.cases import add_case, identify, label_of
from tests.ui.conftest import Office
from ui.case_parts import CASE_PARTS
from ui.main_window import MainWindow
from ui.navigation import Destination, Section
from ui.theme import Theme


@pytest.fixture
def window(office: Office, qtbot: QtBot) -> MainWindow:
    made = MainWindow(office.session, training=True)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def twice(theme: Theme) -> Iterator[Theme]:
    theme.set_text_percent(200)
    yield theme
    theme.set_text_percent(100)


@pytest.fixture
def everywhere(office: Office) -> list[Destination]:
    stream = add_case(office)
    identify(office, stream)
    sections = [Destination(section) for section in Section]
    return [*sections, *(Destination.case(stream, entry.part) for entry in CASE_PARTS)]


def test_every_control_in_every_place_has_a_name(
    window: MainWindow, office: Office, everywhere: list[Destination]
) -> None:
    nameless = []
    for place in everywhere:
        window.go(place)
        office.settle()
        QApplication.processEvents()
        for control in window.findChildren(QWidget):
            reached = control.focusPolicy() & Qt.FocusPolicy.TabFocus
            inner = isinstance(control.parent(), QAbstractSpinBox)  # whose box has the name
            if not reached or not control.isVisible() or inner:
                continue
            spoken = QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
            # On Linux a combo box speaks its value; its name is the property and the label.
            named = control.accessibleName() if isinstance(control, QComboBox) else spoken
            if not named:
                nameless.append((place.section, place.part, type(control).__name__))
    assert nameless == []


def test_nothing_is_cut_off_sideways_at_twice_the_text_size(
    twice: Theme, window: MainWindow, office: Office, everywhere: list[Destination]
) -> None:
    cut = []
    for place in everywhere:
        window.go(place)
        office.settle()
        QApplication.processEvents()
        cut += [
            (place.section, place.part)
            for area in window.findChildren(QScrollArea)
            if area.isVisible() and area.horizontalScrollBar().maximum() > 0
        ]
    assert cut == []
    assert window.minimumSizeHint().width() <= 1280


def test_going_somewhere_takes_the_focus_there(
    window: MainWindow, office: Office, everywhere: list[Destination]
) -> None:
    for place in everywhere:
        window.go(place)
        office.settle()
        focused = window.focusWidget()
        page = window.stage.page
        assert page is not None
        assert focused is page or page.isAncestorOf(focused), place


def test_tab_walks_through_the_side_the_case_and_back(
    window: MainWindow, office: Office, everywhere: list[Destination]
) -> None:
    window.go(everywhere[-1])
    office.settle()
    window.side._buttons[Section.TODO].setFocus()
    passed: list[QWidget] = []
    for _ in range(60):
        focused = window.focusWidget()
        if focused in passed:
            break
        passed.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    page = window.stage.page
    assert page is not None
    assert any(isinstance(each, QTabBar) for each in passed)
    assert sum(page.isAncestorOf(each) for each in passed) >= 4
    assert passed[0] is window.focusWidget(), "and comes round again"


def test_a_change_of_case_is_said_aloud(
    window: MainWindow, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("ui.pages.case.strip.announce", lambda _, text: said.append(text))
    streams = [add_case(office), add_case(office)]
    for stream in (*streams, streams[1]):
        window.go(Destination.case(stream))
        office.settle()
    assert said == [f"Ärende {label_of(office, stream)}" for stream in streams]
