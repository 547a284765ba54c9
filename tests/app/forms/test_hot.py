"""The template *Hot och skydd i egna ord*: the person's own account, never a level."""

from __future__ import annotations

import pytest

from app.casework.facts import Owner
from app.forms.model import Kind, walk
from app.forms.response import walk_items
from app.forms.values import DateTime
from tests.app.forms import filling
from tests.app.forms.asking import asked_on, item, owner, required, roles, say, shown, under_answers

NAME = "hot"


@pytest.mark.req("F072")
def test_no_level_of_threat_is_asked_for_or_reckoned() -> None:
    for asked in walk(filling.template(NAME).items):
        assert roles(asked) != "measure", asked.text
        assert asked.kind not in (Kind.INTEGER, Kind.DECIMAL, Kind.QUANTITY), asked.text
        assert all(option.weight is None for option in asked.options), asked.text


@pytest.mark.req("F072")
def test_the_police_answer_for_what_they_have_said() -> None:
    owners = {
        i.text: owner(i) for i in asked_on(filling.template(NAME), "Det som polisen har sagt")
    }
    assert owners["Vad har BOPS lämnat till socialtjänsten?"] == Owner.BOPS.value
    assert owners["Vad har lokalpolisen lämnat till socialtjänsten?"] == Owner.LOCAL_POLICE.value
    assert owners["Hur ser den enskilde på råden?"] == Owner.CLIENT.value


def test_what_bops_has_said_has_a_day() -> None:
    filled = filling.begun(NAME)
    say(filled, "Har BOPS gjort en bedömning?", "vet_inte")
    assert not shown(filled, "När gjordes den?")
    say(filled, "Har BOPS gjort en bedömning?", "ja")
    assert required(filled, "När gjordes den?")
    said = "Vad har BOPS lämnat till socialtjänsten?"
    assert shown(filled, said)
    assert "hör hemma i ärendets del Hot och risk" in item(filled.form, said).help


def test_what_must_be_done_at_once_has_a_deed_somebody_and_a_time() -> None:
    filled = filling.begun(NAME)
    asked = ("Vad ska göras?", "Vem gör det?", "När ska det vara gjort?")
    say(filled, "Måste något göras genast för säkerheten?", False)
    assert not any(shown(filled, text) for text in asked)
    say(filled, "Måste något göras genast för säkerheten?", True)
    assert all(required(filled, text) for text in asked)
    say(filled, "När ska det vara gjort?", DateTime("2026-11-22T17:30:00+01:00"))
    filling.completed(filled)


def test_news_that_the_police_do_not_have_need_a_reason() -> None:
    filled = filling.begun(NAME)
    told = "Har BOPS eller lokalpolisen fått veta det som är nytt?"
    say(filled, told, "inget")
    assert not shown(filled, "Varför inte?")
    say(filled, told, "nej")
    assert required(filled, "Varför inte?")
    assert not shown(filled, "När fick de veta?")
    say(filled, told, "ja")
    assert required(filled, "När fick de veta?")
    assert not shown(filled, "Varför inte?")


def test_who_threatens_is_a_relation_and_never_free_text() -> None:
    """A register of threat actors is not to arise (F030)."""
    asked = item(filling.template(NAME), "Vem kommer hotet från?")
    assert asked.options
    assert not asked.open_label
    assert asked.constraint.value == "optionsOnly"
    assert "inga namn" in asked.help


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("Säker kontakt", "telefonnummer, adresser eller kodord"),
        ("Platser och människor att undvika", "aldrig vart den enskilde kan eller ska flytta"),
        ("Samtalet", "aldrig var den enskilde eller någon närstående bor"),
    ],
)
def test_a_page_says_what_must_not_be_written_there(page: str, words: str) -> None:
    (top,) = (i for i in filling.template(NAME).items if i.text == page)
    assert any(words in i.text for i in top.items if i.kind is Kind.DISPLAY)


def test_which_towns_are_dangerous_is_told_to_bops_and_never_written_here() -> None:
    """Put together, the places somebody must avoid can reveal them and others (F050)."""
    page = list(asked_on(filling.template(NAME), "Platser och människor att undvika"))
    assert not any("ort" in i.text.casefold().split() for i in page)
    told = item(
        filling.template(NAME), "Har BOPS fått veta vilka orter och områden som är farliga?"
    )
    assert told.kind is Kind.BOOLEAN
    assert told.help == "Skriv dem inte här."
    assert "Inga orter" in next(i for i in page if "slags platser" in i.text).help


def test_each_protection_there_is_can_be_told_of() -> None:
    filled = filling.begun(NAME)
    say(filled, "Vilka skydd finns redan?", "larm", "flyttat")
    say(filled, "Hur fungerar det?", "Ringer fram på en minut", nth=1)
    done = filling.completed(filled)
    (kept,) = (i for i in walk_items(done.items) if i.text == "Vilka skydd finns redan?")
    assert under_answers(kept) == [[], ["Hur fungerar det?"]]
    say(filled, "Vilka skydd finns redan?", "inget")
    assert not shown(filled, "Hur fungerar det?")
