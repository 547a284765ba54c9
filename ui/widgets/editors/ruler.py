"""A ruler to point at: a slider that stands nowhere until somebody has put it somewhere."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSlider

from ui.tokens import worn

KNOB: Final = 12
"""Radius in pixels at least, so that the knob is a target of 24 pixels (WCAG 2.5.8)."""
FRAME: Final = 4
"""Pixels around everything, where the focus is drawn."""
MOST_STEPS: Final = 200
TOGETHER_MS: Final = 1000
"""Digits typed within so long of each other are one number."""

_STEPS: Final = {
    Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1,
}  # fmt: skip


class Ruler(QSlider):
    """Whole numbers from ``lowest`` to ``highest``. Arrows, Page Up and Page Down, Home, End,
    digits and the mouse put it somewhere; Delete and Backspace take it away again. A real slider
    to assistive technology. The wheel scrolls the page."""

    chosen = Signal()
    """The user put it somewhere, or took it away."""

    def __init__(self, lowest: int, highest: int, step: int = 1) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(lowest, highest)
        self.setSingleStep(max(1, step))
        self._number: int | None = None
        self._locked = False
        self._digits = ""
        self._together = QTimer(self)
        self._together.setSingleShot(True)
        self._together.setInterval(TOGETHER_MS)
        self._together.timeout.connect(self._forget_digits)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # ------------------------------------------------------------------------- the number

    def number(self) -> int | None:
        return self._number

    def set_number(self, number: int | None) -> None:
        """Does not emit ``chosen``. One outside the ruler is kept, and drawn at its end."""
        self._number = number
        self.setValue(self.minimum() if number is None else number)
        self.update()

    def set_locked(self, locked: bool) -> None:
        """Readable, reachable, and not to be moved."""
        self._locked = locked
        self.update()

    def _choose(self, number: int | None) -> None:
        if self._locked or number == self._number:
            return
        inside = None if number is None else max(self.minimum(), min(self.maximum(), number))
        self.set_number(inside)
        self.chosen.emit()

    # ------------------------------------------------------------------ keyboard and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in _STEPS:
            self._move(_STEPS[key])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            tenth = max(1, len(self._marks()) // 10)
            self._move(tenth if key == Qt.Key.Key_PageUp else -tenth)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._choose(self.minimum() if key == Qt.Key.Key_Home else self.maximum())
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose(None)
        elif event.text().isdecimal():
            self._digit(event.text())
        else:
            event.ignore()

    def _move(self, steps: int) -> None:
        """From nowhere, the first step in either direction is the lowest number."""
        now = self._number
        self._choose(self.minimum() if now is None else now + steps * self.singleStep())

    def _digit(self, digit: str) -> None:
        together = int(self._digits + digit)
        number = together if together <= self.maximum() else int(digit)
        self._digits = str(number)
        self._together.start()
        if self.minimum() <= number <= self.maximum():
            self._choose(number)

    def _forget_digits(self) -> None:
        self._digits = ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self._at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(self._at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    # ------------------------------------------------------------------------- the picture

    def _marks(self) -> range:
        return range(self.minimum(), self.maximum() + 1, self.singleStep())

    def _knob(self) -> int:
        return max(KNOB, round(self.fontMetrics().height() * 0.6))

    def _line(self) -> QRectF:
        """From the first mark to the last."""
        inset = FRAME + max(self._knob(), self._widest() // 2 + 1)
        return QRectF(inset, FRAME + self._knob(), max(1, self.width() - 2 * inset), 0)

    def _x(self, number: int) -> float:
        line, span = self._line(), max(1, self.maximum() - self.minimum())
        inside = max(self.minimum(), min(self.maximum(), number))
        return line.left() + line.width() * (inside - self.minimum()) / span

    def _at(self, x: float) -> int:
        return min(self._marks(), key=lambda number: abs(self._x(number) - x))

    def _widest(self) -> int:
        ends = (self.minimum(), self.maximum())
        return max(self.fontMetrics().horizontalAdvance(as_read(end)) for end in ends)

    def _numbered(self) -> list[int]:
        """As many of the marks as have room for their number, evenly; the first and the last
        always."""
        marks = self._marks()
        room = max(1, int(self._line().width()) // (self._widest() + 10))
        every = -(-len(marks) // room) or 1
        shown = [number for number in marks[::every] if number + every <= self.maximum()]
        return [*shown, self.maximum()] if len(marks) > 1 else list(marks)

    def sizeHint(self) -> QSize:
        wide = (self._widest() + 22) * min(len(self._marks()), 21)
        least = self.minimumSizeHint()
        return QSize(max(wide, least.width()), least.height())

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        wide = 4 * (self._widest() + 10) + 2 * (FRAME + self._knob())
        return QSize(wide, 2 * (FRAME + self._knob()) + metrics.height() + 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = worn()
        self._paint_frame(painter)
        line = self._line()
        painter.setPen(QPen(QColor(colours.field), 2))
        painter.drawLine(line.topLeft(), line.topRight())
        if len(self._marks()) <= line.width() / 6:
            for number in self._marks():
                x = self._x(number)
                painter.drawLine(QPointF(x, line.top() - 5), QPointF(x, line.top() + 5))
        self._paint_numbers(painter)
        if self._number is not None:
            knob = self._knob() - 2
            locked = self._locked or not self.isEnabled()
            painter.setPen(QPen(QColor(colours.base), 2))
            painter.setBrush(QColor(colours.muted if locked else colours.accent))
            painter.drawEllipse(QPointF(self._x(self._number), line.top()), knob, knob)

    def _paint_frame(self, painter: QPainter) -> None:
        colours = worn()
        invalid = bool(self.property("invalid"))
        if self.hasFocus() or invalid:
            colour = colours.accent if self.hasFocus() else colours.error
            painter.setPen(QPen(QColor(colour), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)

    def _paint_numbers(self, painter: QPainter) -> None:
        metrics = self.fontMetrics()
        top = FRAME + 2 * self._knob()
        wide = self._widest() + 10
        for number in self._numbered():
            chosen = number == self._number
            font = QFont(self.font())
            font.setBold(chosen)
            painter.setFont(font)
            painter.setPen(QColor(worn().text if chosen else worn().muted))
            place = QRect(round(self._x(number)) - wide // 2, top, wide, metrics.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, as_read(number))


def as_read(number: int) -> str:
    """With a minus sign as long as a digit."""
    return str(number).replace("-", "\N{MINUS SIGN}")


def can_be_drawn(lowest: int, highest: int, step: int) -> bool:
    """Whether a ruler of this length is of any use; a longer one is better typed."""
    return lowest < highest and step > 0 and (highest - lowest) // step <= MOST_STEPS
