"""A template that holds too much, or what is not seen, is told and never built."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.forms.limits import LONGEST_NAME, LONGEST_TEXT, MOST_ITEMS, MOST_OPTIONS
from app.forms.load import load_form
from app.forms.problems import Code
from ui.forms.words import template_sentence


def template(items: list[dict[str, Any]], *, plain: bool = True, **more: Any) -> bytes:
    tree = {
        "resourceType": "Questionnaire",
        "url": "urn:exempel:mall:prov",
        "version": "1.0.0",
        "title": "Prov på svenska",
        "status": "active",
        "item": items,
        **more,
    }
    return json.dumps(tree, ensure_ascii=not plain).encode()


def question(number: int, **more: Any) -> dict[str, Any]:
    return {"linkId": str(number), "type": "string", "text": "Hur är det?", **more}


def told(data: bytes) -> set[Code]:
    loaded = load_form(data)
    for problem in loaded.problems:
        assert template_sentence(problem)
    return {problem.code for problem in loaded.reasons}


def options(count: int) -> list[dict[str, Any]]:
    return [{"valueCoding": {"code": str(number)}} for number in range(count)]


def value_set(name: str, count: int) -> dict[str, Any]:
    concepts = [{"code": str(number)} for number in range(count)]
    include = [{"system": "urn:x", "concept": concepts}]
    return {"resourceType": "ValueSet", "id": name, "compose": {"include": include}}


def test_as_many_questions_as_are_allowed_and_no_more() -> None:
    most = [question(number) for number in range(MOST_ITEMS)]
    assert told(template(most)) == set()
    assert told(template([*most, question(MOST_ITEMS)])) == {Code.TOO_LARGE}


def test_questions_below_others_count_too() -> None:
    half = MOST_ITEMS // 2
    groups = [
        {"linkId": f"g{n}", "type": "group", "text": "Del", "item": [question(n)]}
        for n in range(half)
    ]
    assert told(template(groups)) == set()
    assert told(template([*groups, question(half)])) == {Code.TOO_LARGE}


def test_as_many_options_as_are_allowed_and_no_more() -> None:
    asked = [
        question(1, type="coding", answerOption=options(MOST_OPTIONS - 1)),
        question(2, type="coding", answerOption=options(1)),
    ]
    assert told(template(asked)) == set()
    asked[1]["answerOption"] = options(2)
    assert told(template(asked)) == {Code.TOO_LARGE}


def test_a_value_set_counts_for_each_question_that_names_it() -> None:
    """Else 350 kB can ask for ten million options and a minute of work."""
    asked = [question(n, type="coding", answerValueSet="#x") for n in range(5_000)]
    loaded = load_form(template(asked, contained=[value_set("x", 2_000)]))
    assert loaded.form is None
    assert [problem.code for problem in loaded.problems] == [Code.TOO_LARGE]
    assert told(template(asked[:9], contained=[value_set("x", 2_000)])) == set()


@pytest.mark.parametrize("key", ["url", "version", "title"])
@pytest.mark.parametrize("sign", ["\n", "\u202e", "\u200b", "\u2066", "\x07", "\u2028"])
def test_a_name_with_what_is_not_seen_is_no_name(key: str, sign: str) -> None:
    assert Code.UNUSABLE_NAME in told(template([question(1)], **{key: f"a{sign}b"}))


@pytest.mark.parametrize("key", ["url", "version"])
@pytest.mark.parametrize("sign", ["|", " ", "\xa0"])
def test_url_and_version_are_two_things(key: str, sign: str) -> None:
    """``urn:a|1`` in version 2 and ``urn:a`` in version ``1|2`` have one key."""
    assert told(template([question(1)], **{key: f"a{sign}b"})) == {Code.UNUSABLE_NAME}


def test_a_title_may_have_spaces_and_is_not_blank_or_endless() -> None:
    for title in ("Våld|hot", "Del\xa01", "Kart\xadläggning", "A" * LONGEST_NAME, "Å " * 20):
        assert told(template([question(1)], title=title)) == set(), title
    for title in (" ", "A" * (LONGEST_NAME + 1)):
        assert told(template([question(1)], title=title)) == {Code.UNUSABLE_NAME}


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize("sign", ["\u202a", "\u202e", "\u2066", "\u2069", "\x1b", "\x08", "\x85"])
def test_what_turns_a_text_is_refused_wherever_it_stands(sign: str, plain: bool) -> None:
    asked = question(1, type="coding", answerOption=options(1))
    asked["answerOption"][0]["valueCoding"]["display"] = f"Ja{sign}jeN"
    assert told(template([asked], plain=plain)) == {Code.UNUSABLE_CHARACTER}
    assert told(template([question(1)], plain=plain, copyright=f"a{sign}")) == {
        Code.UNUSABLE_CHARACTER
    }


@pytest.mark.parametrize("plain", [True, False])
def test_what_people_write_is_not(plain: bool) -> None:
    text = "Å\u00adäö\t1\r\n2\u200d\u00a0\u2009\u2013\u2026 \\b \\u202e € 👩\u200d🚒 \u05d0\u0627"
    assert told(template([question(1, text=text)], plain=plain)) == set()


def test_a_text_that_nobody_reads_to_the_end() -> None:
    assert told(template([question(1, text="a" * LONGEST_TEXT)])) == set()
    long = template([question(1, text="a" * (LONGEST_TEXT + 1))])
    assert told(long) == {Code.TEXT_TOO_LONG}
    page = {"status": "generated", "div": "a" * (LONGEST_TEXT + 1)}
    assert told(template([question(1)], text=page)) == set()
