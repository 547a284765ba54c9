"""Sets up Qt and runs the application. Imports only what the first window needs."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from functools import partial

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from ui.application import Application
from ui.asked_to_end import AskedToEnd
from ui.clipboard_guard import forget_copied
from ui.core import Core
from ui.crash import CrashDoor
from ui.environment import LOST, VAULT
from ui.machine import Machine
from ui.machine_settings import settings_file
from ui.theme import Theme
from ui.tidying import Tidying

NOWHERE = "/dev/null/none"
"""Qt's own dialogs remember folders in QSettings, and a folder's name may be a person's."""


def run(
    arguments: Sequence[str], environment: MutableMapping[str, str], guards: frozenset[str]
) -> int:
    """The whole program. ``arguments`` as ``sys.argv``: ``--demo`` makes a pair of training
    vaults and opens one, ``--demo-other`` the other.
    ``guards``: names of ``storage.process.Protection`` that are in force."""
    told = {name: environment.pop(name) for name in (VAULT, LOST) if name in environment}
    qt = prepare_qt([arguments[0]])
    Tidying(qt)
    crashes = CrashDoor(qt)
    crashes.install()
    machine = Machine(Theme(qt), settings_file(), qt)
    machine.guards = guards
    application = Application(machine, crashes, load_core, replace_process, qt)
    # ``exit``, since ``quit`` first asks every window to close, and the last one has answered.
    application.ended.connect(partial(qt.exit, 0))
    AskedToEnd(qt).asked.connect(application.end)
    application.start(told, demo="--demo" in arguments[1:], other="--demo-other" in arguments[1:])
    status = qt.exec()
    application.tasks.wait_closed()
    forget_copied()
    return status


def prepare_qt(arguments: list[str]) -> QApplication:
    """The application object, with nothing of the system's own dialogs and files in it."""
    for format_ in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
            QSettings.setPath(format_, scope, NOWHERE)
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    QLocale.setDefault(QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden))
    qt = QApplication(arguments)
    qt.setApplicationName("aktvalv")
    # The window of a vault that is being locked must be able to close without ending the rest.
    qt.setQuitOnLastWindowClosed(False)
    texts = QTranslator(qt)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if texts.load(QLocale(), "qtbase", "_", folder):
        qt.installTranslator(texts)
    return qt


def load_core() -> Core:
    from ui import bootstrap  # noqa: PLC0415 - heavy, and loaded on another thread after first paint

    return bootstrap.load_core()


def replace_process(environment: Mapping[str, str]) -> None:
    from ui import bootstrap  # noqa: PLC0415 - see load_core

    bootstrap.replace_process(environment)
