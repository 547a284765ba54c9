"""*Utredning vuxen*: needs, risk and responsivity in one assessment."""

from __future__ import annotations

import pytest

from app.casework.facts import Need
from app.forms.measures import measures
from app.forms.model import Item, Kind, walk
from app.forms.needs import needs
from app.forms.noted import instruments, vulnerabilities
from app.forms.session import FormSession
from app.forms.values import PartialDate
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

AREAS = {
    option.value.code: option.value.display
    for option in template("vuxen").by_link["omraden.val"].options
    if not option.exclusive
}


def adult(*areas: str) -> FormSession:
    filled = begun("vuxen")
    choose(filled, "omraden.val", *(areas or ("inget",)))
    return filled


@pytest.mark.req("F016", "F126")
def test_the_parts_of_an_assessment_come_in_order() -> None:
    """The thirteen sections that an assessment of an adult is written in."""
    titles = page_titles(adult())
    sections = (
        "Grunduppgifter",
        "Vad utredningen gäller",
        "Hur utredningen har gjorts",
        "Målgrupp",
        "Hotbild: vad polisen har lämnat",
        "Del A. Behov: livsområden",
        "Särskilda vårdbehov",
        "Del B. Risk för återfall: sammanfattning",
        "Del C. Mottaglighet",
        "Barn",
        "Könsspecifika och andra särskilda faktorer",
        "Sammanvägd bedömning",
        "Förslag till beslut",
        "Kommunicering",
    )
    assert [title for title in titles if title in sections] == list(sections)


@pytest.mark.req("F045")
def test_needs_risk_and_responsivity_are_three_named_parts() -> None:
    titles = page_titles(adult(*AREAS))
    for part in ("Del A. ", "Del B. ", "Del C. "):
        assert any(title.startswith(part) for title in titles), part
    info = template("vuxen").by_link["omraden.info"].text
    assert all(f"el {part}" in info for part in "ABC")


@pytest.mark.req("F016")
def test_there_are_twenty_life_areas() -> None:
    assert len(AREAS) == 20
    assert set(AREAS) == {
        item.link_id
        for item in template("vuxen").items
        if item.code(ROLE) == "need" and item.link_id != "vard"
    }


@pytest.mark.req("F057")
def test_housing_in_another_place_is_a_need_of_its_own() -> None:
    filled = adult("ort")
    assert "Boende på annan ort" in page_titles(filled)
    choose(filled, "ort.bedomning.niva", "2")
    answer(filled, "ort.bedomning.mal", "Jag vill bo där ingen letar")
    found = needs(filled.form, completed(filled))
    assert [(need.key, need.area, need.level) for need in found] == [
        ("ort", "Boende på annan ort", 2)
    ]


@pytest.mark.req("F016", "F126")
@pytest.mark.parametrize("code", sorted(AREAS))
def test_a_chosen_life_area_has_a_page_of_its_own(code: str) -> None:
    assert AREAS[code] not in page_titles(adult())
    filled = adult(code)
    assert AREAS[code] in page_titles(filled)
    assert len(page_titles(filled)) == len(page_titles(adult())) + 1
    page = template("vuxen").by_link[code]
    roles = {found for item in walk(page.items) if (found := item.code(ROLE))}
    assert roles == {
        "facts", "source", "resources", "own_view", "appraisal", "need_level", "goal",
        "proposed_intervention",
    }  # fmt: skip


@pytest.mark.parametrize("code", sorted(AREAS))
def test_what_is_known_of_an_area_has_its_source_and_its_day(code: str) -> None:
    known = template("vuxen").by_link[f"{code}.fakta"]
    assert known.repeats
    assert [(item.kind, item.required) for item in known.items if item.is_question] == [
        (Kind.TEXT, True),
        (Kind.STRING, True),
        (Kind.DATE, True),
    ]


