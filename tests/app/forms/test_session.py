"""Drafts, completion, undo and progress."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.forms import standing
from app.forms.check import Filled, NodeProblem, check
from app.forms.model import Form
from app.forms.response import Response, Status, dump_response
from app.forms.response_reader import load_response
from app.forms.session import FormSession, Incomplete
from app.forms.tree import Node, NodeId
from app.forms.values import Malformed, PartialDate
from tests.app.forms.build import (
    CORE,
    answer,
    at,
    colour,
    form,
    group,
    item,
    option,
    page,
    session,
    shown,
    shown_if,
    when,
)

SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"


def mixed() -> Form:
    red = when("c", answerCoding={"system": "s", "code": "r"})
    return form(
        page("p1", item("a", "boolean", required=True), item("b", "text", **shown_if(when("a")))),
        page(
            "p2",
            item("c", "coding", repeats=True),
            group("g", item("d", "integer", required=True), item("e", "date"), **shown_if(red)),
        ),
        page("p3", item("f", required=True), **shown_if(when("a", answerBoolean=False))),
    )


def reopened(filled: FormSession) -> FormSession:
    """Through the very bytes that are kept."""
    result = load_response(dump_response(filled.draft()), filled.form)
    assert result.problems == ()
    return FormSession(filled.form, result.response)


def test_d1_a_draft_keeps_what_is_not_asked_for_the_moment() -> None:
    filled = FormSession(mixed())
    answer(filled, "a", True)
    answer(filled, "b", "Ord som inte får försvinna")
    answer(filled, "a", False)
    assert not shown(filled, "b")
    again = reopened(filled)
    answer(again, "a", True)
    assert again.node(at(again, "b")).values == ("Ord som inte får försvinna",)


def test_d2_completion_lists_and_leaves_out_what_is_no_longer_asked() -> None:
    filled = FormSession(mixed())
    answer(filled, "a", True)
    answer(filled, "b", "bort")
    answer(filled, "a", False)
    answer(filled, "f", "kvar")
    assert filled.dropped_on_completion() == (at(filled, "b"),)
    done = filled.complete("2026-11-22T10:00:00+01:00")
    assert done.status is Status.COMPLETED
    data = dump_response(done)
    assert b"bort" not in data
    assert b"kvar" in data
    result = load_response(data, filled.form)
    assert result.response == done


def test_d2_malformed_text_in_what_is_not_asked_does_not_block() -> None:
    filled = session(item("a", "boolean"), item("b", "integer", **shown_if(when("a"))))
    answer(filled, "a", True)
    filled.set_malformed(at(filled, "b"), "tre")
    with pytest.raises(Incomplete):
        filled.complete()
    answer(filled, "a", False)
    assert filled.dropped_on_completion() == (at(filled, "b"),)
    assert b"tre" not in dump_response(filled.complete())


def test_malformed_text_takes_the_place_of_the_answer_and_back() -> None:
    filled = session(item("a", "date"))
    place = at(filled, "a")
    answer(filled, "a", PartialDate("2026"))
    filled.set_malformed(place, "31 feb")
    assert (filled.node(place).values, filled.node(place).malformed) == ((), "31 feb")
    assert reopened(filled).node(place).malformed == "31 feb"
    answer(filled, "a", PartialDate("2026-02"))
    assert (filled.node(place).values, filled.node(place).malformed) == (
        (PartialDate("2026-02"),),
        None,
    )


def test_completed_answers_can_be_read_without_the_template() -> None:
    filled = session(page("p", item("a", "coding"), item("b"), item("t", "display")))
    answer(filled, "a", colour("r"))
    data = dump_response(filled.complete()).decode()
    assert "Fråga p" in data
    assert "Fråga a" in data
    assert '"display":"R"' in data
    assert "Fråga b" not in data  # unanswered
    assert "Fråga t" not in data  # nothing to answer


def test_a_change_says_what_to_show_and_hide() -> None:
    filled = FormSession(mixed())
    change = filled.set_answers(at(filled, "a"), [False])
    third = {at(filled, "p3"), at(filled, "f")}
    assert change.shown == third
    assert change.hidden == frozenset()
    assert change.values == {at(filled, "a")}
    assert change.problems == {at(filled, "a"), at(filled, "f")}
    back = filled.set_answers(at(filled, "a"), [True])
    assert back.shown == {at(filled, "b")}
    assert back.hidden == third


def test_undo_and_redo_go_back_and_forth() -> None:
    filled = FormSession(mixed())
    assert filled.undo() is None
    before = dump_response(filled.draft())
    answer(filled, "a", True)
    answer(filled, "b", "text")
    after = dump_response(filled.draft())
    assert (undone := filled.undo()) is not None
    assert undone.at == at(filled, "b")
    assert filled.node(at(filled, "b")).values == ()
    filled.undo()
    assert dump_response(filled.draft()) == before
    filled.redo()
    filled.redo()
    assert dump_response(filled.draft()) == after
    assert filled.redo() is None
    filled.undo()
    answer(filled, "b", "another")
    assert filled.redo() is None


def test_writing_the_same_again_is_nothing_to_undo() -> None:
    filled = session(item("a"))
    answer(filled, "a", "text")
    answer(filled, "a", " text ")
    filled.undo()
    assert filled.undo() is None


def test_pages_follow_what_is_asked() -> None:
    filled = FormSession(mixed())
    assert [p.title for p in filled.pages()] == ["Fråga p1", "Fråga p2"]
    answer(filled, "a", False)
    assert [p.title for p in filled.pages()] == ["Fråga p1", "Fråga p2", "Fråga p3"]


def test_loose_items_share_a_page() -> None:
    filled = session(item("a"), group("g", item("b")), item("c"), item("d"))
    assert [(p.title, len(p.nodes)) for p in filled.pages()] == [
        ("Prov", 1), ("Fråga g", 1), ("Prov", 2),
    ]  # fmt: skip
    marked = session(item("a"), group("g", item("b")), page("p", item("c")))
    assert [(p.title, len(p.nodes)) for p in marked.pages()] == [("Prov", 2), ("Fråga p", 1)]


def test_progress_counts_what_is_asked() -> None:
    filled = FormSession(mixed())
    assert (filled.progress().answered, filled.progress().askable) == (0, 2)
    answer(filled, "a", True)
    assert (filled.progress().answered, filled.progress().askable) == (1, 3)
    first, second = filled.pages()
    assert filled.progress(first).answered == 1
    assert filled.progress(second).askable == 1
    assert filled.progress().required_left == 0


def test_what_cannot_be_read_is_to_correct_and_neither_answered_nor_left() -> None:
    line = item("s", "integer", repeats=True, required=True)
    filled = session(item("d", "date", required=True), line, item("x", required=True))
    progress = filled.progress()
    assert (progress.answered, progress.required_left, progress.to_correct) == (0, 3, 0)
    filled.set_malformed(at(filled, "d"), "31 feb")
    filled.set_answers(at(filled, "s"), (1, Malformed("två")))
    progress = filled.progress()
    assert (progress.answered, progress.required_left, progress.to_correct) == (0, 1, 2)
    assert progress.problems == 3
    answer(filled, "d", PartialDate("2026-02-28"))
    answer(filled, "s", 1, 2)
    progress = filled.progress()
    assert (progress.answered, progress.required_left, progress.to_correct) == (2, 1, 0)


def test_taking_a_removal_back_leads_to_what_came_back() -> None:
    filled = session(group("g", item("a"), repeats=True))
    first = at(filled, "g")
    filled.add_repetition(first)
    filled.add_repetition(first)
    last = (("g", 2),)
    assert filled.remove_repetition(last).at == (("g", 1),)
    back, again = filled.undo(), filled.redo()
    assert back is not None
    assert again is not None
    assert (back.at, again.at) == (last, (("g", 1),))
    back = filled.undo()
    assert back is not None
    assert back.at == last


@pytest.mark.parametrize("value", ["text", True])
def test_a_value_of_another_type_is_our_own_mistake(value: Any) -> None:
    filled = session(item("a", "integer"))
    with pytest.raises(ValueError):
        filled.set_answers(at(filled, "a"), [value])


def test_answers_to_another_template_are_our_own_mistake() -> None:
    with pytest.raises(ValueError):
        FormSession(mixed(), Response("urn:test:annan|1", Status.IN_PROGRESS))


VALUES: dict[str, st.SearchStrategy[list[Any]]] = {
    "a": st.lists(st.booleans(), max_size=1),
    "b": st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), max_size=1
    ),
    "c": st.lists(st.sampled_from([colour("r"), colour("g"), colour("x")]), max_size=3),
    "d": st.lists(st.integers(-5, 5), max_size=1),
    "e": st.lists(st.sampled_from([PartialDate("2019"), PartialDate("2019-03-14")]), max_size=1),
    "f": st.lists(st.text("ab "), max_size=1),
}
edits = st.lists(
    st.sampled_from(sorted(VALUES)).flatmap(
        lambda link: st.tuples(st.just(link), VALUES[link] | st.just("tre"))
    ),
    max_size=12,
)


def play(filled: FormSession, moves: list[tuple[str, Any]]) -> None:
    for link, values in moves:
        if values == "tre":
            filled.set_malformed(at(filled, link), "tre")
        else:
            answer(filled, link, *values)


@given(edits)
@settings(max_examples=200)
def test_whatever_is_typed_survives_the_bytes(moves: list[tuple[str, Any]]) -> None:
    filled = FormSession(mixed())
    play(filled, moves)
    again = reopened(filled)
    assert dump_response(again.draft()) == dump_response(filled.draft())
    assert again.check() == filled.check()
    assert again.progress() == filled.progress()


@given(edits)
@settings(max_examples=200)
def test_undo_restores_the_exact_bytes(moves: list[tuple[str, Any]]) -> None:
    filled = FormSession(mixed())
    states = [dump_response(filled.draft())]
    for move in moves:
        play(filled, [move])
        if (state := dump_response(filled.draft())) != states[-1]:
            states.append(state)
    while filled.undo():
        assert dump_response(filled.draft()) in states
    assert dump_response(filled.draft()) == states[0]


@given(edits)
@settings(max_examples=200)
def test_what_is_completed_is_whole_and_only_what_is_asked(moves: list[tuple[str, Any]]) -> None:
    filled = FormSession(mixed())
    play(filled, moves)
    if filled.check():
        assert filled.progress().percent < 100
        with pytest.raises(Incomplete):
            filled.complete()
        return
    done = FormSession(filled.form, filled.complete())
    assert done.check() == ()
    assert done.dropped_on_completion() == ()
    assert dump_response(done.complete()) == dump_response(filled.complete())


def test_a_hidden_page_is_no_page() -> None:
    hidden = {"url": CORE + "questionnaire-hidden", "valueBoolean": True}
    filled = session(
        group("g", item("a"), extension=[hidden]), group("h", item("b")), group("i", item("c"))
    )
    assert [p.title for p in filled.pages()] == ["Fråga h", "Fråga i"]


def test_a_page_has_a_short_name_for_lists() -> None:
    short = {"url": SDC + "sdc-questionnaire-shortText", "valueString": "Kort"}
    filled = session(group("g", item("a"), extension=[short]), group("h", item("b")))
    assert [(p.title, p.short) for p in filled.pages()] == [
        ("Fråga g", "Kort"), ("Fråga h", "Fråga h"),
    ]  # fmt: skip


@pytest.mark.req("F045")
def test_n8_a_correction_is_completed_as_amended() -> None:
    filled = session(item("a"))
    answer(filled, "a", "ord")
    again = FormSession(filled.form, filled.complete())
    answer(again, "a", "andra ord")
    assert again.draft().status is Status.IN_PROGRESS
    data = dump_response(again.complete("2026-11-22T10:00:00+01:00", amends=True))
    read = load_response(data, filled.form).response
    assert read is not None
    assert read.status is Status.AMENDED
    assert FormSession(filled.form, read).check() == ()


def test_an_answer_looks_again_at_what_it_touches_and_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pages = [
        page(
            f"p{n}",
            item(f"{n}.a", "boolean"),
            *(item(f"{n}.{k}", required=True, **shown_if(when(f"{n}.a"))) for k in range(10)),
        )
        for n in range(30)
    ]
    filled = session(*pages)
    judged: list[NodeId] = []

    def counted(node: Node, filled: Filled) -> Iterator[NodeProblem]:
        judged.append(node.id)
        return check(node, filled)

    monkeypatch.setattr(standing, "check", counted)
    answer(filled, "7.a", True)
    assert {node[0][0] for node in judged} == {"p7"}
    judged.clear()
    answer(filled, "7.3", "ord")
    assert judged == [(("p7", 0), ("7.3", 0)), (("p7", 0),)]


def test_options_of_other_types_are_answered_as_they_are() -> None:
    options = [{"valueString": " a "}, {"valueString": "b"}]
    filled = session(
        item("a", "choice", answerOption=options), item("b", "choice", answerOption=[option("r")])
    )
    answer(filled, "a", " a ")
    assert filled.node(at(filled, "a")).values == (" a ",)
    assert filled.check() == ()
