"""Nobody is there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ui.idle import IdleWatch


class Seconds:
    """A clock that moves only when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Heard:
    def __init__(self, watch: IdleWatch) -> None:
        self.idle = 0
        self.remaining: list[int] = []
        watch.idle.connect(self._count)
        watch.remaining.connect(self.remaining.append)

    def _count(self) -> None:
        self.idle += 1


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def watch(qtbot: QtBot, seconds: Seconds) -> IdleWatch:
    made = IdleWatch(5, clock=seconds)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def line(qtbot: QtBot) -> QLineEdit:
    made = QLineEdit()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.req("X01")
def test_five_minutes_without_a_hand_is_idle_once(watch: IdleWatch, seconds: Seconds) -> None:
    heard = Heard(watch)
    seconds.now += 299
    watch.look()
    assert heard.idle == 0
    seconds.now += 1
    watch.look()
    watch.look()
    assert heard.idle == 1


@pytest.mark.parametrize("sign", ["key", "press", "move"])
def test_a_sign_of_life_in_any_window_starts_the_count_anew(
    watch: IdleWatch, seconds: Seconds, line: QLineEdit, sign: str
) -> None:
    heard = Heard(watch)
    seconds.now += 299
    if sign == "key":
        QTest.keyClick(line, Qt.Key.Key_A)
    elif sign == "press":
        QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    else:
        QTest.mouseMove(line, QPoint(3, 3))
        QTest.mouseMove(line, QPoint(9, 4))
    seconds.now += 299
    watch.look()
    assert heard.idle == 0
    seconds.now += 1
    watch.look()
    assert heard.idle == 1


def test_a_machine_that_slept_is_idle_at_once(watch: IdleWatch, seconds: Seconds) -> None:
    heard = Heard(watch)
    seconds.now += 8 * 3600
    watch.look()
    assert heard.idle == 1


def test_what_remains_is_told_by_the_minute_and_in_the_last_one_by_the_second(
    watch: IdleWatch, seconds: Seconds
) -> None:
    heard = Heard(watch)
    for _ in range(299):
        seconds.now += 1
        watch.look()
    assert heard.remaining[:4] == [240, 180, 120, 60]
    assert heard.remaining[4:] == list(range(59, 0, -1))


def test_a_key_in_the_last_minute_takes_the_warning_back(
    watch: IdleWatch, seconds: Seconds, line: QLineEdit
) -> None:
    heard = Heard(watch)
    seconds.now += 270
    watch.look()
    assert heard.remaining == [30]
    QTest.keyClick(line, Qt.Key.Key_A)
    assert heard.remaining[-1] == 300


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (1, 1), (15, 15), (999, 15)])
def test_the_time_is_between_one_and_fifteen_minutes(
    watch: IdleWatch, seconds: Seconds, asked: int, given: int
) -> None:
    watch.set_minutes(asked)
    heard = Heard(watch)
    seconds.now += 60 * given - 1
    watch.look()
    assert heard.idle == 0
    seconds.now += 1
    watch.look()
    assert heard.idle == 1
