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
    """Where Tab stops inside a widget that was built from top to bottom. The lists that combo
    boxes open are windows of their own."""
    return [
        each
        for each in widget.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and each.window() is widget.window()
    ]


def chain(stops: Sequence[QWidget]) -> None:
    """Let Tab go from each to the next. Qt goes by age, so what has been put in between comes
    last until it is told."""
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
