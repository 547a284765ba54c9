"""The template *Digital säkerhet och kännetecken*: every risk with a deed, somebody and a day."""

from __future__ import annotations

import pytest

from app.forms.model import Item, Kind
from app.forms.response import walk_items
from app.forms.values import PartialDate
from tests.app.forms import filling
from tests.app.forms.asking import asked_on, node, required, say, shown

NAME = "digital"
DEED, WHO, WHEN, DONE = "Vad ska göras?", "Vem gör det?", "När ska det vara gjort?", "Är det gjort?"
AREAS = (
    *("Telefoner och datorer", "Konton, lösenord och molntjänster", "Plats och fordon"),
    *("Sociala medier och bilder", "Barnens enheter", "Myndigheter, bank och andra register"),
    "Synliga kännetecken",
)


def risks(page: str) -> Item:
    (asked,) = (i for i in asked_on(filling.template(NAME), page) if i.repeats)
    return asked


@pytest.mark.parametrize("page", AREAS)
def test_every_risk_has_a_deed_somebody_and_a_day(page: str) -> None:
    asked = risks(page)
    below = [i.text for i in asked.items if i.is_question]
    assert below[-4:] == [DEED, WHO, WHEN, DONE]
    assert asked.options[-1].exclusive
    assert len(asked.options) >= 8


@pytest.mark.parametrize("page", AREAS)
def test_deeds_are_kept_with_their_own_risk_and_nothing_is_asked_of_none(page: str) -> None:
    filled = filling.begun(NAME)
    if page == "Barnens enheter":
        say(filled, "Finns barn som har egna enheter eller konton?", True)
    asked = risks(page)
    first, second, *_, none = (getattr(o.value, "code", "") for o in asked.options)
    say(filled, asked.text, first, second)
    say(filled, DEED, "Byts", page=page, nth=1)
    say(filled, WHO, "utforare", page=page, nth=1)
    say(filled, WHEN, PartialDate("2026-12-01"), page=page, nth=1)
    done = filling.completed(filled)
    (found,) = (i for i in walk_items(done.items) if i.text == asked.text)
    assert [[b.text for b in a.items] for a in found.answers] == [[], [DEED, WHO, WHEN]]
    say(filled, asked.text, none)
    assert not shown(filled, DEED, page=page)


def test_tattoos_are_asked_about_with_the_wish_to_have_them_removed() -> None:
    asked = risks("Synliga kännetecken")
    assert "Vill den enskilde ändra eller ta bort det?" in [i.text for i in asked.items]


def test_the_first_thing_read_is_that_nothing_is_changed_before_safety() -> None:
    first = filling.template(NAME).items[0].items[0]
    assert first.kind is Kind.DISPLAY
    assert first.text.startswith("Stäng inte av, byt inte lösenord och ta inte bort något")


def test_who_has_no_safe_telephone_is_reached_in_another_way() -> None:
    filled = filling.begun(NAME)
    reach = "Hur når vi den enskilde till dess?"
    assert not shown(filled, reach)
    say(
        filled,
        "Kan den enskilde använda en telefon eller dator som ingen annan har haft?",
        False,
    )
    assert required(filled, reach)


def test_what_bops_has_advised_is_theirs() -> None:
    filled = filling.begun(NAME)
    say(filled, "Har BOPS eller lokalpolisen gett råd om ordningen?", True)
    advice = node(filled, "Vilka råd?")
    assert filled.node(advice).required
    assert filled.node(advice).item.code(filling.OWNER) == "bops"


def test_children_without_devices_are_not_asked_about() -> None:
    filled = filling.begun(NAME)
    say(filled, "Finns barn som har egna enheter eller konton?", False)
    assert not shown(filled, risks("Barnens enheter").text)
