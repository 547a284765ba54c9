"""The main journey at the windows of a program that somebody else has started."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from PySide6.QtWidgets import QApplication

from app.disclosure.profiles import Profile
from tests.app.usecases import typed_forms
from tests.journeys import hands
from tests.program import Program
from ui.application import Application
from ui.navigation import CasePart, Destination


class Attended(Program):
    """A program to look at and wait for, whose process is its own affair."""

    def __init__(self, application: Application) -> None:
        self.application = application


SHEET_NAME = "prov.xlsx"
ASKED = "Hur mår den enskilde i dag?"
SHEET = (
    ("id", "typ", "text"),
    ("1", "sida", "Måendet"),
    ("1.1", "rad", ASKED),
)


def write_a_sheet(path: Path) -> None:
    """What a caseworker brings from a spreadsheet program."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Frågor"
    for row in SHEET:
        sheet.append(row)
    book.save(path)


def walk(application: Application, folder: Path) -> None:
    """First start, a case, its identity, a note, a plan, two papers through the gate, a backup,
    a spreadsheet with a template, half a note, and the lock. ``folder`` has the folders
    ``exports`` and ``backups``, and in ``sheets`` the file of ``write_a_sheet``."""
    program = Attended(application)
    hands.make_a_vault(program)
    stream = hands.new_case(program)
    hands.note_identity(program, stream, dict(typed_forms.identity()))
    hands.sign_a_note(program, stream)
    hands.bring_to_a_plan(program, stream)
    for profile in (Profile.MEETING, Profile.FULL):
        hands.let_the_plan_out(program, stream, profile, folder / "exports")
    hands.back_up(program, folder / "backups")
    hands.open_a_spreadsheet(program, folder / "sheets" / SHEET_NAME, ASKED)
    hands.go(program, Destination.case(stream, CasePart.JOURNAL))
    hands.press(program, "Ny anteckning")
    hands.fill(program, {"heading": "Halvvägs"})
    QApplication.clipboard().setText("Något kopierat")
    hands.press(program, "Lås (Ctrl+L)")
