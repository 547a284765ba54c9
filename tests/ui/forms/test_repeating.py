"""Groups that repeat and what stands under answers: added, removed, asked about, taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QWidget

from app.forms.session import FormSession
from app.forms.tree import NodeId
from tests.app.forms.build import CORE, answer, at, group, item, option, page, session
from tests.ui.forms.all_types import every_type
from tests.ui.forms.conftest import Show
from tests.ui.forms.keys import focus, here, press, problem_list, question, stack, turn_to, write
from ui.forms.question import Question
from ui.forms.repeated import Repeated, Repetition
from ui.forms.view import FormView
from ui.widgets.problem_line import ProblemLine

CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def children(**more: object) -> FormSession:
    name = item("namn", required=True)
    return session(
        page("p", item("a"), group("barn", name, item("bor"), repeats=True, text="Barn", **more))
    )


def place(number: int, link: str = "namn") -> NodeId:
    return (("p", 0), ("barn", number), (link, 0))


def asked(view: FormView, node: NodeId) -> Question:
    found = stack(view).question(node)
    assert found is not None
    return found


def titles(view: FormView) -> list[str]:
    return [
        text.text()
        for each in view.findChildren(Repetition)
        if each.isVisible()
        for text in each.findChildren(QLabel)
        if text.property("role") == "label" and text.buddy() is None and text.isVisible()
    ]


def go_to(view: FormView, name: str) -> QAbstractButton:
    """Tab on to a button."""
    for _ in range(60):
        here_now = focus(view)
        text = here_now.text() if isinstance(here_now, QAbstractButton) else ""
        if name in (here_now.accessibleName(), text) and isinstance(here_now, QAbstractButton):
            return here_now
        press(view, Qt.Key.Key_Tab)
    raise AssertionError(f"no Tab leads to {name}")


def add(view: FormView, *names: str) -> None:
    """Another repetition with a name in it, by key."""
    for name in names:
        go_to(view, "Lägg till barn")
        press(view, Qt.Key.Key_Space)
        write(view, name)


@pytest.mark.req("F126")
def test_a_repetition_is_added_by_key_and_the_focus_is_in_it(show: Show) -> None:
    view = show(children())
    assert titles(view) == ["Barn 1"]
    add(view, "Alva", "Bo")
    assert titles(view) == ["Barn 1", "Barn 2", "Barn 3"]
    assert here(view) is asked(view, place(2))
    assert view.filled.node(place(1)).values == ("Alva",)
    press(view, Qt.Key.Key_Tab)
    assert here(view) is asked(view, place(2, "bor"))
    press(view, Qt.Key.Key_Tab)
    assert isinstance(focus(view), QAbstractButton), "then the way to one more"


def test_an_empty_repetition_goes_without_a_question(show: Show) -> None:
    view = show(children())
    add(view, "Alva")
    go_to_start(view)
    go_to(view, "Ta bort Barn 1")
    press(view, Qt.Key.Key_Space)
    assert titles(view) == ["Barn 1"]
    assert asked(view, place(0)).value() == "Alva"
    assert here(view) is asked(view, place(0))


def go_to_start(view: FormView) -> None:
    view.focus_first()


def test_an_answered_one_is_asked_about_and_can_be_kept(show: Show) -> None:
    view = show(children())
    add(view, "Alva", "Bo")
    assert focus(view).accessibleDescription().startswith("Barn 3.")
    go_to_start(view)
    go_to(view, "Ta bort Barn 2")
    press(view, Qt.Key.Key_Space)
    assert titles(view) == ["Barn 1", "Barn 2", "Barn 3"]
    keep = focus(view)
    assert isinstance(keep, QAbstractButton)
    assert keep.text() == "Behåll"
    assert keep.accessibleDescription() == "Barn 2 innehåller svar. Vill du ta bort dem?"
    press(view, Qt.Key.Key_Escape)
    assert focus(view).accessibleName() == "Ta bort Barn 2"
    assert len(view.filled.repetitions(place(0)[:2])) == 3


def test_removing_closes_up_and_can_be_taken_back(show: Show) -> None:
    view = show(children())
    write(view, "ett")
    add(view, "Alva", "Bo")
    before = view.response()
    go_to_start(view)
    go_to(view, "Ta bort Barn 2")
    press(view, Qt.Key.Key_Space)
    press(view, Qt.Key.Key_Tab)
    press(view, Qt.Key.Key_Space)
    assert titles(view) == ["Barn 1", "Barn 2"]
    assert asked(view, place(1)).value() == "Bo"
    assert here(view) is asked(view, place(1))
    press(view, Qt.Key.Key_Z, CTRL_ALT)
    assert titles(view) == ["Barn 1", "Barn 2", "Barn 3"]
    assert [asked(view, place(n)).value() for n in range(3)] == ["", "Alva", "Bo"]
    assert view.response() == before
    press(view, Qt.Key.Key_Y, CTRL_ALT)
    assert titles(view) == ["Barn 1", "Barn 2"]


def test_no_more_than_allowed_and_no_fewer_than_one(show: Show) -> None:
    most = [{"url": CORE + "questionnaire-maxOccurs", "valueInteger": 2}]
    view = show(children(extension=most))
    (repeated,) = view.findChildren(Repeated)
    (only,) = view.findChildren(Repetition)
    assert not only._remove.isVisible()
    add(view, "Alva")
    assert not repeated._add.isVisible()
    assert only._remove.isVisible()


def test_a_problem_inside_a_repetition_is_named_and_led_to(show: Show) -> None:
    view = show(children())
    asked(view, place(0)).set_value("Alva")
    asked(view, place(0)).edited.emit()
    stack(view).more.emit(place(0)[:2])
    asked(view, place(1, "bor")).set_value("Lund")
    asked(view, place(1, "bor")).edited.emit()
    assert not view.check()
    assert here(view) is asked(view, place(1))
    (link,) = problem_list(view).findChildren(QAbstractButton)
    assert link.accessibleName() == "Fråga p, Barn 2, Fråga namn: Frågan behöver ett svar."


def problems_of_groups(view: FormView) -> list[str]:
    lines = [line for line in view.findChildren(ProblemLine) if line.isVisible()]
    return [line.text() for line in lines if not isinstance(line.parentWidget(), Question)]


@pytest.mark.req("F126")
def test_what_is_wrong_with_a_whole_group_is_told_at_it(show: Show) -> None:
    least = {"url": CORE + "questionnaire-minOccurs", "valueInteger": 2}
    child = group("barn", item("namn"), repeats=True, text="Barn", extension=[least])
    home = group("hem", item("gata"), item("ort"), required=True, text="Hemmet")
    view = show(session(page("p", child, home)))
    assert problems_of_groups(view) == []  # nobody has come to them yet
    assert not view.check()
    assert problems_of_groups(view) == [
        "Ge minst 2 svar.",
        "Minst en fråga i den här delen behöver ett svar.",
    ]
    question(view, "ort").go_to((), 0)
    write(view, "Lund")
    view.response()
    assert problems_of_groups(view) == ["Ge minst 2 svar."]


def test_a_page_not_in_sight_has_its_repetitions_when_it_is_shown(show: Show) -> None:
    filled = FormSession(every_type())
    view = show(filled)
    filled.add_repetition(at(filled, "barn"))
    view.show_again()
    turn_to(view, 2)
    assert titles(view) == ["Barn 1", "Barn 2"]
    assert view.filled.undo() is not None
    view.show_again()
    assert titles(view) == ["Barn 1"]


# --------------------------------------------------------------------- what stands under answers


def under_each() -> FormSession:
    options = [option("r"), option("g"), option("b")]
    colour = item("c", "coding", item("c.1"), answerOption=options, repeats=True)
    return session(page("p", colour, item("e", "string", item("e.1"))))


def below(number: int) -> NodeId:
    return (("p", 0), ("c", number), ("c.1", 0))


def box(view: FormView, number: int) -> QAbstractButton:
    return asked(view, (("p", 0), ("c", 0))).editor.findChildren(QAbstractButton)[number]


def headings(view: FormView) -> list[str]:
    """The answers that have something under them, as they are named there."""
    return [
        text.text()
        for text in view.findChildren(QLabel)
        if text.isVisible() and (over := text.parent()) and over.property("role") == "under"
    ]


def test_questions_stand_under_each_answer_with_its_name(show: Show) -> None:
    view = show(under_each())
    assert headings(view) == []
    press(view, Qt.Key.Key_Space)
    box(view, 2).click()
    assert headings(view) == ["R", "B"]
    press(view, Qt.Key.Key_Tab)
    asked(view, below(1)).go_to((), 0)
    write(view, "om B")
    asked(view, below(1)).take()
    box(view, 1).click()  # G comes between, and what stands under B moves along
    assert headings(view) == ["R", "G", "B"]
    said = [asked(view, below(n)).editor.target().accessibleDescription() for n in range(3)]
    assert [text.partition(".")[0] for text in said] == ["R", "G", "B"]
    assert [asked(view, below(n)).value() for n in range(3)] == ["", "", "om B"]


def test_an_answer_with_answers_under_it_is_asked_about(show: Show) -> None:
    view = show(under_each())
    box(view, 0).click()
    box(view, 1).click()
    asked(view, below(0)).go_to((), 0)
    write(view, "om R")
    asked(view, below(0)).take()
    box(view, 0).click()
    assert isinstance(focus(view), QAbstractButton)
    assert focus(view).property("text") == "Behåll"
    press(view, Qt.Key.Key_Space)
    assert box(view, 0).isChecked()
    assert headings(view) == ["R", "G"]
    box(view, 0).click()
    press(view, Qt.Key.Key_Tab)
    press(view, Qt.Key.Key_Space)
    assert headings(view) == ["G"]
    assert asked(view, below(0)).value() == ""
    press(view, Qt.Key.Key_Z, CTRL_ALT)
    assert headings(view) == ["R", "G"]
    assert asked(view, below(0)).value() == "om R"
    assert box(view, 0).isChecked()


def test_an_answer_without_any_goes_without_a_question(show: Show) -> None:
    view = show(under_each())
    box(view, 0).click()
    box(view, 0).click()
    assert headings(view) == []
    assert not box(view, 0).isChecked()


def test_the_focus_goes_to_the_question_whose_answer_went(show: Show) -> None:
    view = show(under_each())
    press(view, Qt.Key.Key_Space)
    assert headings(view) == ["R"]
    asked(view, below(0)).go_to((), 0)
    press(view, Qt.Key.Key_Z, CTRL_ALT)
    assert here(view) is asked(view, (("p", 0), ("c", 0)))


def test_the_caret_stays_while_what_is_under_the_answer_comes(show: Show) -> None:
    view = show(under_each())
    node = (("p", 0), ("e", 0))
    asked(view, node).go_to((), 0)
    write(view, "ord")
    asked(view, node).editor.set_caret(1)
    asked(view, node).take()
    assert here(view) is asked(view, node)
    line = focus(view)
    assert isinstance(line, QLineEdit)
    assert line.cursorPosition() == 1
    press(view, Qt.Key.Key_Tab)
    assert here(view) is asked(view, (("p", 0), ("e", 0), ("e.1", 0)))


def test_the_place_inside_a_repetition_comes_back(show: Show) -> None:
    view = show(children())
    add(view, "Alva")
    place_now = view.place()
    again = show(FormSession(view.filled.form, view.response()))
    again.restore_place(place_now)
    assert here(again) is asked(again, place(1))


def test_answering_keeps_everything_else_as_it_stood(show: Show) -> None:
    filled = FormSession(every_type())
    answer(filled, "barn.namn", "Alva")
    view = show(filled)
    turn_to(view, 2)
    kept = asked(view, at(filled, "barn.namn"))
    stack(view).more.emit(at(filled, "barn"))
    assert asked(view, at(filled, "barn.namn")) is kept


def test_a_button_that_tab_reaches_is_wholly_in_sight(show: Show) -> None:
    """What is told under the question that was left pushes it down when it already has focus."""
    inside = (item("t", "text"), item("u", "text"), item("m", "date"))
    view = show(session(page("p", group("barn", *inside, repeats=True, text="Barn"))))
    view.resize(900, 420)
    area = view.findChild(QScrollArea)
    assert area is not None
    bar = area.verticalScrollBar()
    asked(view, place(0, "m")).go_to((), 0)
    write(view, "vid påsk")
    settle()
    before = bar.maximum()
    assert before > 0
    press(view, Qt.Key.Key_Tab)
    add = focus(view)
    assert isinstance(add, QAbstractButton)
    assert add.text() == "Lägg till barn"
    settle()
    assert bar.maximum() > before, "a line has come under the date"
    assert area.viewport().rect().contains(within(area, add))


def settle() -> None:
    """Layouts are made in several rounds, of which each asks for the next."""
    for _ in range(10):
        QApplication.processEvents()


def within(area: QScrollArea, widget: QWidget) -> QRect:
    """Where a widget stands in what shows of an area."""
    return QRect(widget.mapTo(area.viewport(), widget.rect().topLeft()), widget.size())


def test_taking_a_removal_back_leads_to_the_repetition_that_came_back(show: Show) -> None:
    view = show(children())
    add(view, "Alva", "Bo")
    go_to_start(view)
    go_to(view, "Ta bort Barn 3")
    press(view, Qt.Key.Key_Space)
    press(view, Qt.Key.Key_Tab)
    press(view, Qt.Key.Key_Space)
    assert here(view) is asked(view, place(1))
    press(view, Qt.Key.Key_Z, CTRL_ALT)
    assert here(view) is asked(view, place(2))
    assert asked(view, place(2)).value() == "Bo"
