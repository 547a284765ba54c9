"""Public templates and responses of many makers, and mutations of them: nothing makes the gate
fall. The files are found through AKTVALV_TESTDATA."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.forms.check import NodeProblem
from app.forms.load import LoadResult, load_form
from app.forms.model import Form
from app.forms.problems import Code
from app.forms.response import dump_response
from app.forms.response_reader import ResponseResult, load_response
from app.forms.session import FormSession
from tests.app.forms import behov

DATA = os.environ.get("AKTVALV_TESTDATA", "")
CORPUS = Path(DATA) / "questionnaires"
needs_corpus = pytest.mark.skipif(
    not DATA or not CORPUS.is_dir(), reason="AKTVALV_TESTDATA not set"
)
MUTATIONS = int(os.environ.get("AKTVALV_MUTATIONS", "400"))


def corpus() -> list[Path]:
    return sorted(CORPUS.rglob("*.json"))


def fill_at_random(filled: FormSession, choice: random.Random) -> None:
    for node_id in list(filled._tree.nodes):
        item = filled.node(node_id).item
        if item.options:
            filled.set_answers(node_id, [choice.choice(item.options).value])
        elif item.is_question and choice.random() < 0.2:
            filled.set_malformed(node_id, "tre")


@needs_corpus
def test_every_public_file_gives_a_result() -> None:
    assert len(corpus()) > 300
    for path in corpus():
        result = load_form(path.read_bytes())
        assert result.form is not None or result.reasons, path


def identified(data: bytes) -> bytes:
    """Few public templates have all of url, version and title, which ours demand."""
    try:
        tree = json.loads(data)
    except ValueError:
        return data
    if not isinstance(tree, dict):
        return data
    return json.dumps({"url": "urn:x", "version": "1", "title": "x", **tree}).encode()


@needs_corpus
def test_public_templates_inside_the_subset_are_filled_in_and_read_back() -> None:
    answerable = 0
    for path in corpus():
        result = load_form(identified(path.read_bytes()))
        if result.form is None or not result.answerable:
            continue
        answerable += 1
        filled = FormSession(result.form)
        fill_at_random(filled, random.Random(path.name))
        data = dump_response(filled.draft())
        again = load_response(data, result.form)
        assert again.response is not None, (path, again.problems)
        assert dump_response(FormSession(result.form, again.response).draft()) == data
    assert answerable >= 47  # what the subset of this stage reaches; it only grows


@needs_corpus
def test_what_is_refused_is_refused_by_name() -> None:
    for path in corpus():
        for problem in load_form(path.read_bytes()).reasons:
            if problem.code is Code.UNSUPPORTED:
                assert problem.params["feature"], path
            if problem.code is Code.UNSUPPORTED_TYPE:
                assert problem.params["type"], path


def enable_when_pairs() -> Iterator[tuple[str, Form, bytes]]:
    """Templates of the enableWhen pairs that this stage supports, given the identity that our
    own demand, with their responses."""
    folder = CORPUS / "pairs" / "hl7-enablewhen"
    for name, answers in PAIRS:
        tree = json.loads((folder / name).read_bytes())
        tree |= {"url": tree.get("url", "urn:x"), "version": "1", "title": "x"}
        form = load_form(json.dumps(tree).encode()).form
        assert form is not None
        response = json.loads((folder / answers).read_bytes())
        yield answers, form, json.dumps({**response, "questionnaire": form.key}).encode()


PAIRS: list[tuple[str, str]] = [
    (
        "questionnaire-enableWhen-test.converted.json",
        "questionnaireResponse-enableWhen-test.converted.json",
    ),
    (
        "questionnaire-enableWhen-test.converted.json",
        "questionnaireResponse-enableWhen-test-fail.converted.json",
    ),
]


@needs_corpus
def test_pairs_of_the_specification_give_its_verdict() -> None:
    verdicts = {}
    for name, form, data in enable_when_pairs():
        response = load_response(data, form).response
        assert response is not None, load_response(data, form).problems
        filled = FormSession(form, response)
        verdicts[name] = bool(filled.check() or filled.dropped_on_completion())
    assert verdicts == {
        "questionnaireResponse-enableWhen-test.converted.json": False,
        "questionnaireResponse-enableWhen-test-fail.converted.json": True,
    }


def mutated(data: bytes, choice: random.Random) -> bytes:
    """Bytes cut, doubled or changed; or the tree with one value replaced."""
    if choice.random() < 0.3:
        place = choice.randrange(len(data))
        return choice.choice(
            [data[:place], data[:place] + bytes([choice.randrange(256)]) + data[place + 1 :]]
        )
    tree = json.loads(data)
    for _ in range(choice.randrange(1, 4)):
        holder = choice.choice(list(containers(tree)))
        key = choice.choice(list(holder) if isinstance(holder, dict) else list(range(len(holder))))
        strange: list[Any] = [None, True, -1, 2**40, 1.5, "", "x", [], {}, [{}], {"a": 1}, [[]]]
        match choice.randrange(3):
            case 0:
                holder[key] = choice.choice(strange)
            case 1:
                holder[key] = json.loads(json.dumps(choice.choice(list(containers(tree)))))
            case _:
                del holder[key]
        if not list(containers(tree)):
            break
    return json.dumps(tree).encode()


def containers(tree: Any) -> Iterator[Any]:
    """Every list and object that is not empty."""
    if isinstance(tree, (dict, list)) and tree:
        yield tree
        for child in tree.values() if isinstance(tree, dict) else tree:
            yield from containers(child)


def small_template() -> bytes:
    """The repository's own template with its first pages only, so that a mutation hits."""
    tree = json.loads(behov.template().data)
    tree["item"] = tree["item"][:5]
    return json.dumps(tree).encode()


def test_no_mutation_of_a_template_makes_the_gate_fall() -> None:
    original = small_template()
    for seed in range(MUTATIONS):
        choice = random.Random(seed)
        result = load_form(mutated(original, choice))
        assert isinstance(result, LoadResult)
        if result.answerable and result.form is not None:
            filled = FormSession(result.form)
            fill_at_random(filled, choice)
            assert all(isinstance(found, NodeProblem) for found in filled.check())
            dump_response(filled.draft())
            filled.pages()


def test_no_mutation_of_a_response_makes_the_reader_fall() -> None:
    form = load_form(small_template()).form
    assert form is not None
    filled = FormSession(form)
    fill_at_random(filled, random.Random(0))
    original = dump_response(filled.draft())
    for seed in range(MUTATIONS):
        result = load_response(mutated(original, random.Random(seed)), form)
        assert isinstance(result, ResponseResult)
        if result.response is not None:
            FormSession(form, result.response).check()
