"""The language of *visas om* for answers of every type."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.problems import Code
from app.forms.sheet_problems import SheetCode
from tests.app.forms.sheets import compiled, faults, tree

ASKED = (
    {"id": "val", "typ": "val", "svar": "grad", "flera": "ja"},
    {"id": "fritt", "typ": "val", "svar": "grad", "fritext": "ja"},
    {"id": "jn", "typ": "ja/nej"},
    {"id": "tal", "typ": "heltal"},
    {"id": "skala", "typ": "skala", "min": "0", "max": "10"},
    {"id": "dec", "typ": "decimal"},
    {"id": "mängd", "typ": "mängd", "enhet": "dagar, veckor"},
    {"id": "datum", "typ": "datum"},
    {"id": "tid", "typ": "tid"},
    {"id": "punkt", "typ": "tidpunkt"},
    {"id": "rad", "typ": "rad"},
    {"id": "adress", "typ": "webbadress"},
    {"id": "info", "typ": "info"},
    {"id": "barn", "typ": "grupp", "flera": "ja"},
    {"id": "barn.namn", "typ": "rad"},
)


def conditions(cell: str) -> list[Any]:
    found = tree(compiled(*ASKED, {"id": "x", "typ": "rad", "visas om": cell}))["item"][-1]
    conditions: list[Any] = found["enableWhen"]
    return conditions


def fault(cell: str) -> tuple[SheetCode, dict[str, str]]:
    [found] = faults(compiled(*ASKED, {"id": "x", "typ": "rad", "visas om": cell}))
    assert found.row == len(ASKED) + 2
    assert found.column == "visas om"
    return found.code, dict(found.params)


@pytest.mark.parametrize(
    ("cell", "operator", "answer"),
    [
        ("tal = −3", "=", {"answerInteger": -3}),
        ("skala>=5", ">=", {"answerInteger": 5}),
        ("skala ≥ 5", ">=", {"answerInteger": 5}),
        ("dec < 2,50", "<", {"answerDecimal": 2.5}),
        ("datum <= 2019-05", "<=", {"answerDate": "2019-05"}),
        ("tid > 9.30", ">", {"answerTime": "09:30:00"}),
        ("punkt > 2026-07-01 10:00", ">", {"answerDateTime": "2026-07-01T10:00:00+02:00"}),
        ("rad = två ord", "=", {"answerString": "två ord"}),
        ("rad = ”salt och peppar”", "=", {"answerString": "salt och peppar"}),
        ('rad="ja eller nej"', "=", {"answerString": "ja eller nej"}),
        ("adress = https://exempel.se", "=", {"answerString": "https://exempel.se"}),
        ("jn = JA", "=", {"answerBoolean": True}),
        ("fritt ÄR IFYLLD", "exists", {"answerBoolean": True}),
        ("fritt  är inte\xa0ifylld", "exists", {"answerBoolean": False}),
        (
            "mängd >= 2 veckor",
            ">=",
            {
                "answerQuantity": {
                    "value": 2,
                    "unit": "veckor",
                    "system": "http://unitsofmeasure.org",
                    "code": "wk",
                }
            },
        ),
    ],
)
def test_one_condition(cell: str, operator: str, answer: dict[str, Any]) -> None:
    [found] = conditions(cell)
    assert found.pop("question") == cell.split(maxsplit=1)[0].partition("=")[0].partition(">")[0]
    assert found == {"operator": operator, **answer}


def test_a_quantity_without_a_unit_has_the_first() -> None:
    [found] = conditions("mängd < 3")
    assert found["answerQuantity"]["unit"] == "dagar"


def test_several_words_in_quotation_marks_join_nothing() -> None:
    found = conditions('rad = "a och b" eller rad = "c eller d"')
    assert [one["answerString"] for one in found] == ["a och b", "c eller d"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("tal = 3,5", SheetCode.CONDITION_VALUE),
        ("dec = mycket", SheetCode.CONDITION_VALUE),
        ("tid = 25.00", SheetCode.CONDITION_VALUE),
        ("punkt > 2026-02-30 10:00", SheetCode.CONDITION_VALUE),
        ("mängd > 3 år", SheetCode.CONDITION_VALUE),
        ("datum > våren", SheetCode.CONDITION_VALUE),
        ("val = Ingen", SheetCode.CONDITION_VALUE),
        ("jn > ja", SheetCode.CONDITION_ORDER),
        ("info = ja", SheetCode.CONDITION_TARGET),
        ("barn är ifylld", SheetCode.CONDITION_TARGET),
        ("saknas är ifylld", SheetCode.CONDITION_TARGET),
        ('rad = "öppet', SheetCode.TEMPLATE),
        ("tal", SheetCode.CONDITION_SYNTAX),
        ("och", SheetCode.CONDITION_SYNTAX),
        ("tal = 1 och", SheetCode.CONDITION_SYNTAX),
        ("tal = 1 och dec = 2 eller tid = 9.00", SheetCode.CONDITION_MIXED),
    ],
)
def test_what_cannot_be_used(cell: str, code: SheetCode) -> None:
    if code is SheetCode.TEMPLATE:  # an odd quotation mark is part of the text
        assert conditions(cell)
    else:
        assert fault(cell)[0] is code


def test_an_answer_that_is_not_in_the_list_is_told_with_those_that_are() -> None:
    _, params = fault("val = Ingen")
    assert params == {"question": "val", "value": "Ingen", "type": "val", "codes": "0, 1, 2"}


def test_not_equal_must_also_ask_for_an_answer() -> None:
    """E5: it is met by an unanswered question, which nobody means."""
    code, params = fault("tal != 3")
    assert (code, params["code"]) == (SheetCode.TEMPLATE, Code.CONDITION_UNANSWERED)
    assert len(conditions("tal är ifylld och tal != 3")) == 2


def test_a_target_in_a_repeated_group_is_warned_of_from_outside_alone() -> None:
    code, params = fault("barn.namn är ifylld")
    assert (code, params["code"]) == (SheetCode.TEMPLATE, Code.CONDITION_SCOPE)
    inside = {"id": "barn.mer", "typ": "rad", "visas om": "barn.namn är ifylld"}
    assert faults(compiled(*ASKED, inside)) == ()


def test_a_target_under_a_question_is_found() -> None:
    rows = (
        {"id": "a", "typ": "val", "svar": "grad"},
        {"id": "a.1", "typ": "rad"},
        {"id": "a.2", "typ": "rad", "visas om": "a.1 är ifylld"},
    )
    assert faults(compiled(*rows)) == ()


def test_a_name_that_is_nowhere_is_said_once_with_every_row() -> None:
    rows = [{"id": f"x{n}", "typ": "rad", "visas om": "4.3 = ja"} for n in range(3)]
    [found] = faults(compiled(*rows))
    assert (found.row, found.also, found.params) == (2, (3, 4), {"question": "4.3"})


def test_a_fault_in_the_question_is_not_said_again_of_its_conditions() -> None:
    rows = (
        {"id": "a", "typ": "vall"},
        {"id": "b", "typ": "val", "svar": "saknas"},
        {"id": "x", "typ": "rad", "visas om": "a = 3 eller b >= 2"},
    )
    assert [(one.row, one.code) for one in faults(compiled(*rows))] == [
        (2, SheetCode.UNKNOWN_WORD),
        (3, SheetCode.UNKNOWN_LIST),
    ]


words = st.sampled_from(
    [
        *(row["id"] for row in ASKED),
        *("och", "eller", "=", "!=", ">=", "<", "är", "ifylld", "inte"),
        *("ja", "3", "2,5", "9.30", "2026-01-01", '"', "”", "\xa0", "2 veckor", "0"),
    ]
)


@given(st.lists(words, max_size=9).map(" ".join))
def test_no_words_make_it_fall(cell: str) -> None:
    result = compiled(*ASKED, {"id": "x", "typ": "rad", "visas om": cell})
    assert (result.data is None) == bool(faults(result))
    assert {one.row for one in faults(result)} <= {len(ASKED) + 2}
