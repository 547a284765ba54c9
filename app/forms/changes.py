"""What an edit did to what is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.forms.check import NodeProblem
from app.forms.content import Content
from app.forms.model import Item
from app.forms.tree import Node, NodeId, Tree, numbered
from app.forms.values import Entry, Value

NodeIds = tuple[NodeId, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of what is asked has been answered."""

    answered: int
    askable: int
    required_left: int
    """Questions, and groups that need one answer, that must be answered and hold nothing."""
    problems: int
    """Everything that blocks completion, what is required included."""
    to_correct: int
    """Questions and groups that hold something which blocks completion. What cannot be read is
    here, and neither answered nor left to answer."""

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
    moved = [] if before.tree is now.tree else list(_moved(before, now, ()))
    return Change(
        at=_nearest(now.tree, at),
        values=differing(before.content.entries, now.content.entries),
        shown=now.enabled - before.enabled,
        hidden=before.enabled - now.enabled,
        problems=differing(before.problems, now.problems),
        progress=progress,
        added=tuple(name for _, added in moved for name in added),
        removed=tuple(name for removed, _ in moved for name in removed),
    )


def differing(one: Mapping[NodeId, object], other: Mapping[NodeId, object]) -> frozenset[NodeId]:
    """The places where two mappings do not say the same."""
    found = [name for name, value in other.items() if one.get(name) != value]
    return frozenset((*found, *(name for name in one if name not in other)))


@dataclass(frozen=True, slots=True)
class _Part:
    """One of several that may come and go: a repetition, or what stands under one answer."""

    path: NodeId
    rows: tuple[NodeId, ...]


def _moved(before: Moment, now: Moment, path: NodeId) -> Iterator[tuple[NodeIds, NodeIds]]:
    """(removed, added) below a path that both moments have, in the order of the form."""
    for node in now.tree.under(path):
        if node.item.repeated_group:
            if node.number == 0:
                old, new = _repetitions(before.tree, node), _repetitions(now.tree, node)
                yield from _compared_parts(before, now, old, new)
        elif not node.item.is_question:
            yield from _moved(before, now, node.id)
        elif node.item.parts:
            old, new = _under_answers(before.tree, node), _under_answers(now.tree, node)
            yield from _compared_parts(before, now, old, new)


def _repetitions(tree: Tree, node: Node) -> list[_Part]:
    return [_Part(each.id, (each.id,)) for each in tree.repetitions(node)]


def _under_answers(tree: Tree, question: Node) -> list[_Part]:
    found: list[_Part] = []
    while under := tree.under(path := numbered(question.id, len(found))):
        found.append(_Part(path, tuple(node.id for node in under)))
    return found


def _compared_parts(
    before: Moment, now: Moment, old: list[_Part], new: list[_Part]
) -> Iterator[tuple[NodeIds, NodeIds]]:
    """Where there are as many as before, only what lies deeper can have come or gone. Otherwise
    all from the first that is not what it was."""
    alike = min(len(old), len(new))
    if len(old) != len(new):
        others = (k for k in range(alike) if not _same_inside(before, now, old[k].path))
        alike = next(others, alike)
        removed = tuple(row for part in old[alike:] for row in part.rows)
        yield removed, tuple(row for part in new[alike:] for row in part.rows)
    for part in new[:alike]:
        yield from _moved(before, now, part.path)


def _same_inside(before: Moment, now: Moment, path: NodeId) -> bool:
    depth = len(path)

    def inside(mapping: Mapping[NodeId, object]) -> dict[NodeId, object]:
        below = (name for name in mapping if len(name) > depth and name[:depth] == path)
        return {name: mapping[name] for name in below}

    old, new = before.content, now.content
    return inside(old.entries) == inside(new.entries) and (
        inside(old.repetitions) == inside(new.repetitions)
    )


def _nearest(tree: Tree, at: NodeId) -> NodeId:
    while at not in tree.nodes:
        number = at[-1][1]
        at = numbered(at, number - 1) if number else at[:-1]
    return at
