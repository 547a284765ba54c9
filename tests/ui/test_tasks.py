"""Work off the window's thread."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.errors import Reason, Refusal
from app.ports import Progress
from ui.tasks import Tasks


class Caught:
    """Stands where the crash window would."""

    def __init__(self) -> None:
        self.errors: list[BaseException] = []

    def __call__(self, error: BaseException) -> None:
        self.errors.append(error)


@pytest.fixture
def caught() -> Caught:
    return Caught()


@pytest.fixture
def tasks(qtbot: QtBot, caught: Caught) -> Iterator[Tasks]:
    made = Tasks(crash=caught)
    yield made
    made.wait_closed()


@pytest.fixture
def context() -> QObject:
    return QObject()


def settled(tasks: Tasks, qtbot: QtBot) -> None:
    """Everything asked for so far has been answered."""
    answers: list[None] = []
    there = QObject()
    tasks.run(lambda: None, answers.append, context=there)
    qtbot.waitUntil(lambda: bool(answers))


def deleted(context: QObject, qtbot: QtBot) -> None:
    with qtbot.waitSignal(context.destroyed):
        context.deleteLater()


def test_the_answer_comes_after_the_asking_on_the_window_thread(
    tasks: Tasks, context: QObject, qtbot: QtBot
) -> None:
    heard: list[tuple[int, int]] = []
    tasks.run(
        threading.get_ident,
        lambda worker: heard.append((worker, threading.get_ident())),
        context=context,
    )
    assert heard == []
    qtbot.waitUntil(lambda: bool(heard))
    worker, here = heard[0]
    assert here == threading.get_ident()
    assert worker != here


def test_work_is_done_in_order_and_always_on_the_same_thread(
    tasks: Tasks, context: QObject, qtbot: QtBot
) -> None:
    done: list[tuple[int, int]] = []
    for number in range(50):
        tasks.run(
            lambda number=number: (number, threading.get_ident()), done.append, context=context
        )
    qtbot.waitUntil(lambda: len(done) == 50)
    assert [number for number, _ in done] == list(range(50))
    assert len({thread for _, thread in done}) == 1


def test_work_aside_does_not_wait_for_the_database_thread(
    tasks: Tasks, context: QObject, qtbot: QtBot
) -> None:
    go_on, heard = threading.Event(), []
    tasks.run(go_on.wait, lambda _: None, context=context)
    tasks.run_aside(lambda: "ready", heard.append, context=context)
    qtbot.waitUntil(lambda: heard == ["ready"])
    go_on.set()


def test_an_answer_for_a_page_that_is_gone_is_dropped(
    tasks: Tasks, context: QObject, qtbot: QtBot
) -> None:
    go_on, heard = threading.Event(), []
    tasks.run(go_on.wait, heard.append, context=context)
    deleted(context, qtbot)
    go_on.set()
    settled(tasks, qtbot)
    assert heard == []


def test_a_refusal_goes_to_the_page(tasks: Tasks, context: QObject, qtbot: QtBot) -> None:
    refused: list[Refusal] = []
    tasks.run(refusing, lambda _: None, context=context, failed=refused.append)
    qtbot.waitUntil(lambda: bool(refused))
    assert refused[0].reason is Reason.DISK_FULL


def test_a_refusal_is_told_even_when_its_page_is_gone(
    tasks: Tasks, context: QObject, qtbot: QtBot
) -> None:
    """The last draft of a page that was closed may be the one that was not saved."""
    go_on, told = threading.Event(), []
    tasks.refused.connect(told.append)

    def work() -> None:
        go_on.wait()
        refusing()

    tasks.run(work, lambda _: None, context=context, failed=lambda _: pytest.fail("page is gone"))
    deleted(context, qtbot)
    go_on.set()
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].reason is Reason.DISK_FULL


def test_anything_else_is_our_bug(
    tasks: Tasks, context: QObject, qtbot: QtBot, caught: Caught
) -> None:
    tasks.run(
        lambda: 1 // 0, lambda _: None, context=context, failed=lambda _: pytest.fail("no refusal")
    )
    qtbot.waitUntil(lambda: bool(caught.errors))
    assert isinstance(caught.errors[0], ZeroDivisionError)


def test_what_waits_can_be_cancelled(tasks: Tasks, context: QObject, qtbot: QtBot) -> None:
    go_on, done = threading.Event(), []
    tasks.run(go_on.wait, lambda _: None, context=context)
    ticket = tasks.run(lambda: done.append("worked"), done.append, context=context)
    tasks.cancel(ticket)
    go_on.set()
    settled(tasks, qtbot)
    assert done == []


class LongWork:
    """Reports after each of its steps, which the test lets it take one by one."""

    def __init__(self, steps: int = 1000) -> None:
        self.begun = threading.Event()
        self._steps = steps

    def __call__(self, progress: Progress) -> str:
        for step in range(self._steps):
            self.begun.set()
            progress(step + 1, self._steps)
        return "whole"


class Watcher:
    def __init__(self) -> None:
        self.steps: list[tuple[int, int]] = []
        self.result = ""
        self.was_cancelled = False

    def progressed(self, done: int, total: int) -> None:
        self.steps.append((done, total))

    def done(self, result: str) -> None:
        self.result = result

    def cancelled(self) -> None:
        self.was_cancelled = True


def test_long_work_tells_how_far_it_has_come(tasks: Tasks, context: QObject, qtbot: QtBot) -> None:
    watcher = Watcher()
    tasks.run_long(
        LongWork(),
        watcher.done,
        context=context,
        progressed=watcher.progressed,
        cancelled=watcher.cancelled,
    )
    qtbot.waitUntil(lambda: watcher.result == "whole")
    assert all(done <= total == 1000 for done, total in watcher.steps)


def test_a_draft_does_not_wait_behind_long_work(
    tasks: Tasks, context: QObject, qtbot: QtBot
) -> None:
    """The long work here can end only after the short one has been done in between."""
    saved = threading.Event()

    def long(progress: Progress) -> str:
        while not saved.is_set():
            progress(0, 1)
        return "whole"

    watcher = Watcher()
    tasks.run_long(
        long,
        watcher.done,
        context=context,
        progressed=watcher.progressed,
        cancelled=watcher.cancelled,
    )
    tasks.run(saved.set, lambda _: None, context=context)
    qtbot.waitUntil(lambda: watcher.result == "whole")


def test_long_work_aside_is_stopped_and_does_nothing_of_the_database_threads(
    tasks: Tasks, context: QObject, qtbot: QtBot
) -> None:
    """What waits for the database thread stays there, however often the other reports."""
    go_on, reported, threads = threading.Event(), threading.Event(), []

    def aside(progress: Progress) -> str:
        while True:
            progress(0, 1)
            reported.set()

    watcher = Watcher()
    tasks.run(go_on.wait, lambda _: None, context=context)
    tasks.run(lambda: threads.append(threading.current_thread().name), _nobody, context=context)
    ticket = tasks.run_aside_long(
        aside,
        watcher.done,
        context=context,
        progressed=watcher.progressed,
        cancelled=watcher.cancelled,
    )
    qtbot.waitUntil(reported.is_set)
    assert threads == []
    tasks.cancel(ticket)
    qtbot.waitUntil(lambda: watcher.was_cancelled)
    go_on.set()
    qtbot.waitUntil(lambda: bool(threads))
    assert threads[0].startswith("database")


def _nobody(_answer: object) -> None:
    """Nobody waits for this answer."""


def test_two_long_works_are_done_one_after_the_other(
    tasks: Tasks, context: QObject, qtbot: QtBot
) -> None:
    order: list[str] = []

    def long(name: str) -> object:
        def work(progress: Progress) -> None:
            for step in range(5):
                order.append(name)
                progress(step, 5)

        return work

    watcher = Watcher()
    for name in ("a", "b"):
        tasks.run_long(
            long(name), lambda _: None, context=context, progressed=watcher.progressed,
            cancelled=watcher.cancelled,
        )  # fmt: skip
    settled(tasks, qtbot)
    qtbot.waitUntil(lambda: len(order) == 10)
    assert order == ["a"] * 5 + ["b"] * 5


def test_long_work_stops_when_told(tasks: Tasks, context: QObject, qtbot: QtBot) -> None:
    watcher, work = Watcher(), LongWork(steps=10**9)
    ticket = tasks.run_long(
        work,
        watcher.done,
        context=context,
        progressed=watcher.progressed,
        cancelled=watcher.cancelled,
    )
    work.begun.wait()
    tasks.cancel(ticket)
    qtbot.waitUntil(lambda: watcher.was_cancelled)
    assert watcher.result == ""


def test_long_work_that_is_interrupted_when_told_to_stop_is_cancelled_and_no_bug(
    tasks: Tasks, context: QObject, qtbot: QtBot, caught: Caught
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def work(_: Progress) -> str:
        begun.set()
        go_on.wait()
        raise OSError("interrupted")

    watcher = Watcher()
    tasks.run_long(
        work,
        watcher.done,
        context=context,
        progressed=watcher.progressed,
        cancelled=watcher.cancelled,
    )
    begun.wait()
    assert tasks.cancel_long()
    go_on.set()
    qtbot.waitUntil(lambda: watcher.was_cancelled)
    assert caught.errors == []


def test_busy_is_told_when_work_lasts_and_again_when_it_is_over(
    tasks: Tasks, context: QObject, qtbot: QtBot
) -> None:
    go_on = threading.Event()
    with qtbot.waitSignal(tasks.busy, check_params_cb=lambda busy: busy is True):
        tasks.run(go_on.wait, lambda _: None, context=context)
    with qtbot.waitSignal(tasks.busy, check_params_cb=lambda busy: busy is False):
        go_on.set()


def test_short_work_is_never_called_busy(tasks: Tasks, context: QObject, qtbot: QtBot) -> None:
    told: list[bool] = []
    tasks.busy.connect(told.append)
    settled(tasks, qtbot)
    assert told == []


def test_what_the_work_held_is_freed_on_the_window_thread(
    tasks: Tasks, context: QObject, qtbot: QtBot
) -> None:
    """A widget that only the worker still held would be deleted on the wrong thread."""

    class Held:
        pass

    freed: list[int] = []
    held = Held()
    weakref.finalize(held, lambda: freed.append(threading.get_ident()))
    tasks.run(lambda held=held: None, lambda _: None, context=context)
    del held
    qtbot.waitUntil(lambda: bool(freed))
    assert freed == [threading.get_ident()]


def refusing() -> None:
    raise Refusal(Reason.DISK_FULL)
