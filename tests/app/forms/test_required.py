"""What must be answered and what an answer may be. Named after the rules in docs/forms.md."""

from __future__ import annotations

from typing import Any

import pytest

from app.forms.problems import Code
from app.forms.session import FormSession, Incomplete
from app.forms.values import PartialDate
from tests.app.forms.build import (
    CORE,
    answer,
    at,
    codes,
    colour,
    faults,
    group,
    item,
    load,
    option,
    page,
    session,
    shown_if,
    when,
)


def limited(link: str, kind: str, **limits: Any) -> dict[str, Any]:
    key = "valueInteger" if kind != "date" else "valueDate"
    found = [
        {"url": CORE + name, ("valueInteger" if name.endswith("Occurs") else key): bound}
        for name, bound in limits.items()
    ]
    return item(link, kind, extension=found)


def test_r1_what_is_not_asked_is_not_required() -> None:
    filled = session(
        item("a", "boolean"), item("b", required=True, **shown_if(when("a"))), item("c")
    )
    assert faults(filled) == []
    answer(filled, "a", True)
    assert faults(filled) == [("b", Code.UNANSWERED)]


def test_r1_an_untouched_group_inside_another_asks_for_nothing() -> None:
    filled = session(page("p", group("g", item("a", required=True), item("b")), item("c")))
    assert faults(filled) == []
    answer(filled, "c", "text")
    assert faults(filled) == []
    answer(filled, "b", "text")
    assert faults(filled) == [("a", Code.UNANSWERED)]


@pytest.mark.parametrize("make", [page, group])
def test_r1_a_page_or_a_group_at_the_top_always_counts(make: Any) -> None:
    filled = session(make("p", item("a", required=True)))
    assert faults(filled) == [("a", Code.UNANSWERED)]
    assert filled.progress().required_left == 1


def test_r2_a_required_group_needs_an_answer_inside() -> None:
    filled = session(page("p", group("g", item("a"), item("b"), required=True)))
    assert faults(filled) == [("g", Code.GROUP_UNANSWERED)]
    answer(filled, "b", "text")
    assert faults(filled) == []


def test_r2_an_answer_that_is_not_asked_does_not_fill_a_group() -> None:
    filled = session(
        item("a", "boolean"), group("g", item("b", **shown_if(when("a"))), required=True)
    )
    answer(filled, "a", True)
    answer(filled, "b", "text")
    assert faults(filled) == []
    answer(filled, "a", False)
    assert faults(filled) == [("g", Code.GROUP_UNANSWERED)]


def several(**limits: int) -> FormSession:
    return session({**limited("a", "coding", **limits), "repeats": True})


def test_r3_too_few_is_an_error_also_when_none_is_required() -> None:
    filled = several(minOccurs=2, maxOccurs=2)
    assert faults(filled) == [("a", Code.TOO_FEW)]
    answer(filled, "a", colour("r"))
    assert faults(filled) == [("a", Code.TOO_FEW)]
    answer(filled, "a", colour("r"), colour("g"))
    assert faults(filled) == []
    answer(filled, "a", colour("r"), colour("g"), colour("b"))
    assert faults(filled) == [("a", Code.TOO_MANY)]


def test_r3_one_answer_unless_it_repeats() -> None:
    filled = session(item("a", "coding"))
    answer(filled, "a", colour("r"), colour("g"))
    assert faults(filled) == [("a", Code.TOO_MANY)]


def test_r3_bounds_that_cross_are_refused_at_load() -> None:
    assert Code.BOUNDS_REVERSED in codes(load(limited("a", "coding", minOccurs=3, maxOccurs=2)))
    assert Code.BOUNDS_REVERSED in codes(load(limited("a", "integer", minValue=3, maxValue=2)))


def test_r4_required_and_hidden_is_refused_at_load() -> None:
    hidden = {"url": CORE + "questionnaire-hidden", "valueBoolean": True}
    assert Code.REQUIRED_HIDDEN in codes(load(item("a", required=True, extension=[hidden])))


def test_r5_a_draft_is_never_refused_and_completion_is() -> None:
    filled = session(item("a", required=True), item("b", "integer"))
    filled.set_malformed(at(filled, "b"), "tre")
    assert filled.draft().items[0].malformed == "tre"
    with pytest.raises(Incomplete) as refused:
        filled.complete()
    assert [(p.problem.link_id, p.problem.code) for p in refused.value.problems] == [
        ("a", Code.UNANSWERED),
        ("b", Code.MALFORMED),
    ]
    assert "tre" not in str(refused.value) + str(refused.value.params)


