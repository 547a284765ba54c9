"""Handläggaren är sjuk: chefen öppnar valvet med koden på papperet, och kollegan tar över."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys import hands
from tests.journeys.handover import steg
from tests.journeys.handover.hands import MAJA, SARA, Colleague, Employ
from tests.journeys.scenarios import stegen
from ui.navigation import CasePart, Section
from ui.pages.unlock.new_passphrase import NewPassphrasePage
from ui.pages.unlock.page import UnlockPage


@pytest.mark.timeout(240)
@pytest.mark.req("F036", "X01", "X08")
def test_handlaggaren_ar_sjuk_och_kollegan_tar_over(employ: Employ) -> None:
    maja, sara = employ(*MAJA), employ(*SARA)
    maja.knows(sara)
    sara.knows(maja)
    majas_arende_har_tider(maja)
    maja_blir_sjuk_mitt_i_en_mening(maja)
    chefen_oppnar_med_koden(maja)
    paketet = chefen_lamnar_over(maja, sara)
    tiderna_finns_hos_sara(maja, sara, paketet)
    sara_fortsatter(sara)


def majas_arende_har_tider(maja: Colleague) -> None:
    maja.opens_a_case()
    hands.bring_to_a_plan(maja.program, maja.stream)
    stegen.uppfoljningen_planeras(maja, "2026-06-20")
    assert maja.due()["follow_up"] == "2026-06-20"


def maja_blir_sjuk_mitt_i_en_mening(maja: Colleague) -> None:
    maja.goes_to(CasePart.JOURNAL)
    maja.presses("Ny anteckning")
    maja.fills(**{**hands.NOTE, "heading": "Samtalet som avbröts"})
    hands.press(maja.program, "Lås (Ctrl+L)")
    maja.program.go_on_after_lock()
    maja.waits(days=14)


def chefen_oppnar_med_koden(maja: Colleague) -> None:
    """Ur kuvertet i kassaskåpet. Lösenfrasen är Majas och finns ingenstans."""
    program = maja.program
    program.until(lambda: isinstance(program.application.window.page, UnlockPage))
    program.settle()
    maja.presses("Använd återställningskoden")
    hands.line(program.window, "Återställningskod").setText("-".join(maja.paper))
    maja.presses("Lås upp med koden")
    program.until(lambda: isinstance(program.application.window.page, NewPassphrasePage))
    program.settle()
    maja.presses("Behåll den gamla")
    hands.be_inside(program)


def chefen_lamnar_over(maja: Colleague, sara: Colleague) -> Path:
    """Det som Maja skrev är ett utkast, och guiden säger att det stannar."""
    assert "follow_up" in maja.to_do()
    sara.stream = maja.stream
    sara.waits(days=14)
    maja.goes_to(CasePart.SHARING)
    maja.presses("Lämna över ärendet …")
    maja.sees("1 utkast följer inte med. Signera eller släng dem först.")
    maja.goes_to(CasePart.JOURNAL)
    maja.presses("Fortsätt skriva")
    assert maja.typed()["heading"] == "Samtalet som avbröts"
    maja.signs()
    return steg.lamnar_over(maja, sara, reason="Maja är sjuk. Lämnat av Birgit Chefsson, chef.")


def tiderna_finns_hos_sara(maja: Colleague, sara: Colleague, paketet: Path) -> None:
    maja.takes_the_receipt(sara.takes(paketet))
    assert not maja.to_do()
    assert "2026-0001" not in maja.start_page()
    assert "follow_up" in sara.to_do()
    assert "Planerad uppföljning" in sara.start_page()


def sara_fortsatter(sara: Colleague) -> None:
    sara.goes_to(CasePart.JOURNAL)
    sara.sees("Samtalet som avbröts")
    sara.presses("Ny anteckning")
    sara.signs(**{**hands.NOTE, "heading": "Saras första samtal"})
    sara.goes_to(CasePart.FOLLOW_UP)
    sara.presses("Skriv uppföljningen …")
    sara.goes_to_section(Section.CASES)
    sara.sees("Sara Testdotter")
