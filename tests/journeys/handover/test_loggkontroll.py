"""En chef granskar loggen hos en handläggare: utdrag, stickprov, märken, rapport och resultat."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QTableView, QWidget

from app.log_codes import LogCode
from tests.journeys import hands
from tests.journeys.handover.hands import BIRGIT, MAJA, Colleague, Employ, pdf_text
from tests.ui.looking import visible
from ui.navigation import CasePart, Section

ATT_UTREDA = "Varför visades identiteten?"
SAMMANFATTNING = "Ett att utreda, i övrigt utan anmärkning."


@pytest.mark.timeout(240)
@pytest.mark.req("X07", "X08")
def test_loggen_granskas_av_nagon_annan(employ: Employ) -> None:
    maja, birgit = employ(*MAJA), employ(*BIRGIT)
    maja.knows(birgit)
    birgit.knows(maja)
    maja_arbetar(maja)
    utdraget = maja_lamnar_loggen(maja)
    birgit_far_utdraget(maja, birgit, utdraget)
    birgit_marker_med_tangenter(birgit)
    rapporten = birgit_signerar(birgit)
    assert "Påhittsdotter" not in rapporten
    resultatet_blir_en_uppgift(maja, birgit)


def maja_arbetar(maja: Colleague) -> None:
    maja.opens_a_case()
    maja.goes_to(CasePart.OVERVIEW)
    maja.presses("Fyll i identiteten")
    maja.signs(given_name="Alva", family_name="Påhittsdotter", number="19900101-9802")
    maja.presses("Visa i 30 sekunder")
    maja.sees("Påhittsdotter")
    maja.goes_to(CasePart.THREAT)


def maja_lamnar_loggen(maja: Colleague) -> Path:
    maja.goes_to_place(Section.LOG_REVIEW, "Lämna loggutdrag")
    maja.chooses("Vem granskar loggen?", "Birgit Chefsson")
    maja.fills(first_day="2026-06-01", last_day="2026-06-01")
    maja.presses("Visa vad som lämnas")
    maja.sees("Ärenden: 1. Bara numret.")
    maja.sees("Namn, personnummer, adresser och pseudonymer")
    return maja.saves_into_the_stick("Försegla utdraget …")


def birgit_far_utdraget(maja: Colleague, birgit: Colleague, utdraget: Path) -> None:
    maja.takes_the_receipt(birgit.takes(utdraget))
    birgit.goes_to_place(Section.LOG_REVIEW, "Granska")
    birgit.sees("Logg hos Maja Exempelsson")
    birgit.presses("Öppna Logg hos")
    birgit.sees("Visade identiteten")
    birgit.sees_no("Alva")
    birgit.sees_no("Påhittsdotter")
    birgit.presses("Dra stickprovet")


def tabellen(jag: Colleague) -> QTableView:
    jag.program.until(lambda: bool(visible(jag.program.window, QTableView)))
    return visible(jag.program.window, QTableView)[-1]


def birgit_marker_med_tangenter(birgit: Colleague) -> None:
    """M för det som är utan anmärkning, U och orden för det som ska utredas. Låset tar inget."""
    birgit.sits_down()
    tabellen(birgit).setFocus()
    QTest.keyClick(tabellen(birgit), Qt.Key.Key_U)
    fokus = birgit.program.main.focusWidget()
    assert fokus is not None
    assert fokus.accessibleName() == "Vad ska utredas?"
    _skriver(fokus, ATT_UTREDA)
    QTest.keyClick(fokus, Qt.Key.Key_Return)
    birgit.program.settle()
    birgit.sees(f"Utreds: {ATT_UTREDA}")
    QTest.keyClick(tabellen(birgit), Qt.Key.Key_M)
    birgit.sees("Utan anmärkning")
    birgit.locks_and_comes_back()
    birgit.sees(f"Utreds: {ATT_UTREDA}")
    birgit.sits_down()
    rader = tabellen(birgit).model().rowCount()
    for _ in range(rader):
        if f"{rader} av {rader} rader i stickprovet har märke" in birgit.screen():
            break
        tabellen(birgit).setFocus()
        QTest.keyClick(tabellen(birgit), Qt.Key.Key_M)
    birgit.sees(f"{rader} av {rader} rader i stickprovet har märke. Att utreda: 1.")


def _skriver(falt: QWidget, text: str) -> None:
    for tecken in text:
        QTest.sendKeyEvent(
            QTest.KeyAction.Click, falt, Qt.Key.Key_unknown, tecken, Qt.KeyboardModifier.NoModifier
        )


def birgit_signerar(birgit: Colleague) -> str:
    """Ger texten i rapporten."""
    visible(birgit.program.window, QPlainTextEdit)[0].setPlainText(SAMMANFATTNING)
    birgit.presses("Signera loggkontrollen …")
    birgit.presses("Signera nu")
    birgit.sees("Signerad 2026-06-01 av Birgit Chefsson")
    rapporten = birgit.stick / "loggkontroll.pdf"
    birgit.presses("Spara som PDF …")
    hands.choose(birgit.program, rapporten)
    birgit.sees("Sparad som loggkontroll.pdf.")
    text = pdf_text(rapporten)
    assert ATT_UTREDA in text
    assert SAMMANFATTNING in text
    return text


def resultatet_blir_en_uppgift(maja: Colleague, birgit: Colleague) -> None:
    resultatet = birgit.saves_into_the_stick("Försegla resultatet …")
    maja.opens_the_file(resultatet)
    maja.sees("Loggkontroll")
    birgit.takes_the_receipt(maja.takes_it())
    assert ATT_UTREDA in maja.start_page()
    maja.goes_to_place(Section.LOG_REVIEW, "Resultat")
    maja.sees("Granskad av Birgit Chefsson, Enhetschef")
    maja.sees(SAMMANFATTNING)
    maja.sees(ATT_UTREDA)
    koder = maja.asks(lambda desk: [row.code for row in desk.vault.log.entries()])
    assert LogCode.REVEALED in koder
