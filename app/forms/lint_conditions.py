"""Whether the conditions of a form make sense: what they ask about, and in which order.

Rule numbers (E3, que-7 …) are explained in ``docs/forms.md``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from app.forms.model import Condition, Constraint, Form, Item, Kind, Operator, walk
from app.forms.options import kind_of
from app.forms.problems import Code, Problem, Severity
from app.forms.values import Coding

_ORDER = frozenset(
    (Operator.GREATER, Operator.LESS, Operator.GREATER_OR_EQUAL, Operator.LESS_OR_EQUAL)
)
_ORDERED_KINDS = frozenset(
    (
        *(Kind.INTEGER, Kind.DECIMAL, Kind.QUANTITY),
        *(Kind.DATE, Kind.DATE_TIME, Kind.TIME),
        *(Kind.STRING, Kind.TEXT),
    )
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an item stands."""

    number: int
    """In the order of the form."""
    around: frozenset[str]
    """The items around it, and itself, that can be there several times."""


def lint_conditions(form: Form) -> list[Problem]:
    """What is wrong or doubtful in the conditions, in the order of the form; then the circles."""
    if not any(item.conditions for item in walk(form.items)):
        return []
    places: dict[str, _Place] = {}
    _place(form.items, frozenset(), places)
    found: list[Problem] = []
    for item in walk(form.items):
        for condition in item.conditions:
            found.extend(_condition(form, item, condition, places))
    found.extend(_cycles(form, places))
    return found


def _place(items: tuple[Item, ...], around: frozenset[str], places: dict[str, _Place]) -> None:
    for item in items:
        inside = around | {item.link_id} if item.repeats else around
        places.setdefault(item.link_id, _Place(len(places), inside))
        _place(item.items, inside, places)


def _condition(
    form: Form, item: Item, condition: Condition, places: dict[str, _Place]
) -> Iterator[Problem]:
    params = {"question": condition.question}

    def problem(code: Code, severity: Severity = Severity.ERROR) -> Problem:
        return Problem(code, severity, item.link_id, params=params)

    target = form.by_link.get(condition.question)
    if target is None or not target.is_question:  # E13
        yield problem(Code.CONDITION_TARGET)
        return
    here, there = places[item.link_id], places[target.link_id]
    if there.number > here.number:  # E12
        yield problem(Code.CONDITION_LATER, Severity.INFO)
    if there.around - {target.link_id} - here.around:  # E9
        yield problem(Code.CONDITION_SCOPE, Severity.WARNING)
    yield from (problem(code, severity) for code, severity in _comparison(item, condition, target))


def _comparison(item: Item, condition: Condition, target: Item) -> Iterator[tuple[Code, Severity]]:
    answer, operator = condition.answer, condition.operator
    if operator is Operator.EXISTS:  # E4
        if not isinstance(answer, bool):
            yield Code.CONDITION_OPERATOR, Severity.ERROR
        return
    if target.kind is Kind.UNSUPPORTED:
        return
    if not _types_agree(target, condition):  # E13
        yield Code.CONDITION_TYPE, Severity.ERROR
    elif operator in _ORDER and target.kind not in _ORDERED_KINDS:  # E6
        yield Code.CONDITION_OPERATOR, Severity.ERROR
    elif operator is Operator.NOT_EQUAL and not _asks_for_answer(item, target):  # E5
        yield Code.CONDITION_UNANSWERED, Severity.WARNING
    if isinstance(answer, Coding) and not answer.system:  # E7
        yield Code.CONDITION_SYSTEM, Severity.WARNING


def _types_agree(target: Item, condition: Condition) -> bool:
    kind = kind_of(condition.answer)
    if kind is Kind.STRING:
        own_words = target.constraint is Constraint.OPTIONS_OR_STRING
        return own_words or target.kind in (Kind.STRING, Kind.TEXT, Kind.URL)
    return kind is target.kind


def _asks_for_answer(item: Item, target: Item) -> bool:
    return any(
        condition.question == target.link_id
        and condition.operator is Operator.EXISTS
        and condition.answer is True
        for condition in item.conditions
    )


def _cycles(form: Form, places: dict[str, _Place]) -> Iterator[Problem]:
    """E11: conditions that lead back to their own item, shown with the whole chain. An item also
    depends on the items it stands under, since a disabled item disables all below it."""
    depends: dict[str, list[str]] = {}
    _collect(form.items, None, depends)
    if not any(_looks_ahead(link_id, needs, places) for link_id, needs in depends.items()):
        return  # what only ever looks back leads nowhere in circles
    try:
        TopologicalSorter(depends).prepare()
    except CycleError as error:
        chain: list[str] = error.args[1]
        params = {"chain": " → ".join(reversed(chain))}
        yield Problem(Code.CONDITION_CYCLE, Severity.ERROR, chain[-1], params=params)


def _looks_ahead(link_id: str, needs: list[str], places: dict[str, _Place]) -> bool:
    here = places[link_id].number
    return any(need in places and places[need].number >= here for need in needs)


def _collect(items: tuple[Item, ...], parent: str | None, depends: dict[str, list[str]]) -> None:
    for item in items:
        needs = [condition.question for condition in item.conditions]
        depends[item.link_id] = needs if parent is None else [parent, *needs]
        _collect(item.items, item.link_id, depends)
