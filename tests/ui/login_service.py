"""A small stand-in for the machine's login service, as a process of its own on a bus of its own.

``python -m tests.ui.login_service ADDRESS`` answers what ``MachineWatch`` asks and prints one
line for each call. Only what the real one (systemd-logind) documents is answered.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVariant,
    QDBusVirtualObject,
)

SESSION = "/org/freedesktop/login1/session/_37"


class Login(QDBusVirtualObject):
    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        answers = {
            "Get": lambda: QDBusVariant("7"),
            "GetSession": lambda: QDBusObjectPath(SESSION),
            "Inhibit": self._inhibit,
        }
        answer = answers.get(message.member())
        if answer is None:
            return False
        print(message.member(), *message.arguments(), flush=True)
        reply = message.createReply()
        reply.setArguments([answer()])
        connection.send(reply)
        return True

    def _inhibit(self) -> QDBusUnixFileDescriptor:
        reading, self._writing = os.pipe()
        return QDBusUnixFileDescriptor(reading)


def main(address: str) -> None:
    application = QCoreApplication([])
    connection = QDBusConnection.connectToBus(address, "login")
    login = Login()
    tree = QDBusConnection.VirtualObjectRegisterOption.SubPath
    assert connection.registerVirtualObject("/org/freedesktop/login1", login, tree)
    assert connection.registerService("org.freedesktop.login1")
    print("ready", flush=True)
    application.exec()


if __name__ == "__main__":
    main(sys.argv[1])
