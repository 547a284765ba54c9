"""Templates of the versions that are in use: one shape for the engine, and no mixture."""

from __future__ import annotations

from typing import Any

import pytest

from app.forms.dialects import Dialect, as_r5, dialects
from app.forms.model import Constraint, Kind
from app.forms.problems import Code
from tests.app.forms.build import CORE, codes, group, item, load, option, template


def test_the_older_way_of_choices_is_read() -> None:
    result = load(
        item("a", "choice", answerOption=[option("r"), option("g")]),
        item("b", "choice", answerOption=[{"valueInteger": 1}, {"valueInteger": 2}]),
        item("c", "choice", answerOption=[{"valueString": "x"}]),
        item("d", "choice", answerOption=[{"valueDate": "2019"}]),
        item("e", "choice", answerOption=[{"valueTime": "09:30:00"}]),
    )
    assert result.form is not None
    assert [i.kind for i in result.form.items] == [
        Kind.CODING, Kind.INTEGER, Kind.STRING, Kind.DATE, Kind.TIME,
    ]  # fmt: skip
    assert {i.constraint for i in result.form.items} == {Constraint.OPTIONS_ONLY}
    assert result.answerable


def test_the_older_way_of_own_words_beside_options_is_read() -> None:
    result = load(item("a", "open-choice", answerOption=[option("r")]))
    assert result.form is not None
    assert result.answerable
    assert result.form.items[0].kind is Kind.CODING
    assert result.form.items[0].constraint is Constraint.OPTIONS_OR_STRING


@pytest.mark.parametrize(
    "oldest",
    [
        item("b", "choice", option=[{"valueString": "x"}]),
        item("b", "choice", options={"reference": "#v"}),
        item("b", enableWhen=[{"question": "a", "hasAnswer": True}]),
    ],
)
def test_the_oldest_templates_are_refused_with_a_hint(oldest: Any) -> None:
    result = load(item("a"), oldest)
    assert result.reasons[0].code is Code.OLD_TEMPLATE
    assert result.reasons[0].where == "item[1]"


@pytest.mark.parametrize(
    "newer",
    [
        item("b", "coding"),
        item("b", answerConstraint="optionsOnly", answerOption=[{"valueString": "x"}]),
        item("b", disabledDisplay="hidden"),
    ],
)
def test_a_mixture_is_refused_and_both_places_are_named(newer: Any) -> None:
    result = load(group("g", item("a", "choice", answerOption=[option("r")])), newer)
    mixed = next(p for p in result.reasons if p.code is Code.MIXED_VERSIONS)
    assert (mixed.where, mixed.params) == ("item[1]", {"first": "item[0].item[0]"})


def test_the_versions_are_told_by_their_words() -> None:
    assert dialects(template(item("a"), item("b", "integer"))) == {}
    assert list(dialects(template(item("a", "choice")))) == [Dialect.R4]
    assert list(dialects(template(item("a", "coding")))) == [Dialect.R5]


def test_older_names_of_weights_become_the_present_one() -> None:
    weight = {"extension": [{"url": CORE + "ordinalValue", "valueDecimal": 2}]}
    lifted = as_r5(template(item("a", "choice", answerOption=[option("r", **weight)])))
    assert lifted["item"][0]["answerOption"][0]["extension"][0]["url"] == CORE + "itemWeight"  # type: ignore[index,call-overload]


def test_what_already_is_r5_stays_as_it_was() -> None:
    made = template(item("a", "coding"), group("g", item("b", disabledDisplay="hidden")))
    assert as_r5(made) == made


@pytest.mark.parametrize("strange", [[], {}, 7, None, [7], [[]], "x"])
def test_strange_shapes_are_nothing_to_fall_over(strange: Any) -> None:
    for key in ("item", "answerOption", "enableWhen", "type", "contained"):
        made = template(item("a", "choice", **{key: strange}), **{key: strange})
        dialects(made)
        as_r5(made)
        assert codes(load(item("a", **{key: strange}))) is not None
