"""Den som är 16 år: vårdnadshavare, social insatsgrupp, vårdplan och genomförandeplan."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.casework import facts
from tests.app.usecases import typed_forms
from tests.fakes import StoppedClock
from tests.journeys.scenarios.hands import Caseworker
from tests.program import Program
from ui.navigation import CasePart

ELVA_AR = "20150101-9812"
SEXTON_AR = "20100101-9809"
SAMTYCKE = {
    "given_on": "idag",
    "method": "oral",
    "purpose": "Skolan och polisen ska veta vad som är planerat.",
    "parties": [{"party": "", "name": "Skolans rektor"}],
    "extent": "narrow",
    "categories": ["planning"],
}
PLANEN = {
    "fixed_on": "idag",
    "participation": "Skriven vid två möten, med den unge.",
    "follow_up_on": "2026-09-01",
    "follow_up_how": "Möte på skolan",
    "own_words": "Jag vill gå klart nian.",
    "others_measures": "Skolan ger stöd i matematik.",
    "kin_contact": "Mamman varje helg.",
    "goals": [{"words": "Jag vill gå klart nian.", "interventions": []}],
}


@pytest.mark.timeout(240)
@pytest.mark.req("F012", "F074", "F166", "X17", "X20")
def test_den_unge_pa_sexton_ar(program: Program, clock: StoppedClock) -> None:
    jag = Caseworker(program, clock)
    jag.opens_a_case()
    ett_fel_nummer_gor_den_unge_elva_ar(jag)
    samtycket_vantar_tills_numret_ar_rattat(jag)
    insatsgruppen_foreslas_efter_alder(jag)
    underlagen_sager_emot_varandra_nar_aren_gar(jag)
    beslutet_finns(jag)
    vardplanen_har_lagens_fyra_rubriker(jag)
    genomforandeplanen_fragar_om_kontakten_med_socialtjansten(jag)


def ett_fel_nummer_gor_den_unge_elva_ar(jag: Caseworker) -> None:
    jag.goes_to(CasePart.OVERVIEW)
    jag.presses("Fyll i identiteten")
    jag.signs(given_name="Alex", family_name="Påhittsson", number=ELVA_AR)


def samtycket_vantar_tills_numret_ar_rattat(jag: Caseworker) -> None:
    """Den som är elva kan inte samtycka ensam. Det skrivna ligger kvar medan numret rättas."""
    jag.goes_to(CasePart.CONSENT)
    jag.presses("Nytt samtycke")
    jag.sees("Den enskilde är under 12 år: varje vårdnadshavare måste ha samtyckt.")
    jag.sees("Till en placering behövs alltid vårdnadshavarnas samtycke.")
    guardian = {"function": "Vårdnadshavare 1", "answer": "refused", "given_on": "idag"}
    assert jag.tries(**SAMTYCKE, guardians=[guardian]) == ["guardians"]
    assert jag.all_of(facts.Consent) == ()

    jag.locks_and_comes_back()
    assert jag.typed()["purpose"] == SAMTYCKE["purpose"]

    jag.goes_to(CasePart.OVERVIEW)
    jag.presses("Ändra …")
    jag.signs(number=SEXTON_AR)
    jag.goes_to(CasePart.CONSENT)
    jag.presses("Fortsätt skriva")
    jag.sees("Den enskilde har fyllt 15 år och för sin egen talan.")
    jag.signs()
    (given,) = jag.all_of(facts.Consent)
    (asked,) = given.latest.fact.guardians
    assert asked.answer is facts.ConsentAnswer.REFUSED
    jag.sees("Ett samtycke gäller.")


def insatsgruppen_foreslas_efter_alder(jag: Caseworker) -> None:
    """Ett förslag, ingen spärr: den unge kan gå till en annan grupp."""
    jag.goes_to(CasePart.ROUTE)
    jag.presses("Välj enhet …")
    jag.sees("SIG efter den enskildes ålder: SIG unga. Ett förslag, ingen spärr.")
    jag.signs(
        route="district", unit="", unit_name="SIG vuxna", reason="Den unge känner lotsen där."
    )
    unit = jag.state().only(facts.HandlingUnit)
    assert unit is not None
    assert unit.latest.fact.unit_name == "SIG vuxna"


def underlagen_sager_emot_varandra_nar_aren_gar(jag: Caseworker) -> None:
    """12–18, 18 och uppåt, 19 och uppåt: den som är arton hör till två."""
    then = jag.clock.time
    for day, groups in (
        ("2028-06-01", "SIG unga, SIG vuxna"),
        ("2029-06-01", "SIG vuxna, SIG unga vuxna."),
    ):
        jag.waits_until(day)
        jag.goes_to(CasePart.ROUTE)
        jag.presses("Byt eller bekräfta enhet …")
        jag.sees(f"SIG efter den enskildes ålder: {groups}")
        jag.presses("Stäng")
    jag.clock.time = then + timedelta(days=1)


def beslutet_finns(jag: Caseworker) -> None:
    jag.asks(lambda desk: typed_forms.signed_assessment(desk, jag.stream))
    jag.asks(lambda desk: typed_forms.signed_decision(desk, jag.stream, decided_on="idag"))


def vardplanen_har_lagens_fyra_rubriker(jag: Caseworker) -> None:
    """Förordningens fyra, och det som andra huvudmän ansvarar för (9 kap. 12 § SoL)."""
    jag.goes_to(CasePart.PLAN)
    jag.presses("Ny vårdplan")
    assert jag.typed()["young"] == "yes"
    empty = {"interventions": "", "kin_contact": "", "aim": "", "view": "", "others": ""}
    wrong = jag.tries(fixed_on="idag", **empty)
    assert wrong == ["interventions", "kin_contact", "aim", "view", "others"]

    jag.fills(
        interventions="Placering i familjehem.",
        kin_contact="Mamman varje helg, syskonen på lov.",
        aim="Gå klart nian och bo tryggt.",
        view="Jag vill bo nära skolan.",
        guardians_view="Mamman tycker att det är bra.",
    )
    jag.locks_and_comes_back()
    assert jag.typed()["view"] == "Jag vill bo nära skolan."
    jag.signs(others="Skolan ger stöd i matematik.")
    jag.sees("Mamman tycker att det är bra.")


def genomforandeplanen_fragar_om_kontakten_med_socialtjansten(jag: Caseworker) -> None:
    jag.goes_to(CasePart.PLAN)
    jag.presses("Ny plan")
    jag.sees("När och hur har den unge kontakt med socialtjänsten?")
    jag.signs(**PLANEN, board_contact="Handläggaren besöker varje månad.")
    (plan,) = jag.state().plans
    assert plan.latest.fact.board_contact == "Handläggaren besöker varje månad."
    jag.sees("Handläggaren besöker varje månad.")
    assert "plan" not in jag.gaps()
