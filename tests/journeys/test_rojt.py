"""Valvet kan vara röjt: nyckeln byts, processen ersätts, och allt finns kvar bakom den nya."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.ports import LogCode
from tests.fakes import CountedIds, StoppedClock
from tests.program import Program, make_core
from tests.ui.looking import visible
from ui.core import TRAINING_PASSPHRASE
from ui.navigation import Destination, Section
from ui.pages.settings.rotation import RotationSection
from ui.recovery_code import groups_of
from ui.theme import Theme
from ui.widgets.passphrase_field import PassphraseField


@pytest.fixture
def program(
    theme: Theme, tmp_path: Path, clock: StoppedClock, new_id: CountedIds
) -> Iterator[Program]:
    made = Program(theme, tmp_path, make_core(tmp_path, clock, new_id))
    made.start(demo=True)
    made.unlock_training()
    yield made
    made.end()


@pytest.mark.req("X01")
def test_nyckeln_byts_och_arbetet_gar_vidare(program: Program) -> None:
    arenden = program.ask(lambda desk: desk.vault.index.cases())
    assert len(arenden) > 1

    program.go(Destination(Section.SETTINGS))
    program.press("Byt valvets nyckel")
    (delen,) = program.window.findChildren(RotationSection)
    program.until(lambda: bool(delen._choice._suggested))
    losenfrasen = delen._choice._suggested
    delen._choice._again.line().setText(losenfrasen)
    delen._now.line().setText(TRAINING_PASSPHRASE)
    program.press("Fortsätt till ny återställningskod")
    program.until(lambda: bool(delen._code))
    papperet = groups_of(delen._code)
    program.press("Jag har skrivit av koden")
    for raden, nummer in zip(delen._proof.lines(), delen._proof.asked(), strict=True):
        raden.setText(papperet[nummer - 1])
    delen._rotate.click()
    program.go_on_after_lock()

    program.until(lambda: bool(visible(program.window, PassphraseField)))
    visible(program.window, PassphraseField)[0].line().setText(losenfrasen)
    program.press("Lås upp")
    program.until(lambda: program.application.unlocked is not None)
    program.settle()
    assert program.ask(lambda desk: desk.vault.index.cases()) == arenden
    assert program.ask(lambda desk: desk.vault.check().faults) == ()
    assert not program.ask(lambda desk: desk.vault.facts.rolled_back)
    koder = program.ask(lambda desk: [row.code for row in desk.vault.log.entries()])
    assert LogCode.DATA_KEY_ROTATED in koder
