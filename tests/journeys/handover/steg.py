"""Steg som flera av resorna går, var och ett på sin egen sida."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.casework.facts import ConsentCategory
from tests.journeys import hands
from tests.journeys.handover.hands import Colleague
from tests.ui.looking import visible
from ui.fields.form import FieldForm
from ui.navigation import CasePart, Section
from ui.pages.keys.ask import Ask

SAMMA_NAMND = "Inom den egna nämnden"


def kortet_gors(jag: Colleague) -> Path:
    """Under Nyckelkort, och sparas som fil."""
    jag.goes_to_section(Section.KEYS)
    jag.presses("Gör mitt nyckelkort …")
    jag.presses("Gör kortet")
    jag.presses("Spara som fil …")
    kortet = jag.stick / "mitt-kort.aktvalv-nyckelkort"
    hands.choose(jag.program, kortet)
    jag.sees("Sparad som")
    return kortet


def kortet_lases_in(jag: Colleague, kortet: Path) -> None:
    jag.goes_to_section(Section.KEYS)
    jag.presses("Välj fil …")
    hands.choose(jag.program, kortet)
    jag.presses("Ta emot kortet")


def orden_jamfors(jag: Colleague, den_andre: Colleague) -> None:
    """Den andre läser upp orden från sin skärm."""
    hors = den_andre.reads_own_words()
    jag.goes_to_section(Section.KEYS)
    jag.presses(f"Visa kortet: {den_andre.name}")
    jag.presses("Bekräfta …")
    (fragan,) = visible(jag.program.window, Ask)
    fragade = [name for name in fragan.form.values() if name.startswith("word_")]
    jag.fills(
        how="in_person",
        day="idag",
        words="Vi satt vid samma bord",
        **{name: hors[int(name.removeprefix("word_"))] for name in fragade},
    )
    jag.presses("Bekräfta kortet")
    jag.sees(f"{den_andre.name}, Bekräftat")


def samtycke_till(jag: Colleague, den_andre: Colleague) -> None:
    """Allt är nämnt: ett brett samtycke gäller inte det som BOPS har sagt."""
    jag.goes_to(CasePart.CONSENT)
    jag.presses("Nytt samtycke")
    jag.fills(
        given_on="idag",
        method="written",
        purpose="Enheterna ska kunna planera stöd och skydd tillsammans.",
        extent="narrow",
        categories=[each.value for each in ConsentCategory],
    )
    jag.presses("Lägg till part")
    jag.chooses("Part", den_andre.name)
    jag.signs()


def delar(jag: Colleague, den_andre: Colleague, **mer: Any) -> Path:
    """Hela ärendet, med en som också skriver i det. Ger filen."""
    jag.goes_to(CasePart.SHARING)
    jag.presses("Dela med någon …")
    jag.chooses("Till vem?", den_andre.name)
    jag.chooses("I vilken roll?", "Medhandläggare")
    jag.chooses("Hur mycket?", "Hela ärendet")
    jag.chooses("Grund", SAMMA_NAMND)
    jag.fills(**{"reason": "Vi handlägger ärendet tillsammans.", **mer})
    jag.presses("Visa vad som lämnar")
    return jag.saves_into_the_stick("Dela: välj mapp och försegla …")


def uppdaterar(jag: Colleague, den_andre: Colleague, **mer: Any) -> Path:
    jag.goes_to(CasePart.SHARING)
    jag.presses(f"Lämna uppdatering till {den_andre.name}")
    jag.chooses("Grund", SAMMA_NAMND)
    jag.fills(**{"reason": "Det som är nytt.", **mer})
    jag.presses("Visa vad som lämnar")
    return jag.saves_into_the_stick("Uppdatera: välj mapp och försegla …")


def forbereder_overlamning(jag: Colleague, den_andre: Colleague, **mer: Any) -> None:
    """Fram till det att en mapp ska väljas."""
    jag.goes_to(CasePart.SHARING)
    jag.presses("Lämna över ärendet …")
    jag.chooses("Till vem?", den_andre.name)
    jag.chooses("Grund", SAMMA_NAMND)
    jag.fills(**mer)
    jag.presses("Visa vad som lämnar")


def lamnar_over(jag: Colleague, den_andre: Colleague, **mer: Any) -> Path:
    forbereder_overlamning(jag, den_andre, **mer)
    return jag.saves_into_the_stick("Lämna över: välj mapp och försegla …")


def formularet(jag: Colleague) -> dict[str, Any]:
    """Det som står i formuläret på sidan."""
    jag.program.until(lambda: bool(visible(jag.program.window, FieldForm)))
    jag.program.settle()
    return dict(visible(jag.program.window, FieldForm)[-1].values())
