"""The ears of the canary journey, tried on what they must hear."""

from __future__ import annotations

import unicodedata

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QTableWidget, QTableWidgetItem
from pytestqt.qtbot import QtBot

from tests.journeys.canary.bird import CANARIES, NUMBER, WHO, heard, heard_in
from tests.journeys.canary.listening import everything_said, everything_shown

NAME = str(WHO["family_name"])


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_she_is_heard_in_bytes_of_every_kind(code: str, form: str) -> None:
    written = unicodedata.normalize(form, f"\0 {WHO} \0").upper()
    assert heard_in(written.encode(code)) >= {"kanariana", "qvintilsson", "555 77 31"}
    assert heard(str(WHO)) >= set(CANARIES) - {NUMBER, "98765", "5557731"}
    assert heard_in(bytes(range(256)) * 100) == set()


def test_five_digits_of_a_fingerprint_are_not_her_postal_code() -> None:
    assert heard("sha256: 0f9876512ab, 298765, 98765c") == set()
    assert heard_in(b"0000098765 00000 n") == set()
    for said in ("98765", "SE-98765 F", "(98765)", "kod:98765."):
        assert heard(said) == {"98765"}
        for code in ("utf-8", "utf-16-le", "utf-16-be"):
            assert heard_in(b"\0\0" + said.encode(code)) == {"98765"}


def test_she_is_heard_in_every_corner_of_a_window(qtbot: QtBot) -> None:
    label, table = QLabel("Ärende"), QTableWidget(1, 1)
    table.setItem(0, 0, QTableWidgetItem("Björk"))
    for widget in (label, table):
        qtbot.addWidget(widget)
        widget.show()
    assert heard(everything_said()) == set()
    clipboard = QGuiApplication.clipboard()
    for say, take_back in (
        (label.setText, "Ärende"),
        (label.setWindowTitle, "Aktvalv"),
        (label.setToolTip, ""),
        (label.setAccessibleName, ""),
        (label.setAccessibleDescription, ""),
        (table.item(0, 0).setText, "Björk"),
        (table.item(0, 0).setToolTip, ""),
        (clipboard.setText, ""),
    ):
        say(f"Ring {NAME}")
        assert heard(everything_said()) == {"qvintilsson"}
        say(take_back)
        assert heard(everything_said()) == set()
    label.setText(NAME)
    assert heard(everything_shown()) == {"qvintilsson"}
    label.hide()
    assert heard(everything_shown()) == set()
    assert heard(everything_said()) == {"qvintilsson"}
