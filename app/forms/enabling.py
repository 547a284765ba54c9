"""Which items of a form are asked: what their conditions say, and what they stand under."""

from __future__ import annotations

import heapq
from collections.abc import Iterable

from app.forms.conditions import Dependencies, holds
from app.forms.content import Entries
from app.forms.model import Behavior, Item
from app.forms.tree import Node, NodeId, Tree, numbered
from app.forms.values import Entry, Malformed, Value, values_of

Target = tuple[NodeId, int | None]
"""A question that a condition asks about, and which of its answers where it is only one."""


class Enabling:
    """Of one tree and the entries in it. ``update`` is told every change of them."""

    def __init__(self, tree: Tree, dependencies: Dependencies, entries: Entries) -> None:
        self.enabled: set[NodeId] = set()
        self._tree = tree
        self._dependencies = dependencies
        self._entries = entries
        self._targets: dict[NodeId, tuple[tuple[Target, ...], ...]] = {}
        for link_id in dependencies.rank:
            self.enabled.update(n.id for n in tree.occurrences(link_id) if self._is_enabled(n))

    def update(self, entries: Entries, edited: Iterable[Node]) -> list[Node]:
        """Take over entries that differ from those before only at ``edited``. Turns on and off what
        depends on these, in the order of need; the nodes that flipped."""
        self._entries = entries
        flipped: list[Node] = []
        waiting: list[int] = []
        items: dict[int, Item] = {}

        def look_at(node: Node) -> None:
            below = (part.link_id for part in node.item.parts)
            for link_id in (*self._dependencies.asked_by.get(node.item.link_id, ()), *below):
                rank = self._dependencies.rank.get(link_id)
                found = self._tree.occurrences(link_id)
                if rank is not None and found and rank not in items:
                    items[rank] = found[0].item
                    heapq.heappush(waiting, rank)

        for node in edited:
            look_at(node)
        while waiting:
            item = items.pop(heapq.heappop(waiting))
            for node in self._tree.occurrences(item.link_id):
                if self._is_enabled(node) != (node.id in self.enabled):
                    self.enabled.symmetric_difference_update((node.id,))
                    flipped.append(node)
                    look_at(node)
        return flipped

    def _is_enabled(self, node: Node) -> bool:
        """Whether its conditions hold and what it stands under is enabled (E1). A disabled
        question counts as unanswered for the conditions of others, also when an answer is kept
        for it (E2)."""
        parent = node.parent
        if parent is not None:
            if parent.id not in self.enabled:
                return False
            if parent.item.is_question and not self._is_answer(parent.id, node.answer):
                return False
        item = node.item
        if not item.conditions:
            return True
        targets = self._targets_of(node)
        results = (
            holds(condition, self._seen(found))
            for condition, found in zip(item.conditions, targets, strict=True)
        )
        return any(results) if item.behavior is Behavior.ANY else all(results)

    def _is_answer(self, question: NodeId, number: int) -> bool:
        """N1: what stands under an answer is asked while it is one."""
        entries = self._entries.get(question, ())
        return number < len(entries) and not isinstance(entries[number], Malformed)

    def _seen(self, targets: Iterable[Target]) -> tuple[Value, ...]:
        found: list[Entry] = []
        for question, number in targets:
            if question in self.enabled:
                entries = self._entries.get(question, ())
                found += entries if number is None else entries[number : number + 1]
        return values_of(found)

    def _targets_of(self, node: Node) -> tuple[tuple[Target, ...], ...]:
        found = self._targets.get(node.id)
        if found is None:
            questions = (condition.question for condition in node.item.conditions)
            found = tuple(self._look(question, node.id) for question in questions)
            self._targets[node.id] = found
        return found

    def _look(self, question: str, seen_from: NodeId) -> tuple[Target, ...]:
        """E9, E10: where a condition looks. The innermost group, repetition or answer around the
        node that has the question, and all its occurrences there; what stands under an answer
        and asks about that very question sees that answer alone."""
        found = self._tree.occurrences(question)
        for depth in range(len(seen_from) - 1, 0, -1):
            around = seen_from[:depth]
            if around[-1][0] == question:
                return ((numbered(around, 0), around[-1][1]),)
            near = [node.id for node in found if node.id[:depth] == around]
            if near:
                return tuple((name, None) for name in near)
        return tuple((node.id, None) for node in found)
