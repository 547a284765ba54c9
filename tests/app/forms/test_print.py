"""A filled form and an empty template as headings and paragraphs."""

from __future__ import annotations

from typing import Any

import pytest

from app.documents.blocks import Facts, Heading, ListBlock, Text, TextStyle
from app.forms.measures import measures
from app.forms.model import OWNER_SYSTEM, ROLE_SYSTEM, Item, Kind
from app.forms.print import printed
from app.forms.printed_template import printed_template
from app.forms.session import FormSession
from app.forms.values import Coding, DateTime, Number, PartialDate, Quantity, TimeOfDay, Value
from app.forms.wording import shown
from tests.app.forms.build import (
    CORE,
    answer,
    at,
    colour,
    control,
    form,
    group,
    item,
    option,
    page,
    session,
    shown_if,
    when,
)


def display(link: str, code: str, text: str, **more: Any) -> dict[str, Any]:
    return item(link, "display", extension=[control(code)], **more) | {"text": text}


def ruler(link: str, **more: Any) -> dict[str, Any]:
    bounds = [
        {"url": CORE + "minValue", "valueInteger": 0},
        {"url": CORE + "maxValue", "valueInteger": 10},
    ]
    ends = [display(f"{link}-l", "lower", "Inte alls"), display(f"{link}-u", "upper", "Helt")]
    return item(link, "integer", *ends, extension=[control("slider"), *bounds], **more)


def lines(filled: FormSession) -> list[str]:
    """Every block as one line of text."""
    found: list[str] = []
    for block in printed(filled.form, filled.complete()):
        match block:
            case Heading(text=text, level=level):
                found.append(f"{'#' * level} {text}")
            case Text(text=text):
                found.append(text)
            case Facts(rows=rows):
                found += [f"{row.label}: {row.value}" for row in rows]
    return found


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (Kind.BOOLEAN, False, "Nej"),
        (Kind.INTEGER, -3, "−3 st"),
        (Kind.DECIMAL, Number("-2.50"), "−2,50 st"),
        (Kind.QUANTITY, Quantity(Number("70.5"), "kg"), "70,5 kg"),
        (Kind.DATE, PartialDate("2019-03"), "mars 2019"),
        (Kind.DATE_TIME, DateTime("2026-07-01T09:30:00+02:00"), "2026-07-01 kl. 09:30"),
        (Kind.DATE_TIME, DateTime("2026-07"), "juli 2026"),
        (Kind.DATE_TIME, DateTime("2026-07-01T09:30:00Z"), "2026-07-01 kl. 09:30:00Z"),
        (Kind.TIME, TimeOfDay("09:30:00"), "kl. 09:30"),
        (Kind.CODING, Coding("r", "s", "Rött"), "Rött"),
        (Kind.URL, "https://exempel.se", "https://exempel.se"),
    ],
)
def test_answers_in_swedish(kind: Kind, value: Value, expected: str) -> None:
    assert shown(Item("a", kind, unit="st"), value) == expected


@pytest.mark.req("F126")
def test_repetitions_are_numbered_and_nested_answers_stand_under_theirs() -> None:
    filled = session(
        page(
            "p",
            group("barn", item("namn"), repeats=True) | {"text": "Barn"},
            item("stöd", "coding", item("hur"), repeats=True),
            item("skola", "boolean", item("vilken")),
        )
    )
    answer(filled, "namn", "Ett")
    filled.add_repetition(at(filled, "barn"))
    filled.set_answers((("p", 0), ("barn", 1), ("namn", 0)), ["Två"])
    answer(filled, "stöd", colour("r"), colour("g"))
    filled.set_answers((("p", 0), ("stöd", 1), ("hur", 0)), ["Så"])
    answer(filled, "skola", True)
    filled.set_answers((("p", 0), ("skola", 0), ("vilken", 0)), ["Skolan"])
    assert lines(filled) == [
        "## Fråga p",
        "### Barn 1",
        "Fråga namn: Ett",
        "### Barn 2",
        "Fråga namn: Två",
        "Fråga stöd: R, G",
        "### Fråga stöd: G",
        "Fråga hur: Så",
        "Fråga skola: Ja",
        "Fråga vilken: Skolan",
    ]


