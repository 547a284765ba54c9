"""Ett ärende i SIG där hotet blir högt: vägvalet prövas igen, och centrala enheten tar över."""

from __future__ import annotations

import pytest

from app.casework import facts
from tests.fakes import StoppedClock
from tests.journeys.scenarios import stegen
from tests.journeys.scenarios.hands import Caseworker
from tests.journeys.scenarios.stegraden import (
    att_gora,
    foljer,
    laser_mitt_i,
    lopande_insatser,
    pa_tur,
    saknas,
)
from tests.program import Program
from ui.navigation import CasePart

STODET = ["Boende med stöd"]


@pytest.mark.timeout(240)
@pytest.mark.req("F002", "F037", "F039", "F044", "F078", "F167", "X12")
def test_hotet_blir_hogt_och_centrala_enheten_tar_over(
    program: Program, clock: StoppedClock
) -> None:
    jag = Caseworker(program, clock)
    sig_ger_stod(jag)
    bops_ser_ett_hogt_hot(jag)
    bops_bekraftar_flytten(jag)
    kriterierna_och_enheten_provas_igen(jag)
    centrala_enheten_kvitterar_hanvisningen(jag)
    placeringen_gors_hos_centrala_enheten(jag)


def sig_ger_stod(jag: Caseworker) -> None:
    """Lågt hot: den sociala insatsgruppen handlägger, och stödet löper tills vidare."""
    jag.opens_a_case()
    stegen.skyddet_kontrolleras(jag)
    stegen.arendet_besvaras(jag)
    stegen.den_enskilde_samtycker(jag)
    stegen.bops_sager(jag)
    stegen.kriterierna_bedoms(jag)
    stegen.enheten_valjs(jag, route="sig", unit_name="SIG vuxna Exempelområdet")
    stegen.behoven_utreds(jag)
    stegen.beslutet_fattas(jag, tills_vidare=True, follow_up_on="2026-12-01")
    stegen.beslutet_skickas_och_tas_emot(jag)
    stegen.planen_gors(jag, foljs_upp="2026-11-02")
    assert lopande_insatser(jag) == STODET


def bops_ser_ett_hogt_hot(jag: Caseworker) -> None:
    """Om flytten är inget sagt ännu: underlagen är oense, och programmet väljer inte."""
    jag.waits_until("2026-09-10")
    stegen.bops_sager(jag, level="high", type="concrete", relocation_needed="pending")
    jag.sees("BOPS ansvarar för skyddet.")
    for nytt in ("criteria_outdated", "routing_outdated", "protective_measure"):
        assert nytt in jag.gaps()
    assert saknas(jag)[0] == "BOPS har sagt något nytt: pröva kriterierna igen"

    jag.goes_to(CasePart.ROUTE)
    jag.sees("Underlagen är oense")
    jag.sees("Fråga BOPS om den enskilde behöver omlokaliseras")
    assert lopande_insatser(jag) == STODET


def bops_bekraftar_flytten(jag: Caseworker) -> None:
    jag.waits_until("2026-09-14")
    stegen.bops_sager(jag, level="high", type="concrete", relocation_needed="yes")
    foljer(jag, "Hotet är högt och ingen skyddsåtgärd är noterad", till="Hot och risk")
    jag.presses("Ny skyddsåtgärd")
    laser_mitt_i(jag, measure="Larm", responsible="bops", status="ongoing", since="idag")
    jag.signs(follow_up_on="2026-10-01")
    assert "protective_measure" not in jag.gaps()


def kriterierna_och_enheten_provas_igen(jag: Caseworker) -> None:
    foljer(jag, "pröva kriterierna igen", till="Vägval")
    jag.signs(judged_on="idag")
    jag.sees("BOPS har bekräftat en hög hotbild, och den enskilde behöver flytta.")

    foljer(jag, "pröva vägvalet igen", till="Vägval")
    assert jag.typed()["route"] == "central"
    assert "Enheten för hemlösa" in jag.screen()
    jag.signs(reason="BOPS har bekräftat hög hotbild och att flytt behövs.")
    jag.sees("Tidigare: 2026-06-01 – 2026-09-14: SIG vuxna Exempelområdet")
    assert jag.statuses()["routing"] == "done"


def centrala_enheten_kvitterar_hanvisningen(jag: Caseworker) -> None:
    assert saknas(jag)[0] == "Hänvisning till den centrala enheten saknas"
    foljer(jag, "Hänvisning till den centrala enheten saknas", till="Vägval")
    jag.presses("Ny hänvisning …")
    laser_mitt_i(jag, how="Bud", asks="Att ta över utredningen.")
    jag.signs()
    assert saknas(jag)[0] == "Hänvisningen är inte kvitterad"
    assert pa_tur(jag) == "den mottagande enheten"

    jag.waits_until("2026-09-29")
    assert "Hänvisningen är inte bekräftad" in att_gora(jag)
    foljer(jag, "Hänvisningen är inte kvitterad", till="Vägval")
    jag.signs(received_on="2026-09-15", received_by="Enhetschef", accepted="pending")
    foljer(jag, "Hänvisningen är inte besvarad", till="Vägval")
    jag.signs(accepted="yes")
    assert jag.statuses()["referral"] == "done"
    assert "Hänvisningen är inte bekräftad" not in att_gora(jag)


def placeringen_gors_hos_centrala_enheten(jag: Caseworker) -> None:
    """Det som görs där markeras här, steg för steg, och beslutet i SIG löper ännu."""
    for steg in ("platsen är godkänd", "boende och utförare är valda", "har fått sitt uppdrag"):
        foljer(jag, steg, till="Översikt")
        jag.signs(mark="done_elsewhere", marked_on="idag", reason="Görs av centrala enheten.")
    gjorda = jag.statuses()
    assert [gjorda[each] for each in ("clearance", "matching", "assignment")] == ["done"] * 3
    assert len(jag.all_of(facts.StepMark)) == 3
    jag.sees("Steg som är markerade")
    assert lopande_insatser(jag) == STODET
    assert jag.state().status.value == "implementation"
