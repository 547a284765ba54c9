"""What stands between the answers as they are and a completed form.

Nothing here stops a draft from being saved (R5). Rule numbers are explained in ``docs/forms.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.forms.model import Item, Kind
from app.forms.problems import Code, Problem, Severity
from app.forms.tree import Answers, Node, NodeId, Tree
from app.forms.values import MAX_INTEGER, Value, compare


@dataclass(frozen=True, slots=True)
class Filled:
    """The answers of a form at one moment."""

    answers: Answers
    malformed: Mapping[NodeId, str]
    """What was typed but is no answer ("31 feb"): kept in the draft, blocks completion."""
    enabled: frozenset[NodeId]

    def answered(self, node: Node) -> bool:
        """Whether anything counts as answered here, not counting what is disabled."""
        return node.id in self.enabled and (node.id in self.answers or node.id in self.malformed)


@dataclass(frozen=True, slots=True)
class NodeProblem:
    """A problem and the place it is at."""

    node: NodeId
    problem: Problem


def check(tree: Tree, filled: Filled) -> Iterator[NodeProblem]:
    """Everything that blocks completion, in the order of the form. Disabled items have no
    problems (R1)."""
    for node in tree.nodes.values():
        if node.id not in filled.enabled:
            continue
        if node.item.kind is Kind.GROUP:
            faults = _group(tree, node, filled)
        elif node.item.is_question:
            faults = _question(tree, node, filled)
        else:
            continue
        for code, params in faults:
            problem = Problem(code, Severity.ERROR, node.item.link_id, params=params)
            yield NodeProblem(node.id, problem)


Faults = Iterator[tuple[Code, dict[str, str]]]


def _group(tree: Tree, node: Node, filled: Filled) -> Faults:
    """R2: a required group needs an answer somewhere inside."""
    if node.item.required and counts(tree, node, filled) and not _any_answer(tree, node, filled):
        yield Code.GROUP_UNANSWERED, {}


def _question(tree: Tree, node: Node, filled: Filled) -> Faults:
    item = node.item
    if node.id in filled.malformed:
        yield Code.MALFORMED, {}
        return
    values = filled.answers.get(node.id, ())
    if not values and not counts(tree, node, filled):
        return
    if not values and item.required:
        yield Code.UNANSWERED, {}
    yield from _occurrences(item, values)
    for value in values:
        yield from _value(item, value)


def _occurrences(item: Item, values: tuple[Value, ...]) -> Faults:
    """R3: too few answers is an error also when none is required."""
    count = len(values)
    if item.min_occurs is not None and count < item.min_occurs and (count or not item.required):
        yield Code.TOO_FEW, {"bound": str(item.min_occurs)}
    most = item.max_occurs if item.repeats else 1
    if most is not None and count > most:
        yield Code.TOO_MANY, {"bound": str(most)}
    if count > 1 and any((option := item.option(v)) and option.exclusive for v in values):
        yield Code.NOT_ALONE, {}  # V7


def _value(item: Item, value: Value) -> Faults:
    if item.options and item.option(value) is None:  # V6
        yield Code.NOT_AN_OPTION, {}
    if isinstance(value, str):  # V3: code points
        if item.max_length is not None and len(value) > item.max_length:
            yield Code.TOO_LONG, {"bound": str(item.max_length)}
        if item.min_length is not None and len(value) < item.min_length:
            yield Code.TOO_SHORT, {"bound": str(item.min_length)}
    elif isinstance(value, int) and not isinstance(value, bool) and abs(value) > MAX_INTEGER:
        yield (Code.TOO_HIGH if value > 0 else Code.TOO_LOW), {"bound": str(MAX_INTEGER)}
    if item.minimum is not None and (order := compare(value, item.minimum)) and order[0]:  # V4
        yield Code.TOO_LOW, {"bound": _shown(item.minimum)}
    if item.maximum is not None and (order := compare(value, item.maximum)) and order[1]:
        yield Code.TOO_HIGH, {"bound": _shown(item.maximum)}


def counts(tree: Tree, node: Node, filled: Filled) -> bool:
    """R1: whether a requirement is in force here. Inside a group that is not required and has no
    answer at all it is not. Pages and other groups at the top always count, or an untouched page
    would pass; the specification leaves that open, and this is our own choice."""
    if node.hidden:
        return False
    groups = [above for above in node.above() if above.item.kind is Kind.GROUP]
    return all(
        group.parent is None or group.item.required or _any_answer(tree, group, filled)
        for group in groups
    )


def _any_answer(tree: Tree, node: Node, filled: Filled) -> bool:
    return any(filled.answered(child) for child in tree.below(node))


def _shown(value: Value) -> str:
    return str(getattr(value, "text", value))
