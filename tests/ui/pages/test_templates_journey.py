"""From a spreadsheet with a fault to answers in a case, through the program's own windows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from app.usecases.reading import list_cases
from tests.fakes import STOCKHOLM_SUMMER, CountedIds, StoppedClock
from tests.program import Program, make_core
from tests.ui.looking import texts
from tests.ui.pages.test_templates import QUESTIONS, WRONG, told, write
from ui.navigation import CasePart, Destination, Section
from ui.pages.assessment.editor import AssessmentEditor
from ui.pages.assessment.page import AssessmentPage
from ui.pages.templates.page import TemplatesPage
from ui.pages.templates.sheet import SheetView
from ui.theme import Theme


@pytest.fixture
def program(theme: Theme, tmp_path: Path) -> Iterator[Program]:
    folder = tmp_path / "program"
    folder.mkdir()
    clock = StoppedClock(datetime(2026, 6, 1, 9, 0, tzinfo=STOCKHOLM_SUMMER))
    made = Program(theme, folder, make_core(folder, clock, CountedIds()))
    made.start(demo=True)
    made.unlock_training()
    yield made
    made.end()


def page(program: Program) -> TemplatesPage:
    found = program.main.stage.page
    assert isinstance(found, TemplatesPage)
    return found


def key(program: Program, pressed: Qt.Key, *, ctrl: bool = False) -> None:
    held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    program.main.activateWindow()  # as the window manager does when a dialog has gone
    program.until(program.main.isActiveWindow)
    QTest.keyClick(program.main.focusWidget() or program.main, pressed, held)
    program.settle()


def until(program: Program, text: str) -> None:
    program.until(lambda: text in told(page(program)))


def choose(program: Program, path: Path) -> None:
    """In the dialog that is open, by typing the file's name."""
    program.until(lambda: page(program).findChild(QFileDialog) is not None)
    dialog = page(program).findChild(QFileDialog)
    assert dialog is not None
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.selectFile(str(path))
    dialog.accept()
    program.settle()


def writing(program: Program) -> AssessmentEditor:
    found = program.main.findChild(AssessmentPage)
    assert found is not None
    assert isinstance(found._open, AssessmentEditor)
    return found._open


@pytest.mark.req("F126")
def test_from_a_spreadsheet_to_answers_in_a_case(program: Program, tmp_path: Path) -> None:
    path = write(tmp_path / "prov.xlsx", WRONG)
    key(program, Qt.Key.Key_7, ctrl=True)
    program.until(lambda: isinstance(program.main.stage.page, TemplatesPage))
    program.settle()
    key(program, Qt.Key.Key_O, ctrl=True)
    choose(program, path)
    until(program, "Fel. Frågor, rad 5: ”visas om” pekar på 9.9 som inte finns.")

    write(path, QUESTIONS)
    until(program, "Är det bra?")
    program.press("Spara mall")
    program.settle()
    assert "Mallen är sparad." in told(page(program))

    stream = program.ask(lambda desk: list_cases(desk)[0].stream)
    there = Destination.case(stream, CasePart.ASSESSMENT)
    program.go(there)
    program.press("Alla mallar")
    program.press("Börja: Prov på svenska")
    program.settle()
    editor = writing(program)
    editor.form.next_page()
    QTest.keyClicks(program.main.focusWidget(), "Det mesta")
    program.settle()

    program.go(Destination(Section.TEMPLATES))  # what was typed is kept when the page is left
    page(program).home.list.retire_wanted.emit("urn:exempel:mall:prov|1.0.0")
    program.settle()
    assert "Ur bruk" in texts(page(program))

    program.go(Destination(there.section, stream, there.part, editor._draft.entity))
    program.settle()
    again = writing(program)
    assert "Det mesta" in texts(again)


def test_over_a_lock_the_sheet_is_to_be_opened_again(program: Program, tmp_path: Path) -> None:
    path = write(tmp_path / "prov.xlsx")
    program.go(Destination(Section.TEMPLATES))
    view = page(program)._open_as("sheet")
    assert isinstance(view, SheetView)
    view.take_files([path])
    until(program, "Är det bra?")
    key(program, Qt.Key.Key_L, ctrl=True)
    program.go_on_after_lock()
    assert not any(str(path) in value for told_next in program.left for value in told_next.values())
    program.unlock_training()
    until(program, "Öppna filen igen.")
    again = page(program)._open
    assert isinstance(again, SheetView)
    again.take_files([path])
    until(program, "Är det bra?")
