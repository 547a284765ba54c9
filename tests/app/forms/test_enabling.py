"""Which questions are asked. Each test is named after its rule in docs/forms.md."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.comparing import compare
from app.forms.conditions import Dependencies
from app.forms.content import Entries
from app.forms.model import Form
from app.forms.problems import Code, Severity
from app.forms.session import FormSession
from app.forms.standing import Standing
from app.forms.tree import Tree
from app.forms.values import Coding, PartialDate, Value
from tests.app.forms.build import (
    answer,
    at,
    codes,
    colour,
    group,
    item,
    load,
    session,
    shown,
    shown_if,
    when,
)

EXISTS = when("a", "exists", answerBoolean=True)
MISSING = when("a", "exists", answerBoolean=False)


def standing(form: Form, entries: Entries) -> Standing:
    return Standing(Tree(form, {}), Dependencies(form), entries)


def test_without_conditions_everything_is_asked() -> None:
    assert shown(session(item("a")), "a")


def test_e1_a_disabled_item_disables_all_below_it() -> None:
    filled = session(
        item("a", "boolean"),
        group("g", group("h", item("c"), **shown_if(when("b", "exists", answerBoolean=False))),
              **shown_if(when("a"))),
        item("b"),
    )  # fmt: skip
    assert not shown(filled, "c")
    answer(filled, "a", True)
    assert shown(filled, "c")
    answer(filled, "b", "text")
    assert not shown(filled, "c")


def test_e1_hidden_and_read_only_are_inherited_from_groups() -> None:
    hidden = {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden"}
    filled = session(
        group("g", item("a"), extension=[{**hidden, "valueBoolean": True}]),
        group("h", item("b"), readOnly=True),
    )
    assert not shown(filled, "a")
    assert filled.node((("h", 0), ("b", 0))).read_only
    assert filled.progress().askable == 0


def test_e1_a_read_only_question_leaves_what_stands_under_it_open() -> None:
    filled = session(
        item("a", "boolean", item("b"), readOnly=True, initial=[{"valueBoolean": True}])
    )
    assert filled.node(at(filled, "a")).read_only
    assert not filled.node(at(filled, "b")).read_only
    answer(filled, "b", "ord")
    assert filled.progress().percent == 100


@pytest.mark.parametrize("locked", ["a", "b"])
def test_e1_what_can_only_be_read_is_not_answered(locked: str) -> None:
    filled = session(item("a", readOnly=True), group("h", item("b"), readOnly=True))
    with pytest.raises(ValueError, match="only to be read"):
        answer(filled, locked, "ord")
    with pytest.raises(ValueError, match="only to be read"):
        filled.set_malformed(at(filled, locked), "31 feb")
    assert filled.draft().items == ()


def chain() -> FormSession:
    return session(
        item("a", "boolean"),
        item("b", "boolean", **shown_if(when("a"))),
        item("c", **shown_if(when("b"))),
    )


def test_e2_a_disabled_question_counts_as_unanswered() -> None:
    filled = chain()
    answer(filled, "a", True)
    answer(filled, "b", True)
    answer(filled, "c", "text")
    answer(filled, "a", False)
    assert not shown(filled, "b")
    assert not shown(filled, "c")


def test_e2_what_a_chain_held_comes_back() -> None:
    filled = chain()
    answer(filled, "a", True)
    answer(filled, "b", True)
    answer(filled, "c", "text")
    answer(filled, "a", False)
    answer(filled, "a", True)
    assert shown(filled, "c")
    assert filled.node((("c", 0),)).values == ("text",)


def test_e3_any_of_several_answers_will_do() -> None:
    asked = when("a", answerCoding={"system": "s", "code": "g"})
    filled = session(item("a", "coding", repeats=True), item("b", **shown_if(asked)))
    answer(filled, "a", colour("r"), colour("b"))
    assert not shown(filled, "b")
    answer(filled, "a", colour("r"), colour("g"))
    assert shown(filled, "b")


@pytest.mark.parametrize(("condition", "without", "with_answer"), [(EXISTS, 0, 1), (MISSING, 1, 0)])
def test_e4_exists(condition: dict[str, object], without: bool, with_answer: bool) -> None:
    filled = session(item("a"), item("b", **shown_if(condition)))
    assert shown(filled, "b") == without
    answer(filled, "a", "text")
    assert shown(filled, "b") == with_answer
    answer(filled, "a", "  ")
    assert shown(filled, "b") == without


def test_e4_exists_takes_only_yes_and_no() -> None:
    result = load(item("a"), item("b", **shown_if(when("a", "exists", answerString="ja"))))
    assert Code.CONDITION_OPERATOR in codes(result)
    assert not result.answerable


def test_e5_unequal_is_met_by_no_answer_and_warned_about() -> None:
    result = load(item("a"), item("b", **shown_if(when("a", "!=", answerString="x"))))
    assert [(p.code, p.severity) for p in result.problems] == [
        (Code.CONDITION_UNANSWERED, Severity.WARNING)
    ]
    assert result.form is not None
    filled = FormSession(result.form)
    assert shown(filled, "b")
    answer(filled, "a", "x")
    assert not shown(filled, "b")
    answer(filled, "a", "y")
    assert shown(filled, "b")


def test_e5_unequal_together_with_exists_is_not_warned_about() -> None:
    unequal = when("a", "!=", answerString="x")
    assert load(item("a"), item("b", **shown_if(EXISTS, unequal))).problems == ()


ORDER = [(">", 6, 5), ("<", 4, 5), (">=", 5, 4), ("<=", 5, 6)]


@pytest.mark.parametrize(("operator", "met", "unmet"), ORDER)
def test_e6_order_of_numbers(operator: str, met: int, unmet: int) -> None:
    bound = when("a", operator, answerInteger=5)
    filled = session(item("a", "integer"), item("b", **shown_if(bound)))
    assert not shown(filled, "b")
    answer(filled, "a", met)
    assert shown(filled, "b")
    answer(filled, "a", unmet)
    assert not shown(filled, "b")


@pytest.mark.parametrize(
    ("operator", "given", "expected"),
    [
        (">", "2020", True),
        (">", "2019-05", False),  # neither before nor after
        (">=", "2019", True),
        ("<", "2018-12-31", True),
        ("<=", "2019-05", False),
    ],
)
def test_e6_order_of_partial_dates(operator: str, given: str, expected: bool) -> None:
    filled = session(
        item("a", "date"), item("b", **shown_if(when("a", operator, answerDate="2019")))
    )
    answer(filled, "a", PartialDate(given))
    assert shown(filled, "b") is expected


def test_e6_order_needs_something_that_has_one() -> None:
    for kind, wanted in [
        ("boolean", {"answerBoolean": True}),
        ("coding", {"answerCoding": {"system": "s", "code": "r"}}),
    ]:
        result = load(item("a", kind), item("b", **shown_if(when("a", ">", **wanted))))
        assert Code.CONDITION_OPERATOR in codes(result), kind


@pytest.mark.parametrize(
    ("system", "code", "display", "expected"),
    [("s", "r", "Something else", True), ("other", "r", "R", False), ("s", "g", "R", False)],
)
def test_e7_codings_are_equal_in_system_and_code(
    system: str, code: str, display: str, expected: bool
) -> None:
    asked = when("a", answerCoding={"system": "s", "code": "r"})
    filled = session(item("a", "coding"), item("b", **shown_if(asked)))
    answer(filled, "a", Coding(code, system, display))
    assert shown(filled, "b") is expected


def test_e7_without_a_system_only_the_code_counts_and_that_is_warned_about() -> None:
    asked = when("a", answerCoding={"code": "r"})
    result = load(item("a", "coding"), item("b", **shown_if(asked)))
    assert codes(result) == {Code.CONDITION_SYSTEM}
    assert result.form is not None
    filled = FormSession(result.form)
    answer(filled, "a", colour("r"))
    assert shown(filled, "b")


@pytest.mark.parametrize(
    ("behavior", "first", "second", "expected"),
    [
        ("all", False, False, False),
        ("all", True, False, False),
        ("all", True, True, True),
        ("any", False, False, False),
        ("any", True, False, True),
        ("any", True, True, True),
    ],
)
def test_e8_all_or_any(behavior: str, first: bool, second: bool, expected: bool) -> None:
    filled = session(
        item("a", "boolean"),
        item("b", "boolean"),
        item("c", **shown_if(when("a"), when("b"), behavior=behavior)),
    )
    answer(filled, "a", first)
    answer(filled, "b", second)
    assert shown(filled, "c") is expected


def test_e8_several_conditions_must_say_how_they_go_together() -> None:
    result = load(
        item("a", "boolean"), item("b", enableWhen=[when("a"), when("a", answerBoolean=False)])
    )
    assert codes(result) == {Code.CONDITION_BEHAVIOR}
    assert not result.answerable


@pytest.mark.parametrize(
    "items",
    [
        [item("a", "boolean", **shown_if(when("a")))],
        [
            item("a", "boolean", **shown_if(when("b"))),
            item("b", "boolean", **shown_if(when("c"))),
            item("c", "boolean", **shown_if(when("a"))),
        ],
        [group("g", item("a", "boolean"), **shown_if(when("a")))],  # an own descendant
    ],
)
def test_e11_a_circle_of_conditions_is_refused_with_the_chain(items: list[object]) -> None:
    result = load(*items)
    circle = next(p for p in result.problems if p.code is Code.CONDITION_CYCLE)
    chain = circle.params["chain"].split(" → ")
    assert chain[0] == chain[-1] == circle.link_id
    assert not result.answerable


def test_e11_a_circle_counts_as_disabled_and_nothing_hangs() -> None:
    result = load(
        item("a", "boolean", **shown_if(when("b", "!="))),
        item("b", "boolean", **shown_if(when("a", "!="))),
        item("c", **shown_if(when("a", "!="))),
        item("d"),
    )
    assert result.form is not None
    assert standing(result.form, {}).enabled == {(("d", 0),)}


def test_e11_a_chain_longer_than_the_stack_is_no_circle() -> None:
    links = [f"q{number}" for number in range(3000)]
    items = [item(link, "boolean", **shown_if(when(before))) for before, link in pairwise(links)]
    result = load(item("q0", "boolean"), *items)
    assert result.form is not None
    assert result.answerable
    entries: Entries = {((link, 0),): (True,) for link in links}
    assert len(standing(result.form, entries).enabled) == 3000


def test_e12_a_question_may_depend_on_a_later_one() -> None:
    result = load(item("b", **shown_if(when("a"))), item("a", "boolean"))
    assert [(p.code, p.severity) for p in result.problems] == [
        (Code.CONDITION_LATER, Severity.INFO)
    ]
    assert result.answerable


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (group("a", item("x")), Code.CONDITION_TARGET),
        (item("a", "display"), Code.CONDITION_TARGET),
        (item("other", "boolean"), Code.CONDITION_TARGET),
        (item("a", "integer"), Code.CONDITION_TYPE),
    ],
)
def test_e13_a_condition_points_at_a_question_of_its_own_type(
    target: object, expected: Code
) -> None:
    result = load(target, item("b", **shown_if(when("a"))))
    assert expected in codes(result)
    assert not result.answerable


def test_e14_a_computed_condition_is_refused() -> None:
    extension = {
        "url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression",
        "valueExpression": {"language": "text/fhirpath", "expression": "true"},
    }
    result = load(item("a", "boolean"), item("b", extension=[extension], **shown_if(when("a"))))
    assert (Code.UNSUPPORTED, "enableWhenExpression") in [
        (p.code, p.params.get("feature")) for p in result.reasons
    ]


def test_e15_texts_to_read_are_enabled_and_disabled_too() -> None:
    filled = session(item("a", "boolean"), item("t", "display", **shown_if(when("a"))))
    assert not shown(filled, "t")
    answer(filled, "a", True)
    assert shown(filled, "t")


@given(st.permutations([("a", True), ("b", True), ("c", "x")]))
def test_the_order_of_edits_does_not_change_what_is_asked(edits: list[tuple[str, Value]]) -> None:
    filled = chain()
    for link, value in edits:
        answer(filled, link, value)
    assert [shown(filled, link) for link in "abc"] == [True, True, True]


partial_dates = st.dates(date(1900, 1, 1), date(2100, 12, 31)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]])
)


@given(partial_dates, partial_dates)
def test_partial_dates_compare_as_intervals(one: str, other: str) -> None:
    first, second = PartialDate(one), PartialDate(other)
    order = compare(first, second)
    back = compare(second, first)
    assert order is not None
    assert back is not None
    assert order == tuple(reversed(back))
    if first.text == second.text:
        assert order == (False, False)
    assert order[0] == (first.last < second.first)
