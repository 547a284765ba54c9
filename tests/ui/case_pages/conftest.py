"""A case to open pages on, and the few gestures that tests make."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ids import StreamId
from tests.app.usecases import typed_forms
from tests.ui.conftest import Office
from ui.fields.box import FieldBox
from ui.page import Page
from ui.record_editor import RecordEditor
from ui.widgets.problem_line import ProblemLine

P = TypeVar("P", bound=Page)


@pytest.fixture
def stream(office: Office) -> StreamId:
    return office.ask(typed_forms.opened_case)


@pytest.fixture
def opened(qtbot: QtBot, office: Office, stream: StreamId) -> Callable[[type[P]], P]:
    """Makes a page of the case, shows and loads it, and reloads it when a write concerns it."""

    def make(kind: type[P]) -> P:
        page = kind(office.session, stream)
        qtbot.addWidget(page)

        def changed(changes: object) -> None:
            if page.concerned(changes):
                page.reload(changes)

        office.session.changed.connect(changed)
        page.resize(900, 700)
        page.show()
        page.load()
        office.settle()
        return page

    return make


def press(page: QWidget, text: str) -> None:
    """The visible button whose text begins so."""
    found = [
        each
        for each in page.findChildren(QPushButton)
        if each.isVisible() and each.text().startswith(text)
    ]
    assert found, f"no button {text!r} among {[b.text() for b in page.findChildren(QPushButton)]}"
    found[0].click()


def texts(page: QWidget) -> str:
    """All that can be read on the page."""
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def editor(page: QWidget) -> RecordEditor:
    (found,) = page.findChildren(RecordEditor)
    return found


def fill_and_sign(office: Office, page: QWidget, **values: object) -> None:
    """Type into the open form and sign, through the question that signing asks."""
    form = editor(page).form
    form.set_values({**form.values(), **values})
    form.changed.emit()
    editor(page).sign()
    if editor(page)._confirm.isVisible():
        editor(page)._sign_now()
    office.settle()


def wrong_fields(page: QWidget) -> list[str]:
    """The names of the fields that say what is wrong with them, in reading order."""
    return [
        box.spec.name
        for box in editor(page).findChildren(FieldBox)
        if any(line.isVisible() and line.text() for line in box.findChildren(ProblemLine))
    ]
