"""Filling in a template by the words on the page, as its user does; link ids are found."""

from __future__ import annotations

from collections.abc import Iterator

from app.forms.model import Form, Item, walk
from app.forms.response import Response, ResponseItem, walk_items
from app.forms.session import FormSession
from app.forms.tree import NodeId
from app.forms.values import Entry, Value
from tests.app.forms.filling import OWNER, ROLE

AGAIN = -1
"""The last of several nodes of a question."""


def item(form: Form, text: str, page: str = "") -> Item:
    """The item with this text, on this page; there must be only one."""
    pages = [each for each in form.items if page in ("", each.text)]
    (found,) = (each for top in pages for each in walk((top,)) if each.text == text)
    return found


def node(filled: FormSession, text: str, page: str = "", nth: int = 0) -> NodeId:
    """The ``nth`` node of the item with this text: of several repetitions, or under several
    answers."""
    return filled.find_all(item(filled.form, text, page).link_id)[nth]


def say(filled: FormSession, text: str, *values: Value, page: str = "", nth: int = 0) -> None:
    """Answer a question; a choice by the codes of its options, or by own words."""
    asked = item(filled.form, text, page)
    by_code = {getattr(option.value, "code", ""): option.value for option in asked.options}
    chosen = [by_code.get(value, value) if isinstance(value, str) else value for value in values]
    filled.set_answers(node(filled, text, page, nth), chosen)


def shown(filled: FormSession, text: str, page: str = "", nth: int = 0) -> bool:
    """Whether the question is asked now; one that has no node is not."""
    found = filled.find_all(item(filled.form, text, page).link_id)
    return bool(found) and filled.node(found[nth]).shown


def required(filled: FormSession, text: str, page: str = "", nth: int = 0) -> bool:
    return shown(filled, text, page, nth) and filled.node(node(filled, text, page, nth)).required


def codes_of(asked: Item) -> list[str]:
    return [getattr(option.value, "code", "") for option in asked.options]


def texts(response: Response, text: str) -> list[list[str]]:
    """What was answered at every place of a question, in words."""
    found = (each for each in walk_items(response.items) if each.text == text)
    return [[_word(answer.value) for answer in each.answers] for each in found]


def asked_on(form: Form, page: str) -> Iterator[Item]:
    """The questions of one page."""
    (top,) = (each for each in form.items if each.text == page)
    return (each for each in walk(top.items) if each.is_question)


def roles(asked: Item) -> str:
    return asked.code(ROLE)


def owner(asked: Item) -> str:
    return asked.code(OWNER)


def under_answers(answered: ResponseItem) -> list[list[str]]:
    """What was asked under each answer of a question, answer by answer."""
    return [[below.text for below in answer.items] for answer in answered.answers]


def _word(value: Entry) -> str:
    return str(getattr(value, "display", "") or getattr(value, "text", value))
