"""En utredning och det som följer på den, i mallar med många slags frågor, vid tangentbordet.

Vägen dit, från första fönstret till ärendet, går i ``test_vid_tangentbordet``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes import StoppedClock
from tests.journeys import hands
from tests.journeys.grinden import antecknar_mottagaren, antecknar_samtycket, lamnar_ut
from tests.journeys.handlaggare import Handlaggare
from tests.program import Program

KONTAKT = "Kontakt eller handling"
MED_VEM = "Med vem, eller från vem?"
SPRAK = "Vilket språk eller vilken dialekt?"
LACKOR = "Hur skulle någon kunna hitta hen?"
GORS = "Vad görs åt det?"
OMRADE = "Långsiktigt boende"
VIKTIGT = "Hur viktigt är det för den enskilde att lämna?"
SIGNERAS = "Signera nu"


@pytest.mark.timeout(240)
@pytest.mark.req("F033", "F045", "F126", "X01", "X09")
def test_formular_vid_tangentbordet(program: Program, clock: StoppedClock, tmp_path: Path) -> None:
    losenfrasen = hands.make_a_vault(program)
    hands.new_case(program)
    jag = Handlaggare(program)
    utredningen_borjas(jag)
    en_kontakt_till_med_las_emellan(jag, losenfrasen)
    vagarna_till_den_enskilde(jag)
    siffror_pa_en_linjal(jag)
    det_som_aterstar_besvaras(jag)
    utredningen_signeras(jag)
    behovet_erbjuds_i_beslutet(jag)
    mottagligheten_fragas_tva_ganger(jag, clock)
    formularet_lamnas_ut(jag, tmp_path / "stickan")


def utredningen_borjas(jag: Handlaggare) -> None:
    jag.gar_till_delen("Utredning")
    jag.trycker_pa("Börja: Utredning vuxen")
    jag.skriver("När inleddes utredningen?", "2019")
    jag.valjer("Behövs tolk?", "Ja")
    jag.skriver(SPRAK, "Sorani")
    jag.valjer("Behövs tolk?", "Nej")
    assert SPRAK not in jag.skarmen()
    jag.valjer("Behövs tolk?", "Ja")
    jag.gar_till(SPRAK)
    assert jag.star_i()[1] == "Sorani"
    jag.valjer("Behövs tolk?", "Nej")


def en_kontakt_till_med_las_emellan(jag: Handlaggare, losenfrasen: str) -> None:
    """I den andra av två, mitt i en mening."""
    jag.trycker("Alt+PgDown", "Alt+PgDown")
    jag.skriver("När?", "2026-06-01")
    jag.valjer("Vad?", "Samtal")
    jag.skriver(MED_VEM, "Den enskilde")
    jag.trycker_pa(f"Lägg till {KONTAKT[0].lower()}{KONTAKT[1:]}")
    assert jag.star_vid() == "När?"
    jag.fortsatter("2026-05")
    jag.valjer("Vad?", "Telefonsamtal")
    jag.trycker("Tab")
    jag.fortsatter("BOPS jour")
    jag.trycker(*["Left"] * 5)
    kvar = jag.star_i()
    assert kvar == (MED_VEM, "BOPS jour", 4)

    jag.trycker("Ctrl+L")
    jag.program.go_on_after_lock()
    jag.ser("Lås upp valvet")
    assert "BOPS jour" not in jag.skarmen()
    jag.fortsatter(losenfrasen)
    jag.trycker("Return")
    jag.program.until(lambda: jag.program.application.unlocked is not None)
    jag.ser(f"{KONTAKT} 2")
    jag.program.until(lambda: jag.star_vid() == MED_VEM)
    assert jag.star_i() == kvar
    jag.fortsatter("s")
    assert jag.star_i()[1] == "BOPSs jour"
    jag.trycker("Backspace")


def vagarna_till_den_enskilde(jag: Handlaggare) -> None:
    """Varje svar får sin egen fråga, och ett svar skrivs med egna ord."""
    jag.trycker("Alt+PgDown", "Alt+PgDown", "Alt+PgDown")
    jag.valjer(LACKOR, "Post, paket")
    jag.valjer(LACKOR, "Fordon")
    jag.skriver(f"{LACKOR}: På annat sätt", "Gamla grannar")
    jag.gar_till(GORS)
    for atgard in ("Posten gar till oss.", "Bilen ar sald.", "Hen har flyttat."):
        assert jag.star_vid() == GORS
        jag.fortsatter(atgard)
        jag.trycker("Tab")
    assert "Gamla grannar" in jag.skarmen()


def siffror_pa_en_linjal(jag: Handlaggare) -> None:
    jag.trycker("Alt+PgDown")
    jag.valjer("Inom vilka livsområden behöver något utredas?", OMRADE)
    for _ in range(30):
        if VIKTIGT in jag.skarmen():
            break
        jag.trycker("Alt+PgDown")
    jag.gar_till(VIKTIGT)
    jag.trycker("8")
    jag.ser("8 av 10")
    jag.trycker("Left")
    jag.ser("7 av 10")


def det_som_aterstar_besvaras(jag: Handlaggare) -> None:
    """Programmet går från fråga till fråga tills ingen återstår, och säger vad som inte följer
    med."""
    svar = {
        "Hur stort är behovet av stöd?": "3 – Akut behov",
        "Vad är målet?": "Ett eget hem.",
    }
    jag.trycker("Ctrl+Return")
    jag.ser("frågor återstår. Allt du skrivit står kvar.")
    jag.svarar_pa_resten(svar, "Det har kommit fram i samtal.", tills=SIGNERAS)
    jag.ser("Dessa svar ingår inte, eftersom frågorna inte längre är aktuella:")
    jag.ser("Sorani")


def utredningen_signeras(jag: Handlaggare) -> None:
    jag.trycker("Ctrl+Return")
    jag.ser(f"{OMRADE}: akut behov")


def behovet_erbjuds_i_beslutet(jag: Handlaggare) -> None:
    jag.gar_till_delen("Beslut")
    jag.trycker_pa("Nytt beslut")
    jag.valjer("Beslut", "Bifall")
    jag.trycker_pa("Lägg till insats")
    jag.valjer("Behov", OMRADE)


def mottagligheten_fragas_tva_ganger(jag: Handlaggare, clock: StoppedClock) -> None:
    """Den andra gången utgår från den första, och siffrorna kan jämföras."""
    jag.gar_till_delen("Utredning")
    jag.trycker_pa("Alla mallar")
    jag.fortsatter("mottag")
    jag.trycker_pa("Börja: Mottaglighet")
    jag.trycker("Alt+PgDown", "Alt+PgDown")
    jag.gar_till(VIKTIGT)
    jag.trycker("4")
    mottagligheten_signeras(jag, "Mottaglighet · 2026-06-01")

    clock.pass_(days=30)
    jag.trycker_pa("Läs formuläret: Mottaglighet")
    jag.trycker_pa("Gör ny utifrån denna")
    jag.trycker("Alt+PgDown", "Alt+PgDown")
    jag.gar_till(VIKTIGT)
    jag.trycker("9")
    mottagligheten_signeras(jag, "Mottaglighet · 2026-07-01")
    jag.ser("Över tid: Mottaglighet")
    jag.ser(f"2026-06-01. {VIKTIGT} 4 av 10. 2026-07-01. {VIKTIGT} 9 av 10.")


def mottagligheten_signeras(jag: Handlaggare, rubrik: str) -> None:
    jag.trycker("Ctrl+Return")
    jag.svarar_pa_resten({}, "Hen vill lämna.", tills=SIGNERAS)
    jag.trycker("Ctrl+Return")
    jag.ser(rubrik)


def formularet_lamnas_ut(jag: Handlaggare, stickan: Path) -> None:
    """Samma väg ut som allt annat."""
    antecknar_mottagaren(jag)
    antecknar_samtycket(jag)
    jag.gar_till_delen("Utredning")
    jag.trycker_pa("Läs formuläret: Mottaglighet")
    jag.trycker_pa("Skriv ut eller lämna ut")
    filen = lamnar_ut(jag, stickan)
    assert filen.name.startswith("UF-")
    assert filen.read_bytes().startswith(b"%PDF-")
