"""What the machine says of itself: it is about to sleep, its screen was locked, another user
took over. Each of them must lock the vault.

On Linux this comes over D-Bus, a local socket. Elsewhere nothing is known yet, and the idle time
is what protects; ``watched`` says so, and the settings page shows it.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusError,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVariant,
)

LOGIN = "org.freedesktop.login1"
LOGIN_PATH = "/org/freedesktop/login1"
OWN_SESSION = "/org/freedesktop/login1/session/auto"
MANAGER = "org.freedesktop.login1.Manager"
LOGIN_SESSION = "org.freedesktop.login1.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
ANSWER_MS = 2000


def _slot(signature: str) -> Any:
    """Any: PySide's stubs ask for bytes, and at run time it takes only the text of ``SLOT``."""
    return SLOT(signature)


class MachineWatch(QObject):
    """Sends ``lock`` when the machine is about to leave the caseworker's hands.

    Any program of the same user may send these signals too. All it gains is a locked vault.
    """

    lock = Signal()

    def __init__(
        self, system: QDBusConnection, session: QDBusConnection, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._system = system
        self._inhibitor: QDBusUnixFileDescriptor | None = None
        self.own_session = ""
        """The path of our own session, once the machine has told."""
        self.watched = self._watch_screen(session) | self._watch_login(system)
        """Which of ``screen`` and ``sleep`` there is somebody to hear from."""

    @classmethod
    def on_this_machine(cls, parent: QObject | None = None) -> MachineWatch:
        return cls(QDBusConnection.systemBus(), QDBusConnection.sessionBus(), parent)

    @property
    def delays_sleep(self) -> bool:
        """Whether the machine waits for us before it sleeps."""
        return self._inhibitor is not None and self._inhibitor.isValid()

    def _watch_screen(self, bus: QDBusConnection) -> frozenset[str]:
        if not bus.isConnected():
            return frozenset()
        slot = _slot("screen_active(bool)")
        heard = [bus.connect("", "", name, "ActiveChanged", self, slot) for name in SCREEN_SAVERS]
        return frozenset({"screen"} if any(heard) else ())

    def _watch_login(self, bus: QDBusConnection) -> frozenset[str]:
        if not bus.isConnected():
            return frozenset()
        heard = bus.connect(
            "", LOGIN_PATH, MANAGER, "PrepareForSleep", self, _slot("about_to_sleep(bool)")
        )
        self._delay_sleep()
        # Which of the machine's sessions is ours: only its lock and its switch concern us.
        self._call(
            OWN_SESSION, PROPERTIES, "Get", [LOGIN_SESSION, "Id"], "session_named(QDBusMessage)"
        )
        return frozenset({"sleep"} if heard else ())

    def _delay_sleep(self) -> None:
        """Ask to be waited for (five seconds at most) before the machine sleeps, or it might be
        asleep with the key in its memory. Given back when the process is replaced."""
        why = ["sleep", "Aktvalv", "Valvet låses", "delay"]
        self._call(LOGIN_PATH, MANAGER, "Inhibit", why, "inhibitor_given(QDBusMessage)")

    def _call(
        self, path: str, interface: str, method: str, arguments: list[str], answer: str
    ) -> None:
        message = QDBusMessage.createMethodCall(LOGIN, path, interface, method)
        message.setArguments(arguments)
        failed = _slot("not_answered(QDBusError,QDBusMessage)")
        self._system.callWithCallback(message, self, _slot(answer), failed, timeout=ANSWER_MS)

    @Slot(bool)
    def screen_active(self, active: bool) -> None:
        if active:
            self.lock.emit()

    @Slot(bool)
    def about_to_sleep(self, sleeping: bool) -> None:
        if sleeping:
            self.lock.emit()

    @Slot()
    def session_locked(self) -> None:
        self.lock.emit()

    @Slot(str, "QVariantMap", "QStringList")
    def session_changed(self, interface: str, values: dict[str, object], _gone: list[str]) -> None:
        """Another user has taken the screen: our session is no longer the active one."""
        if interface == LOGIN_SESSION and values.get("Active") is False:
            self.lock.emit()

    @Slot(QDBusMessage)
    def session_named(self, answer: QDBusMessage) -> None:
        name = answer.arguments()[0]
        if isinstance(name, QDBusVariant):
            name = name.variant()
        self._call(LOGIN_PATH, MANAGER, "GetSession", [str(name)], "session_known(QDBusMessage)")

    @Slot(QDBusMessage)
    def session_known(self, answer: QDBusMessage) -> None:
        path = answer.arguments()[0]
        if not isinstance(path, QDBusObjectPath):
            return
        self._system.connect(
            "", path.path(), LOGIN_SESSION, "Lock", self, _slot("session_locked()")
        )
        self._system.connect(
            "",
            path.path(),
            PROPERTIES,
            "PropertiesChanged",
            self,
            _slot("session_changed(QString,QVariantMap,QStringList)"),
        )
        self.own_session = path.path()

    @Slot(QDBusMessage)
    def inhibitor_given(self, answer: QDBusMessage) -> None:
        given = answer.arguments()[0]
        if isinstance(given, QDBusUnixFileDescriptor):
            self._inhibitor = given

    @Slot(QDBusError, QDBusMessage)
    def not_answered(self, _error: QDBusError, _message: QDBusMessage) -> None:
        """No such service here: a machine without systemd. The idle time still protects."""
