"""A form in a window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.forms.session import FormSession
from ui.forms.view import FormView
from ui.theme import Theme

TODAY = date(2026, 11, 22)
Show = Callable[[FormSession], FormView]


def today() -> date:
    return TODAY


@pytest.fixture
def show(qtbot: QtBot, theme: Theme) -> Show:
    def shown(filled: FormSession) -> FormView:
        view = FormView(filled, today)
        qtbot.addWidget(view)
        view.resize(1100, 800)
        view.show()
        qtbot.waitExposed(view)
        view.activateWindow()
        qtbot.waitUntil(view.isActiveWindow)
        view.focus_first()
        return view

    return shown
