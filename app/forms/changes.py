"""What an edit did to what is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.forms.check import NodeProblem
from app.forms.content import Content
from app.forms.model import Item
from app.forms.tree import Node, NodeId, Tree, numbered
from app.forms.values import Entry, Value


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
    """What an edit did to what is shown. Apply ``removed`` before ``added``."""

    at: NodeId
    """Where the edit was made, or the nearest place there still is."""
    values: frozenset[NodeId]
    """Where other answers stand than before, values from the start and moved answers included."""
    shown: frozenset[NodeId]
    hidden: frozenset[NodeId]
    problems: frozenset[NodeId]
    """Where problems came or went."""
    progress: Progress
    added: tuple[NodeId, ...] = ()
    """New nodes, in the order of the form: repetitions of groups, and what stands right under an
    answer. Each came with everything below it, which is not listed."""
    removed: tuple[NodeId, ...] = ()
    """Nodes that are gone with everything below them. A repetition or answer that got another
    number is both removed (as the old number) and added (as the new); so one and the same id may
    be in both."""


@dataclass(frozen=True, slots=True)
class NodeView:
    """One item as it is now."""

    id: NodeId
    item: Item
    values: tuple[Value, ...]
    malformed: str | None
    """The first thing typed that is no answer."""
    entries: tuple[Entry, ...]
    """Everything that stands in the question, line by line, malformed or not."""
    shown: bool
    read_only: bool
    required: bool
    """Whether an answer is required here and now."""


@dataclass(frozen=True, slots=True)
class Moment:
    """All that is shown of a form at one moment."""

    tree: Tree
    content: Content
    enabled: frozenset[NodeId]
    problems: Mapping[NodeId, tuple[NodeProblem, ...]]


def compared(before: Moment, now: Moment, at: NodeId, progress: Progress) -> Change:
    """What has changed between two moments of one form."""
    rows: tuple[list[NodeId], list[NodeId]] = ([], [])
    if before.tree is not now.tree:
        for removed, added in _moved(before, now, ()):
            rows[0].extend(removed)
            rows[1].extend(added)
    return Change(
        at=_nearest(now.tree, at),
        values=differing(before.content.entries, now.content.entries),
        shown=now.enabled - before.enabled,
        hidden=before.enabled - now.enabled,
        problems=differing(before.problems, now.problems),
        progress=progress,
        added=tuple(rows[1]),
        removed=tuple(rows[0]),
    )


def differing(one: Mapping[NodeId, object], other: Mapping[NodeId, object]) -> frozenset[NodeId]:
    """The places where two mappings do not say the same."""
    found = [name for name, value in other.items() if one.get(name) != value]
    return frozenset((*found, *(name for name in one if name not in other)))


Rows = tuple[list[NodeId], list[NodeId]]
"""(removed, added)"""


def _moved(before: Moment, now: Moment, path: NodeId) -> Iterator[Rows]:
    """Rows that came and went below a path that both moments have."""
    for node in now.tree.under(path):
        repeats, number = node.item.repeated_group, node.number
        if repeats and number == 0:
            old, new = before.tree.repetitions(node), now.tree.repetitions(node)
            yield from _closed_up(before, now, [[n] for n in old], [[n] for n in new])
        elif not node.item.is_question:
            yield from _moved(before, now, node.id)
        elif node.item.parts:
            yield from _closed_up(
                before, now, _by_answer(before.tree, node), _by_answer(now.tree, node)
            )


def _by_answer(tree: Tree, question: Node) -> list[list[Node]]:
    found: list[list[Node]] = []
    while under := tree.under(numbered(question.id, len(found))):
        found.append(list(under))
    return found


def _closed_up(
    before: Moment, now: Moment, old: list[list[Node]], new: list[list[Node]]
) -> Iterator[Rows]:
    """Of repetitions, or of answers, each with its rows: those from the first that is not what
    it was. Where there are as many as before, only what lies deeper can have come or gone."""
    alike = min(len(old), len(new))
    if len(old) != len(new):
        pairs = zip(old, new, strict=False)
        alike = next(
            (k for k, (was, _) in enumerate(pairs) if not _same_content(before, now, was)), alike
        )
        yield _ids(old[alike:]), _ids(new[alike:])
    for rows in new[:alike]:
        for row in rows:
            if row.item.repeated_group or not row.item.is_question:
                yield from _moved(before, now, row.id)


def _same_content(before: Moment, now: Moment, rows: list[Node]) -> bool:
    def inside(moment: Moment) -> dict[NodeId, object]:
        places = {row.id for row in rows}
        depth = len(rows[0].id)
        return {
            name: value
            for kept in (moment.content.entries, moment.content.repetitions)
            for name, value in kept.items()
            if name[:depth] in places
        }

    return inside(before) == inside(now)


def _ids(rows: list[list[Node]]) -> list[NodeId]:
    return [node.id for row in rows for node in row]


def _nearest(tree: Tree, at: NodeId) -> NodeId:
    while at not in tree.nodes:
        number = at[-1][1]
        at = numbered(at, number - 1) if number else at[:-1]
    return at
