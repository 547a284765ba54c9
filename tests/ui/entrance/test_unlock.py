"""The unlock window: each cause has its own words and its own next step."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.errors import Reason, Refusal
from app.ports import LogCode
from storage.vault import layout
from tests.fakes import StoppedClock
from tests.ui.conftest import PASSPHRASE
from tests.ui.entrance.conftest import Machines, make_vault
from tests.ui.looking import texts
from ui.application import Application
from ui.core import TRAINING_PASSPHRASE, Core
from ui.environment import LOST, UNKNOWN, VAULT
from ui.main_window import MainWindow
from ui.pages.unlock.aftermath import AftermathPage
from ui.pages.unlock.new_passphrase import NewPassphrasePage
from ui.pages.unlock.page import UnlockPage
from ui.pages.unlock.restore import free_name
from ui.pages.unlock.trouble import Way


class Entrance:
    """A program that was started with a vault to unlock."""

    def __init__(self, machines: Machines, vault: Path, qtbot: QtBot) -> None:
        self.machines = machines
        self.vault = vault
        self.qtbot = qtbot
        self.application: Application = machines.start({VAULT: str(vault)})
        page = machines.page(self.application, UnlockPage)
        assert isinstance(page, UnlockPage)
        self.page = page
        machines.settle(self.application)

    def try_(self, passphrase: str = PASSPHRASE) -> str:
        """Try it; what the window then says. Empty when the vault opened."""
        self.page._field.line().setText(passphrase)
        self.page._unlock.click()
        self.qtbot.waitUntil(lambda: self.opened() or bool(self.said()))
        return self.said()

    def opened(self) -> bool:
        return (
            self.application.unlocked is not None or self.application.window.page is not self.page
        )

    def said(self) -> str:
        if self.opened():
            return ""
        trouble = self.page._trouble
        return trouble.text() if trouble.isVisible() else ""

    def ways(self) -> set[str]:
        return {b.text() for b in self.page._trouble.ways.values() if b.isVisible()}


@pytest.fixture
def entrance(machines: Machines, a_vault: Path, qtbot: QtBot) -> Entrance:
    return Entrance(machines, a_vault, qtbot)


@pytest.mark.req("X01")
def test_a_wrong_passphrase_says_so_and_offers_the_code(entrance: Entrance) -> None:
    assert "Lösenfrasen stämmer inte" in entrance.try_("fel")
    assert entrance.ways() == {"Använd återställningskoden"}
    assert texts(entrance.page).count("Använd återställningskoden") == 1
    assert entrance.page._field.text() == ""
    assert entrance.page._field.hasFocus() or entrance.page._field.line().hasFocus()


@pytest.mark.req("X01")
def test_a_damaged_head_is_told_apart_and_its_spare_is_used(
    entrance: Entrance, machines: Machines
) -> None:
    damage(entrance.vault / layout.HEAD)
    entrance.try_()
    page = machines.page(entrance.application, AftermathPage)
    assert "reserven användes" in texts(page)


def test_both_heads_damaged_offers_the_backup(entrance: Entrance) -> None:
    damage(entrance.vault / layout.HEAD)
    damage(entrance.vault / layout.SPARE_HEAD)
    assert "skadad" in entrance.try_()
    assert entrance.ways() == {"Återställ från säkerhetskopia …"}
    assert texts(entrance.page).count("Återställ från säkerhetskopia …") == 1
    assert "Använd återställningskoden" in texts(entrance.page), "what is not in the card stays"


@pytest.mark.parametrize("size", [0, 1, 5000])
def test_a_damaged_database_offers_the_backup(entrance: Entrance, size: int) -> None:
    database = entrance.vault / layout.DATABASE
    database.write_bytes(database.read_bytes()[:size])
    assert "innehåll är skadat" in entrance.try_()
    assert "Återställ från säkerhetskopia …" in entrance.ways()


def test_a_missing_database_is_told_apart(entrance: Entrance) -> None:
    (entrance.vault / layout.DATABASE).unlink()
    assert "saknas i mappen" in entrance.try_()


def test_a_folder_that_is_no_vault_is_said_before_anything_is_typed(
    machines: Machines, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "Semester.aktvalv"
    folder.mkdir()
    entrance = Entrance(machines, folder, qtbot)
    qtbot.waitUntil(lambda: "inget valv" in entrance.said())
    assert "Välj ett annat valv …" in entrance.ways()


def test_a_vault_on_a_disk_that_is_not_there_can_be_tried_again(
    machines: Machines, core: Core, tmp_path: Path, qtbot: QtBot
) -> None:
    entrance = Entrance(machines, tmp_path / "Usb.aktvalv", qtbot)
    qtbot.waitUntil(lambda: "disken är ansluten" in entrance.said())
    make_vault(core, tmp_path / "Usb.aktvalv")
    next(b for b in entrance.page._trouble.ways.values() if b.text() == "Försök igen").click()
    assert entrance.try_() == ""


def test_a_newer_vault_says_which(entrance: Entrance, monkeypatch: pytest.MonkeyPatch) -> None:
    head = entrance.vault / layout.HEAD
    newer = head.read_bytes().replace(b"aktvalv huvud 1\n", b"aktvalv huvud 7\n")
    head.write_bytes(newer)
    (entrance.vault / layout.SPARE_HEAD).write_bytes(newer)
    assert "nyare" in entrance.try_()


def test_a_vault_that_is_open_elsewhere_says_so(entrance: Entrance, machines: Machines) -> None:
    other = machines.core.door.open(entrance.vault, bytearray(PASSPHRASE.encode()))
    assert "redan öppet" in entrance.try_()
    assert "Försök igen" in entrance.ways()
    other.close()
    assert entrance.try_() == ""


@pytest.mark.req("X01")
def test_after_failures_one_waits_and_is_told_of_them(
    entrance: Entrance, machines: Machines, clock: StoppedClock, qtbot: QtBot
) -> None:
    page = entrance.page
    while page._seconds_left == 0:
        entrance.try_("fel")
        machines.settle(entrance.application)
    assert "vänta" in page._unlock.text()
    page._field.line().setText(PASSPHRASE)
    assert not page._unlock.isEnabled()
    QTest.keyClick(page._field.line(), Qt.Key.Key_Return)
    machines.settle(entrance.application)
    assert entrance.application.window.page is page
    clock.pass_(hours=1)
    while page._seconds_left:
        page._count_down()
    entrance.try_()
    said = texts(machines.page(entrance.application, AftermathPage))
    assert "misslyckade försök" in said


@pytest.mark.req("X24")
def test_a_vault_older_than_its_anchor_opens_for_reading_until_somebody_says_why(
    machines: Machines, core: Core, a_vault: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    old = {file.name: file.read_bytes() for file in a_vault.iterdir()}
    vault = core.door.open(a_vault, bytearray(PASSPHRASE.encode()))
    vault.close()
    for name, data in old.items():
        (a_vault / name).write_bytes(data)
    entrance = Entrance(machines, a_vault, qtbot)
    entrance.try_()
    page = machines.page(entrance.application, AftermathPage)
    assert isinstance(page, AftermathPage)
    assert "äldre än när det senast låstes" in texts(page)
    page._accept()
    assert "Skriv varför" in texts(page)
    page._reason.setText("ny dator, kopia från i går")
    page._accept()
    machines.inside(entrance.application)
    unlocked = entrance.application.unlocked
    assert unlocked is not None
    assert not unlocked.session.desk.vault.facts.read_only
    answers: list[list[str]] = []
    unlocked.session.run(
        lambda desk: [row.code for row in desk.vault.log.entries()],
        answers.append,
        context=unlocked,
    )
    qtbot.waitUntil(lambda: bool(answers))
    assert LogCode.ROLLBACK_ACCEPTED.value in answers[0]


@pytest.mark.req("X01")
def test_the_recovery_code_opens_and_a_new_passphrase_is_asked_for(
    machines: Machines, core: Core, a_vault: Path, qtbot: QtBot
) -> None:
    vault = core.door.open(a_vault, bytearray(PASSPHRASE.encode()))
    code = vault.replace_recovery_code(bytearray(PASSPHRASE.encode()))
    vault.close()
    entrance = Entrance(machines, a_vault, qtbot)
    page = entrance.page
    page._links[Way.CODE].click()
    page._code.setText(code.lower().replace("-", " "))
    QTest.keyClick(page._code, Qt.Key.Key_Return)
    asked = machines.page(entrance.application, NewPassphrasePage)
    assert isinstance(asked, NewPassphrasePage)
    qtbot.waitUntil(lambda: bool(asked.choice._suggested))
    new = asked.choice._suggested
    asked.choice._again.line().setText(new)
    asked._take.click()
    machines.inside(entrance.application)
    machines.lock(entrance.application)
    core.door.open(a_vault, bytearray(new.encode())).close()
    with pytest.raises(Refusal) as refused:
        core.door.open(a_vault, bytearray(PASSPHRASE.encode()))
    assert refused.value.reason is Reason.WRONG_PASSPHRASE


def test_a_mistyped_code_is_told_apart_from_a_wrong_one(entrance: Entrance, core: Core) -> None:
    page = entrance.page
    page._links[Way.CODE].click()
    for code, said in (
        (core.door.new_recovery_code(), "hör inte till"),
        ("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG", "Något tecken"),
    ):
        page._code.setText(code)
        page._unlock_by_code.click()
        entrance.qtbot.waitUntil(lambda said=said: said in entrance.said())


def test_a_training_vault_shows_its_passphrase_and_is_not_remembered(
    machines: Machines, core: Core, qtbot: QtBot
) -> None:
    application = machines.start(demo=True)
    page = machines.page(application, UnlockPage)
    assert isinstance(page, UnlockPage)
    qtbot.waitUntil(page._training.isVisible)
    assert TRAINING_PASSPHRASE in texts(page)
    page._training_button.click()
    QTest.keyClick(page._field.line(), Qt.Key.Key_Return)
    window = machines.inside(application)
    assert "Övningsvalv med påhittade personer" in texts(window)
    assert application._machine.settings.vault is None


@pytest.mark.parametrize(("lost", "said"), [("1", "Ett utkast"), ("3", "3 utkast"), (UNKNOWN, "fem sekunder")])  # fmt: skip
def test_what_a_lock_could_not_save_is_said(
    machines: Machines, a_vault: Path, lost: str, said: str
) -> None:
    application = machines.start({VAULT: str(a_vault), LOST: lost})
    assert said in texts(machines.page(application, UnlockPage))


@pytest.mark.parametrize("lost", ["0", "", "skräp"])
def test_a_lock_that_saved_everything_says_nothing(
    machines: Machines, a_vault: Path, lost: str
) -> None:
    application = machines.start({VAULT: str(a_vault), LOST: lost})
    page = machines.page(application, UnlockPage)
    assert isinstance(page, UnlockPage)
    assert not page._notice.isVisible()


def test_caps_lock_is_noticed_from_what_the_keys_give(entrance: Entrance) -> None:
    field, line = entrance.page._field, entrance.page._field.line()
    QTest.keyClicks(line, "a")
    assert not field._caps.isVisible()
    QTest.keyClick(line, "B")  # a capital, and no Shift
    assert field._caps.isVisible()
    QTest.keyClick(line, Qt.Key.Key_CapsLock)
    assert not field._caps.isVisible()
    QTest.keyClick(line, "C", Qt.KeyboardModifier.ShiftModifier)
    assert not field._caps.isVisible()


def test_what_is_typed_can_be_shown_and_is_hidden_again(entrance: Entrance) -> None:
    field = entrance.page._field
    field.line().setText("hemlig text")
    assert field.line().displayText() != "hemlig text"
    field._eye.click()
    assert field.line().displayText() == "hemlig text"
    assert bytes(field.take()) == b"hemlig text"
    field.line().setText("en till")
    assert field.line().displayText() != "en till"


def test_an_accent_typed_in_two_ways_is_one_passphrase(entrance: Entrance) -> None:
    field = entrance.page._field
    field.line().setText("a\N{COMBINING RING ABOVE}ska")
    assert bytes(field.take()) == "åska".encode()


@pytest.mark.req("X24")
def test_a_restored_backup_is_unlocked_beside_what_was_there(
    machines: Machines, core: Core, a_vault: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    copies, target = tmp_path / "kopior", tmp_path / "mål"
    copies.mkdir()
    target.mkdir()
    vault = core.door.open(a_vault, bytearray(PASSPHRASE.encode()))
    backup = vault.back_up(copies).path
    vault.close()
    entrance = Entrance(machines, a_vault, qtbot)
    application = entrance.application
    application._restore()
    restoring = application._restoring
    assert restoring is not None
    for dialog in application.window.findChildren(type(QApplication.activeModalWidget())):
        dialog.close() if dialog is QApplication.activeModalWidget() else None
    restoring._backup = backup
    with qtbot.waitSignal(restoring.restored) as told:
        restoring.take_folder(target)
    (restored,) = told.args
    assert restored.parent == target
    machines.unlock(application)
    machines.page(application, AftermathPage)  # it is older than the machine's anchor
    assert a_vault.is_dir()


def test_a_file_that_is_no_backup_is_said_above_the_page(
    entrance: Entrance, tmp_path: Path
) -> None:
    file = tmp_path / "bild.aktvalv-kopia"
    file.write_bytes(b"inte en kopia")
    entrance.application._restore()
    restoring = entrance.application._restoring
    assert restoring is not None
    restoring._backup = file
    restoring.take_folder(tmp_path)
    entrance.qtbot.waitUntil(lambda: "ingen säkerhetskopia" in texts(entrance.application.window))


def test_a_restored_vault_takes_no_name_that_is_taken(tmp_path: Path) -> None:
    first = free_name(tmp_path, "Mitt valv")
    first.mkdir()
    assert free_name(tmp_path, "Mitt valv") != first


@pytest.mark.req("X01")
def test_after_lock_and_unlock_one_is_back_at_the_same_place(
    entrance: Entrance, machines: Machines
) -> None:
    entrance.try_()
    window = machines.inside(entrance.application)
    assert isinstance(window, MainWindow)
    last = window.side.sections()[-1]
    window._to_section(last)
    machines.settle(entrance.application)
    again = machines.start(machines.lock(entrance.application))
    machines.unlock(again)
    back = machines.inside(again)
    assert isinstance(back, MainWindow)
    assert back.place().section is last


def test_closing_the_window_locks_and_ends(
    entrance: Entrance, machines: Machines, qtbot: QtBot
) -> None:
    entrance.try_()
    window = machines.inside(entrance.application)
    with qtbot.waitSignal(entrance.application.ended):
        window.close()
    assert machines.replaced == []
    machines.core.door.open(entrance.vault, bytearray(PASSPHRASE.encode())).close()


def test_closing_the_entrance_ends(entrance: Entrance, qtbot: QtBot) -> None:
    with qtbot.waitSignal(entrance.application.ended):
        entrance.application.window.close()


def damage(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(data)
