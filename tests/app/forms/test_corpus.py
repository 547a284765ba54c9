"""Public templates of many makers: each gives the verdict that is written down, and what is
accepted can be filled in, kept, read again and handed out."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from fhir.resources.questionnaire import Questionnaire as QuestionnaireR5
from fhir.resources.questionnaireresponse import (
    QuestionnaireResponse as QuestionnaireResponseR5,
)
from fhir.resources.R4B.questionnaire import Questionnaire as QuestionnaireR4
from fhir.resources.R4B.questionnaireresponse import (
    QuestionnaireResponse as QuestionnaireResponseR4,
)

from app.errors import Refusal
from app.forms.load import load_form
from app.forms.model import Form
from app.forms.problems import Code
from app.forms.response import dump_response
from app.forms.response_reader import load_response
from app.forms.session import FormSession
from app.forms.write import export_response, export_template
from tests.app.forms.corpus import (
    files,
    identified,
    loaded,
    name_of,
    needs_corpus,
    snapshot,
    templates,
    verdict,
)
from tests.app.forms.random_filling import fill_at_random

SEEDS = 3


def accepted() -> list[tuple[Path, Form]]:
    found = []
    for path in templates():
        result = loaded(path)
        if result.form is not None and result.answerable:
            found.append((path, result.form))
    return found


@needs_corpus
@pytest.mark.req("F045")
def test_every_public_file_gives_a_result() -> None:
    assert len(files()) > 360
    for path in files():
        result = load_form(path.read_bytes())
        assert result.form is not None or result.reasons, path


@needs_corpus
def test_every_public_template_gives_the_verdict_that_is_written_down() -> None:
    assert {name_of(path): verdict(loaded(path)) for path in templates()} == snapshot()


@needs_corpus
def test_what_is_refused_is_refused_by_name() -> None:
    for path in templates():
        for problem in loaded(path).reasons:
            if problem.code is Code.UNSUPPORTED:
                assert problem.params["feature"], path
            if problem.code is Code.UNSUPPORTED_TYPE:
                assert problem.params["type"], path


@needs_corpus
def test_accepted_templates_are_filled_in_and_read_back() -> None:
    assert len(accepted()) >= 94
    completed = 0
    for path, form in accepted():
        for seed in range(SEEDS):
            filled = FormSession(form)
            fill_at_random(filled, random.Random(f"{path.name} {seed}"))
            data = dump_response(filled.draft())
            again = load_response(data, form)
            assert again.response is not None, (path, again.problems)
            reopened = FormSession(form, again.response)
            assert dump_response(reopened.draft()) == data, path
            assert reopened.check() == filled.check()
            for page in reopened.pages():
                assert page.nodes
            try:
                done = filled.complete("2026-11-22T10:00:00+01:00")
            except Refusal:
                continue
            completed += 1
            assert load_response(dump_response(done), form).response == done, path
    assert completed > 30


@needs_corpus
def test_accepted_templates_are_written_as_both_versions_have_them() -> None:
    for path, form in accepted():
        data = identified(path.read_bytes())
        for version, oracle in (("R5", QuestionnaireR5), ("R4", QuestionnaireR4)):
            written = export_template(data, version)
            oracle.model_validate_json(written.data)
            again = load_form(written.data).form
            assert again is not None
            assert {w.params["feature"] for w in written.warnings} <= {"disabledDisplay"}
            assert replace(again, sha256="") == replace(form, sha256=""), (path, version)


@needs_corpus
def test_answers_are_written_as_both_versions_have_them() -> None:
    for path, form in accepted():
        filled = FormSession(form)
        fill_at_random(filled, random.Random(path.name))
        kept = filled.draft() if filled.check() else filled.complete()
        r5 = export_response(kept, form, "R5")
        QuestionnaireResponseR5.model_validate_json(r5.data)
        QuestionnaireResponseR4.model_validate_json(export_response(kept, form, "R4").data)
        if not r5.warnings:
            assert load_response(r5.data, form).response == kept, path
