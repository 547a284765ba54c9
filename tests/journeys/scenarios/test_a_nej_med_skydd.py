"""Ett nej till det önskade programmet och till en del av ansökan, med skydd under tiden, som
överklagas i tid, omprövas och lämnas över till domstolen."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QTabBar

from app.casework import facts
from app.casework.state import CaseStatus
from tests.fakes import StoppedClock
from tests.journeys.scenarios import stegen
from tests.journeys.scenarios.hands import Caseworker
from tests.journeys.scenarios.stegraden import (
    att_gora,
    laser_mitt_i,
    lopande_insatser,
    saknas,
)
from tests.program import Program
from tests.ui.looking import visible
from ui.navigation import CasePart, Section

ALTERNATIVET = "Stödsamtal hos den sociala insatsgruppen varje vecka"
SKYDDET = "Lokalpolisområde Exempel, genom områdespolisen"


@pytest.mark.timeout(240)
@pytest.mark.req("F042", "F085", "F168", "F169", "F170", "X10", "X11", "X12")
def test_ett_nej_lamnar_ingen_utan_skydd(program: Program, clock: StoppedClock) -> None:
    jag = Caseworker(program, clock)
    ansokan_galler_ett_program(jag)
    bops_sager_nej_till_malgruppen(jag)
    onskemalet_far_ett_svar(jag)
    underlaget_besvaras(jag)
    delvis_avslag_med_alternativ(jag)
    overklagandet_kommer_sista_dagen(jag)
    beslutet_omprovas_och_lamnas_over(jag)
    domstolen_avgor(jag)
    varje_nej_syns_i_enhetens_lista(jag)


@pytest.mark.timeout(240)
@pytest.mark.req("F085", "X11")
def test_ett_helt_avslag_visar_ingen_vag_ut_sa_lange_det_kan_overklagas(
    program: Program, clock: StoppedClock
) -> None:
    jag = Caseworker(program, clock)
    ansokan_galler_ett_program(jag)
    stegen.behoven_utreds(jag)
    stegen.underlaget_kommuniceras(jag, svar_senast="2026-06-10")
    stegen.den_enskilde_svarar(jag, "Jag vill till Passus.")
    ansokan_avslas(jag)
    ingen_skrivs_ut_medan_tiden_loper(jag)
    nar_tiden_har_gatt_kan_arendet_avslutas(jag)


def ansokan_avslas(jag: Caseworker) -> None:
    stegen.beslutet_fattas(
        jag,
        outcome="refused",
        interventions=[],
        alternative_support=ALTERNATIVET,
        protected_by=SKYDDET,
        later_contact="Handläggaren ringer den 1 september.",
    )
    stegen.beslutet_skickas_och_tas_emot(jag)
    jag.sees("Kan överklagas till och med 2026-06-22.")


def ingen_skrivs_ut_medan_tiden_loper(jag: Caseworker) -> None:
    jag.waits_until("2026-06-22")
    jag.goes_to(CasePart.OVERVIEW)
    assert jag.statuses()["plan"] == "not_needed"
    assert jag.statuses()["discharge"] == "not_yet"
    assert "closing" not in jag.gaps()


def nar_tiden_har_gatt_kan_arendet_avslutas(jag: Caseworker) -> None:
    """Stegraden säger att avslutet återstår, och ingenting avslutas av sig självt."""
    jag.waits_until("2026-06-23")
    assert "closing" in jag.gaps()
    assert jag.state().status is not CaseStatus.CLOSED
    stegen.arendet_avslutas(jag, reason="refused", situation="Går på stödsamtal.")
    jag.sees("Ansökan har avslagits")
    assert jag.state().status is CaseStatus.CLOSED


def ansokan_galler_ett_program(jag: Caseworker) -> None:
    jag.opens_a_case(wish="Jag vill till Passus.")
    stegen.skyddet_kontrolleras(jag)
    stegen.arendet_besvaras(jag)
    stegen.den_enskilde_samtycker(jag)
    jag.goes_to(CasePart.ROUTE)
    jag.presses("Nytt önskemål …")
    laser_mitt_i(jag, wished="Passus på Fryshuset")
    jag.signs(stated_on="idag")


def bops_sager_nej_till_malgruppen(jag: Caseworker) -> None:
    """Beskedet är polisens, och ansökan prövas ändå."""
    stegen.bops_sager(jag, target_group="no", level="medium", type="concrete")
    stegen.lokalpolisen_skyddar(jag, uppfoljning="2026-12-01")
    stegen.kriterierna_bedoms(jag)
    jag.sees("Beskedet är BOPS och inte kommunens beslut. Ansökan utreds och avgörs ändå.")
    stegen.enheten_valjs(jag)
    assert jag.statuses()["assessment"] == "current"


def onskemalet_far_ett_svar(jag: Caseworker) -> None:
    jag.goes_to(CasePart.ROUTE)
    jag.presses("Svara på önskemålet …")
    jag.signs(answer="no", answered_on="idag", reason="Kan inte tillgodose skyddet.")
    jag.sees("Ett nej ska också säga")
    jag.presses("Svara på önskemålet …")
    jag.signs(alternative=ALTERNATIVET, protected_by=SKYDDET, later_contact="Den 1 september")
    jag.sees_no("Ett nej ska också säga")


def underlaget_besvaras(jag: Caseworker) -> None:
    stegen.behoven_utreds(jag)
    stegen.underlaget_kommuniceras(jag, svar_senast="2026-06-10")
    jag.waits_until("2026-06-11")
    assert "Tiden att svara på kommuniceringen går ut" in att_gora(jag)
    assert any("Svar på kommuniceringen" in text for text in saknas(jag))
    jag.goes_to(CasePart.DECISION)
    jag.sees("Tiden att svara har gått ut.")
    jag.presses("Anteckna svaret …")
    jag.signs(outcome="passed", answered_on="idag")


def delvis_avslag_med_alternativ(jag: Caseworker) -> None:
    """Utan alternativ, skydd och senare kontakt säger formuläret det medan man skriver."""
    jag.waits_until("2026-07-06")
    delarna = [
        {"what": "Stödsamtal", "outcome": "granted", "reason": ""},
        {"what": "Placering hos Passus", "outcome": "refused", "reason": "Skyddet räcker inte."},
    ]
    stegen.borjar_ett_beslut(jag, outcome="partly_granted", items=delarna, tills_vidare=True)
    for brist in ("vad som erbjuds i stället", "vem som skyddar", "kontakten ser ut längre fram"):
        jag.sees(brist)
    laser_mitt_i(jag, alternative_support=ALTERNATIVET, protected_by=SKYDDET)
    jag.signs(later_contact="Handläggaren ringer den 1 september.")
    stegen.beslutet_skickas_och_tas_emot(jag)
    jag.sees("Kan överklagas till och med 2026-07-27.")
    assert "Överklagandet" not in att_gora(jag)  # tiden är den enskildes, ingen ska göra något


def overklagandet_kommer_sista_dagen(jag: Caseworker) -> None:
    jag.waits_until("2026-07-27")
    jag.goes_to(CasePart.DECISION)
    jag.presses("Ett överklagande har kommit in …")
    jag.signs(received_on="idag", words="Jag vill till Passus ändå.")
    jag.presses("Bedöm om det kom in i rätt tid …")
    jag.sees("Sista dagen var 2026-07-27, överklagandet kom in 2026-07-27.")
    assert jag.typed()["timeliness"] == "in_time"
    jag.signs()


def beslutet_omprovas_och_lamnas_over(jag: Caseworker) -> None:
    assert jag.due()["appeal_forward"] == "2026-08-03"
    jag.presses("Ompröva beslutet …")
    laser_mitt_i(jag, reconsidered="unchanged", reconsidered_reason="Inget nytt har kommit fram.")
    jag.signs(reconsidered_on="idag")
    jag.waits_until("2026-07-29")
    jag.presses("Överlämnat till domstolen …")
    jag.signs(forwarded_on="idag", court="Förvaltningsrätten i Exempelstad")
    assert "appeal_forward" not in jag.due()


def domstolen_avgor(jag: Caseworker) -> None:
    """Det som beviljades har löpt hela tiden."""
    jag.waits_until("2026-10-05")
    jag.goes_to(CasePart.DECISION)
    jag.presses("Domstolen har avgjort …")
    jag.signs(court_decided_on="idag", court_outcome="Överklagandet avslås.")
    jag.sees("2026-10-05 Domstolens avgörande: Överklagandet avslås.")
    (overklagande,) = jag.all_of(facts.Appeal)
    assert len(overklagande.versions) == 5
    assert lopande_insatser(jag) == ["Boende med stöd"]


def varje_nej_syns_i_enhetens_lista(jag: Caseworker) -> None:
    """BOPS nej till målgruppen, nejet till programmet och det delvisa avslaget, utan ord."""
    jag.goes_to_section(Section.UNIT)
    (flikar,) = visible(jag.program.main, QTabBar)
    flikar.setCurrentIndex(
        next(at for at in range(flikar.count()) if flikar.tabText(at) == "Alla nej")
    )
    jag.program.settle()
    for nej in ("Delvis bifall", "Nej från BOPS om målgruppen", "Nej till önskemål"):
        jag.sees(nej)
    jag.sees("Saknas: Senare kontakt")  # efter BOPS nej är ingen ännu avtalad
    jag.sees_no(ALTERNATIVET)
    jag.presses("Visa vad som står")
    jag.sees(ALTERNATIVET)
    jag.sees(SKYDDET)
