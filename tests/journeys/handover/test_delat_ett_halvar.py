"""Ett ärende som två handläggare delar över ett halvår, den ena borta i veckor."""

from __future__ import annotations

from typing import Any

import pytest

from app.casework import facts
from app.errors import Reason
from app.usecases import notes, reading
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from tests.app.usecases import typed_forms
from tests.journeys import hands
from tests.journeys.handover import steg
from tests.journeys.handover.hands import MAJA, SARA, Colleague, Employ
from ui.navigation import CasePart, Section


@pytest.mark.timeout(480)
@pytest.mark.req("X08", "X14")
def test_ett_arende_delat_av_tva_over_ett_halvar(employ: Employ) -> None:
    maja, sara = employ(*MAJA), employ(*SARA)
    maja.knows(sara)
    sara.knows(maja)
    arendet_delas(maja, sara)
    ett_paket_kommer_aldrig_fram(maja, sara)
    samma_fil_oppnas_tva_ganger(maja, sara)
    filerna_oppnas_i_fel_ordning(maja, sara)
    sara_ar_borta_i_sex_veckor(maja, sara)
    bada_andrar_samma_skyddsatgard(maja, sara)
    maja_valjer_vad_som_galler(maja)
    bada_har_detsamma(maja, sara)
    delningen_avslutas(maja, sara)


def skriver(jag: Colleague, rubrik: str) -> None:
    """En signerad anteckning, på sidan Journal."""
    jag.goes_to(CasePart.JOURNAL)
    jag.presses("Ny anteckning")
    jag.signs(**{**hands.NOTE, "heading": rubrik})


def laser(jag: Colleague) -> set[str]:
    """Rubrikerna i journalen."""
    return {each.latest.fact.heading for each in jag.all_of(facts.JournalNote)}


def bada(maja: Colleague, sara: Colleague, dag: str) -> None:
    maja.waits_until(dag)
    sara.waits_until(dag)


def arendet_delas(maja: Colleague, sara: Colleague) -> None:
    maja.opens_a_case()
    sara.stream = maja.stream
    hands.bring_to_a_plan(maja.program, maja.stream)
    maja.goes_to(CasePart.THREAT)
    maja.presses("Ny skyddsåtgärd")
    maja.signs(
        measure="Larm i bostaden",
        responsible="bops",
        status="ongoing",
        since="idag",
        follow_up_on="2026-09-01",
    )
    paketet = steg.delar(maja, sara, along=["bops"])
    maja.takes_the_receipt(sara.takes(paketet))
    sara.goes_to(CasePart.SHARING)
    sara.sees("Ärendet är någon annans, och är delat med dig.")
    maja.goes_to(CasePart.SHARING)
    maja.sees("Sara Testdotter, Avhopparenheten")
    maja.sees("Har bekräftat allt som kan lämnas utan särskilt val.")


def ett_paket_kommer_aldrig_fram(maja: Colleague, sara: Colleague) -> None:
    """Nästa har med allt som det förlorade hade: det lämnas som ingen har bekräftat."""
    bada(maja, sara, "2026-06-15")
    skriver(sara, "Saras första")
    steg.uppdaterar(sara, maja)
    bada(maja, sara, "2026-06-22")
    skriver(sara, "Saras andra")
    paketet = steg.uppdaterar(sara, maja)
    maja.opens_the_file(paketet)
    maja.sees("Ett tidigare paket från avsändaren har inte kommit.")
    sara.takes_the_receipt(maja.takes_it())
    assert laser(maja) == {"Saras första", "Saras andra"}


def samma_fil_oppnas_tva_ganger(maja: Colleague, sara: Colleague) -> None:
    skriver(maja, "Majas första")
    paketet = steg.uppdaterar(maja, sara)
    maja.takes_the_receipt(sara.takes(paketet))
    maja.goes_to(CasePart.SHARING)
    fore = tillstandet(sara)
    sara.opens_the_file(paketet)
    sara.sees("Paketet är redan mottaget")
    assert tillstandet(sara) == fore


def filerna_oppnas_i_fel_ordning(maja: Colleague, sara: Colleague) -> None:
    bada(maja, sara, "2026-07-01")
    skriver(maja, "Majas andra")
    forst = steg.uppdaterar(maja, sara)
    bada(maja, sara, "2026-07-02")
    skriver(maja, "Majas tredje")
    sedan = steg.uppdaterar(maja, sara)
    sara.opens_the_file(sedan)
    sara.sees("Ett tidigare paket från avsändaren har inte kommit.")
    kvittens_pa_det_senare = sara.takes_it()
    sara.opens_the_file(forst)
    sara.sees("Ett senare paket från avsändaren är redan mottaget.")
    kvittens_pa_det_forra = sara.takes_it()
    maja.takes_the_receipt(kvittens_pa_det_forra)
    maja.takes_the_receipt(kvittens_pa_det_senare)
    assert laser(sara) == laser(maja)


