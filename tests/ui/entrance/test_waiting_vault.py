"""Between the key and the vault's own window a question may stand: nobody else answers it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.errors import Reason, Refusal
from app.usecases.desk import Desk
from app.usecases.settings import OwnSettings
from tests.ui.conftest import PASSPHRASE
from tests.ui.entrance.conftest import Machines, make_vault
from tests.ui.looking import texts
from ui import unlocked
from ui.application import Application
from ui.core import Core
from ui.environment import VAULT
from ui.messages import sentence
from ui.pages.unlock.aftermath import AftermathPage
from ui.pages.unlock.page import UnlockPage
from ui.waiting_vault import WaitingVault


@pytest.fixture
def asked(machines: Machines, a_vault: Path, qtbot: QtBot) -> Application:
    """Somebody has tried before, so that the vault is open and a question stands."""
    application = machines.start({VAULT: str(a_vault)})
    machines.settle(application)
    page = machines.page(application, UnlockPage)
    assert isinstance(page, UnlockPage)
    machines.unlock(application, "fel")
    qtbot.waitUntil(page._trouble.isVisible)
    machines.unlock(application)
    machines.page(application, AftermathPage)
    return application


def by_key(application: Application, _waiting: WaitingVault) -> None:
    application.window.activateWindow()
    QTest.keyClick(application.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def by_sleep(_application: Application, waiting: WaitingVault) -> None:
    waiting._machine_watch.about_to_sleep(True)


def by_screen(_application: Application, waiting: WaitingVault) -> None:
    waiting._machine_watch.screen_active(True)


def by_idling(_application: Application, waiting: WaitingVault) -> None:
    before = waiting._idle._clock()
    waiting._idle._clock = lambda: before + 5 * 60 + 1
    waiting._idle.look()


@pytest.mark.req("X01")
@pytest.mark.parametrize("how", [by_key, by_sleep, by_screen, by_idling])
def test_what_locks_a_vault_locks_one_that_waits(
    how: Callable[[Application, WaitingVault], None],
    asked: Application,
    machines: Machines,
    a_vault: Path,
    core: Core,
    qtbot: QtBot,
) -> None:
    waiting, page = asked._entering._waiting, asked.window.page
    assert waiting is not None
    assert page is not None
    how(asked, waiting)
    assert not page.isVisible()
    qtbot.waitUntil(lambda: bool(machines.replaced))
    assert machines.replaced == [{VAULT: str(a_vault)}]
    core.door.open(a_vault, bytearray(PASSPHRASE.encode())).close()  # nobody holds it any more


@pytest.mark.req("X01")
def test_an_answer_that_comes_after_the_lock_opens_nothing(
    asked: Application, machines: Machines, qtbot: QtBot
) -> None:
    waiting, page = asked._entering._waiting, asked.window.page
    assert waiting is not None
    assert isinstance(page, AftermathPage)
    page._go_on()
    waiting.lock.emit()
    qtbot.waitUntil(lambda: bool(machines.replaced))
    assert asked.unlocked is None


@pytest.mark.req("X01")
def test_the_vaults_own_window_takes_over(asked: Application, machines: Machines) -> None:
    page = asked.window.page
    assert isinstance(page, AftermathPage)
    page._go_on()
    machines.inside(asked)
    assert asked._entering._waiting is None
    assert not machines.replaced


@pytest.mark.req("X01")
def test_a_vault_that_opens_when_its_page_is_gone_is_closed_again(
    machines: Machines, a_vault: Path, core: Core, tmp_path: Path
) -> None:
    another = make_vault(core, tmp_path / "Ett annat.aktvalv")
    application = machines.start({VAULT: str(a_vault)})
    machines.unlock(application)
    application._show_unlock(another)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    machines.settle(application)
    assert application.unlocked is None
    core.door.open(a_vault, bytearray(PASSPHRASE.encode())).close()


@pytest.mark.req("X01")
def test_a_vault_whose_settings_cannot_be_read_shows_and_is_watched(
    machines: Machines, a_vault: Path, core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(_desk: Desk) -> OwnSettings:
        raise Refusal(Reason.DATABASE_DAMAGED)

    monkeypatch.setattr(unlocked, "own_settings", damaged)
    application = machines.start({VAULT: str(a_vault)})
    machines.settle(application)
    machines.unlock(application)
    window = machines.inside(application)
    assert sentence(Refusal(Reason.DATABASE_DAMAGED)) in texts(window)
    assert application.unlocked is not None
    assert application.unlocked._idle._timer.isActive()
