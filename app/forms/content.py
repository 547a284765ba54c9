"""What stands in a form at one moment, and how an answer is tidied before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.forms.check import NodeProblem
from app.forms.model import Item, Kind
from app.forms.response import Response, ResponseItem
from app.forms.tree import NodeId, Tree
from app.forms.values import Value


@dataclass(frozen=True, slots=True)
class Content:
    """Answers, and what was typed but is no answer. A question has one or the other."""

    answers: Mapping[NodeId, tuple[Value, ...]] = field(default_factory=dict)
    malformed: Mapping[NodeId, str] = field(default_factory=dict)


def content_of(tree: Tree, response: Response) -> Content:
    answers: dict[NodeId, tuple[Value, ...]] = {}
    malformed: dict[NodeId, str] = {}

    def take(items: tuple[ResponseItem, ...], path: NodeId) -> None:
        for item in items:
            node_id = (*path, (item.link_id, 0))
            if node_id not in tree.nodes:
                raise ValueError("answers to another template")
            if item.answers:
                answers[node_id] = tuple(answer.value for answer in item.answers)
            if item.malformed is not None:
                malformed[node_id] = item.malformed
            take(item.items, node_id)

    take(response.items, ())
    return Content(answers, malformed)


def tidy(item: Item, value: Value) -> Value:
    """Text without white space at its ends, and a string on one line (R6)."""
    if not isinstance(value, str) or item.options:
        return value
    return (value if item.kind is Kind.TEXT else " ".join(value.splitlines())).strip()


def chosen(
    item: Item, *, answers_before: tuple[Value, ...], now: tuple[Value, ...]
) -> tuple[Value, ...]:
    """V7: an option that excludes the others clears them when it is chosen, and is cleared when
    another is chosen after it. Answers stand in the order of the options."""
    if not item.options:
        return now
    values = tuple(dict.fromkeys(now))
    exclusive = [v for v in values if (option := item.option(v)) and option.exclusive]
    if exclusive and len(values) > 1:
        new = [value for value in exclusive if value not in answers_before]
        values = (new[0],) if new else tuple(v for v in values if v not in exclusive)
    places = {id(option): number for number, option in enumerate(item.options)}
    return tuple(sorted(values, key=lambda v: places.get(id(item.option(v)), len(places))))


def differing(one: Mapping[NodeId, object], other: Mapping[NodeId, object]) -> frozenset[NodeId]:
    return frozenset(name for name in {*one, *other} if one.get(name) != other.get(name))


def differing_problems(
    one: tuple[NodeProblem, ...], other: tuple[NodeProblem, ...]
) -> frozenset[NodeId]:
    def by_node(problems: tuple[NodeProblem, ...]) -> dict[NodeId, list[object]]:
        found: dict[NodeId, list[object]] = {}
        for at in problems:
            found.setdefault(at.node, []).append((at.problem.code, at.problem.params))
        return found

    return differing(by_node(one), by_node(other))
