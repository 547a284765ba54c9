"""A vault that has been opened in the entrance, until its own window takes over."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.errors import Refusal
from app.ports import OpenVault, ReplaceProcess
from app.usecases.desk import Desk
from ui.core import LoadCore
from ui.entrance import EntranceWindow
from ui.environment import VAULT
from ui.messages import sentence
from ui.pages.unlock.aftermath import AftermathPage, needs_saying
from ui.pages.unlock.new_passphrase import NewPassphrasePage
from ui.tasks import Tasks
from ui.waiting_vault import WaitingVault

if TYPE_CHECKING:  # every page hangs on it; it is imported on the database thread
    from ui.unlocked import Unlocked


class Entering(QObject):
    """Asks what must be asked before the work: a new passphrase after a recovery code, and whether
    a vault that is older than it should be is to be used. Meanwhile the key is in memory, so that
    whatever locks the vault's own window locks this one."""

    ready = Signal(object, object)
    """The ``Desk`` and the class ``Unlocked``: nothing more stands before the work."""

    def __init__(
        self,
        vault: OpenVault,
        window: EntranceWindow,
        tasks: Tasks,
        core: LoadCore,
        parent: QObject,
        *,
        replace_process: ReplaceProcess,
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._window = window
        self._tasks = tasks
        self._core = core
        self._replace_process = replace_process
        self._waiting: WaitingVault | None = None
        self._is_locking = False

    def begin(self, code: str = "") -> None:
        """``code``: the recovery code that opened the vault, empty when something else did."""
        if code and not self._vault.facts.read_only:
            self._ask_for_new_passphrase(code)
        else:
            self._show_aftermath()

    def lock(self) -> None:
        """Take everything off the screen, close the vault and start anew."""
        if self._is_locking:
            return
        self._is_locking = True
        self._stop_watching()
        self._window.cover()
        self.close_vault(self._locked)

    def close_vault(self, then: Callable[[object], None]) -> None:
        """``then`` is called whatever came of it: the process ends in either case."""
        self._tasks.run(self._vault.close, then, context=self, failed=then)

    def _locked(self, _outcome: object) -> None:
        self._replace_process({VAULT: str(self._vault.facts.path)})

    # ------------------------------------------------------------------ what is asked

    def _ask_for_new_passphrase(self, code: str) -> None:
        page = NewPassphrasePage(self._tasks, self._core)
        page.chosen.connect(partial(self._set_passphrase, code, page))
        page.later.connect(self._show_aftermath)
        self._watch()
        self._window.show_page(page)
        page.start()

    def _set_passphrase(self, code: str, page: NewPassphrasePage, chosen: bytearray) -> None:
        self._tasks.run(
            partial(self._vault.set_passphrase_with_recovery_code, code, chosen),
            self._passphrase_set,
            context=page,
            failed=partial(_show_on, page),
        )

    def _passphrase_set(self, _nothing: None) -> None:
        self._show_aftermath()

    def _show_aftermath(self) -> None:
        """What must be said before the work, or else the work."""
        if not needs_saying(self._vault.facts):
            self._enter()
            return
        page = AftermathPage(self._vault.facts)
        page.go_on.connect(self._enter)
        page.accept_rollback.connect(partial(self._accept_rollback, page))
        page.lock.connect(self.lock)
        self._watch()
        self._window.show_page(page)

    def _accept_rollback(self, page: AftermathPage, reason: str) -> None:
        self._tasks.run(
            partial(self._vault.accept_rollback, reason),
            self._rollback_accepted,
            context=page,
            failed=partial(_show_on, page),
        )

    def _rollback_accepted(self, _nothing: None) -> None:
        self._enter()

    # ------------------------------------------------------------------ the watch, and the work

    def _watch(self) -> None:
        if self._waiting is None:
            self._waiting = WaitingVault(self._window)
            self._waiting.lock.connect(self.lock)

    def _stop_watching(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None

    def _enter(self) -> None:
        self._tasks.run(self._make_desk, self._desk_made, context=self)

    def _make_desk(self) -> tuple[Desk, type[Unlocked]]:
        """On the database thread, like everything that imports much."""
        from ui.unlocked import Unlocked  # noqa: PLC0415 - not before there is an open vault

        return self._core().desk(self._vault), Unlocked

    def _desk_made(self, made: tuple[Desk, type[Unlocked]]) -> None:
        if not self._is_locking:
            self._stop_watching()
            self.ready.emit(*made)


def _show_on(page: AftermathPage | NewPassphrasePage, refusal: Refusal) -> None:
    page.show_problem(sentence(refusal))
