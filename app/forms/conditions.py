"""Conditions: when one is met, and which items a change of an answer may turn on or off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from graphlib import CycleError, TopologicalSorter

from app.forms.comparing import compare, same
from app.forms.model import Condition, Form, Item, Operator, walk
from app.forms.values import Value


class Dependencies:
    """Which items of a form decide about which. The same for every filling of the form."""

    def __init__(self, form: Form) -> None:
        self.asked_by: dict[str, tuple[str, ...]] = {}
        """Link id of a question → link ids of the items whose conditions ask about it."""
        self.answered_in_parts: frozenset[str] = frozenset(
            item.link_id for item in walk(form.items) if item.is_question and item.parts
        )
        """Questions that have something under each of their answers (N1)."""
        self.initial_at: tuple[str, ...] = tuple(
            item.link_id for item in walk(form.items) if initial_values(item)
        )
        """Questions that have answers from the start."""
        order = tuple(_in_order_of_need(form))
        self.rank: dict[str, int] = {link_id: place for place, link_id in enumerate(order)}
        """Every item comes after those that decide whether it is enabled. An item in a circle of
        conditions, or behind one, is not here: it counts as disabled (E11)."""
        for item in walk(form.items):
            for question in dict.fromkeys(condition.question for condition in item.conditions):
                self.asked_by[question] = (*self.asked_by.get(question, ()), item.link_id)


def _in_order_of_need(form: Form) -> Iterator[str]:
    sorter: TopologicalSorter[str] = TopologicalSorter()

    def add(items: tuple[Item, ...], above: tuple[str, ...]) -> None:
        for item in items:
            sorter.add(item.link_id, *above, *(found.question for found in item.conditions))
            add(item.parts, (item.link_id,))

    add(form.items, ())
    with suppress(CycleError):
        sorter.prepare()
    while ready := sorter.get_ready():
        yield from ready
        sorter.done(*ready)


def initial_values(item: Item) -> tuple[Value, ...]:
    """What a question is answered with from the start (D3)."""
    return item.initial or tuple(option.value for option in item.options if option.initial)


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
            return less or same(answer, bound)
        case _:
            return greater or same(answer, bound)
