"""Filling in any template at random, the same way every time for the same seed."""

from __future__ import annotations

import random

from app.forms.model import Constraint, Item, Kind, walk
from app.forms.session import FormSession
from app.forms.values import (
    Coding,
    DateTime,
    Number,
    PartialDate,
    Quantity,
    TimeOfDay,
    Value,
)

MOST_EDITS = 120


def fill_at_random(filled: FormSession, choice: random.Random) -> None:
    """Some edits at places that exist at that moment: answers, nonsense, repetitions, undoing."""
    nodes = _places(filled)
    for _ in range(min(MOST_EDITS, 2 * len(nodes))):
        node_id = choice.choice(nodes)
        item = filled.node(node_id).item
        if item.is_question and filled.node(node_id).read_only:
            continue
        if item.is_question:
            if choice.random() < 0.05:
                filled.set_malformed(node_id, "31 feb")
            else:
                filled.set_answers(node_id, some_answers(item, choice))
        elif item.kind is Kind.GROUP and filled.can_add(node_id) and choice.random() < 0.3:
            filled.add_repetition(node_id)
        elif item.kind is Kind.GROUP and filled.can_remove(node_id):
            filled.remove_repetition(node_id)
        if choice.random() < 0.05:
            filled.undo()
        nodes = _places(filled)


def _places(filled: FormSession) -> list[tuple[tuple[str, int], ...]]:
    return [node for item in walk(filled.form.items) for node in filled.find_all(item.link_id)]


def some_answers(item: Item, choice: random.Random) -> list[Value]:
    count = choice.choice([0, 1, 1, 1, 2, 3]) if item.repeats else choice.choice([0, 1, 1, 1])
    return [some_value(item, choice) for _ in range(count)]


def some_value(item: Item, choice: random.Random) -> Value:
    """A value of the item's type, mostly one that it permits."""
    if item.options and not (
        item.constraint is Constraint.OPTIONS_OR_STRING and choice.random() < 0.3
    ):
        return choice.choice(item.options).value
    number = choice.randrange(-3, 200)
    made: dict[Kind, Value] = {
        Kind.BOOLEAN: choice.random() < 0.5,
        Kind.INTEGER: number,
        Kind.DECIMAL: Number(f"{number}.{choice.randrange(10)}0"),
        Kind.DATE: PartialDate(choice.choice(["2019", "2019-03", "2026-11-22"])),
        Kind.DATE_TIME: DateTime(choice.choice(["2019", "2026-03-14T09:30:00+01:00"])),
        Kind.TIME: TimeOfDay("09:30:00"),
        Kind.QUANTITY: _quantity(item, number),
        Kind.URL: "https://exempel.se/sida",
    }
    return made.get(item.kind, f"Svar {number}")


def _quantity(item: Item, number: int) -> Quantity:
    unit = item.units[0] if item.units else Coding("")
    return Quantity(Number(str(number)), unit.display or item.unit, unit.system, unit.code)
