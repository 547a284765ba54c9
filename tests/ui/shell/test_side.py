"""The left side: every name in full, also the one of the place where one is."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.ui.looking import visible
from ui.shell.side import Side
from ui.theme import Theme

AROUND_TEXT = 2 * (10 + 2) + 4
"""Padding and border of the style sheet on both sides, and the gap to the icon."""


@pytest.mark.parametrize("percent", [100, 200])
def test_the_name_of_where_one_is_has_room(qtbot: QtBot, theme: Theme, percent: int) -> None:
    theme.set_text_percent(percent)
    side = Side(training=False)
    qtbot.addWidget(side)
    side.show()
    for way in visible(side, QAbstractButton):
        heavy = QFont(way.font())
        heavy.setWeight(QFont.Weight.DemiBold)
        text = QFontMetrics(heavy).horizontalAdvance(way.text())
        icon = way.iconSize().width() if way.isCheckable() else 0
        assert way.width() >= text + icon + AROUND_TEXT or not way.isCheckable(), way.text()
    theme.set_text_percent(100)


LOWEST = 400
"""Leaves room for the rest of a window on a screen of 720 rows."""


@pytest.mark.parametrize("percent", [100, 200])
def test_a_low_window_scrolls_the_names_and_keeps_the_lock(
    qtbot: QtBot, theme: Theme, percent: int
) -> None:
    theme.set_text_percent(percent)
    side = Side(training=True)
    qtbot.addWidget(side)
    side.show()
    assert side.minimumSizeHint().height() <= LOWEST
    side.resize(side.minimumSizeHint().width(), LOWEST)
    *ways, lock = visible(side, QAbstractButton)
    assert lock.text().startswith("Lås")
    assert not lock.visibleRegion().isEmpty()
    side.mark(side.sections()[-1])
    assert not ways[-1].visibleRegion().isEmpty(), "where one is comes into sight"
    theme.set_text_percent(100)
