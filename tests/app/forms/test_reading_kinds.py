"""Every type of item, every way to show it and every bound, as the engine gets to see it."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.forms.load import load_form, usable
from app.forms.model import Constraint, Control, Form, Item, Kind
from app.forms.problems import Code, Severity
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
    codes,
    control,
    form,
    group,
    item,
    load,
    option,
    page,
    template,
)

SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
KG = {"system": "http://unitsofmeasure.org", "code": "kg", "display": "kilo"}


def extension(name: str, **value: Any) -> dict[str, Any]:
    return {"url": CORE + name, **value}


def only(*items: Any) -> Item:
    (found,) = form(*items).items
    return found


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("boolean", Kind.BOOLEAN),
        ("integer", Kind.INTEGER),
        ("decimal", Kind.DECIMAL),
        ("date", Kind.DATE),
        ("dateTime", Kind.DATE_TIME),
        ("time", Kind.TIME),
        ("quantity", Kind.QUANTITY),
        ("url", Kind.URL),
        ("string", Kind.STRING),
        ("text", Kind.TEXT),
        ("coding", Kind.CODING),
    ],
)
@pytest.mark.req("F045")
def test_every_type_of_question_can_be_answered(name: str, kind: Kind) -> None:
    assert only(item("a", name)).kind is kind


QUANTITY = {"value": 70.50, "unit": "kilo", "system": "u", "code": "kg"}


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("boolean", {"valueBoolean": False}, False),
        ("integer", {"valueInteger": -3}, -3),
        ("decimal", {"valueDecimal": 2.5}, Number("2.5")),
        ("decimal", {"valueDecimal": 2}, Number("2")),
        ("decimal", {"valueInteger": 2}, Number("2")),
        ("date", {"valueDate": "2019-03"}, PartialDate("2019-03")),
        ("dateTime", {"valueDateTime": "2019"}, DateTime("2019")),
        ("dateTime", {"valueDate": "2019-03"}, DateTime("2019-03")),
        (
            "dateTime",
            {"valueDateTime": "2026-03-14T09:30:00+01:00"},
            DateTime("2026-03-14T09:30:00+01:00"),
        ),
        ("time", {"valueTime": "09:30:00"}, TimeOfDay("09:30:00")),
        ("quantity", {"valueQuantity": QUANTITY}, Quantity(Number("70.5"), "kilo", "u", "kg")),
        ("url", {"valueUri": "https://exempel.se"}, "https://exempel.se"),
        ("string", {"valueString": "x"}, "x"),
        ("text", {"valueString": "x\ny"}, "x\ny"),
    ],
)
def test_a_question_may_have_a_value_from_the_start(kind: str, raw: Any, value: Value) -> None:
    assert only(item("a", kind, initial=[raw])).initial == (value,)


def test_a_number_keeps_the_digits_that_were_written() -> None:
    data = json.dumps(template(item("a", "decimal", initial=[{"valueDecimal": 7}])))
    read = load_form(data.replace("7}", "7.2500}").encode()).form
    assert read is not None
    assert read.items[0].initial == (Number("7.2500"),)


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (item("a", initial=[{"valueString": "x"}, {"valueString": "y"}]), Code.INITIAL_SEVERAL),
        (group("a", item("b"), initial=[{"valueString": "x"}]), Code.INITIAL_MISPLACED),
        (item("a", "display", initial=[{"valueString": "x"}]), Code.INITIAL_MISPLACED),
        (item("a", "integer", initial=[{"valueString": "x"}]), Code.INITIAL_TYPE),
        (item("a", "integer", initial=[{"valueBoolean": True}]), Code.INITIAL_TYPE),
        (item("a", "decimal", initial=[{"valueBoolean": True}]), Code.INITIAL_TYPE),
        (item("a", "date", initial=[{"valueDateTime": "2019"}]), Code.INITIAL_TYPE),
        (item("a", "coding", initial=[{"valueCoding": {"code": "x"}}]), Code.INITIAL_TYPE),
        (item("a", "date", initial=[{"valueDate": "2019-02-30"}]), Code.WRONG_TYPE),
        (item("a", "time", initial=[{"valueTime": "25:00:00"}]), Code.WRONG_TYPE),
        (item("a", "dateTime", initial=[{"valueDateTime": "2019-01-01T09:30"}]), Code.WRONG_TYPE),
        (item("a", "quantity", initial=[{"valueQuantity": {"unit": "kg"}}]), Code.WRONG_TYPE),
        (
            item("a", "quantity", initial=[{"valueQuantity": {"value": 1, "comparator": "<"}}]),
            Code.WRONG_TYPE,
        ),
        (item("a", initial=[{}]), Code.MISSING),
        (
            item(
                "a",
                "coding",
                answerOption=[
                    option("r", initialSelected=True),
                    option("g", initialSelected=True),
                ],
            ),
            Code.INITIAL_SEVERAL,
        ),
    ],
)
def test_values_from_the_start_that_cannot_be_answers_are_refused(made: Any, code: Code) -> None:
    result = load(made)
    assert code in {problem.code for problem in result.reasons}


def test_options_may_be_chosen_from_the_start() -> None:
    chosen = [option("r", initialSelected=True), option("g", initialSelected=True), option("b")]
    made = only(item("a", "coding", answerOption=chosen, repeats=True))
    assert [o.initial for o in made.options] == [True, True, False]


def test_a_value_from_the_start_beside_options_is_only_warned_about() -> None:
    red = {"valueCoding": {"system": "s", "code": "r"}}
    result = load(item("a", "coding", initial=[red]))
    assert [(p.code, p.severity) for p in result.problems] == [
        (Code.INITIAL_WITH_OPTIONS, Severity.WARNING)
    ]
    assert result.form is not None
    assert result.form.items[0].initial == (Coding("r", "s"),)


@pytest.mark.parametrize("name", list(Constraint))
def test_what_may_be_answered_beside_the_options(name: Constraint) -> None:
    label = {"url": SDC + "openLabel", "valueString": "Annat"}
    made = only(item("a", "coding", answerConstraint=name.value, extension=[label]))
    assert made.constraint is name
    assert made.open_label == "Annat"


def test_own_words_may_be_there_from_the_start_beside_options() -> None:
    words = {"answerConstraint": "optionsOrString", "initial": [{"valueString": "eget"}]}
    assert only(item("a", "coding", **words)).initial == ("eget",)


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (item("a", "coding", answerConstraint="whatever"), Code.WRONG_TYPE),
        (item("a", answerConstraint="optionsOnly"), Code.OPTIONS_MISPLACED),
        (item("a", "boolean", answerOption=[option("r")]), Code.OPTIONS_MISPLACED),
        (item("a", "text", answerOption=[{"valueString": "x"}]), Code.OPTIONS_MISPLACED),
        (item("a", "url", answerOption=[{"valueUri": "urn:x"}]), Code.OPTIONS_MISPLACED),
        (item("a", "integer", answerOption=[{"valueString": "x"}]), Code.OPTION_TYPE),
        (
            item("a", "coding", answerOption=[option("r")], answerValueSet="#v"),
            Code.OPTIONS_TWICE,
        ),
    ],
)
def test_options_that_do_not_suit_the_question_are_refused(made: Any, code: Code) -> None:
    assert code in {problem.code for problem in load(made).reasons}


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("integer", {"valueInteger": 1}, 1),
        ("date", {"valueDate": "2019"}, PartialDate("2019")),
        ("time", {"valueTime": "09:30:00"}, TimeOfDay("09:30:00")),
        ("string", {"valueString": "x"}, "x"),
    ],
)
def test_options_of_every_type_that_may_have_them(kind: str, raw: Any, value: Value) -> None:
    assert only(item("a", kind, answerOption=[raw])).options[0].value == value


@pytest.mark.parametrize(
    ("kind", "low", "value"),
    [
        ("integer", {"valueInteger": -3}, -3),
        ("decimal", {"valueDecimal": 0.5}, Number("0.5")),
        ("decimal", {"valueInteger": 2}, Number("2")),
        ("date", {"valueDate": "2019-03"}, PartialDate("2019-03")),
        ("date", {"valueDateTime": "2019-03-14"}, PartialDate("2019-03-14")),
        ("dateTime", {"valueDate": "2019-03"}, DateTime("2019-03")),
        ("dateTime", {"valueDateTime": "2019"}, DateTime("2019")),
        ("time", {"valueTime": "09:30:00"}, TimeOfDay("09:30:00")),
        ("quantity", {"valueQuantity": {"value": 1, "unit": "g"}}, Quantity(Number("1"), "g")),
    ],
)
def test_bounds_of_everything_that_has_an_order(kind: str, low: Any, value: Value) -> None:
    found = only(item("a", kind, extension=[extension("minValue", **low)]))
    assert found.minimum == value
    found = only(item("a", kind, extension=[extension("maxValue", **low)]))
    assert found.maximum == value


def test_the_bounds_of_a_quantity_have_names_of_their_own() -> None:
    low = {"url": SDC + "minQuantity", "valueQuantity": {"value": 5, "unit": "kg"}}
    high = {"url": SDC + "maxQuantity", "valueQuantity": {"value": 50, "unit": "kg"}}
    made = only(item("a", "quantity", extension=[low, high]))
    assert (made.minimum, made.maximum) == (
        Quantity(Number("5"), "kg"),
        Quantity(Number("50"), "kg"),
    )


@pytest.mark.parametrize(
    ("kind", "bound"),
    [
        ("integer", {"valueDecimal": 0.5}),
        ("integer", {"valueDate": "2019"}),
        ("string", {"valueInteger": 1}),
        ("date", {"valueDateTime": "2026-03-14T09:30:00+01:00"}),
        ("quantity", {"valueInteger": 1}),
        ("boolean", {"valueBoolean": True}),
    ],
)
def test_bounds_of_another_type_are_refused(kind: str, bound: Any) -> None:
    result = load(item("a", kind, extension=[extension("minValue", **bound)]))
    assert [problem.code for problem in result.reasons] == [Code.BOUNDS_TYPE]


def test_the_smaller_things_that_are_said_of_an_item() -> None:
    made = only(
        item(
            "a",
            "integer",
            maxLength=None,
            extension=[
                extension("questionnaire-sliderStepValue", valueInteger=5),
                extension("entryFormat", valueString="ÅÅÅÅ"),
                {"url": SDC + "shortText", "valueString": "Kort"},
                extension("questionnaire-hidden", valueBoolean=True),
                extension("questionnaire-choiceOrientation", valueCode="horizontal"),
                extension("questionnaire-minOccurs", valueInteger=0),
                extension("questionnaire-maxOccurs", valueInteger=3),
                control("slider"),
            ],
        )
    )
    assert (made.step, made.entry_format, made.short_text) == (5, "ÅÅÅÅ", "Kort")
    assert (made.hidden, made.sideways, made.control) == (True, True, Control.SLIDER)
    assert (made.min_occurs, made.max_occurs) == (0, 3)
    places = extension("maxDecimalPlaces", valueInteger=2)
    assert only(item("a", "decimal", extension=[places])).max_decimals == 2
    length = extension("minLength", valueInteger=2)
    made = only(item("a", "string", maxLength=9, extension=[length]))
    assert (made.min_length, made.max_length) == (2, 9)


def test_a_quantity_has_units_and_other_numbers_only_show_one() -> None:
    unit = extension("questionnaire-unit", valueCoding=KG)
    gram = {"system": "http://unitsofmeasure.org", "code": "g"}
    more = extension("questionnaire-unitOption", valueCoding=gram)
    kilo = Coding("kg", "http://unitsofmeasure.org", "kilo")
    made = only(
        item(
            "a",
            "quantity",
            extension=[more, unit, extension("questionnaire-unitOption", valueCoding=KG)],
        )
    )
    assert made.units == (kilo, Coding("g", "http://unitsofmeasure.org"))
    assert made.unit == "kilo"
    weight = only(item("a", "decimal", extension=[unit]))
    assert (weight.unit, weight.units) == ("kilo", ())
    words = extension("questionnaire-unit", valueCoding={"display": "varv"})
    assert only(item("a", "quantity", extension=[words])).unit == "varv"


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        *((kind, "radio-button") for kind in ("coding", "boolean", "integer", "string")),
        *((kind, "drop-down") for kind in ("coding", "time", "date")),
        ("coding", "check-box"),
        ("coding", "autocomplete"),
        ("integer", "slider"),
        ("decimal", "spinner"),
        ("string", "text-box"),
        ("group", "page"),
        ("group", "list"),
        ("group", "header"),
        ("display", "footer"),
        *(
            ("display", name)
            for name in ("help", "flyover", "prompt", "unit", "lower", "upper", "legal")
        ),
    ],
)
def test_controls_that_suit_their_kind(kind: str, name: str) -> None:
    below = [item("b")] if kind == "group" else []
    assert only(item("a", kind, *below, extension=[control(name)])).control == name


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("string", "page"),
        ("group", "radio-button"),
        ("string", "help"),
        ("text", "slider"),
        ("group", "gtable"),
        ("display", "moon"),
    ],
)
def test_other_controls_are_left_out_with_a_note(kind: str, name: str) -> None:
    below = [item("b")] if kind == "group" else []
    result = load(item("a", kind, *below, extension=[control(name)]))
    assert result.form is not None
    assert result.form.items[0].control is Control.USUAL
    assert [(p.code, p.params) for p in result.problems] == [(Code.IGNORED, {"feature": name})]


def test_what_decorates_an_item_stands_under_it() -> None:
    helping = item("a-hjälp", "display", extension=[control("help")])
    flying = item("a-mer", "display", extension=[control("flyover")])
    lower = item("a-låg", "display", extension=[control("lower")])
    first = only(page("p", {**item("a", "integer", helping, flying, lower), "prefix": "1"}))
    assert first.control is Control.PAGE
    assert first.items[0].help == "Fråga a-hjälp\nFråga a-mer"
    assert first.items[0].beside(Control.LOWER) == "Fråga a-låg"
    assert first.items[0].prefix == "1"


def test_groups_repeat_and_questions_have_questions_below() -> None:
    deep = only(group("g", item("a", "coding", item("b", "integer"), repeats=True), repeats=True))
    assert deep.repeats
    assert deep.items[0].repeats
    assert deep.items[0].items[0].kind is Kind.INTEGER


def head(**more: Any) -> Form:
    found = load(item("a"), **more).form
    assert found is not None
    return found


def test_the_head_of_a_template() -> None:
    read = head(
        language="sv-SE",
        description="d",
        publisher="p",
        date="2026-01-01",
        copyright="c",
        purpose="s",
        derivedFrom=["urn:x|1", "urn:y"],
        code=[{"system": "urn:aktvalv:mallslag", "code": "assessment"}],
        effectivePeriod={"start": "2026-01-01T00:00:00+01:00", "end": "2026"},
    )
    assert (read.language, read.description, read.publisher) == ("sv-SE", "d", "p")
    assert (read.date, read.copyright, read.purpose) == ("2026-01-01", "c", "s")
    assert read.derived_from == ("urn:x|1", "urn:y")
    assert read.codes == (Coding("assessment", "urn:aktvalv:mallslag"),)
    assert (read.effective_from, read.effective_until) == ("2026-01-01", "2026")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"status": "done"}, Code.BAD_STATUS),
        ({"derivedFrom": "urn:x"}, Code.WRONG_TYPE),
        ({"derivedFrom": [1]}, Code.WRONG_TYPE),
        ({"effectivePeriod": {"start": "snart"}}, Code.WRONG_TYPE),
        ({"effectivePeriod": "2026"}, Code.WRONG_TYPE),
        ({"code": [{}]}, Code.MISSING),
    ],
)
def test_a_head_that_is_not_understood_is_refused(more: Any, code: Code) -> None:
    assert code in codes(load(item("a"), **more))


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({}, None),
        ({"status": "draft"}, None),
        ({"status": "retired"}, Code.RETIRED),
        ({"effectivePeriod": {"start": "2026-06-02"}}, Code.NOT_YET_IN_FORCE),
        ({"effectivePeriod": {"start": "2026-06-01", "end": "2026-06-01"}}, None),
        ({"effectivePeriod": {"end": "2026-05"}}, Code.NO_LONGER_IN_FORCE),
        ({"effectivePeriod": {"end": "2026"}}, None),
    ],
)
@pytest.mark.req("F126")
def test_new_answers_are_given_only_while_a_template_is_in_force(
    more: Any, code: Code | None
) -> None:
    found = usable(head(**more), date(2026, 6, 1))
    assert (found.code if found else None) is code
    assert load(item("a"), **more).answerable  # what was begun is still finished and read


def test_weights_are_exact() -> None:
    weight = {"extension": [extension("itemWeight", valueDecimal=0.1)]}
    made = only(item("a", "coding", answerOption=[option("r", **weight)]))
    assert made.options[0].weight == Decimal("0.1")
