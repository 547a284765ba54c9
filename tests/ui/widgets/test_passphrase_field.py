"""What was typed in secret does not come back by a key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.recovery_code import CodeProof
from ui.widgets.passphrase_field import PassphraseField

TYPED = "sju sorters kakor"


@pytest.fixture
def field(qtbot: QtBot) -> PassphraseField:
    made = PassphraseField("Lösenfras")
    qtbot.addWidget(made)
    made.show()
    QTest.keyClicks(made.line(), TYPED)
    return made


@pytest.mark.req("X01")
def test_a_passphrase_that_was_taken_cannot_be_undone_back(field: PassphraseField) -> None:
    assert field.take() == bytearray(TYPED.encode())
    field._eye.click()
    QTest.keyClick(field.line(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    field.line().undo()
    assert field.text() == ""


def test_a_passphrase_is_hidden_again_when_it_is_taken(field: PassphraseField) -> None:
    field._eye.click()
    assert field.line().displayText() == TYPED
    field.take()
    QTest.keyClicks(field.line(), TYPED)
    assert TYPED not in field.line().displayText()


def test_groups_typed_for_another_code_cannot_be_undone_back(qtbot: QtBot) -> None:
    proof = CodeProof(lambda numbers: numbers[:2])
    qtbot.addWidget(proof)
    proof.ask("7KD2-AAAA-BBBB-CCCC-DDDD-EEEE-FFFF")
    QTest.keyClicks(proof.lines()[0], "7KD2")
    proof.ask("9999-AAAA-BBBB-CCCC-DDDD-EEEE-FFFF")
    proof.lines()[0].undo()
    assert proof.lines()[0].text() == ""
