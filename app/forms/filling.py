"""A form at one moment of being filled in: the content, and what follows from it."""

from __future__ import annotations

from dataclasses import replace

from app.forms.answering import tidied
from app.forms.changes import Change, Moment, NodeView, Progress, compared, differing
from app.forms.check import counts
from app.forms.conditions import Dependencies, initial_values
from app.forms.content import Content, content_of
from app.forms.model import Form
from app.forms.response import Response, Status
from app.forms.standing import Standing
from app.forms.tree import Node, NodeId, Tree, numbered, starting_repetitions
from app.forms.values import Malformed, values_of


class Filling:
    """Takes one content after another. Only what differs is looked at again, unless something
    that repeats has come or gone."""

    def __init__(self, form: Form, response: Response | None) -> None:
        self._form = form
        self._dependencies = Dependencies(form)
        self.content = content_of(form, response) if response else Content()
        self._stand_anew()
        if self.content.entries.keys() - self.tree.nodes.keys():
            raise ValueError("answers to another template")
        if response is not None and response.status is not Status.IN_PROGRESS:
            offered = self.content.offered.union(self._to_offer())
            self.content = replace(self.content, offered=offered)
        self._offer()

    def take(self, content: Content, at: NodeId) -> Change:
        """Stand in this content, with the values from the start that it turns on. ``at`` is where
        it was edited."""
        before = self._moment()
        self._take(content)
        self._offer()
        return compared(before, self._moment(), at, self.progress())

    def progress(self) -> Progress:
        """Of the whole form."""
        return Progress(*self.standing.tally(item.link_id for item in self._form.items))

    # ------------------------------------------------------------------------ one node

    def question(self, node_id: NodeId) -> Node:
        """Raises ValueError where there is no such question."""
        node = self.tree.nodes.get(node_id)
        if node is None or not node.item.is_question:
            raise ValueError("no such question")
        return node

    def view(self, node_id: NodeId) -> NodeView:
        node = self.tree.nodes[node_id]
        entries = self.content.entries.get(node_id, ())
        typed = [entry.text for entry in entries if isinstance(entry, Malformed) and entry.text]
        return NodeView(
            id=node_id,
            item=node.item,
            values=values_of(entries),
            malformed=typed[0] if typed else None,
            entries=entries,
            shown=self.shown(node),
            read_only=node.read_only,
            required=node.item.required and counts(node, self.standing),
        )

    def shown(self, node: Node) -> bool:
        return node.id in self.standing.enabled and not node.hidden

    def typed(self, node: Node) -> bool:
        """Whether anything stands in a question, asked or not, an answer or not."""
        return self.content.entries.get(node.id, (Malformed(""),)) != (Malformed(""),)

    def typed_below(self, top: Node) -> bool:
        """Whether anything stands in it or in a question under it."""
        return self.typed(top) or any(self.typed(below) for below in self.tree.below(top))

    def repeated(self, node: Node) -> int:
        """How many repetitions a group has, or answers a question."""
        if node.item.repeated_group:
            return len(self.tree.repetitions(node))
        return len(self.content.entries.get(node.id, ()))

    # ------------------------------------------------------------------------- inside

    def _moment(self) -> Moment:
        standing = self.standing
        return Moment(self.tree, self.content, frozenset(standing.enabled), dict(standing.problems))

    def _stand_anew(self) -> None:
        self.tree = Tree(self._form, self.content.shape(self._dependencies))
        self.standing = Standing(self.tree, self._dependencies, self.content.entries)

    def _take(self, content: Content) -> None:
        before, self.content = self.content, content
        if content.shape(self._dependencies) != before.shape(self._dependencies):
            self._stand_anew()
        else:
            self.standing.update(content.entries, differing(before.entries, content.entries))

    def _offer(self) -> None:
        """D3: values from the start, once, when a question is first asked. One value may turn on
        the next question."""
        while names := self._to_offer():
            content = replace(self.content, offered=self.content.offered.union(names))
            for name in names:
                if name not in content.entries:
                    item = self.tree.nodes[name].item
                    values = initial_values(item)[: None if item.repeats else 1]
                    content = content.with_entries(name, tidied(item, values))
            self._take(content)

    def _to_offer(self) -> list[NodeId]:
        return [
            node.id
            for link_id in self._dependencies.initial_at
            for node in self.tree.occurrences(link_id)
            if node.id in self.standing.enabled and node.id not in self.content.offered
        ]


def with_repetitions(content: Content, group: Node, number: int) -> Content:
    """The content with so many repetitions of a group."""
    start = starting_repetitions(group)
    return content.with_repetitions(numbered(group.id, 0), number, from_start=start)
