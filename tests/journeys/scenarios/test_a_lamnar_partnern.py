"""Den som lämnar en kriminell partner, med kunskap och barn: definitionen passar inte men hotet
finns, och barnen kommer upp."""

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
    saknas,
)
from tests.program import Program
from ui.navigation import CasePart


@pytest.mark.timeout(240)
@pytest.mark.req("F040", "F145", "F152", "F173", "F174", "X10", "X11", "X22")
def test_hotet_finns_fast_definitionen_inte_passar(program: Program, clock: StoppedClock) -> None:
    jag = Caseworker(program, clock)
    polisen_hor_av_sig(jag)
    en_egen_vag_oppnas(jag)
    bops_skyddar_forst_och_lokalpolisen_sedan(jag)
    barnen_kommer_upp(jag)
    anmalan_gors_och_ansvaret_fordelas(jag)
    utredningen_ser_konsspecifika_faktorer(jag)
    hjalpen_beviljas_pa_annan_grund(jag)


def polisen_hor_av_sig(jag: Caseworker) -> None:
    jag.opens_a_case(channel="police", wish="Jag har lämnat hen. Jag vet för mycket.")
    stegen.skyddet_kontrolleras(jag, niva="confidentiality_marking")
    jag.sees("⚠ Sekretessmarkering")
    stegen.arendet_besvaras(jag)
    stegen.den_enskilde_samtycker(jag, extent="narrow", categories=["threat", "family"])
    stegen.bops_sager(jag, level="high", type="concrete", target_group="pending")


def en_egen_vag_oppnas(jag: Caseworker) -> None:
    foljer(jag, "Kriterier och definition är inte prövade", till="Vägval")
    jag.sees("Ett nej stänger ingen väg")
    laser_mitt_i(
        jag,
        definition="not_met",
        definition_key="exit-common",
        definition_reason="Har själv inte ingått i miljön, men har insyn i den.",
    )
    jag.signs()
    jag.sees("Behovet av stöd och skydd utreds ändå, på annan laglig grund.")
    jag.sees("Utred behovet av stöd och skydd på annan grund")
    assert jag.statuses()["referral"] == "not_needed"
    assert jag.statuses()["assessment"] != "not_needed"


def bops_skyddar_forst_och_lokalpolisen_sedan(jag: Caseworker) -> None:
    """Högt hot är BOPS. Säger BOPS nej till målgruppen tar lokalpolisen över skyddet."""
    jag.sees("BOPS ansvarar för skyddet.")
    assert "protective_measure" in jag.gaps()
    assert "target_group" in jag.gaps()
    jag.clock.pass_(days=3)
    stegen.bops_sager(jag, level="high", type="concrete", target_group="no")
    jag.sees("Lokalpolisområdet ansvarar för skyddet. Vilket är inte angivet än.")
    stegen.lokalpolisen_skyddar(jag, uppfoljning="2026-08-03")
    jag.sees(f"{stegen.LOKALPOLISEN} ansvarar för skyddet.")
    foljer(jag, "pröva kriterierna igen", till="Vägval")
    jag.signs(judged_on="idag")
    jag.sees("Behovet av stöd och skydd utreds ändå, på annan laglig grund.")
    stegen.enheten_valjs(jag)


def barnen_kommer_upp(jag: Caseworker) -> None:
    """En handling räcker: larmet syns överst och i Att göra tills anmälan är noterad."""
    jag.goes_to(CasePart.CHILDREN)
    jag.presses("Barn har aktualiserats")
    laser_mitt_i(jag, what="Två barn, sju och elva år, bor växelvis hos partnern.")
    jag.signs()
    jag.sees("Anmälan är inte gjord. Gör den genast")
    assert saknas(jag)[0].startswith("⚠ Barn har aktualiserats 2026-06-04")
    assert "Anmälan om barn ska göras genast" in att_gora(jag)


def anmalan_gors_och_ansvaret_fordelas(jag: Caseworker) -> None:
    foljer(jag, "⚠ Barn har aktualiserats", till="Barn")
    jag.signs(
        report="done",
        reported_on="idag",
        reported_to="Socialnämnden, barn och unga",
        told="Egen chef och den mottagande kommunen, samma dag",
        division="Hemkommunen utreder, den mottagande kommunen ordnar skolan.",
        agreed_with="Socialsekreterare i den mottagande kommunen",
        agreed_on="idag",
        measures="Umgänget sker med stöd.",
    )
    assert "child_report" not in jag.gaps()
    assert "Anmälan om barn ska göras genast" not in att_gora(jag)
    (larm,) = jag.all_of(facts.ChildAlert)
    assert len(larm.versions) == 2

    foljer(jag, "Ingen har noterat om det finns barn", till="Barn")
    jag.signs(responsible="yes", who="Två barn, sju och elva år", at_risk="yes")


def utredningen_ser_konsspecifika_faktorer(jag: Caseworker) -> None:
    foljer(jag, "könsspecifika faktorer", till="Översikt")
    jag.signs(state="noticed", noted_on="idag", ways="Boende utan blandade grupper.")
    assert "gender" not in jag.gaps()
    stegen.behoven_utreds(jag)
    stegen.underlaget_kommuniceras(jag, svar_senast="2026-06-18")
    stegen.den_enskilde_svarar(jag, "Det stämmer.")


def hjalpen_beviljas_pa_annan_grund(jag: Caseworker) -> None:
    stegen.beslutet_fattas(jag, tills_vidare=True, follow_up_on="2026-09-01")
    stegen.beslutet_skickas_och_tas_emot(jag)
    stegen.planen_gors(jag, foljs_upp="2026-09-01", kin_contact="Barnen varannan vecka, med stöd.")
    jag.goes_to(CasePart.OVERVIEW)
    for rubrik in ("Barn", "Skyddsåtgärder", "Könsspecifika faktorer"):
        jag.sees(rubrik)
    assert lopande_insatser(jag) == ["Boende med stöd"]
    jag.waits_until("2027-01-15")
    assert lopande_insatser(jag) == ["Boende med stöd"]
    assert jag.state().status.value == "implementation"
