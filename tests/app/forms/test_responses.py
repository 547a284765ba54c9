"""Answers as bytes: always the same bytes, and read strictly."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.forms.problems import Code
from app.forms.response import MALFORMED, dump_response
from app.forms.response_reader import load_response
from app.forms.values import PartialDate
from tests.app.forms.build import answer, at, colour, form, group, item, page, session

FORM = form(
    page("p", item("a", "boolean"), item("b", "integer"), item("t", "display")),
    item("c", "coding"),
    item("d", "date"),
)


def response(*items: Any, **head: Any) -> bytes:
    return json.dumps(
        {
            "resourceType": "QuestionnaireResponse",
            "questionnaire": FORM.key,
            "status": "in-progress",
            "item": list(items),
            **head,
        }
    ).encode()


def told(data: bytes) -> list[Code]:
    result = load_response(data, FORM)
    assert (result.response is None) == bool(result.problems)
    return [problem.code for problem in result.problems]


def q(link: str, *answers: Any, **more: Any) -> dict[str, Any]:
    return {"linkId": link, **({"answer": list(answers)} if answers else {}), **more}


def test_the_order_of_keys_is_fixed() -> None:
    filled = session(
        page("p", item("a", "boolean"), item("b", "integer"), item("c", "coding")),
        item("d", "date"),
        item("e", "text"),
    )
    answer(filled, "a", False)
    filled.set_malformed(at(filled, "b"), "tre")
    answer(filled, "c", colour("r"))
    answer(filled, "d", PartialDate("2019-03"))
    answer(filled, "e", 'å\n"ö"')
    assert dump_response(filled.draft()).decode() == (
        '{"resourceType":"QuestionnaireResponse","questionnaire":"urn:test:mall|1",'
        '"status":"in-progress","item":['
        '{"linkId":"p","text":"Fråga p","item":['
        '{"linkId":"a","text":"Fråga a","answer":[{"valueBoolean":false}]},'
        '{"extension":[{"url":"urn:aktvalv:ej-tolkat-svar","valueString":"tre"}],'
        '"linkId":"b","text":"Fråga b"},'
        '{"linkId":"c","text":"Fråga c","answer":[{"valueCoding":'
        '{"system":"s","code":"r","display":"R"}}]}]},'
        '{"linkId":"d","text":"Fråga d","answer":[{"valueDate":"2019-03"}]},'
        '{"linkId":"e","text":"Fråga e","answer":[{"valueString":"å\\n\\"ö\\""}]}]}'
    )


def test_what_fits_is_read() -> None:
    data = response(
        q("p", item=[q("a", {"valueBoolean": True}), q("t")]), q("d", {"valueDate": "2019"})
    )
    assert told(data) == []


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.NOT_JSON),
        (b"[]", Code.NOT_A_TEMPLATE),
        (response(questionnaire="urn:test:mall|2"), Code.WRONG_TEMPLATE),
        (response(status="stopped"), Code.BAD_STATUS),
        (response(modifierExtension=[{"url": "x"}]), Code.MODIFIED),
        (response(q("x")), Code.UNKNOWN_LINK),
        (response(q("a")), Code.MISPLACED),  # belongs in p
        (response(q("d"), q("c")), Code.MISPLACED),  # not in the order of the form
        (response(q("c"), q("c")), Code.SPLIT_QUESTION),  # a repeating question is one item
        (response(q("p", {"valueBoolean": True})), Code.MISPLACED),  # a group has no answer
        (response(q("c", item=[q("d")])), Code.MISPLACED),
        (response(q("p", item=[q("a", {"valueString": "true"})])), Code.ANSWER_TYPE),
        (response(q("p", item=[q("a", {"valueBoolean": "true"})])), Code.WRONG_TYPE),
        (response(q("p", item=[q("b", {"valueInteger": 1.5})])), Code.WRONG_TYPE),
        (response(q("p", item=[q("b", {"valueInteger": True})])), Code.WRONG_TYPE),
        (response(q("p", item=[q("b", {"valueInteger": 1, "item": [q("c")]})])), Code.MISPLACED),
        (response(q("p", item=[q("t", {"valueString": "x"})])), Code.MISPLACED),
        (response(q("d", {"valueDate": "2019-02-30"})), Code.WRONG_TYPE),
        (response(q("c", {"valueCoding": {"system": "s"}})), Code.MISSING),
        (response(q("d", {})), Code.ANSWER_TYPE),
        (response(item="x"), Code.WRONG_TYPE),
    ],
)
def test_what_does_not_fit_is_named(data: bytes, code: Code) -> None:
    assert code in told(data)


def test_answers_of_a_signed_form_are_read_whatever_the_indent() -> None:
    filled = session(group("g", item("a")))
    answer(filled, "a", "text")
    pretty = json.dumps(json.loads(dump_response(filled.complete())), indent=4).encode()
    assert load_response(pretty, filled.form).response == filled.complete()


def test_malformed_text_is_an_extension_of_our_own() -> None:
    data = response(q("d", extension=[{"url": MALFORMED, "valueString": "31 feb"}]))
    result = load_response(data, FORM)
    assert result.response is not None
    assert result.response.items[0].malformed == "31 feb"
