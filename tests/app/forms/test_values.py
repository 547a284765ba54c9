"""Kinds of answers, how they compare and what they may be. Named after the rules in
docs/forms.md."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.comparing import compare, same
from app.forms.model import Constraint, Item, Kind
from app.forms.problems import Code
from app.forms.response import dump_response
from app.forms.response_reader import load_response
from app.forms.session import FormSession
from app.forms.values import (
    Coding,
    DateTime,
    Number,
    PartialDate,
    Quantity,
    TimeOfDay,
    Value,
)
from tests.app.forms.build import (
    CORE,
    answer,
    at,
    faults,
    item,
    option,
    session,
    shown,
    shown_if,
    when,
)

KG = Coding("kg", "http://unitsofmeasure.org", "kg")


def kilos(text: str) -> Quantity:
    return Quantity(Number(text), KG.display, KG.system, KG.code)


LESS: list[tuple[Value, Value]] = [
    (1, 2),
    (Number("2.49"), Number("2.5")),
    (Number("-3"), 2),
    ("a", "b"),
    (TimeOfDay("09:30"), TimeOfDay("09:30:01")),
    (TimeOfDay("09:30:01.1"), TimeOfDay("09:30:01.25")),
    (PartialDate("2019"), PartialDate("2020-05")),
    (DateTime("2026-03-14T09:30:00+01:00"), DateTime("2026-03-14T09:30:00Z")),
    (DateTime("2025"), DateTime("2026-03-14T09:30:00Z")),
    (DateTime("2026-03-13"), PartialDate("2026-03-14")),
    (kilos("70"), kilos("70.5")),
    (Quantity(Number("1"), "st"), Quantity(Number("2"), "st")),
]


@pytest.mark.parametrize(("less", "more"), LESS)
def test_e6_what_comes_first(less: Value, more: Value) -> None:
    assert compare(less, more) == (True, False)
    assert compare(more, less) == (False, True)
    assert not same(less, more)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Number("2.50"), Number("2.5")),
        (TimeOfDay("09:30"), TimeOfDay("09:30:00")),
        (DateTime("2026-03-14T09:30:00+01:00"), DateTime("2026-03-14T08:30:00Z")),
        (kilos("70"), kilos("70.0")),
        (kilos("70"), Quantity(Number("70"), "kilogram", KG.system, "kg")),
        (DateTime("2026-03"), DateTime("2026-03")),
        (Coding("r", "s", "R"), Coding("r", "s", "Rött")),
        (Coding("r", "", "R"), Coding("r", "s", "R")),
    ],
)
def test_e7_what_is_the_same(one: Value, other: Value) -> None:
    assert same(one, other)
    assert same(other, one)
    assert compare(one, other) in (None, (False, False))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (kilos("1"), Quantity(Number("1"), "st")),  # V11
        (Quantity(Number("1"), "st"), Quantity(Number("1"), "ggr")),
        (1, True),
        (1, "1"),
        (Coding("a"), Coding("b")),
        (TimeOfDay("09:30"), DateTime("2026-03-14T09:30:00Z")),
    ],
)
def test_v11_what_has_no_order(one: Value, other: Value) -> None:
    assert compare(one, other) is None
    assert not same(one, other)


def test_a_whole_and_a_partial_time_are_never_the_same() -> None:
    whole, day = DateTime("2026-03-14T09:30:00Z"), DateTime("2026-03-14")
    assert not same(whole, day)
    assert compare(whole, day) == (False, False)


@pytest.mark.parametrize(
    ("kind", "operator", "bound", "met", "unmet"),
    [
        ("decimal", ">=", {"answerDecimal": 2.5}, Number("2.50"), Number("2.49")),
        ("time", "<", {"answerTime": "12:00:00"}, TimeOfDay("11:59:00"), TimeOfDay("12:00:00")),
        (
            "dateTime", ">", {"answerDateTime": "2026-03-14T09:30:00+01:00"},
            DateTime("2026-03-14T09:31:00+01:00"), DateTime("2026-03-14T08:30:00Z"),
        ),
        ("quantity", ">", {"answerQuantity": {"value": 5, "unit": "st"}},
         Quantity(Number("6"), "st"), Quantity(Number("6"), "kg")),
        ("string", "=", {"answerString": "ja"}, "ja", "Ja"),
        ("url", "=", {"answerString": "urn:x"}, "urn:x", "urn:y"),
    ],
)  # fmt: skip
def test_e6_every_kind_may_be_asked_about(
    kind: str, operator: str, bound: dict[str, Any], met: Value, unmet: Value
) -> None:
    filled = session(item("a", kind), item("b", **shown_if(when("a", operator, **bound))))
    assert not shown(filled, "b")
    answer(filled, "a", met)
    assert shown(filled, "b")
    answer(filled, "a", unmet)
    assert not shown(filled, "b")


def limited(kind: str, **limits: tuple[str, Any]) -> FormSession:
    extensions = [{"url": CORE + name, key: bound} for name, (key, bound) in limits.items()]
    return session(item("a", kind, extension=extensions))


def test_v2_decimals_count_as_they_were_written() -> None:
    filled = limited("decimal", maxDecimalPlaces=("valueInteger", 2))
    answer(filled, "a", Number("-5.12"))
    assert faults(filled) == []
    for one_too_many in ("-5.120", "-5.12340"):
        answer(filled, "a", Number(one_too_many))
        assert faults(filled) == [("a", Code.TOO_MANY_DECIMALS)], one_too_many


BOUNDS = [
    ("decimal", "valueDecimal", 0.5, Number("0.49"), Number("0.5")),
    ("time", "valueTime", "09:00:00", TimeOfDay("08:59:00"), TimeOfDay("09:00:00")),
    ("dateTime", "valueDateTime", "2026-03-14", DateTime("2026-03-13"), DateTime("2026-03")),
    ("date", "valueDate", "2026-03-14", PartialDate("2026-03-13"), PartialDate("2026-03")),
    ("integer", "valueInteger", 3, 2, 3),
]


@pytest.mark.parametrize(("kind", "key", "bound", "outside", "inside"), BOUNDS)
def test_v4_bounds_of_every_kind_with_an_order(
    kind: str, key: str, bound: object, outside: Value, inside: Value
) -> None:
    filled = limited(kind, minValue=(key, bound))
    answer(filled, "a", outside)
    assert faults(filled) == [("a", Code.TOO_LOW)]
    answer(filled, "a", inside)
    assert faults(filled) == []


def test_a_bound_is_told_as_it_is_typed() -> None:
    filled = limited("decimal", maxValue=("valueDecimal", 2.5))
    answer(filled, "a", Number("3"))
    (found,) = filled.check()
    assert found.problem.params == {"bound": "2,5"}


def test_v11_a_quantity_is_in_one_of_the_units_offered() -> None:
    coding = {"system": KG.system, "code": "kg", "display": "kg"}
    filled = session(
        item("a", "quantity", extension=[{"url": CORE + "questionnaire-unitOption",
                                          "valueCoding": coding}])
    )  # fmt: skip
    answer(filled, "a", kilos("70"))
    assert faults(filled) == []
    answer(filled, "a", Quantity(Number("70"), "g"))
    assert faults(filled) == [("a", Code.OTHER_UNIT)]


def test_v11_a_bound_in_another_unit_is_never_met() -> None:
    """Nothing is converted: 200 cm is not held against 1 m."""
    sdc = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-minQuantity"
    least = {"url": sdc, "valueQuantity": {"value": 1, "unit": "m"}}
    filled = session(item("a", "quantity", extension=[least]))
    answer(filled, "a", Quantity(Number("0.5"), "m"))
    assert faults(filled) == [("a", Code.TOO_LOW)]
    answer(filled, "a", Quantity(Number("2"), "m"))
    assert faults(filled) == []
    answer(filled, "a", Quantity(Number("200"), "cm"))
    assert faults(filled) == [("a", Code.OTHER_UNIT)]


def test_an_address_is_one() -> None:
    filled = session(item("a", "url"))
    answer(filled, "a", "https://exempel.se/x")
    assert faults(filled) == []
    answer(filled, "a", "ingen adress")
    assert faults(filled) == [("a", Code.MALFORMED)]


def open_choice(constraint: str, **more: Any) -> FormSession:
    return session(item("a", "coding", answerConstraint=constraint, **more))


def test_v6_own_words_where_the_template_allows_them() -> None:
    filled = open_choice("optionsOrString", repeats=True)
    answer(filled, "a", "  Egna\nord ", Coding("r", "s", "R"))
    assert filled.node(at(filled, "a")).values == (Coding("r", "s", "R"), "Egna ord")
    assert faults(filled) == []
    answer(filled, "a", Coding("x", "s"))
    assert faults(filled) == [("a", Code.NOT_AN_OPTION)]


def test_v6_another_of_the_same_type_where_the_template_allows_it() -> None:
    filled = session(
        item("a", "integer", answerConstraint="optionsOrType",
             answerOption=[{"valueInteger": 1}, {"valueInteger": 2}])
    )  # fmt: skip
    answer(filled, "a", 7)
    assert faults(filled) == []
    with pytest.raises(ValueError):
        answer(filled, "a", "sju")


def test_v6_no_own_words_where_it_does_not() -> None:
    with pytest.raises(ValueError):
        answer(open_choice("optionsOnly"), "a", "Egna ord")
    assert Item("a", Kind.CODING).constraint is Constraint.OPTIONS_ONLY


def test_v7_own_words_are_cleared_by_an_option_that_excludes() -> None:
    none = {"url": CORE + "questionnaire-optionExclusive", "valueBoolean": True}
    filled = open_choice(
        "optionsOrString", repeats=True, answerOption=[option("r"), option("n", extension=[none])]
    )
    answer(filled, "a", "egna ord")
    answer(filled, "a", "egna ord", Coding("n", "s", "N"))
    assert filled.node(at(filled, "a")).values == (Coding("n", "s", "N"),)


def test_v6_an_option_is_the_same_however_it_is_written() -> None:
    filled = session(item("a", "time", answerOption=[{"valueTime": "09:30:00"}]))
    answer(filled, "a", TimeOfDay("09:30"))
    assert faults(filled) == []


# ------------------------------------------------------------------------------ their bytes

numbers = st.from_regex(r"-?[1-9][0-9]{0,13}|0|-?(0|[1-9][0-9]{0,13})\.[0-9]{1,13}", fullmatch=True)


@given(numbers)
@pytest.mark.req("F045")
def test_v2_the_digits_are_kept_exactly(text: str) -> None:
    filled = session(item("a", "decimal"), item("b", "quantity"))
    answer(filled, "a", Number(text))
    answer(filled, "b", kilos(text))
    data = dump_response(filled.draft())
    assert f'{{"valueDecimal":{text}}}'.encode() in data
    assert f'"value":{text},"unit":"kg"'.encode() in data
    response = load_response(data, filled.form).response
    assert response is not None
    again = FormSession(filled.form, response)
    assert again.node(at(again, "a")).values == (Number(text),)
    assert again.node(at(again, "b")).values == (kilos(text),)


@pytest.mark.parametrize(
    "text", ["", "1.", ".5", "01", "1e3", "+1", "1,5", "−1", "NaN", "1" * 19, "٣", "-0"]
)
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError):
        Number(text)


@pytest.mark.parametrize("text", ["24:00", "9:30", "09:60", "09", "09:30Z", "09:30:00,5"])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(ValueError):
        TimeOfDay(text)


@pytest.mark.parametrize(
    "text", ["2026-03-14T09:30:00", "2026-02-30T09:30:00Z", "2026-03T09:30:00Z", "09:30", "igår",
             "2026-03-14T25:30:00Z", "2026-03-14T09:30:00+15:00"],
)  # fmt: skip
def test_v5_a_time_of_a_day_has_an_offset(text: str) -> None:
    with pytest.raises(ValueError):
        DateTime(text)
