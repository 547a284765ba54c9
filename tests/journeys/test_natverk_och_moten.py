"""Nätverket, samtycket och mötena i ett ärende, vid tangentbordet."""

from __future__ import annotations

import pytest

from tests.journeys import hands
from tests.journeys.handlaggare import Handlaggare
from tests.program import Program


@pytest.mark.timeout(240)
@pytest.mark.req("F004", "F009", "F028", "F060", "F074", "F184", "X17")
def test_natverk_samtycke_och_moten(program: Program) -> None:
    hands.make_a_vault(program)
    hands.new_case(program)
    jag = Handlaggare(program)
    avhopparsamordnaren_ar_polisens_kontakt(jag)
    utan_grund_tas_arendet_inte_upp(jag)
    den_enskilde_samtycker(jag)
    motet_planeras_och_halls(jag)
    samtycket_aterkallas(jag)


def avhopparsamordnaren_ar_polisens_kontakt(jag: Handlaggare) -> None:
    jag.gar_till_delen("Nätverk")
    jag.ser("Ännu finns ingen aktör i nätverket.")
    jag.trycker_pa("Ny aktör")
    jag.valjer("Funktion", "Polisens avhopparsamordnare")
    jag.skriver("Benämning", "Samordnaren")
    jag.skriver("Kontaktväg", "Genom polisens växel")
    jag.valjer("Ledande kontakt hos polisen?", "Ja")
    jag.trycker("Ctrl+Return")
    jag.ser("Polisens avhopparsamordnare – Samordnaren")
    jag.ser("Samtycke: nej")


def utan_grund_tas_arendet_inte_upp(jag: Handlaggare) -> None:
    """Det skrivna ligger kvar, som utkast, tills det finns en grund."""
    jag.gar_till_delen("Möten")
    jag.trycker_pa("Social insatsgrupp")
    jag.skriver("Dag", "idag")
    jag.trycker("Ctrl+Return", "Ctrl+Return")
    jag.ser("Utan det får ärendet inte tas upp på mötet.")


def den_enskilde_samtycker(jag: Handlaggare) -> None:
    jag.gar_till_delen("Samtycke")
    jag.trycker_pa("Nytt samtycke")
    jag.skriver("När lämnades samtycket?", "idag")
    jag.valjer("Hur lämnades det?", "Muntligt")
    jag.skriver("Varför behöver uppgifter delas?", "Polisen ska veta när flytten är.")
    jag.trycker_pa("Lägg till part")
    jag.valjer("Part", "Samordnaren")
    jag.valjer("Vad får delas?", "Hot och skydd")
    jag.trycker("Ctrl+Return", "Ctrl+Return")
    jag.ser("Ett samtycke gäller.")
    jag.gar_till_delen("Nätverk")
    jag.ser("Samtycke: ja")


def motet_planeras_och_halls(jag: Handlaggare) -> None:
    jag.gar_till_delen("Möten")
    jag.trycker_pa("Fortsätt skriva")
    jag.valjer("På vilken grund tas ärendet upp?", "Den enskildes samtycke")
    jag.valjer("Samtycke", "Samordnaren")
    jag.trycker("Ctrl+Return", "Ctrl+Return")
    jag.ser("Planerat")
    jag.trycker_pa("Anteckna eller ändra")
    jag.valjer("Mötet är", "Hållet")
    jag.trycker_pa("Lägg till deltagare")
    jag.skriver("Funktion", "Polisens avhopparsamordnare")
    jag.trycker_pa("Lägg till överenskommelse")
    jag.skriver("Vad?", "Ringa innan flytten")
    jag.skriver("Vem?", "SIG-lots")
    jag.trycker("Tab")
    jag.trycker("Ctrl+Return", "Ctrl+Return")
    jag.ser("Ringa innan flytten (SIG-lots)")


def samtycket_aterkallas(jag: Handlaggare) -> None:
    """Det som bestämdes står kvar; den som var part är det inte längre."""
    jag.gar_till_delen("Samtycke")
    jag.trycker_pa("Återkalla")
    jag.skriver("När återkallades det?", "idag")
    jag.skriver("Hur?", "Per telefon")
    jag.trycker("Ctrl+Return", "Ctrl+Return")
    jag.ser("Återkallat ")
    jag.ser("Inget samtycke gäller idag.")
    jag.gar_till_delen("Nätverk")
    jag.ser("Samtycke: återkallat")
    jag.gar_till_delen("Möten")
    jag.ser("Ringa innan flytten (SIG-lots)")
