"""What is understood of a template, what is left out with a note, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.forms.gate import MAX_BYTES
from app.forms.load import load_form
from app.forms.model import Control, Kind
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
    page,
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


@pytest.mark.parametrize(
    "kind", ["decimal", "dateTime", "time", "quantity", "attachment", "reference", "url", "moon"]
)
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
        (item("a", initial=[{"valueString": "x"}]), "initial"),
        (item("a", repeats=True), "repeats"),
        (group("a", item("b"), repeats=True), "group.repeats"),
        (item("a", "string", item("b")), "item.item"),
        (item("a", "open-choice", answerOption=[option("r")]), "open-choice"),
        (item("a", "coding", answerConstraint="optionsOrString"), "answerConstraint"),
        (item("a", "coding", answerValueSet="http://loinc.org/vs/x"), "answerValueSet"),
        (item("a", "coding", answerOption=[option("r", initialSelected=True)]), "initialSelected"),
        (item("a", disabledDisplay="protected"), "disabledDisplay"),
        (item("a", extension=[{"url": SDC + "calculatedExpression"}]), "calculatedExpression"),
        (item("a", extension=[{"url": SDC + "initialExpression"}]), "initialExpression"),
        (item("a", extension=[{"url": CORE + "variable"}]), "variable"),
        (item("a", extension=[{"url": CORE + "regex"}]), "regex"),
        (item("a", extension=[{"url": CORE + "questionnaire-constraint"}]), "constraint"),
    ],
)
def test_what_would_change_the_answers_is_refused_by_name(made: Any, feature: str) -> None:
    result = load(made)
    assert result.form is not None
    assert feature in {p.params.get("feature") for p in result.reasons}


@pytest.mark.parametrize("kind", ["Decimal", "Time", "Quantity"])
def test_options_and_conditions_of_types_that_are_not_supported_are_refused(kind: str) -> None:
    asked = {"question": "a", "operator": "=", "answer" + kind: 1}
    for made in (
        item("b", "coding", answerOption=[{"value" + kind: 1}]),
        item("b", enableWhen=[asked]),
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
    extensions = [{"url": CORE + "rendering-xhtml", "valueString": "<b>x</b>"}, control("slider")]
    result = load(item("a", "integer", extension=extensions, _text={"id": "x"}, surprise=1))
    assert result.answerable
    assert {(p.code, p.severity) for p in result.problems} == {(Code.IGNORED, Severity.INFO)}
    assert {p.params["feature"] for p in result.problems} == {
        "rendering-xhtml", "slider", "_text", "surprise",
    }  # fmt: skip


def test_link_ids_are_unique_and_both_places_are_named() -> None:
    result = load(item("a"), group("g", item("a")))
    assert [(p.code, p.where, p.params) for p in result.reasons] == [
        (Code.DUPLICATE_LINK, "item[1].item[0]", {"first": "item[0]"})
    ]


@pytest.mark.parametrize("link", [" a", "a ", "a  b", "a\tb", ""])
def test_link_ids_are_tidy(link: str) -> None:
    assert codes(load(item(link))) & {Code.BAD_LINK, Code.MISSING}


def test_the_older_way_of_choices_is_read() -> None:
    result = load(
        item("a", "choice", answerOption=[option("r"), option("g")]),
        item("b", "choice", answerOption=[{"valueInteger": 1}, {"valueInteger": 2}]),
        item("c", "choice", answerOption=[{"valueString": "x"}]),
    )
    assert result.form is not None
    assert [i.kind for i in result.form.items] == [Kind.CODING, Kind.INTEGER, Kind.STRING]
    assert result.answerable


def test_the_oldest_templates_are_refused() -> None:
    conditions = [{"question": "a", "hasAnswer": True}]
    assert Code.OLD_TEMPLATE in codes(load(item("a", "choice", option=[{"valueString": "x"}])))
    assert Code.OLD_TEMPLATE in codes(load(item("a"), item("b", enableWhen=conditions)))


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


def test_a_list_that_needs_another_list_is_refused() -> None:
    filtered = {
        "resourceType": "ValueSet",
        "id": "vs",
        "compose": {"include": [{"system": "s", "filter": [{"property": "p"}]}]},
    }
    result = load(item("a", "coding", answerValueSet="#vs"), contained=[filtered])
    assert not result.answerable


@pytest.mark.parametrize("url", [CORE + "itemWeight", CORE + "ordinalValue"])
@pytest.mark.parametrize("inside", [True, False])
def test_weights_are_read_wherever_they_stand(url: str, inside: bool) -> None:
    weight = {"extension": [{"url": url, "valueDecimal": 2}]}
    made = option("r")
    (made["valueCoding"] if inside else made).update(weight)
    result = load(item("a", "coding", answerOption=[made]))
    assert result.form is not None
    assert result.form.items[0].options[0].weight == 2


def test_pages_help_and_controls() -> None:
    helping = item("a-hjälp", "display", extension=[control("help")])
    result = load(
        page("p", {**item("a", "string", helping), "prefix": "1"}),
        item("b", "coding", extension=[control("radio-button")]),
        item("c", extension=[control("page")]),
    )
    assert result.form is not None
    first, second, third = result.form.items
    assert first.control is Control.PAGE
    assert first.items[0].help == "Fråga a-hjälp"
    assert first.items[0].prefix == "1"
    assert second.control is Control.RADIO
    assert third.control is Control.USUAL  # only a group can be a page


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
    assert Code.OPTION_MISSING in codes(load(item("a", "coding", answerOption=[])))
    assert not load().answerable
