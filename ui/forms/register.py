"""Which rows a page has, by their places in the form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.forms.session import FormSession, NodeView
from app.forms.tree import NodeId, numbered
from ui.forms.question import Question
from ui.forms.questions import around
from ui.widgets.problem_line import ProblemLine


class Holder(Protocol):
    """Has rows that come and go: a repeating group, or a question with rows under its answers."""

    def follow(self) -> None:
        """Have the rows that the form has here now."""
        ...

    def show_state(self) -> None:
        """Show what is asked, and what may be added and taken away."""
        ...


class Register(QObject):
    """Rows are found here by ``NodeId``; what they tell comes out here."""

    typed = Signal()
    """Something was typed or chosen; the answer may come later."""
    taken = Signal(object)
    refused = Signal(object)
    more = Signal(object)
    """Another repetition of this group is wanted."""
    fewer = Signal(object)
    """This repetition is not wanted any more."""

    def __init__(self, filled: FormSession, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self.filled = filled
        self._today = today
        self.questions: dict[NodeId, Question] = {}
        self.groups: dict[NodeId, ProblemLine] = {}
        """Where what is wrong with a whole group is told; one that repeats, by its first."""
        self.rows: dict[NodeId, QWidget] = {}
        self.holders: dict[NodeId, Holder] = {}
        """By the question, or by the first repetition."""

    def ask(self, view: NodeView) -> Question:
        """A new question that tells through the register."""
        question = Question(view, self._today)
        question.edited.connect(self.typed)
        question.taken.connect(self.taken)
        question.refused.connect(self.refused)
        self.questions[view.id] = question
        question.stand_within(", ".join(around(self.filled, view.id)))
        return question

    def name_under(self, place: NodeId) -> None:
        """Another answer stands over what is under it than before."""
        for node, question in self.questions.items():
            if len(node) > len(place) and node[: len(place)] == place:
                question.stand_within(", ".join(around(self.filled, node)))

    def problem_line(self, group: NodeId) -> ProblemLine:
        """A new place to tell what is wrong with a group."""
        self.groups[group] = ProblemLine()
        return self.groups[group]

    def forget_under(self, place: NodeId) -> None:
        """What stood in a repetition, or under one answer, has gone."""
        depth = len(place)
        for known in (self.questions, self.groups, self.rows, self.holders):
            for name in [name for name in known if len(name) > depth and name[:depth] == place]:
                del known[name]

    def follow(self, nodes: Iterable[NodeId]) -> None:
        """Rows came or went at these places, and whatever lies below them may be other than it
        was."""
        holders = {_links(over) for node in nodes for over in self._over(node)}
        for name, holder in tuple(self.holders.items()):
            links = _links(name)
            concerned = any(links[: len(over)] == over for over in holders)
            if concerned and self.holders.get(name) is holder:
                holder.follow()

    def _over(self, node: NodeId) -> list[NodeId]:
        """The holders of a row: of its repetitions, and of the answer it stands under."""
        over = [numbered(node, 0)]
        if len(node) > 1:
            over.append(numbered(node[:-1], 0))
        return [name for name in over if name in self.holders]


def _links(node: NodeId) -> tuple[str, ...]:
    return tuple(link_id for link_id, _ in node)
