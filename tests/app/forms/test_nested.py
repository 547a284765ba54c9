"""Repeating groups, several answers, and what stands under an answer. Named after the rules in
docs/forms.md."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.forms.model import Form
from app.forms.problems import Code
from app.forms.response import Answer, ResponseItem, dump_response
from app.forms.response_reader import load_response
from app.forms.session import FormSession
from app.forms.tree import MOST_PARTS, MOST_REPETITIONS, STARTED_AT_MOST, NodeId
from app.forms.values import Malformed
from tests.app.forms.build import (
    CORE,
    answer,
    at,
    colour,
    faults,
    form,
    group,
    item,
    page,
    session,
    shown_if,
    when,
)


def occurs(least: int | None = None, most: int | None = None) -> list[dict[str, Any]]:
    named = {"minOccurs": least, "maxOccurs": most}
    return [
        {"url": CORE + f"questionnaire-{name}", "valueInteger": bound}
        for name, bound in named.items()
        if bound is not None
    ]


def children(**more: Any) -> Form:
    """Children, each with schools and a question about the school."""
    return form(
        page(
            "p",
            group(
                "barn",
                item("namn", required=True),
                item("skola", "boolean"),
                item("vilken", **shown_if(when("skola"))),
                repeats=True,
                **more,
            ),
            item("efter", **shown_if(when("skola"))),
        )
    )


def child(number: int, link: str) -> NodeId:
    return (("p", 0), ("barn", number), (link, 0))


def several_children(*names: str) -> FormSession:
    filled = FormSession(children())
    for number, name in enumerate(names):
        if number:
            filled.add_repetition(at(filled, "barn"))
        filled.set_answers(child(number, "namn"), [name])
    return filled


def names(filled: FormSession) -> list[object]:
    return [filled.node(node).values for node in filled.find_all("namn")]


def reopened(filled: FormSession) -> FormSession:
    result = load_response(dump_response(filled.draft()), filled.form)
    assert result.problems == ()
    return FormSession(filled.form, result.response)


def test_a_repeating_group_begins_with_one_repetition_and_grows() -> None:
    filled = FormSession(children())
    first = at(filled, "barn")
    assert filled.repetitions(first) == (first,)
    change = filled.add_repetition(first)
    second = (("p", 0), ("barn", 1))
    assert filled.repetitions(second) == (first, second)
    assert (change.added, change.removed, change.at) == ((second,), (), second)
    assert child(1, "namn") in change.shown


def test_a_repetition_is_taken_away_and_the_others_close_up() -> None:
    filled = several_children("A", "B", "C")
    change = filled.remove_repetition((("p", 0), ("barn", 1)))
    assert names(filled) == [("A",), ("C",)]
    assert change.removed == ((("p", 0), ("barn", 1)), (("p", 0), ("barn", 2)))
    assert change.added == ((("p", 0), ("barn", 1)),)
    assert change.at == (("p", 0), ("barn", 1))
    filled.add_repetition(at(filled, "barn"))
    assert names(filled) == [("A",), ("C",), ()]
    assert filled.undo() is not None
    assert filled.undo() is not None
    assert names(filled) == [("A",), ("B",), ("C",)]


def test_what_happens_in_one_repetition_leaves_the_others_alone() -> None:
    filled = several_children("A", "B")
    filled.set_answers(child(1, "skola"), [True])
    assert filled.node(child(1, "vilken")).shown
    assert not filled.node(child(0, "vilken")).shown
    filled.set_answers(child(0, "skola"), [False])
    assert filled.node(child(1, "vilken")).shown


def test_e9_from_outside_all_repetitions_are_seen() -> None:
    filled = several_children("A", "B")
    assert not filled.node(at(filled, "efter")).shown
    filled.set_answers(child(1, "skola"), [True])
    assert filled.node(at(filled, "efter")).shown
    filled.remove_repetition((("p", 0), ("barn", 1)))
    assert not filled.node(at(filled, "efter")).shown


@pytest.mark.req("F126")
def test_repetitions_survive_the_bytes_also_when_they_are_empty() -> None:
    filled = several_children("A", "B")
    filled.add_repetition(at(filled, "barn"))
    filled.set_answers(child(0, "namn"), [])
    again = reopened(filled)
    assert names(again) == [(), ("B",), ()]
    assert dump_response(again.draft()) == dump_response(filled.draft())


def test_n5_a_completed_form_has_only_the_repetitions_that_say_something() -> None:
    filled = several_children("A", "B")
    filled.add_repetition(at(filled, "barn"))
    filled.set_answers(child(0, "namn"), [])
    assert filled.check() == ()
    (top,) = filled.complete().items
    assert [answered.items[0].values for answered in top.items] == [("B",)]


def test_r1_an_empty_repetition_asks_for_nothing() -> None:
    filled = FormSession(children())
    filled.add_repetition(at(filled, "barn"))
    assert faults(filled) == []
    filled.set_answers(child(1, "skola"), [True])
    assert faults(filled) == [("namn", Code.UNANSWERED)]
    assert filled.progress().required_left == 1


def test_r2_a_required_repeating_group_needs_one_that_says_something() -> None:
    filled = FormSession(children(required=True))
    assert faults(filled) == [("barn", Code.GROUP_UNANSWERED), ("namn", Code.UNANSWERED)]
    filled.add_repetition(at(filled, "barn"))
    filled.set_answers(child(1, "namn"), ["B"])
    assert faults(filled) == []


def test_r3_repetitions_that_say_something_are_counted() -> None:
    filled = FormSession(children(extension=occurs(2, 3)))
    assert len(filled.repetitions(at(filled, "barn"))) == 2
    assert not filled.can_remove(at(filled, "barn"))
    filled.set_answers(child(0, "namn"), ["A"])
    assert (("barn", Code.TOO_FEW)) in faults(filled)
    filled.set_answers(child(1, "namn"), ["B"])
    assert faults(filled) == []
    assert filled.can_add(at(filled, "barn"))
    filled.add_repetition(at(filled, "barn"))
    assert not filled.can_add(at(filled, "barn"))
    assert filled.can_remove(at(filled, "barn"))
    with pytest.raises(ValueError):
        filled.add_repetition(at(filled, "barn"))


def test_the_last_repetition_stays_to_write_in() -> None:
    filled = several_children("A")
    assert not filled.can_remove(at(filled, "barn"))
    with pytest.raises(ValueError):
        filled.remove_repetition(at(filled, "barn"))


def test_no_template_begins_with_a_million_rows() -> None:
    inner = group("h", item("b"), repeats=True, extension=occurs(10**6))
    filled = session(group("g", inner, repeats=True, extension=occurs(10**6)))
    assert len(filled.find_all("g")) == STARTED_AT_MOST
    assert len(filled.find_all("b")) == STARTED_AT_MOST


def test_no_response_makes_a_million_rows() -> None:
    plain = form(group("g", item("a"), repeats=True))
    head = {"resourceType": "QuestionnaireResponse", "questionnaire": plain.key}
    rows = [{"linkId": "g"}] * (MOST_PARTS + 1)
    data = json.dumps({**head, "status": "in-progress", "item": rows}).encode()
    assert [found.code for found in load_response(data, plain).problems] == [Code.TOO_LARGE]


def test_there_is_an_end_to_what_can_be_added() -> None:
    filled = session(group("g", item("a"), repeats=True, extension=occurs(most=10**6)))
    while filled.can_add((("g", 0),)):
        filled.add_repetition((("g", 0),))
    assert len(filled.find_all("g")) == MOST_REPETITIONS


def test_groups_repeat_inside_groups_that_repeat() -> None:
    filled = session(group("g", item("a"), group("h", item("b"), repeats=True), repeats=True))
    filled.add_repetition((("g", 0),))
    filled.add_repetition((("g", 1), ("h", 0)))
    filled.set_answers((("g", 1), ("h", 1), ("b", 0)), ["inne"])
    filled.set_answers((("g", 0), ("a", 0)), ["ute"])
    again = reopened(filled)
    assert again.node((("g", 1), ("h", 1), ("b", 0))).values == ("inne",)
    again.remove_repetition((("g", 0),))
    assert again.node((("g", 0), ("h", 1), ("b", 0))).values == ("inne",)


# ------------------------------------------------------------------------------ under answers


def under_answers() -> FormSession:
    red = when("q", answerCoding={"system": "s", "code": "r"})
    return session(
        page(
            "p",
            item(
                "q",
                "coding",
                item("hur", required=True),
                item("mer", **shown_if(when("hur", "exists"))),
                item("bara-rött", **shown_if(red)),
                repeats=True,
            ),
        )
    )


Q: NodeId = (("p", 0), ("q", 0))


def below(number: int, link: str) -> NodeId:
    return (("p", 0), ("q", number), (link, 0))


def test_n1_what_stands_under_a_question_is_asked_once_for_each_answer() -> None:
    filled = under_answers()
    assert filled.children(Q) == ()
    change = filled.set_answers(Q, [colour("r"), colour("g")])
    assert change.added[0] == below(0, "hur")
    assert filled.children(Q, 1) == (below(1, "hur"), below(1, "mer"), below(1, "bara-rött"))
    assert len(filled.children(Q)) == 6
    assert faults(filled) == [("hur", Code.UNANSWERED)] * 2


def test_e10_what_stands_under_an_answer_sees_that_answer_first() -> None:
    filled = under_answers()
    filled.set_answers(Q, [colour("r"), colour("g")])
    filled.set_answers(below(1, "hur"), ["så"])
    assert filled.node(below(1, "mer")).shown
    assert not filled.node(below(0, "mer")).shown
    assert filled.node(below(0, "bara-rött")).shown
    assert not filled.node(below(1, "bara-rött")).shown


def test_what_stands_under_an_answer_moves_with_it() -> None:
    filled = under_answers()
    filled.set_answers(Q, [colour("g")])
    filled.set_answers(below(0, "hur"), ["om grönt"])
    filled.set_answers(Q, [colour("g"), colour("r")])  # red stands first among the options
    assert filled.node(below(1, "hur")).values == ("om grönt",)
    assert filled.node(below(0, "hur")).values == ()
    filled.set_answers(Q, [colour("g")])
    assert filled.node(below(0, "hur")).values == ("om grönt",)


def test_n2_a_window_can_ask_before_an_answer_goes() -> None:
    filled = under_answers()
    filled.set_answers(Q, [colour("r"), colour("g")])
    filled.set_answers(below(1, "hur"), ["så"])
    assert not filled.answered_below(Q, 0)
    assert filled.answered_below(Q, 1)
    assert filled.answered_below(Q)
    filled.set_answers(Q, [colour("r")])
    assert not filled.answered_below(Q)
    filled.undo()
    assert filled.node(below(1, "hur")).values == ("så",)


def test_n2_what_an_edit_would_take_away_is_known_before_it() -> None:
    filled = under_answers()
    filled.set_answers(Q, [colour("r"), colour("g")])
    assert not filled.loses(Q, [])  # nothing is answered below yet
    filled.set_answers(below(1, "hur"), ["om grönt"])
    assert filled.loses(Q, [])
    assert filled.loses(Q, [colour("r")])
    assert not filled.loses(Q, [colour("g")])  # green goes on, as the first answer
    assert not filled.loses(Q, [colour("g"), colour("r")])  # the order of the options decides
    assert not filled.loses(below(1, "hur"), [])  # nothing stands under it
    assert filled.node(below(1, "hur")).values == ("om grönt",), "asking changes nothing"


def test_n2_the_only_answer_is_no_loss_since_what_is_below_stays() -> None:
    filled = session(item("a", "boolean", item("b")))
    answer(filled, "a", True)
    filled.set_answers((("a", 0), ("b", 0)), ["ord"])
    assert not filled.loses((("a", 0),), [])


def test_d1_clearing_the_only_answer_keeps_what_stands_under_it_out_of_sight() -> None:
    filled = session(item("a", "boolean", item("b")))
    inner: NodeId = (("a", 0), ("b", 0))
    answer(filled, "a", True)
    filled.set_answers(inner, ["ord"])
    answer(filled, "a")
    assert filled.node((("a", 0),)).values == ()
    assert not filled.node(inner).shown
    assert filled.dropped_on_completion() == (inner,)
    assert b"ord" not in dump_response(filled.complete())
    again = reopened(filled)
    answer(again, "a", False)
    assert again.node(inner).values == ("ord",)


def test_d1_malformed_text_keeps_what_stands_under_the_answer() -> None:
    filled = session(item("a", "integer", item("b")))
    answer(filled, "a", 3)
    filled.set_answers((("a", 0), ("b", 0)), ["ord"])
    filled.set_malformed((("a", 0),), "tre")
    again = reopened(filled)
    assert again.node((("a", 0),)).malformed == "tre"
    assert not again.node((("a", 0), ("b", 0))).shown
    answer(again, "a", 4)
    assert again.node((("a", 0), ("b", 0))).values == ("ord",)


def test_n3_a_repeating_question_is_one_item_with_its_items_under_each_answer() -> None:
    filled = under_answers()
    filled.set_answers(Q, [colour("r"), colour("g")])
    filled.set_answers(below(1, "hur"), ["så"])
    tree = json.loads(dump_response(filled.draft()))
    (question,) = tree["item"][0]["item"]
    assert [sorted(found) for found in question["answer"]] == [
        ["valueCoding"], ["item", "valueCoding"],
    ]  # fmt: skip
    assert question["answer"][1]["item"] == [
        {"linkId": "hur", "text": "Fråga hur", "answer": [{"valueString": "så"}]}
    ]


def test_a_circle_is_not_made_by_a_question_under_its_own_condition() -> None:
    filled = under_answers()
    filled.set_answers(Q, [colour("r")])
    filled.set_answers(below(0, "bara-rött"), ["kvar"])
    filled.set_answers(Q, [colour("g")])
    assert not filled.node(below(0, "bara-rött")).shown


# ------------------------------------------------------------------------- several lines


def test_several_lines_of_text_and_one_that_is_no_number() -> None:
    filled = session(item("a", "integer", repeats=True, extension=occurs(most=3)))
    place = at(filled, "a")
    filled.set_answers(place, [1, Malformed("två"), 3])
    view = filled.node(place)
    assert (view.values, view.malformed) == ((1, 3), "två")
    assert view.entries == (1, Malformed("två"), 3)
    assert faults(filled) == [("a", Code.MALFORMED)]
    assert not filled.can_add(place)
    assert reopened(filled).node(place).entries == view.entries


def test_one_line_among_several_that_can_be_none() -> None:
    filled = session(item("a", "integer", repeats=True))
    filled.set_malformed(at(filled, "a"), "två")
    assert reopened(filled).node(at(filled, "a")).entries == (Malformed("två"),)


def test_lines_that_say_the_same_keep_what_stands_under_each() -> None:
    filled = session(item("a", "string", item("b"), repeats=True))
    answer(filled, "a", "x", "x", "y")
    for number, text in enumerate("123"):
        filled.set_answers((("a", number), ("b", 0)), [text])
    answer(filled, "a", "x", "y")
    assert [filled.node(node).values for node in filled.find_all("b")] == [("1",), ("3",)]
    answer(filled, "a", "x", "z")  # changed where it stands
    assert [filled.node(node).values for node in filled.find_all("b")] == [("1",), ("3",)]


def test_pages_hold_their_repetitions_and_what_stands_under_answers() -> None:
    filled = session(
        group("g", item("a"), repeats=True), item("q", "coding", item("b"), repeats=True)
    )
    filled.add_repetition((("g", 0),))
    answer(filled, "q", colour("r"), colour("g"))
    first, second = filled.pages()
    assert first.nodes == ((("g", 0),), (("g", 1),))
    assert second.holds((("q", 1), ("b", 0)))
    assert filled.progress(second).askable == 3


def test_answers_that_no_reader_would_let_through_are_our_own_mistake() -> None:
    plain = form(group("g", item("a")))
    twice = (ResponseItem("g", items=(ResponseItem("a", answers=(Answer("x"),)),)),) * 2
    response = FormSession(plain).draft()
    with pytest.raises(ValueError):
        FormSession(plain, type(response)(response.questionnaire, response.status, twice))
