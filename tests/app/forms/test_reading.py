"""What is understood of a template, what is left out with a note, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.forms.gate import MAX_BYTES
from app.forms.load import load_form
from app.forms.model import Kind
from app.forms.problems import Code, Severity
from app.forms.values import Coding
from tests.app.forms.build import (
    CORE,
    codes,
    control,
    group,
    item,
    load,
    option,
    template,
)

SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.NOT_JSON),
        (b"{", Code.NOT_JSON),
        (b"\xff", Code.NOT_JSON),
        (b'{"a": NaN}', Code.NOT_JSON),
        (b'{"resourceType": "Questionnaire", "url": "a", "url": "b"}', Code.NOT_JSON),
        (b'{"a": 1e999999999}', Code.NOT_JSON),
        (b'{"a": ' + b"9" * 5000 + b"}", Code.NOT_JSON),
        (b'{"a": "\\ud800"}', Code.NOT_JSON),
        (b'{"a": "\\u0000"}', Code.NOT_JSON),
        (b"[" * 100 + b"]" * 100, Code.TOO_DEEP),
        (b"[" * 100_000 + b"]" * 100_000, Code.TOO_DEEP),
        (b" " * (MAX_BYTES + 1), Code.TOO_LARGE),
        (b"[]", Code.NOT_A_TEMPLATE),
        (b'{"resourceType": "Patient"}', Code.NOT_A_TEMPLATE),
    ],
)
def test_what_is_no_template_is_said_to_be_none(data: bytes, code: Code) -> None:
    result = load_form(data)
    assert result.form is None
    assert [(p.code, p.severity) for p in result.problems] == [(code, Severity.FATAL)]


@pytest.mark.parametrize("key", ["url", "version", "title"])
def test_what_a_filled_form_must_name_is_demanded(key: str) -> None:
    head = {**template(item("a"))}
    del head[key]
    result = load_form(json.dumps(head).encode())
    assert (Code.MISSING, key) in {(p.code, p.where) for p in result.reasons}


def test_a_template_without_status_is_a_draft() -> None:
    result = load_form(json.dumps({**template(item("a")), "status": ""}).encode())
    assert result.form is not None
    assert result.form.status == "draft"
    assert codes(result) == {Code.STATUS_MISSING}


@pytest.mark.parametrize("kind", ["attachment", "reference", "question", "unsupported", "moon"])
def test_types_that_are_not_supported_open_for_reading_only(kind: str) -> None:
    result = load(item("a", kind))
    assert result.form is not None
    assert result.form.items[0].kind is Kind.UNSUPPORTED
    assert result.form.items[0].text == "Fråga a"
    assert [(p.code, p.link_id, p.params) for p in result.reasons] == [
        (Code.UNSUPPORTED_TYPE, "a", {"type": kind})
    ]


@pytest.mark.parametrize(
    ("made", "feature"),
    [
        (item("a", "coding", answerValueSet="http://loinc.org/vs/x"), "answerValueSet"),
        (item("a", "string", answerValueSet="#vs"), "answerValueSet"),
        (item("a", extension=[{"url": SDC + "calculatedExpression"}]), "calculatedExpression"),
        (item("a", extension=[{"url": SDC + "initialExpression"}]), "initialExpression"),
        (item("a", extension=[{"url": SDC + "enableWhenExpression"}]), "enableWhenExpression"),
        (item("a", extension=[{"url": SDC + "answerExpression"}]), "answerExpression"),
        (item("a", extension=[{"url": SDC + "subQuestionnaire"}]), "subQuestionnaire"),
        (item("a", extension=[{"url": SDC + "itemPopulationContext"}]), "itemPopulationContext"),
        (item("a", extension=[{"url": SDC + "templateExtract"}]), "templateExtract"),
        (item("a", extension=[{"url": CORE + "questionnaire-unitValueSet"}]), "unitValueSet"),
        (item("a", extension=[{"url": CORE + "variable"}]), "variable"),
        (item("a", extension=[{"url": CORE + "regex"}]), "regex"),
        (item("a", extension=[{"url": CORE + "questionnaire-constraint"}]), "constraint"),
        (item("a", extension=[{"url": CORE + "targetConstraint"}]), "targetConstraint"),
        (
            item("a", _text={"extension": [{"url": CORE + "cqf-expression"}]}),
            "cqf-expression",
        ),
        (
            item("a", _text={"extension": [{"url": CORE + "rendering-criticalExtension"}]}),
            "rendering-criticalExtension",
        ),
        (
            item(
                "a",
                "integer",
                extension=[
                    {
                        "url": CORE + "minValue",
                        "extension": [{"url": CORE + "cqf-calculatedValue"}],
                    }
                ],
            ),
            "cqf-expression",
        ),
    ],
)
def test_what_would_change_the_answers_is_refused_by_name(made: Any, feature: str) -> None:
    result = load(made)
    assert result.form is not None
    assert feature in {p.params.get("feature") for p in result.reasons}


@pytest.mark.parametrize("kind", ["Reference", "Attachment"])
def test_options_and_conditions_of_types_that_are_not_supported_are_refused(kind: str) -> None:
    asked = {"question": "a", "operator": "=", "answer" + kind: {}}
    for made in (
        item("b", "coding", answerOption=[{"value" + kind: {}}]),
        item("b", enableWhen=[asked]),
        item("b", initial=[{"value" + kind: {}}]),
    ):
        result = load(item("a", "boolean"), made)
        assert (Code.UNSUPPORTED_TYPE, kind) in {
            (p.code, p.params.get("type")) for p in result.reasons
        }


def test_expressions_of_the_whole_template_are_refused_too() -> None:
    assert not load(item("a"), extension=[{"url": CORE + "variable"}]).answerable


@pytest.mark.parametrize("at_top", [True, False])
def test_a_modifier_is_refused(at_top: bool) -> None:
    modifier = {"modifierExtension": [{"url": "urn:x"}]}
    result = load(item("a"), **modifier) if at_top else load(item("a", **modifier))
    assert [p.code for p in result.reasons] == [Code.MODIFIED]


def test_what_only_changes_the_look_is_left_out_with_a_note() -> None:
    extensions = [{"url": CORE + "rendering-style", "valueString": "x"}, control("moon")]
    looks = {"extension": [{"url": CORE + "rendering-xhtml", "valueString": "<b>x</b>"}]}
    result = load(item("a", "integer", extension=extensions, _text=looks, surprise=1))
    assert result.answerable
    assert {(p.code, p.severity) for p in result.problems} == {(Code.IGNORED, Severity.INFO)}
    assert {p.params["feature"] for p in result.problems} == {
        "rendering-style", "moon", "_text", "surprise",
    }  # fmt: skip


def test_what_is_left_out_is_said_once() -> None:
    looks = {"url": CORE + "rendering-style", "valueString": "x"}
    result = load(item("a", extension=[looks]), item("b", extension=[looks]))
    assert [(p.link_id, p.where) for p in result.problems] == [("a", "item[0].extension[0]")]


def test_link_ids_are_unique_and_both_places_are_named() -> None:
    result = load(item("a"), group("g", item("a")))
    assert [(p.code, p.where, p.params) for p in result.reasons] == [
        (Code.DUPLICATE_LINK, "item[1].item[0]", {"first": "item[0]"})
    ]


@pytest.mark.parametrize("link", [" a", "a ", "a  b", "a\tb", ""])
def test_link_ids_are_tidy(link: str) -> None:
    assert codes(load(item(link))) & {Code.BAD_LINK, Code.MISSING}


def test_lists_inside_the_template_are_options() -> None:
    listed = {
        "resourceType": "ValueSet",
        "id": "vs",
        "compose": {"include": [{"system": "s", "concept": [{"code": "x", "display": "X"}]}]},
    }
    expanded = {
        "resourceType": "ValueSet",
        "id": "vx",
        "expansion": {"contains": [{"system": "s", "code": "y", "display": "Y"}]},
    }
    result = load(
        item("a", "coding", answerValueSet="#vs"),
        item("b", "coding", answerValueSet="#vx"),
        contained=[listed, expanded],
    )
    assert result.form is not None
    assert result.answerable
    assert [i.options[0].value for i in result.form.items] == [
        Coding("x", "s", "X"),
        Coding("y", "s", "Y"),
    ]


@pytest.mark.parametrize(
    "compose",
    [
        {"include": [{"system": "s", "filter": [{"property": "p"}]}]},
        {"include": [{"valueSet": ["urn:x"]}]},
        {"include": [{"system": "s", "concept": [{"code": "x"}]}], "exclude": [{"system": "s"}]},
        {"include": [{"system": "s"}]},
    ],
)
def test_a_list_that_needs_another_list_is_refused(compose: Any) -> None:
    needy = {"resourceType": "ValueSet", "id": "vs", "compose": compose}
    result = load(item("a", "coding", answerValueSet="#vs"), contained=[needy])
    assert "answerValueSet" in {p.params.get("feature") for p in result.reasons}


def test_headings_of_a_list_cannot_be_chosen() -> None:
    concepts = [{"code": "top", "abstract": True, "contains": [{"code": "x"}, {"code": "y"}]}]
    listed = {"resourceType": "ValueSet", "id": "vs", "expansion": {"contains": concepts}}
    result = load(item("a", "coding", answerValueSet="#vs"), contained=[listed])
    assert result.form is not None
    assert [option.value for option in result.form.items[0].options] == [Coding("x"), Coding("y")]


def test_weights_of_a_list_are_read() -> None:
    concept = {"code": "x", "extension": [{"url": CORE + "ordinalValue", "valueDecimal": 3}]}
    include = [{"system": "s", "concept": [concept]}]
    listed = {"resourceType": "ValueSet", "id": "vs", "compose": {"include": include}}
    result = load(item("a", "coding", answerValueSet="#vs"), contained=[listed])
    assert result.form is not None
    assert result.form.items[0].options[0].weight == 3


@pytest.mark.parametrize(
    "url",
    [CORE + "itemWeight", CORE + "ordinalValue", CORE + "questionnaire-ordinalValue"],
)
@pytest.mark.parametrize("inside", [True, False])
def test_weights_are_read_wherever_they_stand(url: str, inside: bool) -> None:
    weight = {"extension": [{"url": url, "valueDecimal": 2}]}
    made = option("r")
    (made["valueCoding"] if inside else made).update(weight)
    result = load(item("a", "coding", answerOption=[made]))
    assert result.form is not None
    assert result.form.items[0].options[0].weight == 2


@pytest.mark.parametrize(
    "broken",
    [
        {"linkId": 7},
        {"text": []},
        {"required": "true"},
        {"maxLength": -1},
        {"maxLength": True},
        {"enableWhen": {}},
        {"enableWhen": [1]},
        {"item": "x"},
        {"code": [{}]},
        {"answerOption": [{"valueString": 1}]},
        {"answerOption": [{}]},
        {"extension": [{"url": CORE + "questionnaire-itemControl", "valueCodeableConcept": 1}]},
    ],
)
def test_wrong_types_are_named_and_never_taken_for_right_ones(broken: dict[str, Any]) -> None:
    result = load({**item("a", "coding"), **broken})
    assert codes(result) & {Code.WRONG_TYPE, Code.MISSING}
    assert not result.answerable


def test_shapes_that_mean_nothing_are_refused() -> None:
    assert Code.GROUP_WITHOUT_ITEMS in codes(load(group("g")))
    assert Code.DISPLAY_WITH_ITEMS in codes(load(item("t", "display", item("a", "display"))))
    assert Code.REQUIRED_DISPLAY in codes(load(item("t", "display", required=True)))
    assert Code.READ_ONLY_DISPLAY in codes(load(item("t", "display", readOnly=True)))
    assert Code.LENGTH_MISPLACED in codes(load(item("a", "boolean", maxLength=3)))
    assert Code.OPTION_MISSING in codes(load(item("a", "coding", answerOption=[])))
    assert not load().answerable


def test_an_empty_list_says_nothing_and_is_remarked_upon() -> None:
    result = load(item("a", extension=[]))
    assert [(p.code, p.severity) for p in result.problems] == [(Code.EMPTY_LIST, Severity.WARNING)]


def test_a_code_that_is_only_words_blocks_nothing() -> None:
    assert load(item("a", code=[{"display": "Utan kod"}])).answerable


@pytest.mark.parametrize("key", ["implicitRules", "modifierExtension"])
def test_rules_from_elsewhere_are_refused(key: str) -> None:
    assert [p.code for p in load(item("a"), **{key: "urn:x"}).reasons] == [Code.MODIFIED]
