"""Small templates for tests, written as the format has them."""

from __future__ import annotations

import json
from typing import Any

from app.forms.load import LoadResult, load_form
from app.forms.model import Form
from app.forms.problems import Code
from app.forms.session import FormSession
from app.forms.tree import NodeId
from app.forms.values import Coding

CORE = "http://hl7.org/fhir/StructureDefinition/"
COLOURS = ("r", "g", "b")


def template(*items: Any, **head: Any) -> dict[str, Any]:
    return {
        "resourceType": "Questionnaire",
        "url": "urn:test:mall",
        "version": "1",
        "title": "Prov",
        "status": "active",
        "item": list(items),
        **head,
    }


def load(*items: Any, **head: Any) -> LoadResult:
    return load_form(json.dumps(template(*items, **head)).encode())


def form(*items: Any) -> Form:
    result = load(*items)
    assert result.form is not None
    assert result.reasons == ()
    return result.form


def session(*items: Any) -> FormSession:
    return FormSession(form(*items))


def codes(result: LoadResult) -> set[Code]:
    return {problem.code for problem in result.problems}


def item(link: str, kind: str = "string", *children: Any, **more: Any) -> dict[str, Any]:
    made = {"linkId": link, "text": f"Fråga {link}", "type": kind, **more}
    if kind == "coding" and "answerOption" not in more and "answerValueSet" not in more:
        made["answerOption"] = [option(code) for code in COLOURS]
    if children:
        made["item"] = list(children)
    return made


def group(link: str, *children: Any, **more: Any) -> dict[str, Any]:
    return item(link, "group", *children, **more)


def page(link: str, *children: Any, **more: Any) -> dict[str, Any]:
    return group(link, *children, extension=[control("page")], **more)


def control(code: str) -> dict[str, Any]:
    return {
        "url": CORE + "questionnaire-itemControl",
        "valueCodeableConcept": {"coding": [{"code": code}]},
    }


def option(code: str, **more: Any) -> dict[str, Any]:
    return {"valueCoding": {"system": "s", "code": code, "display": code.upper()}, **more}


def when(question: str, operator: str = "=", **answer: Any) -> dict[str, Any]:
    return {"question": question, "operator": operator, **(answer or {"answerBoolean": True})}


def shown_if(*conditions: Any, behavior: str | None = None) -> dict[str, Any]:
    more: dict[str, Any] = {"enableWhen": list(conditions)}
    if behavior or len(conditions) > 1:
        more["enableBehavior"] = behavior or "all"
    return more


def at(filled: FormSession, link: str) -> NodeId:
    found = filled.find(link)
    assert found is not None
    return found


def answer(filled: FormSession, link: str, *values: Any) -> None:
    filled.set_answers(at(filled, link), values)


def shown(filled: FormSession, link: str) -> bool:
    return filled.node(at(filled, link)).shown


def faults(filled: FormSession) -> list[tuple[str | None, Code]]:
    return [(found.problem.link_id, found.problem.code) for found in filled.check()]


def colour(code: str, system: str = "s", display: str = "") -> Coding:
    return Coding(code, system, display or code.upper())
