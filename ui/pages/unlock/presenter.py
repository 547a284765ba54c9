"""Decides what the unlock window says and does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import Reason, Refusal
from ui.core import TRAINING_PASSPHRASE, LoadCore
from ui.pages.unlock.page import UnlockPage
from ui.pages.unlock.trouble import trouble_of
from ui.tasks import Tasks, alive

if TYPE_CHECKING:  # the window before the vault needs none of the core
    from app.ports import OpenVault, VaultLook

_SPOKEN_AT_ONCE = frozenset({Reason.NOT_A_VAULT, Reason.FOLDER_MISSING, Reason.VAULT_NEWER})
"""What is true whatever will be typed, and so is said before anything is."""


class Unlocking:
    """One vault at a time, from its folder to an ``OpenVault``."""

    def __init__(
        self,
        page: UnlockPage,
        tasks: Tasks,
        core: LoadCore,
        opened: Callable[[OpenVault, str], None],
    ) -> None:
        """``opened`` gets the vault, and the recovery code where that is what opened it."""
        self._page = page
        self._tasks = tasks
        self._core = core
        self._opened = opened
        self._path = Path()
        page.passphrase_given.connect(self.try_passphrase)
        page.code_given.connect(self.try_code)
        page.tried_again.connect(self.look_again)

    @property
    def path(self) -> Path:
        return self._path

    def choose(self, path: Path) -> None:
        """Show this vault. What can be known of it without a key is for ``look_again`` to find
        out, which needs the core and so waits until the first window has been drawn."""
        self._path = path
        self._page.show_vault(path)
        self._page.ask_for_passphrase()

    def look_again(self) -> None:
        path = self._path
        self._page.hide_trouble()
        self._tasks.run(
            partial(self._look, path),
            self._show_look,
            context=self._page,
            failed=self._show_early_trouble,
        )
        self._ask_how_long_to_wait()

    def _look(self, path: Path) -> VaultLook:
        if not path.is_dir():
            raise Refusal(Reason.FOLDER_MISSING)
        return self._core().door.look(path)

    def try_passphrase(self, passphrase: bytearray) -> None:
        path = self._path
        self._try(lambda: self._core().door.open(path, passphrase), "")

    def try_code(self, code: str) -> None:
        path = self._path
        self._try(lambda: self._core().door.open_with_recovery_code(path, code), code)

    def _try(self, work: Callable[[], OpenVault], code: str) -> None:
        self._page.hide_trouble()
        self._page.show_busy(busy=True)
        # Not the page: it may be left meanwhile, and a vault must never be open unseen.
        self._tasks.run(work, partial(self._open, code), context=self._tasks, failed=self._refused)

    def _open(self, code: str, vault: OpenVault) -> None:
        if alive(self._page):
            self._opened(vault, code)
        else:
            self._tasks.run(vault.close, _closed_unseen, context=self._tasks)

    def _refused(self, refusal: Refusal) -> None:
        if not alive(self._page):
            return
        self._page.show_busy(busy=False)
        self._page.show_trouble(trouble_of(refusal))
        self._ask_how_long_to_wait()

    def _show_look(self, look: VaultLook) -> None:
        if look.training:
            self._page.show_training(TRAINING_PASSPHRASE)

    def _show_early_trouble(self, refusal: Refusal) -> None:
        # A damaged head has a spare, which ``open`` tries: that is told when it has been tried.
        if refusal.reason in _SPOKEN_AT_ONCE:
            self._page.show_trouble(trouble_of(refusal))

    def _ask_how_long_to_wait(self) -> None:
        path = self._path
        self._tasks.run(
            lambda: self._core().door.wait_after_failures(path),
            self._page.show_wait,
            context=self._page,
            failed=self._cannot_wait,
        )

    def _cannot_wait(self, _refusal: Refusal) -> None:
        """The folder cannot be read: what is wrong with it has been said already."""


def _closed_unseen(_nothing: None) -> None:
    """Nobody waits for it any more."""
