"""One page of a form: its questions under each other, shown and hidden as the session says."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.forms.model import Kind
from app.forms.session import FormSession, Page
from app.forms.tree import NodeId
from ui.forms.question import Question
from ui.page import scrolled
from ui.widgets.labels import label


class PageView(QWidget):
    """Made when it is first shown. Rows are hidden and never destroyed, so that focus, caret and
    scroll position survive."""

    typed = Signal()
    """Something was typed or chosen; the answer may come later."""
    taken = Signal(object)
    left = Signal(object)

    def __init__(self, filled: FormSession, page: Page) -> None:
        super().__init__()
        self._filled = filled
        self.page = page
        self._questions: dict[NodeId, Question] = {}
        self._rows: dict[NodeId, QWidget] = {}
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(4, 4, 18, 18)
        self._column.setSpacing(18)
        self._column.addWidget(label(page.title, "title"))
        for node in page.nodes:
            self._add(node, self._column, own_heading=len(page.nodes) > 1)
        self._column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content))
        self.show_rows()

    def _add(self, node: NodeId, column: QVBoxLayout, *, own_heading: bool = True) -> None:
        view = self._filled.node(node)
        row: QWidget
        if view.item.kind is Kind.GROUP:
            row = QWidget()
            inner = QVBoxLayout(row)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(18)
            if own_heading and view.item.text:
                inner.addWidget(label(view.item.text, "heading"))
            if view.item.help:
                inner.addWidget(label(view.item.help, "small"))
            for child in self._filled.children(node):
                self._add(child, inner)
        elif view.item.kind is Kind.DISPLAY:
            row = label(view.item.text, "muted")
        else:
            question = Question(view)
            question.edited.connect(self.typed)
            question.taken.connect(self.taken)
            question.left.connect(self.left)
            self._questions[node] = question
            row = question
        self._rows[node] = row
        column.addWidget(row)

    def __contains__(self, node: NodeId) -> bool:
        return node in self._rows

    def questions(self) -> Iterator[Question]:
        """Every question of the page, shown or not, in order."""
        yield from self._questions.values()

    def question(self, node: NodeId) -> Question | None:
        """A question, or the first shown one inside a group."""
        found = self._questions.get(node)
        if found is not None:
            return found
        inside = (q for q in self.questions() if q.node[: len(node)] == node and not q.isHidden())
        return next(inside, None)

    def show_rows(self) -> None:
        """Show what the session shows."""
        for node, row in self._rows.items():
            row.setVisible(self._filled.node(node).shown)

    def show_values(self) -> None:
        """Show the answers of the session, also where something else was typed."""
        for question in self.questions():
            question.waiting = False
            question.show_view(self._filled.node(question.node))

    def last_stop(self) -> QWidget:
        """The last control that Tab reaches, or the page itself when it has none."""
        controls = [w for q in self.questions() for w in q.findChildren(QWidget)]
        stops = [w for w in controls if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
        return stops[-1] if stops else self
