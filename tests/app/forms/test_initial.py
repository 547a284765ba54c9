"""Values from the start (rule D3 in docs/forms.md): once, when a question is first asked."""

from __future__ import annotations

from typing import Any

import pytest

from app.forms.response import Response, Status, dump_response
from app.forms.response_reader import load_response
from app.forms.session import FormSession
from tests.app.forms.build import (
    CORE,
    answer,
    at,
    colour,
    form,
    group,
    item,
    option,
    session,
    shown,
    shown_if,
    when,
)

HIDDEN = {"url": CORE + "questionnaire-hidden", "valueBoolean": True}


def initial(**value: Any) -> dict[str, Any]:
    return {"initial": [value]}


def values(filled: FormSession, link: str) -> tuple[object, ...]:
    return filled.node(at(filled, link)).values


def reopened(filled: FormSession, response: Response) -> FormSession:
    result = load_response(dump_response(response), filled.form)
    assert result.problems == ()
    return FormSession(filled.form, result.response)


def test_d3_values_stand_there_from_the_start() -> None:
    selected = [option("r"), option("g", initialSelected=True)]
    filled = session(
        item("a", **initial(valueString="ord")),
        item("b", "boolean", **initial(valueBoolean=False)),
        item("c", "coding", answerOption=selected),
    )
    assert (values(filled, "a"), values(filled, "b")) == (("ord",), (False,))
    assert values(filled, "c") == (colour("g"),)
    assert filled.undo() is None


def test_d3_several_values_where_there_may_be_several() -> None:
    selected = [option(code, initialSelected=code != "g") for code in "rgb"]
    filled = session(item("a", "coding", answerOption=selected, repeats=True))
    assert values(filled, "a") == (colour("r"), colour("b"))


def test_d3_a_disabled_question_gets_its_value_when_it_is_first_asked() -> None:
    filled = session(
        item("a", "boolean"), item("b", **shown_if(when("a")), **initial(valueString="ord"))
    )
    assert values(filled, "b") == ()
    assert b"ord" not in dump_response(filled.complete())
    change = filled.set_answers(at(filled, "a"), [True])
    assert values(filled, "b") == ("ord",)
    assert change.values == {at(filled, "a"), at(filled, "b")}
    filled.undo()
    assert values(filled, "b") == ()
    filled.redo()
    assert values(filled, "b") == ("ord",)


def test_d3_a_value_may_turn_on_the_next() -> None:
    filled = session(
        item("a", "boolean", **initial(valueBoolean=True)),
        item("b", "boolean", **shown_if(when("a")), **initial(valueBoolean=True)),
        item("c", **shown_if(when("b"))),
    )
    assert shown(filled, "c")


@pytest.mark.parametrize("emptied", [True, False])
def test_d3_never_again_also_when_it_has_been_emptied_and_reopened(emptied: bool) -> None:
    filled = session(
        item("a", "boolean", **initial(valueBoolean=True)),
        item("b", **shown_if(when("a")), **initial(valueString="ord")),
    )
    answer(filled, "b", *([] if emptied else ["eget"]))
    expected = values(filled, "b")
    answer(filled, "a", False)
    again = reopened(filled, filled.draft())
    answer(again, "a", True)
    assert values(again, "b") == expected
    assert dump_response(reopened(again, again.draft()).draft()) == dump_response(again.draft())


def test_d3_a_completed_form_is_opened_as_it_was_signed() -> None:
    filled = session(item("a", **initial(valueString="ord")), item("b"))
    answer(filled, "a")
    answer(filled, "b", "kvar")
    done = filled.complete()
    assert b"erbjudet" not in dump_response(done)
    again = reopened(filled, done)
    assert values(again, "a") == ()
    assert again.complete(amends=True).status is Status.AMENDED


def test_d3_each_new_repetition_gets_its_own() -> None:
    filled = session(group("g", item("a", **initial(valueString="ord")), repeats=True))
    answer(filled, "a")
    filled.add_repetition((("g", 0),))
    assert [filled.node(node).values for node in filled.find_all("a")] == [(), ("ord",)]
    again = reopened(filled, filled.draft())
    assert [again.node(node).values for node in again.find_all("a")] == [(), ("ord",)]


def test_d3_under_an_answer_when_the_answer_comes() -> None:
    filled = session(item("q", "boolean", item("a", **initial(valueString="ord"))))
    change = filled.set_answers(at(filled, "q"), [True])
    assert values(filled, "a") == ("ord",)
    assert change.added == ((("q", 0), ("a", 0)),)


def test_hidden_and_read_only_questions_carry_their_values() -> None:
    filled = session(
        item("a", extension=[HIDDEN], **initial(valueString="gömt")),
        item("b", readOnly=True, **initial(valueString="låst")),
        item("c", **shown_if(when("a", "=", answerString="gömt"))),
    )
    assert not shown(filled, "a")
    assert filled.node(at(filled, "b")).read_only
    assert shown(filled, "c")
    assert filled.progress().askable == 1
    data = dump_response(filled.complete())
    assert "gömt".encode() in data
    assert "låst".encode() in data


def test_what_somebody_has_answered_is_never_overwritten() -> None:
    plain = form(item("a", **initial(valueString="ord")))
    carried = FormSession(plain)
    answer(carried, "a", "eget")
    draft = carried.draft()
    (kept,) = draft.items
    without = type(kept)(kept.link_id, kept.text, kept.answers)  # as carried from another form
    again = FormSession(plain, Response(plain.key, Status.IN_PROGRESS, (without,)))
    assert values(again, "a") == ("eget",)
    answer(again, "a")
    assert values(again, "a") == ()
