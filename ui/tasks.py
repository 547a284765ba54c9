"""Work off the window's thread, and answers back on it.

One thread owns the database connection for life (SQLite connections belong to the thread that
made them, and ``QThreadPool`` ends idle threads after 30 s); a second small pool does work that
needs no connection. A worker holds a ticket, never a widget: what it was asked to do, and whom
to answer, stay in a table on the window's side, so that no Qt object is ever freed on the wrong
thread.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from typing import Any, NewType, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.errors import Refusal
from app.progress import Cancelled, Progress

T = TypeVar("T")
Ticket = NewType("Ticket", int)
"""Names one piece of work, for ``Tasks.cancel``."""

BUSY_AFTER_MS = 300
PROGRESS_EVERY_S = 0.1


def alive(context: QObject) -> bool:
    """Whether the Qt object behind this wrapper still exists."""
    return bool(shiboken6.isValid(context))


def report_bug(error: BaseException) -> None:
    """Hand a bug to whatever stands in ``sys.excepthook`` (see ``ui.crash``)."""
    sys.excepthook(type(error), error, error.__traceback__)


@dataclass(slots=True)
class _Job:
    """One piece of work. Everything here is touched on the window's thread, except that the
    worker reads ``work`` and ``stop``, and writes ``step`` and the outcome."""

    work: Callable[[Progress], object]
    done: Callable[[Any], None]
    context: QObject
    failed: Callable[[Refusal], None] | None
    progressed: Callable[[int, int], None] | None
    cancelled: Callable[[], None] | None
    is_long: bool
    stop: threading.Event
    is_aside: bool = False
    step: tuple[int, int] | None = None
    finished: bool = False
    result: object = None
    error: BaseException | None = None

    def go_on(self) -> None:
        """Raises ``Cancelled`` once the user has had enough."""
        if self.stop.is_set():
            raise Cancelled


class Tasks(QObject):
    """Runs work on the database thread (``run``, ``run_long``) or beside it (``run_aside``).

    ``done`` is called on the window's thread, always after ``run`` has returned. When
    ``context`` has been deleted by then the answer is dropped. A ``Refusal`` goes to ``failed``,
    or to the signal ``refused`` where there is none to tell; any other exception is our bug and
    goes to ``crash``.
    """

    busy = Signal(bool)
    """True once work has been going on for 0.3 s; False when all of it is over."""
    refused = Signal(object)
    """A ``Refusal`` that nobody else takes."""
    _news = Signal(int)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        crash: Callable[[BaseException], None] = report_bug,
    ) -> None:
        super().__init__(parent)
        self._crash = crash
        self._database = ThreadPoolExecutor(1, thread_name_prefix="database")
        self._aside = ThreadPoolExecutor(2, thread_name_prefix="aside")
        self._tickets = count(1)
        self._jobs: dict[int, _Job] = {}
        self._waiting: deque[int] = deque()
        self._closed = False
        self._is_busy = False
        self._busy_timer = QTimer(self)
        self._busy_timer.setSingleShot(True)
        self._busy_timer.setInterval(BUSY_AFTER_MS)
        self._busy_timer.timeout.connect(self._show_busy)
        # Queued by force: from the window's own thread a signal would otherwise arrive at once,
        # inside ``run``, before the caller has finished its own sentence.
        self._news.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    # ------------------------------------------------------------------ asking

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        *,
        context: QObject,
        failed: Callable[[Refusal], None] | None = None,
    ) -> Ticket:
        """Work for the database thread, in the order it was asked for."""
        return self._queue(
            _Job(lambda _: work(), done, context, failed, None, None, False, threading.Event())
        )

    def run_long(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        context: QObject,
        progressed: Callable[[int, int], None],
        cancelled: Callable[[], None],
        failed: Callable[[Refusal], None] | None = None,
    ) -> Ticket:
        """Work for the database thread that takes seconds or minutes. Whenever it reports its
        progress, short work that waits (a draft, a lock) is done first; so it must report only
        where the connection is between two statements and outside a transaction."""
        return self._queue(
            _Job(work, done, context, failed, progressed, cancelled, True, threading.Event())
        )

    def run_aside(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        *,
        context: QObject,
        failed: Callable[[Refusal], None] | None = None,
    ) -> Ticket:
        """Work that needs no connection: making a PDF, reading a file."""
        job = _Job(lambda _: work(), done, context, failed, None, None, False, threading.Event())
        return self._submit_aside(job)

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
        stop = threading.Event()
        job = _Job(work, done, context, failed, progressed, cancelled, True, stop, is_aside=True)
        return self._submit_aside(job)

    def _submit_aside(self, job: _Job) -> Ticket:
        ticket = self._enter(job)
        if ticket in self._jobs:
            self._aside.submit(self._perform, ticket)
        return ticket

    @property
    def is_at_length(self) -> bool:
        """Whether any long work is waiting or going on: short work is answered all the same."""
        return any(job.is_long for job in self._jobs.values())

    def cancel(self, ticket: Ticket) -> None:
        """Drop work that has not begun; stop long work at its next step."""
        job = self._jobs.get(ticket)
        if job is not None:
            job.stop.set()

    def cancel_long(self) -> bool:
        """``cancel`` for all long work, so that locking does not wait behind it. Tells whether
        there was any."""
        long = [job for job in self._jobs.values() if job.is_long and not job.finished]
        for job in long:
            job.stop.set()
        return bool(long)

    def close(self) -> None:
        """Take no more work; what is queued still runs, but nobody is told."""
        self._closed = True
        self._jobs_forgotten()
        self._database.shutdown(wait=False)
        self._aside.shutdown(wait=False)

    def wait_closed(self) -> None:
        """``close``, then wait until the threads have ended."""
        self.close()
        self._database.shutdown(wait=True)
        self._aside.shutdown(wait=True)

    # ------------------------------------------------------------------ on the window's thread

    def _enter(self, job: _Job) -> Ticket:
        ticket = Ticket(next(self._tickets))
        if self._closed:
            return ticket
        self._jobs[ticket] = job
        if not self._busy_timer.isActive() and not self._is_busy:
            self._busy_timer.start()
        return ticket

    def _queue(self, job: _Job) -> Ticket:
        ticket = self._enter(job)
        if ticket in self._jobs:
            self._waiting.append(ticket)
            self._database.submit(self._perform_next)
        return ticket

    @Slot(int)
    def _deliver(self, ticket: int) -> None:
        job = self._jobs.get(ticket)
        if job is None:
            return
        if not job.finished:
            if job.step is not None and job.progressed is not None and alive(job.context):
                job.progressed(*job.step)
            return
        del self._jobs[ticket]
        if not self._jobs:
            self._rest()
        self._answer(job)

    def _answer(self, job: _Job) -> None:
        there = alive(job.context)
        if job.error is None:
            if there:
                job.done(job.result)
        elif isinstance(job.error, Cancelled) or (job.is_long and job.stop.is_set()):
            # Long work that was told to stop may also have been interrupted inside a statement,
            # and then ends in whatever the database calls that.
            if there and job.cancelled is not None:
                job.cancelled()
        elif isinstance(job.error, Refusal):
            # A page may be gone and its last draft unsaved: that must still be said.
            if there and job.failed is not None:
                job.failed(job.error)
            else:
                self.refused.emit(job.error)
        else:
            self._crash(job.error)

    @Slot()
    def _show_busy(self) -> None:
        self._is_busy = True
        self.busy.emit(True)

    def _rest(self) -> None:
        self._busy_timer.stop()
        if self._is_busy:
            self._is_busy = False
            self.busy.emit(False)

    def _jobs_forgotten(self) -> None:
        for job in self._jobs.values():
            job.stop.set()

    # ------------------------------------------------------------------ on a worker

    def _perform_next(self) -> None:
        if self._waiting:
            self._perform(self._waiting.popleft())

    def _let_others_in(self) -> None:
        """Between two steps of long work: do the short work that waits. Its own turn in the
        executor then finds nothing left to do. Long work waits for its own turn."""
        for _ in range(len(self._waiting)):
            ticket = self._waiting.popleft()
            if self._jobs[ticket].is_long:
                self._waiting.append(ticket)
                self._database.submit(self._perform_next)
            else:
                self._perform(ticket)

    def _perform(self, ticket: int) -> None:
        self._attempt(ticket, self._jobs[ticket])
        # The worker holds nothing of the job any more; the window's side frees it.
        self._news.emit(ticket)

    def _attempt(self, ticket: int, job: _Job) -> None:
        told = 0.0

        def progress(done: int, total: int) -> None:
            nonlocal told
            job.go_on()
            if not job.is_aside:  # what waits is for the database thread alone
                self._let_others_in()
            if time.monotonic() - told >= PROGRESS_EVERY_S or done == total:
                told = time.monotonic()
                job.step = (done, total)
                self._news.emit(ticket)

        try:
            job.go_on()
            job.result = job.work(progress)
        except BaseException as error:  # noqa: BLE001 - a door: sorted in _answer, none swallowed
            job.error = error
        job.finished = True
