"""A place of the section Enheten, shown and kept up to date as the shell does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Office
from ui.page import Page
from ui.session import Session

P = TypeVar("P", bound=Page)


@pytest.fixture
def place(qtbot: QtBot, office: Office) -> Callable[[Callable[[Session], P]], P]:
    def make(kind: Callable[[Session], P]) -> P:
        page = kind(office.session)
        qtbot.addWidget(page)

        def changed(changes: object) -> None:
            if page.concerned(changes):  # type: ignore[arg-type]  # the signal carries an object
                page.reload(changes)  # type: ignore[arg-type]

        office.session.changed.connect(changed)
        page.resize(900, 700)
        page.show()
        page.load()
        office.settle()
        return page

    return make
