"""The answers as HL7 FHIR QuestionnaireResponse: written with a fixed order of keys, so that
hash and signature are stable, and read strictly against the template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from app.forms.values import (
    DateTime,
    Entry,
    Malformed,
    Number,
    PartialDate,
    Quantity,
    TimeOfDay,
    Value,
    values_of,
)

_Written = bool | int | str | msgspec.Raw | list["_Written"] | dict[str, "_Written"]

MALFORMED = "urn:aktvalv:ej-tolkat-svar"
"""Extension with what was typed where it is no answer: on the item, or on an answer where there
are several or something stands under it. Only in drafts."""

OFFERED = "urn:aktvalv:forval-erbjudet"
"""Extension on a question whose value from the start has been offered, so that it is not offered
again to somebody who has taken it away (D3). Only in drafts."""


class Status(StrEnum):
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    AMENDED = "amended"
    ENTERED_IN_ERROR = "entered-in-error"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, with the items that stand under it (N1: one set for each answer)."""

    value: Entry
    """Only in drafts something malformed."""
    items: tuple[ResponseItem, ...] = ()


@dataclass(frozen=True, slots=True)
class ResponseItem:
    """One item of the template with what was answered. The item's text is kept, so that the
    answers can be read, printed and handed out without the template (N5)."""

    link_id: str
    text: str = ""
    answers: tuple[Answer, ...] = ()
    items: tuple[ResponseItem, ...] = ()
    malformed: str | None = None
    """What was typed where it is no answer, when that is all there is."""
    offered: bool = False
    """Whether its value from the start has been offered; only known of drafts."""

    @property
    def values(self) -> tuple[Value, ...]:
        return values_of(answer.value for answer in self.answers)


@dataclass(frozen=True, slots=True)
class Response:
    """Answers to one version of one template."""

    questionnaire: str
    """``url|version``"""
    status: Status
    items: tuple[ResponseItem, ...] = ()
    authored: str = ""
    """When it was completed, RFC 3339 with offset; empty in a draft."""


def walk_items(items: tuple[ResponseItem, ...]) -> Iterator[ResponseItem]:
    for item in items:
        yield item
        for answer in item.answers:
            yield from walk_items(answer.items)
        yield from walk_items(item.items)


def dump_response(response: Response) -> bytes:
    """The same bytes for the same response, always: keys in the order of the specification,
    no spaces, UTF-8, numbers with the very digits that were typed (V2)."""
    tree: dict[str, _Written] = {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": response.questionnaire,
        "status": response.status.value,
    }
    if response.authored:
        tree["authored"] = response.authored
    if response.items:
        tree["item"] = [_item(item) for item in response.items]
    return msgspec.json.encode(tree)


def _item(item: ResponseItem) -> dict[str, _Written]:
    tree: dict[str, _Written] = {}
    extensions = _malformed(item.malformed)
    if item.offered:
        extensions.append({"url": OFFERED, "valueBoolean": True})
    if extensions:
        tree["extension"] = extensions
    tree["linkId"] = item.link_id
    if item.text:
        tree["text"] = item.text
    if item.answers:
        tree["answer"] = [_answer(answer) for answer in item.answers]
    if item.items:
        tree["item"] = [_item(child) for child in item.items]
    return tree


def _answer(answer: Answer) -> dict[str, _Written]:
    tree: dict[str, _Written] = {}
    if not isinstance(answer.value, Malformed):
        tree = _value(answer.value)
    elif answer.value.text:
        tree["extension"] = _malformed(answer.value.text)
    if answer.items:
        tree["item"] = [_item(child) for child in answer.items]
    return tree


def _malformed(text: str | None) -> list[_Written]:
    return [] if text is None else [{"url": MALFORMED, "valueString": text}]


def _value(value: Value) -> dict[str, _Written]:
    written: _Written
    match value:
        case bool() | int():
            name, written = ("Boolean" if isinstance(value, bool) else "Integer"), value
        case str():
            name, written = "String", value
        case Number():
            name, written = "Decimal", _digits(value)
        case PartialDate(text):
            name, written = "Date", text
        case DateTime(text):
            name, written = "DateTime", text
        case TimeOfDay(text):
            name, written = "Time", text
        case Quantity():
            name, written = "Quantity", _quantity(value)
        case _:
            parts = {"system": value.system, "code": value.code, "display": value.display}
            name, written = "Coding", {key: part for key, part in parts.items() if part}
    return {f"value{name}": written}


def _quantity(quantity: Quantity) -> dict[str, _Written]:
    parts = {"unit": quantity.unit, "system": quantity.system, "code": quantity.code}
    named: dict[str, _Written] = {key: part for key, part in parts.items() if part}
    return {"value": _digits(quantity.number), **named}


def _digits(number: Number) -> msgspec.Raw:
    return msgspec.Raw(number.text.encode("ascii"))
