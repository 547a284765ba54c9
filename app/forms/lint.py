"""Whether a form that could be read makes sense: conditions, options, bounds.

Rule numbers (E3, que-12 …) are explained in ``docs/forms.md``.
"""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from app.forms.model import Condition, Form, Item, Kind, Operator, walk
from app.forms.options import kind_of
from app.forms.problems import Code, Problem, Severity
from app.forms.values import Coding, compare

_ORDER = frozenset(
    (Operator.GREATER, Operator.LESS, Operator.GREATER_OR_EQUAL, Operator.LESS_OR_EQUAL)
)
_ORDERED_KINDS = frozenset((Kind.INTEGER, Kind.DATE, Kind.STRING, Kind.TEXT))


def lint(form: Form) -> list[Problem]:
    """Everything that is wrong or doubtful, in the order of the form."""
    order = {item.link_id: number for number, item in enumerate(walk(form.items))}
    found: list[Problem] = []
    for item in walk(form.items):
        found.extend(_item(item))
        for condition in item.conditions:
            found.extend(_condition(form, item, condition, order))
    found.extend(_cycles(form))
    return found


def _item(item: Item) -> Iterator[Problem]:
    seen: set[object] = set()
    for option in item.options:
        value = option.value
        key = (value.system, value.code) if isinstance(value, Coding) else value
        if key in seen:
            yield Problem(Code.OPTION_DUPLICATE, Severity.ERROR, item.link_id)
        seen.add(key)
    if item.required and item.hidden:
        yield Problem(Code.REQUIRED_HIDDEN, Severity.ERROR, item.link_id)
    reversed_bounds = (
        item.min_occurs is not None
        and item.max_occurs is not None
        and item.min_occurs > item.max_occurs
    )
    if item.minimum is not None and item.maximum is not None:
        order = compare(item.minimum, item.maximum)
        reversed_bounds = reversed_bounds or (order is not None and order[1])
    if reversed_bounds:
        yield Problem(Code.BOUNDS_REVERSED, Severity.ERROR, item.link_id)


def _condition(
    form: Form, item: Item, condition: Condition, order: dict[str, int]
) -> Iterator[Problem]:
    params = {"question": condition.question}
    target = form.by_link.get(condition.question)
    if target is None or not target.is_question:  # E13
        yield Problem(Code.CONDITION_TARGET, Severity.ERROR, item.link_id, params=params)
        return
    if order[target.link_id] > order[item.link_id]:  # E12
        yield Problem(Code.CONDITION_LATER, Severity.INFO, item.link_id, params=params)
    if condition.operator is Operator.EXISTS:  # E4
        if not isinstance(condition.answer, bool):
            yield Problem(Code.CONDITION_OPERATOR, Severity.ERROR, item.link_id, params=params)
        return
    if target.kind is Kind.UNSUPPORTED:
        return
    if not _types_agree(target, condition):  # E13
        yield Problem(Code.CONDITION_TYPE, Severity.ERROR, item.link_id, params=params)
    elif condition.operator in _ORDER and target.kind not in _ORDERED_KINDS:  # E6
        yield Problem(Code.CONDITION_OPERATOR, Severity.ERROR, item.link_id, params=params)
    elif condition.operator is Operator.NOT_EQUAL and not _asks_for_answer(item, target):  # E5
        yield Problem(Code.CONDITION_UNANSWERED, Severity.WARNING, item.link_id, params=params)
    if isinstance(condition.answer, Coding) and not condition.answer.system:  # E7
        yield Problem(Code.CONDITION_SYSTEM, Severity.WARNING, item.link_id, params=params)


def _types_agree(target: Item, condition: Condition) -> bool:
    kind = kind_of(condition.answer)
    return kind is target.kind or (kind is Kind.STRING and target.kind is Kind.TEXT)


def _asks_for_answer(item: Item, target: Item) -> bool:
    return any(
        condition.question == target.link_id
        and condition.operator is Operator.EXISTS
        and condition.answer is True
        for condition in item.conditions
    )


def _cycles(form: Form) -> Iterator[Problem]:
    """E11: conditions that lead back to their own item, shown with the whole chain. An item also
    depends on the items it stands under, since a disabled item disables all below it."""
    depends: dict[str, list[str]] = {}
    _collect(form.items, None, depends)
    try:
        TopologicalSorter(depends).prepare()
    except CycleError as error:
        chain: list[str] = error.args[1]
        params = {"chain": " → ".join(reversed(chain))}
        yield Problem(Code.CONDITION_CYCLE, Severity.ERROR, chain[-1], params=params)


def _collect(items: tuple[Item, ...], parent: str | None, depends: dict[str, list[str]]) -> None:
    for item in items:
        needs = [condition.question for condition in item.conditions]
        depends[item.link_id] = needs if parent is None else [parent, *needs]
        _collect(item.items, item.link_id, depends)
