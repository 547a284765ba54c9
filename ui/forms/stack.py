"""The pages of a form that have been looked at, one of them in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from app.forms.session import Change, FormSession, Page
from app.forms.tree import NodeId
from ui.fields.node import bring_into_view
from ui.forms.page_view import PageView
from ui.forms.question import Question


class PageStack(QStackedWidget):
    """A page is built when it is first shown, and kept from then on."""

    typed = Signal()
    taken = Signal(object)
    refused = Signal(object)
    more = Signal(object)
    fewer = Signal(object)
    left = Signal()
    """The focus has left a question."""

    def __init__(self, filled: FormSession, today: Callable[[], date]) -> None:
        super().__init__()
        self._filled = filled
        self._today = today
        self._views: dict[NodeId, PageView] = {}
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def show_page(self, page: Page) -> PageView:
        """Bring a page into sight."""
        if page.id not in self._views:
            view = PageView(self._filled, page, self._today)
            view.register.typed.connect(self.typed)
            view.register.taken.connect(self.taken)
            view.register.refused.connect(self.refused)
            view.register.more.connect(self.more)
            view.register.fewer.connect(self.fewer)
            self._views[page.id] = view
            self.addWidget(view)
            view.fill()
        self.setCurrentWidget(self._views[page.id])
        return self._views[page.id]

    def questions(self) -> Iterator[Question]:
        for view in self._views.values():
            yield from view.questions()

    def question(self, node: NodeId) -> Question | None:
        return next((view.question(node) for view in self._views.values() if node in view), None)

    def focused(self) -> Question | None:
        """The question with the focus in its control."""
        question = _question_around(self.window().focusWidget())
        inside = question is not None and self.isAncestorOf(question)
        return question if question is not None and inside and question.focused else None

    def take(self) -> None:
        """Take what has been typed and not yet counted as an answer."""
        for question in tuple(self.questions()):
            question.take()

    def follow(self, change: Change) -> None:
        for view in self._views.values():
            view.follow(change)

    def show_again(self) -> None:
        for view in self._views.values():
            view.show_again()

    def show_answers(self, node: NodeId) -> None:
        for view in self._views.values():
            view.show_answers(node)

    def mark(self, sentences: Mapping[NodeId, str], *, spare: NodeId | None) -> None:
        """A sentence under each question, and above what stands in each group, that has one.
        ``spare`` is being written in: telling somebody in the middle of a date that it is no date
        helps nobody."""
        for view in self._views.values():
            view.mark(sentences, spare=spare)

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        question = _question_around(old)
        if question is None or question is _question_around(now):
            return
        if self.isAncestorOf(question):
            question.take()
            question.show_as_read()
            self.left.emit()
            self._keep_in_sight(now)

    def _keep_in_sight(self, now: QWidget | None) -> None:
        """What is told under the question that was left may have pushed down the control that the
        focus went to. Nothing is moved under a pressed mouse button: the click would miss."""
        by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if now is not None and self.isAncestorOf(now) and not by_mouse:
            bring_into_view(now)


def _question_around(widget: QWidget | None) -> Question | None:
    while widget is not None and not isinstance(widget, Question):
        widget = widget.parentWidget()
    return widget
