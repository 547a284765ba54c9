"""What is handed out: the same template again, in the words of either version, as an independent
reader of the format accepts it."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.questionnaire import Questionnaire as QuestionnaireR5
from fhir.resources.questionnaireresponse import (
    QuestionnaireResponse as QuestionnaireResponseR5,
)
from fhir.resources.R4B.questionnaire import Questionnaire as QuestionnaireR4
from fhir.resources.R4B.questionnaireresponse import (
    QuestionnaireResponse as QuestionnaireResponseR4,
)

from app.errors import Reason, Refusal
from app.forms.lint import Profile
from app.forms.load import load_form
from app.forms.model import Form, Kind
from app.forms.problems import Code
from app.forms.response import Answer, Response, ResponseItem, Status
from app.forms.response_reader import load_response
from app.forms.session import FormSession
from app.forms.values import Malformed
from app.forms.write import Version, export_response, export_template
from tests.app.forms.build import CORE, form, group, item, option, template
from tests.app.forms.filling import FORMS
from tests.app.forms.random_filling import fill_at_random, some_value

SHIPPED = sorted(FORMS.glob("*.json"))
ORACLES: list[tuple[Version, Any, Any]] = [
    ("R5", QuestionnaireR5, QuestionnaireResponseR5),
    ("R4", QuestionnaireR4, QuestionnaireResponseR4),
]


def read(data: bytes) -> Form:
    found = load_form(data)
    assert found.form is not None
    return replace(found.form, sha256="")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
@pytest.mark.parametrize(("version", "oracle", "_"), ORACLES)
@pytest.mark.req("F126")
def test_every_template_of_ours_is_what_others_read(
    path: Path, version: Version, oracle: Any, _: Any
) -> None:
    data = path.read_bytes()
    assert load_form(data, Profile.STRICT).reasons == ()
    written = export_template(data, version)
    oracle.model_validate_json(written.data)
    assert written.warnings == ()
    assert read(written.data) == read(data)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_template_of_ours_is_written_with_its_very_bytes(path: Path) -> None:
    assert export_template(path.read_bytes(), "R5").data == path.read_bytes()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
@pytest.mark.parametrize(("version", "_", "oracle"), ORACLES)
@pytest.mark.req("F126")
def test_answers_to_every_template_of_ours_are_what_others_read(
    path: Path, version: Version, _: Any, oracle: Any
) -> None:
    asked = load_form(path.read_bytes()).form
    assert asked is not None
    filled = FormSession(asked)
    fill_at_random(filled, random.Random(path.name))
    draft = filled.draft()
    assert draft.items
    written = export_response(draft, asked, version)
    oracle.model_validate_json(written.data)
    if not written.warnings:
        assert load_response(written.data, asked).response == draft


@pytest.mark.parametrize(
    "kind", [k for k in Kind if k not in (Kind.GROUP, Kind.DISPLAY, Kind.UNSUPPORTED)]
)
@pytest.mark.parametrize(("version", "template_oracle", "oracle"), ORACLES)
def test_every_type_of_question_and_answer(
    kind: Kind, version: Version, template_oracle: Any, oracle: Any
) -> None:
    below = item("b", "boolean")
    data = json.dumps(template(group("g", item("a", kind.value, below), repeats=True))).encode()
    template_oracle.model_validate_json(export_template(data, version).data)
    asked = load_form(data).form
    assert asked is not None
    value = some_value(asked.by_link["a"], random.Random(1))
    under = (ResponseItem("b", "Fråga b", (Answer(False),)),)
    answered = ResponseItem("a", "Fråga a", (Answer(value, under),))
    response = Response(
        asked.key,
        Status.COMPLETED,
        (ResponseItem("g", "Fråga g", items=(answered,)),) * 2,
        "2026-11-22T10:00:00+01:00",
    )
    written = export_response(response, asked, version)
    oracle.model_validate_json(written.data)
    assert written.warnings == ()
    assert load_response(written.data, asked).response == response


def test_an_address_is_written_as_the_type_it_is() -> None:
    asked = form(item("a", "url"))
    response = Response(
        asked.key, Status.COMPLETED, (ResponseItem("a", answers=(Answer("urn:x"),)),)
    )
    assert b'"valueUri": "urn:x"' in export_response(response, asked, "R5").data


def as_r4(*items: Any, **head: Any) -> tuple[list[dict[str, Any]], set[str]]:
    written = export_template(json.dumps(template(*items, **head)).encode(), "R4")
    told = {problem.params["feature"] for problem in written.warnings}
    assert {problem.code for problem in written.warnings} <= {Code.NOT_IN_VERSION}
    return json.loads(written.data)["item"], told


@pytest.mark.parametrize(
    ("made", "older", "told"),
    [
        (item("a", "coding"), "choice", set()),
        (item("a", "coding", answerConstraint="optionsOnly"), "choice", set()),
        (item("a", "coding", answerConstraint="optionsOrString"), "open-choice", set()),
        (
            item("a", "coding", answerConstraint="optionsOrType"),
            "open-choice",
            {"answerConstraint"},
        ),
        (item("a", "integer", answerOption=[{"valueInteger": 1}]), "choice", set()),
        (
            item(
                "a", "string", answerOption=[{"valueString": "x"}], answerConstraint="optionsOrType"
            ),
            "open-choice",
            set(),
        ),
        (item("a", "integer"), "integer", set()),
        (item("a", "text", disabledDisplay="protected"), "text", {"disabledDisplay"}),
        (item("a", "text", disabledDisplay="hidden"), "text", set()),
    ],
)
def test_what_r4_calls_it_and_what_it_cannot_say(made: Any, older: str, told: set[str]) -> None:
    (written,), warned = as_r4(made)
    assert written["type"] == older
    assert "answerConstraint" not in written
    assert "disabledDisplay" not in written
    assert warned == told


def test_the_head_has_words_that_r4_lacks() -> None:
    _, told = as_r4(item("a"), copyrightLabel="x", versionAlgorithmString="semver")
    assert told == {"copyrightLabel", "versionAlgorithmString"}


def test_weights_have_the_name_of_each_version() -> None:
    weight = {"extension": [{"url": CORE + "itemWeight", "valueDecimal": 2}]}
    ((written), _) = as_r4(item("a", "coding", answerOption=[option("r", **weight)]))
    assert written[0]["answerOption"][0]["extension"][0]["url"] == CORE + "ordinalValue"


def test_an_older_template_is_written_in_the_present_shape() -> None:
    older = template(item("a", "open-choice", answerOption=[option("r")]))
    written = json.loads(export_template(json.dumps(older).encode(), "R5").data)["item"][0]
    assert (written["type"], written["answerConstraint"]) == ("coding", "optionsOrString")


def test_keys_come_in_the_order_of_the_specification_and_numbers_as_written() -> None:
    shuffled = (
        b'{"item": [{"type": "decimal", "initial": [{"valueDecimal": 1.50}], "_text": {"id": "t"},'
        b' "text": "x", "linkId": "a", "moon": 1}], "title": "t", "status": "active",'
        b' "version": "1", "url": "urn:x", "resourceType": "Questionnaire"}'
    )
    text = export_template(shuffled, "R5").data.decode()
    assert list(json.loads(text)) == ["resourceType", "url", "version", "title", "status", "item"]
    assert list(json.loads(text)["item"][0]) == [
        "linkId",
        "text",
        "_text",
        "type",
        "initial",
        "moon",
    ]
    assert "1.50" in text
    assert text.endswith("}\n")


def test_an_answer_that_is_none_yet_is_left_out_of_r5_with_a_warning() -> None:
    asked = form(item("a", "string", item("b", "boolean")))
    under = (ResponseItem("b", answers=(Answer(True),)),)
    draft = Response(
        asked.key,
        Status.IN_PROGRESS,
        (ResponseItem("a", answers=(Answer(Malformed(""), under),)),),
    )
    written = export_response(draft, asked, "R5")
    QuestionnaireResponseR5.model_validate_json(written.data)
    assert [(p.code, p.link_id) for p in written.warnings] == [(Code.NOT_IN_VERSION, "a")]
    assert export_response(draft, asked, "R4").warnings == ()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b'{"resourceType": "Patient"}',
        json.dumps(template(item("a", "choice", option=[{"valueString": "x"}]))).encode(),
        json.dumps(template(item("a", "choice"), item("b", "coding"))).encode(),
    ],
)
def test_what_is_no_template_is_not_written(data: bytes) -> None:
    with pytest.raises(Refusal) as told:
        export_template(data, "R5")
    assert told.value.reason is Reason.FORM_UNREADABLE
