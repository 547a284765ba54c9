"""Answers under answers and repeated groups, as bytes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.forms.problems import Code
from app.forms.response import MALFORMED, OFFERED, Answer, ResponseItem, Status
from app.forms.response_reader import load_response
from app.forms.values import (
    Coding,
    DateTime,
    Malformed,
    Number,
    PartialDate,
    Quantity,
    TimeOfDay,
    Value,
)
from tests.app.forms.build import control, form, group, item

HELP = item("h", "display", extension=[control("help")])
FORM = form(
    group(
        "g",
        item("q", "coding", item("q1", "string"), group("q2", item("q3", "integer")), repeats=True),
        item("r", "integer"),
        repeats=True,
    ),
    item("s", "string", item("t", "boolean"), HELP),
    item("open", "coding", answerConstraint="optionsOrString"),
)
RED = {"valueCoding": {"system": "s", "code": "r", "display": "R"}}
GREEN = {"valueCoding": {"system": "s", "code": "g", "display": "G"}}


def q(link: str, *answers: Any, **more: Any) -> dict[str, Any]:
    return {"linkId": link, **({"answer": list(answers)} if answers else {}), **more}


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


def test_each_answer_and_each_repetition_has_items_of_its_own() -> None:
    under_red = [q("q1", {"valueString": "ett"}), q("q2", item=[q("q3", {"valueInteger": 1})])]
    data = response(
        q("g", item=[q("q", {**RED, "item": under_red}, {**GREEN, "item": [q("q1")]})]),
        q("g", item=[q("r", {"valueInteger": 2})]),
        q("s", {"valueString": "x", "item": [q("t", {"valueBoolean": False})]}),
    )
    read = load_response(data, FORM).response
    assert read is not None
    assert read.items == (
        ResponseItem(
            "g",
            items=(
                ResponseItem(
                    "q",
                    answers=(
                        Answer(
                            Coding("r", "s", "R"),
                            (
                                ResponseItem("q1", answers=(Answer("ett"),)),
                                ResponseItem(
                                    "q2", items=(ResponseItem("q3", answers=(Answer(1),)),)
                                ),
                            ),
                        ),
                        Answer(Coding("g", "s", "G"), (ResponseItem("q1"),)),
                    ),
                ),
            ),
        ),
        ResponseItem("g", items=(ResponseItem("r", answers=(Answer(2),)),)),
        ResponseItem("s", answers=(Answer("x", (ResponseItem("t", answers=(Answer(False),)),)),)),
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        # a repeating question is one item, a repeating group is several in a row
        (response(q("g", item=[q("q", RED), q("q", GREEN)])), Code.SPLIT_QUESTION),
        (response(q("g"), q("s"), q("g")), Code.MISPLACED),
        (response(q("s"), q("s")), Code.SPLIT_QUESTION),
        # what is below stands in the answer
        (response(q("s", {"valueString": "x"}, item=[q("t")])), Code.MISPLACED),
        (response(q("s", item=[q("t", {"valueBoolean": True})])), Code.MISPLACED),
        (
            response(q("s", {"item": [q("t", {"valueBoolean": True})]}), status="completed"),
            Code.ANSWER_TYPE,
        ),
        (response(q("s", {"valueString": "x", "item": [q("q1")]})), Code.MISPLACED),
        (response(q("s", {"valueString": "x", "item": [q("nix")]})), Code.UNKNOWN_LINK),
        (
            response(q("g", item=[q("q", {**RED, "item": [q("q2"), q("q2")]})])),
            Code.TOO_MANY,
        ),
        (response(q("g", item=[q("q", {**RED, "valueString": "x"})])), Code.MISSING),
        (response(q("g", item=[q("q", {"valueString": "x"})])), Code.ANSWER_TYPE),
        (response(q("s", {"valueString": ""})), Code.WRONG_TYPE),
        (response(q("s", {"valueString": "x", "modifierExtension": [{}]})), Code.MODIFIED),
        (response(q("s", modifierExtension=[{}])), Code.MODIFIED),
        (response(implicitRules="urn:x"), Code.MODIFIED),
    ],
)
def test_wrong_nesting_is_named(data: bytes, code: Code) -> None:
    assert code in told(data)


@pytest.mark.parametrize("status", list(Status))
def test_every_status_of_a_kept_form_is_read(status: Status) -> None:
    read = load_response(response(q("s"), status=status.value), FORM).response
    assert read is not None
    assert read.status is status


def test_unanswered_items_may_be_kept_or_left_out() -> None:
    assert told(response(q("g", item=[q("q"), q("r")]), q("s"), q("open"))) == []
    assert told(response().replace(b', "item": []', b"")) == []


def test_texts_to_read_are_no_answers() -> None:
    read = load_response(response(q("s", {"valueString": "x", "item": [q("h")]})), FORM).response
    assert read is not None
    assert read.items[0].answers == (Answer("x"),)


def test_own_words_stand_beside_options_where_they_may() -> None:
    assert told(response(q("open", {"valueString": "lila"}))) == []
    assert told(response(q("open", RED))) == []


@pytest.mark.parametrize(
    ("item_of_draft", "code"),
    [
        (q("s", extension=[{"url": MALFORMED, "valueString": "31 feb"}]), None),
        (q("g", extension=[{"url": MALFORMED, "valueString": "31 feb"}]), Code.MALFORMED),
        (q("s", extension=[{"url": MALFORMED}]), Code.MISSING),
    ],
)
def test_what_was_typed_and_is_no_answer_stands_at_its_question(
    item_of_draft: Any, code: Code | None
) -> None:
    assert told(response(item_of_draft)) == ([code] if code else [])


def test_in_a_draft_an_answer_may_be_missing_above_what_stands_under_it() -> None:
    """The answer was taken away, or is not an answer yet; what stands under it is not lost."""
    below = {"item": [q("t", {"valueBoolean": True})]}
    typed = {"extension": [{"url": MALFORMED, "valueString": "31 feb"}]}
    read = load_response(response(q("s", below, {**typed, **below})), FORM).response
    assert read is not None
    under = (ResponseItem("t", answers=(Answer(True),)),)
    assert read.items[0].answers == (
        Answer(Malformed(""), under),
        Answer(Malformed("31 feb"), under),
    )


def test_a_draft_knows_which_values_have_been_offered() -> None:
    offered = q("s", extension=[{"url": OFFERED, "valueBoolean": True}])
    read = load_response(response(offered, q("open")), FORM).response
    assert read is not None
    assert [each.offered for each in read.items] == [True, False]


@pytest.mark.parametrize("status", ["completed", "amended"])
def test_what_was_typed_and_is_no_answer_stands_only_in_drafts(status: str) -> None:
    typed = q("s", extension=[{"url": MALFORMED, "valueString": "31 feb"}])
    assert told(response(typed, status=status)) == [Code.MALFORMED]


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("decimal", '{"valueDecimal": 2.50}', Number("2.50")),
        ("decimal", '{"valueDecimal": -7}', Number("-7")),
        ("dateTime", '{"valueDateTime": "2019"}', DateTime("2019")),
        (
            "dateTime",
            '{"valueDateTime": "2026-03-14T09:30:00Z"}',
            DateTime("2026-03-14T09:30:00Z"),
        ),
        ("date", '{"valueDate": "2019-03"}', PartialDate("2019-03")),
        ("time", '{"valueTime": "09:30:00"}', TimeOfDay("09:30:00")),
        ("url", '{"valueUri": "https://exempel.se"}', "https://exempel.se"),
        ("url", '{"valueString": "https://exempel.se"}', "https://exempel.se"),
        (
            "quantity",
            '{"valueQuantity": {"value": 70.5, "unit": "kg"}}',
            Quantity(Number("70.5"), "kg"),
        ),
    ],
)
def test_answers_of_every_type(kind: str, raw: str, value: Value) -> None:
    asked = form(item("a", kind))
    data = (
        '{"resourceType": "QuestionnaireResponse", "questionnaire": "urn:test:mall|1",'
        ' "status": "completed", "item": [{"linkId": "a", "answer": [' + raw + "]}]}"
    )
    read = load_response(data.encode(), asked).response
    assert read is not None
    assert read.items[0].answers == (Answer(value),)


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("decimal", {"valueInteger": 1}),
        ("decimal", {"valueDecimal": "1.5"}),
        ("dateTime", {"valueDate": "2019"}),
        ("dateTime", {"valueDateTime": "2026-03-14T09:30:00"}),  # V5: without offset
        ("date", {"valueDateTime": "2019"}),
        ("time", {"valueTime": "24:00:00"}),
        ("quantity", {"valueQuantity": {"unit": "kg"}}),
        ("quantity", {"valueQuantity": {"value": 1, "comparator": ">"}}),
        ("quantity", {"valueQuantity": {"value": 1, "unit": 7}}),
        ("quantity", {"valueDecimal": 1}),
        ("url", {"valueCoding": {"code": "x"}}),
        ("boolean", {"valueBoolean": "true"}),
    ],
)
def test_answers_of_other_types_are_refused(kind: str, raw: Any) -> None:
    asked = form(item("a", kind))
    data = json.loads(response(q("a", raw)))
    result = load_response(json.dumps(data).encode(), asked)
    assert result.response is None
    assert {p.code for p in result.problems} <= {Code.ANSWER_TYPE, Code.WRONG_TYPE}
