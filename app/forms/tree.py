"""The places of a form in which answers stand: one node for each occurrence of an item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.forms.model import Form, Item, Kind

NodeId = tuple[tuple[str, int], ...]
"""Path of (link id, number) from the top of the form. For a repeating group the number is the
repetition, counted from 0 without gaps. A question always has the number 0 in its own id; in the
ids of what stands under its answers it has the number of the answer: ``(("q", 0),)`` is the
question and ``(("q", 2), ("q.1", 0))`` what is asked under its third answer."""

Shape = Mapping[NodeId, int]
"""How often things repeat: for a repeating group (by the id of its first repetition) how many
repetitions there are, where it is not as many as from the start; for a question with something
under its answers, how many answers."""

STARTED_AT_MOST: Final = 10
"""Repetitions that a template may begin with; one that asks for more gets the rest when somebody
adds them, so that no template can make a window of a million rows."""

MOST_REPETITIONS: Final = 200
"""Of one group in one place. Nobody reads further down."""

MOST_PARTS: Final = 10_000
"""Repetitions, and answers with something under them, in one response that is read: each may
stand for a page of rows in memory."""


@dataclass(slots=True, eq=False)
class Node:
    """One occurrence of an item. Never changed after the tree is made."""

    id: NodeId
    item: Item
    parent: Node | None
    place: int
    """In the order of the form."""
    hidden: bool
    """By the template, itself or through what it stands under (E1)."""
    read_only: bool
    """E1: inherited from groups, not from questions."""

    @property
    def number(self) -> int:
        """Which repetition of a group this is."""
        return self.id[-1][1]

    @property
    def answer(self) -> int:
        """The number of the answer it stands under, where ``parent`` is a question."""
        return self.id[-2][1]

    @property
    def askable(self) -> bool:
        """A question that a person may answer, as soon as it is enabled."""
        return self.item.is_question and not self.hidden and not self.read_only

    def above(self) -> Iterator[Node]:
        """The nodes it stands under, nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


class Tree:
    """All nodes of a form in its order, for one shape of the answers."""

    def __init__(self, form: Form, shape: Shape) -> None:
        self.nodes: dict[NodeId, Node] = {}
        self._shape = shape
        self._by_link: dict[str, list[Node]] = {}
        self._under: dict[NodeId, list[Node]] = {}
        self._add(form.items, None, (), repeated=False)

    def _add(
        self, items: Sequence[Item], parent: Node | None, path: NodeId, *, repeated: bool
    ) -> None:
        under = self._under.setdefault(path, [])
        for item in items:
            first = (*path, (item.link_id, 0))
            for number in range(self._repetitions(item, first, repeated=repeated)):
                node = self._node(item, parent, (*path, (item.link_id, number)))
                under.append(node)
                if not item.is_question:
                    self._add(item.parts, node, node.id, repeated=repeated or item.repeated_group)
                elif item.parts:
                    for answer in range(self._shape.get(first, 0)):
                        below = (*path, (item.link_id, answer))
                        self._add(item.parts, node, below, repeated=True)

    def _node(self, item: Item, parent: Node | None, node_id: NodeId) -> Node:
        in_group = parent is not None and parent.item.kind is Kind.GROUP
        node = Node(
            id=node_id,
            item=item,
            parent=parent,
            place=len(self.nodes),
            hidden=item.hidden or (parent is not None and parent.hidden),
            read_only=item.read_only or (parent is not None and in_group and parent.read_only),
        )
        self.nodes[node_id] = node
        self._by_link.setdefault(item.link_id, []).append(node)
        return node

    def _repetitions(self, item: Item, first: NodeId, *, repeated: bool) -> int:
        if not item.repeated_group:
            return 1
        return self._shape.get(first) or repetitions_at_start(item, repeated=repeated)

    def occurrences(self, link_id: str) -> Sequence[Node]:
        """Every node of one item, in order."""
        return self._by_link.get(link_id, ())

    def under(self, path: NodeId) -> Sequence[Node]:
        """What stands right under a group (its id), an answer (the id of the question with the
        number of the answer) or at the top (the empty path)."""
        return self._under.get(path, ())

    def children(self, parent: Node) -> Iterator[Node]:
        """What stands right under a node; for a question, under each of its answers in turn."""
        if not parent.item.is_question:
            yield from self.under(parent.id)
        elif parent.item.parts:
            for answer in range(self._shape.get(parent.id, 0)):
                yield from self.under(numbered(parent.id, answer))

    def below(self, top: Node) -> Iterator[Node]:
        """Every node under ``top``, itself not included."""
        for child in self.children(top):
            yield child
            yield from self.below(child)

    def repetitions(self, node: Node) -> Sequence[Node]:
        """All repetitions of the group, or the node alone where nothing repeats."""
        if not node.item.repeated_group:
            return (node,)
        return tuple(n for n in self.under(node.id[:-1]) if n.item is node.item)


def repetitions_at_start(item: Item, *, repeated: bool) -> int:
    """How many repetitions a group begins with: ``minOccurs``, at least one. Inside another
    repetition (``repeated``) always one, or a few lines could ask for billions."""
    return 1 if repeated else max(1, min(item.min_occurs or 1, STARTED_AT_MOST))


def starting_repetitions(node: Node) -> int:
    """``repetitions_at_start`` of a group where it stands."""
    around = (above.item for above in node.above())
    repeated = any(item.repeated_group or item.is_question for item in around)
    return repetitions_at_start(node.item, repeated=repeated)


def numbered(node_id: NodeId, number: int) -> NodeId:
    """The same place in another repetition or under another answer."""
    return (*node_id[:-1], (node_id[-1][0], number))
