"""Radio buttons and check boxes whose text breaks over lines, which Qt's own cannot."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QLabel,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
)

from ui.widgets.labels import label

SHORT: Final = 24
"""Characters that fit on a line in the narrowest window at twice the text. So short a text is
Qt's own, which costs less to make."""
AROUND: Final = 6
"""Pixels above, below and beside a mark: border and padding, as the style sheet has them."""
BETWEEN: Final = 8
"""Pixels between a mark and its text."""


class RadioMark(QRadioButton):
    """``text()`` is what was given, also where a "&" stands in it."""

    _face: QLabel | None = None

    def __init__(self, text: str) -> None:
        super().__init__()
        self._said = text
        self._face = _face_in(self, text)

    def text(self) -> str:
        return self._said

    def sizeHint(self) -> QSize:
        return _size(self._face, self, None) if self._face else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return _size(self._face, self, SHORT) if self._face else super().minimumSizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        _make_room(self, event)


class CheckMark(QCheckBox):
    """``text()`` is what was given, also where a "&" stands in it."""

    _face: QLabel | None = None

    def __init__(self, text: str) -> None:
        super().__init__()
        self._said = text
        self._face = _face_in(self, text)

    def text(self) -> str:
        return self._said

    def sizeHint(self) -> QSize:
        return _size(self._face, self, None) if self._face else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return _size(self._face, self, SHORT) if self._face else super().minimumSizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        _make_room(self, event)


def _face_in(mark: QAbstractButton, text: str) -> QLabel | None:
    """The label that shows a long text; a short one the mark shows itself."""
    if len(text) <= SHORT and "\n" not in text:
        mark.setText(text.replace("&", "&&"))
        return None
    face = label(text)
    face.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    mark.setProperty("wraps", True)  # the style sheet then puts the mark at the first line
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    mark.setSizePolicy(policy)
    column = QVBoxLayout(mark)
    column.addWidget(face)
    column.setContentsMargins(_left(mark), AROUND, AROUND, AROUND)
    return face


def _left(mark: QAbstractButton) -> int:
    metric = QStyle.PixelMetric.PM_ExclusiveIndicatorWidth
    return AROUND + BETWEEN + mark.style().pixelMetric(metric, None, mark)


def _make_room(mark: QAbstractButton, event: QEvent) -> None:
    """The mark grows with the text."""
    column = mark.layout()
    if column is not None and event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
        column.setContentsMargins(_left(mark), AROUND, AROUND, AROUND)
        mark.updateGeometry()


def _size(face: QLabel, mark: QAbstractButton, characters: int | None) -> QSize:
    """One line where there is room, or so many characters."""
    metrics = face.fontMetrics()
    longest = max(metrics.horizontalAdvance(line) for line in face.text().split("\n"))
    wide = longest + AROUND
    if characters is not None:
        wide = min(wide, characters * metrics.averageCharWidth())
    return QSize(wide + _left(mark) + AROUND, face.heightForWidth(wide) + 2 * AROUND)
