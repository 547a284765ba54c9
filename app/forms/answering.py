"""One question's answers: which may stand in it, tidied, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

from app.forms.model import Constraint, Item, Kind
from app.forms.options import kind_of
from app.forms.values import Entry, Malformed, Value, values_of


def tidied(item: Item, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries as they are kept: text without white space at its ends, and a string on one
    line (R6); nothing for an empty one. Raises ValueError for a value of a type that the question
    cannot have."""
    found = (_tidied(item, entry) for entry in entries)
    return tuple(entry for entry in found if entry not in ("", Malformed("")))


def _tidied(item: Item, entry: Entry) -> Entry:
    if isinstance(entry, Malformed):
        return entry
    if not _fits(item, entry):
        raise ValueError("value of another type")
    if not isinstance(entry, str) or item.option(entry) is not None:
        return entry
    return (entry if item.kind is Kind.TEXT else " ".join(entry.splitlines())).strip()


def _fits(item: Item, value: Value) -> bool:
    if isinstance(value, str) and item.constraint is Constraint.OPTIONS_OR_STRING:
        return True
    text = item.kind in (Kind.TEXT, Kind.URL)
    return kind_of(value) is (Kind.STRING if text else item.kind)


def permitted(item: Item, value: Value) -> bool:
    """V6: whether a value is one of the options or may be answered beside them. True where there
    are no options to choose among."""
    if not item.options or item.option(value) is not None:
        return True
    if item.constraint is Constraint.OPTIONS_OR_STRING:
        return isinstance(value, str)
    return item.constraint is Constraint.OPTIONS_OR_TYPE


def chosen(item: Item, before: Sequence[Entry], now: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """V7: an option that excludes the others clears them when it is chosen, and is cleared when
    another is chosen after it. Options stand in their own order, with own words after them."""
    if not item.options:
        return now
    entries = tuple(dict.fromkeys(now))
    exclusive = [v for v in values_of(entries) if (found := item.option(v)) and found.exclusive]
    if exclusive and len(entries) > 1:
        new = [value for value in exclusive if value not in before]
        entries = (new[0],) if new else tuple(v for v in entries if v not in exclusive)
    places = {id(option): number for number, option in enumerate(item.options)}
    return tuple(sorted(entries, key=lambda v: places.get(id(item.option(v)), len(places))))
