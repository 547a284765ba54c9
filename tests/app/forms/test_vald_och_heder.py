"""The template *Könsspecifika faktorer, våld och heder*, offered to everyone (F104, F146)."""

from __future__ import annotations

import pytest

from app.forms.model import Kind, walk
from app.forms.noted import instruments
from app.forms.response import walk_items
from app.forms.values import PartialDate
from tests.app.forms import filling
from tests.app.forms.asking import (
    AGAIN,
    asked_on,
    codes_of,
    item,
    node,
    required,
    say,
    shown,
    texts,
)

NAME = "vald-och-heder"
pytestmark = pytest.mark.req("F146")
AREAS = {
    "Våld": "Har den enskilde utsatts för våld av någon närstående eller någon i miljön?",
    "Kontroll och övervakning": "Bestämmer eller övervakar någon vad den enskilde gör?",
    "Heder och släkt": "Begränsas den enskilde av familjens eller släktens krav på heder?",
    "Sexuell exploatering": (
        "Har någon fått den enskilde till något sexuellt mot sin vilja, eller i utbyte mot något?"
    ),
}
THREAT = "Hur påverkar det hotet, enligt den enskilde?"
WISH = "Vilket skydd eller stöd önskar den enskilde?"


@pytest.mark.req("F104")
def test_everyone_is_asked_and_nobody_by_sex() -> None:
    """Only the first page and the wish for a contact person speak of sex or gender at all."""
    form = filling.template(NAME)
    intro = " ".join(i.text for i in form.items[0].items if i.kind is Kind.DISPLAY)
    assert "erbjuds alla, oavsett kön" in intro
    asked = {c.question for i in walk(form.items) for c in i.conditions}
    assert not any("kön" in form.by_link[link].text for link in asked)
    assert all(not page.conditions for page in form.items)


def test_the_relation_may_be_several_and_none_of_membership() -> None:
    """F174: the partner, the relative and the witness have the same path."""
    filled = filling.begun(NAME)
    asked = "Hur hör den enskilde ihop med den kriminella miljön?"
    assert {"medlem", "partner", "tidigare_partner", "slakting", "vittne", "kurir", "barn"} <= set(
        codes_of(item(filled.form, asked))
    )
    say(filled, asked, "tidigare_partner", "vittne")
    say(filled, "Sedan när, och pågår det?", "Sedan 2019", page="Relationen till miljön", nth=1)
    done = filling.completed(filled)
    (relation,) = (i for i in walk_items(done.items) if i.text == asked)
    assert [len(answer.items) for answer in relation.answers] == [0, 1]
    say(filled, asked, "ingen")
    assert not shown(filled, "Sedan när, och pågår det?", nth=AGAIN)


@pytest.mark.parametrize(("page", "asked"), AREAS.items())
@pytest.mark.parametrize("code", ["nej", "svarar_inte", "inte_fragad"])
def test_who_does_not_want_to_answer_is_asked_no_more(page: str, asked: str, code: str) -> None:
    filled = filling.begun(NAME)
    say(filled, asked, code)
    assert not shown(filled, THREAT, page=page)
    say(filled, asked, "ja")
    assert shown(filled, THREAT, page=page)
    assert shown(filled, WISH, page=page)


@pytest.mark.parametrize(
    "page",
    [
        *AREAS,
        "Relationen till miljön",
        "Barn och graviditet",
        "Beroende av andra",
        "Kunskap, skulder och vapen",
    ],
)
def test_every_area_asks_what_it_does_to_the_threat_and_what_protection_is_wished(
    page: str,
) -> None:
    texts = [i.text for i in asked_on(filling.template(NAME), page)]
    assert texts.count(THREAT) == texts.count(WISH) == 1


def test_each_kind_of_violence_has_its_own_answers() -> None:
    filled = filling.begun(NAME)
    say(filled, AREAS["Våld"], "ja")
    say(filled, "Vilka slag av våld?", "psykiskt", "ekonomiskt", "latent")
    assert codes_of(item(filled.form, "Vilka slag av våld?")) == [
        *("fysiskt", "psykiskt", "sexuellt", "ekonomiskt", "materiellt", "latent")
    ]
    say(filled, "Pågår det?", "ja", page="Våld", nth=1)
    say(filled, "Vad har hänt?", "Tog lönen varje månad", page="Våld", nth=1)
    done = filling.completed(filled)
    (kinds,) = (i for i in walk_items(done.items) if i.text == "Vilka slag av våld?")
    assert [[below.text for below in answer.items] for answer in kinds.answers] == [
        [], ["Pågår det?", "Vad har hänt?"], [],
    ]  # fmt: skip