def test_the_help_of_every_area_is_written_for_it() -> None:
    form = template("vuxen")
    prompts = [form.by_link[f"{code}.fakta.uppgift"].help for code in AREAS]
    proposals = [form.by_link[f"{code}.bedomning.insats"].help for code in AREAS]
    assert all(prompts)
    assert len(set(prompts)) == len(set(proposals)) == len(AREAS)


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("0", set()),
        ("1", {"skal", "mal", "insats"}),
        ("2", {"skal", "mal", "insats"}),
        ("3", {"skal", "mal", "insats", "genast"}),
    ],
)
def test_a_need_asks_for_reason_and_goal_and_an_acute_one_for_what_cannot_wait(
    level: str, expected: set[str]
) -> None:
    filled = adult("boende")
    choose(filled, "boende.bedomning.niva", level)
    asked = {
        name
        for name in ("skal", "mal", "insats", "genast")
        if shown(filled, f"boende.bedomning.{name}")
    }
    assert asked == expected


@pytest.mark.req("F045", "F126")
def test_needs_come_out_with_level_goal_and_proposal() -> None:
    filled = adult("boende", "skulder")
    choose(filled, "boende.bedomning.niva", "3")
    answer(filled, "boende.bedomning.mal", "Jag vill kunna sova")
    answer(filled, "boende.bedomning.insats", "Stödboende")
    choose(filled, "skulder.bedomning.niva", "0")
    response = completed(filled)
    assert needs(filled.form, response) == (
        Need(
            key="boende", area="Långsiktigt boende", level=3, goal="Jag vill kunna sova",
            proposed="Stödboende",
        ),
        Need(key="skulder", area="Skulder", level=0),
    )  # fmt: skip


@pytest.mark.req("F126")
def test_each_particular_care_need_is_told_with_its_source() -> None:
    filled = adult()
    assert not shown(filled, "vard.slag")
    answer(filled, "vard.finns", True)
    choose(filled, "vard.slag", "psykiatri", "abstinens", "Dialys")
    choose(filled, "vard.bedomning.niva", "2")
    response = completed(filled)
    (kinds,) = answered(response, "vard.slag")
    assert [len(each.items) for each in kinds.answers] == [1, 1, 1]
    assert len(answered(response, "vard.slag.kant")) == 3
    assert [(n.key, n.area, n.level) for n in needs(filled.form, response)] == [
        ("vard", "Särskilda vårdbehov", 2)
    ]


@pytest.mark.req("F126")
def test_care_is_asked_for_with_its_medicines_and_a_consent_for_each_contact() -> None:
    form = template("vuxen")
    offered = " ".join(str(o.value.display) for o in form.by_link["vard.slag"].options)
    for word in ("Psykiatrisk", "Beroendevård", "Funktionsnedsättning", "Sjukdom"):
        assert word in offered
    assert "självskada" in form.by_link["vard.sjalvmord"].text
    filled = adult()
    answer(filled, "vardkontakt.lakemedel", True)
    assert shown(filled, "vardkontakt.racker")
    choose(filled, "vardkontakt.kontakt.samtycke", "ja")
    assert shown(filled, "vardkontakt.kontakt.omfattar")
    choose(filled, "vardkontakt.kontakt.samtycke", "nej")
    assert not shown(filled, "vardkontakt.kontakt.omfattar")


def test_thoughts_of_suicide_are_asked_of_everyone_and_lead_to_something() -> None:
    filled = adult()
    assert shown(filled, "vard.sjalvmord")
    choose(filled, "vard.sjalvmord", "nej")
    assert not shown(filled, "vard.sjalvmord-gors")
    choose(filled, "vard.sjalvmord", "nu")
    assert filled.node(at(filled, "vard.sjalvmord-gors")).required


