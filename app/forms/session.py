"""Filling in a form: what stands in it, what is asked, what may be undone.

One edit is one step to undo and one ``Change`` to show. No rule of a form is decided anywhere
else: a window shows what the session says.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Final

from app.errors import Reason, Refusal
from app.forms.answering import chosen, tidied
from app.forms.changes import Change, NodeView, Progress
from app.forms.check import NodeProblem
from app.forms.content import Content, matching
from app.forms.filling import Filling, with_repetitions
from app.forms.model import Form
from app.forms.pages import Page, pages_of
from app.forms.response import Response, Status
from app.forms.results import completed_items, draft_items
from app.forms.tree import MOST_REPETITIONS, NodeId, numbered
from app.forms.values import Entry, Malformed

__all__ = ["Change", "FormSession", "Incomplete", "NodeView", "Page", "Progress"]

MOST_UNDONE: Final = 500


class Incomplete(Refusal):
    """The form cannot be completed yet; every reason is named at its own question."""

    def __init__(self, problems: tuple[NodeProblem, ...]) -> None:
        super().__init__(Reason.FORM_INCOMPLETE, count=len(problems))
        self.problems = problems


_Step = tuple[Content, NodeId, NodeId]
"""A content to go to, where going there leads, and where going back from it leads."""


class FormSession:
    """One form being filled in, from nothing or from a draft or a completed response.

    ``form`` must come from an answerable ``LoadResult`` and ``response`` from ``load_response``
    with the same form; a node that does not exist, or a value of another type than the question's,
    raises ValueError. Opened with a completed response, the session is a draft of its correction.
    """

    def __init__(self, form: Form, response: Response | None = None) -> None:
        if response is not None and response.questionnaire != form.key:
            raise ValueError("answers to another template")
        self.form = form
        self._now = Filling(form, response)
        self._undo: deque[_Step] = deque(maxlen=MOST_UNDONE)
        self._redo: deque[_Step] = deque(maxlen=MOST_UNDONE)

    # ------------------------------------------------------------------------ edits

    def set_answers(self, node_id: NodeId, entries: Sequence[Entry]) -> Change:
        """Replace the answers of a question; an empty sequence clears it. Text is trimmed at
        both ends and empty text is no answer (R6). Among several lines some may be malformed.

        What stands under an answer that goes, goes with it, where the question may have several;
        where it has only one, it is kept out of sight until there is an answer again (D1). Raises
        ValueError for a question that can only be read."""
        node = self._now.question(node_id)
        if node.read_only:
            raise ValueError("only to be read")
        before = self._now.content.entries.get(node_id, ())
        kept = chosen(node.item, before, tidied(node.item, entries))
        content = self._now.content
        if node.item.parts:
            if not kept and not node.item.repeats and self.answered_below(node_id, 0):
                kept = (Malformed(""),)
            numbers = matching(before, kept)
            if any(numbers.get(number) != number for number in range(len(before))):
                content = content.renumbered(node_id, numbers, question=True)
        return self._edit(content.with_entries(node_id, kept), node_id)

    def set_malformed(self, node_id: NodeId, text: str) -> Change:
        """Keep what was typed though it is no answer ("31 feb"). It replaces the answer."""
        return self.set_answers(node_id, (Malformed(text),))

    def add_repetition(self, group_id: NodeId) -> Change:
        """One more of a repeating group (``group_id`` is any repetition of it), after the others.
        Raises ValueError where ``can_add`` says no."""
        group = self._now.tree.nodes[group_id]
        if not (group.item.repeated_group and self.can_add(group_id)):
            raise ValueError("no room for another")
        number = len(self._now.tree.repetitions(group))
        content = with_repetitions(self._now.content, group, number + 1)
        return self._edit(content, numbered(group_id, number))

    def remove_repetition(self, node_id: NodeId) -> Change:
        """Take one repetition of a group away with all that stands in it; those after it close
        up. Raises ValueError where ``can_remove`` says no."""
        group = self._now.tree.nodes[node_id]
        if not (group.item.repeated_group and self.can_remove(node_id)):
            raise ValueError("may not be taken away")
        number = len(self._now.tree.repetitions(group))
        left = [each for each in range(number) if each != group.number]
        moves = {old: new for new, old in enumerate(left)}
        content = self._now.content.renumbered(node_id, moves, question=False)
        content = with_repetitions(content, group, number - 1)
        at = numbered(node_id, min(group.number, number - 2))
        return self._edit(content, at, back_at=node_id)

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    def undo(self) -> Change | None:
        return self._step(self._undo, self._redo)

    def redo(self) -> Change | None:
        return self._step(self._redo, self._undo)

    # --------------------------------------------------------------------- what is shown

    def pages(self) -> tuple[Page, ...]:
        """The pages that are asked now, in order; see ``forms.pages``."""
        return pages_of(self.form, self._now.tree, self._now.shown)

    def node(self, node_id: NodeId) -> NodeView:
        return self._now.view(node_id)

    def children(self, node_id: NodeId, answer: int | None = None) -> tuple[NodeId, ...]:
        """The nodes right under one, shown or not, in order. Under a question: under one of its
        answers, or under each of them in turn."""
        node = self._now.tree.nodes[node_id]
        under = (
            self._now.tree.children(node)
            if answer is None
            else self._now.tree.under(numbered(node_id, answer))
        )
        return tuple(child.id for child in under)

    def find(self, link_id: str) -> NodeId | None:
        """The first node of an item."""
        return next((node.id for node in self._now.tree.occurrences(link_id)), None)

    def find_all(self, link_id: str) -> tuple[NodeId, ...]:
        """Every node of an item, in the order of the form."""
        return tuple(node.id for node in self._now.tree.occurrences(link_id))

    def repetitions(self, node_id: NodeId) -> tuple[NodeId, ...]:
        """All repetitions of the group, this one included; of anything else it alone."""
        return tuple(node.id for node in self._now.tree.repetitions(self._now.tree.nodes[node_id]))

    def can_add(self, node_id: NodeId) -> bool:
        """Whether there is room for one more repetition or answer (R3)."""
        node = self._now.tree.nodes[node_id]
        if not node.item.repeats or node.read_only or node.id not in self._now.standing.enabled:
            return False
        most = node.item.max_occurs or MOST_REPETITIONS
        return self._now.repeated(node) < min(most, MOST_REPETITIONS)

    def can_remove(self, node_id: NodeId) -> bool:
        """Whether this repetition of a group, or any answer of a question, may be taken away. A
        group keeps as many repetitions as it must have, and at least one to write in."""
        node = self._now.tree.nodes[node_id]
        if not node.item.repeats or node.read_only:
            return False
        least = max(1, node.item.min_occurs or 1) if node.item.repeated_group else 0
        return self._now.repeated(node) > least

    def answered_below(self, node_id: NodeId, answer: int | None = None) -> bool:
        """N2: whether something has been answered or typed in a repetition or under a question,
        or under one of its answers: to be asked about before that is taken away."""
        top = self._now.tree.nodes[node_id]
        if answer is None:
            return any(self._now.typed(node) for node in self._now.tree.below(top))
        return any(
            self._now.typed(node)
            or any(self._now.typed(below) for below in self._now.tree.below(node))
            for node in self._now.tree.under(numbered(node_id, answer))
        )

    def loses(self, node_id: NodeId, entries: Sequence[Entry]) -> bool:
        """N2: whether ``set_answers`` with these would take away something answered that stands
        under an answer now: to be asked about first."""
        node = self._now.question(node_id)
        if not (node.item.parts and node.item.repeats):
            return False
        before = self._now.content.entries.get(node_id, ())
        numbers = matching(before, chosen(node.item, before, tidied(node.item, entries)))
        gone = (number for number in range(len(before)) if number not in numbers)
        return any(self.answered_below(node_id, number) for number in gone)

    def check(self) -> tuple[NodeProblem, ...]:
        """All that blocks completion, in the order of the form."""
        found = self._now.standing.problems
        places = sorted(found, key=lambda name: self._now.tree.nodes[name].place)
        return tuple(problem for name in places for problem in found[name])

    def problems_at(self, node_id: NodeId) -> tuple[NodeProblem, ...]:
        """What is wrong at one node."""
        return self._now.standing.problems.get(node_id, ())

    def progress(self, page: Page | None = None) -> Progress:
        """Of one page, or of the whole form."""
        if page is None:
            return self._now.progress()
        return Progress(*self._now.standing.tally(page.items))

    # ------------------------------------------------------------------------- the results

    def draft(self) -> Response:
        """Everything that stands in the form, disabled and malformed answers too (D1)."""
        items = draft_items(self._now.tree, self._now.content)
        return Response(self.form.key, Status.IN_PROGRESS, items)

    def dropped_on_completion(self) -> tuple[NodeId, ...]:
        """Answers that will not be part of the completed form, since their questions are no
        longer asked. To be shown before completion (D2)."""
        enabled = self._now.standing.enabled
        return tuple(
            node.id
            for node in self._now.tree.nodes.values()
            if node.id not in enabled and self._now.typed(node)
        )

    def complete(self, authored: str = "", *, amends: bool = False) -> Response:
        """The completed form, without disabled and unanswered items (N5). ``amends``: it corrects
        one that was completed before (N8). Raises Incomplete."""
        if problems := self.check():
            raise Incomplete(problems)
        items = completed_items(self._now.tree, self._now.content, self._now.standing.enabled)
        status = Status.AMENDED if amends else Status.COMPLETED
        return Response(self.form.key, status, items, authored)

    # ------------------------------------------------------------------------------- inside

    def _edit(self, content: Content, at: NodeId, *, back_at: NodeId | None = None) -> Change:
        """``back_at``: where taking the edit back leads, when that is not where it was made."""
        before = self._now.content
        change = self._now.take(content, at)
        if self._now.content != before:
            self._undo.append((before, back_at or at, at))
            self._redo.clear()
        return change

    def _step(self, source: deque[_Step], target: deque[_Step]) -> Change | None:
        if not source:
            return None
        content, at, back_at = source.pop()
        target.append((self._now.content, back_at, at))
        return self._now.take(content, at)
