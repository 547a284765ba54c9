"""The template *Uppföljning* (F067, F068): what was observed apart from how it is appraised."""

from __future__ import annotations

import pytest

from app.forms.measures import measures
from app.forms.model import walk
from app.forms.response import walk_items
from app.forms.values import DateTime, PartialDate
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

NAME = "uppfoljning"
HAS = "Finns ett uppdrag till en utförare med kvalitetskrav?"
QUALITY = "Uppdragets kvalitetskrav"


@pytest.mark.req("F067")
def test_the_quality_requirements_are_gone_through_line_by_line() -> None:
    filled = filling.begun(NAME)
    say(filled, HAS, True)
    group = node(filled, "Kvalitetskrav")
    for nth, (number, met) in enumerate([(1, "uppfyllt"), (2, "delvis"), (7, "ej_aktuellt")]):
        if nth:
            filled.add_repetition(group)
        say(filled, "Kravets nummer", number, nth=nth)
        say(filled, "Är kravet uppfyllt?", met, nth=nth)
    action, again = "Vad ska utföraren göra?", "När kontrolleras det igen?"
    assert [shown(filled, "Vad har iakttagits?", nth=n) for n in range(3)] == [True, True, False]
    assert [required(filled, action, nth=n) for n in range(3)] == [False, True, False]
    assert [required(filled, again, nth=n) for n in range(3)] == [False, True, False]
    say(filled, action, "Natten bemannas", nth=1)
    say(filled, again, PartialDate("2026-12-15"), nth=1)
    done = filling.completed(filled)
    assert texts(done, "Kravets nummer") == [["1"], ["2"], ["7"]]
    assert texts(done, "Är kravet uppfyllt?") == [
        ["Uppfyllt"],
        ["Delvis uppfyllt"],
        ["Inte aktuellt den här gången"],
    ]
    assert texts(done, action) == [["Natten bemannas"]]


@pytest.mark.req("F067")
def test_what_is_judged_of_a_requirement_stands_apart_from_what_was_seen() -> None:
    found = {roles(i) for i in asked_on(filling.template(NAME), QUALITY)}
    assert found >= {"facts", "source", "appraisal"}


@pytest.mark.req("F067")
def test_without_an_assignment_there_are_no_requirements_to_go_through() -> None:
    filled = filling.begun(NAME)
    say(filled, HAS, False)
    assert not shown(filled, "Kravets nummer")
    assert texts(filling.completed(filled), "Kravets nummer") == []


@pytest.mark.req("F067")
def test_the_design_of_the_support_is_followed_up() -> None:
    filled = filling.begun(NAME)
    differs = "Vad har blivit annorlunda, och varför?"
    say(filled, "Stämmer det med planen och uppdraget?", "ja")
    assert not shown(filled, differs)
    say(filled, "Stämmer det med planen och uppdraget?", "nej")
    assert required(filled, differs)


@pytest.mark.req("F068")
@pytest.mark.parametrize("page", ["Skyddsbehov nu", "Kriminalitet", "Kriminella kontakter"])
def test_protection_crime_and_contacts_are_observed_apart_from_appraised(page: str) -> None:
    by_role = {roles(i): i for i in asked_on(filling.template(NAME), page)}
    for role in ("facts", "source", "appraisal"):
        assert by_role[role].required, role
    assert by_role["own_view"].code(filling.OWNER) == "client"


@pytest.mark.req("F068")
def test_a_change_of_threat_is_passed_on_or_explained() -> None:
    filled = filling.begun(NAME)
    passed = "Har det lämnats till BOPS eller lokalpolisen?"
    say(filled, "Har något hänt som kan ändra hotet?", False)
    assert not shown(filled, passed)
    say(filled, "Har något hänt som kan ändra hotet?", True)
    assert required(filled, passed)
    say(filled, passed, False)
    assert required(filled, "Varför inte, och när ska det lämnas?")
    say(filled, passed, True)
    say(filled, "När lämnades det?", DateTime("2026-11-22T08:15:00+01:00"))
    assert not shown(filled, "Varför inte, och när ska det lämnas?")


@pytest.mark.req("F068")
def test_what_the_police_have_said_is_theirs() -> None:
    form = filling.template(NAME)
    assert owner(item(form, "Vad har BOPS lämnat?")) == "bops"
    assert owner(item(form, "Vad har lokalpolisen lämnat?")) == "local_police"


@pytest.mark.req("F063")
def test_return_to_crime_is_yes_no_or_unknown() -> None:
    asked = item(filling.template(NAME), "Har den enskilde gått tillbaka till kriminalitet?")
    assert codes_of(asked) == ["nej", "ja", "okant"]
    assert asked.required
    assert "avslutar ingenting av sig självt" in asked.help


@pytest.mark.req("F097")
def test_the_receiving_municipality_takes_part_or_the_reason_is_given() -> None:
    filled = filling.begun(NAME)
    took_part = "Har den mottagande kommunen deltagit?"
    say(filled, "Gäller det ett uppdrag till eller från en annan kommun?", True)
    assert required(filled, took_part)
    say(filled, took_part, False)
    assert required(filled, "Varför inte?")


def test_goals_are_followed_one_by_one() -> None:
    filled = filling.begun(NAME)
    filled.add_repetition(node(filled, "Mål", page="Målen"))
    for nth, (words, number, goes_on) in enumerate(
        [("Sova i egen säng", 7, "natt"), ("Ha ett arbete", 2, "kvar")]
    ):
        say(filled, "Målet så som det står i planen", words, nth=nth)
        say(filled, "Hur långt har det gått?", number, nth=nth)
        say(filled, "Vad händer med målet?", goes_on, nth=nth)
    assert [shown(filled, "Vad är nästa steg?", nth=n) for n in (0, 1)] == [False, True]
    done = filling.completed(filled)
    assert texts(done, "Hur långt har det gått?") == [["7"], ["2"]]


def test_how_safe_and_how_near_are_compared_over_time() -> None:
    form = filling.template(NAME)
    texts = ("Hur trygg känner sig den enskilde?", "Hur nära är ett liv utan stöd och skydd?")
    filled = filling.begun(NAME)
    for number, text in enumerate(texts, 3):
        asked = item(form, text)
        assert (roles(asked), owner(asked)) == ("measure", "client")
        say(filled, text, number)
    say(filled, "Hur långt har det gått?", 8)
    found = measures(form, filling.completed(filled))
    assert [(m.label, m.value) for m in found] == list(zip(texts, (3, 4), strict=True))


def test_the_next_follow_up_has_a_day() -> None:
    filled = filling.begun(NAME)
    done = filling.completed(filled)
    assert any(i.text == "När är nästa uppföljning?" for i in walk_items(done.items))
    assert not any(roles(i) == "need" for i in walk(filled.form.items))
