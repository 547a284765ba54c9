"""The last door lets nothing private out."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType
from pytestqt.qtbot import QtBot

from app.casework import search
from ui.crash import CrashDoor, code_of, take_qt_message, trail
from ui.crash_window import CrashWindow
from ui.tasks import Tasks

SECRET = "Kimberly Påhittad 19900101-9802"


@pytest.fixture
def door(qtbot: QtBot) -> Iterator[CrashDoor]:
    before = sys.excepthook, sys.unraisablehook, threading.excepthook
    made = CrashDoor()
    made.install()
    yield made
    sys.excepthook, sys.unraisablehook, threading.excepthook = before


def failing(value: object) -> BaseException:
    """An error out of our own code, with something private in its text and its frames."""
    try:
        search.fold(value)  # type: ignore[arg-type]
    except Exception as error:  # noqa: BLE001 - whatever it is, that is what is looked at
        return error
    raise AssertionError("it took anything")


@pytest.mark.req("X01")
def test_the_report_names_classes_and_functions_and_nothing_else(
    door: CrashDoor, qtbot: QtBot, capfd: pytest.CaptureFixture[str]
) -> None:
    error = failing({SECRET: SECRET})
    with qtbot.waitSignal(door.crashed) as told:
        sys.excepthook(type(error), error, error.__traceback__)
    code, steps = told.args
    window = CrashWindow(None, unlocked=True)
    qtbot.addWidget(window)
    window.add(code, steps)
    shown = window._report.toPlainText() + window._code.text() + "".join(capfd.readouterr())
    assert "app.casework.search:fold" in shown
    for word in SECRET.split():
        assert word not in shown


def test_the_same_fault_has_the_same_code_whatever_was_typed() -> None:
    first, second = failing({"a": 1}), failing({SECRET: 2})
    codes = {code_of(trail(type(e), e.__traceback__)) for e in (first, second)}
    assert len(codes) == 1


def test_a_fault_on_a_worker_is_told_on_the_window_thread(door: CrashDoor, qtbot: QtBot) -> None:
    here: list[int] = []
    door.crashed.connect(lambda *_: here.append(threading.get_ident()))
    tasks = Tasks()
    tasks.run(lambda: 1 // 0, lambda _: None, context=door)
    qtbot.waitUntil(lambda: bool(here))
    tasks.wait_closed()
    assert here == [threading.get_ident()]


def test_a_thread_that_nobody_watches_is_heard_too(door: CrashDoor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(door.crashed):
        thread = threading.Thread(target=lambda: 1 // 0)
        thread.start()
        thread.join()


def test_one_window_shows_each_fault_once(qtbot: QtBot) -> None:
    window = CrashWindow(None, unlocked=False)
    qtbot.addWidget(window)
    for _ in range(3):
        window.add("AAAA-BBBB", ("ValueError",))
    window.add("CCCC-DDDD", ("KeyError",))
    assert window._code.text() == "AAAA-BBBB, CCCC-DDDD"


@pytest.mark.parametrize(
    "message",
    [
        f"QFile::open: cannot read /hem/{SECRET}",
        f"could not find {SECRET}",
        f"/hem/{SECRET}: no",
        f"{SECRET.split(maxsplit=1)[0]}: is not a number",
        SECRET.split(maxsplit=1)[0],
        f"{SECRET.split(maxsplit=1)[0]}::x",
        f"QMenu({SECRET}): has no window",
        f"Quist{SECRET}: no",
    ],
)
def test_messages_of_qt_are_told_without_what_they_name(
    message: str, capfd: pytest.CaptureFixture[str]
) -> None:
    take_qt_message(QtMsgType.QtWarningMsg, QMessageLogContext(), message)
    said = capfd.readouterr().err
    assert said.startswith("qt ")
    for word in SECRET.split():
        assert word not in said
