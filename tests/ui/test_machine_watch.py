"""What the machine says over a real bus, spoken by programs of the test's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from tests.ui.login_service import SESSION
from ui.machine_watch import MachineWatch

TOOLS = ("dbus-daemon", "gdbus")
pytestmark = [
    pytest.mark.skipif(
        not all(shutil.which(tool) for tool in TOOLS), reason="dbus-daemon or gdbus is missing"
    ),
    pytest.mark.req("X01"),
]


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


@pytest.fixture
def login(bus: str) -> Iterator[subprocess.Popen[str]]:
    """The login service, ready to answer."""
    service = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.login_service", bus], stdout=subprocess.PIPE, text=True
    )
    assert service.stdout is not None
    assert service.stdout.readline() == "ready\n"
    yield service
    service.kill()
    service.communicate()


@pytest.fixture
def logged_in(login: subprocess.Popen[str], watch: MachineWatch, qtbot: QtBot) -> MachineWatch:
    """A watch that has been told which session is its own."""
    qtbot.waitUntil(lambda: watch.own_session == SESSION)
    return watch


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


def test_sleep_waits_until_the_vault_is_locked(logged_in: MachineWatch, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: logged_in.delays_sleep)


def test_the_lock_of_ones_own_session_locks(
    bus: str, logged_in: MachineWatch, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(logged_in.lock):
        emit(bus, SESSION, "org.freedesktop.login1.Session.Lock")


def test_another_user_at_the_screen_locks(bus: str, logged_in: MachineWatch, qtbot: QtBot) -> None:
    with qtbot.waitSignal(logged_in.lock):
        change_active(bus, SESSION, active="false")


def test_what_happens_in_the_sessions_of_others_does_not(
    bus: str, logged_in: MachineWatch, qtbot: QtBot
) -> None:
    heard: list[None] = []
    logged_in.lock.connect(lambda: heard.append(None))
    emit(bus, SESSION + "1", "org.freedesktop.login1.Session.Lock")
    change_active(bus, SESSION + "1", active="false")
    change_active(bus, SESSION, active="true")
    emit(bus, SESSION, "org.freedesktop.login1.Session.Lock")
    qtbot.waitUntil(lambda: bool(heard))
    assert len(heard) == 1


def change_active(bus: str, path: str, *, active: str) -> None:
    emit(
        bus,
        path,
        "org.freedesktop.DBus.Properties.PropertiesChanged",
        "'org.freedesktop.login1.Session'",
        f"{{'Active': <{active}>}}",
        "@as []",
    )


def test_it_knows_what_it_can_hear(watch: MachineWatch) -> None:
    assert watch.watched == {"screen", "sleep"}


def test_without_a_bus_nothing_is_promised(qtbot: QtBot) -> None:
    nowhere = QDBusConnection("there is no such connection")
    assert MachineWatch(nowhere, nowhere).watched == frozenset()
