"""The page follows the caret while somebody writes in a text that grows out of sight."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea

LINES_AROUND = 2


class CaretInSight(QObject):
    """Scrolls every area around ``text`` whenever the caret in it moves; a text without the
    focus moves nothing."""

    def __init__(self, text: QPlainTextEdit) -> None:
        super().__init__(text)
        self._text = text
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._scroll)
        text.cursorPositionChanged.connect(self._soon.start)

    def _scroll(self) -> None:
        if self._text.window().focusWidget() is not self._text:
            return
        # The text has grown by a line, which the areas learn of by a request that lies waiting.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        above = self._text.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                self._scroll_in(above)
            above = above.parentWidget()

    def _scroll_in(self, area: QScrollArea) -> None:
        content = area.widget()
        if content is None:
            return
        caret = self._text.cursorRect().center()
        at = self._text.viewport().mapTo(content, caret)
        room = LINES_AROUND * self._text.fontMetrics().lineSpacing()
        area.ensureVisible(area.horizontalScrollBar().value(), at.y(), 0, room)
