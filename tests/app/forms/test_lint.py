"""Templates that can be read and yet make no sense."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.forms.lint import Profile
from app.forms.load import load_form
from app.forms.problems import Code, Problem, Severity
from tests.app.forms.build import (
    CORE,
    codes,
    group,
    item,
    load,
    option,
    shown_if,
    template,
    when,
)

HIDDEN = {"url": CORE + "questionnaire-hidden", "valueBoolean": True}
YES = {"initial": [{"valueBoolean": True}]}


def strictly(*items: Any, **head: Any) -> tuple[Problem, ...]:
    return load_form(json.dumps(template(*items, **head)).encode(), Profile.STRICT).problems


def extended(link: str, kind: str = "string", **values: Any) -> dict[str, Any]:
    made = [
        {"url": f"{CORE}{name}", f"value{'Decimal' if kind == 'decimal' else 'Integer'}": value}
        for name, value in values.items()
    ]
    return item(link, kind, extension=made)


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (item("a", "boolean", required=True, extension=[HIDDEN]), Code.REQUIRED_HIDDEN),
        (
            group("g", item("a", "boolean", required=True), extension=[HIDDEN]),
            Code.REQUIRED_HIDDEN,
        ),
        (item("a", "boolean", required=True, readOnly=True), Code.REQUIRED_READ_ONLY),
        (group("g", item("a", required=True), readOnly=True), Code.REQUIRED_READ_ONLY),
        (group("g", item("t", "display"), required=True), Code.REQUIRED_EMPTY),
        (extended("a", minLength=5) | {"maxLength": 4}, Code.BOUNDS_REVERSED),
        (extended("a", "decimal", minValue=2, maxValue=1), Code.BOUNDS_REVERSED),
        (
            extended("a", **{"questionnaire-minOccurs": 3, "questionnaire-maxOccurs": 2})
            | {"repeats": True},
            Code.BOUNDS_REVERSED,
        ),
        (extended("a", **{"questionnaire-minOccurs": 2}), Code.BOUNDS_REVERSED),  # no repetition
        (item("a", "coding", answerOption=[option("r"), option("r")]), Code.OPTION_DUPLICATE),
        (
            item("a", "coding", answerOption=[option("r"), {"valueString": "x"}]),
            Code.OPTION_MIXED,
        ),
    ],
)
def test_what_nobody_could_answer_is_refused(made: Any, code: Code) -> None:
    assert [problem.code for problem in load(made).reasons] == [code]


@pytest.mark.parametrize(
    "made",
    [
        item("a", "boolean", required=True, extension=[HIDDEN], **YES),
        item("a", "boolean", required=True, readOnly=True, **YES),
        item("a", "boolean", item("b", required=True), readOnly=True),  # E1: not inherited
        item(
            "a",
            "coding",
            required=True,
            extension=[HIDDEN],
            answerOption=[option("r", initialSelected=True)],
        ),
        group("g", group("h", item("a")), required=True),
        item(
            "a",
            repeats=True,
            extension=[{"url": CORE + "questionnaire-minOccurs", "valueInteger": 2}],
        ),
    ],
)
def test_what_can_be_answered_is_not_refused(made: Any) -> None:
    assert load(made).reasons == ()


def test_the_second_of_two_link_ids_names_the_first() -> None:
    found = load(item("a"), group("g", item("b", "string", item("a")))).reasons
    assert [(p.code, p.where, dict(p.params)) for p in found] == [
        (Code.DUPLICATE_LINK, "item[1].item[0].item[0]", {"first": "item[0]"})
    ]


def test_a_condition_that_looks_into_repetitions_from_outside_is_warned_about() -> None:
    inside = group("g", item("a", "boolean"), item("near", **shown_if(when("a"))), repeats=True)
    result = load(inside, item("far", **shown_if(when("a"))))
    scope = [p for p in result.problems if p.code is Code.CONDITION_SCOPE]
    assert [(p.link_id, p.severity) for p in scope] == [("far", Severity.WARNING)]
    assert result.answerable


def test_answers_under_a_repeating_question_are_repetitions_too() -> None:
    several = item("q", "coding", item("a", "boolean"), repeats=True)
    result = load(several, item("far", **shown_if(when("a"))))
    assert Code.CONDITION_SCOPE in codes(result)
    itself = load(
        item("q", "integer", repeats=True), item("b", **shown_if(when("q", answerInteger=1)))
    )
    assert itself.problems == ()  # E3: any of its answers


def test_a_question_may_not_wait_for_what_stands_under_it() -> None:
    waiting = item("q", "string", item("a", "boolean"), **shown_if(when("a")))
    circle = next(p for p in load(waiting).reasons if p.code is Code.CONDITION_CYCLE)
    assert set(circle.params["chain"].split(" → ")) == {"q", "a"}


def test_a_condition_in_two_ways_is_refused() -> None:
    expression = {
        "url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression"
    }
    asked = item("b", extension=[expression], **shown_if(when("a")))
    assert Code.CONDITION_TWICE in codes(load(item("a", "boolean"), asked))


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("decimal", {"answerDecimal": 1.5}),
        ("time", {"answerTime": "09:00:00"}),
        ("dateTime", {"answerDateTime": "2019"}),
        ("quantity", {"answerQuantity": {"value": 1, "unit": "kg"}}),
    ],
)
def test_conditions_order_everything_that_has_an_order(kind: str, answer: Any) -> None:
    result = load(item("a", kind), item("b", **shown_if(when("a", ">=", **answer))))
    assert result.problems == ()


@pytest.mark.parametrize(
    ("kind", "answer", "code"),
    [
        ("url", {"answerString": "x"}, Code.CONDITION_OPERATOR),
        ("decimal", {"answerInteger": 1}, Code.CONDITION_TYPE),
        ("dateTime", {"answerDate": "2019"}, Code.CONDITION_TYPE),
        ("coding", {"answerString": "x"}, Code.CONDITION_TYPE),
    ],
)
def test_conditions_that_could_never_hold_are_refused(kind: str, answer: Any, code: Code) -> None:
    result = load(item("a", kind), item("b", **shown_if(when("a", ">=", **answer))))
    assert [problem.code for problem in result.reasons] == [code]


def test_own_words_may_be_asked_about_where_they_may_be_answered() -> None:
    words = item("a", "coding", answerConstraint="optionsOrString")
    asked = item("b", **shown_if(when("a", answerString="lila")))
    assert load(words, asked).problems == ()


@pytest.mark.parametrize(
    "made",
    [
        [item("a", "boolean"), item("b", **shown_if(when("a", "!=")))],  # E5
        [item("a", "coding"), item("b", **shown_if(when("a", answerCoding={"code": "r"})))],  # E7
        [item("a", "coding", initial=[{"valueCoding": {"system": "s", "code": "r"}}])],
        [group("g", item("a", "boolean"), repeats=True), item("b", **shown_if(when("a")))],
        [item("a", extension=[])],
    ],
)
def test_what_is_doubtful_is_refused_in_our_own_templates_alone(made: list[Any]) -> None:
    assert load(*made).answerable
    doubts = [problem.code for problem in load(*made).problems]
    strict = strictly(*made)
    assert [problem.code for problem in strict] == doubts
    assert {problem.severity for problem in strict} == {Severity.ERROR}


@pytest.mark.parametrize("link", ["a b", "a_b", "a/b", "å:1"])
def test_link_ids_of_our_own_templates_are_plain(link: str) -> None:
    assert load(item(link)).answerable
    assert [problem.code for problem in strictly(item(link))] == [Code.BAD_LINK]


def test_our_own_templates_are_not_deep() -> None:
    made: Any = item("9")
    for level in range(8, 0, -1):
        made = group(str(level), made)
    assert load(made).answerable
    assert [(p.code, p.link_id) for p in strictly(made)] == [(Code.TOO_NESTED, "9")]
    assert strictly(made["item"][0]) == ()


def test_a_template_of_our_own_has_a_status() -> None:
    assert [p.severity for p in strictly(item("a"), status="")] == [Severity.ERROR]
