"""One page of a form: its rows under each other, shown and hidden as the session says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from app.forms.model import Control
from app.forms.pages import is_frame
from app.forms.session import Change, FormSession, Page
from app.forms.tree import NodeId
from ui.forms.question import Question
from ui.forms.register import Register
from ui.forms.rows import SPACING, Rows
from ui.page import scrolled
from ui.widgets.focus import chain
from ui.widgets.labels import label


class PageView(QWidget):
    """Made when it is first shown, and filled when it stands in its place (see ``Rows``). A row
    whose question is not asked is hidden and never destroyed, so that focus, caret and scroll
    position survive."""

    def __init__(self, filled: FormSession, page: Page, today: Callable[[], date]) -> None:
        super().__init__()
        self._filled = filled
        self.page = page
        self.register = Register(filled, today, self)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(4, 4, 18, 18)
        self._column.setSpacing(SPACING)
        self._rows: list[Rows] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content))

    def fill(self) -> None:
        """Build the rows. To be called once."""
        self._add_frame(Control.HEADER)
        self._column.addWidget(label(self.page.title, "title"))
        one_group = len({node[-1][0] for node in self.page.nodes}) == 1
        self._add(self.page.nodes, headings=not one_group)
        self._add_frame(Control.FOOTER)
        self._column.addStretch(1)
        chain(self.stops())

    def _add(self, nodes: Sequence[NodeId], *, headings: bool = True) -> None:
        rows = Rows(self.register)
        self._rows.append(rows)
        self._column.addWidget(rows)
        rows.fill(nodes, headings=headings)

    def _add_frame(self, control: Control) -> None:
        """What stands above or below every page."""
        items = [item for item in self._filled.form.items if item.control is control]
        nodes = [((item.link_id, 0),) for item in items if is_frame(item)]
        if nodes:
            self._add(nodes)

    def __contains__(self, node: NodeId) -> bool:
        return self.page.holds(node)

    def questions(self) -> Iterator[Question]:
        """Every question of the page, shown or not."""
        yield from self.register.questions.values()

    def question(self, node: NodeId) -> Question | None:
        """A question, or the first shown one inside a group."""
        found = self.register.questions.get(node)
        if found is not None:
            return found
        inside = (q for q in self.questions() if q.node[: len(node)] == node)
        return min((q for q in inside if q.isVisibleTo(self)), key=self._place, default=None)

    def _place(self, question: Question) -> int:
        return question.mapTo(self, question.rect().topLeft()).y()

    def follow(self, change: Change) -> None:
        """Show what the session shows. What was typed stays as it was typed where it says the
        same."""
        register = self.register
        if change.added or change.removed:
            register.follow((*change.added, *change.removed))
            chain(self.stops())
        self._show_rows(change.shown | change.hidden)
        for node in change.values:
            self.show_answers(node)

    def show_again(self) -> None:
        """As ``follow``, when nobody knows what has changed."""
        for holder in tuple(self.register.holders.values()):
            holder.follow()
        chain(self.stops())
        self._show_rows(tuple(self.register.rows))
        for node in tuple(self.register.questions):
            self.show_answers(node)

    def _show_rows(self, nodes: Iterable[NodeId]) -> None:
        rows = [(node, row) for node in nodes if (row := self.register.rows.get(node))]
        layouts = [layout for _, row in rows for layout in self._layouts_around(row)]
        for layout in layouts:  # or Qt would lay out the page anew for every row it shows
            layout.setEnabled(False)
        for node, row in rows:
            row.setVisible(self._filled.node(node).shown)
        for layout in layouts:
            layout.setEnabled(True)
        for holder in self.register.holders.values():
            holder.show_state()

    def _layouts_around(self, row: QWidget) -> Iterator[QLayout]:
        around = row.parentWidget()
        while around is not None and around is not self:
            layout = around.layout()
            if layout is not None:
                yield layout
            around = around.parentWidget()

    def show_answers(self, node: NodeId) -> None:
        """Let a question show what the session has."""
        question = self.register.questions.get(node)
        if question is not None:
            question.waiting = False
            question.show_view(self._filled.node(node))
        if node in self.register.holders:
            self.register.holders[node].follow()

    def mark(self, sentences: Mapping[NodeId, str], *, spare: NodeId | None) -> None:
        """See ``PageStack.mark``."""
        for question in self.questions():
            wrong = "" if question.node == spare else sentences.get(question.node, "")
            question.tell(wrong)
        for node, line in self.register.groups.items():
            line.show_sentence(sentences.get(node, ""))

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [stop for rows in self._rows for stop in rows.stops()]

    def last_stop(self) -> QWidget:
        """The last control that Tab reaches, or the page itself when it has none."""
        return next(reversed(self.stops()), self)
