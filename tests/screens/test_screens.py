"""Every page in every look and size: nothing cut, everything reached by Tab, everything named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ids import StreamId
from app.usecases.desk import Desk
from app.usecases.reading import list_cases, state_of
from app.usecases.steps import entity_of_mark
from tests.fakes import STOCKHOLM_SUMMER, CountedIds, StoppedClock
from tests.program import Program, make_core
from tests.screens.measure import ambiguous, cut, unnamed, unreached
from ui.case_parts import CASE_PARTS
from ui.environment import VAULT
from ui.main_window import MainWindow
from ui.navigation import CasePart, Destination, Section
from ui.pages.first_start.page import FirstStartPage
from ui.pages.templates.page import TemplatesPage
from ui.pages.templates.sheet import SheetView
from ui.pages.unit.page import PLACES
from ui.record_editor import RecordEditor
from ui.theme import Look, Theme

Show = Callable[[Program], None]

# ------------------------------------------------------------------------------ the screens


def _section(section: Section) -> Show:
    return lambda program: program.go(Destination(section))


def _part(part: CasePart, *pressed: str, planned: bool = True) -> Show:
    def show(program: Program) -> None:
        stream = program.ask(_planned_case if planned else _new_case)
        program.go(Destination.case(stream, part))
        for text in pressed:
            program.press(text)

    return show


def _new_case_form(program: Program) -> None:
    program.go(Destination(Section.CASES))
    program.press("Nytt ärende")


def _new_recipient(program: Program) -> None:
    program.go(Destination(Section.RECIPIENTS))
    program.press("Ny mottagare")


def _agenda(program: Program) -> None:
    program.go(Destination(Section.TODO))
    program.press("Visa som agenda")


def _decision(outcome: str) -> Show:
    """The form as it grows with the outcome."""

    def show(program: Program) -> None:
        _part(CasePart.DECISION, "Nytt beslut")(program)
        (editor,) = program.window.findChildren(RecordEditor)
        form = editor.form
        rows = {"interventions": [{"intervention": "Boende"}], "items": [{"what": "Boende"}]}
        form.set_values({**form.values(), **rows, "outcome": outcome, "others": True})
        program.settle()

    return show


def _own_task(program: Program) -> None:
    program.go(Destination(Section.TODO))
    program.press("Ny egen uppgift")


def _template_sheet(program: Program) -> None:
    """A spreadsheet with a fault in a row and without a head, opened under Mallar."""
    program.go(Destination(Section.TEMPLATES))
    page = program.main.stage.page
    assert isinstance(page, TemplatesPage)
    view = page._open_as("sheet")
    assert isinstance(view, SheetView)
    path = program.folder / "prov.csv"
    path.write_text("id;typ;text;visas om\n1;sida;Ett;\n1.1;rad;Hur?;9.9 = ja\n", "utf-8")
    view.take_files([path])
    program.until(lambda: view._verdict is not None)


def _unit(code: str, *pressed: str) -> Show:
    def show(program: Program) -> None:
        program.go(Destination(Section.UNIT, place={"place": code}))
        for text in pressed:
            program.press(text)

    return show


def _log_review(code: str, *pressed: str) -> Show:
    def show(program: Program) -> None:
        program.go(Destination(Section.LOG_REVIEW, place={"place": code}))
        for text in pressed:
            program.press(text)

    return show


def _local_time(program: Program) -> None:
    program.go(Destination(Section.SETTINGS))
    program.press("Genomförandeplan ska upprättas")


def _skipping_a_step(program: Program) -> None:
    """The form that skips a step, opened from the process bar."""
    _part(CasePart.HISTORY, "Fas 4: Placering")(program)
    stream = program.ask(_planned_case)
    mark = entity_of_mark(stream, "consent")
    program.go(Destination.case(stream, CasePart.OVERVIEW, mark))


def _templates(opened: str) -> Show:
    def show(program: Program) -> None:
        program.go(Destination(Section.TEMPLATES))
        page = program.main.stage.page
        assert isinstance(page, TemplatesPage)
        assert page._shown is not None
        page._open_as(opened, page._shown.entries[0].key)

    return show


INSIDE: dict[str, Show] = {
    **{section.value: _section(section) for section in Section},
    **{entry.part.value: _part(entry.part) for entry in CASE_PARTS},
    "new case": _new_case_form,
    "new recipient": _new_recipient,
    "template sheet": _template_sheet,
    **{f"template {each}": _templates(each) for each in ("preview", "export", "make_pack")},
    **{f"unit {code}": _unit(code) for code, _title, _make in PLACES[1:]},
    **{f"log review {code}": _log_review(code) for code in ("hand_over", "findings", "extracts")},
    "own log": _log_review("own", "Visa loggen"),
    "new unit": _unit("register", "Ny enhet"),
    "open unit": _unit("register", "Enheten för hemlösa"),
    "local value of a time": _local_time,
    "merging units": _unit("register", "Slå samman enheter"),
    "new order": _unit("delegation", "Ändra ordningen"),
    "new report of a wrong": _unit("lex_sarah", "Ny rapport"),
    "new word of the police": _part(CasePart.THREAT, "Ny uppgift från BOPS"),
    "new protective measure": _part(CasePart.THREAT, "Ny skyddsåtgärd"),
    "judging criteria": _part(CasePart.ROUTE, "Bedöm"),
    "choosing a unit": _part(CasePart.ROUTE, "Byt eller bekräfta enhet"),
    "new wish": _part(CasePart.ROUTE, "Nytt önskemål"),
    "new consent": _part(CasePart.CONSENT, "Nytt samtycke"),
    "refusing consent": _part(CasePart.CONSENT, "Den enskilde säger nej"),
    "new actor": _part(CasePart.NETWORK, "Ny aktör"),
    "new meeting": _part(CasePart.MEETING, "Social insatsgrupp"),
    "agenda": _agenda,
    "new own task": _own_task,
    "new task": _part(CasePart.WATCH, "Ny uppgift"),
    "starting a time": _part(CasePart.WATCH, "Starta en tid"),
    "new note": _part(CasePart.JOURNAL, "Ny anteckning"),
    "answering an intake": _part(CasePart.OVERVIEW, "Svara"),
    "noting gender-specific factors": _part(CasePart.OVERVIEW, "Notera"),
    "a phase of the process": _part(CasePart.HISTORY, "Fas 2: Vägval"),
    "skipping a step": _skipping_a_step,
    "new decision": _part(CasePart.DECISION, "Nytt beslut"),
    "granting in part": _decision("partly_granted"),
    "ending a decision": _decision("ended"),
    "communicating": _part(CasePart.DECISION, "Kommunicera underlaget"),
    "demanding a decision": _part(CasePart.DECISION, "Begäran att avgöra"),
    "new plan": _part(CasePart.PLAN, "Ny version"),
    "new care plan": _part(CasePart.PLAN, "Ny vårdplan"),
    "coordinated plan": _part(CasePart.PLAN, "Samordnad plan (SIP)"),
    "planning a follow-up": _part(CasePart.FOLLOW_UP, "Planera uppföljning"),
    "writing a follow-up": _part(CasePart.FOLLOW_UP, "Skriv en som redan är gjord"),
    "writing an assessment": _part(CasePart.ASSESSMENT, "Alla mallar", "Börja: Mottaglighet"),
    "every template": _part(CasePart.ASSESSMENT, "Alla mallar"),
    "reading an assessment": _part(CasePart.ASSESSMENT, "Läs utredningen"),
    "preview": _part(CasePart.DOCUMENTS, "Förhandsgranska"),
    "gate": _part(CasePart.DOCUMENTS, "Lämna ut"),
    "case with nothing in it": _part(CasePart.DECISION, planned=False),
}


def _planned_case(desk: Desk) -> StreamId:
    return next(
        row.stream
        for row in list_cases(desk)
        if [len(plan.versions) for plan in state_of(desk, row.stream).plans] == [1]
    )


def _new_case(desk: Desk) -> StreamId:
    rows = list_cases(desk)
    return next(row.stream for row in rows if not state_of(desk, row.stream).assessments)


# ------------------------------------------------------------------------------ in what they stand


WORN = ((Look.LIGHT, 100), (Look.CONTRAST, 200))
"""What is measured of every page is room, keys and names, which the colours do not change: each
size once, the larger in the look with the thickest lines. Colours are measured in
``tests.ui.test_theme``, and on forms in ``test_form_screens``."""


@pytest.fixture(scope="module", params=WORN, ids=lambda worn: f"{worn[0].value}-{worn[1]}")
def worn(request: pytest.FixtureRequest, theme: Theme, program: Program) -> tuple[Look, int]:
    look, percent = request.param
    theme.set_look(look)
    theme.set_text_percent(percent)
    return look, percent


@pytest.mark.parametrize("show", INSIDE.values(), ids=INSIDE.keys())
def test_a_page_can_be_read_reached_and_named(
    show: Show, worn: tuple[Look, int], program: Program
) -> None:
    show(program)
    program.settle()
    window: MainWindow = program.main
    assert cut(window) == []
    assert unnamed(window) == []
    assert unreached(window) == []
    assert ambiguous(window) == []


# ------------------------------------------------------------------------------ the entrance


def _steps(number: int) -> Show:
    """The guide to a new vault, so many pages in."""

    def show(program: Program) -> None:
        program.start()
        program.press("Skapa ett valv")
        page = program.window.findChild(FirstStartPage)
        assert page is not None
        for at in range(number):
            page._show(at + 1)  # what must be typed on the way is not what is looked at here
            program.settle()

    return show


def _unlock(program: Program) -> None:
    vault = program.folder / "Mitt valv.aktvalv"
    program.start({VAULT: str(vault)})


def _by_code(program: Program) -> None:
    _unlock(program)
    program.press("Använd återställningskoden")


ENTRANCE: dict[str, Show] = {
    "welcome": lambda program: program.start(),
    **{f"step {number + 1}": _steps(number) for number in range(7)},
    "unlock": _unlock,
    "unlock by code": _by_code,
}


@pytest.mark.parametrize(("look", "percent"), [(Look.LIGHT, 100), (Look.DARK, 200)])
@pytest.mark.parametrize("show", ENTRANCE.values(), ids=ENTRANCE.keys())
def test_the_way_in_can_be_read_reached_and_named(
    show: Show, look: Look, percent: int, theme: Theme, tmp_path: Path
) -> None:
    clock = StoppedClock(datetime(2026, 6, 1, 9, 0, tzinfo=STOCKHOLM_SUMMER))
    settings = f'text_percent = {percent}\nlook = "{look.value}"\n'
    (tmp_path / "dator.toml").write_text(settings, encoding="utf-8")
    program = Program(theme, tmp_path, make_core(tmp_path, clock, CountedIds()))
    show(program)
    assert (theme.look, theme.text_percent) == (look, percent)
    window = program.window
    found = [*cut(window), *unnamed(window), *unreached(window)]
    program.end()
    assert found == []


# ------------------------------------------------------------------------------ the measure itself


def test_the_measure_finds_what_is_wrong(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 300)
    column = QVBoxLayout(window)
    cut_label, nameless, good = QLabel("Ett långt ord"), QLineEdit(), QPushButton("Spara")
    for each in (cut_label, nameless, good):
        column.addWidget(each)
    stray = QPushButton("Utanför", window)
    stray.move(290, 290)
    hidden_from_keys = QLineEdit(window)
    hidden_from_keys.setAccessibleName("Nås inte")
    cut_label.setFixedWidth(20)
    window.show()
    QWidget.setTabOrder(nameless, good)
    for each in (window, good):
        QShortcut(QKeySequence("Ctrl+N"), each)
    assert len(ambiguous(window)) == 1
    assert any("Ett långt ord" in problem for problem in cut(window))
    assert any("Utanför" in problem and "sticks out" in problem for problem in cut(window))
    assert [problem for problem in unnamed(window) if "QLineEdit" in problem]
    assert unreached(window) == []
    good.installEventFilter(trap := _Trap(window))
    assert unreached(window) != []
    assert trap.taken


class _Trap(QObject):
    """Keeps Tab from leading on."""

    taken = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            self.taken = True
        return self.taken
