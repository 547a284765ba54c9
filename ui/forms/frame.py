"""What stands around the questions of a form: the list of its pages, and the buttons below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.forms.session import Page, Progress
from ui.forms.contents import CHARACTERS, Contents, whole_state
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label

NARROW: Final = 3 * CHARACTERS
"""Under so many characters of width, the list of pages takes turns with the questions."""


class Frame(QWidget):
    """``questions`` are the widgets in the middle, of which the last gets the room there is; the
    rest are what the buttons do."""

    def __init__(
        self,
        questions: Sequence[QWidget],
        *,
        back: Callable[[], None],
        on: Callable[[], None],
        undo: Callable[[], None],
    ) -> None:
        super().__init__()
        self.contents = Contents()
        self._progress = label("", "small")
        self._side = QWidget()
        beside = QVBoxLayout(self._side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self._progress)
        beside.addWidget(self.contents, 1)
        self._back = button(tr("Föregående sida"), back, icon="arrow-left")
        self._on = button(tr("Nästa sida"), on, icon="arrow-right")
        self._list = button(tr("Alla sidor"), self._show_list)
        self._list.hide()
        self._undo = button(tr("Ångra svar"), undo, icon="undo")
        self.buttons = (self._back, self._on, self._undo, self._list)
        self._main = self._middle(questions)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        box.addWidget(self._side)
        box.addWidget(self._main, 1)

    def _middle(self, questions: Sequence[QWidget]) -> QWidget:
        middle, foot = QWidget(), QWidget()
        row = FlowLayout(foot)
        for part in self.buttons:
            row.addWidget(part)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in questions:
            column.addWidget(widget)
        column.setStretchFactor(questions[-1], 1)
        column.addWidget(foot)
        return middle

    def show_state(
        self,
        pages: Sequence[tuple[Page, Progress]],
        current: int,
        whole: Progress,
        *,
        can_undo: bool,
    ) -> None:
        """How far each page and all of the form has come, and which ways lead on and back."""
        self.contents.show_pages(pages, current)
        self._progress.setText(whole_state(whole))
        self._back.setEnabled(current > 0)
        self._on.setEnabled(current < len(pages) - 1)
        self._undo.setEnabled(can_undo)

    def show_nothing(self) -> None:
        """There are no pages to go between."""
        self._back.setEnabled(False)
        self._on.setEnabled(False)
        self._undo.setEnabled(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With 200 % text or in a narrow window the list gives the questions its room."""
        super().resizeEvent(event)
        narrow = self.width() < self.fontMetrics().averageCharWidth() * NARROW
        if narrow == self._list.isHidden():
            self._list.setVisible(narrow)
            self._side.setVisible(not narrow)
            self._main.show()

    def _show_list(self) -> None:
        self._main.hide()
        self._side.show()
        self.contents.setFocus()

    def show_questions(self) -> None:
        """Also where the list has just taken their place."""
        self._main.show()

    @property
    def shows_questions(self) -> bool:
        return not self._main.isHidden()
