"""Taking in a legal pack in the settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.law.pack_file import write_legal_pack
from tests.app.usecases.test_legal_packs import pack
from tests.ui.case_pages.conftest import press, texts
from tests.ui.conftest import Office
from ui.pages.settings.page import SettingsPage

pytestmark = pytest.mark.req("F032", "X19")


def test_a_pack_is_looked_at_taken_in_and_taken_out(
    office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    page = SettingsPage(office.session)
    qtbot.addWidget(page)
    office.session.changed.connect(lambda changes: page.concerned(changes) and page.reload(changes))
    page.show()
    page.load()
    office.settle()
    assert "Programmets eget lagstöd gäller." in texts(page)
    file = tmp_path / "a.aktvalv-lagpaket"
    file.write_bytes(write_legal_pack(pack()))
    page._packs.take_file(file)
    qtbot.waitUntil(
        lambda: "Utan underskrift: kontrollsumma att läsa upp" in texts(page), timeout=20_000
    )
    read = texts(page)
    assert "Version 2026-2 från Exempelkommunens jurist" in read
    assert "(fl-27-new)" in read
    assert "(ordinary)" in read

    press(page, "Inför lagpaketet")
    office.settle()
    assert "Lagpaketet är infört." in texts(page)
    rule = office.ask(lambda desk: desk.law.retention_rule("ordinary", desk.now().date()))
    assert rule is not None
    assert rule.years == 3

    press(page, "Ta ur bruk")
    office.settle()
    assert "Ur bruk" in texts(page)
    rule = office.ask(lambda desk: desk.law.retention_rule("ordinary", desk.now().date()))
    assert rule is not None
    assert rule.years == 5


def test_a_file_that_is_no_pack_is_told_as_such(
    office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    page = SettingsPage(office.session)
    qtbot.addWidget(page)
    page.show()
    page.load()
    office.settle()
    file = tmp_path / "b.aktvalv-lagpaket"
    file.write_bytes(b"{}")
    page._packs.take_file(file)
    qtbot.waitUntil(lambda: "Filen är inget lagpaket" in texts(page), timeout=20_000)


def test_the_pack_in_force_asks_for_what_is_missing_before_it_is_saved(
    office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    page = SettingsPage(office.session)
    qtbot.addWidget(page)
    page.show()
    page.load()
    office.settle()
    press(page, "Spara lagstödet som fil")
    page._packs.save_to(tmp_path / "ut.aktvalv-lagpaket")
    office.settle()
    assert not (tmp_path / "ut.aktvalv-lagpaket").exists()
