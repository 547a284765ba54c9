"""A chart of values over time, for whoever would rather look than read.

It never stands alone: the same values stand as text beside it. Lines are told apart by the shape of
their points as well as by colour, and the arrow keys go from day to day and say what is there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.tokens import worn

LINES_HIGH: Final = 11
"""Height in lines of text, so that it grows with the text."""


@dataclass(frozen=True, slots=True)
class Line:
    """One value for each day of the chart; None where there is none."""

    name: str
    values: tuple[int | None, ...]


Shape = Callable[[QPointF, float], QPolygonF]


def _around(*corners: tuple[float, float]) -> Shape:
    """A closed shape from corners on a square of side 2 around the point."""

    def at(point: QPointF, size: float) -> QPolygonF:
        return QPolygonF([QPointF(point.x() + x * size, point.y() + y * size) for x, y in corners])

    return at


_ROUND = ((0.0, -1.0), (0.7, -0.7), (1.0, 0.0), (0.7, 0.7), (0.0, 1.0), (-0.7, 0.7), (-1.0, 0.0),
          (-0.7, -0.7))  # fmt: skip

MARKS: Final[tuple[tuple[str, Shape], ...]] = (
    ("●", _around(*_ROUND)),
    ("■", _around((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9))),
    ("▲", _around((0.0, -1.1), (1.1, 0.9), (-1.1, 0.9))),
    ("◆", _around((0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0))),
    ("▼", _around((0.0, 1.1), (1.1, -0.9), (-1.1, -0.9))),
)
"""A character for the text beside the chart, and the shape of the points."""


def mark(number: int) -> str:
    """The character of the line with this number."""
    return MARKS[number % len(MARKS)][0]


class LineChart(QWidget):
    """Days from left to right in their true distances, values from ``lowest`` to ``highest``."""

    moved = Signal(int)
    """The number of the day that the keyboard has come to."""

    def __init__(
        self, days: Sequence[date], lines: Sequence[Line], lowest: int, highest: int
    ) -> None:
        super().__init__()
        self._days = tuple(days)
        self._lines = tuple(lines)
        self._lowest, self._highest = lowest, highest
        self._at = len(self._days) - 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 60, metrics.lineSpacing() * LINES_HIGH)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 24, self.sizeHint().height())

    # ---------------------------------------------------------------------------- the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self._days) - 1}
        key = Qt.Key(event.key())
        if key not in steps and key not in ends:
            super().keyPressEvent(event)
            return
        wanted = ends.get(key, self._at + steps.get(key, 0))
        self._at = min(max(wanted, 0), len(self._days) - 1)
        self.update()
        self.moved.emit(self._at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.moved.emit(self._at)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.updateGeometry()
            self.update()

    # ---------------------------------------------------------------------------- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field = self._field()
        self._paint_frame(painter, field)
        colours = worn().bands
        for number, line in enumerate(self._lines):
            painter.setPen(QPen(QColor(colours[number % len(colours)]), self._thin() * 2))
            painter.setBrush(QColor(colours[number % len(colours)]))
            self._paint_line(painter, field, number, line)

    def _field(self) -> QRectF:
        """Where the lines are, inside the numbers and days around them."""
        metrics = self.fontMetrics()
        left = (
            max(metrics.horizontalAdvance(str(each)) for each in self._marked()) + self._dot() * 3
        )
        high = metrics.lineSpacing()
        return QRectF(left, high, self.width() - left - self._dot() * 3, self.height() - high * 2.6)

    def _thin(self) -> float:
        return max(1.0, self.fontMetrics().lineWidth())

    def _dot(self) -> float:
        return self.fontMetrics().xHeight() * 0.45

    def _marked(self) -> tuple[int, ...]:
        """The values with a line and a number: the ends, and what lies in the middle."""
        middle = (self._lowest + self._highest) // 2
        return tuple(sorted({self._lowest, middle, self._highest}))

    def _paint_frame(self, painter: QPainter, field: QRectF) -> None:
        tokens, metrics = worn(), self.fontMetrics()
        for value in self._marked():
            y = self._y(field, value)
            painter.setPen(QPen(QColor(tokens.border), self._thin()))
            painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))
            painter.setPen(QColor(tokens.muted))
            wide = metrics.horizontalAdvance(str(value))
            at = QPointF(field.left() - wide - self._dot() * 2, y + metrics.ascent() * 0.4)
            painter.drawText(at, str(value))
        painter.setPen(QColor(tokens.muted))
        y = self.height() - metrics.descent() - self._thin() * 2
        first, last = self._days[0].isoformat(), self._days[-1].isoformat()
        painter.drawText(QPointF(field.left(), y), first)
        painter.drawText(QPointF(field.right() - metrics.horizontalAdvance(last), y), last)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), self._thin() * 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
            x = self._x(field, self._at)
            painter.drawLine(QPointF(x, field.top()), QPointF(x, field.bottom()))

    def _paint_line(self, painter: QPainter, field: QRectF, number: int, line: Line) -> None:
        shape = MARKS[number % len(MARKS)][1]
        points = [
            QPointF(self._x(field, at), self._y(field, value))
            for at, value in enumerate(line.values)
            if value is not None
        ]
        painter.drawPolyline(QPolygonF(points))
        for point in points:
            painter.drawPolygon(shape(point, self._dot()))

    def _x(self, field: QRectF, at: int) -> float:
        span = (self._days[-1] - self._days[0]).days
        passed = (self._days[at] - self._days[0]).days
        return field.left() + field.width() * (passed / span if span else 0.5)

    def _y(self, field: QRectF, value: int) -> float:
        span = self._highest - self._lowest
        part = (value - self._lowest) / span if span else 0.5
        return field.bottom() - field.height() * min(max(part, 0.0), 1.0)
