"""Ett ärende med lågt hot som stannar i stadsdelen, från intresse till avslut."""

from __future__ import annotations

import pytest

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


@pytest.mark.timeout(240)
@pytest.mark.req("F035", "F039", "F040", "F066", "X10", "X11", "X12")
def test_lagt_hot_stannar_i_stadsdelen(program: Program, clock: StoppedClock) -> None:
    jag = Caseworker(program, clock)
    nagon_hor_av_sig(jag)
    skyddet_och_inskrivningen_noteras_ur_stegraden(jag)
    ansokan_kommer_in(jag)
    samtycket_lamnas(jag)
    polisen_bedomer_hotet_som_lagt(jag)
    stadsdelen_tar_arendet(jag)
    behoven_utreds_och_kommuniceras(jag)
    beslutet_nar_fram(jag)
    planen_gors_tillsammans(jag)
    uppfoljningen_gloms_inte(jag)
    beslutet_gar_vidare_av_sig_sjalvt(jag)
    arendet_avslutas_med_eftervard(jag)


def nagon_hor_av_sig(jag: Caseworker) -> None:
    jag.opens_a_case(kind="interest", channel="phone", wish="Kan ni hjälpa mig att lämna?")
    assert saknas(jag)[0] == "Skyddet av identiteten är inte kontrollerat"
    assert pa_tur(jag) == "handläggaren"


def skyddet_och_inskrivningen_noteras_ur_stegraden(jag: Caseworker) -> None:
    """Raden leder ända fram till formuläret."""
    stegen.skyddet_kontrolleras(jag)
    assert saknas(jag)[0] == "Ansökan saknas"
    assert pa_tur(jag) == "den enskilde"

    stegen.arendet_besvaras(jag)
    assert saknas(jag)[0] == "Ansökan saknas"


def ansokan_kommer_in(jag: Caseworker) -> None:
    jag.clock.pass_(days=2)
    stegen.en_ansokan_laggs_till(jag)
    assert jag.statuses()["application"] == "done"
    assert saknas(jag)[0] == "Samtycke är inte tillfrågat"
    assert "2026-0001" in att_gora(jag)  # ansökan ska börja utredas genast


def samtycket_lamnas(jag: Caseworker) -> None:
    foljer(jag, "Samtycke är inte tillfrågat", till="Samtycke")
    jag.presses("Nytt samtycke")
    laser_mitt_i(
        jag,
        given_on="idag",
        method="written",
        purpose="Lokalpolisen ska kunna planera skyddet.",
        parties=[{"party": "", "name": stegen.LOKALPOLISEN}],
    )
    jag.signs(extent="narrow", categories=["threat", "planning"], valid_to="2026-12-01")
    jag.sees("Ett samtycke gäller.")


def polisen_bedomer_hotet_som_lagt(jag: Caseworker) -> None:
    jag.clock.pass_(days=5)
    stegen.bops_sager(jag, review_on="2026-11-30")
    stegen.lokalpolisen_skyddar(jag, uppfoljning="2026-09-01")
    jag.sees(stegen.LOKALPOLISEN)
    foljer(jag, "Kriterier och definition är inte prövade", till="Vägval")
    jag.program.settle()
    stegen.kriterierna_bedoms(jag)


def stadsdelen_tar_arendet(jag: Caseworker) -> None:
    jag.sees("Hotet är inte bedömt som högt")
    foljer(jag, "Handläggande enhet är inte vald", till="Vägval")
    jag.signs(route="district", unit="", unit_name="Exempelområdets vuxenenhet")
    assert jag.statuses()["routing"] == "done"
    assert jag.statuses()["referral"] == "not_needed"


def behoven_utreds_och_kommuniceras(jag: Caseworker) -> None:
    jag.clock.pass_(days=20)
    assert saknas(jag)[0] == "Utredning saknas"
    stegen.behoven_utreds(jag)
    foljer(jag, "Underlaget är inte kommunicerat", till="Beslut")
    jag.presses("Kommunicera underlaget")
    laser_mitt_i(jag, way="sent", material="Utredningen i sin helhet", how="Lämnat vid besök")
    jag.signs(sent_on="idag", answer_by="2026-07-03")
    assert pa_tur(jag) == "den enskilde"
    assert "Tiden att svara på kommuniceringen går ut" in att_gora(jag)
    stegen.den_enskilde_svarar(jag, "Det stämmer. Jag vill bo där ingen känner mig.")


def beslutet_nar_fram(jag: Caseworker) -> None:
    assert pa_tur(jag) == "den som har rätt att besluta"
    stegen.beslutet_fattas(jag, follow_up_on="2026-11-30")
    assert saknas(jag)[0] == "Beslutet är inte skickat"
    stegen.beslutet_skickas_och_tas_emot(jag)
    jag.sees("Kan överklagas till och med")
    assert jag.statuses()["decision"] == "done"
    assert jag.statuses()["clearance"] == "not_needed"  # ingen flytt, ingen placering


def planen_gors_tillsammans(jag: Caseworker) -> None:
    jag.clock.pass_(days=7)
    foljer(jag, "Plan saknas", till="Plan")
    stegen.planen_gors(jag, foljs_upp="2026-09-30")
    jag.sees("Version 1")
    assert jag.statuses()["plan"] == "done"


def uppfoljningen_gloms_inte(jag: Caseworker) -> None:
    stegen.uppfoljningen_planeras(jag, "2026-09-15")
    jag.waits_until("2026-09-16")
    assert "Planerad uppföljning" in att_gora(jag)
    assert saknas(jag)[0] == "⚠ Uppföljningen skulle ha gjorts 2026-09-15"
    foljer(jag, "Uppföljningen skulle ha gjorts", till="Uppföljning")
    stegen.uppfoljningen_skrivs(jag, next_on="2026-12-01")
    assert not any("Uppföljningen skulle" in text for text in saknas(jag))


def beslutet_gar_vidare_av_sig_sjalvt(jag: Caseworker) -> None:
    """Inget som är försenat och inget samtycke som har gått ut avslutar något. Bara den dag som
    beslutet självt har satt gör det, och sedan är det dags för avslutet."""
    jag.waits_until("2026-11-29")
    assert lopande_insatser(jag) == ["Boende med stöd"]
    assert jag.statuses()["discharge"] == "not_yet"

    jag.waits_until("2026-12-07")
    assert {"consent_ended", "threat_review", "decision_not_followed_up"} <= set(jag.gaps())
    assert lopande_insatser(jag) == []
    assert jag.statuses()["discharge"] == "open"
    assert jag.state().status.value == "implementation"


def arendet_avslutas_med_eftervard(jag: Caseworker) -> None:
    jag.goes_to(CasePart.CLOSING)
    jag.presses("Skriv avslutsanteckning")
    laser_mitt_i(jag, reason="aims_reached", situation="Har egen bostad och arbete.")
    fragade = [each["text"] for each in jag.typed()["aims"]]
    assert fragade, "de övergripande målen följer med från planen"
    jag.signs(
        closed_on="idag",
        return_to_crime="no",
        told="Hur hen söker igen, och hur länge akten finns kvar.",
        after_care="Kontaktperson i tre månader",
        after_care_until="2027-03-07",
    )
    jag.sees("Ärendet är avslutat.")
    assert jag.statuses()["discharge"] == "done"
    assert jag.statuses()["after_care"] == "done"
    assert pa_tur(jag) == ""