def test_r6_blank_is_no_answer_and_ends_are_trimmed() -> None:
    filled = session(item("a", required=True), item("b", "text"))
    answer(filled, "a", " \n ")
    assert faults(filled) == [("a", Code.UNANSWERED)]
    answer(filled, "a", "  två  ord\nen rad ")
    assert filled.node(at(filled, "a")).values == ("två  ord en rad",)
    answer(filled, "b", "\n  första\n\n  andra \n")
    assert filled.node(at(filled, "b")).values == ("första\n\n  andra",)


@pytest.mark.parametrize("value", [True, False])
def test_v1_yes_no_and_unanswered_are_three_things(value: bool) -> None:
    filled = session(item("a", "boolean", required=True))
    assert faults(filled) == [("a", Code.UNANSWERED)]
    answer(filled, "a", value)
    assert faults(filled) == []
    assert filled.node(at(filled, "a")).values == (value,)
    answer(filled, "a")
    assert faults(filled) == [("a", Code.UNANSWERED)]


def test_v2_an_integer_has_32_bits() -> None:
    filled = session(item("a", "integer"))
    answer(filled, "a", 2**31 - 1)
    assert faults(filled) == []
    answer(filled, "a", 2**31)
    assert faults(filled) == [("a", Code.TOO_HIGH)]


def test_v3_length_counts_characters_and_not_what_a_widget_counts() -> None:
    filled = session(item("a", maxLength=2))
    answer(filled, "a", "𝔸𝔸")
    assert faults(filled) == []
    answer(filled, "a", "åäö")
    assert faults(filled) == [("a", Code.TOO_LONG)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2022-06-30", []),
        ("2022-06", []),
        ("2022", []),  # may be inside
        ("2022-07-01", [Code.TOO_HIGH]),
        ("2023", [Code.TOO_HIGH]),
        ("2021-12", [Code.TOO_LOW]),
    ],
)
def test_v4_a_partial_date_is_outside_only_when_all_of_it_is(
    typed: str, expected: list[Code]
) -> None:
    filled = session(limited("a", "date", minValue="2022", maxValue="2022-06"))
    answer(filled, "a", PartialDate(typed))
    assert [code for _, code in faults(filled)] == expected


@pytest.mark.parametrize(
    "typed", ["2022-13", "2022-02-30", "22", "2022-6", "0000", "2022-06-30T10:00"]
)
def test_v4_what_is_no_date_is_none(typed: str) -> None:
    with pytest.raises(ValueError):
        PartialDate(typed)


def test_v6_only_what_is_offered_may_be_answered() -> None:
    filled = session(item("a", "coding"))
    answer(filled, "a", colour("r", display="other words"))
    assert faults(filled) == []
    answer(filled, "a", colour("purple"))
    assert faults(filled) == [("a", Code.NOT_AN_OPTION)]
    answer(filled, "a", colour("r", system="another"))
    assert faults(filled) == [("a", Code.NOT_AN_OPTION)]


def test_v6_the_same_option_twice_or_mixed_types_is_refused_at_load() -> None:
    twice = load(item("a", "coding", answerOption=[option("r"), option("r")]))
    mixed = load(item("a", "coding", answerOption=[option("r"), {"valueString": "x"}]))
    assert Code.OPTION_DUPLICATE in codes(twice)
    assert Code.OPTION_MIXED in codes(mixed)


def exclusive() -> FormSession:
    none = {"url": CORE + "questionnaire-optionExclusive", "valueBoolean": True}
    options = [option("r"), option("g"), option("none", extension=[none])]
    return session(item("a", "coding", answerOption=options, repeats=True))


def test_v7_an_exclusive_option_clears_the_others_and_is_cleared_by_them() -> None:
    filled = exclusive()
    answer(filled, "a", colour("g"), colour("r"))
    answer(filled, "a", colour("r"), colour("g"), colour("none"))
    assert filled.node(at(filled, "a")).values == (colour("none"),)
    answer(filled, "a", colour("none"), colour("r"))
    assert filled.node(at(filled, "a")).values == (colour("r"),)


def test_answers_stand_in_the_order_of_the_options() -> None:
    filled = exclusive()
    answer(filled, "a", colour("g"), colour("r"))
    assert filled.node(at(filled, "a")).values == (colour("r"), colour("g"))
