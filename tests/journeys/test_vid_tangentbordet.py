"""Ett ärende från det tomma programmet till planen som lämnas ut, med bara tangentbordet.

Fönstren är de riktiga, från det första till det sista, och valvet, dokumentet och filen likaså.
Orden är svenska, eftersom det är handläggaren som berättar.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes import StoppedClock
from tests.journeys.grinden import antecknar_mottagaren, antecknar_samtycket, lamnar_ut
from tests.journeys.handlaggare import Handlaggare
from tests.program import Program

NAMN, NUMMER, TELEFON = "Påhittsdotter", "9802", "070-174 06 05"
BOENDET = "Trygghet och boende"
MAL = "Jag vill kunna sova utan att vara rädd."


@pytest.mark.req("F033", "F034", "F047", "F072", "F127", "X05", "X06", "X09")
def test_vid_tangentbordet(program: Program, clock: StoppedClock, tmp_path: Path) -> None:
    jag = Handlaggare(program)
    losenfrasen = valvet_skapas(jag)
    en_ansokan_kommer_in(jag)
    identiteten_antecknas_och_doljs(jag)
    en_anteckning_signeras(jag)
    clock.pass_(days=20)
    behoven_utreds(jag)
    clock.pass_(days=7)
    beslutet_fattas(jag)
    clock.pass_(days=5)
    planen_faststalls(jag)
    planen_lamnas_ut(jag, tmp_path / "stickan")
    clock.pass_(days=87)
    uppfoljningen_syns_i_tid(jag)
    las_mitt_i_en_mening(jag, losenfrasen)
    assert namn_i(tmp_path) == []


def valvet_skapas(jag: Handlaggare) -> str:
    jag.ser("Välkommen till Aktvalv")
    jag.trycker("Space")

    jag.skriver("Valvets namn", "Arbetet")
    jag.trycker_pa("Nästa")

    ((_, losenfrasen),) = jag.avskrift("Föreslagen lösenfras")
    jag.fortsatter(losenfrasen)
    jag.trycker_pa("Nästa")

    papperet = dict(each.split(": ") for each, _ in jag.avskrift("Grupp "))
    jag.trycker_pa("Nästa")
    for grupp in (each for each in papperet if each in jag.skarmen()):
        jag.skriver(grupp, papperet[grupp].replace(" ", ""))
    jag.trycker_pa("Nästa")
    jag.trycker_pa("Nästa")  # enheten har ingen nyckel

    jag.skriver("Namn", "Maja Exempelsson")
    jag.skriver("Titel", "Socialsekreterare")
    jag.skriver("Funktion", "Handläggare")
    jag.skriver("Enhet", "Avhopparenheten")
    jag.skriver("Kommun", "Exempelkommun")
    jag.trycker_pa("Nästa")
    jag.trycker_pa("Skapa valvet")
    jag.program.until(lambda: jag.program.application.unlocked is not None)
    jag.ser("Att göra")
    return losenfrasen


def en_ansokan_kommer_in(jag: Handlaggare) -> None:
    jag.trycker("Ctrl+2")
    jag.ser("Inga ärenden än.")
    jag.trycker("Ctrl+N")
    jag.valjer("Vad har kommit in?", "Ansökan")
    jag.skriver("När kom det in?", "idag")
    jag.valjer("Hur kom det in?", "Besök")
    jag.skriver("Vem tog kontakt?", "Den enskilde")
    jag.skriver("Vad önskar den enskilde?", "Jag vill bort och leva ett vanligt liv.")
    jag.trycker("Ctrl+Return")
    jag.ser("2026-0001")
    jag.ser("Ansvarig: Maja Exempelsson, Socialsekreterare")


def identiteten_antecknas_och_doljs(jag: Handlaggare) -> None:
    jag.trycker_pa("Fyll i identiteten")
    jag.skriver("Förnamn", "Alva")
    jag.skriver("Efternamn", NAMN)
    jag.skriver("Personnummer eller samordningsnummer", "900101-9802")
    jag.skriver("Telefon", TELEFON)
    jag.trycker("Ctrl+Return")
    jag.ser("Dold. Varje visning noteras i loggen.")
    assert NAMN not in jag.skarmen()

    jag.trycker_pa("Visa i 30 sekunder")
    jag.ser(NAMN)
    jag.trycker("F9", "F9")
    assert NAMN not in jag.skarmen()


def en_anteckning_signeras(jag: Handlaggare) -> None:
    jag.gar_till_delen("Journal")
    jag.trycker("Ctrl+N")
    jag.skriver("När hände det?", "idag kl 8.30")
    jag.valjer("Typ av anteckning", "Samtal")
    jag.skriver("Rubrik", "Första samtalet")
    jag.skriver("Fakta", "Hen har sovit hos bekanta sedan i våras.")
    jag.skriver("Bedömning", "Läget bedöms som akut.")
    jag.trycker("Ctrl+Return")
    jag.ser("En signerad anteckning kan inte ändras")
    jag.trycker("Ctrl+Return")
    jag.ser("Samtal: Första samtalet")
    jag.ser("Signerad 2026-06-01")


def behoven_utreds(jag: Handlaggare) -> None:
    """Programmet visar vad som återstår, fråga för fråga, tills inget gör det."""
    jag.gar_till_delen("Utredning")
    jag.trycker("Ctrl+N")
    jag.fortsatter("behov och mål")
    jag.trycker_pa("Börja: Utredning – behov och mål")
    svar = {
        "Vilka livsområden är aktuella i utredningen?": BOENDET,
        "Hur stort är behovet av stöd?": "Akut behov",
        "Vad är målet?": MAL,
        "Har den enskilde fått ta del av uppgifterna?": "Ja",
        "När började utredningen?": "2026-06-02",
        "När fick den enskilde ta del av uppgifterna?": "idag",
    }
    jag.trycker("Alt+PgDown")
    assert jag.star_vid().startswith("Finns en bedömning från BOPS?")

    jag.trycker_pa("Kontrollera och signera")
    while "En signerad utredning kan inte ändras" not in jag.skarmen():
        jag.svarar(svar, annars="Det har kommit fram i samtal.")
        jag.trycker("Ctrl+Return")
    jag.trycker("Ctrl+Return")
    jag.ser(f"{BOENDET}: akut behov")


def beslutet_fattas(jag: Handlaggare) -> None:
    jag.gar_till_delen("Beslut")
    jag.trycker_pa("Nytt beslut")
    jag.valjer("Beslut", "Bifall")
    jag.skriver("Beslutsdatum", "idag")
    jag.skriver("Vad ansökan gäller", "Hjälp med boende och stöd att lämna")
    jag.valjer("Lagrum", "11 kap. 1 §")
    jag.trycker_pa("Lägg till insats")
    jag.skriver("Insats", "Boende med stöd")
    jag.valjer("Behov", BOENDET)
    jag.skriver("Motivering", "Hen saknar ett tryggt boende.")
    jag.skriver("Från och med", "2026-07-01")
    jag.skriver("Till och med", "")
    jag.trycker("Tab")
    jag.skriver("Motivering", "Behovet kan inte tillgodoses på annat sätt.")
    jag.skriver("Beslutsfattarens namn", "Elin Provberg")
    jag.skriver("Beslutsfattarens titel", "Enhetschef")
    jag.skriver("Med stöd av vilken delegation", "Delegationsordningen punkt 4.2")
    jag.trycker("Ctrl+Return", "Ctrl+Return")
    jag.ser("Bifall 2026-06-28")
    jag.ser("11 kap. 1 § socialtjänstlagen (2025:400)")


def planen_faststalls(jag: Handlaggare) -> None:
    """Behovet, målet och insatsen följer med från utredningen och beslutet."""
    jag.gar_till_delen("Plan")
    jag.trycker_pa("Ny plan")
    jag.ser("Mål 1")
    jag.trycker_pa("Lägg till aktivitet")
    jag.skriver("Vad ska göras?", "Flytta in på boendet")
    jag.skriver("Vem gör det?", "Kontaktpersonen")
    jag.skriver("Hur har den enskilde varit delaktig?", "Skriven tillsammans, vid två möten.")
    jag.skriver("Planen följs upp", "2026-10-01")
    jag.skriver("Fastställd den", "idag")
    jag.trycker("Ctrl+Return", "Ctrl+Return")
    jag.ser("Version 1 – fastställd 2026-07-03")
    jag.ser(MAL)
    jag.ser("Boende med stöd")


def planen_lamnas_ut(jag: Handlaggare, stickan: Path) -> None:
    antecknar_mottagaren(jag)
    antecknar_samtycket(jag, "Planering och insatser")
    jag.gar_till_delen("Handlingar")
    filen = lamnar_ut(jag, stickan)
    assert filen.read_bytes().startswith(b"%PDF-")
    jag.ser(f"Exemplar 1: {filen.stem}")
    jag.ser("Till Kontaktperson, Boendet Exemplet")


def uppfoljningen_syns_i_tid(jag: Handlaggare) -> None:
    jag.trycker("Ctrl+1")
    jag.ser("Inom sju dagar")
    jag.trycker_pa("tor 2026-10-01")
    jag.ser("Version 1 – fastställd 2026-07-03")


def las_mitt_i_en_mening(jag: Handlaggare, losenfrasen: str) -> None:
    """Efter låset står markören kvar i ordet."""
    jag.gar_till_delen("Journal")
    jag.trycker("Ctrl+N")
    jag.skriver("Rubrik", "Uppföljning")
    jag.skriver("Fakta", "Hen sover bättre. Planen fortsätter.")
    jag.trycker(*["Left"] * 20)
    kvar = jag.star_i()
    assert kvar == ("Fakta", "Hen sover bättre. Planen fortsätter.", 16)

    jag.trycker("Ctrl+L")
    jag.program.go_on_after_lock()
    jag.ser("Lås upp valvet")
    assert "Hen sover" not in jag.skarmen()
    jag.fortsatter(losenfrasen)
    jag.trycker("Return")
    jag.program.until(lambda: jag.program.application.unlocked is not None)
    jag.ser("Utkast sparat")
    assert jag.star_i() == kvar
    jag.fortsatter(" nu")
    assert jag.star_i()[1] == "Hen sover bättre nu. Planen fortsätter."


def namn_i(mapp: Path) -> list[Path]:
    """Filer där den enskilde går att läsa: inga."""
    hemligt = [text.encode() for text in (NAMN, TELEFON, "sover bättre")]
    filer = (each for each in mapp.rglob("*") if each.is_file())
    return [fil for fil in filer if any(text in fil.read_bytes() for text in hemligt)]