def sara_ar_borta_i_sex_veckor(maja: Colleague, sara: Colleague) -> None:
    """Saras dator är avstängd; det Maja gör under tiden hinner bli för gammalt."""
    maja.waits_until("2026-07-20")
    skriver(maja, "Medan Sara var borta")
    paketet = steg.uppdaterar(maja, sara)
    bada(maja, sara, "2026-08-31")
    sara.opens_the_file(paketet)
    sara.sees("Paketet fick tas emot till och med 2026-08-19. Be avsändaren att göra ett nytt.")
    assert "Medan Sara var borta" not in laser(sara)
    maja.goes_to_place(Section.INBOX, "Skickat")
    maja.sees("Tiden gick ut utan kvittens.")
    skriver(sara, "Saras tredje")
    fran_sara = steg.uppdaterar(sara, maja)
    sara.takes_the_receipt(maja.takes(fran_sara))
    maja.takes_the_receipt(sara.takes(steg.uppdaterar(maja, sara)))
    assert laser(sara) == laser(maja)
    assert len(laser(sara)) == 7


def bada_andrar_samma_skyddsatgard(maja: Colleague, sara: Colleague) -> None:
    """Var för sig samma vecka. Ingen av dem skriver över den andra."""
    bada(maja, sara, "2026-09-07")
    for jag, not_ in ((maja, "Larmet är utbytt."), (sara, "Larmet är borttaget.")):
        jag.goes_to(CasePart.THREAT)
        jag.presses("Följ upp eller ändra …")
        jag.signs(note=not_, status="stopped" if jag is sara else "ongoing")
    paketet = steg.uppdaterar(sara, maja, along=["bops"])
    maja.opens_the_file(paketet)
    maja.sees("Det här har ändrats både här och hos avsändaren.")
    maja.presses("Visa skillnaden")
    maja.sees("Larmet är utbytt.")
    maja.sees("Larmet är borttaget.")
    sara.takes_the_receipt(maja.takes_it())


def maja_valjer_vad_som_galler(maja: Colleague) -> None:
    maja.goes_to(CasePart.OVERVIEW)
    maja.sees("Två versioner står mot varandra (1)")
    maja.goes_to(CasePart.THREAT)
    maja.sees("Det här har ändrats på två håll.")
    (atgarden,) = maja.all_of(facts.ProtectiveMeasure)
    assert atgarden.disputed
    sidor = {each.record.id for each in atgarden.sides}
    maja.presses("Låt det här gälla")
    (avgjord,) = maja.all_of(facts.ProtectiveMeasure)
    assert not avgjord.disputed
    assert set(avgjord.latest.record.content.parents) == sidor
    maja.sees_no("Det här har ändrats på två håll.")


def bada_har_detsamma(maja: Colleague, sara: Colleague) -> None:
    maja.takes_the_receipt(sara.takes(steg.uppdaterar(maja, sara, along=["bops"])))
    assert tillstandet(maja) == tillstandet(sara)
    (hos_sara,) = sara.all_of(facts.ProtectiveMeasure)
    assert not hos_sara.disputed
    sara.goes_to(CasePart.THREAT)
    sara.sees(hos_sara.latest.fact.note)


def tillstandet(jag: Colleague) -> dict[tuple[str, str], list[Any]]:
    """Det vikta ärendet: varje sak med det som gäller av den. Vad som har lämnats ut hör till var
    och en."""

    def read(desk: Desk) -> dict[tuple[str, str], list[Any]]:
        entities = reading.state_of(desk, jag.stream).entities
        return {
            (shape.__name__, each.id): sorted(side.record.id for side in each.sides)
            for shape, every in entities.items()
            if shape is not facts.Disclosure
            for each in every
        }

    return jag.asks(read)


def delningen_avslutas(maja: Colleague, sara: Colleague) -> None:
    bada(maja, sara, "2026-12-01")
    maja.goes_to(CasePart.SHARING)
    maja.presses("Avsluta delningen med Sara Testdotter")
    maja.fills(ended_on="idag", ended_why="Sara har bytt arbete.")
    paketet = maja.saves_into_the_stick("Avsluta och gör ett paket …")
    sara.takes(paketet)
    sara.goes_to_section(Section.CASES)
    sara.goes_to(CasePart.JOURNAL)
    sara.sees("Delningen avslutades den 2026-12-01. Ärendet går bara att läsa.")
    nej = sara.is_refused(
        lambda desk: notes.sign_note(desk, sara.stream, new_entity(desk), typed_forms.note())
    )
    assert nej is Reason.CASE_SHARE_ENDED
    sara.fills(reason="asked", words="Maja frågar om en anteckning.")
    sara.presses("Läs ärendet")
    sara.sees("Saras tredje")
    sara.sees_no("Ny anteckning")
    maja.goes_to(CasePart.SHARING)
    maja.sees("Delningen avslutad 2026-12-01.")
