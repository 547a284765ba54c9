"""How a form stands: what is asked, what is wrong and how much is left, kept up edit by edit.

An edit looks again only at what it can have changed: conditions that ask about the question, what
stands under it, the groups around it. That is what keeps a form of many hundred questions as quick
as a small one.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator

from app.forms.check import NodeProblem, check, counts
from app.forms.conditions import Dependencies, holds
from app.forms.content import Entries
from app.forms.model import Behavior, Item
from app.forms.tree import Node, NodeId, Tree, numbered
from app.forms.values import Entry, Malformed, Value, values_of

Tally = tuple[int, int, int, int]
"""(answered, askable, required and unanswered, problems)"""

NOTHING: Tally = (0, 0, 0, 0)

Target = tuple[NodeId, int | None]
"""A question that a condition asks about, and which of its answers where it is only one."""


class Standing:
    """Of one tree and the entries in it. ``update`` is told every change of them."""

    def __init__(self, tree: Tree, dependencies: Dependencies, entries: Entries) -> None:
        self.tree = tree
        self.entries = entries
        self.enabled: set[NodeId] = set()
        self.answered: dict[NodeId, int] = {}
        self.problems: dict[NodeId, tuple[NodeProblem, ...]] = {}
        self._dependencies = dependencies
        self._filled: set[NodeId] = set()
        self._tallies: dict[NodeId, Tally] = {}
        self._sums: dict[str, Tally] = {}
        """By the link id of the item at the top."""
        self._targets: dict[NodeId, tuple[tuple[Target, ...], ...]] = {}
        for link_id in dependencies.rank:
            self.enabled.update(n.id for n in tree.occurrences(link_id) if self._is_enabled(n))
        for node in tree.nodes.values():
            self._count(node)
        for node in tree.nodes.values():
            self._judge(node)

    def update(self, entries: Entries, edited: Iterable[NodeId]) -> None:
        """Take over entries that differ from those before only at ``edited``."""
        self.entries = entries
        touched = [self.tree.nodes[name] for name in edited]
        touched += self._switch(touched)
        for node in tuple(self._to_judge(touched)):
            self._judge(node)

    def tally(self, tops: Iterable[str]) -> Tally:
        """Of some items at the top and all below them."""
        found = NOTHING
        for link_id in tops:
            found = _plus(found, self._sums.get(link_id, NOTHING))
        return found

    # --------------------------------------------------------------------------- enabling

    def _switch(self, edited: Iterable[Node]) -> list[Node]:
        """Turn on and off what depends on these, in the order of need; the nodes that flipped."""
        flipped: list[Node] = []
        waiting: list[int] = []
        items: dict[int, Item] = {}

        def look_at(node: Node) -> None:
            below = (part.link_id for part in node.item.parts)
            for link_id in (*self._dependencies.asked_by.get(node.item.link_id, ()), *below):
                rank = self._dependencies.rank.get(link_id)
                found = self.tree.occurrences(link_id)
                if rank is not None and found and rank not in items:
                    items[rank] = found[0].item
                    heapq.heappush(waiting, rank)

        for node in edited:
            look_at(node)
        while waiting:
            item = items.pop(heapq.heappop(waiting))
            for node in self.tree.occurrences(item.link_id):
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
        entries = self.entries.get(question, ())
        return number < len(entries) and not isinstance(entries[number], Malformed)

    def _seen(self, targets: Iterable[Target]) -> tuple[Value, ...]:
        found: list[Entry] = []
        for question, number in targets:
            if question in self.enabled:
                entries = self.entries.get(question, ())
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
        found = self.tree.occurrences(question)
        for depth in range(len(seen_from) - 1, 0, -1):
            around = seen_from[:depth]
            if around[-1][0] == question:
                return ((numbered(around, 0), around[-1][1]),)
            near = [node.id for node in found if node.id[:depth] == around]
            if near:
                return tuple((name, None) for name in near)
        return tuple((node.id, None) for node in found)

    # --------------------------------------------------------------------------- checking

    def _to_judge(self, touched: Iterable[Node]) -> Iterator[Node]:
        """The nodes whose problems or requirements may be others now. A group that gets its first
        answer, or loses its last, changes what is required in all of it (R1) and in the other
        repetitions of it (R3)."""
        seen: dict[NodeId, Node] = {}
        woken: dict[NodeId, Node] = {}
        for node in touched:
            seen[node.id] = node
            had = self._has_answers(node)
            self._count(node)
            for above, before in had:
                seen[above.id] = above
                if bool(self.answered.get(above.id)) != before:
                    woken.update((each.id, each) for each in self.tree.repetitions(above))
        for node in woken.values():
            seen[node.id] = node
            seen.update((below.id, below) for below in self.tree.below(node))
        return iter(seen.values())

    def _has_answers(self, node: Node) -> list[tuple[Node, bool]]:
        return [(above, bool(self.answered.get(above.id))) for above in node.above()]

    def _count(self, node: Node) -> None:
        """Keep ``answered`` right at the node and above it."""
        entries = self.entries.get(node.id, ()) if node.id in self.enabled else ()
        filled = any(not isinstance(entry, Malformed) or entry.text for entry in entries)
        if filled == (node.id in self._filled):
            return
        self._filled.symmetric_difference_update((node.id,))
        step = 1 if filled else -1
        self.answered[node.id] = self.answered.get(node.id, 0) + step
        for above in node.above():
            self.answered[above.id] = self.answered.get(above.id, 0) + step

    def _judge(self, node: Node) -> None:
        """Look for problems again."""
        self.problems.pop(node.id, None)
        if found := tuple(check(node, self)):
            self.problems[node.id] = found
        self._tell(node, len(found))

    def _tell(self, node: Node, problems: int) -> None:
        tally = NOTHING
        if node.id in self.enabled:
            asked = int(node.askable)
            answered = bool(asked and values_of(self.entries.get(node.id, ())))
            left = asked and not answered and node.item.required and counts(node, self)
            tally = (int(answered), asked, int(left), problems)
        before = self._tallies.get(node.id, NOTHING)
        if tally != before:
            self._tallies[node.id] = tally
            top = node.id[0][0]
            self._sums[top] = _plus(_minus(self._sums.get(top, NOTHING), before), tally)


def _plus(one: Tally, other: Tally) -> Tally:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3]


def _minus(one: Tally, other: Tally) -> Tally:
    return one[0] - other[0], one[1] - other[1], one[2] - other[2], one[3] - other[3]
