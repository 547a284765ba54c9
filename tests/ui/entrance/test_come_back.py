"""Half a note, then Ctrl+L: after unlocking it is all there, with the caret where it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from tests.ui.cases import add_case
from tests.ui.entrance.conftest import Inside, Machines
from ui.environment import VAULT
from ui.main_window import MainWindow
from ui.navigation import CasePart, Destination
from ui.pages.journal.page import JournalPage

HALF = "Hen ringer och ber om ett samtal, men"


def journal(window: QWidget) -> JournalPage:
    return window.findChildren(JournalPage)[0]


@pytest.mark.req("X01")
def test_the_same_page_field_text_and_caret(machines: Machines, a_vault: Path) -> None:
    application = machines.start({VAULT: str(a_vault)})
    machines.unlock(application)
    window = machines.inside(application)
    assert isinstance(window, MainWindow)
    stream = add_case(Inside(machines, application))
    window.go(Destination.case(stream, CasePart.JOURNAL))
    machines.settle(application)
    journal(window).new_note()
    machines.settle(application)
    editor = journal(window).slot.editor
    assert editor is not None
    editor.form.restore_place({"field": "facts", "position": 0})
    window.activateWindow()
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    QTest.keyClicks(field, HALF)
    for _ in range(7):
        QTest.keyClick(field, Qt.Key.Key_Left)
    caret = field.textCursor().position()

    again = machines.start(machines.lock(application))
    machines.unlock(again)
    back = machines.inside(again)
    machines.settle(again)
    found = journal(back).slot.editor
    assert found is not None
    assert found.form.values()["facts"] == HALF
    assert found.form.place() == {"field": "facts", "position": caret}
