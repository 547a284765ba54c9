"""Filling in a form: what stands in it, what is asked, what may be undone.

One edit is one step to undo and one ``Change`` to show. No rule of a form is decided anywhere
else: a window shows what the session says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.errors import Reason, Refusal
from app.forms.check import Filled, NodeProblem, check, counts
from app.forms.content import (
    Content,
    chosen,
    content_of,
    differing,
    differing_problems,
    tidy,
)
from app.forms.model import Control, Form, Item, Kind
from app.forms.options import kind_of
from app.forms.response import Answer, Response, ResponseItem, Status
from app.forms.tree import Node, NodeId, Tree
from app.forms.values import Value


class Incomplete(Refusal):
    """The form cannot be completed yet; every reason is named at its own question."""

    def __init__(self, problems: tuple[NodeProblem, ...]) -> None:
        super().__init__(Reason.FORM_INCOMPLETE, count=len(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of what is asked has been answered."""

    answered: int
    askable: int
    required_left: int
    """Questions that must be answered and are not."""
    problems: int
    """Everything that blocks completion, what is required included."""

    @property
    def percent(self) -> int:
        """0 to 100, rounded down; never 100 while anything blocks completion."""
        share = 100 * self.answered // self.askable if self.askable else 100
        return min(share, 99) if self.problems else share


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit did to what is shown."""

    at: NodeId
    """Where the edit was made."""
    values: frozenset[NodeId]
    shown: frozenset[NodeId]
    hidden: frozenset[NodeId]
    problems: frozenset[NodeId]
    """Where problems came or went."""
    progress: Progress


@dataclass(frozen=True, slots=True)
class NodeView:
    """One item as it is now."""

    id: NodeId
    item: Item
    values: tuple[Value, ...]
    malformed: str | None
    shown: bool
    read_only: bool
    required: bool
    """Whether an answer is required here and now."""


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown at a time: one group, or the loose items that stand together."""

    id: NodeId
    title: str
    nodes: tuple[NodeId, ...]

    def holds(self, node: NodeId) -> bool:
        """Whether the node stands on this page."""
        return any(node[: len(top)] == top for top in self.nodes)


