"""The questions of a continuation review that were answered with a no (F069).

A template marks them with the role ``continuation``; an answer is a choice with the code ``nej`` or
``no``, or a boolean. What a no means is for a person to say: nothing here ends anything.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.forms.model import Form
from app.forms.response import Response, walk_items
from app.forms.values import Coding, Value

_NO = frozenset({"nej", "no"})


@dataclass(frozen=True, slots=True)
class Continuation:
    """How many of the review's questions were answered, and which with a no."""

    answered: int
    refused: tuple[str, ...]
    """The questions as the form words them."""


def continuation(form: Form, response: Response) -> Continuation:
    """Of a completed response; nothing answered where the form is no review."""
    asked = tuple(
        item
        for item in walk_items(response.items)
        if form.role(item.link_id) == "continuation" and item.values
    )
    return Continuation(
        answered=len(asked),
        refused=tuple(item.text for item in asked if any(_is_no(value) for value in item.values)),
    )


def _is_no(value: Value) -> bool:
    return value is False or (isinstance(value, Coding) and value.code in _NO)
