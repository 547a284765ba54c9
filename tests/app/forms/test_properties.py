"""What holds for every template and everything that is done in it."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.forms.conditions import Dependencies
from app.forms.model import Form
from app.forms.response import Status, dump_response
from app.forms.response_reader import load_response
from app.forms.session import Change, FormSession, Incomplete, NodeView
from app.forms.standing import Standing
from app.forms.tree import NodeId
from tests.app.forms.random_forms import Move, everywhere, forms, moves, play

EXAMPLES = settings(max_examples=120, deadline=None)


def state(filled: FormSession) -> bytes:
    return dump_response(filled.draft())


def reopened(filled: FormSession, data: bytes) -> FormSession:
    result = load_response(data, filled.form)
    assert result.problems == ()
    assert result.response is not None
    return FormSession(filled.form, result.response)


def views(filled: FormSession) -> dict[NodeId, NodeView]:
    return {node: filled.node(node) for node in everywhere(filled)}


@given(forms(), moves)
@EXAMPLES
def test_an_edit_looks_again_at_everything_that_it_changes(form: Form, done: list[Move]) -> None:
    filled = FormSession(form)
    for move in done:
        play(filled, move)
        kept = filled._now.standing
        anew = Standing(kept.tree, Dependencies(form), kept.entries)
        assert kept.enabled == anew.enabled
        assert kept.problems == anew.problems
        links = [item.link_id for item in form.items]
        assert [kept.tally([link]) for link in links] == [anew.tally([link]) for link in links]


@given(forms(), moves)
@EXAMPLES
@pytest.mark.req("F045")
def test_whatever_stands_in_a_draft_survives_its_bytes(form: Form, done: list[Move]) -> None:
    filled = FormSession(form)
    for move in done:
        play(filled, move)
    again = reopened(filled, state(filled))
    assert state(again) == state(filled)
    assert views(again) == views(filled)
    assert again.check() == filled.check()
    assert again.progress() == filled.progress()
    assert again.dropped_on_completion() == filled.dropped_on_completion()


@given(forms(), moves)
@EXAMPLES
def test_undo_restores_the_exact_bytes_and_redo_brings_them_back(
    form: Form, done: list[Move]
) -> None:
    filled = FormSession(form)
    states = [state(filled)]
    seen = [views(filled)]
    for move in done:
        if move.act in ("undo", "redo"):
            continue
        play(filled, move)
        if state(filled) != states[-1]:
            states.append(state(filled))
            seen.append(views(filled))
    for before, view in zip(reversed(states[:-1]), reversed(seen[:-1]), strict=True):
        assert filled.undo() is not None
        assert state(filled) == before
        assert views(filled) == view
    assert filled.undo() is None
    for after in states[1:]:
        assert filled.redo() is not None
        assert state(filled) == after


@given(forms(), moves)
@EXAMPLES
def test_what_is_completed_is_whole_and_only_what_is_asked(form: Form, done: list[Move]) -> None:
    filled = FormSession(form)
    for move in done:
        play(filled, move)
    if filled.check():
        assert filled.progress().percent < 100
        with pytest.raises(Incomplete):
            filled.complete()
        return
    data = dump_response(filled.complete())
    done_form = reopened(filled, data)
    assert done_form.check() == ()
    assert done_form.dropped_on_completion() == ()
    assert dump_response(done_form.complete()) == data
    assert done_form.complete(amends=True).status is Status.AMENDED


Rows = dict[NodeId, NodeView]


def drawn(filled: FormSession, rows: Rows, change: Change) -> Rows:
    """The rows of a window that knows nothing but the change."""
    kept = {
        name: view
        for name, view in rows.items()
        if not any(name == top or below(name, rows[top]) for top in change.removed)
    }
    for top in change.added:
        view = filled.node(top)
        news = [name for name in everywhere(filled) if name == top or below(name, view)]
        assert not kept.keys() & set(news)
        kept |= {name: filled.node(name) for name in news}
    for name in change.values | change.shown | change.hidden:
        if name in kept:
            kept[name] = filled.node(name)
    return kept


def below(name: NodeId, top: NodeView) -> bool:
    place = len(top.id) - 1
    if len(name) <= len(top.id) or name[:place] != top.id[:place]:
        return False
    return name[place][0] == top.id[place][0] and (
        top.item.is_question or name[place] == top.id[place]
    )


@given(forms(), moves)
@EXAMPLES
def test_a_change_tells_a_window_everything(form: Form, done: list[Move]) -> None:
    filled = FormSession(form)
    rows = views(filled)
    problems = {name: filled.problems_at(name) for name in rows}
    for move in done:
        change = play(filled, move)
        if change is None:
            continue
        rows = drawn(filled, rows, change)
        now = views(filled)
        assert change.at in now
        assert rows.keys() == now.keys()
        for name, view in now.items():
            assert (rows[name].entries, rows[name].shown) == (view.entries, view.shown)
            told = name in change.problems or name not in problems
            assert told or filled.problems_at(name) == problems[name]
        problems = {name: filled.problems_at(name) for name in now}
        assert change.progress == filled.progress()


@given(forms(nested=False, initial=False), moves, st.randoms(use_true_random=False))
@EXAMPLES
def test_the_order_of_edits_does_not_change_what_is_asked(
    form: Form, done: list[Move], random: Random
) -> None:
    filled = FormSession(form)
    for move in done:
        play(filled, move)
    answers = [(n, v.entries) for n, v in views(filled).items() if v.entries]
    random.shuffle(answers)
    other = FormSession(form)
    for node, entries in answers:
        other.set_answers(node, entries)
    assert {n: v.shown for n, v in views(other).items()} == {
        n: v.shown for n, v in views(filled).items()
    }
    assert state(other) == state(filled)
