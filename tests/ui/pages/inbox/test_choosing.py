"""Which rows of a package are accepted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.errors import Reason
from app.usecases.handover.packages.arrivals import CHOOSABLE, Look, LookRow, RowState
from ui.pages.inbox import choosing, presenter


def row(key: str, state: RowState = RowState.NEW, *needs: str) -> LookRow:
    return LookRow(key, state, "journal_note", "2026-05-20", "Maja", needs=needs)


def test_everything_that_can_be_taken_in_is_chosen_to_begin_with() -> None:
    look = Look(tuple(row(state.value, state) for state in RowState))
    assert choosing.takeable(look) == {state.value for state in CHOOSABLE}


def test_a_row_brings_what_it_needs_and_goes_with_what_it_needed() -> None:
    look = Look((row("a"), row("b", RowState.NEW, "a"), row("c", RowState.NEW, "b"), row("d")))
    assert choosing.with_row(look, frozenset(), "c") == {"a", "b", "c"}
    assert choosing.without_row(look, frozenset("abcd"), "a") == {"d"}
    assert choosing.without_row(look, frozenset("abcd"), "c") == {"a", "b", "d"}


def test_what_builds_on_something_refused_cannot_be_chosen() -> None:
    look = Look(
        (
            row("a", RowState.REFUSED),
            row("b", RowState.NEW, "a"),
            row("c", RowState.CONFLICT, "b"),
            row("d", RowState.NEWER, "e"),
            row("e", RowState.KNOWN),
        )
    )
    assert choosing.takeable(look) == {"d"}
    assert choosing.with_row(look, frozenset(), "c") == frozenset()


def test_what_asks_for_a_choice_stands_first_and_nothing_is_left_out() -> None:
    look = Look(tuple(row(f"{state.value}{n}", state) for n in (2, 1) for state in RowState))
    groups = choosing.groups(look)
    assert groups[0].state is RowState.CONFLICT
    assert {each.key for group in groups for each in group.rows} == {r.key for r in look.rows}
    assert [each.key for each in groups[0].rows] == ["conflict1", "conflict2"]


KEYS = "abcdef"


@st.composite
def looks(draw: st.DrawFn) -> Look:
    states = draw(st.lists(st.sampled_from(RowState), min_size=6, max_size=6))
    needs = draw(st.lists(st.sets(st.sampled_from(KEYS)), min_size=6, max_size=6))
    return Look(tuple(row(k, s, *sorted(n)) for k, s, n in zip(KEYS, states, needs, strict=True)))


@given(looks(), st.lists(st.tuples(st.sampled_from(KEYS), st.booleans()), max_size=12))
def test_whatever_is_turned_what_is_chosen_can_be_accepted(
    look: Look, turns: list[tuple[str, bool]]
) -> None:
    every = choosing.takeable(look)
    chosen = every
    by_key = {each.key: each for each in look.rows}
    for key, wanted in turns:
        change = choosing.with_row if wanted else choosing.without_row
        chosen = change(look, chosen, key)
        assert (key in chosen) == (wanted and key in every)
        assert chosen <= every
        for each in chosen:
            for need in by_key[each].needs:
                assert need in chosen or by_key[need].state is RowState.KNOWN


def test_the_button_says_how_much_is_accepted() -> None:
    look = Look((row("a"), row("b"), row("c", RowState.KNOWN)))
    every = choosing.takeable(look)
    assert presenter.accepts(look, every, every) == "Ta emot allt (2)"
    assert presenter.accepts(look, frozenset("a"), every) == "Ta emot det valda (1)"
    known = Look((row("c", RowState.KNOWN),))
    assert presenter.accepts(known, frozenset(), frozenset()) == "Ta emot (inget nytt)"
    assert presenter.accepts(Look(), frozenset(), frozenset()) == "Ta emot"


def test_nothing_chosen_is_accepted_only_where_there_was_nothing_to_choose() -> None:
    assert presenter.may_accept(Look(), frozenset())
    assert presenter.may_accept(Look((row("c", RowState.KNOWN),)), frozenset())
    assert not presenter.may_accept(Look((row("a"),)), frozenset())
    assert not presenter.may_accept(Look((row("a", RowState.REFUSED),)), frozenset())
    stopped = Look((row("a"),), stopped=Reason.CASE_HELD_HERE)
    assert not presenter.may_accept(stopped, frozenset("a"))
