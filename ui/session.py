"""What every page is handed: the desk, behind the thread it belongs to, and the few signals by
which pages reach the rest of the program."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from app.errors import Refusal
from app.ids import StreamId
from app.ports import Progress
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from ui.core import LoadCore
from ui.machine import Machine
from ui.tasks import Tasks, Ticket, alive

T = TypeVar("T")


class Session(QObject):
    """One unlocked vault. Ends with the process, when the vault is locked."""

    changed = Signal(object)
    """``Changes`` of a write that has become durable."""
    refused = Signal(object)
    """A ``Refusal`` that the asking page does not show itself; the main window does."""
    navigate = Signal(object)
    """Go to this ``ui.navigation.Destination``."""
    lock_requested = Signal()
    """The user, the clock or the machine wants the vault locked. Cannot be taken back."""
    leaving = Signal()
    """Sent once, just before the vault is closed: every editor hands its draft to ``run`` now,
    also when what stands in it is not valid."""
    idle_minutes_chosen = Signal(int)
    """The user wants the vault to lock itself after so many minutes."""

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        machine: Machine | None = None,
        core: LoadCore | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._machine = machine
        self._core = core
        self._is_leaving = False
        self._lost = 0
        self._sealed: frozenset[StreamId] = frozenset()
        tasks.refused.connect(self.refused)

    @property
    def tasks(self) -> Tasks:
        return self._tasks

    @property
    def machine(self) -> Machine | None:
        """What is chosen for this machine, outside the vault; None where there is none."""
        return self._machine

    @property
    def core(self) -> LoadCore | None:
        """For what needs the door of vaults, on the database thread: a new passphrase."""
        return self._core

    def note_standing(self, stream: StreamId, *, sealed: bool) -> None:
        """That a case that has been opened can be written in, or only read."""
        self._sealed = self._sealed | {stream} if sealed else self._sealed - {stream}

    def only_read(self, stream: StreamId) -> bool:
        """Whether no form is to be offered: somebody else has the case."""
        return stream in self._sealed

    @property
    def lost(self) -> int:
        """How much of what was handed over at ``leave`` could not be saved."""
        return self._lost

    def leave(self) -> None:
        """Let every editor hand over its draft. What is refused from now on is counted, for
        there is no page left to show it."""
        self._is_leaving = True
        self.leaving.emit()

    @property
    def desk(self) -> Desk:
        """For the database thread only: hand work to ``run`` instead wherever that will do."""
        return self._desk

    def run(
        self,
        work: Callable[[Desk], T],
        done: Callable[[T], None],
        *,
        context: QObject,
        failed: Callable[[Refusal], None] | None = None,
    ) -> Ticket:
        """Run a use case on the database thread; ``done`` gets what it returned.

        ``Changes`` (or a result whose ``changes`` are that) are sent on ``changed`` after
        ``done``, also when ``context`` is gone: others still show what was changed.
        """
        if self._is_leaving:
            # Pages may be deleted while the work waits: the answer is this session's alone.
            return self._tasks.run(
                partial(work, self._desk), _nothing, context=self, failed=self._count_lost
            )
        return self._tasks.run(
            partial(work, self._desk),
            partial(self._answer, done, context),
            context=self,
            failed=partial(self._refuse, failed, context),
        )

    def run_long(
        self,
        work: Callable[[Desk, Progress], T],
        done: Callable[[T], None],
        *,
        context: QObject,
        progressed: Callable[[int, int], None],
        cancelled: Callable[[], None],
        failed: Callable[[Refusal], None] | None = None,
    ) -> Ticket:
        """As ``run`` for work that reports its progress and can be cancelled."""
        return self._tasks.run_long(
            partial(work, self._desk),
            partial(self._answer, done, context),
            context=self,
            progressed=partial(_while_alive, context, progressed),
            cancelled=partial(_while_alive, context, cancelled),
            failed=partial(self._refuse, failed, context),
        )

    def run_aside(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        *,
        context: QObject,
        failed: Callable[[Refusal], None] | None = None,
    ) -> Ticket:
        """Work that touches neither desk nor connection."""
        return self._tasks.run_aside(work, done, context=context, failed=failed)

    def run_aside_long(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        context: QObject,
        progressed: Callable[[int, int], None],
        cancelled: Callable[[], None],
        failed: Callable[[Refusal], None] | None = None,
    ) -> Ticket:
        """As ``run_aside`` for work that reports its progress and can be cancelled."""
        return self._tasks.run_aside_long(
            work,
            done,
            context=context,
            progressed=progressed,
            cancelled=cancelled,
            failed=failed,
        )

    def cancel(self, ticket: Ticket) -> None:
        self._tasks.cancel(ticket)

    def _count_lost(self, _refusal: Refusal) -> None:
        self._lost += 1

    def _answer(self, done: Callable[[Any], None], context: QObject, result: object) -> None:
        if self._is_leaving:
            return  # covered and about to be closed: a page that is told would ask for more
        if alive(context):
            done(result)
        changes = result if isinstance(result, Changes) else getattr(result, "changes", None)
        if isinstance(changes, Changes):
            self.changed.emit(changes)

    def _refuse(
        self, failed: Callable[[Refusal], None] | None, context: QObject, refusal: Refusal
    ) -> None:
        if failed is not None and alive(context):
            failed(refusal)
        else:
            self.refused.emit(refusal)


def _while_alive(context: QObject, tell: Callable[..., None], *arguments: int) -> None:
    if alive(context):
        tell(*arguments)


def _nothing(_result: object) -> None:
    """Nobody is there to be told."""
