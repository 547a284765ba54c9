"""Answers carried into another form: copied where nothing has changed, else listed (N7)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.carry import Carried, LeftAnswer, Why, carry
from app.forms.load import load_form
from app.forms.model import ROLE_SYSTEM, Form, walk
from app.forms.response import (
    Answer,
    Response,
    ResponseItem,
    Status,
    dump_response,
    walk_items,
)
from app.forms.response_reader import load_response
from app.forms.values import Malformed, PartialDate, Value
from tests.app.forms.build import CORE, colour, form, group, item, option, template

pytestmark = pytest.mark.req("F126")


def version(number: int, *items: Any) -> Form:
    loaded = load_form(json.dumps(template(*items, version=str(number))).encode())
    assert loaded.form is not None
    assert loaded.reasons == ()
    return loaded.form


def answered(link: str, *values: Value, malformed: str | None = None) -> ResponseItem:
    answers = tuple(Answer(value) for value in values)
    return ResponseItem(link, f"Fråga {link}", answers, (), malformed)


def inside(link: str, *items: ResponseItem) -> ResponseItem:
    return ResponseItem(link, f"Fråga {link}", (), items)


def moved(old: Form, new: Form, *items: ResponseItem, anew: bool = False) -> Carried:
    return carry(old, Response(old.key, Status.IN_PROGRESS, items), new, anew=anew)


def values(carried: Carried) -> dict[str, tuple[Value, ...]]:
    return {
        each.link_id: tuple(answer.value for answer in each.answers)
        for each in walk_items(carried.response.items)
        if each.answers
    }


def whys(carried: Carried) -> list[Why]:
    return [each.why for each in carried.left]


def test_what_is_the_same_is_copied_with_what_was_not_understood() -> None:
    old = version(1, item("1"), item("2", "date"), item("3", "coding"))
    new = version(2, item("3", "coding"), item("2", "date"), item("1"), item("4"))

    got = moved(
        old,
        new,
        answered("1", "Text"),
        answered("2", malformed="31 feb"),
        answered("3", colour("r")),
    )

    assert values(got) == {"3": (colour("r"),), "1": ("Text",)}
    assert [each.link_id for each in got.response.items] == ["3", "2", "1"], "the new order"
    assert got.response.items[1].malformed == "31 feb"
    assert got.response.questionnaire == new.key
    assert (got.copied, got.left, got.reworded) == (3, (), ())


@pytest.mark.parametrize(
    ("before", "after", "value", "why"),
    [
        (item("1"), item("2"), "x", Why.NOT_THERE),
        (item("1"), item("1", "integer"), "x", Why.OTHER_TYPE),
        (item("1", "text"), item("1"), "en\nrad till", Why.OTHER_TYPE),
        (item("1", "coding"), item("1", "coding", answerOption=[option("z")]), colour("r"),
         Why.OTHER_OPTIONS),
        (item("1", "coding"), item("1", "coding", answerOption=[
            {"valueCoding": {"system": "annat", "code": "r"}}]), colour("r"), Why.OTHER_OPTIONS),
        (item("1"), item("1", readOnly=True), "x", Why.NOT_ASKED),
    ],
)  # fmt: skip
def test_what_has_changed_is_listed_with_the_reason(
    before: Any, after: Any, value: Value, why: Why
) -> None:
    got = moved(version(1, before), version(2, after), answered("1", value))

    assert values(got) == {}
    assert whys(got) == [why]
    assert got.left[0].question == "Fråga 1"
    assert got.left[0].answer == getattr(value, "display", value)


def test_what_was_typed_and_not_understood_is_listed_as_it_was_typed() -> None:
    old = version(1, item("1", "date"), item("2", "integer", repeats=True))
    typed = ResponseItem("2", "Fråga 2", (Answer(3), Answer(Malformed("tre"))))

    got = moved(old, version(2, item("9")), answered("1", malformed="31 feb"), typed)

    assert got.left == (
        LeftAnswer("Fråga 1", "31 feb", Why.NOT_THERE),
        LeftAnswer("Fråga 2", "3, tre", Why.NOT_THERE),
    )


def test_a_number_is_not_copied_into_another_unit() -> None:
    def counted_in(unit: str) -> Any:
        coding = {"system": "urn:test:enhet", "code": unit, "display": unit}
        return item("1", "integer", extension=[
            {"url": CORE + "questionnaire-unit", "valueCoding": coding}])  # fmt: skip

    days, weeks = version(1, counted_in("dagar")), version(2, counted_in("veckor"))
    got = moved(days, weeks, answered("1", 3))

    assert (values(got), whys(got)) == ({}, [Why.OTHER_TYPE])
    assert got.left[0].answer == "3 dagar"


def test_own_words_are_listed_where_there_is_no_room_for_them_any_more() -> None:
    old = version(1, item("1", "coding", answerConstraint="optionsOrString"))
    got = moved(old, version(2, item("1", "coding")), answered("1", "Egna ord"))
    assert (values(got), got.left) == (
        {},
        (LeftAnswer("Fråga 1", "Egna ord", Why.OTHER_OPTIONS),),
    )


def test_a_question_that_is_hidden_now_takes_no_answer_along() -> None:
    hidden = {"url": CORE + "questionnaire-hidden", "valueBoolean": True}
    new = version(2, item("1", extension=[hidden]))
    got = moved(version(1, item("1")), new, answered("1", "x"))
    assert (values(got), whys(got)) == ({}, [Why.NOT_ASKED])


def test_an_option_that_weighs_otherwise_now_is_told_of() -> None:
    """The same words, but another place on the scale: the answer may mean something else."""

    def weighing(weight: int) -> Any:
        extension = [{"url": CORE + "itemWeight", "valueDecimal": weight}]
        return item("1", "coding", answerOption=[option("r", extension=extension)])

    got = moved(version(1, weighing(1)), version(2, weighing(2)), answered("1", colour("r")))
    assert values(got) == {"1": (colour("r"),)}
    assert got.reworded == ("Fråga 1",)


def test_a_line_may_become_a_text() -> None:
    got = moved(version(1, item("1")), version(2, item("1", "text")), answered("1", "Rad"))
    assert values(got) == {"1": ("Rad",)}


def test_several_answers_do_not_fit_where_there_is_room_for_one() -> None:
    old = version(1, item("1", "coding", repeats=True))
    got = moved(old, version(2, item("1", "coding")), answered("1", colour("r"), colour("g")))
    assert (values(got), whys(got)) == ({}, [Why.ONE_ONLY])
    assert got.left[0].answer == "R, G"


def test_other_words_are_told_of_and_the_new_words_stand_in_the_answer() -> None:
    renamed = {"valueCoding": {"system": "s", "code": "r", "display": "Röd"}}
    old = version(1, item("1", "coding"), item("2"))
    new = version(
        2, item("1", "coding", answerOption=[renamed]), {**item("2"), "text": "Frågan omskriven"}
    )

    got = moved(old, new, answered("1", colour("r")), answered("2", "svar"))

    assert got.reworded == ("Fråga 1", "Frågan omskriven")
    (copied,) = values(got)["1"]
    assert getattr(copied, "display", None) == "Röd"
    assert got.left == ()


def test_a_question_may_move_between_groups_but_not_into_what_repeats() -> None:
    old = version(1, group("A", item("1"), item("2")))
    new = version(2, group("B", item("1")), group("C", item("2"), item("3"), repeats=True))

    got = moved(old, new, inside("A", answered("1", "ett"), answered("2", "två")))

    assert values(got) == {"1": ("ett",)}
    assert got.left == (LeftAnswer("Fråga 2", "två", Why.MOVED),)


def test_repetitions_keep_their_answers_apart_and_what_is_left_says_whose_it_was() -> None:
    old = version(1, group("B", item("1"), item("2"), repeats=True))
    new = version(2, group("B", item("1"), repeats=True))

    got = moved(
        old,
        new,
        inside("B", answered("1", "Ett"), answered("2", "a")),
        inside("B", answered("1", "Två"), answered("2", "b")),
    )

    copied = [[a.value for q in each.items for a in q.answers] for each in got.response.items]
    assert copied == [["Ett"], ["Två"]]
    assert [each.question for each in got.left] == ["Fråga B 1: Fråga 2", "Fråga B 2: Fråga 2"]


def test_what_stands_under_an_answer_goes_with_it() -> None:
    old = version(1, item("1", "coding", item("1.1"), repeats=True))
    under = [
        Answer(colour("r"), (answered("1.1", "röd"),)),
        Answer(colour("g"), (answered("1.1", "grön"),)),
    ]
    question = ResponseItem("1", "Fråga 1", tuple(under))

    assert moved(old, old, question).response.items == (question,)
    without = moved(old, version(2, item("1", "coding", repeats=True)), question)
    assert [each.answer for each in without.left] == ["röd", "grön"]


def test_a_measure_is_asked_anew_in_a_new_form_and_kept_in_a_newer_version() -> None:
    measure = item("1", "integer", code=[{"system": ROLE_SYSTEM, "code": "measure"}])
    one, two = version(1, measure, item("2")), version(2, measure, item("2"))
    answers = (answered("1", 6), answered("2", "Varför"))

    assert values(moved(one, two, *answers)) == {"1": (6,), "2": ("Varför",)}
    again = moved(one, one, *answers, anew=True)
    assert values(again) == {"2": ("Varför",)}
    assert whys(again) == [Why.ASKED_ANEW]


# ------------------------------------------------------------------------------- properties

KINDS = {
    "string": st.sampled_from(["a", "b c"]),
    "text": st.sampled_from(["a\nb", "c"]),
    "boolean": st.booleans(),
    "integer": st.integers(-5, 5),
    "date": st.sampled_from([PartialDate("2019"), PartialDate("2026-03-01")]),
    "coding": st.sampled_from([colour(code) for code in ("r", "g", "b")]),
}


@st.composite
def templates(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Up to eight questions of a small set of names, loose or in groups that may repeat."""
    links = draw(st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1))
    questions = [
        item(link, draw(st.sampled_from(sorted(KINDS))), repeats=draw(st.booleans()))
        for link in links
    ]
    at = draw(st.integers(0, len(questions)))
    box = questions[at:]
    return [*questions[:at], *([group("G", *box, repeats=draw(st.booleans()))] if box else [])]


