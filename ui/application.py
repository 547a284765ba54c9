"""From the first window to the last: entrance, unlocked vault, lock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.errors import Refusal
from ui.clipboard_guard import ClipboardGuard
from ui.core import Core, LoadCore
from ui.crash import CrashDoor
from ui.crash_window import CrashWindow
from ui.entrance import EntranceWindow
from ui.environment import LOST, UNKNOWN, VAULT
from ui.icons import wear_program_icon
from ui.machine import Machine
from ui.messages import sentence
from ui.pages.first_start.making import MakingPage
from ui.pages.first_start.welcome import WelcomePage
from ui.pages.unlock.page import UnlockPage
from ui.pages.unlock.presenter import Unlocking
from ui.pages.unlock.restore import Restoring
from ui.tasks import Tasks
from ui.texts import tr
from ui.widgets.file_choice import choose_folder

if TYPE_CHECKING:  # what works on an open vault is loaded when there is one
    from app.ports import OpenVault, ReplaceProcess
    from app.usecases.desk import Desk
    from ui.entering import Entering
    from ui.unlocked import Unlocked


class Application(QObject):
    """Which window there is. Made once in ``ui.start``."""

    ended = Signal()
    """The last window was closed, and no vault is open any more."""

    def __init__(
        self,
        machine: Machine,
        crashes: CrashDoor,
        load: LoadCore,
        replace_process: ReplaceProcess,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._machine = machine
        self._load = load
        self._replace_process = replace_process
        self._core: Core | None = None
        self._drawn = False
        self._unlocking: Unlocking | None = None
        self._restoring: Restoring | None = None
        self._entering: Entering | None = None
        self._unlocked: Unlocked | None = None
        self._crash_window: CrashWindow | None = None
        self._clipboard = ClipboardGuard(self)
        self.tasks = Tasks(self)
        self.window = EntranceWindow()
        self.window.painted.connect(self._load_the_rest)
        self.window.closed.connect(self._quit)
        crashes.crashed.connect(self._show_crash)

    @property
    def unlocked(self) -> Unlocked | None:
        """The open vault and its window, if there is one."""
        return self._unlocked

    def core(self) -> Core:
        """On the database thread: everything heavy, imported the first time."""
        if self._core is None:
            self._core = self._load()
        return self._core

    # ------------------------------------------------------------------ the entrance

    def start(
        self, environment: Mapping[str, str], *, demo: bool = False, other: bool = False
    ) -> None:
        """Show the first window. ``environment`` may name the vault that was just locked, and
        what was lost then (see ``ui.environment``). ``demo`` makes a pair of training vaults and
        opens one; ``other`` opens the one that was made beside it."""
        known = environment.get(VAULT)
        vault = Path(known) if known else self._machine.settings.vault
        if demo and not known:
            self._practise()
        elif other and not known:
            self._make_and_show(partial(_other_training_vault, self.core))
        elif vault is None:
            self._welcome()
        else:
            self._show_unlock(vault, notice=_what_was_lost(environment.get(LOST, "0")))
        self.window.show()

    def _load_the_rest(self) -> None:
        self._drawn = True
        wear_program_icon()
        self.tasks.run(self.core, self._core_loaded, context=self)
        if self._unlocking is not None:
            self._unlocking.look_again()

    def _core_loaded(self, core: Core) -> None:
        self._machine.write_with(core.remember)

    def _welcome(self) -> None:
        page = WelcomePage()
        page.new_vault.connect(self._first_start)
        page.practise.connect(self._practise)
        page.open_existing.connect(self._choose_vault)
        page.restore.connect(self._restore)
        self.window.show_page(page)

    def _first_start(self) -> None:
        from ui.pages.first_start.page import FirstStartPage  # noqa: PLC0415 - forms are heavy

        page = FirstStartPage(self.tasks, self.core, Path.home())
        page.created.connect(self._created)
        page.given_up.connect(self._back)
        page.turned.connect(self.window.show_top)
        self.window.show_page(page)

    def _created(self, vault: OpenVault) -> None:
        self._opened(vault)

    def _show_unlock(self, vault: Path, notice: str = "") -> None:
        if self._entering is not None:
            return  # one was opened while another was being looked for
        page = UnlockPage()
        page.new_vault.connect(self._first_start)
        page.another_vault.connect(self._choose_vault)
        page.restore.connect(self._restore)
        self._unlocking = Unlocking(page, self.tasks, self.core, self._opened)
        self.window.show_page(page)
        if notice:
            page.show_notice(notice)
        self._unlocking.choose(vault)
        if self._drawn:
            self._unlocking.look_again()

    def _back(self) -> None:
        if self._machine.settings.vault is None:
            self._welcome()
        else:
            self._show_unlock(self._machine.settings.vault)

    def _choose_vault(self) -> None:
        remembered = self._machine.settings.vault
        start = remembered.parent if remembered is not None else Path.home()
        choose_folder(self.window, tr("Välj valvets mapp"), start, self._show_unlock)

    def _restore(self) -> None:
        self._restoring = Restoring(self.window, self.tasks, self.core)
        self._restoring.restored.connect(self._show_unlock)
        self._restoring.refused.connect(self.window.say)
        self._restoring.ask()

    def _practise(self) -> None:
        self._make_and_show(partial(_new_training_vault, self.core))

    def _make_and_show(self, make: Callable[[], Path]) -> None:
        page = MakingPage()
        self.window.show_page(page)
        self.tasks.run(
            make,
            self._show_unlock,
            context=page,
            failed=self._cannot_practise,
        )

    def _cannot_practise(self, refusal: Refusal) -> None:
        self._back()
        self.window.say(sentence(refusal))

    # ------------------------------------------------------------------ an open vault

    def _opened(self, vault: OpenVault, code: str = "") -> None:
        from ui.entering import Entering  # noqa: PLC0415 - not before there is an open vault

        self._entering = Entering(
            vault,
            self.window,
            self.tasks,
            self.core,
            self,
            replace_process=self._replace_process,
        )
        self._entering.ready.connect(self._show_main)
        self._entering.begin(code)

    def _show_main(self, desk: Desk, unlocked: type[Unlocked]) -> None:
        if not desk.vault.facts.training:  # practising must not hide the way to the real one
            self._machine.remember_vault(desk.vault.facts.path)
        self._unlocked = unlocked(desk, self.tasks, self._machine, self.core, self._replace_process)
        self._unlocked.ended.connect(self.ended)
        self._clipboard.remaining.connect(self._unlocked.window.status.show_copied)
        self._unlocked.open()
        self.window.closed.disconnect(self._quit)
        self.window.close()
        self.window.deleteLater()

    # ------------------------------------------------------------------ faults, and the end

    def _show_crash(self, code: str, steps: tuple[str, ...]) -> None:
        unlocked = self._unlocked
        if unlocked is not None and unlocked.is_locking:
            return
        if self._crash_window is None:
            parent = self.window if unlocked is None else unlocked.window
            self._crash_window = CrashWindow(parent, unlocked=self._entering is not None)
            self._crash_window.lock.connect(self._lock_now)
            self._crash_window.destroyed.connect(self._crash_window_gone)
        self._crash_window.add(code, steps)
        self._crash_window.open()

    def _lock_now(self) -> None:
        if self._unlocked is not None:
            self._unlocked.lock()
        elif self._entering is not None:
            self._entering.lock()

    def end(self) -> None:
        """As if the window had been closed: everything is saved, the vault locked, and the
        process is over."""
        window = self.window if self._unlocked is None else self._unlocked.window
        window.close()

    def _crash_window_gone(self) -> None:
        self._crash_window = None

    def _quit(self) -> None:
        """The entrance was closed; a vault that was just opened there is locked first."""
        if self._entering is not None:
            self._entering.close_vault(self._closed)
        else:
            self.ended.emit()

    def _closed(self, _outcome: object) -> None:
        self.ended.emit()


def _what_was_lost(lost: str) -> str:
    """What to say after a lock that could not save everything; empty when it could."""
    if lost == UNKNOWN:
        return tr(
            "Låsningen hann inte bli klar på fem sekunder och nyckeln togs bort ändå. "
            "Det som skrevs de sista sekunderna kan saknas."
        )
    if not lost.isdecimal() or int(lost) == 0:
        return ""
    if int(lost) == 1:
        return tr(
            "Ett utkast kunde inte sparas när valvet låstes, för att disken var full eller "
            "skrivskyddad. Det som skrevs i det sedan det senast sparades är borta."
        )
    return tr(
        "{n} utkast kunde inte sparas när valvet låstes, för att disken var full eller "
        "skrivskyddad. Det som skrevs i dem sedan de senast sparades är borta."
    ).format(n=lost)


# ------------------------------------------------------------------- on the database thread


def _new_training_vault(core: Callable[[], Core]) -> Path:
    return core().new_training_vault()


def _other_training_vault(core: Callable[[], Core]) -> Path:
    return core().other_training_vault()