def test_the_heading_of_what_stands_under_an_answer_reads_well_after_a_question() -> None:
    asked = item("sätt", "coding", item("hur"), repeats=True) | {"text": "På vilka sätt?"}
    filled = session(page("p", asked))
    answer(filled, "sätt", colour("r"), colour("g"))
    filled.set_answers((("p", 0), ("sätt", 0), ("hur", 0)), ["Så"])
    assert "### På vilka sätt? R" in lines(filled)


def test_a_scale_says_how_far_it_goes_and_what_its_ends_mean() -> None:
    filled = session(ruler("a"))
    answer(filled, "a", 7)
    assert lines(filled) == ["Fråga a: 7 av 10 (0 = Inte alls, 10 = Helt)"]


def test_headers_footers_and_legal_texts_stand_where_they_belong_and_nothing_hidden() -> None:
    hidden = {"url": CORE + "questionnaire-hidden", "valueBoolean": True}
    filled = session(
        display("h", "header", "Överst"),
        page("p", item("a"), display("l", "legal", "Enligt lag"), item("x", extension=[hidden])),
        display("f", "footer", "Nederst"),
    )
    answer(filled, "a", "ord")
    answer(filled, "x", "gömt")
    assert lines(filled) == ["Överst", "## Fråga p", "Enligt lag", "Fråga a: ord", "Nederst"]
    assert [page.title for page in filled.pages()] == ["Fråga p"]


def test_what_the_client_has_said_is_set_apart_and_its_owner_named() -> None:
    owned = {"code": [{"system": OWNER_SYSTEM, "code": "client"}]}
    filled = session(item("a", "text", **owned))
    answer(filled, "a", "Egna ord")
    assert printed(filled.form, filled.complete()) == (
        Heading(text="Fråga a (Uppgift från den enskilde)"),
        Text(text="Egna ord", style=TextStyle.OWN_WORDS),
    )


def test_an_empty_template_can_be_read() -> None:
    template = form(
        page(
            "p",
            item("a", "boolean", required=True),
            item("b", "coding", repeats=True, answerConstraint="optionsOrString"),
            ruler("c", **shown_if(when("a"))),
            group("g", item("d", "date"), repeats=True),
            item("t", "display"),
        )
    )
    blocks = printed_template(template)
    assert blocks[:2] == (Heading(text="Fråga p", level=2), Heading(text="Fråga a", level=3))
    texts = [block.text for block in blocks if isinstance(block, Text)]
    assert texts == [
        "Ja eller nej, obligatorisk.",
        "Ett eller flera av svaren.",
        "Heltal, 0 till 10. Visas om ”Fråga a” är Ja.",
        "0 = Inte alls, 10 = Helt",
        "Kan upprepas.",
        "Datum, helt eller delvis.",
        "Fråga t",
    ]
    assert [block.items for block in blocks if isinstance(block, ListBlock)] == [
        ("R", "G", "B", "Annat, med egna ord")
    ]


# -------------------------------------------------------------------------------- measures

MEASURE = {"code": [{"system": ROLE_SYSTEM, "code": "measure"}]}


def weighed(*weights: float) -> list[dict[str, Any]]:
    url = "http://hl7.org/fhir/StructureDefinition/itemWeight"
    return [
        option(code, extension=[{"url": url, "valueDecimal": weight}])
        for code, weight in zip("rgb", weights, strict=False)
    ]


def test_measures_are_rulers_and_weighed_choices() -> None:
    filled = session(
        page(
            "p",
            ruler("a", **MEASURE),
            item("b", "coding", answerOption=weighed(1, 2, 3), **MEASURE),
            ruler("c"),
            ruler("d", **MEASURE),
        )
    )
    answer(filled, "a", 7)
    answer(filled, "b", colour("g"))
    answer(filled, "c", 1)
    found = measures(filled.form, filled.complete())
    assert [(m.key, m.label, m.value, m.lowest, m.highest, m.shown) for m in found] == [
        ("a", "Fråga a", 7, 0, 10, "7 av 10"),
        ("b", "Fråga b", 2, 1, 3, "G"),
    ]


def test_what_has_no_place_between_two_ends_is_no_measure() -> None:
    filled = session(
        item("a", "integer", **MEASURE),
        item("b", "coding", answerOption=weighed(1.5, 2), **MEASURE),
        group("g", ruler("c", **MEASURE), repeats=True),
    )
    answer(filled, "a", 7)
    answer(filled, "b", colour("r"))
    answer(filled, "c", 3)
    assert measures(filled.form, filled.complete()) == ()
