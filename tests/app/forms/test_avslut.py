"""The template *Avslut*: aims, the threat as it was last put, and the way back."""

from __future__ import annotations

import pytest

from app.forms.response import walk_items
from app.forms.values import PartialDate
from tests.app.forms import filling
from tests.app.forms.asking import (
    asked_on,
    codes_of,
    item,
    node,
    owner,
    required,
    roles,
    say,
    shown,
    texts,
)

NAME = "avslut"
WHY = "Varför avslutas det?"
OF_THE_LIVING = (
    *("Målen", "Stödets två syften"),
    *("Livet nu", "Hot och skydd efteråt", "Eftervård och vägen tillbaka"),
    *("Uppgifterna om den enskilde", "Den enskildes egna ord"),
)


@pytest.mark.req("F070", "F071")
def test_both_aims_of_the_support_are_asked_about() -> None:
    aims = [i for i in asked_on(filling.template(NAME), "Stödets två syften") if i.required]
    assert aims[0].text == (
        "Kan den enskilde leva ett så självständigt liv som möjligt, "
        "utan stöd och skydd av socialtjänst och polis?"
    )
    assert aims[2].text == "Har risken för återfall i kriminalitet minskat?"
    assert codes_of(aims[0]) == codes_of(aims[2]) == ["ja", "delvis", "nej", "okant"]
    assert [roles(aims[n]) for n in (1, 3)] == ["appraisal", "appraisal"]


@pytest.mark.req("F063")
def test_return_to_crime_is_yes_no_or_unknown() -> None:
    asked = item(filling.template(NAME), "Har den enskilde gått tillbaka till kriminalitet?")
    assert codes_of(asked) == ["nej", "ja", "okant"]
    assert asked.required


@pytest.mark.parametrize("reason", ["natt", "kontakt", "frihet", "Flyttade utomlands"])
def test_whatever_the_reason_life_protection_and_the_way_back_are_asked_about(reason: str) -> None:
    filled = filling.begun(NAME)
    say(filled, WHY, reason)
    assert set(OF_THE_LIVING) <= set(filling.page_titles(filled))
    assert required(filled, "Hur kommer den enskilde tillbaka om stöd behövs igen?")
    filling.completed(filled)


def test_of_somebody_who_has_died_nothing_is_asked_that_cannot_be_answered() -> None:
    filled = filling.begun(NAME)
    say(filled, WHY, "avliden")
    titles = filling.page_titles(filled)
    assert not set(OF_THE_LIVING) & set(titles)
    assert "Barn" in titles
    assert not shown(filled, "Har den enskilde deltagit i avslutet?")
    assert not shown(filled, "Vem tog initiativet?")
    filling.completed(filled)


@pytest.mark.req("F072")
def test_the_threat_is_what_bops_last_said_with_the_day() -> None:
    filled = filling.begun(NAME)
    say(filled, WHY, "natt")
    said, day = "Vad har BOPS senast sagt om hotet?", "När sade BOPS det?"
    assert owner(item(filled.form, said)) == owner(item(filled.form, day)) == "bops"
    assert not shown(filled, day)
    say(filled, said, "Hotet finns kvar i stadsdelen")
    assert required(filled, day)


def test_each_protection_that_remains_has_somebody_and_an_end() -> None:
    filled = filling.begun(NAME)
    say(filled, WHY, "natt")
    say(filled, "Vilket skydd finns kvar?", "uppgifter", "larm")
    say(filled, "Vem svarar för det?", "Skatteverket", nth=0)
    say(filled, "Till och med när gäller det?", PartialDate("2027-06"), nth=0)
    done = filling.completed(filled)
    (kept,) = (i for i in walk_items(done.items) if i.text == "Vilket skydd finns kvar?")
    assert [len(answer.items) for answer in kept.answers] == [2, 0]


def test_what_is_handed_over_has_a_ground() -> None:
    filled = filling.begun(NAME)
    say(filled, "Lämnas något över till någon annan?", False)
    assert not shown(filled, "Med vilken grund?")
    say(filled, "Lämnas något över till någon annan?", True)
    filled.add_repetition(node(filled, "Överlämning"))
    for nth, receiver in enumerate(("Beroendemottagningen", "Frivården")):
        say(filled, "Till vem?", receiver, nth=nth)
        say(filled, "Vad lämnas över?", "Planen", nth=nth)
        assert required(filled, "Med vilken grund?", nth=nth)
    done = filling.completed(filled)
    assert texts(done, "Till vem?") == [["Beroendemottagningen"], ["Frivården"]]
    assert len(texts(done, "Med vilken grund?")) == 2


def test_the_person_learns_what_becomes_of_the_data() -> None:
    filled = filling.begun(NAME)
    say(filled, WHY, "natt")
    told = "Har den enskilde fått veta hur länge uppgifterna sparas?"
    assert required(filled, told)
    say(filled, told, False)
    assert required(
        filled, "Varför inte, och hur får den enskilde veta?", page="Uppgifterna om den enskilde"
    )


def test_concern_for_a_child_leads_to_a_report_or_a_reason() -> None:
    filled = filling.begun(NAME)
    say(filled, "Finns barn som berörs av avslutet?", True)
    say(filled, "Finns oro för något barn?", True)
    say(filled, "Är en orosanmälan gjord?", False)
    assert required(filled, "Varför inte?", page="Barn")


def test_goals_are_gone_through_one_by_one() -> None:
    filled = filling.begun(NAME)
    say(filled, WHY, "natt")
    say(filled, "Målet så som det står i planen", "Ett eget hem")
    filled.add_repetition(node(filled, "Mål", page="Målen"))
    say(filled, "Är målet nått?", "ja", nth=0)
    say(filled, "Är målet nått?", "delvis", nth=1)
    assert texts(filling.completed(filled), "Är målet nått?") == [["Ja"], ["Delvis"]]