@pytest.mark.req("F045")
def test_risk_is_gone_through_in_eight_areas_facts_before_appraisal() -> None:
    form = template("vuxen")
    areas = [item for item in walk(form.items) if item.link_id.rpartition(".")[2].startswith("r-")]
    assert len(areas) == 8
    for area in areas:
        roles = [item.code(ROLE) for item in area.items if item.is_question]
        assert roles.index("facts") < roles.index("source") < roles.index("appraisal"), area.link_id
        assert area.required
    filled = adult()
    link = areas[0].link_id
    answer(filled, f"{link}.kant", False)
    assert not shown(filled, f"{link}.betydelse")
    answer(filled, f"{link}.kant", True)
    assert shown(filled, f"{link}.fakta")
    for significance, asked in (("ingen", False), ("minskar", False), ("tydligt", True)):
        choose(filled, f"{link}.betydelse", significance)
        assert shown(filled, f"{link}.paverkbar") is asked, significance


@pytest.mark.req("F045")
def test_risk_of_relapse_is_the_caseworkers_and_apart_from_threat() -> None:
    form = template("vuxen")
    risk, threat = form.by_link["riskniva.niva"], form.by_link["hot.bops-niva"]
    assert risk.code(OWNER) == "social_services"
    assert threat.code(OWNER) == "bops"
    assert risk.link_id.partition(".")[0] != threat.link_id.partition(".")[0]
    assert form.by_link["riskniva.skal"].required


def test_no_question_is_a_sum() -> None:
    """No score decides anything: what has a number is an answer of its own."""
    for item in walk(template("vuxen").items):
        assert not item.read_only, item.link_id
        assert not item.hidden, item.link_id


@pytest.mark.req("F045")
def test_rulers_go_from_nought_to_ten_and_are_the_clients() -> None:
    form = template("vuxen")
    rulers = [item for item in walk(form.items) if item.kind is Kind.INTEGER and item.code(ROLE)]
    assert len(rulers) == 3
    for ruler in rulers:
        assert (ruler.code(ROLE), ruler.minimum, ruler.maximum) == ("measure", 0, 10)
        assert ruler.code(OWNER) == "client"


@pytest.mark.req("F045")
def test_what_can_be_compared_over_time_comes_out_one_answer_at_a_time() -> None:
    filled = adult()
    answer(filled, "mottaglighet.viktigt", 8)
    choose(filled, "mottaglighet.steg", "handlar")
    choose(filled, "riskniva.niva", "medel")
    choose(filled, "analys.stod", "stort")
    found = measures(filled.form, completed(filled))
    assert [(each.key, each.value, each.lowest, each.highest) for each in found] == [
        ("riskniva.niva", 2, 1, 3),
        ("mottaglighet.viktigt", 8, 0, 10),
        ("mottaglighet.steg", 3, 0, 4),
        ("analys.stod", 3, 1, 4),
    ]


def test_a_risk_that_cannot_be_appraised_yet_is_no_measure() -> None:
    filled = adult()
    choose(filled, "riskniva.niva", "ej")
    assert "riskniva.niva" not in {each.key for each in measures(filled.form, completed(filled))}


def test_an_instrument_is_recorded_and_never_reckoned() -> None:
    roles = {item.code(ROLE) for item in walk((template("vuxen").by_link["instrument.uppgift"],))}
    assert roles - {""} == {
        "instrument", "instrument_name", "instrument_version", "instrument_date",
        "instrument_assessor", "instrument_outcome",
    }  # fmt: skip
    filled = adult()
    answer(filled, "instrument.anvant", True)
    answer(filled, "instrument.uppgift.namn", "SARA")
    filled.add_repetition(at(filled, "instrument.uppgift"))
    second = (("instrument", 0), ("instrument.uppgift", 1), ("instrument.uppgift.namn", 0))
    filled.set_answers(second, ["Check-10"])
    response = completed(filled)
    assert [each.name for each in instruments(filled.form, response)] == ["SARA", "Check-10"]


@pytest.mark.req("F149")
def test_every_kind_of_vulnerability_names_the_intervention_that_meets_it() -> None:
    filled = adult()
    answer(filled, "utsatt.finns", True)
    choose(filled, "utsatt.slag", "heder", "skuld", "Utpressad av en granne")
    unanswered = [found.problem.link_id for found in filled.check()]
    assert unanswered.count("utsatt.slag.insats") == 3
    response = completed(filled)
    (kinds,) = answered(response, "utsatt.slag")
    assert vulnerabilities(filled.form, response) == (
        "Hedersrelaterat våld och förtryck",
        "Skuld till kriminella",
        "Utpressad av en granne",
    )
    assert [[item.link_id for item in each.items] for each in kinds.answers] == [
        ["utsatt.slag.insats"]
    ] * 3


