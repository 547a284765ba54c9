"""What is typed in a line becomes an answer, or is kept as it stands."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.model import Item, Kind
from app.forms.typed import read_number, read_typed, shown
from app.forms.values import (
    Coding,
    DateTime,
    Malformed,
    Number,
    PartialDate,
    Quantity,
    TimeOfDay,
    Value,
)

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
        (Kind.DATE, "omkring mars 2019", PartialDate("2019-03")),
        (Kind.DECIMAL, "2,50", Number("2.50")),
        (Kind.DECIMAL, "2.5", Number("2.5")),
        (Kind.DECIMAL, "−1 200,5", Number("-1200.5")),
        (Kind.DECIMAL, "1\u202f200,5", Number("1200.5")),
        (Kind.DECIMAL, "007", Number("7")),
        (Kind.DECIMAL, ",5", Number("0.5")),
        (Kind.DECIMAL, "+3", Number("3")),
        (Kind.DECIMAL, "-0", Number("0")),
        (Kind.DECIMAL, "0.125", Number("0.125")),
        (Kind.DECIMAL, "1.200", Malformed("1.200")),  # a thousand, or a little more than one?
        (Kind.DECIMAL, "1.200,50", Malformed("1.200,50")),
        (Kind.DECIMAL, "5,", Malformed("5,")),
        (Kind.DECIMAL, "1e3", Malformed("1e3")),
        (Kind.DECIMAL, "-", Malformed("-")),
        (Kind.DECIMAL, "٣", Malformed("٣")),
        (Kind.DECIMAL, "1" * 16, Malformed("1" * 16)),
        (Kind.TIME, "9.30", TimeOfDay("09:30:00")),
        (Kind.TIME, "9:30", TimeOfDay("09:30:00")),
        (Kind.TIME, "0930", TimeOfDay("09:30:00")),
        (Kind.TIME, "930", TimeOfDay("09:30:00")),
        (Kind.TIME, "9", TimeOfDay("09:00:00")),
        (Kind.TIME, "kl. 9.30", TimeOfDay("09:30:00")),
        (Kind.TIME, "09:30:15", TimeOfDay("09:30:15")),
        (Kind.TIME, "24:00", Malformed("24:00")),
        (Kind.TIME, "9:60", Malformed("9:60")),
        (Kind.TIME, "halv tio", Malformed("halv tio")),
        (Kind.DATE_TIME, "2026-11-22 9.30", DateTime("2026-11-22T09:30:00+01:00")),
        (Kind.DATE_TIME, "2026-07-01 09:30", DateTime("2026-07-01T09:30:00+02:00")),
        (Kind.DATE_TIME, "igår kl 9", DateTime("2026-11-21T09:00:00+01:00")),
        (Kind.DATE_TIME, "mars 2019", DateTime("2019-03")),
        (Kind.DATE_TIME, "2026-11-22T09:30:15Z", DateTime("2026-11-22T09:30:15Z")),
        (Kind.DATE_TIME, "2026-11-22 25:00", Malformed("2026-11-22 25:00")),
        (Kind.URL, " https://exempel.se/x ", "https://exempel.se/x"),
        (Kind.URL, "www.exempel.se", "https://www.exempel.se"),
        (Kind.URL, "exempel", Malformed("exempel")),
        (Kind.URL, "två ord.se", Malformed("två ord.se")),
        (Kind.QUANTITY, "2,5", Quantity(Number("2.5"))),
        (Kind.QUANTITY, "2,5 liter", Quantity(Number("2.5"), "liter")),
        (Kind.QUANTITY, "liter", Malformed("liter")),
        (Kind.TEXT, " text ", " text "),
        (Kind.STRING, "12", "12"),
    ],
)
def test_typed_text_becomes_an_answer(kind: Kind, text: str, expected: Value | Malformed) -> None:
    assert read_typed(Item("a", kind), text, today=TODAY) == expected


@pytest.mark.parametrize("kind", Kind)
def test_blank_is_no_answer(kind: Kind) -> None:
    assert read_typed(Item("a", kind), " \t\n", today=TODAY) is None


UNITS = (Coding("kg", "u", "kilogram"), Coding("g", "u", "gram"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("70", Quantity(Number("70"), "kilogram", "u", "kg")),
        ("70 kg", Quantity(Number("70"), "kilogram", "u", "kg")),
        ("70,5 Gram", Quantity(Number("70.5"), "gram", "u", "g")),
        ("70 pund", Malformed("70 pund")),
    ],
)
def test_a_quantity_is_in_a_unit_that_is_offered(text: str, expected: Value | Malformed) -> None:
    assert read_typed(Item("a", Kind.QUANTITY, units=UNITS), text, today=TODAY) == expected


def test_a_number_by_itself_for_a_control_that_has_the_unit_beside_it() -> None:
    assert read_number(" ") is None
    assert read_number("2,50") == Number("2.50")
    assert read_number("två") == Malformed("två")


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (Number("-2.50"), "-2,50"),
        (TimeOfDay("09:30:00"), "09:30"),
        (TimeOfDay("09:30"), "09:30"),
        (TimeOfDay("09:30:15"), "09:30:15"),
        (DateTime("2026-07-01T09:30:00+02:00"), "2026-07-01 09:30"),
        (DateTime("2026-07-01T09:30:00Z"), "2026-07-01T09:30:00Z"),
        (DateTime("2026-07"), "2026-07"),
        (Quantity(Number("70.5"), "kg"), "70,5 kg"),
        (Coding("r", "s", "Rött"), "Rött"),
        (Malformed("31 feb"), "31 feb"),
        (-3, "-3"),
    ],
)
def test_a_value_as_it_stands_in_a_line(value: Value | Malformed, line: str) -> None:
    assert shown(value) == line


typed_texts = st.text(max_size=30) | st.text("0123456789-−+.,: tTzZkl", max_size=20)


@given(st.sampled_from(Kind), typed_texts)
def test_whatever_is_typed_is_an_answer_or_kept(kind: Kind, text: str) -> None:
    found = read_typed(Item("a", kind), text, today=TODAY)
    if isinstance(found, Malformed):
        assert found.text == text
    elif found is not None:
        assert read_typed(Item("a", kind), shown(found), today=TODAY) == found
