"""Bytes that nobody meant: cut, changed, doubled, or made to hurt. The gate, the engine and the
reader of answers say what is wrong, and never fall or hang."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from app.forms.check import NodeProblem
from app.forms.gate import MAX_BYTES
from app.forms.lint import Profile
from app.forms.load import LoadResult, load_form
from app.forms.model import Form, walk
from app.forms.problems import Code
from app.forms.response import dump_response
from app.forms.response_reader import ResponseResult, load_response
from app.forms.session import FormSession
from app.forms.write import export_template
from tests.app.forms.build import (
    CORE,
    codes,
    control,
    group,
    item,
    load,
    option,
    page,
    shown_if,
    template,
    when,
)
from tests.app.forms.random_filling import fill_at_random

CASES = int(os.environ.get("AKTVALV_FUZZ", "2000"))
STRANGE: list[Any] = [
    *(None, True, False, -1, 0, 2**31, 2**40, 1.5, 1e300),
    *("", " ", "x", "2019-02-30", "24:00", "choice", "#vs", "<b onload=x>", "\u202e", "å" * 300),
    *([], {}, [{}], {"a": 1}, [[]], [None], ["x"], {"url": 7}, [{"url": []}]),
]


@cache
def original() -> bytes:
    """One template with everything in it."""
    vs = {
        "resourceType": "ValueSet",
        "id": "vs",
        "compose": {"include": [{"system": "s", "concept": [{"code": "x"}, {"code": "y"}]}]},
    }
    low = {"url": CORE + "minValue", "valueInteger": 0}
    made = template(
        page(
            "p",
            item("a", "boolean", required=True),
            item("b", "integer", extension=[low, control("slider")]),
            item("c", "coding", item("c.1"), group("c.2", item("c.3", "decimal")), repeats=True),
            item("h", "display", extension=[control("help")]),
        ),
        group(
            "g",
            item("d", "date", initial=[{"valueDate": "2019"}]),
            item("e", "quantity", **shown_if(when("a"), when("b", ">", answerInteger=2))),
            item("f", "coding", answerValueSet="#vs", **shown_if(when("d", "exists"))),
            repeats=True,
        ),
        item("i", "coding", answerConstraint="optionsOrString", answerOption=[option("r")]),
        item("j", "time", repeats=True),
        item(
            "k", "dateTime", **shown_if(when("i", "!=", answerCoding={"system": "s", "code": "r"}))
        ),
        item("l", "url", readOnly=True),
        item("m", "text", maxLength=20),
        contained=[vs],
    )
    data = json.dumps(made).encode()
    assert load_form(data).answerable, load_form(data).reasons
    return data


def mutated(data: bytes, choice: random.Random) -> bytes:
    """Bytes cut or changed, or the tree with some values replaced, moved, doubled or taken out."""
    if choice.random() < 0.2:
        at = choice.randrange(len(data))
        rest = choice.choice([b"", bytes([choice.randrange(256)]) + data[at + 1 :], data[at:] * 2])
        return data[:at] + rest
    tree = json.loads(data)
    for _ in range(choice.choice([1, 1, 1, 2, 4])):
        places = list(containers(tree))
        if not places:
            break
        holder = choice.choice(places)
        key = choice.choice(list(holder) if isinstance(holder, dict) else list(range(len(holder))))
        match choice.randrange(4):
            case 0:
                holder[key] = choice.choice(STRANGE)
            case 1:
                holder[key] = json.loads(json.dumps(choice.choice(places)))
            case 2 if isinstance(holder, list):
                holder.insert(key, json.loads(json.dumps(choice.choice(holder))))
            case _:
                del holder[key]
    return json.dumps(tree).encode()


def containers(tree: Any) -> Iterator[Any]:
    """Every list and object that is not empty."""
    if isinstance(tree, (dict, list)) and tree:
        yield tree
        for child in tree.values() if isinstance(tree, dict) else tree:
            yield from containers(child)


@pytest.mark.req("F045")
def test_no_mutation_of_a_template_makes_the_gate_fall() -> None:
    answerable = 0
    for seed in range(CASES):
        choice = random.Random(seed)
        data = mutated(original(), choice)
        result = load_form(data, choice.choice(list(Profile)))
        assert isinstance(result, LoadResult)
        if result.form is None or not result.answerable:
            continue
        answerable += 1
        filled = FormSession(result.form)
        fill_at_random(filled, choice)
        assert all(isinstance(found, NodeProblem) for found in filled.check())
        kept = dump_response(filled.draft())
        again = load_response(kept, result.form).response
        assert again is not None, seed
        assert dump_response(FormSession(result.form, again).draft()) == kept, seed
        export_template(data, choice.choice(["R5", "R4"]))
    assert answerable > CASES // 25


def test_no_mutation_of_answers_makes_the_reader_fall() -> None:
    form = load_form(original()).form
    assert form is not None
    read = 0
    for seed in range(CASES):
        choice = random.Random(seed)
        filled = FormSession(form)
        fill_at_random(filled, choice)
        result = load_response(mutated(dump_response(filled.draft()), choice), form)
        assert isinstance(result, ResponseResult)
        if result.response is not None:
            read += 1
            opened = FormSession(form, result.response)
            opened.check()
            kept = dump_response(opened.draft())
            again = load_response(kept, form).response
            assert again is not None, seed
            assert dump_response(FormSession(form, again).draft()) == kept, seed
    assert read > CASES // 20


# --------------------------------------------------------------------- made to hurt


def deep(levels: int) -> bytes:
    return b'{"resourceType": "Questionnaire", "item": ' + b'[{"item": ' * levels


@pytest.mark.parametrize(
    "data",
    [
        b"[" * (2 * 1024 * 1024),
        b'{"a":' * 300_000 + b"1" + b"}" * 300_000,
        deep(150_000) + b"[]" + b"}]" * 150_000 + b"}",
        deep(40) + b"[]" + b"}]" * 40 + b"}",
    ],
)
@pytest.mark.req("F045")
def test_two_megabytes_of_nesting_are_refused(data: bytes) -> None:
    assert len(data) < MAX_BYTES
    assert load_form(data).form is None
    assert load_form(data).problems[0].code in (Code.TOO_DEEP, Code.NOT_JSON)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e99999", "9" * 5000])
def test_numbers_that_are_none_are_refused(number: str) -> None:
    data = json.dumps(template(item("a", "decimal", initial=[{"valueDecimal": 7}])))
    result = load_form(data.replace("7}", number + "}").encode())
    assert [problem.code for problem in result.problems] == [Code.NOT_JSON]


@pytest.mark.parametrize("number", ["1e25", "0.00000000000000000000001", "12345678901234567890"])
def test_numbers_beyond_every_use_are_refused_by_name(number: str) -> None:
    data = json.dumps(template(item("a", "decimal", initial=[{"valueDecimal": 7}])))
    result = load_form(data.replace("7}", number + "}").encode())
    assert [problem.code for problem in result.reasons] == [Code.WRONG_TYPE]


def test_a_key_twice_is_refused_wherever_it_stands() -> None:
    data = json.dumps(template(item("a")))
    twice = data.replace('"linkId": "a"', '"linkId": "a", "linkId": "b"')
    assert [p.code for p in load_form(twice.encode()).problems] == [Code.NOT_JSON]


@pytest.mark.parametrize("text", ["\\ud800", "\\u0000", "\\udc00\\ud800"])
def test_text_that_cannot_be_written_again_is_refused(text: str) -> None:
    data = json.dumps(template(item("a", text="TEXT"))).replace("TEXT", text)
    assert [p.code for p in load_form(data.encode()).problems] == [Code.NOT_JSON]


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(a|a)*$", "([a-z]+)*x", "^(.*?,){40}P", "a" * 1_000_000]
)
def test_patterns_that_take_for_ever_are_never_run(pattern: str) -> None:
    """V12: no pattern is run at all."""
    regex = {"url": CORE + "regex", "valueString": pattern}
    result = load(item("a", extension=[regex]))
    said = [(p.code, p.params) for p in result.reasons if p.code is not Code.TEXT_TOO_LONG]
    assert said == [(Code.UNSUPPORTED, {"feature": "regex"})]


@pytest.mark.parametrize(
    "text",
    ["<script>x</script>", "<img src=x onerror=y>", "[a](javascript:x)", "%s%n", "\u202egnp"],
)
def test_markup_is_text_and_nothing_else(text: str) -> None:
    result = load(item("a", text=text), title=text)
    assert result.form is not None
    assert (result.form.title, result.form.items[0].text) == (text, text)


def test_a_ring_of_a_thousand_conditions_is_named_with_its_chain() -> None:
    ring = [item(str(n), "boolean", **shown_if(when(str((n + 1) % 1000)))) for n in range(1000)]
    result = load(*ring)
    assert Code.CONDITION_CYCLE in {problem.code for problem in result.reasons}
    circle = next(p for p in result.problems if p.code is Code.CONDITION_CYCLE)
    assert len(circle.params["chain"].split(" → ")) == 1001


def test_conditions_on_what_is_not_there_are_named() -> None:
    result = load(item("a", **shown_if(when("nix"), when("a", "="), behavior="any")))
    assert Code.CONDITION_TARGET in codes(result)


def test_many_things_of_the_same_kind_are_read_in_time_that_grows_with_them() -> None:
    many = [
        item(str(n), "coding", **shown_if(*[when(str(m)) for m in range(3)])) for n in range(3000)
    ]
    assert load(*many).form is not None
    same = load(*[item("a") for _ in range(3000)])
    assert len(same.reasons) == 2999


def test_a_form_as_wide_as_it_may_be_is_filled_in() -> None:
    form = load(*[item(str(n)) for n in range(5000)]).form
    assert isinstance(form, Form)
    assert len(list(walk(form.items))) == 5000
    assert FormSession(form).check() == ()
