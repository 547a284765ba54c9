from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casework import money
from app.errors import Fault
from app.jsonvalue import MAX_INTEGER


@pytest.mark.parametrize(
    ("typed", "ore"),
    [
        ("4500", 450_000),
        ("4 500", 450_000),
        ("4\u00a0500 kr", 450_000),
        ("4.500", 450_000),
        ("1 234 567", 123_456_700),
        ("4500,50 kr", 450_050),
        ("4500,5", 450_050),
        ("4500:50", 450_050),
        ("4 500:-", 450_000),
        ("4 500,- ", 450_000),
        ("0,05 Kronor", 5),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_swedes_type_them(typed, ore):
    assert money.parse(typed) == ore


@pytest.mark.parametrize(
    "typed", ["", "kr", "4.50", "45 00", "4,500", "-5", "4 500 000 00", "5 €", "1e3", "½", "٤"]
)
def test_what_may_be_another_amount_is_none(typed):
    assert money.parse(typed) is Fault.NOT_AN_AMOUNT


def test_more_than_a_record_can_carry_is_too_much():
    assert money.parse(str(MAX_INTEGER)) is Fault.TOO_HIGH
    assert money.parse("9" * 200) is Fault.TOO_HIGH


def test_amounts_are_shown_with_no_break_spaces():
    assert money.shown(450_000) == "4\u00a0500\u00a0kr"
    assert money.shown(123_456_705) == "1\u00a0234\u00a0567,05\u00a0kr"
    assert money.shown(-50) == "−0,50\u00a0kr"


@given(st.integers(0, MAX_INTEGER))
def test_what_is_shown_can_be_typed_again(ore):
    assert money.parse(money.shown(ore)) == ore
    assert money.parse(money.to_edit(ore)) == ore


@given(st.text(max_size=20))
def test_any_typed_text_is_an_amount_or_a_fault(typed):
    found = money.parse(typed)
    assert isinstance(found, Fault) or 0 <= found <= MAX_INTEGER
