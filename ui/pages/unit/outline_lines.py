"""The lines of the register's outline."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.pages.unit.outline import Line
from ui.pages.unit.words import UNIT_KINDS
from ui.texts import tr
from ui.widgets.wrapping import WrappingButton
from ui.words import word

STEP: Final = 4
"""Characters from a unit to what lies under it."""


def unit_line(line: Line, turn: Callable[[], None], *, is_open: bool) -> WrappingButton:
    """``turn`` reads from the button's property ``unit`` which one it opens or closes."""
    made = WrappingButton(f"{'▾' if is_open else '▸'} {line.text}", turn, role="entry")
    made.setAccessibleName(f"{line.row.shown}, {word(UNIT_KINDS, line.row.kind)}")
    made.setAccessibleDescription(tr("Öppen") if is_open else tr("Stängd"))
    made.setProperty("unit", line.row.entity)
    return made


def stepped_in(depth: int, *parts: QWidget) -> QWidget:
    """Under each other, as far in as the unit lies."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(depth * STEP * box.fontMetrics().averageCharWidth(), 0, 0, 0)
    column.setSpacing(2)
    for part in parts:
        column.addWidget(part)
    return box
