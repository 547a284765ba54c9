"""What the rest of the program takes out of a completed assessment.

A template says what its items mean with codes of ``ROLE_SYSTEM``: ``need`` on a group; inside it
``need_level`` (a choice whose options have the weights 0 to 3), ``goal`` and
``proposed_intervention``. A group whose level has been answered is a need.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.casework.facts import Need
from app.forms.model import Form, Item
from app.forms.response import Response, ResponseItem, walk_items
from app.forms.values import Value


def needs(form: Form, response: Response) -> tuple[Need, ...]:
    """The needs that a completed response found, in the order of the form. ``key`` is the link
    id of the group and ``area`` its text."""
    return tuple(_needs(form, response))


def _needs(form: Form, response: Response) -> Iterator[Need]:
    for group in walk_items(response.items):
        if form.role(group.link_id) != "need":
            continue
        answers = {form.role(item.link_id): item for item in walk_items(group.items)}
        level = _level(form, answers.get("need_level"))
        if level is not None:
            yield Need(
                key=group.link_id,
                area=group.text,
                level=level,
                goal=_text(answers.get("goal")),
                proposed=_text(answers.get("proposed_intervention")),
            )


def _level(form: Form, item: ResponseItem | None) -> int | None:
    if item is None or not item.values:
        return None
    return _weight(form.by_link[item.link_id], item.values[0])


def _weight(item: Item, value: Value) -> int | None:
    option = item.option(value)
    if option is None or option.weight is None or not 0 <= option.weight <= 3:
        return None
    return int(option.weight)


def _text(item: ResponseItem | None) -> str:
    return "\n".join(str(value) for value in item.values) if item else ""
