"""The parts of a page as tabs on one row, and those that have no room there one press away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Card


class PartTabs(QWidget):
    """The tab that is open is always on the row, whichever it is: the rest give way in their
    order. Where all have room there is nothing more to press."""

    currentChanged = Signal(int)

    def __init__(self, titles: Sequence[str], name: str) -> None:
        """``name``: what the row is called for who cannot see it."""
        super().__init__()
        self._bar = _Bar()
        self._bar.setAccessibleName(name)
        self._bar.setDrawBase(False)
        self._bar.setExpanding(False)
        self._bar.setUsesScrollButtons(False)
        for title in titles:
            self._bar.addTab(title)
        self._more = button("", self._open_more, icon="chevron-down")
        self._more.setCheckable(True)
        self._rest = Card(role="row", spacing=6)
        self._rest.setAccessibleName(tr("Fler delar"))
        self._rest_row = FlowLayout(spacing=6)
        self._rest.column.addLayout(self._rest_row)
        self._rest.hide()
        self._more.hide()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._bar, 1)
        row.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._rest)
        self._bar.currentChanged.connect(self._changed)
        self._bar.installEventFilter(self)

    # ----------------------------------------------------------------------- as a tab bar

    def count(self) -> int:
        return self._bar.count()

    def currentIndex(self) -> int:
        return self._bar.currentIndex()

    def setCurrentIndex(self, number: int) -> None:
        """Those that are to give way do so first: a row that is too wide for a moment would be
        scrolled by Qt, and stay so."""
        stay = (self.currentIndex(), number)
        for each in range(self.count()):
            self._bar.let_show(each, shown=each in stay)
        self._bar.setCurrentIndex(number)
        self._fit()

    def turn(self, step: int) -> None:
        """The next tab or the one before, round and round, whether it has room or not."""
        self.setCurrentIndex((self.currentIndex() + step) % self.count())

    # ----------------------------------------------------------------------- the room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another text size gives the tabs other widths."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        widths = [self._bar.wanted(number) for number in range(self.count())]
        shown = fitting(widths, self.currentIndex(), self.width(), self._more.sizeHint().width())
        for number in range(self.count()):
            self._bar.let_show(number, shown=number in shown)
        hidden = self.count() - len(shown)
        self._more.setVisible(hidden > 0)
        self._more.setText(tr("Fler"))
        self._more.setAccessibleName(tr("Fler delar: {n}").format(n=hidden))
        if not hidden:
            self._close_more()
        elif self._rest.isVisible():
            self._fill_more()

    def _changed(self, number: int) -> None:
        self._close_more()
        self._fit()
        self.currentChanged.emit(number)

    # ----------------------------------------------------------------------- the rest

    def _open_more(self) -> None:
        if self._rest.isVisible():
            self._close_more()
            return
        self._fill_more()
        self._rest.show()
        self._more.setChecked(True)

    def _close_more(self) -> None:
        self._rest.hide()
        self._more.setChecked(False)

    def _fill_more(self) -> None:
        while (item := self._rest_row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for number in range(self.count()):
            if not self._bar.isTabVisible(number):
                made = button(self._bar.tabText(number), self._pressed, role="link")
                made.setProperty("number", number)
                self._rest_row.addWidget(made)

    def _pressed(self) -> None:
        number = int(self.sender().property("number"))
        self.setCurrentIndex(number)
        self._bar.setFocus()


class _Bar(QTabBar):
    def wanted(self, number: int) -> int:
        """How wide a tab is, also one that is not on the row."""
        return self.tabSizeHint(number).width()

    def let_show(self, number: int, *, shown: bool) -> None:
        """Qt takes a tab that is told what it is already for a row that is laid out already, and
        leaves the room of those that have just gone."""
        if self.isTabVisible(number) is not shown:
            self.setTabVisible(number, shown)

    def minimumSizeHint(self) -> QSize:
        """The row never asks for room: what does not fit gives way."""
        return QSize(0, super().minimumSizeHint().height())


def fitting(widths: Sequence[int], current: int, room: int, more: int) -> frozenset[int]:
    """Which tabs stand on a row of this width: all, or the current one and as many of the others
    as there is room for beside a button as wide as ``more``, in their order."""
    if sum(widths) <= room:
        return frozenset(range(len(widths)))
    left = room - more - 6 - (widths[current] if 0 <= current < len(widths) else 0)
    shown = {current}
    for number, width in enumerate(widths):
        if number == current:
            continue
        if width > left:
            break
        left -= width
        shown.add(number)
    return frozenset(shown)
