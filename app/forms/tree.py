"""The places of a form in which answers stand, and which of them are asked right now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from app.forms.model import DECORATIONS, Behavior, Condition, Form, Item, Operator
from app.forms.values import Value, compare, same

NodeId = tuple[tuple[str, int], ...]
"""Path of (link id, number of the repetition) from the top of the form. Nothing repeats yet, so
every number is 0; the path is what makes room for it."""

Answers = Mapping[NodeId, tuple[Value, ...]]
"""What has been answered. A node without answers is not in it."""


@dataclass(frozen=True, slots=True)
class Node:
    """One occurrence of an item."""

    id: NodeId
    item: Item
    parent: Node | None

    def above(self) -> Iterator[Node]:
        """The nodes it stands under, nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    @property
    def hidden(self) -> bool:
        """Hidden by the template, itself or through what it stands under (E1)."""
        return self.item.hidden or any(node.item.hidden for node in self.above())

    @property
    def read_only(self) -> bool:
        """E1: inherited from groups, not from questions."""
        groups = (node for node in self.above() if not node.item.is_question)
        return self.item.read_only or any(group.item.read_only for group in groups)

    @property
    def askable(self) -> bool:
        """A question that a person may answer, as soon as it is enabled."""
        return self.item.is_question and not self.hidden and not self.read_only


class Tree:
    """All nodes of a form, in the order of the form."""

    def __init__(self, form: Form) -> None:
        self.nodes: dict[NodeId, Node] = {}
        self._by_link: dict[str, list[Node]] = {}
        self._children: dict[NodeId, list[Node]] = {(): []}
        self._add(form.items, None)
        self._targets = {
            node.id: tuple(self.occurrences(c.question, node) for c in node.item.conditions)
            for node in self.nodes.values()
        }
        self._order = tuple(self._in_order_of_need())

    def _add(self, items: tuple[Item, ...], parent: Node | None) -> None:
        path = parent.id if parent else ()
        for item in items:
            if item.control in DECORATIONS:
                continue  # belongs to the item it stands under
            node = Node((*path, (item.link_id, 0)), item, parent)
            self.nodes[node.id] = node
            self._by_link.setdefault(item.link_id, []).append(node)
            self._children[path].append(node)
            self._children[node.id] = []
            self._add(item.items, node)

    def _in_order_of_need(self) -> Iterator[Node]:
        """Every node after those that decide whether it is enabled. Nodes in a circle of
        conditions, and those behind one, never come (E11)."""
        sorter: TopologicalSorter[NodeId] = TopologicalSorter()
        for node in self.nodes.values():
            above = [node.parent.id] if node.parent else []
            asked = [target.id for found in self._targets[node.id] for target in found]
            sorter.add(node.id, *above, *asked)
        with suppress(CycleError):
            sorter.prepare()
        while ready := sorter.get_ready():
            yield from (self.nodes[name] for name in ready)
            sorter.done(*ready)

    def children(self, parent: Node | None) -> Sequence[Node]:
        return self._children[parent.id if parent else ()]

    def below(self, top: Node) -> Iterator[Node]:
        """Every node under ``top``, itself not included."""
        for child in self.children(top):
            yield child
            yield from self.below(child)

    def occurrences(self, link_id: str, seen_from: Node) -> tuple[Node, ...]:
        """E9: where a condition looks. All occurrences inside the innermost node around
        ``seen_from`` that contains any, or all there are."""
        found = self._by_link.get(link_id, [])
        for around in seen_from.above():
            near = [node for node in found if node.id[: len(around.id)] == around.id]
            if near:
                return tuple(near)
        return tuple(found)

    def enabled(self, answers: Answers) -> frozenset[NodeId]:
        """The nodes whose conditions hold and whose surroundings are enabled (E1). A disabled
        question counts as unanswered for the conditions of others, also when a value is kept
        for it (E2); a node in a circle of conditions counts as disabled (E11)."""
        found: set[NodeId] = set()
        for node in self._order:
            if node.parent is None or node.parent.id in found:
                seen = (
                    tuple(
                        value
                        for target in targets
                        if target.id in found
                        for value in answers.get(target.id, ())
                    )
                    for targets in self._targets[node.id]
                )
                if _conditions_hold(node.item, seen):
                    found.add(node.id)
        return frozenset(found)


def _conditions_hold(item: Item, seen: Iterable[tuple[Value, ...]]) -> bool:
    if not item.conditions:
        return True
    results = (holds(c, answers) for c, answers in zip(item.conditions, seen, strict=True))
    return any(results) if item.behavior is Behavior.ANY else all(results)


def holds(condition: Condition, answers: tuple[Value, ...]) -> bool:
    """Whether one condition is met. Any of several answers will do (E3), except for ``!=``, which
    asks that none is equal, so that an unanswered question meets it (E5)."""
    match condition.operator:
        case Operator.EXISTS:
            return bool(answers) == condition.answer
        case Operator.EQUAL:
            return any(same(answer, condition.answer) for answer in answers)
        case Operator.NOT_EQUAL:
            return not any(same(answer, condition.answer) for answer in answers)
        case operator:
            return any(_ordered(operator, answer, condition.answer) for answer in answers)


def _ordered(operator: Operator, answer: Value, bound: Value) -> bool:
    order = compare(answer, bound)
    if order is None:
        return False
    less, greater = order
    match operator:
        case Operator.LESS:
            return less
        case Operator.GREATER:
            return greater
        case Operator.LESS_OR_EQUAL:
            return less or answer == bound
        case _:
            return greater or answer == bound