class FormSession:
    """One form being filled in, from nothing or from a draft or a completed response.

    ``form`` must come from an answerable ``LoadResult`` and ``response`` from ``load_response``
    with the same form; a node that does not exist, or a value of another type than the question's,
    raises ValueError.
    """

    def __init__(self, form: Form, response: Response | None = None) -> None:
        if response is not None and response.questionnaire != form.key:
            raise ValueError("answers to another template")
        self.form = form
        self._tree = Tree(form)
        self._content = content_of(self._tree, response) if response else Content()
        self._undo: list[tuple[Content, NodeId]] = []
        self._redo: list[tuple[Content, NodeId]] = []
        self._renew()

    # ------------------------------------------------------------------------ edits

    def set_answers(self, node_id: NodeId, values: Sequence[Value]) -> Change:
        """Replace the answers of a question; an empty sequence clears it. Text is trimmed at
        both ends and empty text is no answer (R6)."""
        node = self._question(node_id)
        wanted = {Kind.TEXT: Kind.STRING}.get(node.item.kind, node.item.kind)
        if any(kind_of(value) is not wanted for value in values):
            raise ValueError("value of another type")
        kept = tuple(v for value in values if (v := tidy(node.item, value)) != "")
        answers = dict(self._content.answers)
        answers.pop(node_id, None)
        if kept:
            answers[node_id] = chosen(node.item, answers_before=self._values(node), now=kept)
        malformed = {k: v for k, v in self._content.malformed.items() if k != node_id}
        return self._edit(Content(answers, malformed), node_id)

    def set_malformed(self, node_id: NodeId, text: str) -> Change:
        """Keep what was typed though it is no answer ("31 feb"). It replaces the answer."""
        self._question(node_id)
        answers = {k: v for k, v in self._content.answers.items() if k != node_id}
        return self._edit(Content(answers, {**self._content.malformed, node_id: text}), node_id)

    def undo(self) -> Change | None:
        return self._step(self._undo, self._redo)

    def redo(self) -> Change | None:
        return self._step(self._redo, self._undo)

    # --------------------------------------------------------------------- what is shown

    def pages(self) -> tuple[Page, ...]:
        """The pages that are asked now, in order. A group marked as a page is one; where none is
        marked, every group at the top is one. Loose items between them share a page, which
        keeps its id and its items whichever of them are shown."""
        top = self._tree.children(None)
        marked = any(node.item.control is Control.PAGE for node in top)
        runs: list[list[Node]] = []
        for node in top:
            own_page = node.item.control is Control.PAGE or not marked
            if node.item.kind is Kind.GROUP and own_page:
                runs += [[node], []]
            elif runs:
                runs[-1].append(node)
            else:
                runs.append([node])
        return tuple(
            Page(
                run[0].id,
                run[0].item.text if run[0].item.kind is Kind.GROUP else self.form.title,
                tuple(node.id for node in run),
            )
            for run in runs
            if any(self._shown(node) for node in run)
        )

    def node(self, node_id: NodeId) -> NodeView:
        node = self._tree.nodes[node_id]
        return NodeView(
            id=node_id,
            item=node.item,
            values=self._values(node),
            malformed=self._content.malformed.get(node_id),
            shown=self._shown(node),
            read_only=node.read_only,
            required=node.item.required and counts(self._tree, node, self._filled),
        )

    def children(self, node_id: NodeId) -> tuple[NodeId, ...]:
        """The nodes right under one, shown or not, in order."""
        return tuple(child.id for child in self._tree.children(self._tree.nodes[node_id]))

    def find(self, link_id: str) -> NodeId | None:
        """The first node of an item."""
        item = self.form.by_link.get(link_id)
        return next((n.id for n in self._tree.nodes.values() if n.item is item), None)

    def check(self) -> tuple[NodeProblem, ...]:
        """All that blocks completion, in the order of the form."""
        return self._problems

    def progress(self, page: Page | None = None) -> Progress:
        """Of one page, or of the whole form."""
        nodes = [node for node in self._tree.nodes.values() if _on(page, node.id)]
        asked = [n for n in nodes if n.askable and n.id in self._filled.enabled]
        problems = [found for found in self._problems if _on(page, found.node)]
        answered = {n.id for n in asked if n.id in self._content.answers}
        required = [n for n in asked if n.item.required and n.id not in answered]
        return Progress(
            answered=len(answered),
            askable=len(asked),
            required_left=sum(counts(self._tree, n, self._filled) for n in required),
            problems=len(problems),
        )

    # ------------------------------------------------------------------------- the results

    def draft(self) -> Response:
        """Everything that stands in the form, disabled and malformed answers too (D1)."""
        items = self._items(None, completed=False)
        return Response(self.form.key, Status.IN_PROGRESS, items)

    def dropped_on_completion(self) -> tuple[NodeId, ...]:
        """Answers that will not be part of the completed form, since their questions are no
        longer asked. To be shown before completion (D2)."""
        kept = self._filled.enabled
        content = self._content
        return tuple(
            name
            for name in self._tree.nodes
            if name not in kept and (name in content.answers or name in content.malformed)
        )

    def complete(self, authored: str = "") -> Response:
        """The completed form, without disabled and unanswered items (N5). Raises Incomplete."""
        if self._problems:
            raise Incomplete(self._problems)
        items = self._items(None, completed=True)
        return Response(self.form.key, Status.COMPLETED, items, authored)

    # ------------------------------------------------------------------------------- inside

    def _items(self, parent: Node | None, *, completed: bool) -> tuple[ResponseItem, ...]:
        found: list[ResponseItem] = []
        for node in self._tree.children(parent):
            if completed and node.id not in self._filled.enabled:
                continue
            items = self._items(node, completed=completed)
            answers = tuple(Answer(value) for value in self._values(node))
            malformed = self._content.malformed.get(node.id)
            if answers or items or malformed is not None:
                text = node.item.text
                found.append(ResponseItem(node.item.link_id, text, answers, items, malformed))
        return tuple(found)

    def _question(self, node_id: NodeId) -> Node:
        node = self._tree.nodes.get(node_id)
        if node is None or not node.item.is_question:
            raise ValueError("no such question")
        return node

    def _values(self, node: Node) -> tuple[Value, ...]:
        return self._content.answers.get(node.id, ())

    def _shown(self, node: Node) -> bool:
        return node.id in self._filled.enabled and not node.hidden

    def _edit(self, content: Content, at: NodeId) -> Change:
        if content != self._content:
            self._undo.append((self._content, at))
            self._redo.clear()
        return self._show(content, at)

    def _step(
        self, source: list[tuple[Content, NodeId]], target: list[tuple[Content, NodeId]]
    ) -> Change | None:
        if not source:
            return None
        content, at = source.pop()
        target.append((self._content, at))
        return self._show(content, at)

    def _show(self, content: Content, at: NodeId) -> Change:
        before, before_on, before_problems = self._content, self._filled.enabled, self._problems
        self._content = content
        self._renew()
        now_on = self._filled.enabled
        return Change(
            at=at,
            values=differing(before.answers, content.answers)
            | differing(before.malformed, content.malformed),
            shown=now_on - before_on,
            hidden=before_on - now_on,
            problems=differing_problems(before_problems, self._problems),
            progress=self.progress(),
        )

    def _renew(self) -> None:
        content = self._content
        enabled = self._tree.enabled(content.answers)
        self._filled = Filled(content.answers, content.malformed, enabled)
        self._problems = tuple(check(self._tree, self._filled))


def _on(page: Page | None, node_id: NodeId) -> bool:
    return page is None or page.holds(node_id)
