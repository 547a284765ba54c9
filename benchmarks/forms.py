"""Filling in forms: a made-up one of 300 items, and the largest public one."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from app.forms.load import load_form
from app.forms.model import Form, Item, Kind
from app.forms.response import dump_response
from app.forms.session import FormSession
from app.forms.tree import NodeId
from app.forms.values import Coding, Value
from benchmarks.figures import Aim, Figure, in_turns, milliseconds

ITEMS, PAGE = 300, 30
ROUNDS = 15
ANSWERS = 400
LARGEST = "questionnaires/valid/smart-forms/stress-health-check-808-items.json"
"""Under AKTVALV_TESTDATA. It has expressions, so nobody can answer it here; the engine can be
measured with it all the same."""


def form_figures() -> list[Figure]:
    data = template(ITEMS)
    figures = [*_figures(f"a form of {ITEMS} items", data, load=10, answer=16)]
    folder = os.environ.get("AKTVALV_TESTDATA")
    if folder:
        public = (Path(folder) / LARGEST).read_bytes()
        figures += _figures("a public form of 808 items", public, load=100, answer=100)
    return figures


def _figures(name: str, data: bytes, *, load: float, answer: float) -> Iterator[Figure]:
    form = load_form(data).form
    assert form is not None
    reading, plain = in_turns(
        ROUNDS, lambda: milliseconds(lambda: load_form(data)), lambda: parsed(data)
    )
    yield Figure(f"{name}: load and lint / JSON alone", reading, plain, Aim(value=load))
    (begun,) = in_turns(ROUNDS, lambda: milliseconds(lambda: FormSession(form)))
    yield Figure(f"{name}: begin to fill it in", begun)
    taken = sorted(islice(answering(form), ANSWERS))
    yield Figure(f"{name}: one answer, p95", taken[int(0.95 * ANSWERS)], aim=Aim(value=answer))
    yield Figure(f"{name}: one answer, p50", taken[ANSWERS // 2])
    filled = FormSession(form)
    for place, value in islice(answers(filled), ANSWERS):
        filled.set_answers(place, (value,))
    (kept,) = in_turns(ROUNDS, lambda: milliseconds(lambda: dump_response(filled.draft())))
    yield Figure(f"{name}: the draft as bytes", kept)


def parsed(data: bytes) -> float:
    return milliseconds(lambda: json.loads(data))


def answering(form: Form) -> Iterator[float]:
    """How long each answer takes, with what a window asks for after it."""
    filled = FormSession(form)
    for place, value in answers(filled):
        yield milliseconds(_one(filled, place, value))


def _one(filled: FormSession, place: NodeId, value: Value) -> Callable[[], object]:
    def work() -> object:
        filled.set_answers(place, (value,))
        return [filled.progress(page) for page in filled.pages()]

    return work


def answers(filled: FormSession) -> Iterator[tuple[NodeId, Value]]:
    """Answers here and there, without end; always the same ones."""
    dice = random.Random(300)
    items = [item for item in filled.form.by_link.values() if _values(item)]
    while True:
        item = dice.choice(items)
        place = filled.find(item.link_id)
        if place is not None and not filled.node(place).read_only:
            yield place, dice.choice(_values(item))


def _values(item: Item) -> tuple[Value, ...]:
    match item.kind:
        case Kind.BOOLEAN:
            return (True, False)
        case Kind.STRING | Kind.TEXT if not item.options:
            return ("Ett svar", "Ett annat svar")
        case Kind.CODING:
            return tuple(o.value for o in item.options if isinstance(o.value, Coding))
        case _:
            return ()


def template(items: int) -> bytes:
    """Pages of yes or no, texts and choices, where two of three questions have conditions."""
    pages = [_page(number) for number in range(items // PAGE)]
    head = {"url": "urn:x:matning", "version": "1", "title": "Mätning", "status": "active"}
    return json.dumps({"resourceType": "Questionnaire", **head, "item": pages}).encode()


def _page(number: int) -> dict[str, Any]:
    questions = [_question(number, place) for place in range(PAGE - 1)]
    return {"linkId": f"{number}", "type": "group", "text": "Sida", "item": questions}


def _question(page: int, place: int) -> dict[str, Any]:
    first = place - place % 3
    asked = {"question": f"{page}.{first}", "operator": "=", "answerBoolean": True}
    item: dict[str, Any] = {"linkId": f"{page}.{place}", "text": "Fråga", "required": True}
    if place == first:
        return {**item, "type": "boolean"}
    if place == first + 1:
        return {**item, "type": "text", "enableWhen": [asked]}
    also = {"question": f"{page}.0", "operator": "exists", "answerBoolean": True}
    options = [{"valueCoding": {"system": "urn:x", "code": code}} for code in "abcde"]
    conditions = {"enableWhen": [asked, also], "enableBehavior": "any"}
    return {**item, "type": "coding", "answerOption": options, **conditions}
