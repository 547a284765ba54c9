"""The window before a vault is open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.clipboard_guard import forget_copied
from ui.widgets.labels import Card, label

COLUMNS = 66
"""About how many characters wide the page is."""


class EntranceWindow(QWidget):
    """One page in the middle, as wide as text reads well. Pages that are left are deleted."""

    painted = Signal()
    """Sent once, when the window has first been drawn: what is heavy can be loaded now."""
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Aktvalv")
        self._page: QWidget | None = None
        self._was_painted = False
        self._held = _Held()
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._held)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
        self.resize(QSize(860, 760))

    @property
    def page(self) -> QWidget | None:
        return self._page

    def show_page(self, page: QWidget) -> None:
        """Put this page in place of the one before."""
        before, self._page = self._page, page
        self._held.hold(page)
        if before is not None and before is not page:
            before.hide()
            before.deleteLater()
        page.show()
        self.show_top()

    def cover(self) -> None:
        """Take everything off the screen, for good: this process is about to end."""
        self._area.hide()
        forget_copied()

    def say(self, text: str) -> None:
        """A sentence above the page, until another page comes."""
        self._held.say(text)
        self.show_top()

    def show_top(self) -> None:
        self._area.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button with the focus, or else the page's default one, as it does in
        a dialog."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        buttons = [focused] if isinstance(focused, QPushButton) else self._default_buttons()
        for pressed in buttons[:1]:
            pressed.click()

    def _default_buttons(self) -> list[QPushButton]:
        return [
            each
            for each in self.findChildren(QPushButton)
            if each.isDefault() and each.isVisible() and each.isEnabled()
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()


class _Held(QWidget):
    """Keeps its one child in the middle and no wider than its text reads well."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "scrolled")
        self._said = Card(role="notice-warn")
        self._words = label()
        self._said.column.addWidget(self._words)
        self._middle = QWidget()
        self._column = QVBoxLayout(self._middle)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self._said)
        self._column.addStretch(1)
        self._said.hide()
        self._child: QWidget | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 36, 24, 24)
        row.addStretch(1)
        row.addWidget(self._middle, 100)
        row.addStretch(1)
        self._set_width()

    def hold(self, child: QWidget) -> None:
        if self._child is not None:
            self._column.removeWidget(self._child)
        self._child = child
        self._said.hide()
        self._column.insertWidget(1, child)

    def say(self, text: str) -> None:
        self._words.setText(text)
        self._said.show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_width()

    def _set_width(self) -> None:
        self._middle.setMaximumWidth(self.fontMetrics().averageCharWidth() * COLUMNS)
