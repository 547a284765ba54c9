"""Forms: what is typed comes out as typed, problems stand where they are, nothing is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.casework.facts import Owner
from app.errors import Fault, FieldProblem
from ui.fields.form import FieldForm
from ui.fields.spec import FieldSpec, Kind
from ui.theme import Theme
from ui.widgets.editors.choice import Choice
from ui.widgets.wrapping import WrappingButton

SPECS = (
    FieldSpec("heading", "Rubrik", required=True),
    FieldSpec("facts", "Uppgifter", Kind.TEXT),
    FieldSpec("when", "När", Kind.DATE),
    FieldSpec(
        "level",
        "Hotnivå",
        Kind.RADIO,
        owner=Owner.BOPS,
        choices=(Choice("low", "Låg"), Choice("high", "Hög")),
    ),
    FieldSpec("asked", "Tillfrågad", Kind.YES_NO),
    FieldSpec(
        "goals",
        "Mål",
        Kind.ROWS,
        row="Mål",
        add="Lägg till mål",
        fields=(
            FieldSpec("words", "Med egna ord", Kind.TEXT),
            FieldSpec(
                "steps",
                "Steg",
                Kind.ROWS,
                row="Steg",
                add="Lägg till steg",
                fields=(FieldSpec("what", "Vad"), FieldSpec("cost", "Kostnad", Kind.AMOUNT)),
            ),
        ),
    ),
)

VALUES = {
    "heading": "Möte",
    "facts": "en\ntvå",
    "when": "nov 2021",
    "level": "low",
    "asked": False,
    "goals": [
        {"words": "bo själv", "steps": [{"what": "kö", "cost": "4 500"}]},
        {"words": "jobb", "steps": []},
    ],
}


@pytest.fixture
def form(qtbot: QtBot, theme: Theme) -> FieldForm:
    made = FieldForm(SPECS)
    qtbot.addWidget(made)
    made.resize(700, 900)
    made.show()
    made.activateWindow()
    return made


def pressable(form: QWidget, text: str) -> list[QAbstractButton]:
    QApplication.processEvents()  # what has been added shows in the next turn of the loop
    return [
        each
        for each in form.findChildren(QAbstractButton)
        if each.text() == text and each.isVisible()
    ]


def texts(form: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(each.text() for each in form.findChildren(QLabel) if each.isVisible())


def test_values_come_back_as_they_were_to_any_depth(form: FieldForm) -> None:
    said: list[None] = []
    form.changed.connect(lambda: said.append(None))
    form.set_values(VALUES)
    assert form.values() == VALUES
    form.set_values({})
    assert form.values()["heading"] == ""
    assert form.values()["goals"] == []
    assert said == []


def test_a_row_is_added_with_the_focus_in_it(form: FieldForm, qtbot: QtBot) -> None:
    form.set_values(VALUES)
    with qtbot.waitSignal(form.changed):
        pressable(form, "Lägg till mål")[0].click()
    goals = form.values()["goals"]
    assert isinstance(goals, list)
    assert goals[2] == {"words": "", "steps": []}
    assert form.place()["field"] == "goals/2/words"


def test_a_removed_row_can_be_taken_back_with_all_that_was_in_it(
    form: FieldForm, qtbot: QtBot
) -> None:
    form.set_values(VALUES)
    with qtbot.waitSignal(form.changed):
        pressable(form, "Ta bort")[0].click()
    assert form.values()["goals"] == [VALUES["goals"][1]]
    assert "Mål 1 är borttagen" in texts(form)
    with qtbot.waitSignal(form.changed):
        pressable(form, "Ångra")[0].click()
    assert form.values() == VALUES


def test_problems_stand_at_their_fields_and_in_a_summary_that_leads_there(
    form: FieldForm,
) -> None:
    form.set_values(VALUES)
    form.show_problems(
        (
            FieldProblem("when", Fault.NOT_A_FULL_DATE),
            FieldProblem("goals/0/steps/0/cost", Fault.NOT_AN_AMOUNT),
        )
    )
    assert "2 uppgifter behöver rättas" in texts(form)
    assert form.place()["field"] == "when"
    links = [each for each in form.findChildren(WrappingButton) if each.isVisible()]
    assert [link.face().split(":")[0] for link in links] == ["När", "Mål 1"]
    assert links[1].face().startswith("Mål 1: Steg 1: Kostnad: ")
    links[1].click()
    assert form.place() == {"field": "goals/0/steps/0/cost", "position": 5}
    assert form.values() == VALUES, "everything typed stays"


def test_what_is_required_is_heard_with_the_name_and_the_rest_is_not(form: FieldForm) -> None:
    (heading,) = [
        each for each in form.findChildren(QLineEdit) if "Rubrik" in each.accessibleName()
    ]
    assert heading.accessibleName() == "Rubrik, obligatorisk"
    (facts,) = [
        each for each in form.findChildren(QPlainTextEdit) if "Uppgifter" in each.accessibleName()
    ]
    assert facts.accessibleName() == "Uppgifter"


def test_the_first_problem_is_the_first_on_the_page_whatever_was_checked_first(
    form: FieldForm,
) -> None:
    form.set_values(VALUES)
    form.show_problems(
        (
            FieldProblem("goals/0/steps/0/cost", Fault.NOT_AN_AMOUNT),
            FieldProblem("goals", Fault.ONE_NEEDED),
            FieldProblem("when", Fault.NOT_A_FULL_DATE),
        )
    )
    assert form.place()["field"] == "when"
    links = [each for each in form.findChildren(WrappingButton) if each.isVisible()]
    assert [link.face().split(":")[0] for link in links] == ["När", "Mål", "Mål 1"]


def test_a_question_keeps_its_mark_and_a_choice_of_two_is_mended_by_either(
    qtbot: QtBot, theme: Theme
) -> None:
    choices = (Choice("a", "Anmälan"), Choice("b", "Ansökan"))
    asked = FieldForm((FieldSpec("kind", "Vad kom in?", Kind.RADIO, True, choices=choices),))
    qtbot.addWidget(asked)
    asked.show()
    asked.show_problems((FieldProblem("kind", Fault.REQUIRED),))
    first, second = asked.findChildren(QRadioButton)
    assert [first.property("invalid"), second.property("invalid")] == [True, True]
    assert "Vad kom in? Fyll i" in asked.findChildren(WrappingButton)[0].face()
    second.click()
    assert [first.property("invalid"), second.property("invalid")] == [False, False]


def test_what_is_wrong_is_said_to_assistive_technology_until_it_is_mended(
    form: FieldForm,
) -> None:
    form.show_problems((FieldProblem("heading", Fault.REQUIRED),))
    line = form.focusWidget()
    assert isinstance(line, QLineEdit)
    assert line.accessibleDescription().startswith("Fel: Fyll i")
    assert line.property("invalid") is True
    QTest.keyClicks(line, "x")
    assert "Fel" not in line.accessibleDescription()
    assert line.property("invalid") is False


def test_a_problem_in_a_field_that_is_not_there_is_told_all_the_same(form: FieldForm) -> None:
    form.show_problems(
        (FieldProblem("goals", Fault.ONE_NEEDED), FieldProblem("x/1", Fault.REQUIRED))
    )
    assert "Lägg till minst en" in texts(form)
    links = [each.face() for each in form.findChildren(WrappingButton) if each.isVisible()]
    assert len(links) == 2


def test_the_place_is_kept(form: FieldForm) -> None:
    form.set_values(VALUES)
    form.restore_place({"field": "goals/1/words", "position": 2})
    assert form.place() == {"field": "goals/1/words", "position": 2}
    form.restore_place({"field": "goals/7/words", "position": 2})
    assert form.place()["field"] == "goals"
    form.restore_place({})
    assert form.place()["field"] == "goals"


@pytest.mark.req("F072")
def test_who_answers_for_a_statement_stands_at_the_field(form: FieldForm) -> None:
    assert "Uppgift från BOPS" in texts(form)
    spoken = [each.accessibleDescription() for each in form.findChildren(QWidget)]
    assert any("Uppgift från BOPS." in said for said in spoken)


def test_every_control_has_a_name(form: FieldForm) -> None:
    form.set_values(VALUES)
    for control in form.findChildren(QWidget):
        if control.focusPolicy() & Qt.FocusPolicy.TabFocus and isinstance(
            control, QLineEdit | QPlainTextEdit | QAbstractButton
        ):
            spoken = control.accessibleName() or (
                control.text() if isinstance(control, QAbstractButton) else ""
            )
            assert spoken, type(control)


def test_a_form_that_is_read_only_takes_no_typing(form: FieldForm) -> None:
    form.set_values(VALUES)
    form.set_read_only(True)
    line = form.findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, "x")
    assert form.values() == VALUES
    assert pressable(form, "Ta bort") == []
    assert pressable(form, "Lägg till mål") == []


@pytest.mark.parametrize("kind", [Kind.LINE, Kind.ROWS])
def test_help_and_small_print_stand_with_every_kind_of_field(qtbot: QtBot, kind: Kind) -> None:
    fields = (FieldSpec("what", "Vad"),) if kind is Kind.ROWS else ()
    spec = FieldSpec("asked", "Fråga", kind, help="Så här.", note="12 kap. 3 §", fields=fields)
    form = FieldForm((spec,))
    qtbot.addWidget(form)
    form.show()

    read = [each.text() for each in form.findChildren(QLabel) if each.isVisible()]
    assert {"Så här.", "12 kap. 3 §"} <= set(read)
