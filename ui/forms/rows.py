"""The rows of a page: questions, texts and groups, each with what stands under it.

A row is kept by its place. When something is added or taken away, places close up and the answers
move along, so what stands in a row may change while the row stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.forms.model import Control, Item, Kind
from app.forms.session import NodeView
from app.forms.tree import NodeId, numbered
from app.forms.wording import shown
from ui.forms.question import Question
from ui.forms.questions import called
from ui.forms.register import Register
from ui.forms.repeated import Inside, Repeated
from ui.widgets.labels import label

SPACING: Final = 18
INDENT: Final = 14
"""Pixels that what stands under an answer is moved in."""

_TEXT_ROLES: Final = {Control.HEADER: "", Control.FOOTER: "small", Control.LEGAL: "small"}


class Rows(Inside):
    """Nodes under each other. All repetitions of a group share a row.

    It is filled when it already stands on the page: Qt styles everything inside a widget anew
    whenever it gets another parent, which made a page of nested rows several times slower.
    """

    def __init__(self, register: Register) -> None:
        super().__init__()
        self._register = register
        self._stopping: list[Question | _Asked | _Group | Repeated] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACING)

    def fill(self, nodes: Sequence[NodeId], *, headings: bool = True) -> None:
        """To be called once."""
        register = self._register
        for node in nodes:
            view = register.filled.node(node)
            if view.item.repeated_group and node[-1][1]:
                continue  # stands in the row of the first
            row = self._made(view, headings=headings)
            register.rows[node] = row
            if not view.shown:
                row.hide()
            self._column.addWidget(row)
            if isinstance(row, _Asked | _Group | Repeated):
                row.fill()

    def _made(self, view: NodeView, *, headings: bool) -> QWidget:
        if view.item.kind is Kind.DISPLAY:
            return label(view.item.text, _TEXT_ROLES.get(view.item.control, "muted"))
        row: Question | _Asked | _Group | Repeated
        if view.item.is_question and not view.item.parts:
            row = self._register.ask(view)
        elif view.item.is_question:
            row = _Asked(self._register, view)
        elif view.item.repeated_group:
            row = Repeated(self._register, view, texts_of(view.item), self._empty)
        else:
            row = _Group(self._register, view, heading=headings)
        self._stopping.append(row)
        return row

    def _empty(self) -> Rows:
        return Rows(self._register)

    def stops(self) -> list[QWidget]:
        return [stop for row in self._stopping for stop in row.stops()]


class _Group(QWidget):
    """A group that stands once: its heading, its texts, and what is under it."""

    def __init__(self, register: Register, view: NodeView, *, heading: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if heading and view.item.text:
            column.addWidget(label(called(view.item), "heading"))
        for text in texts_of(view.item):
            column.addWidget(text)
        column.addWidget(register.problem_line(view.id))
        self._register = register
        self._node = view.id
        self._under = Rows(register)
        column.addWidget(self._under)

    def fill(self) -> None:
        self._under.fill(self._register.filled.children(self._node))

    def stops(self) -> list[QWidget]:
        return self._under.stops()


def texts_of(item: Item) -> list[QWidget]:
    """The texts that decorate a group."""
    parts = (
        (item.beside(Control.PROMPT), ""),
        (item.help, "small"),
        (item.beside(Control.LEGAL), "small"),
    )
    return [label(text, role) for text, role in parts if text]


class _Asked(QWidget):
    """A question, and what stands under each of its answers."""

    def __init__(self, register: Register, view: NodeView) -> None:
        super().__init__()
        self._register = register
        self._item = view.item
        self._node = view.id
        self._question = register.ask(view)
        self._answers: list[_Answer] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addWidget(self._question)

    def fill(self) -> None:
        self._register.holders[self._node] = self
        self.follow()

    def follow(self) -> None:
        filled = self._register.filled
        entries = filled.node(self._node).entries
        while len(self._answers) > len(entries):
            self._drop_last()
        for number, entry in enumerate(entries):
            nodes = filled.children(self._node, number)
            if number == len(self._answers):
                self._put(nodes)
            if self._answers[number].head(shown(self._item, entry)):
                self._register.name_under(numbered(self._node, number))
        self.show_state()

    def show_state(self) -> None:
        filled = self._register.filled
        for number, answer in enumerate(self._answers):
            nodes = filled.children(self._node, number)
            answer.setVisible(any(filled.node(node).shown for node in nodes))

    def _put(self, nodes: Sequence[NodeId]) -> None:
        answer = _Answer(self._register, heading=self._item.repeats)
        answer.hide()
        self._answers.append(answer)
        self._column.addWidget(answer)
        answer.rows.fill(nodes)

    def _drop_last(self) -> None:
        answer = self._answers.pop()
        self._column.removeWidget(answer)
        answer.hide()
        answer.deleteLater()
        self._register.forget_under(numbered(self._node, len(self._answers)))

    def stops(self) -> list[QWidget]:
        below = [stop for answer in self._answers for stop in answer.stops()]
        return self._question.stops() + below


class _Answer(QFrame):
    """What stands under one answer, with the answer for a heading where there may be several."""

    def __init__(self, register: Register, *, heading: bool) -> None:
        super().__init__()
        self.setProperty("role", "under")
        self._heading = label("", "label")
        self._heading.setVisible(False)
        self._headed = heading
        self.rows = Rows(register)
        column = QVBoxLayout(self)
        column.setContentsMargins(INDENT, 2, 0, 2)
        column.setSpacing(8)
        column.addWidget(self._heading)
        column.addWidget(self.rows)

    def head(self, words: str) -> bool:
        """Name the answer, and say whether it had another name."""
        if not self._headed or self._heading.text() == words:
            return False
        self._heading.setText(words)
        self._heading.show()
        return True

    def stops(self) -> list[QWidget]:
        return self.rows.stops()
