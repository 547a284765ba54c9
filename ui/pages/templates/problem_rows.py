"""What is wrong, row by row, in a list that the arrow keys walk through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem

from app.forms.problems import Problem, Severity
from app.forms.sheet_problems import SheetProblem
from ui.forms.sheet_words import sheet_place, sheet_sentence
from ui.forms.words import template_sentence
from ui.icons import icon, pixels
from ui.texts import tr

LINES_SHOWN: Final = 12
"""So many lines at least, where there are as many; more where the page has room."""
_WORDS: Mapping[Severity, str] = {
    Severity.FATAL: "Fel",
    Severity.ERROR: "Fel",
    Severity.WARNING: "Varning",
    Severity.INFO: "Upplysning",
}
_ICONS: Mapping[Severity, tuple[str, str]] = {
    Severity.FATAL: ("error", "error"),
    Severity.ERROR: ("error", "error"),
    Severity.WARNING: ("warning", "warn"),
    Severity.INFO: ("info", "accent"),
}


@dataclass(frozen=True, slots=True)
class Line:
    severity: Severity
    text: str
    place: str = ""

    @property
    def said(self) -> str:
        """``Fel. Frågor, rad 14: …``"""
        kind = tr(_WORDS[self.severity])
        return f"{kind}. {self.place}: {self.text}" if self.place else f"{kind}. {self.text}"


def of_sheets(problems: Iterable[SheetProblem]) -> tuple[Line, ...]:
    return tuple(Line(p.severity, sheet_sentence(p), sheet_place(p)) for p in problems)


def of_template(problems: Iterable[Problem]) -> tuple[Line, ...]:
    """Once each: the same thing may stand in a hundred questions."""
    return tuple(dict.fromkeys(Line(p.severity, template_sentence(p)) for p in problems))


def counted(lines: Iterable[Line]) -> str:
    """``3 fel, 1 varning``"""
    kinds = [tr(_WORDS[line.severity]).lower() for line in lines]
    parts = []
    for kind, many in (
        (tr("fel"), tr("{n} fel")),
        (tr("varning"), tr("{n} varningar")),
        (tr("upplysning"), tr("{n} upplysningar")),
    ):
        found = kinds.count(kind)
        if found:
            parts.append(many.format(n=found) if found > 1 else f"1 {kind}")
    return ", ".join(parts) or tr("Inget att rätta")


class ProblemRows(QListWidget):
    """Severity by icon and by word."""

    def __init__(self) -> None:
        self._lines: tuple[Line, ...] = ()  # before Qt tells of its palette
        super().__init__()
        self.setProperty("role", "list")
        self.setAccessibleName(tr("Att rätta"))
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Replace what is shown; the row that one stands on stays where it was. Nothing to show
        hides the list."""
        self.setVisible(bool(lines))
        if lines != self._lines:
            self._lines = lines
            self._fill()
            self._make_room()

    def _fill(self) -> None:
        at = self.currentRow()
        self.clear()
        self.setIconSize(QSize(pixels(), pixels()))
        for line in self._lines:
            name, tone = _ICONS[line.severity]
            self.addItem(QListWidgetItem(icon(name, tone), line.said))
        self.setCurrentRow(min(at, len(self._lines) - 1))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._lines:
            self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._make_room()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def _make_room(self) -> None:
        """Never higher than its rows; where they do not fit, it scrolls."""
        least = LINES_SHOWN * self.fontMetrics().lineSpacing()
        self.doItemsLayout()  # or a row is measured in a width that it no longer has
        rows = sum(self.visualItemRect(self.item(row)).height() for row in range(self.count()))
        frame = 2 * self.frameWidth() + 4
        self.setMinimumHeight(min(rows, least) + frame)
        self.setMaximumHeight(rows + frame)
        self.updateGeometry()
