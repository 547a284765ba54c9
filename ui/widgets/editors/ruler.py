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
from ui.widgets.editors.ruler_scale import FRAME, RulerScale, as_read

TOGETHER_MS: Final = 1000
"""Digits typed within so long of each other are one number."""

_COMMANDS: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)

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
        self.set_number(None if number is None else self._scale().inside(number))
        self.chosen.emit()

    # ------------------------------------------------------------------ keyboard and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & _COMMANDS:
            event.ignore()
        elif event.text().isdecimal():  # also with Shift, which some keyboards have digits on
            self._digit(event.text())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
        elif key in _STEPS:
            self._move(_STEPS[key])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            tenth = max(1, len(self._scale().marks) // 10)
            self._move(tenth if key == Qt.Key.Key_PageUp else -tenth)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._choose(self.minimum() if key == Qt.Key.Key_Home else self.maximum())
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose(None)
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
            self._choose(self._scale().at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(self._scale().at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    # ------------------------------------------------------------------------- the picture

    def _scale(self) -> RulerScale:
        ends = (self.minimum(), self.maximum())
        return RulerScale(*ends, self.singleStep(), self.width(), self.fontMetrics())

    def sizeHint(self) -> QSize:
        return self._scale().size()

    def minimumSizeHint(self) -> QSize:
        return self._scale().least_size()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._scale()
        self._paint_frame(painter)
        self._paint_line(painter, scale)
        self._paint_numbers(painter, scale)
        self._paint_knob(painter, scale)

    def _paint_frame(self, painter: QPainter) -> None:
        invalid = bool(self.property("invalid"))
        if self.hasFocus() or invalid:
            colour = worn().accent if self.hasFocus() else worn().error
            painter.setPen(QPen(QColor(colour), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)

    def _paint_line(self, painter: QPainter, scale: RulerScale) -> None:
        line = scale.line
        painter.setPen(QPen(QColor(worn().field), 2))
        painter.drawLine(line.topLeft(), line.topRight())
        if len(scale.marks) <= line.width() / 6:
            for number in scale.marks:
                x = scale.x(number)
                painter.drawLine(QPointF(x, line.top() - 5), QPointF(x, line.top() + 5))

    def _paint_numbers(self, painter: QPainter, scale: RulerScale) -> None:
        top, wide = FRAME + 2 * scale.knob, scale.room
        for number in scale.numbered():
            chosen = number == self._number
            font = QFont(self.font())
            font.setBold(chosen)
            painter.setFont(font)
            painter.setPen(QColor(worn().text if chosen else worn().muted))
            place = QRect(round(scale.x(number)) - wide // 2, top, wide, scale.metrics.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, as_read(number))

    def _paint_knob(self, painter: QPainter, scale: RulerScale) -> None:
        if self._number is None:
            return
        locked = self._locked or not self.isEnabled()
        radius = scale.knob - 2
        painter.setPen(QPen(QColor(worn().base), 2))
        painter.setBrush(QColor(worn().muted if locked else worn().accent))
        painter.drawEllipse(QPointF(scale.x(self._number), scale.line.top()), radius, radius)
