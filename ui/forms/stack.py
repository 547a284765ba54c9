"""The pages of a form that have been looked at, one of them in sight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from app.forms.session import FormSession, Page
from app.forms.tree import NodeId
from ui.forms.page_view import PageView
from ui.forms.question import Question


class PageStack(QStackedWidget):
    """A page is built when it is first shown, and kept from then on."""

    typed = Signal()
    taken = Signal(object)
    left = Signal(object)

    def __init__(self, filled: FormSession) -> None:
        super().__init__()
        self._filled = filled
        self._views: dict[NodeId, PageView] = {}

    def show_page(self, page: Page) -> PageView:
        """Bring a page into sight."""
        if page.id not in self._views:
            view = PageView(self._filled, page)
            view.typed.connect(self.typed)
            view.taken.connect(self.taken)
            view.left.connect(self.left)
            self._views[page.id] = view
            self.addWidget(view)
        self.setCurrentWidget(self._views[page.id])
        return self._views[page.id]

    def questions(self) -> Iterator[Question]:
        for view in self._views.values():
            yield from view.questions()

    def question(self, node: NodeId) -> Question | None:
        return next((view.question(node) for view in self._views.values() if node in view), None)

    def focused(self) -> Question | None:
        return next((question for question in self.questions() if question.focused), None)

    def take(self) -> None:
        """Take what has been typed and not yet counted as an answer."""
        for question in tuple(self.questions()):
            question.take()

    def show_rows(self) -> None:
        for view in self._views.values():
            view.show_rows()

    def show_values(self) -> None:
        for view in self._views.values():
            view.show_values()

    def mark(self, sentences: Mapping[NodeId, str], *, spare: NodeId | None) -> None:
        """A sentence under each question that has one. ``spare`` is being written in: telling
        somebody in the middle of a date that it is no date helps nobody."""
        for question in self.questions():
            wrong = "" if question.node == spare else sentences.get(question.node, "")
            question.tell(wrong)
