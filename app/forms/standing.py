"""How a form stands: what is asked, what is wrong and how much is left, kept up edit by edit.

An edit looks again only at what it can have changed: conditions that ask about the question, what
stands under it, the groups around it. That is what keeps a form of many hundred questions as quick
as a small one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from app.forms.check import NodeProblem, check
from app.forms.conditions import Dependencies
from app.forms.content import Entries
from app.forms.enabling import Enabling
from app.forms.problems import NOT_YET
from app.forms.tree import Node, NodeId, Tree
from app.forms.values import Malformed, values_of

Tally = tuple[int, int, int, int, int]
"""(answered, askable, required and unanswered, problems, to correct), as in ``Progress``."""

NOTHING: Tally = (0, 0, 0, 0, 0)


class Standing:
    """Of one tree and the entries in it. ``update`` is told every change of them."""

    def __init__(self, tree: Tree, dependencies: Dependencies, entries: Entries) -> None:
        self.tree = tree
        self.entries = entries
        self.answered: dict[NodeId, int] = {}
        self.problems: dict[NodeId, tuple[NodeProblem, ...]] = {}
        self._enabling = Enabling(tree, dependencies, entries)
        self._filled: set[NodeId] = set()
        self._tallies: dict[NodeId, Tally] = {}
        self._sums: dict[str, Tally] = {}
        """By the link id of the item at the top."""
        for node in tree.nodes.values():
            self._count(node)
        for node in tree.nodes.values():
            self._judge(node)

    @property
    def enabled(self) -> AbstractSet[NodeId]:
        """Every node that is asked for now: never changed by anybody else."""
        return self._enabling.enabled

    def update(self, entries: Entries, edited: Iterable[NodeId]) -> None:
        """Take over entries that differ from those before only at ``edited``."""
        self.entries = entries
        touched = [self.tree.nodes[name] for name in edited]
        touched += self._enabling.update(entries, touched)
        for node in tuple(self._to_judge(touched)):
            self._judge(node)

    def tally(self, tops: Iterable[str]) -> Tally:
        """Of some items at the top and all below them."""
        found = NOTHING
        for link_id in tops:
            found = _plus(found, self._sums.get(link_id, NOTHING))
        return found

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
        self._tell(node, found)

    def _tell(self, node: Node, found: Sequence[NodeProblem]) -> None:
        tally = NOTHING
        if node.id in self.enabled:
            asked = int(node.askable)
            entries = self.entries.get(node.id, ())
            unread = any(isinstance(entry, Malformed) and entry.text for entry in entries)
            answered = bool(asked and values_of(entries) and not unread)
            left = any(each.problem.code in NOT_YET for each in found)
            tally = (int(answered), asked, int(left), len(found), int(bool(found) and not left))
        before = self._tallies.get(node.id, NOTHING)
        if tally != before:
            self._tallies[node.id] = tally
            top = node.id[0][0]
            self._sums[top] = _plus(_minus(self._sums.get(top, NOTHING), before), tally)


def _plus(one: Tally, other: Tally) -> Tally:
    answered, askable, left, problems, wrong = (a + b for a, b in zip(one, other, strict=True))
    return answered, askable, left, problems, wrong


def _minus(one: Tally, other: Tally) -> Tally:
    answered, askable, left, problems, wrong = (a - b for a, b in zip(one, other, strict=True))
    return answered, askable, left, problems, wrong