def test_a_partner_can_be_the_one_who_is_violent_or_in_control() -> None:
    form = filling.template(NAME)
    for page in ("Våld", "Kontroll och övervakning", "Sexuell exploatering"):
        assert {"partner", "tidigare_partner"} <= set(codes_of(item(form, "Av vem?", page))), page


def test_children_shared_a_debt_and_dependence_are_asked_about_for_themselves() -> None:
    filled = filling.begun(NAME)
    binds = "Vad binder den enskilde till den andra föräldern?"
    assert not shown(filled, binds)
    say(filled, "Har den enskilde barn, eller ansvar för något barn?", True)
    assert shown(filled, binds)
    assert {"vardnad", "umgange", "ekonomi"} <= set(codes_of(item(filled.form, binds)))

    claimed = ("Vad gäller skulden?", "Vad krävs, och vad händer om det inte görs?")
    assert not any(shown(filled, text) for text in claimed)
    say(filled, "Säger någon att den enskilde har en skuld?", "ja")
    assert all(shown(filled, text) for text in claimed)

    say(filled, "Vad är den enskilde beroende av andra för?", "ekonomi", "uppehall")
    said = (("Sambon styr lönen", 0), ("Tillståndet hänger på äktenskapet", 1))
    for words, nth in said:
        say(filled, "Vad behövs för att klara det utan dem?", words, nth=nth)
    done = filling.completed(filled)
    assert texts(done, "Vad är den enskilde beroende av andra för?") == [
        ["Pengar", "Uppehållstillstånd"]
    ]


def test_by_whom_is_always_a_relation_chosen_and_never_written() -> None:
    for asked in walk(filling.template(NAME).items):
        if asked.text in ("Av vem?", "Vilka ställer kraven?"):
            assert asked.options
            assert asked.constraint.value == "optionsOnly"


def test_what_somebody_knows_is_never_asked() -> None:
    """Knowledge drives the threat; written down it would be a reason for one more."""
    filled = filling.begun(NAME)
    page = "Kunskap, skulder och vapen"
    (top,) = (i for i in filled.form.items if i.text == page)
    assert "aldrig vad den enskilde vet om brott" in top.items[0].text
    knows = "Vet den enskilde något som andra vill hålla dolt?"
    before = {i.text for i in asked_on(filled.form, page) if shown(filled, i.text, page=page)}
    say(filled, knows, "ja")
    after = {i.text for i in asked_on(filled.form, page) if shown(filled, i.text, page=page)}
    assert after - before == {"Vet de andra om det?", THREAT, WISH}
    assert item(filled.form, "Vet de andra om det?").kind is Kind.CODING


def test_danger_at_once_needs_a_plan() -> None:
    filled = filling.begun(NAME)
    say(filled, AREAS["Våld"], "ja")
    say(filled, "Måste något göras genast för säkerheten?", True)
    assert required(filled, "Vad ska göras genast, och vem gör det?", page="Våld")
    say(filled, AREAS["Heder och släkt"], "ja")
    say(filled, "Finns risk för att någon förs utomlands eller gifts bort?", True)
    assert required(filled, "Vad ska göras genast, och vem gör det?", page="Heder och släkt")


def test_concern_for_a_child_leads_to_a_report_or_a_reason() -> None:
    filled = filling.begun(NAME)
    say(filled, "Har något kommit fram som ger oro för ett barn?", True)
    assert required(filled, "Är en orosanmälan gjord?")
    say(filled, "Är en orosanmälan gjord?", False)
    assert required(filled, "Varför inte?", page="Barn och graviditet")


def test_instruments_of_others_are_recorded_one_by_one() -> None:
    filled = filling.begun(NAME)
    page = "Bedömningar av andra"
    filled.add_repetition(node(filled, "Bedömningsmetod"))
    for nth, name in enumerate(("FREDA kortfrågor", "Polisens egen metod")):
        say(filled, "Vad heter metoden?", name, nth=nth)
        say(filled, "När gjordes bedömningen?", PartialDate("2026-10"), page=page, nth=nth)
        say(filled, "Vem gjorde den?", "Handläggare", page=page, nth=nth)
        say(filled, "Vad blev resultatet?", f"Resultat {nth}", nth=nth)
    found = instruments(filled.form, filling.completed(filled))
    assert [(i.name, i.assessor, i.outcome) for i in found] == [
        ("FREDA kortfrågor", "Handläggare", "Resultat 0"),
        ("Polisens egen metod", "Handläggare", "Resultat 1"),
    ]


def test_no_instrument_must_be_recorded() -> None:
    assert instruments(filling.template(NAME), filling.completed(filling.begun(NAME))) == ()
