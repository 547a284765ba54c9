"""What is typed in a line becomes an answer, or is kept as it stands."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.model import Item, Kind
from app.forms.typed import Malformed, read_typed, shown
from app.forms.values import PartialDate, Value

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (Kind.INTEGER, "12", 12),
        (Kind.INTEGER, " 1 200 ", 1200),
        (Kind.INTEGER, "1\u00a0200", 1200),
        (Kind.INTEGER, "−3", -3),
        (Kind.INTEGER, "tre", Malformed("tre")),
        (Kind.INTEGER, "1,5", Malformed("1,5")),
        (Kind.INTEGER, "٣", Malformed("٣")),
        (Kind.INTEGER, "2147483648", Malformed("2147483648")),
        (Kind.INTEGER, "9" * 6000, Malformed("9" * 6000)),
        (Kind.DATE, "2026-11-22", PartialDate("2026-11-22")),
        (Kind.DATE, "mars 2019", PartialDate("2019-03")),
        (Kind.DATE, "våren 2019", PartialDate("2019")),
        (Kind.DATE, "idag", PartialDate("2026-11-22")),
        (Kind.DATE, "31 feb", Malformed("31 feb")),
        (Kind.TEXT, " text ", " text "),
        (Kind.STRING, "12", "12"),
    ],
)
def test_typed_text_becomes_an_answer(kind: Kind, text: str, expected: Value | Malformed) -> None:
    assert read_typed(Item("a", kind), text, today=TODAY) == expected


@pytest.mark.parametrize("kind", [Kind.INTEGER, Kind.DATE, Kind.STRING, Kind.TEXT])
def test_blank_is_no_answer(kind: Kind) -> None:
    assert read_typed(Item("a", kind), " \t\n", today=TODAY) is None


@given(st.sampled_from([Kind.INTEGER, Kind.DATE]), st.text(max_size=30))
def test_whatever_is_typed_is_an_answer_or_kept(kind: Kind, text: str) -> None:
    found = read_typed(Item("a", kind), text, today=TODAY)
    if isinstance(found, Malformed):
        assert found.text == text
    elif found is not None:
        assert read_typed(Item("a", kind), shown(found), today=TODAY) == found