def test_vulnerability_is_a_choice_of_several_and_own_words() -> None:
    kinds = template("vuxen").by_link["utsatt.slag"]
    assert kinds.code(ROLE) == "vulnerability"
    assert kinds.repeats
    assert kinds.open_label


@pytest.mark.req("F104", "F146")
def test_gender_specific_factors_are_offered_to_everyone_and_forced_on_nobody() -> None:
    page = template("vuxen").by_link["faktor"]
    assert page.conditions == ()
    assert not any(item.required for item in walk((page,)))
    offered = {o.value.code for o in template("vuxen").by_link["faktor.slag"].options}
    assert offered >= {"partner", "insyn", "kontroll", "barn", "slakt", "sexuellt", "beroende"}
    relations = {o.value.code for o in template("vuxen").by_link["malgrupp.relation"].options}
    assert relations >= {"medlem", "partner", "slakting", "vittne"}


def test_a_report_of_concern_has_its_reason_whatever_the_answer() -> None:
    for code in ("ny", "kand", "nej"):
        filled = adult()
        answer(filled, "barn.finns", True)
        choose(filled, "barn.oro", code)
        assert filled.node(at(filled, "barn.oro-skal")).required, code


def test_children_stand_without_names() -> None:
    asked = [i.text for i in walk((template("vuxen").by_link["barn.barn"],)) if i.is_question]
    assert asked
    assert not any("heter" in text or "namn" in text.casefold() for text in asked)


def test_what_was_told_the_client_is_told_with_when_how_and_the_answer() -> None:
    """FL 25 §: what, when and how, and time to answer; or the exception with its reason."""
    filled = adult()
    answer(filled, "kommunicering.gjord", True)
    for part in ("vad", "nar", "hur", "senast", "svar"):
        assert filled.form.by_link[f"kommunicering.tillfalle.{part}"].required
        assert shown(filled, f"kommunicering.tillfalle.{part}")
    assert not shown(filled, "kommunicering.undantag")
    answer(filled, "kommunicering.gjord", False)
    assert len(filled.form.by_link["kommunicering.undantag"].options) == 3
    assert filled.node(at(filled, "kommunicering.undantag-skal")).required


def test_a_refusal_of_consent_goes_on_with_the_assessment() -> None:
    filled = adult()
    choose(filled, "grund.samtycke", "nej")
    assert shown(filled, "grund.samtycke-grans")
    completed(filled)


def test_every_intervention_proposed_has_its_need_and_its_time() -> None:
    filled = adult()
    choose(filled, "forslag.utfall", "helt")
    answer(filled, "forslag.insats.vad", "Kontaktperson")
    answer(filled, "forslag.insats.fran", PartialDate("2026-12-01"))
    choose(filled, "forslag.insats.tid", "bestamd")
    missing = {found.problem.link_id for found in filled.check()}
    assert {"forslag.insats.syfte", "forslag.insats.till"} <= missing
    assert filled.node(at(filled, "forslag.uppfoljning")).required
    choose(filled, "forslag.utfall", "avslag")
    assert shown(filled, "forslag.avslag")
    assert not shown(filled, "forslag.uppfoljning")
    assert not shown(filled, "forslag.insats")


def test_life_areas_can_be_told_by_chapters_of_a_classification() -> None:
    """Only codes: the texts of the classification are not ours to hand on."""
    found = {_chapter(item) for item in template("vuxen").items} - {""}
    assert found == {"d2", "d3", "d6", "d7", "d8", "d9"}


def _chapter(item: Item) -> str:
    return item.code("http://hl7.org/fhir/sid/icf")
