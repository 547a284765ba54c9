"""*SIG-inskrivning*: enrolment in a social intervention group."""

from __future__ import annotations

import pytest

from app.forms.measures import measures
from app.forms.needs import needs
from app.forms.session import FormSession
from tests.app.forms.build import answer, at, shown
from tests.app.forms.filling import (
    OWNER,
    answered,
    begun,
    choose,
    completed,
    page_titles,
    template,
)

CONDITIONS = ("definition", "motivation", "samtycke")


def enrolled(age: int = 20) -> FormSession:
    filled = begun("sig")
    answer(filled, "start.alder", age)
    return filled


def taken_in() -> FormSession:
    filled = enrolled()
    choose(filled, "slut.inskriven", "ja")
    return filled


@pytest.mark.parametrize("code", ["senare", "nej"])
def test_who_is_not_taken_in_has_no_group_and_no_plan(code: str) -> None:
    filled = taken_in()
    of_the_group = {"Vilka som deltar i gruppen", "Överenskommet utbyte av uppgifter"}
    of_the_group.add("Första planen")
    assert of_the_group <= set(page_titles(filled))
    choose(filled, "slut.inskriven", code)
    assert not of_the_group & set(page_titles(filled))
    assert filled.node(at(filled, "slut.annat")).required
    completed(filled)


@pytest.mark.req("F016")
def test_the_three_conditions_each_have_their_ground() -> None:
    filled = enrolled()
    for condition in CONDITIONS:
        assert filled.node(at(filled, f"malgrupp.{condition}.uppfyllt")).required
        assert shown(filled, f"malgrupp.{condition}.fakta")
    for ground in ("definition.fakta", "definition.kalla", "motivation.fakta"):
        assert filled.node(at(filled, f"malgrupp.{ground}")).required
    assert filled.form.by_link["malgrupp.motivation.uppfyllt"].code(OWNER) == "client"


def test_a_no_is_followed_by_other_help_and_never_stops() -> None:
    filled = enrolled()
    for condition in CONDITIONS:
        choose(filled, f"malgrupp.{condition}.uppfyllt", "nej")
    choose(filled, "slut.inskriven", "nej")
    assert filled.node(at(filled, "slut.annat")).required
    assert not shown(filled, "utbyte.samtycke")
    completed(filled)


def test_age_is_noted_and_never_stops() -> None:
    filled = enrolled(15)
    choose(filled, "start.grupp", "vuxna")
    answer(filled, "start.spann", False)
    assert filled.node(at(filled, "start.spann-skal")).required
    choose(filled, "start.spann-skal", "Gruppen för unga är full")
    completed(filled)


@pytest.mark.req("F166")
def test_guardians_are_asked_about_for_who_is_under_eighteen() -> None:
    assert "Vårdnadshavare" in page_titles(enrolled(17))
    assert "Vårdnadshavare" not in page_titles(enrolled(18))
    completed(enrolled(13))


def test_threat_is_told_as_the_police_have_told_it() -> None:
    police = {"hot.lokal-text": "local_police", "hot.bops-niva": "bops", "hot.flytt": "bops"}
    for link, owner in police.items():
        assert template("sig").by_link[link].code(OWNER) == owner


def test_high_threat_with_relocation_is_handed_on() -> None:
    filled = enrolled()
    choose(filled, "hot.bops", "ja")
    choose(filled, "hot.bops-niva", "hog")
    choose(filled, "hot.flytt", "nej")
    assert not shown(filled, "hot.vidare")
    choose(filled, "hot.flytt", "ja")
    assert filled.node(at(filled, "hot.vidare")).required
    choose(filled, "hot.bops-niva", "medel")
    assert not shown(filled, "hot.vidare")


def test_who_takes_part_is_functions_that_the_client_has_agreed_to() -> None:
    filled = taken_in()
    choose(filled, "grupp.deltagare.funktion", "lots")
    filled.add_repetition(at(filled, "grupp.deltagare"))
    second = (("grupp", 0), ("grupp.deltagare", 1), ("grupp.deltagare.funktion", 0))
    filled.set_answers(second, ["Bostadsbolag"])
    found = answered(completed(filled), "grupp.deltagare.funktion")
    assert [getattr(value, "code", value) for item in found for value in item.values] == [
        "lots",
        "Bostadsbolag",
    ]
    agreed = template("sig").by_link["grupp.deltagare.ja"]
    assert agreed.required
    assert agreed.code(OWNER) == "client"


def test_exchange_is_agreed_for_each_that_is_told_something() -> None:
    filled = taken_in()
    choose(filled, "malgrupp.samtycke.uppfyllt", "delvis")
    for part in ("med", "slag", "hur", "form", "till"):
        assert shown(filled, f"utbyte.samtycke.{part}")
    assert shown(filled, "utbyte.aldrig")
    choose(filled, "malgrupp.samtycke.uppfyllt", "nej")
    assert not shown(filled, "utbyte.samtycke.med")


def test_the_guide_can_answer_for_steps_of_the_first_plan() -> None:
    filled = taken_in()
    choose(filled, "plan.steg.vem", "lots")
    (who,) = answered(completed(filled), "plan.steg.vem")
    assert [getattr(value, "display", value) for value in who.values] == ["SIG-lots"]


def test_what_is_needed_is_told_area_by_area() -> None:
    filled = enrolled()
    choose(filled, "behov.val", "boende", "skola", "Körkort")
    below = filled.children(at(filled, "behov.val"))
    for node, words in zip(below, ("En säng", "Ett prov", "Teorin"), strict=True):
        filled.set_answers(node, [words])
    (areas,) = answered(completed(filled), "behov.val")
    assert [[item.link_id for item in each.items] for each in areas.answers] == [
        ["behov.val.vad"]
    ] * 3


def test_an_enrolment_gives_no_needs_to_decide_on() -> None:
    filled = enrolled()
    assert needs(filled.form, completed(filled)) == ()


def test_how_ready_somebody_was_at_the_start_can_be_compared_later() -> None:
    filled = enrolled()
    for number, link in enumerate(("viktigt", "saker", "redo"), 4):
        answer(filled, f"vilja.{link}", number)
    assert [each.value for each in measures(filled.form, completed(filled))] == [4, 5, 6]
