"""The answers as HL7 FHIR QuestionnaireResponse: written with a fixed order of keys, so that
hash and signature are stable, and read strictly against the template."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.forms.gate import Tree as JsonTree
from app.forms.values import Coding, PartialDate, Value

MALFORMED = "urn:aktvalv:ej-tolkat-svar"
"""Extension with what was typed where it is no answer. Only in drafts."""


class Status(StrEnum):
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    AMENDED = "amended"
    ENTERED_IN_ERROR = "entered-in-error"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, with the items that stand under it (N1: one set for each answer)."""

    value: Value
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
    no spaces, UTF-8."""
    tree: dict[str, JsonTree] = {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": response.questionnaire,
        "status": response.status.value,
    }
    if response.authored:
        tree["authored"] = response.authored
    if response.items:
        tree["item"] = [_item(item) for item in response.items]
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _item(item: ResponseItem) -> JsonTree:
    tree: dict[str, JsonTree] = {}
    if item.malformed is not None:
        tree["extension"] = [{"url": MALFORMED, "valueString": item.malformed}]
    tree["linkId"] = item.link_id
    if item.text:
        tree["text"] = item.text
    if item.answers:
        tree["answer"] = [_answer(answer) for answer in item.answers]
    if item.items:
        tree["item"] = [_item(child) for child in item.items]
    return tree


def _answer(answer: Answer) -> JsonTree:
    tree = _value(answer.value)
    if answer.items:
        tree["item"] = [_item(child) for child in answer.items]
    return tree


def _value(value: Value) -> dict[str, JsonTree]:
    match value:
        case bool():
            return {"valueBoolean": value}
        case int():
            return {"valueInteger": value}
        case Number():
            return {"valueDecimal": value.value}
        case PartialDate(text):
            return {"valueDate": text}
        case DateTime(text):
            return {"valueDateTime": text}
        case TimeOfDay(text):
            return {"valueTime": text}
        case Quantity():
            return {"valueQuantity": _quantity(value)}
        case Coding(code, system, display):
            parts = {"system": system, "code": code, "display": display}
            return {"valueCoding": {key: part for key, part in parts.items() if part}}
        case _:
            return {"valueString": value}
