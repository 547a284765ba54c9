"""The real program in the test's own process: every window of it, over vaults of its own.

Only what no test can have is another: the clock stands still, ids are counted, keys are quick to
derive, and where a process would be replaced the next one is begun by ``start``.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.ports import NewId, Now
from app.usecases.desk import Desk
from storage.crypto.primitives import KdfCost
from storage.vault.kdf import fixed
from tests.ui.looking import button, visible
from ui import bootstrap
from ui.application import Application
from ui.core import Core
from ui.crash import CrashDoor
from ui.machine import Machine
from ui.main_window import MainWindow
from ui.navigation import Destination, Section
from ui.theme import Theme
from ui.widgets.passphrase_field import PassphraseField

T = TypeVar("T")

LONGEST_MS = 20_000


class Program:
    """One user at one machine, over as many processes as it takes."""

    def __init__(self, theme: Theme, folder: Path, core: Core) -> None:
        """``folder`` holds the settings of the machine; ``core`` is from ``make_core``."""
        self.folder = folder
        self._theme = theme
        self._core = core
        self._crashes = CrashDoor()
        self._crashes.crashed.connect(self._crashed)
        self.left: list[Mapping[str, str]] = []
        """What each process told the next when it ended."""
        self.application: Application

    def start(self, environment: Mapping[str, str] | None = None, *, demo: bool = False) -> None:
        """A new process: the first window is shown and the core loaded behind it."""
        machine = Machine(self._theme, self.folder / "dator.toml")
        machine.write_with(self._core.remember)
        self.application = Application(machine, self._crashes, self._load, self.left.append)
        self.application.start(environment or {}, demo=demo)
        self.settle()

    def end(self) -> None:
        """Whatever is left of the process goes, as it would with a real one."""
        unlocked = self.application.unlocked
        if unlocked is not None and not unlocked.is_locking:
            ended = len(self.left)
            unlocked.lock()
            self.until(lambda: len(self.left) > ended)
        self.application.tasks.close()
        self.application.tasks.wait_closed()
        if unlocked is not None:
            unlocked.window.removeEventFilter(unlocked)  # it would take the end for another lock
        for window in (self.application.window, unlocked.window if unlocked else None):
            if window is not None and shiboken6.isValid(window):
                window.hide()
                window.deleteLater()
        self.application.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def go_on_after_lock(self) -> None:
        """Wait until the process has been left, and begin the one that follows it."""
        self.until(lambda: bool(self.left))
        told = self.left[-1]
        self.end()
        self.start(told)

    @property
    def window(self) -> QWidget:
        """The window one looks at."""
        unlocked = self.application.unlocked
        return self.application.window if unlocked is None else unlocked.window

    @property
    def main(self) -> MainWindow:
        unlocked = self.application.unlocked
        assert unlocked is not None, "no vault is open"
        return unlocked.window

    def go(self, destination: Destination) -> None:
        """To a page, made anew, and wait for what it shows."""
        self.main.go(Destination(Section.TODO))
        self.main.go(destination)
        self.settle()

    def press(self, text: str) -> None:
        """The one button in sight whose text begins so, and wait for what it leads to."""
        button(self.window, text).click()
        self.settle()

    def unlock_training(self) -> None:
        """From the unlock window of a training vault to its start page."""
        self.until(lambda: bool(visible(self.window, PassphraseField)))
        self.settle()
        self.press("Fyll i lösenfrasen")
        self.press("Lås upp")
        self.until(lambda: self.application.unlocked is not None)
        self.settle()

    def ask(self, work: Callable[[Desk], T]) -> T:
        """Run on the database thread, behind everything that waits there, and wait for it."""
        unlocked = self.application.unlocked
        assert unlocked is not None, "no vault is open"
        return self._work(lambda: work(unlocked.session.desk))

    def settle(self) -> None:
        """Wait until everything that was asked for has been answered, and what that led to."""
        for _ in range(4):
            self._work(lambda: None)
            QTest.qWait(1)
            self.until(lambda: not self.application.tasks.is_at_length)

    def until(self, happened: Callable[[], bool]) -> None:
        """Let the program work until this is so. Raises TimeoutError when it never is."""
        for _ in range(LONGEST_MS // 5):
            if happened():
                return
            QTest.qWait(1)  # holds the interpreter: the program's other threads stand still
            time.sleep(0.004)
        raise TimeoutError

    def _work(self, work: Callable[[], T]) -> T:
        answers: list[T] = []
        context = QObject()
        self.application.tasks.run(work, answers.append, context=context)
        self.until(lambda: bool(answers))
        return answers[0]

    def _load(self) -> Core:
        return self._core

    def _crashed(self, code: str, steps: tuple[str, ...]) -> None:
        raise AssertionError((code, steps))


def make_core(folder: Path, now: Now, new_id: NewId) -> Core:
    """The program's own, but for time, ids and the cost of a key."""
    cheap = fixed(KdfCost(memory_kib=64, passes=1))
    return bootstrap.make_core(folder / "Aktvalv", now=now, new_id=new_id, policy=cheap)
