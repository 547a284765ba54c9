"""Whether a form that could be read makes sense: its structure, options, bounds and, in
``lint_conditions``, what decides whether an item is asked.

Rule numbers (R4, que-13 …) are explained in ``docs/forms.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from app.forms.comparing import compare
from app.forms.lint_conditions import lint_conditions
from app.forms.model import Constraint, Form, Item, Kind, walk
from app.forms.problems import Code, Problem, Severity
from app.forms.values import Coding

MAX_LEVELS = 8
"""How deep a template of our own may go. Deeper is never read by anybody on a page."""

_OWN_LINK = re.compile(r"[A-Za-z0-9ÅÄÖåäö.\-]+")


class Profile(StrEnum):
    """How much is demanded of a template."""

    STRICT = "strict"
    """Made here, so that it can be mended: nothing doubtful either."""
    IMPORT = "import"
    """Made elsewhere: what it says must be clear, how it says it is others' affair."""


def judged(problem: Problem, profile: Profile) -> Problem:
    """The problem as the profile sees it: in a template of our own a warning is an error."""
    if profile is Profile.STRICT and problem.severity is Severity.WARNING:
        return replace(problem, severity=Severity.ERROR)
    return problem


def lint(form: Form, profile: Profile = Profile.STRICT) -> list[Problem]:
    """Everything that is wrong or doubtful: the items in the order of the form, then what
    concerns several of them."""
    found: list[Problem] = []
    for item in walk(form.items):
        if item.options:
            found.extend(_options(item))
        if _bounds_reversed(item):
            found.append(_error(Code.BOUNDS_REVERSED, item))
    found.extend(_unanswerable(form.items, hidden=False, read_only=False))
    found.extend(lint_conditions(form))
    if profile is Profile.STRICT:
        found.extend(_own_rules(form.items, level=1))
    return [judged(problem, profile) for problem in found]


def _error(code: Code, item: Item, **params: str) -> Problem:
    return Problem(code, Severity.ERROR, item.link_id, params=params)


def _options(item: Item) -> Iterator[Problem]:
    seen: set[object] = set()
    for option in item.options:
        value = option.value
        key = (value.system, value.code) if isinstance(value, Coding) else value
        if key in seen:
            yield _error(Code.OPTION_DUPLICATE, item)
        seen.add(key)
    only = item.constraint is Constraint.OPTIONS_ONLY
    if only and any(item.option(value) is None for value in item.initial):  # V6
        yield _error(Code.INITIAL_TYPE, item)


def _bounds_reversed(item: Item) -> bool:
    """R3: a bound excludes every answer. Without repetition one answer is the most."""
    if _above(item.min_occurs, item.max_occurs if item.repeats else 1):
        return True
    if _above(item.min_length, item.max_length):
        return True
    if item.minimum is None or item.maximum is None:
        return False
    order = compare(item.minimum, item.maximum)
    return order is not None and order[1]


def _above(low: int | None, high: int | None) -> bool:
    return low is not None and high is not None and low > high


def _unanswerable(items: tuple[Item, ...], *, hidden: bool, read_only: bool) -> Iterator[Problem]:
    """R4: what must be answered and nobody can answer, so that the form is never complete."""
    for item in items:
        unseen = hidden or item.hidden
        locked = item.read_only or read_only
        if item.required and (unseen or locked) and item.is_question and not _filled(item):
            yield _error(Code.REQUIRED_HIDDEN if unseen else Code.REQUIRED_READ_ONLY, item)
        if item.required and item.kind is Kind.GROUP and not _asks(item):  # R2
            yield _error(Code.REQUIRED_EMPTY, item)
        inherited = locked if item.kind is Kind.GROUP else read_only  # E1
        yield from _unanswerable(item.items, hidden=unseen, read_only=inherited)


def _filled(question: Item) -> bool:
    """Whether it has an answer from the start."""
    return bool(question.initial) or any(option.initial for option in question.options)


def _asks(group: Item) -> bool:
    """Whether there is a question in it."""
    return any(item.is_question for item in walk(group.items))


def _own_rules(items: tuple[Item, ...], level: int) -> Iterator[Problem]:
    for item in items:
        if level > MAX_LEVELS:
            yield _error(Code.TOO_NESTED, item, most=str(MAX_LEVELS))
            return
        if not _OWN_LINK.fullmatch(item.link_id):  # N6
            yield _error(Code.BAD_LINK, item)
        yield from _own_rules(item.items, level + 1)
