"""All that must lock an unlocked vault does so in the program as it is put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from app.ports import LogCode, VaultDoor
from app.usecases import settings
from tests.conftest import PASSPHRASE
from tests.fakes import RecordedReplacement
from tests.ui.conftest import Office
from ui.core import Core
from ui.machine import Machine
from ui.machine_watch import LOGIN_SESSION, MachineWatch
from ui.theme import Theme
from ui.unlocked import Unlocked

MINUTES = 4
Cause = Callable[[Unlocked], None]


@pytest.fixture
def left() -> RecordedReplacement:
    return RecordedReplacement()


@pytest.fixture
def unlocked(
    office: Office, theme: Theme, tmp_path: Path, left: RecordedReplacement, qtbot: QtBot
) -> Iterator[Unlocked]:
    office.ask(lambda desk: settings.save_settings(desk, {"idle_minutes": MINUTES}))
    machine = Machine(theme, tmp_path / "dator.toml")
    made = Unlocked(office.desk, office.tasks, machine, _no_core, left)
    made.open()
    qtbot.waitUntil(made.window.isVisible)
    office.settle()
    yield made
    if not made.is_locking:
        made.lock()
    if shiboken6.isValid(made.window):
        made.window.removeEventFilter(made)
        made.window.hide()
        made.window.deleteLater()
    made.deleteLater()


def _no_core() -> Core:
    raise AssertionError("nobody opens another vault here")


def key(unlocked: Unlocked) -> None:
    QTest.keyClick(unlocked.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def nobody_there(unlocked: Unlocked) -> None:
    began = unlocked._idle._last_sign
    unlocked._idle._clock = lambda: began + 60 * MINUTES - 2
    unlocked._idle.look()
    assert not unlocked.is_locking, "somebody may still come"
    unlocked._idle._clock = lambda: began + 60 * MINUTES
    unlocked._idle.look()


def machine_says(unlocked: Unlocked, say: Callable[[MachineWatch], None]) -> None:
    """As D-Bus would; that it is heard from there is tried with the watch itself."""
    say(unlocked._machine_watch)


CAUSES = {
    "key": key,
    "idle": nobody_there,
    "screen": partial(machine_says, say=lambda watch: watch.screen_active(True)),
    "sleep": partial(machine_says, say=lambda watch: watch.about_to_sleep(True)),
    "session": partial(machine_says, say=lambda watch: watch.session_locked()),
    "user": partial(
        machine_says, say=lambda watch: watch.session_changed(LOGIN_SESSION, {"Active": False}, [])
    ),
}


@pytest.mark.req("X01")
@pytest.mark.parametrize("cause", CAUSES.values(), ids=CAUSES)
def test_it_locks(
    unlocked: Unlocked,
    cause: Cause,
    left: RecordedReplacement,
    office: Office,
    door: VaultDoor,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    assert not unlocked.is_locking
    cause(unlocked)
    assert unlocked.is_locking
    qtbot.waitUntil(lambda: bool(left.environments))
    assert last_row(office, door, tmp_path / "valv.aktvalv") == LogCode.LOCKED


def last_row(office: Office, door: VaultDoor, path: Path) -> str:
    """What the vault's log ended with, which only opens again when it has been closed."""

    def look() -> str:
        vault = door.open(path, bytearray(PASSPHRASE.encode()))
        code = vault.log.entries()[1].code
        vault.close()
        return code

    return office.work(look)


def test_where_there_is_no_window_nobody_is_told_how_long_remains(unlocked: Unlocked) -> None:
    unlocked.lock()
    unlocked.window.removeEventFilter(unlocked)
    told = QSignalSpy(unlocked._idle.remaining)
    unlocked._idle.set_minutes(MINUTES)
    unlocked._idle.start()
    assert told.count() == 1
    shiboken6.delete(unlocked.window)
    unlocked._idle.set_minutes(MINUTES)
    unlocked._idle.look()
    assert told.count() == 1
