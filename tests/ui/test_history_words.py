"""No code of the records reaches the history: each has its word, and no word is of nothing."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from enum import Enum

import pytest

from app.casework import facts, handover_facts, register_facts, unit_facts
from app.casework.facts import KINDS, Fact
from app.casework.history import Change
from ui.change_words import CODED, changed
from ui.field_names import FIELDS

NEVER_CHANGE = {("identity", "kind"), ("retention_hold", "kind")}
"""Of the identity no value is shown; an exception from disposal is lifted and never another."""


def shapes_of_a_case() -> Iterator[tuple[str, type[Fact]]]:
    """Whatever its version: what has been superseded is of the same kind."""
    elsewhere = (register_facts.__name__, unit_facts.__name__)
    of_register = {
        kind.partition("/")[0] for kind, shape in KINDS.items() if shape.__module__ in elsewhere
    }
    for kind, shape in KINDS.items():
        name = kind.partition("/")[0]
        if name not in of_register:
            yield name, shape


def fields_within(shape: type[Fact]) -> Iterator[tuple[str, object]]:
    """Every field with each of the types it may be of, in the rows of its lists too."""
    for name, hint in typing.get_type_hints(shape).items():
        for each in flat(hint):
            yield name, each
            if isinstance(each, type) and issubclass(each, Fact):
                yield from fields_within(each)


def flat(hint: object) -> Iterator[object]:
    within = typing.get_args(hint)
    if not within:
        yield hint
    for each in within:
        yield from flat(each)


CODES = sorted(
    {
        (kind, name, member.value)
        for kind, shape in shapes_of_a_case()
        for name, hint in fields_within(shape)
        if isinstance(hint, type) and issubclass(hint, Enum)
        for member in hint
        if (kind, name) not in NEVER_CHANGE
    }
)


@pytest.mark.parametrize(("kind", "field", "code"), CODES)
def test_every_code_is_told_in_a_word(kind: str, field: str, code: str) -> None:
    assert code in CODED[kind, field]
    assert changed(kind, Change(field, "", code)).endswith(CODED[kind, field][code])


def test_there_is_no_word_for_what_no_record_has() -> None:
    known = {(kind, name) for kind, shape in shapes_of_a_case() for name, _ in fields_within(shape)}
    assert set(CODED) - known == set()
    modules = (facts, register_facts, unit_facts, handover_facts)
    shapes = [shape for module in modules for shape in vars(module).values()]
    names = {
        name
        for shape in shapes
        if isinstance(shape, type) and issubclass(shape, Fact)
        for name, _ in fields_within(shape)
    }
    assert set(FIELDS) - names == set()
