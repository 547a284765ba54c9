"""Barn har kommit upp: den andra enheten får veta det genast, och avsändaren vet att den vet."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.usecases.watching.todo import Urgency, todo
from tests.journeys.handover import steg
from tests.journeys.handover.hands import MAJA, OLLE, Colleague, Employ
from tests.ui.looking import visible
from ui.navigation import CasePart, Section
from ui.widgets.notice import Notice

DET_SOM_HANT = "Ett barn i familjen har kommit till er stadsdel i dag."
DET_SOM_GJORTS = "Jourhemmet är ordnat och barnet är hämtat."


@pytest.mark.timeout(240)
@pytest.mark.req("F084", "F086")
def test_barn_kommer_upp_och_det_ar_bradskande(employ: Employ) -> None:
    maja, olle = employ(*MAJA), employ(*OLLE)
    maja.knows(olle)
    olle.knows(maja)
    maja.opens_a_case()
    meddelandet = maja_meddelar(maja)
    maja_kan_inte_glomma_det(maja)
    kvittensen = olle_far_det_rott(olle, meddelandet)
    olle_atgardar(olle)
    kvittensen_tar_bort_uppgiften(maja, kvittensen)


def maja_meddelar(maja: Colleague) -> Path:
    maja.goes_to(CasePart.SHARING)
    maja.presses("Meddela något brådskande …")
    maja.chooses("Till vem?", "Olle Provsson")
    maja.chooses("Vad gäller det?", "Barn har aktualiserats")
    maja.chooses("Grund", steg.SAMMA_NAMND)
    maja.fills(words=DET_SOM_HANT, happened_on="idag", agreed="Ni gör skyddsbedömningen.")
    maja.fills(reason="Båda enheterna svarar för barnet.")
    fore = steg.formularet(maja)
    maja.locks_and_comes_back()
    assert steg.formularet(maja) == fore
    maja.presses("Visa vad som lämnar")
    maja.sees("Uppgifter om barn")
    return maja.saves_into_the_stick("Meddela: välj mapp och försegla …")


def maja_kan_inte_glomma_det(maja: Colleague) -> None:
    assert "Något brådskande" in maja.start_page()
    maja.goes_to_place(Section.INBOX, "Skickat")
    maja.sees("Väntar på kvittens (1)")


def olle_far_det_rott(olle: Colleague, meddelandet: Path) -> Path:
    olle.opens_the_file(meddelandet)
    olle.sees("Brådskande: barn har aktualiserats")
    kvittensen = olle.takes_it()
    (rad,) = [each for each in olle.asks(todo) if each.code == "urgent_waits"]
    assert rad.urgency in (Urgency.TODAY, Urgency.LATE)
    assert "rådskande" in olle.start_page()
    olle.goes_to_place(Section.INBOX, "Brådskande")
    olle.sees("Väntar på åtgärd (1)")
    olle.sees(DET_SOM_HANT)
    (rott,) = visible(olle.program.window, Notice)
    assert rott.property("role") == "notice-error"
    return kvittensen


def olle_atgardar(olle: Colleague) -> None:
    olle.presses("Skriv vad som är gjort")
    olle.signs(dealt_words=DET_SOM_GJORTS)
    olle.sees("Åtgärdat (1)")
    olle.sees(DET_SOM_GJORTS)
    assert "urgent_waits" not in {each.code for each in olle.asks(todo)}
    assert "rådskande har kommit" not in olle.start_page()


def kvittensen_tar_bort_uppgiften(maja: Colleague, kvittensen: Path) -> None:
    maja.takes_the_receipt(kvittensen)
    assert "urgent_unanswered" not in {each.code for each in maja.asks(todo)}
    assert "Något brådskande" not in maja.start_page()
