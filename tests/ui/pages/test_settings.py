"""Inställningar, on a real vault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.errors import Reason, Refusal
from app.ports import CheckReport, LogCode, VaultDoor
from app.usecases import registers, settings
from storage.vault import layout, unit_key
from tests.conftest import OWNER, PASSPHRASE
from tests.ui.conftest import Office
from tests.ui.looking import texts
from ui.bootstrap import make_core
from ui.core import Core
from ui.machine import Machine
from ui.pages.settings.check import CheckSection, faults_text
from ui.pages.settings.machine import LookSection
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.passphrase import PassphraseSection
from ui.pages.settings.recovery import RecoverySection
from ui.pages.settings.rotation import RotationSection
from ui.recovery_code import groups_of
from ui.session import Session
from ui.theme import Look, Theme


@pytest.fixture
def machine(theme: Theme, tmp_path: Path) -> Iterator[Machine]:
    made = Machine(theme, tmp_path / "dator.toml")
    yield made
    theme.set_text_percent(100)
    theme.set_look(Look.LIGHT)


@pytest.fixture
def core(tmp_path: Path, office: Office) -> Core:
    return make_core(tmp_path / "profil", now=office.desk.now, new_id=office.desk.new_id)


@pytest.fixture
def page(office: Office, machine: Machine, core: Core, qtbot: QtBot) -> Iterator[SettingsPage]:
    session = Session(office.desk, office.tasks, machine=machine, core=lambda: core)
    made = SettingsPage(session)
    session.changed.connect(made.reload)
    window = QWidget()
    QVBoxLayout(window).addWidget(made)
    qtbot.addWidget(window)
    window.resize(900, 900)
    window.show()
    made.load()
    office.settle()
    yield made
    window.close()


def opens(office: Office, door: VaultDoor, passphrase: str) -> bool:
    """Whether it is the passphrase of the vault; the vault stays closed after that."""

    def work() -> bool:
        office.desk.vault.close()
        try:
            door.open(office.desk.vault.facts.path, bytearray(passphrase.encode())).close()
        except Refusal as refusal:
            if refusal.reason is not Reason.WRONG_PASSPHRASE:
                raise
            return False
        return True

    return office.work(work)


# ---------------------------------------------------------------- backups


@pytest.mark.req("X24")
def test_a_backup_is_made_counted_and_listed(
    page: SettingsPage, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    assert "inga kopior görs" in texts(page)
    copies = tmp_path / "kopior"
    copies.mkdir()
    page._backups.take_folder(copies)
    office.settle()
    assert str(copies) in texts(page)
    page._backups._work._begin()
    qtbot.waitUntil(lambda: "Klar och kontrollerad" in page._backups.said())
    office.settle()
    (file,) = copies.iterdir()
    assert file.name in texts(page)


def test_a_folder_that_is_gone_is_refused_and_can_be_tried_again(
    page: SettingsPage, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    page._backups.take_folder(tmp_path / "borta")
    office.settle()
    page._backups._work._begin()
    qtbot.waitUntil(lambda: "Mappen finns inte" in page._backups.said())
    assert page._backups._work._start.isVisible()


# ---------------------------------------------------------------- the check


def check_of(page: SettingsPage) -> CheckSection:
    return page.findChildren(CheckSection)[0]


@pytest.mark.req("X24")
def test_a_sound_vault_is_said_to_be_with_counts(page: SettingsPage, qtbot: QtBot) -> None:
    section = check_of(page)
    section._work._begin()
    qtbot.waitUntil(lambda: "Allt stämmer" in section.said())
    assert "1 handlingar" in section.said()


@pytest.mark.req("X24")
def test_damage_is_found_and_the_next_step_is_named(
    page: SettingsPage, office: Office, qtbot: QtBot
) -> None:
    """Bytes in the middle of the file, while the vault is open."""
    database = office.desk.vault.facts.path / layout.DATABASE
    with database.open("r+b") as file:
        file.seek(database.stat().st_size - 2000)
        file.write(b"x" * 500)
    section = check_of(page)
    section._work._begin()
    qtbot.waitUntil(lambda: bool(section.said()))
    assert "Återställ" in section.said() or "återställ" in section.said()


class Stopped:
    """A check that finds damage once the test lets it."""

    def __init__(self) -> None:
        self.report = CheckReport(records=1, blobs=0, log_entries=1, faults=("chain",))

    def __call__(self, *_: object) -> CheckReport:
        return self.report


@pytest.mark.req("X24")
def test_damage_is_told_also_when_the_page_has_been_left(
    page: SettingsPage, office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.usecases.vault_care.check", Stopped())
    session = page.session
    check_of(page)._work._begin()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
    with qtbot.waitSignal(session.refused) as told:
        pass
    assert told.args[0].reason is Reason.DATABASE_DAMAGED


def test_every_fault_has_its_words() -> None:
    for fault in ("pages", "cipher", "chain", "signature", "blob", "index"):
        assert len(faults_text((fault,))) > 60


# ---------------------------------------------------------------- keys


@pytest.mark.req("X01")
def test_the_passphrase_is_changed(
    page: SettingsPage, office: Office, door: VaultDoor, qtbot: QtBot
) -> None:
    section = page.findChildren(PassphraseSection)[0]
    section._start()
    qtbot.waitUntil(lambda: bool(section._choice._suggested))
    new = section._choice._suggested
    section._choice._again.line().setText(new)
    assert not section._save.isEnabled()
    section._now.line().setText(PASSPHRASE)
    section._save.click()
    qtbot.waitUntil(lambda: "är bytt" in section.said())
    assert new not in texts(page)
    assert not opens(office, door, PASSPHRASE)
    assert opens(office, door, new)


@pytest.mark.req("X01")
def test_a_wrong_passphrase_changes_nothing_and_keeps_the_new_one_typed(
    page: SettingsPage, office: Office, door: VaultDoor, qtbot: QtBot
) -> None:
    section = page.findChildren(PassphraseSection)[0]
    section._start()
    qtbot.waitUntil(lambda: bool(section._choice._suggested))
    section._choice._again.line().setText(section._choice._suggested)
    section._now.line().setText("fel")
    section._save.click()
    qtbot.waitUntil(lambda: "stämmer inte" in section.said())
    assert section._choice.ready()
    assert opens(office, door, PASSPHRASE)


@pytest.mark.req("X01")
def test_a_forgotten_passphrase_is_replaced_with_the_code(
    page: SettingsPage, office: Office, door: VaultDoor, qtbot: QtBot
) -> None:
    code = office.ask(lambda desk: desk.vault.replace_recovery_code(bytearray(PASSPHRASE.encode())))
    section = page.findChildren(PassphraseSection)[0]
    section._start()
    section._by_code.click()
    qtbot.waitUntil(lambda: bool(section._choice._suggested))
    new = section._choice._suggested
    section._choice._again.line().setText(new)
    section._code.setText(code)
    section._save.click()
    qtbot.waitUntil(lambda: "är bytt" in section.said())
    assert opens(office, door, new)


@pytest.mark.req("X01")
def test_a_new_recovery_code_is_shown_hidden_and_proved(
    page: SettingsPage, office: Office, door: VaultDoor, qtbot: QtBot
) -> None:
    section = page.findChildren(RecoverySection)[0]
    section._open.click()
    section._passphrase.line().setText("fel")
    section._take.click()
    qtbot.waitUntil(lambda: "stämmer inte" in section.said())
    section._passphrase.line().setText(PASSPHRASE)
    section._take.click()
    qtbot.waitUntil(lambda: bool(section._code))
    code = section._code
    assert all(group in texts(page) for group in groups_of(code))
    section._hide_code()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not any(group in texts(page) for group in groups_of(code))
    for line, number in zip(section._proof.lines(), section._proof.asked(), strict=True):
        line.setText(groups_of(code)[number - 1])
    section._done.click()
    assert "gäller" in section.said()
    assert section._code == ""

    def open_with_code() -> None:
        office.desk.vault.close()
        door.open_with_recovery_code(office.desk.vault.facts.path, code).close()

    office.work(open_with_code)


def rotation_of(page: SettingsPage, qtbot: QtBot, now: str) -> RotationSection:
    """Asked for, with a suggested passphrase written down, and gone on from."""
    section = page.findChildren(RotationSection)[0]
    section._open.click()
    qtbot.waitUntil(lambda: bool(section._choice._suggested))
    section._choice._again.line().setText(section._choice._suggested)
    assert not section._go_on.isEnabled()
    section._now.line().setText(now)
    section._go_on.click()
    return section


def prove(section: RotationSection) -> None:
    groups = groups_of(section._code)
    for line, number in zip(section._proof.lines(), section._proof.asked(), strict=True):
        line.setText(groups[number - 1])


@pytest.mark.req("X01")
def test_the_key_is_changed_after_the_code_is_proved_and_the_vault_locks(
    page: SettingsPage, office: Office, door: VaultDoor, tmp_path: Path, qtbot: QtBot
) -> None:
    private = unit_key.new_unit_key()
    card = tmp_path / "kort.json"
    card.write_bytes(unit_key.write_card("Avhopparenheten", private))
    head = office.desk.vault.facts.path / layout.HEAD
    before = head.read_bytes()
    section = rotation_of(page, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: bool(section._code))
    code, new = section._code, section._choice._suggested
    assert all(group in texts(page) for group in groups_of(code))
    section._unit.take_file(card)
    qtbot.waitUntil(lambda: section._unit.card() is not None)
    section._hide_code()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not any(group in texts(page) for group in groups_of(code))
    for line in section._proof.lines():
        line.setText("0000")
    section._rotate.click()
    assert head.read_bytes() == before
    prove(section)
    with qtbot.waitSignal(page.session.lock_requested):
        section._rotate.click()
    assert not section._stop.isVisible()
    assert not opens(office, door, PASSPHRASE)
    path = office.desk.vault.facts.path
    office.work(lambda: door.open(path, bytearray(new.encode())).close())
    office.work(lambda: door.open_with_recovery_code(path, code).close())
    office.work(lambda: door.open_with_unit_key(path, private).close())


@pytest.mark.req("X01")
def test_a_wrong_passphrase_is_told_before_a_code_is_written_down(
    page: SettingsPage, office: Office, door: VaultDoor, qtbot: QtBot
) -> None:
    section = rotation_of(page, qtbot, "fel")
    qtbot.waitUntil(lambda: "stämmer inte" in section.said())
    assert section._code == ""
    assert section._choice.ready()
    assert opens(office, door, PASSPHRASE)


@pytest.mark.req("X01")
@pytest.mark.parametrize("given_up", [False, True])
def test_a_key_that_is_not_changed_leaves_nothing_behind_on_the_screen(
    page: SettingsPage, office: Office, door: VaultDoor, qtbot: QtBot, given_up: bool
) -> None:
    section = rotation_of(page, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: bool(section._code))
    code = section._code
    if given_up:
        section._give_up()
    else:
        section._hide_code()
        prove(section)
        section._rotate.click()
        section._stop.click()
        qtbot.waitUntil(lambda: "Ingenting är ändrat" in section.said())
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert section._open.isVisible()
    assert (section._code, section._now.text(), section._choice._suggested) == ("", "", "")
    assert not any(group in texts(page) for group in groups_of(code))
    assert opens(office, door, PASSPHRASE)


@pytest.mark.req("X01")
def test_a_full_disk_is_said_in_one_sentence_and_the_old_key_holds(
    page: SettingsPage,
    office: Office,
    door: VaultDoor,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    section = rotation_of(page, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: bool(section._code))
    section._hide_code()
    prove(section)
    monkeypatch.setattr("storage.files.free_bytes", lambda _folder: 1000)
    section._rotate.click()
    qtbot.waitUntil(lambda: "ledigt utrymme" in section.said())
    assert "Ingenting är ändrat" in section.said()
    monkeypatch.undo()
    assert opens(office, door, PASSPHRASE)


# ---------------------------------------------------------------- the rest


@pytest.mark.req("X01")
def test_the_idle_time_is_saved_told_and_logged(
    page: SettingsPage, office: Office, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.session.idle_minutes_chosen) as told:
        page._lock._minutes.setValue(2)
    assert told.args == [2]
    assert office.ask(settings.own_settings).idle_minutes == 2
    codes = office.ask(lambda desk: [row.code for row in desk.vault.log.entries()])
    assert LogCode.SETTINGS_CHANGED.value in codes
    assert page._lock._minutes.minimum() == 1
    assert page._lock._minutes.maximum() == 15


def test_text_size_and_colours_take_effect_at_once(page: SettingsPage, theme: Theme) -> None:
    section = page.findChildren(LookSection)[0]
    next(b for b in section._sizes.buttons() if b.text() == "150 %").click()
    next(b for b in section._looks.buttons() if b.text() == "Mörkt").click()
    assert (theme.text_percent, theme.look) == (150, Look.DARK)


def test_own_details_become_a_new_card(page: SettingsPage, office: Office, qtbot: QtBot) -> None:
    own = page._own
    assert own._form.values()["name"] == OWNER.name
    own._form.set_values({**own._form.values(), "unit": ""})
    own._sign()
    qtbot.waitUntil(lambda: "Fyll i det här." in texts(page))
    own._form.set_values({**own._form.values(), "unit": "Enheten mot våld"})
    own._sign()
    qtbot.waitUntil(lambda: own.said() == "Sparat.")
    assert office.ask(registers.own_card).unit == "Enheten mot våld"


def test_what_is_typed_of_own_details_is_kept_over_a_reload(
    page: SettingsPage, office: Office
) -> None:
    page._own._form.set_values({**page._own._form.values(), "title": "Kurator"})
    page._own._changed()
    page.load()
    office.settle()
    assert page._own._form.values()["title"] == "Kurator"


def test_what_is_protected_and_what_is_not_is_said(page: SettingsPage, machine: Machine) -> None:
    shown = texts(page)
    assert "Skyddas inte" in shown
    assert "ingen nätverksåtkomst" in shown
    assert machine.guards == frozenset()
    assert "Systemet kan inte hindra nätverk" in shown


def test_every_button_can_be_reached_and_has_a_name(page: SettingsPage) -> None:
    for each in page.findChildren(QPushButton):
        if each.isVisible():
            assert each.text() or each.accessibleName()