def filled(draw: st.DrawFn, asked: Form) -> Response:
    def answers(items: Any) -> Iterator[ResponseItem]:
        for each in items:
            if each.is_question:
                most = 3 if each.repeats else 1
                got = draw(st.lists(KINDS[each.kind.value], max_size=most, unique_by=repr))
                if got:
                    yield answered(each.link_id, *got)
            else:
                for _ in range(draw(st.integers(0, 3)) if each.repeats else 1):
                    if found := tuple(answers(each.items)):
                        yield inside(each.link_id, *found)

    return Response(asked.key, Status.IN_PROGRESS, tuple(answers(asked.items)))


@given(templates(), st.data())
def test_the_same_form_takes_every_answer(tree: list[dict[str, Any]], data: st.DataObject) -> None:
    asked = form(*tree)
    response = filled(data.draw, asked)  # type: ignore[arg-type]

    got = carry(asked, response, asked)

    assert dump_response(got.response) == dump_response(response)
    assert (got.left, got.reworded) == ((), ())


@given(templates(), templates(), st.data())
def test_every_answer_is_copied_or_listed_and_the_copy_can_be_read(
    before: list[dict[str, Any]], after: list[dict[str, Any]], data: st.DataObject
) -> None:
    old, new = version(1, *before), version(2, *after)
    response = filled(data.draw, old)  # type: ignore[arg-type]

    got = carry(old, response, new)

    questions = [each for each in walk_items(response.items) if each.answers]
    copies = [each for each in walk_items(got.response.items) if each.answers]
    assert len(copies) + len(got.left) == len(questions)
    assert got.copied == len(copies)
    assert load_response(dump_response(got.response), new).response == got.response
    assert {each.link_id for each in walk_items(got.response.items)} <= {
        each.link_id for each in walk(new.items)
    }
