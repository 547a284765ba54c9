"""The program from its first window, wired as in ``ui.bootstrap`` with keys that are quick."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from storage.crypto.primitives import KdfCost
from storage.vault.kdf import fixed
from tests.conftest import OWNER
from tests.fakes import CountedIds, StoppedClock
from tests.ui.conftest import PASSPHRASE, Office
from ui.application import Application
from ui.bootstrap import make_core
from ui.core import Core
from ui.crash import CrashDoor
from ui.machine import Machine
from ui.pages.unlock.page import UnlockPage
from ui.theme import Theme


class Machines:
    """Starts the program again and again on one machine, as replacing the process would."""

    def __init__(self, qtbot: QtBot, theme: Theme, core: Core, folder: Path) -> None:
        self.qtbot = qtbot
        self._theme = theme
        self.core = core
        self.folder = folder
        self.settings = folder / "dator.toml"
        self.crashes = CrashDoor()
        self.replaced: list[Mapping[str, str]] = []
        self.started: list[Application] = []

    def start(
        self, environment: Mapping[str, str] | None = None, *, demo: bool = False
    ) -> Application:
        machine = Machine(self._theme, self.settings)
        made = Application(machine, self.crashes, lambda: self.core, self.replaced.append)
        made.setParent(machine)
        self.started.append(made)
        made.start(environment or {}, demo=demo)
        return made

    def page(self, application: Application, kind: type[QWidget]) -> QWidget:
        """The page of this kind, once the entrance shows it."""
        self.qtbot.waitUntil(lambda: isinstance(application.window.page, kind))
        page = application.window.page
        assert isinstance(page, kind)
        return page

    def unlock(self, application: Application, passphrase: str = PASSPHRASE) -> None:
        page = self.page(application, UnlockPage)
        assert isinstance(page, UnlockPage)
        page._field.line().setText(passphrase)
        page._unlock.click()

    def inside(self, application: Application) -> QWidget:
        """The main window, once it shows."""
        self.qtbot.waitUntil(
            lambda: application.unlocked is not None and application.unlocked.window.isVisible()
        )
        assert application.unlocked is not None
        return application.unlocked.window

    def lock(self, application: Application) -> Mapping[str, str]:
        """Lock, and give the environment of the process that would follow."""
        assert application.unlocked is not None
        before = len(self.replaced)
        application.unlocked.lock()
        self.qtbot.waitUntil(lambda: len(self.replaced) > before)
        application.tasks.wait_closed()
        return self.replaced[-1]

    def settle(self, application: Application) -> None:
        """Wait until everything asked for has been answered."""
        for _ in range(3):
            answers: list[None] = []
            application.tasks.run(lambda: None, answers.append, context=application)
            self.qtbot.waitUntil(lambda answers=answers: bool(answers))


class Inside(Office):
    """The office of a program that has been unlocked, for what tests do in one."""

    def __init__(self, machines: Machines, application: Application) -> None:
        assert application.unlocked is not None
        super().__init__(machines.qtbot, application.tasks)
        self.session = application.unlocked.session
        self.desk = self.session.desk


@pytest.fixture
def core(tmp_path: Path, clock: StoppedClock, new_id: CountedIds) -> Core:
    cheap = fixed(KdfCost(memory_kib=64, passes=1))
    return make_core(tmp_path / "profil", now=clock, new_id=new_id, policy=cheap)


@pytest.fixture
def machines(qtbot: QtBot, theme: Theme, core: Core, tmp_path: Path) -> Iterator[Machines]:
    made = Machines(qtbot, theme, core, tmp_path)
    yield made
    for application in made.started:
        unlocked = application.unlocked
        if unlocked is not None and not unlocked.is_locking:
            made.lock(application)
        application.tasks.wait_closed()
        for window in (application.window, unlocked.window if unlocked is not None else None):
            if window is not None and shiboken6.isValid(window):
                window.hide()
                window.deleteLater()
    made.started.clear()


@pytest.fixture
def a_vault(core: Core, tmp_path: Path) -> Path:
    """A vault that was made before, locked; its passphrase is ``PASSPHRASE``."""
    return make_vault(core, tmp_path / "Mitt valv.aktvalv")


def make_vault(core: Core, path: Path, *, training: bool = False) -> Path:
    core.door.create(
        path,
        bytearray(PASSPHRASE.encode()),
        core.door.new_recovery_code(),
        OWNER,
        training=training,
    ).close()
    return path
