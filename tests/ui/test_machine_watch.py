"""What the machine says over a real bus, spoken by programs of the test's own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from ui.machine_watch import MachineWatch

TOOLS = ("dbus-daemon", "gdbus")
pytestmark = [
    pytest.mark.skipif(
        not all(shutil.which(tool) for tool in TOOLS), reason="dbus-daemon or gdbus is missing"
    ),
    pytest.mark.req("X01"),
]

OWN_PATH = "/org/freedesktop/login1/session/_37"


@pytest.fixture
def bus() -> Iterator[str]:
    """The address of a bus that nobody else is on."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    daemon.kill()
    daemon.communicate()


@pytest.fixture
def watch(bus: str, qtbot: QtBot) -> Iterator[MachineWatch]:
    connection = QDBusConnection.connectToBus(bus, "test")
    made = MachineWatch(connection, connection)
    yield made
    QDBusConnection.disconnectFromBus("test")


def emit(bus: str, path: str, signal: str, *values: str) -> None:
    subprocess.run(
        ["gdbus", "emit", "--session", "--object-path", path, "--signal", signal, *values],
        check=True,
        env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus},
    )


@pytest.mark.parametrize(
    ("path", "interface"),
    [
        ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
        ("/ScreenSaver", "org.freedesktop.ScreenSaver"),
        ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
        ("/org/cinnamon/ScreenSaver", "org.cinnamon.ScreenSaver"),
        ("/org/mate/ScreenSaver", "org.mate.ScreenSaver"),
        ("/org/xfce/ScreenSaver", "org.xfce.ScreenSaver"),
    ],
)
def test_a_locked_screen_locks(
    bus: str, watch: MachineWatch, qtbot: QtBot, path: str, interface: str
) -> None:
    with qtbot.waitSignal(watch.lock):
        emit(bus, path, f"{interface}.ActiveChanged", "true")


def test_a_screen_that_wakes_does_not(bus: str, watch: MachineWatch, qtbot: QtBot) -> None:
    heard: list[None] = []
    watch.lock.connect(lambda: heard.append(None))
    emit(bus, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver.ActiveChanged", "false")
    emit(bus, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver.ActiveChanged", "true")
    qtbot.waitUntil(lambda: bool(heard))
    assert len(heard) == 1


def test_a_machine_about_to_sleep_locks(bus: str, watch: MachineWatch, qtbot: QtBot) -> None:
    with qtbot.waitSignal(watch.lock):
        emit(
            bus,
            "/org/freedesktop/login1",
            "org.freedesktop.login1.Manager.PrepareForSleep",
            "true",
        )


def test_it_knows_what_it_can_hear(watch: MachineWatch) -> None:
    assert watch.watched == {"screen", "sleep"}


def test_without_a_bus_nothing_is_promised(qtbot: QtBot) -> None:
    nowhere = QDBusConnection("there is no such connection")
    assert MachineWatch(nowhere, nowhere).watched == frozenset()
