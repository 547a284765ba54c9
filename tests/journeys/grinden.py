"""Vägen ut: en mottagare, ett samtycke, och en handling genom grinden till en fil."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.handlaggare import Handlaggare


def antecknar_mottagaren(jag: Handlaggare) -> None:
    """Boendet Exemplet, som första mottagare; tillbaka där hen var."""
    jag.trycker("Ctrl+4")
    jag.ser("Det finns ingen mottagare ännu.")
    jag.trycker("Ctrl+N")
    jag.skriver("Funktion eller namn", "Kontaktperson")
    jag.skriver("Organisation", "Boendet Exemplet")
    jag.valjer("Slag", "Utförare")
    jag.trycker("Ctrl+Return")
    jag.ser("Boendet Exemplet")
    jag.trycker("Alt+Left")


def antecknar_samtycket(jag: Handlaggare, *vad: str) -> None:
    """Ett samtycke till att Boendet Exemplet får veta detta; utan något nämnt: allt."""
    jag.gar_till_delen("Samtycke")
    jag.ser("Inget samtycke finns.")
    jag.trycker_pa("Nytt samtycke")
    jag.skriver("När lämnades samtycket?", "idag")
    jag.valjer("Hur lämnades det?", "Skriftligt")
    jag.skriver("Varför behöver uppgifter delas?", "Boendet ska veta vad som är planerat.")
    jag.trycker_pa("Lägg till part")
    jag.valjer("Part", "Kontaktperson, Boendet Exemplet")
    if not vad:
        jag.valjer("Hur mycket?", "Allt")
        jag.ser("Ett brett samtycke omfattar allt.")
    for slag in vad:
        jag.valjer("Vad får delas?", slag)
    jag.trycker("Ctrl+Return", "Ctrl+Return")
    jag.ser("Ett samtycke gäller.")


def lamnar_ut(jag: Handlaggare, stickan: Path) -> Path:
    """Handlingen som visas, till Boendet Exemplet med samtycke. Filen som blev."""
    jag.trycker_pa("Lämna ut …")
    jag.valjer("Mottagare", "Boendet Exemplet")
    jag.valjer("Grund", "Den enskildes samtycke")
    jag.valjer("Samtycke", "Boendet Exemplet")
    jag.skriver("Skäl", "Skriftligt samtycke från den enskilde.")
    jag.trycker_pa("Granska det som lämnar")
    jag.ser("Läckagekontrollen hittade inget.")
    jag.trycker_pa("Visa handlingen")
    jag.ser("Sida 1 av")
    jag.trycker_pa("Välj mapp och lämna ut")
    jag.ser("Var ska filen ligga?")
    jag.fortsatter(str(stickan))
    jag.trycker("Return")
    jag.program.until(lambda: any(stickan.glob("*.pdf")))
    (filen,) = stickan.iterdir()
    return filen
