"""The window of an unlocked vault: going, telling, hiding."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.errors import Reason, Refusal
from app.ids import EntityId
from app.ports import LogCode
from app.usecases import drafting
from tests.ui.cases import FAMILY, SECRETS, add_case, identify, label_of
from tests.ui.conftest import Office
from tests.ui.looking import button, texts
from ui.main_window import MainWindow
from ui.navigation import CasePart, Destination, Section


@pytest.fixture
def window(office: Office, qtbot: QtBot) -> MainWindow:
    made = MainWindow(office.session, training=False)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.go(Destination(Section.TODO))
    office.settle()
    return made


def test_the_side_leads_to_every_section(window: MainWindow, office: Office) -> None:
    for section in window.side.sections():
        window.go(Destination(section))
        office.settle()
        assert window.place().section is section


def test_a_page_that_is_left_is_deleted(window: MainWindow, office: Office) -> None:
    page = window.stage.page
    window.go(Destination(Section.CASES))
    office.settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(page)


def test_one_comes_back_to_the_same_row_and_tab(window: MainWindow, office: Office) -> None:
    add_case(office)
    stream = add_case(office)
    window.go(Destination.case(stream, CasePart.HISTORY))
    office.settle()
    place = Destination.from_json(window.place().to_json())
    assert place == Destination(Section.CASES, stream, CasePart.HISTORY)
    window.go(Destination(Section.TODO))
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    office.settle()
    assert window.place().stream == stream
    assert window.place().part is CasePart.HISTORY
    assert window.windowTitle() == "Aktvalv – Ärende"
    assert button(window.side, "Ärenden").isChecked()


@pytest.mark.parametrize("value", [{}, {"section": "okänd"}, {"section": 3, "place": [1]}])
def test_a_place_that_cannot_be_read_is_the_start_page(value: dict[str, object]) -> None:
    assert Destination.from_json(value).section is Section.TODO  # type: ignore[arg-type]


def test_the_title_bar_never_says_which_case(window: MainWindow, office: Office) -> None:
    stream = add_case(office)
    label = label_of(office, stream)
    window.go(Destination.case(stream))
    office.settle()
    assert label in texts(window)
    assert not any(word in window.windowTitle() for word in label.split())


@pytest.mark.req("X01")
def test_lock_is_asked_for_by_button_and_key(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window._session.lock_requested):
        button(window, "Lås").click()
    with qtbot.waitSignal(window._session.lock_requested):
        QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.req("X02")
def test_the_status_line_says_encrypted_offline_and_when_it_locks(window: MainWindow) -> None:
    window.status.show_lock_in(4)
    said = texts(window.status)
    assert "Krypterat på den här datorn" in said
    assert "Ingen nätverksåtkomst" in said
    assert "Låses om 4 min" in said


def test_a_write_is_told_in_the_status_line(window: MainWindow, office: Office) -> None:
    stream = add_case(office)
    office.session.run(
        lambda desk: drafting.save_draft(
            desk, stream, EntityId(desk.new_id()), "journal_note", body={}, place={}
        ),
        print,
        context=window,
    )
    office.settle()
    assert "Sparat " in texts(window.status)
    assert "Journalanteckning" in texts(window), "and the start page has the draft"


def test_a_refusal_is_told_without_stopping_anybody(window: MainWindow, office: Office) -> None:
    office.session.refused.emit(Refusal(Reason.DISK_FULL))
    assert "Disken är full" in texts(window)
    assert QApplication.activeModalWidget() is None
    window.go(Destination(Section.CASES))
    assert "Disken är full" not in texts(window)


def test_the_curtain_hides_everything_and_gives_the_focus_back(
    window: MainWindow, office: Office
) -> None:
    stream = add_case(office)
    identify(office, stream)
    window.go(Destination.case(stream))
    office.settle()
    button(window, "Visa i 5 minuter").click()
    office.settle()
    assert FAMILY in texts(window)
    QTest.keyClick(window, Qt.Key.Key_F9)
    hidden = texts(window.centralWidget())
    assert "Innehållet är dolt" in hidden
    assert label_of(office, stream) not in hidden
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert "Gå till ärende" not in texts(window.centralWidget()), "nothing opens over it"
    QTest.keyClick(window, Qt.Key.Key_F9)
    seen = texts(window)
    assert label_of(office, stream) in seen
    assert FAMILY not in seen, "what was revealed does not come back with the curtain"


def test_covering_for_the_lock_leaves_nothing_to_read(window: MainWindow, office: Office) -> None:
    stream = add_case(office)
    identify(office, stream)
    window.go(Destination.case(stream))
    office.settle()
    button(window, "Visa i 5 minuter").click()
    office.settle()
    window.cover()
    left = texts(window)
    assert not any(secret in left for secret in (*SECRETS, label_of(office, stream)))


def test_keys_of_the_page_stand_first_in_the_list(window: MainWindow, office: Office) -> None:
    window.go(Destination(Section.CASES))
    office.settle()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert texts(window).index("Ctrl+N") < texts(window).index("Ctrl+K")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert "Kortkommandon" not in texts(window)


@pytest.mark.req("X05")
def test_jump_finds_by_number_and_name_and_logs_no_word_of_it(
    window: MainWindow, office: Office, qtbot: QtBot
) -> None:
    stream = add_case(office)
    identify(office, stream)
    for asked in (label_of(office, stream).split()[0], "kimberly", "199001019802"):
        window.go(Destination(Section.TODO))
        QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(window.focusWidget(), asked)
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
        office.settle()
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
        office.settle()
        assert window.place().stream == stream, asked
    entries = office.ask(lambda desk: desk.vault.log.entries())
    assert any(entry.code == LogCode.SEARCHED for entry in entries)
    assert "kimberly" not in repr(entries).lower()
    assert "9802" not in repr(entries)


def test_a_training_vault_looks_different(office: Office, qtbot: QtBot) -> None:
    made = MainWindow(office.session, training=True)
    qtbot.addWidget(made)
    made.show()
    assert "Övningsvalv med påhittade personer" in texts(made)
