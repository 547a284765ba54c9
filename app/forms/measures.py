"""Answers that are worth comparing over time, taken out of a completed form.

A template marks them with ``measure`` of ``ROLE_SYSTEM``: a whole number with both bounds (a ruler
from 0 to 10), or a choice whose options have whole weights (the stages of change). Nothing is
added up: each measure is one answer, as the person gave it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from app.casework.facts import Measure
from app.forms.model import Form, Item
from app.forms.response import Response, walk_items
from app.forms.values import Value
from app.forms.wording import shown


def measures(form: Form, response: Response) -> tuple[Measure, ...]:
    """The measures of a completed response, in the order of the form. ``key`` is the link id, and
    what stands in a repetition is left out: nobody could tell which of them to compare."""
    repeated = frozenset(_repeated(form.items, inside=False))
    found = (
        _measure(form.by_link[item.link_id], item.values[0])
        for item in walk_items(response.items)
        if item.values and item.link_id not in repeated and form.role(item.link_id) == "measure"
    )
    return tuple(measure for measure in found if measure is not None)


def _repeated(items: tuple[Item, ...], *, inside: bool) -> Iterator[str]:
    """Link ids of everything of which there may be more than one."""
    for item in items:
        if inside or item.repeats:
            yield item.link_id
        yield from _repeated(item.items, inside=inside or item.repeats)


def _measure(item: Item, value: Value) -> Measure | None:
    """None where the template gives the answer no place between two ends."""
    if isinstance(value, int) and not isinstance(value, bool):
        place, ends = value, _bounds(item)
    else:
        option = item.option(value)
        weights = [_whole(each.weight) for each in item.options]
        known = [weight for weight in weights if weight is not None]
        chosen = _whole(option.weight) if option else None
        if chosen is None:
            return None
        place, ends = chosen, (min(known), max(known))
    if ends is None or not ends[0] <= place <= ends[1]:
        return None
    return Measure(
        key=item.link_id,
        label=item.text,
        value=place,
        lowest=ends[0],
        highest=ends[1],
        shown=shown(item, value),
    )


def _bounds(item: Item) -> tuple[int, int] | None:
    lowest, highest = item.minimum, item.maximum
    if isinstance(lowest, int) and isinstance(highest, int) and lowest < highest:
        return lowest, highest
    return None


def _whole(weight: Decimal | None) -> int | None:
    """A weight such as 2.5 has no place among whole ones."""
    return int(weight) if weight is not None and weight == int(weight) else None
