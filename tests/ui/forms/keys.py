"""A person at the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from app.forms.tree import NodeId
from tests.app.forms.build import at
from ui.forms.contents import Contents
from ui.forms.frame import Frame
from ui.forms.problem_list import ProblemList
from ui.forms.question import Question
from ui.forms.stack import PageStack
from ui.forms.view import FormView
from ui.widgets.focus import holds_focus


def stack(view: FormView) -> PageStack:
    return view.findChild(PageStack)


def contents(view: FormView) -> Contents:
    return view.findChild(Contents)


def problem_list(view: FormView) -> ProblemList:
    return view.findChild(ProblemList)


def foot(view: FormView) -> tuple[QPushButton, ...]:
    """The buttons under the page."""
    return view.findChild(Frame).buttons


def button_called(view: FormView, text: str) -> QPushButton:
    (found,) = (each for each in foot(view) if each.text() == text)
    return found


def turn_to(view: FormView, number: int) -> None:
    """Choose a page in the list."""
    contents(view).chosen.emit(number)


def lead_to(view: FormView, node: NodeId) -> None:
    """Follow a link of the list of problems."""
    problem_list(view).chosen.emit(node)


def focus(view: FormView) -> QWidget:
    found = view.focusWidget()
    assert found is not None
    return found


def press(
    view: FormView, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(focus(view), key, modifier)


def write(view: FormView, text: str) -> None:
    QTest.keyClicks(focus(view), text)


def here(view: FormView) -> Question | None:
    """The question with the focus."""
    return stack(view).focused()


def question(view: FormView, link: str) -> Question:
    found = stack(view).question(at(view.filled, link))
    assert found is not None
    return found


def tab_to_next_question(view: FormView) -> Question | None:
    """Tab on until another question has the focus; None when the questions have ended."""
    before = here(view)
    for _ in range(40):
        press(view, Qt.Key.Key_Tab)
        now = here(view)
        if now is None:
            return None
        if now is not before:
            return now
    raise AssertionError("Tab leads nowhere")


def answer_by_key(view: FormView, asked: Question, text: str = "Ett svar") -> None:
    """Answer the question that has the focus: the first choice, or some text."""
    widget = focus(view)
    assert holds_focus(asked.editor)
    if isinstance(widget, QAbstractButton):
        press(view, Qt.Key.Key_Space)
    else:
        write(view, text)
