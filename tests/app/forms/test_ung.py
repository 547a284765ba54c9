"""*Utredning ung 12–18*: the young as the main person."""

from __future__ import annotations

import pytest

from app.forms.model import walk
from app.forms.needs import needs
from app.forms.session import FormSession
from tests.app.forms.build import answer, at, shown
from tests.app.forms.filling import (
    OWNER,
    ROLE,
    answered,
    begun,
    choose,
    completed,
    page_titles,
    template,
)

STATUTORY = ("halsa", "maende", "skola", "familj", "identitet", "beteende", "fritid")


def young(age: int = 16) -> FormSession:
    filled = begun("ung")
    answer(filled, "grund.alder", age)
    choose(filled, "omraden.val", "inget")
    return filled


@pytest.mark.req("F166")
def test_what_the_law_wants_seen_of_a_child_is_seen_of_every_child() -> None:
    pages = {item.link_id: item for item in template("ung").items}
    for link in STATUTORY:
        assert pages[link].conditions == (), link
        assert pages[link].code(ROLE) == "need"
    assert "Barnets bästa" in page_titles(young())


@pytest.mark.req("F166")
def test_more_areas_are_chosen() -> None:
    filled = young()
    assert "Pengar och skulder" not in page_titles(filled)
    choose(filled, "omraden.val", "ekonomi", "heder")
    assert "Pengar och skulder" in page_titles(filled)
    assert "Heder och släktens krav" in page_titles(filled)


@pytest.mark.req("F166")
def test_each_guardian_is_asked_for_on_their_own() -> None:
    filled = young()
    choose(filled, "vardnad.person.roll", "foralder")
    choose(filled, "vardnad.person.samtycke", "ja")
    filled.add_repetition(at(filled, "vardnad.person"))
    second = (("vardnad", 0), ("vardnad.person", 1))
    for link in ("roll", "samtycke", "fara"):
        question = f"vardnad.person.{link}"
        options = filled.form.by_link[question].options
        filled.set_answers((*second, (question, 0)), [options[-1].value])
    response = completed(filled)
    assert len(answered(response, "vardnad.person")) == 2
    asked = {item.link_id for item in walk((filled.form.by_link["vardnad.person"],))}
    assert {"vardnad.person.vardnad", "vardnad.person.kontakt", "vardnad.person.kalla"} <= asked


@pytest.mark.req("F166")
def test_a_child_of_fifteen_speaks_for_themselves() -> None:
    filled = young(15)
    speaks = filled.node(at(filled, "rost.talan-hur"))
    assert speaks.required
    assert speaks.item.code(OWNER) == "client"
    assert not shown(filled, "rost.under")
    filled = young(14)
    assert not shown(filled, "rost.talan-hur")
    assert filled.node(at(filled, "rost.under")).required


@pytest.mark.req("F166")
def test_how_the_child_was_told_is_part_of_the_assessment() -> None:
    filled = young()
    for link in ("rost.informerad", "rost.om", "rost.vill"):
        assert filled.node(at(filled, link)).required, link
    answer(filled, "rost.ensam", False)
    assert filled.node(at(filled, "rost.ensam-nej")).required


@pytest.mark.req("F166")
def test_consent_is_told_with_the_ages_that_matter() -> None:
    """Under 12 the guardians', from 12 possible without, always for a placement; and an answer is
    never stopped, only asked about."""
    info = filled_info("samtycke.info")
    assert "under 12 år" in info
    assert "Från 12 år" in info
    assert "placering kräver alltid samtycke" in info
    filled = young()
    choose(filled, "samtycke.grund", "sjalv")
    assert filled.node(at(filled, "samtycke.lamplig")).required
    choose(filled, "samtycke.grund", "inget")
    completed(filled)


@pytest.mark.req("F166")
def test_an_age_outside_the_span_asks_for_a_reason_and_stops_nothing() -> None:
    for age, asked in ((11, True), (12, False), (18, False), (19, True)):
        assert shown(young(age), "grund.alder-skal") is asked, age
    completed(young(11))


@pytest.mark.req("F166")
def test_a_guardian_who_is_a_threat_is_kept_out() -> None:
    filled = young()
    asked = ("kant", "unga", "inte", "vagar", "moten", "foretradare", "utan")
    choose(filled, "vhskydd.hot", "nej")
    assert not any(shown(filled, f"vhskydd.{link}") for link in asked)
    for code in ("ja", "oklart"):
        choose(filled, "vhskydd.hot", code)
        assert all(shown(filled, f"vhskydd.{link}") for link in asked), code
        for link in ("kant", "inte", "vagar", "utan"):
            assert filled.node(at(filled, f"vhskydd.{link}")).required, (code, link)


@pytest.mark.req("F166")
def test_the_plans_statutory_headings_are_prepared() -> None:
    """Socialtjänstförordningen 10:3 for the plan, 10:2 for care outside the home."""
    filled = young()
    plan = {"mal", "hur", "uppfoljning", "andra", "umgange", "handlaggare", "syn", "syn-vuxna"}
    choose(filled, "forslag.utfall", "avslag")
    assert not any(shown(filled, f"plan.{link}") for link in plan)
    choose(filled, "forslag.utfall", "helt")
    assert all(shown(filled, f"plan.{link}") for link in plan)
    answer(filled, "samtycke.placering", False)
    assert "Underlag till vårdplan" not in page_titles(filled)
    answer(filled, "samtycke.placering", True)
    assert "Underlag till vårdplan" in page_titles(filled)
    care = {"vard", "kontakt", "mal", "syn", "syn-vuxna", "andra"}
    assert all(shown(filled, f"placering.{link}") for link in care)
    for link in ("vard", "kontakt", "mal", "syn"):
        assert filled.node(at(filled, f"placering.{link}")).required, link


@pytest.mark.req("F045", "F166")
def test_needs_come_out_of_the_childs_assessment() -> None:
    filled = young()
    choose(filled, "skola.bedomning.niva", "2")
    answer(filled, "skola.bedomning.mal", "Gå ut nian")
    answer(filled, "vard.finns", False)
    found = needs(filled.form, completed(filled))
    assert [need.key for need in found] == list(STATUTORY)
    school = found[STATUTORY.index("skola")]
    assert (school.level, school.goal) == (2, "Gå ut nian")


@pytest.mark.req("F149", "F166")
def test_a_childs_vulnerability_names_what_meets_it() -> None:
    filled = young()
    answer(filled, "utsatt.finns", True)
    choose(filled, "utsatt.slag", "varvad", "bilder", "Något annat som hänt")
    (kinds,) = answered(completed(filled), "utsatt.slag")
    named = [item.link_id for each in kinds.answers for item in each.items]
    assert named == ["utsatt.slag.insats"] * 3


def test_siblings_may_have_akts_of_their_own_and_stand_without_names() -> None:
    assert "egen akt" in filled_info("syskon.info")
    filled = young()
    answer(filled, "syskon.finns", True)
    assert filled.node(at(filled, "syskon.barn.oro")).required


def test_the_way_back_is_thought_of_from_the_start() -> None:
    filled = young()
    assert all(shown(filled, f"tillbaka.{link}") for link in ("vill", "vuxna", "steg", "arton"))
    for link in ("hem", "skola"):
        assert filled.node(at(filled, f"tillbaka.{link}")).required, link


def filled_info(link: str) -> str:
    return template("ung").by_link[link].text
