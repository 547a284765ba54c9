"""Filling in a form: what stands in it, what is asked, what may be undone.

One edit is one step to undo and one ``Change`` to show. No rule of a form is decided anywhere
else: a window shows what the session says.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from app.errors import Reason, Refusal
from app.forms.answering import chosen, tidied
from app.forms.changes import Change, Moment, NodeView, Progress, compared, differing
from app.forms.check import NodeProblem, counts
from app.forms.conditions import Dependencies, initial_values
from app.forms.content import Content, content_of, matching
from app.forms.model import Form
from app.forms.pages import Page, pages_of
from app.forms.response import Response, Status
from app.forms.results import completed_items, draft_items
from app.forms.standing import Standing
from app.forms.tree import (
    MOST_REPETITIONS,
    Node,
    NodeId,
    Tree,
    numbered,
    starting_repetitions,
)
from app.forms.values import Entry, Malformed, values_of

__all__ = ["Change", "FormSession", "Incomplete", "NodeView", "Page", "Progress"]

MOST_UNDONE: Final = 500


class Incomplete(Refusal):
    """The form cannot be completed yet; every reason is named at its own question."""

    def __init__(self, problems: tuple[NodeProblem, ...]) -> None:
        super().__init__(Reason.FORM_INCOMPLETE, count=len(problems))
        self.problems = problems


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
        self._dependencies = Dependencies(form)
        self._content = content_of(form, response) if response else Content()
        self._undo: deque[tuple[Content, NodeId]] = deque(maxlen=MOST_UNDONE)
        self._redo: deque[tuple[Content, NodeId]] = deque(maxlen=MOST_UNDONE)
        self._stand_anew()
        unknown = self._content.entries.keys() - self._tree.nodes.keys()
        if unknown:
            raise ValueError("answers to another template")
        if response is not None and response.status is not Status.IN_PROGRESS:
            offered = self._content.offered.union(self._to_offer())
            self._content = replace(self._content, offered=offered)
        self._offer()

    # ------------------------------------------------------------------------ edits

    def set_answers(self, node_id: NodeId, entries: Sequence[Entry]) -> Change:
        """Replace the answers of a question; an empty sequence clears it. Text is trimmed at
        both ends and empty text is no answer (R6). Among several lines some may be malformed.

        What stands under an answer that goes, goes with it, where the question may have several;
        where it has only one, it is kept out of sight until there is an answer again (D1)."""
        node = self._question(node_id)
        before = self._content.entries.get(node_id, ())
        kept = chosen(node.item, before, tidied(node.item, entries))
        content = self._content
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
        group = self._tree.nodes[group_id]
        if not (group.item.repeated_group and self.can_add(group_id)):
            raise ValueError("no room for another")
        number = len(self._tree.repetitions(group))
        content = self._with_repetitions(self._content, group, number + 1)
        return self._edit(content, numbered(group_id, number))

    def remove_repetition(self, node_id: NodeId) -> Change:
        """Take one repetition of a group away with all that stands in it; those after it close
        up. Raises ValueError where ``can_remove`` says no."""
        group = self._tree.nodes[node_id]
        if not (group.item.repeated_group and self.can_remove(node_id)):
            raise ValueError("may not be taken away")
        number = len(self._tree.repetitions(group))
        left = [each for each in range(number) if each != group.number]
        moves = {old: new for new, old in enumerate(left)}
        content = self._content.renumbered(node_id, moves, question=False)
        content = self._with_repetitions(content, group, number - 1)
        return self._edit(content, numbered(node_id, min(group.number, number - 2)))

    def undo(self) -> Change | None:
        return self._step(self._undo, self._redo)

    def redo(self) -> Change | None:
        return self._step(self._redo, self._undo)

    # --------------------------------------------------------------------- what is shown

    def pages(self) -> tuple[Page, ...]:
        """The pages that are asked now, in order; see ``forms.pages``."""
        return pages_of(self.form, self._tree, self._shown)

    def node(self, node_id: NodeId) -> NodeView:
        node = self._tree.nodes[node_id]
        entries = self._content.entries.get(node_id, ())
        typed = [entry.text for entry in entries if isinstance(entry, Malformed) and entry.text]
        return NodeView(
            id=node_id,
            item=node.item,
            values=values_of(entries),
            malformed=typed[0] if typed else None,
            entries=entries,
            shown=self._shown(node),
            read_only=node.read_only,
            required=node.item.required and counts(node, self._standing),
        )

    def children(self, node_id: NodeId, answer: int | None = None) -> tuple[NodeId, ...]:
        """The nodes right under one, shown or not, in order. Under a question: under one of its
        answers, or under each of them in turn."""
        node = self._tree.nodes[node_id]
        under = (
            self._tree.children(node)
            if answer is None
            else self._tree.under(numbered(node_id, answer))
        )
        return tuple(child.id for child in under)

    def find(self, link_id: str) -> NodeId | None:
        """The first node of an item."""
        return next((node.id for node in self._tree.occurrences(link_id)), None)

    def find_all(self, link_id: str) -> tuple[NodeId, ...]:
        """Every node of an item, in the order of the form."""
        return tuple(node.id for node in self._tree.occurrences(link_id))

    def repetitions(self, node_id: NodeId) -> tuple[NodeId, ...]:
        """All repetitions of the group, this one included; of anything else it alone."""
        return tuple(node.id for node in self._tree.repetitions(self._tree.nodes[node_id]))

    def can_add(self, node_id: NodeId) -> bool:
        """Whether there is room for one more repetition or answer (R3)."""
        node = self._tree.nodes[node_id]
        if not node.item.repeats or node.read_only or node.id not in self._standing.enabled:
            return False
        most = node.item.max_occurs or MOST_REPETITIONS
        return self._repeated(node) < min(most, MOST_REPETITIONS)

    def can_remove(self, node_id: NodeId) -> bool:
        """Whether this repetition of a group, or any answer of a question, may be taken away. A
        group keeps as many repetitions as it must have, and at least one to write in."""
        node = self._tree.nodes[node_id]
        if not node.item.repeats or node.read_only:
            return False
        least = max(1, node.item.min_occurs or 1) if node.item.repeated_group else 0
        return self._repeated(node) > least

    def answered_below(self, node_id: NodeId, answer: int | None = None) -> bool:
        """N2: whether something has been answered or typed in a repetition or under a question,
        or under one of its answers: to be asked about before that is taken away."""
        top = self._tree.nodes[node_id]
        if answer is None:
            return any(self._typed(node) for node in self._tree.below(top))
        return any(
            self._typed(node) or any(self._typed(below) for below in self._tree.below(node))
            for node in self._tree.under(numbered(node_id, answer))
        )

    def loses(self, node_id: NodeId, entries: Sequence[Entry]) -> bool:
        """N2: whether ``set_answers`` with these would take away something answered that stands
        under an answer now: to be asked about first."""
        node = self._question(node_id)
        if not (node.item.parts and node.item.repeats):
            return False
        before = self._content.entries.get(node_id, ())
        numbers = matching(before, chosen(node.item, before, tidied(node.item, entries)))
        gone = (number for number in range(len(before)) if number not in numbers)
        return any(self.answered_below(node_id, number) for number in gone)

    def check(self) -> tuple[NodeProblem, ...]:
        """All that blocks completion, in the order of the form."""
        found = self._standing.problems
        places = sorted(found, key=lambda name: self._tree.nodes[name].place)
        return tuple(problem for name in places for problem in found[name])

    def problems_at(self, node_id: NodeId) -> tuple[NodeProblem, ...]:
        """What is wrong at one node."""
        return self._standing.problems.get(node_id, ())

    def progress(self, page: Page | None = None) -> Progress:
        """Of one page, or of the whole form."""
        items = {item.link_id for item in self.form.items} if page is None else page.items
        return Progress(*self._standing.tally(items))

    # ------------------------------------------------------------------------- the results

    def draft(self) -> Response:
        """Everything that stands in the form, disabled and malformed answers too (D1)."""
        items = draft_items(self._tree, self._content)
        return Response(self.form.key, Status.IN_PROGRESS, items)

    def dropped_on_completion(self) -> tuple[NodeId, ...]:
        """Answers that will not be part of the completed form, since their questions are no
        longer asked. To be shown before completion (D2)."""
        enabled = self._standing.enabled
        return tuple(
            node.id
            for node in self._tree.nodes.values()
            if node.id not in enabled and self._typed(node)
        )

    def complete(self, authored: str = "", *, amends: bool = False) -> Response:
        """The completed form, without disabled and unanswered items (N5). ``amends``: it corrects
        one that was completed before (N8). Raises Incomplete."""
        if problems := self.check():
            raise Incomplete(problems)
        items = completed_items(self._tree, self._content, self._standing.enabled)
        status = Status.AMENDED if amends else Status.COMPLETED
        return Response(self.form.key, status, items, authored)

    # ------------------------------------------------------------------------------- inside

    def _question(self, node_id: NodeId) -> Node:
        node = self._tree.nodes.get(node_id)
        if node is None or not node.item.is_question:
            raise ValueError("no such question")
        return node

    def _typed(self, node: Node) -> bool:
        return self._content.entries.get(node.id, (Malformed(""),)) != (Malformed(""),)

    def _repeated(self, node: Node) -> int:
        if node.item.repeated_group:
            return len(self._tree.repetitions(node))
        return len(self._content.entries.get(node.id, ()))

    def _shown(self, node: Node) -> bool:
        return node.id in self._standing.enabled and not node.hidden

    def _with_repetitions(self, content: Content, group: Node, number: int) -> Content:
        start = starting_repetitions(group)
        return content.with_repetitions(numbered(group.id, 0), number, from_start=start)

    def _stand_anew(self) -> None:
        self._tree = Tree(self.form, self._content.shape(self._dependencies))
        self._standing = Standing(self._tree, self._dependencies, self._content.entries)

    def _to_offer(self) -> list[NodeId]:
        if not self._dependencies.initial_at:
            return []
        enabled, offered = self._standing.enabled, self._content.offered
        return [
            node.id
            for link_id in self._dependencies.initial_at
            for node in self._tree.occurrences(link_id)
            if node.id in enabled and node.id not in offered
        ]

    def _offer(self) -> None:
        """D3: values from the start, once, when a question is first asked. One value may turn on
        the next question."""
        while names := self._to_offer():
            content = replace(self._content, offered=self._content.offered.union(names))
            for name in names:
                if name not in content.entries:
                    item = self._tree.nodes[name].item
                    values = initial_values(item)[: None if item.repeats else 1]
                    content = content.with_entries(name, tidied(item, values))
            self._take_over(content)

    def _take_over(self, content: Content) -> None:
        before, self._content = self._content, content
        if content.shape(self._dependencies) != before.shape(self._dependencies):
            self._stand_anew()
        else:
            self._standing.update(content.entries, differing(before.entries, content.entries))

    def _edit(self, content: Content, at: NodeId) -> Change:
        before = self._content
        change = self._show(content, at)
        if self._content != before:
            self._undo.append((before, at))
            self._redo.clear()
        return change

    def _step(
        self, source: deque[tuple[Content, NodeId]], target: deque[tuple[Content, NodeId]]
    ) -> Change | None:
        if not source:
            return None
        content, at = source.pop()
        target.append((self._content, at))
        return self._show(content, at)

    def _show(self, content: Content, at: NodeId) -> Change:
        before = self._moment()
        self._take_over(content)
        self._offer()
        return compared(before, self._moment(), at, self.progress())

    def _moment(self) -> Moment:
        standing = self._standing
        return Moment(
            self._tree, self._content, frozenset(standing.enabled), dict(standing.problems)
        )
