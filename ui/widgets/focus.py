"""Where the focus is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def holds_focus(widget: QWidget) -> bool:
    """Whether the focus is on ``widget`` or inside it, also while the window is not active."""
    focused = widget.window().focusWidget()
    return focused is widget or (bool(focused) and widget.isAncestorOf(focused))


def stops_in(widget: QWidget) -> list[QWidget]:
    """Where Tab stops inside a widget that was built from top to bottom."""
    inside = widget.findChildren(QWidget)
    tab = Qt.FocusPolicy.TabFocus
    return [each for each in inside if each.focusPolicy() & tab and each.focusProxy() is None]


def chain(stops: Sequence[QWidget]) -> None:
    """Let Tab go from each to the next. Qt goes by age, so what has been put in between comes
    last until it is told."""
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
