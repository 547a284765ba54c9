"""Hotet är högt: stadsdelen länkar ärendet till den centrala enheten, som tar över det."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.casework.facts import TransferStatus
from app.errors import Reason
from app.log_codes import LogCode
from app.usecases import notes, visits
from app.usecases.drafting import new_entity
from tests.app.usecases import typed_forms
from tests.journeys.handover import steg
from tests.journeys.handover.hands import MAJA, OLLE, Colleague, Employ
from tests.journeys.scenarios import stegen
from tests.journeys.scenarios.stegraden import foljer, saknas
from ui.navigation import CasePart, Section

SKALET = "Hotet är högt, och den centrala enheten tar sådana ärenden."


@pytest.mark.timeout(240)
@pytest.mark.req("F036", "F038", "X07", "X08")
def test_stadsdelen_lankar_arendet_till_den_centrala_enheten(employ: Employ) -> None:
    maja, olle = employ(*MAJA), employ(*OLLE)
    de_jamfor_sina_nyckelkort(maja, olle)
    majas_arende_ska_till_den_centrala_enheten(maja, olle)
    checklistan_sager_vad_som_saknas(maja, olle)
    las_mitt_i_guiden(maja, olle)
    las_mitt_i_det_som_visas(maja)
    paketet = arendet_lamnas(maja)
    majas_ar_last_i_samma_stund(maja)
    olle_ser_vem_det_kommer_fran(olle, paketet)
    las_mitt_i_forhandsvisningen(olle, paketet)
    kvittensen = olle_tar_over(olle, paketet)
    stegraden_gar_vidare_hos_olle(olle)
    kvittensen_kommer_tillbaka(maja, kvittensen)
    maja_laser_av_ett_skal(maja)


def de_jamfor_sina_nyckelkort(maja: Colleague, olle: Colleague) -> None:
    """Korten går som filer; orden läses upp."""
    majas, olles = steg.kortet_gors(maja), steg.kortet_gors(olle)
    steg.kortet_lases_in(maja, olles)
    maja.sees("Olle Provsson, Inte bekräftat")
    steg.kortet_lases_in(olle, majas)
    steg.orden_jamfors(maja, olle)
    steg.orden_jamfors(olle, maja)


def majas_arende_ska_till_den_centrala_enheten(maja: Colleague, olle: Colleague) -> None:
    """F036: samtycke, hög hotbild från BOPS, och vägvalet säger den centrala enheten."""
    maja.opens_a_case()
    olle.stream = maja.stream
    stegen.skyddet_kontrolleras(maja, niva="confidentiality_marking")
    stegen.arendet_besvaras(maja)


def checklistan_sager_vad_som_saknas(maja: Colleague, olle: Colleague) -> None:
    maja.goes_to(CasePart.SHARING)
    maja.presses("Lämna över ärendet …")
    maja.sees("Inget samtycke gäller. Då behövs en annan grund.")
    maja.sees("BOPS har inte sagt hur högt hotet är.")
    maja.presses("Stäng")
    steg.samtycke_till(maja, olle)
    stegen.bops_sager(maja, level="high", type="concrete", relocation_needed="yes")
    stegen.lokalpolisen_skyddar(maja, uppfoljning="2026-09-01")
    stegen.kriterierna_bedoms(maja)
    stegen.enheten_valjs(maja, route="central", unit_name="Centrala avhopparteamet")
    maja.goes_to(CasePart.ROUTE)
    maja.presses("Ny hänvisning …")
    maja.signs(how="Bud", asks="Att ta över utredningen.")
    maja.goes_to(CasePart.SHARING)
    maja.presses("Lämna över ärendet …")
    maja.sees_no("Inget samtycke gäller.")
    maja.sees_no("BOPS har inte sagt")


def las_mitt_i_guiden(maja: Colleague, olle: Colleague) -> None:
    assert maja.offered("Till vem?") == ["Olle Provsson, Socialsekreterare"]
    maja.chooses("Till vem?", olle.name)
    maja.chooses("Grund", "Den enskildes samtycke")
    maja.chooses("Samtycke", olle.name)
    maja.chooses("Vilken enhet handlägger ärendet från och med nu?", "Den centrala enheten")
    maja.fills(reason=SKALET, along=["bops"])
    fore = steg.formularet(maja)
    maja.locks_and_comes_back()
    maja.sees("Lämna över ärendet")
    assert steg.formularet(maja) == fore


def las_mitt_i_det_som_visas(maja: Colleague) -> None:
    """Det visade är borta, och inget har lämnat: varken en post eller en fil."""
    maja.presses("Visa vad som lämnar")
    maja.sees("Lämnar")
    maja.sees("Olle Provsson, Socialsekreterare, Centrala avhopparteamet")
    maja.sees("Stannar")
    fore = steg.formularet(maja)
    maja.locks_and_comes_back()
    assert steg.formularet(maja) == fore
    maja.sees_no("Stannar")
    assert list(maja.stick.glob("*.aktpaket")) == []
    assert not maja.asks(lambda desk: visits.standing_of(desk, maja.stream)).sealed


def arendet_lamnas(maja: Colleague) -> Path:
    maja.presses("Visa vad som lämnar")
    maja.sees("Hot- och riskbedömning från BOPS")
    maja.sees("varje läsning behöver ett skäl")
    paketet = maja.saves_into_the_stick("Lämna över: välj mapp och försegla …")
    assert paketet.stem.isdigit()
    return paketet


def majas_ar_last_i_samma_stund(maja: Colleague) -> None:
    maja.sees("Överlämnat: går bara att läsa")
    maja.sees("Inget svar har kommit än.")
    maja.goes_to_place(Section.INBOX, "Skickat")
    maja.sees("Väntar på kvittens (1)")
    maja.sees("Överlämning till Olle Provsson, Centrala avhopparteamet")
    skriver = typed_forms.note()
    nej = maja.is_refused(
        lambda desk: notes.sign_note(desk, maja.stream, new_entity(desk), skriver)
    )
    assert nej is Reason.CASE_HANDED_OVER


def olle_ser_vem_det_kommer_fran(olle: Colleague, paketet: Path) -> None:
    olle.opens_the_file(paketet)
    olle.sees("Maja Exempelsson, Socialsekreterare, Avhopparenheten, Exempelkommun")
    olle.sees("Bekräftat nyckelkort: vid ett möte, 2026-06-01.")
    olle.sees(SKALET)
    olle.sees("Det här tas emot i sin helhet eller inte alls.")
    olle.sees("Tar du emot går ansvaret för ärendet över till dig.")


def las_mitt_i_forhandsvisningen(olle: Colleague, paketet: Path) -> None:
    olle.locks_and_comes_back()
    olle.sees("Ett paket var öppnat här. Inget ur det har tagits emot.")
    assert olle.asks(lambda desk: desk.vault.index.cases()) == ()
    olle.opens_the_file(paketet)


def olle_tar_over(olle: Colleague, paketet: Path) -> Path:
    kvittensen = olle.takes_it()
    olle.presses("Öppna ärendet")
    olle.sees("Ansvarig: Olle Provsson, Socialsekreterare")
    olle.goes_to(CasePart.SHARING)
    olle.sees("Ärendet är ditt.")
    return kvittensen


def stegraden_gar_vidare_hos_olle(olle: Colleague) -> None:
    """Det som var klart i stadsdelen är klart här, och nästa steg kan göras."""
    assert olle.statuses()["routing"] == "done"
    assert olle.statuses()["referral"] == "done", "överlämningen är mottagen"
    assert saknas(olle)[0] == "Utredning saknas"
    stegen.behoven_utreds(olle)
    foljer(olle, "Underlaget är inte kommunicerat", till="Beslut")


def kvittensen_kommer_tillbaka(maja: Colleague, kvittensen: Path) -> None:
    maja.takes_the_receipt(kvittensen)
    maja.goes_to_place(Section.INBOX, "Skickat")
    maja.sees("Besvarat och övrigt (1)")
    assert "Mottaget" in maja.card("Överlämning till Olle Provsson")
    maja.goes_to_section(Section.CASES)
    maja.sees("Överlämnat")
    flytten = maja.asks(lambda desk: visits.standing_of(desk, maja.stream)).last
    assert flytten is not None
    assert flytten.status is TransferStatus.ACCEPTED


def maja_laser_av_ett_skal(maja: Colleague) -> None:
    """Ett annat besök i ärendet än det som pågick när det lämnades."""
    maja.locks_and_comes_back()
    maja.goes_to(CasePart.JOURNAL)
    maja.sees("Ärendet lämnades över till Olle Provsson, Centrala avhopparteamet")
    maja.presses("Läs ärendet")
    maja.sees("Varför behöver du läsa ärendet?")
    maja.fills(reason="asked", words="Olle frågar om ett datum.")
    maja.presses("Läs ärendet")
    maja.sees("Överlämnat: går bara att läsa")
    maja.sees_no("Ny anteckning")
    koder = maja.asks(lambda desk: [row.code for row in desk.vault.log.entries()])
    assert LogCode.HANDED_OVER_CASE_READ in koder
