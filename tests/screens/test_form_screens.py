"""Forms and templates in every look and size: with every control, over time, and a sheet."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.casework.facts import FormPurpose
from app.casework.register_facts import TemplateSource
from app.ids import StreamId
from app.usecases.desk import Desk
from app.usecases.forms import templates
from app.usecases.reading import list_cases, state_of
from tests.app.forms.build import template
from tests.journeys.main_journey import write_a_sheet
from tests.program import Program
from tests.screens.measure import ambiguous, cut, faint, small, unnamed, unreached
from tests.screens.test_screens import Show
from tests.ui.forms.all_types import choosing, repeating, writing
from tests.ui.looking import texts, visible
from ui.forms.view import FormView
from ui.navigation import CasePart, Destination, Section
from ui.pages.templates.page import TemplatesPage
from ui.pages.templates.sheet import SheetView
from ui.theme import Look, Theme

TITLE = "Alla slags frågor"
LOOKS = ((Look.LIGHT, 100), (Look.DARK, 200), (Look.CONTRAST, 200))


def every_control() -> bytes:
    head = {"url": "urn:exempel:mall:alla", "title": TITLE}
    return json.dumps(template(choosing(), writing(), repeating(), **head)).encode()


def _form(pages: int, *, checked: bool = False) -> Show:
    """A form with every control, so many pages in; or with what remains pointed out."""

    def show(program: Program) -> None:
        stream = program.ask(_compared_case)
        program.go(Destination.case(stream, CasePart.ASSESSMENT))
        program.press("Alla mallar")
        program.press(f"Börja: {TITLE}")
        (form,) = visible(program.main, FormView)
        for _ in range(pages):
            form.next_page()
        if checked:
            program.press("Kontrollera och signera")

    return show


def _over_time(program: Program) -> None:
    program.go(Destination.case(program.ask(_compared_case), CasePart.ASSESSMENT))
    assert "Över tid" in texts(program.main)


def _compared_case(desk: Desk) -> StreamId:
    """One that has answered the same questions twice."""
    return next(
        row.stream
        for row in list_cases(desk)
        if sum(
            entity.latest.fact.purpose == FormPurpose.RESPONSIVITY
            for entity in state_of(desk, row.stream).assessments
        )
        > 1
    )


def _reading(program: Program) -> None:
    _over_time(program)
    read = (each for each in visible(program.main, QPushButton) if each.text() == "Läs formuläret")
    next(read).click()


def _templates(program: Program) -> None:
    program.go(Destination(Section.TEMPLATES))


def _opened_sheet(program: Program) -> None:
    path = program.folder / "prov.xlsx"
    write_a_sheet(path)
    _templates(program)
    page = program.main.stage.page
    assert isinstance(page, TemplatesPage)
    view = page._open_as("sheet")
    assert isinstance(view, SheetView)
    view.take_files([path])  # what the dialog of files leads to
    program.until(lambda: view._verdict is not None and not view.reading.reading)


SCREENS: dict[str, Show] = {
    "what is chosen": _form(0),
    "what is written": _form(1),
    "what repeats": _form(2),
    "what remains": _form(0, checked=True),
    "over time": _over_time,
    "reading": _reading,
    "templates": _templates,
    "an opened sheet": _opened_sheet,
}


@pytest.fixture(scope="module", autouse=True)
def _installed(program: Program) -> None:
    def work(desk: Desk) -> None:
        templates.install(desk, every_control(), TemplateSource.STANDARD)

    program.ask(work)


@pytest.fixture(scope="module", params=LOOKS, ids=lambda worn: f"{worn[0].value}-{worn[1]}")
def _worn(request: pytest.FixtureRequest, theme: Theme, program: Program) -> None:
    look, percent = request.param
    theme.set_look(look)
    theme.set_text_percent(percent)


@pytest.mark.usefixtures("_worn")
@pytest.mark.parametrize("show", SCREENS.values(), ids=SCREENS.keys())
def test_a_form_can_be_read_reached_named_and_hit(show: Show, program: Program) -> None:
    show(program)
    program.settle()
    window = program.main
    assert cut(window) == []
    assert faint(window) == []
    assert small(window) == []
    assert unnamed(window) == []
    assert unreached(window) == []
    assert ambiguous(window) == []


@pytest.mark.usefixtures("theme")
def test_the_measure_finds_what_is_faint_and_what_is_small(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    window.setStyleSheet("QWidget { background: #ffffff; color: #000000; }")
    for at, colour in ((0, "#000000"), (40, "#bbbbbb")):
        text = QLabel("Läs det här", window)
        text.setStyleSheet(f"color: {colour};")
        text.setGeometry(10, at, 200, 30)
    for left in (10, 26, 120):
        QPushButton(window).setGeometry(left, 100, 14, 14)
    window.show()
    assert len(faint(window)) == 1
    assert len(small(window)) == 2
