"""Typed text becomes a usable value or a problem at its own field; never anything else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casework import facts
from app.errors import Fault, InvalidFields
from app.journal.canonical import encode_json
from app.usecases.typed import LONGEST_LINE, LONGEST_TEXT, Typed

TODAY = date(2026, 6, 1)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


def fault(typed: Typed) -> list[tuple[str, Fault]]:
    with pytest.raises(InvalidFields) as refused:
        typed.check()
    return [(problem.field, problem.fault) for problem in refused.value.problems]


@given(ANY_TEXT)
def test_any_text_is_storable_or_a_problem(raw: str) -> None:
    typed = Typed({"line": raw, "text": raw}, TODAY)

    for value in (typed.line("line"), typed.text("text")):
        assert encode_json(value)
        assert value == value.strip()
    assert "\n" not in typed.line("line")


@given(ANY_TEXT)
def test_any_text_in_any_field_never_breaks(raw: str) -> None:
    typed = Typed({"a": raw}, TODAY)

    for read in (typed.day, typed.moment, typed.amount):
        read("a")
    typed.choice("a", facts.Owner)
    typed.whole("a", 1, 15)


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("  Åsa  ", "Åsa"),
        ("A\u030asa", "Åsa"),
        ("ett\r\ntva\rtre", "ett\ntva\ntre"),
        (None, ""),
        (7, "7"),
    ],
)
def test_a_text_is_kept_as_it_was_meant(raw: Any, stored: str) -> None:
    assert Typed({"a": raw}, TODAY).text("a") == stored


@pytest.mark.parametrize("character", ["\0", "\x1b", "\ud800", "\u202e", "\u2066", "\x85"])
def test_a_character_that_deceives_or_cannot_be_kept_is_named(character: str) -> None:
    typed = Typed({"a": f"före{character}efter"}, TODAY)
    typed.text("a")

    with pytest.raises(InvalidFields) as refused:
        typed.check()

    (problem,) = refused.value.problems
    assert problem.fault is Fault.UNUSABLE_CHARACTER
    assert problem.params == {"character": f"U+{ord(character):04X}"}


@pytest.mark.parametrize(("read", "longest"), [("line", LONGEST_LINE), ("text", LONGEST_TEXT)])
def test_length_is_counted_in_characters(read: str, longest: int) -> None:
    fits = Typed({"a": "😀" * longest}, TODAY)
    assert len(getattr(fits, read)("a")) == longest
    fits.check()
    too_long = Typed({"a": "a" * (longest + 1)}, TODAY)
    getattr(too_long, read)("a")
    assert fault(too_long) == [("a", Fault.TOO_LONG)]


def test_rows_keep_their_place_on_the_screen() -> None:
    typed = Typed(
        {"rows": [{"key": "1", "a": " "}, {"a": "x"}, {"flag": False, "inner": [{}]}, {"a": ""}]},
        TODAY,
    )

    (row,) = typed.rows("rows")
    row.line("b", required=True)

    assert fault(typed) == [("rows/1/b", Fault.REQUIRED)]


@pytest.mark.parametrize("raw", [None, [], [{}], "nonsens"])
def test_a_list_that_must_have_a_row(raw: Any) -> None:
    typed = Typed({"rows": raw}, TODAY)
    assert typed.rows("rows", needed=True) == ()
    assert fault(typed) == [("rows", Fault.ONE_NEEDED)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("0", Fault.TOO_LOW), ("16", Fault.TOO_HIGH), ("1,5", Fault.NOT_A_NUMBER),
     ("٣", Fault.NOT_A_NUMBER), ("", Fault.REQUIRED), ("9" * 40, Fault.NOT_A_NUMBER)],
)  # fmt: skip
def test_a_whole_number_has_bounds(raw: str, expected: Fault) -> None:
    typed = Typed({"a": raw}, TODAY)
    typed.whole("a", 1, 15)
    assert fault(typed) == [("a", expected)]


@pytest.mark.parametrize("raw", [1.5, b"x", {"a": "b"}])
def test_what_no_field_can_give_is_our_bug(raw: Any) -> None:
    with pytest.raises(TypeError):
        Typed({"a": raw}, TODAY).line("a")


def test_a_partial_date_may_be_this_month_but_not_the_next() -> None:
    typed = Typed({"now": "juni 2026", "next": "juli 2026"}, TODAY)
    assert typed.moment("now", past=True) == "2026-06"
    typed.moment("next", past=True)
    assert fault(typed) == [("next", Fault.IN_THE_FUTURE)]
