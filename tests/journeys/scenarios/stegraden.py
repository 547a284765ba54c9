"""Stegraden överst i ärendet: vad den säger saknas, vem som står på tur, och om den leder rätt."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QTabBar

from app.casework import decided
from app.casework.state import CaseState
from app.usecases import reading
from app.usecases.desk import Desk
from tests.journeys.scenarios.hands import Caseworker
from tests.ui.looking import texts, visible
from ui.navigation import CasePart, Section
from ui.pages.case.process_bar import ProcessBar
from ui.widgets.wrapping import WrappingButton


def raden(jag: Caseworker) -> ProcessBar:
    jag.program.until(lambda: bool(visible(jag.program.main, ProcessBar)))
    (bar,) = visible(jag.program.main, ProcessBar)
    return bar


def saknas(jag: Caseworker) -> list[str]:
    """Det som raden nämner nu, med det viktigaste först."""
    knappar = (each.accessibleName() for each in visible(raden(jag), WrappingButton))
    slut = (" – öppna", " – notera")
    return [text.removesuffix(s) for text in knappar for s in slut if text.endswith(s)]


def pa_tur(jag: Caseworker) -> str:
    """Vem som gör det som håller upp ärendet; tomt när inget gör det."""
    funna = [each.text() for each in visible(raden(jag), QLabel)]
    return next((text.removeprefix("Nästa: ") for text in funna if text.startswith("Nästa")), "")


def foljer(jag: Caseworker, brist: str, till: str) -> None:
    """Trycker på bristen i raden och hamnar på den delen av ärendet."""
    assert any(brist in text for text in saknas(jag)), (brist, saknas(jag))
    (knapp,) = [
        each for each in visible(raden(jag), WrappingButton) if brist in each.accessibleName()
    ]
    knapp.click()
    jag.program.settle()
    (flikar,) = visible(jag.program.main, QTabBar)
    assert flikar.tabText(flikar.currentIndex()) == till


def sager(jag: Caseworker, text: str) -> bool:
    return text in texts(raden(jag))


def att_gora(jag: Caseworker) -> str:
    """Det som står på startsidan, med allt utfällt; sedan tillbaka i ärendet."""
    jag.goes_to_section(Section.TODO)
    while "Visa alla" in jag.screen():
        jag.presses("Visa alla")
    star = jag.screen()
    jag.goes_to(CasePart.OVERVIEW)
    return star


def lopande_insatser(jag: Caseworker) -> list[str]:
    """Det som är beviljat och löper i dag, oavsett allt annat som har hänt i ärendet."""

    def som_loper(desk: Desk) -> list[str]:
        state: CaseState = reading.state_of(desk, jag.stream)
        lopande = decided.running(state, desk.now().date())
        return [
            insats.intervention for each in lopande for insats in each.latest.fact.interventions
        ]

    return jag.asks(som_loper)


def laser_mitt_i(jag: Caseworker, **skrivet: object) -> None:
    """Låser medan detta står i formuläret. Efteråt står det kvar, ord för ord."""
    jag.fills(**skrivet)
    fore = jag.typed()
    jag.locks_and_comes_back()
    assert jag.typed() == fore
