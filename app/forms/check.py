"""What stands between the answers as they are and a completed form.

Nothing here stops a draft from being saved (R5). Rule numbers are explained in ``docs/forms.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Protocol

from app.forms.answering import permitted
from app.forms.comparing import compare
from app.forms.content import Entries
from app.forms.model import Item, Kind
from app.forms.problems import Code, Problem, Severity
from app.forms.tree import Node, NodeId, Tree
from app.forms.typed import is_address, shown
from app.forms.values import MAX_INTEGER, Malformed, Number, Quantity, Value, values_of


class Filled(Protocol):
    """The answers of a form at one moment."""

    @property
    def tree(self) -> Tree: ...
    @property
    def entries(self) -> Entries: ...
    @property
    def enabled(self) -> AbstractSet[NodeId]: ...
    @property
    def answered(self) -> Mapping[NodeId, int]:
        """How many enabled questions have something in them, at a node and below it."""
        ...


@dataclass(frozen=True, slots=True)
class NodeProblem:
    """A problem and the place it is at."""

    node: NodeId
    problem: Problem


Faults = Iterator[tuple[Code, dict[str, str]]]


def check(node: Node, filled: Filled) -> Iterator[NodeProblem]:
    """Everything at one node that blocks completion. A disabled one has no problems (R1)."""
    if node.id not in filled.enabled:
        return
    faults = _question(node, filled) if node.item.is_question else _group(node, filled)
    for code, params in faults:
        yield NodeProblem(node.id, Problem(code, Severity.ERROR, node.item.link_id, params=params))


def _group(node: Node, filled: Filled) -> Faults:
    """R2: a required group needs an answer somewhere inside. R3: of a repeating group, the
    repetitions that have an answer count. Both are told at its first repetition."""
    item = node.item
    if item.kind is not Kind.GROUP or node.number or not _around_counts(node, filled):
        return
    answered = answered_repetitions(node, filled)
    if item.required and not answered:
        yield Code.GROUP_UNANSWERED, {}
    elif item.repeats:
        yield from _occurrences(item, answered)


def _question(node: Node, filled: Filled) -> Faults:
    item = node.item
    entries = filled.entries.get(node.id, ())
    values = values_of(entries)
    if any(isinstance(entry, Malformed) and entry.text for entry in entries):
        yield Code.MALFORMED, {}
    elif values or counts(node, filled):
        if not values and item.required:
            yield Code.UNANSWERED, {}
        yield from _occurrences(item, len(values))
    if len(values) > 1 and any((option := item.option(v)) and option.exclusive for v in values):
        yield Code.NOT_ALONE, {}  # V7
    for value in values:
        yield from _value(item, value)


def _occurrences(item: Item, count: int) -> Faults:
    """R3: too few is an error also when none is required."""
    if item.min_occurs is not None and count < item.min_occurs and (count or not item.required):
        yield Code.TOO_FEW, {"bound": str(item.min_occurs)}
    most = item.max_occurs if item.repeats else 1
    if most is not None and count > most:
        yield Code.TOO_MANY, {"bound": str(most)}


def _value(item: Item, value: Value) -> Faults:
    if not permitted(item, value):
        yield Code.NOT_AN_OPTION, {}
    if isinstance(value, str):
        yield from _text(item, value)
    elif isinstance(value, int) and not isinstance(value, bool) and abs(value) > MAX_INTEGER:
        yield (Code.TOO_HIGH if value > 0 else Code.TOO_LOW), {"bound": str(MAX_INTEGER)}
    elif isinstance(value, Quantity):
        yield from _unit(item, value)
    yield from _bounds(item, value)


def _text(item: Item, value: str) -> Faults:
    """V3: length in code points."""
    if item.max_length is not None and len(value) > item.max_length:
        yield Code.TOO_LONG, {"bound": str(item.max_length)}
    if item.min_length is not None and len(value) < item.min_length:
        yield Code.TOO_SHORT, {"bound": str(item.min_length)}
    if item.kind is Kind.URL and not is_address(value):
        yield Code.MALFORMED, {}


def _bounds(item: Item, value: Value) -> Faults:
    """V2: decimals as they were written. V4: a partial date is outside only when all of it is."""
    number = value.number if isinstance(value, Quantity) else value
    most = item.max_decimals
    if most is not None and isinstance(number, Number) and number.decimals > most:
        yield Code.TOO_MANY_DECIMALS, {"bound": str(most)}
    if item.minimum is not None and (order := compare(value, item.minimum)) and order[0]:
        yield Code.TOO_LOW, {"bound": shown(item.minimum)}
    if item.maximum is not None and (order := compare(value, item.maximum)) and order[1]:
        yield Code.TOO_HIGH, {"bound": shown(item.maximum)}


def _unit(item: Item, value: Quantity) -> Faults:
    """V11: units are never converted, so only those offered may be used, and a bound in another
    unit cannot be met."""
    offered = {Quantity(value.number, u.display, u.system, u.code).unit_key for u in item.units}
    bounds = {b.unit_key for b in (item.minimum, item.maximum) if isinstance(b, Quantity)}
    wrong = value.unit_key not in offered if offered else value.unit != item.unit
    if (wrong and (offered or item.unit)) or bounds - {value.unit_key}:
        yield Code.OTHER_UNIT, {}


def counts(node: Node, filled: Filled) -> bool:
    """R1: whether a requirement is in force here. Inside a group that is not required and has no
    answer at all it is not. Pages and other groups at the top always count, or an untouched page
    would pass; the specification leaves that open, and this is our own choice."""
    return not node.hidden and _around_counts(node, filled)


def _around_counts(node: Node, filled: Filled) -> bool:
    return all(
        filled.answered.get(above.id) or _expected(above, filled)
        for above in node.above()
        if above.item.kind is Kind.GROUP
    )


def _expected(group: Node, filled: Filled) -> bool:
    """Whether a group without any answer must have one. Of a repeating group only as many
    repetitions as must be answered and are not."""
    item = group.item
    if not item.repeats:
        return item.required or group.parent is None
    needed = max(item.min_occurs or 0, int(item.required))
    return group.number < needed and answered_repetitions(group, filled) < needed


def answered_repetitions(group: Node, filled: Filled) -> int:
    return sum(bool(filled.answered.get(each.id)) for each in filled.tree.repetitions(group))
