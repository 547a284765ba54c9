"""A response as headings and paragraphs, for paper and for reading on screen."""

from __future__ import annotations

from collections.abc import Iterator

from app.casework import moments
from app.documents.blocks import FactRow, Facts, Heading, Text, TextStyle
from app.forms.model import OWNER_SYSTEM, Form, Item, Kind
from app.forms.response import Response, ResponseItem
from app.forms.values import Coding, PartialDate, Value

PrintedBlock = Heading | Text | Facts


def printed(form: Form, response: Response) -> tuple[PrintedBlock, ...]:
    """What was answered, in the order of the form: groups as headings from level 2, short answers
    as labels with values, long texts under a heading of their own. Every label names the owner of
    the statement where the template does (F072). What the client has said is set apart."""
    return tuple(_items(form, response.items, level=2))


def shown(item: Item, value: Value) -> str:
    """An answer in Swedish."""
    match value:
        case bool():
            return "Ja" if value else "Nej"
        case PartialDate(text):
            return moments.shown(text)
        case Coding(code, _, display):
            return display or code
        case _:
            return f"{value} {item.unit}".rstrip()


def label(item: Item) -> str:
    """What a question is called: its number, its text, and who answers for the statement."""
    text = f"{item.prefix} {item.text}".strip() or item.link_id
    said_by = owner(item)
    return f"{text} ({said_by})" if said_by else text


def owner(item: Item) -> str:
    """``Uppgift från BOPS``, or empty where the template names no owner."""
    for code in item.codes:
        if code.system == OWNER_SYSTEM:
            return f"Uppgift från {_OWNERS.get(code.code, code.display or code.code)}"
    return ""


_OWNERS = {
    "bops": "BOPS",
    "local_police": "lokalpolisen",
    "social_services": "socialtjänsten",
    "client": "den enskilde",
}


def _items(form: Form, items: tuple[ResponseItem, ...], level: int) -> Iterator[PrintedBlock]:
    rows: list[FactRow] = []
    for answered in items:
        item = form.by_link.get(answered.link_id)
        if item is None or item.hidden:
            continue
        long = item.kind in (Kind.GROUP, Kind.TEXT)
        if long and rows:
            yield Facts(rows=tuple(rows))
            rows = []
        if item.kind is Kind.GROUP:
            yield Heading(text=answered.text or item.text, level=level)
            yield from _items(form, answered.items, level + 1)
        elif item.kind is Kind.TEXT:
            yield Heading(text=label(item), level=level)
            yield from (_text(item, value) for value in answered.values)
        elif answered.answers:
            values = (shown(item, value) for value in answered.values)
            rows.append(FactRow(label=label(item), value=", ".join(values)))
    if rows:
        yield Facts(rows=tuple(rows))


def _text(item: Item, value: Value) -> Text:
    own_words = item.code(OWNER_SYSTEM) == "client"
    style = TextStyle.OWN_WORDS if own_words else TextStyle.BODY
    return Text(text=str(value), style=style)
