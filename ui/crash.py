"""The last door: what happens when the program itself is wrong.

Whatever the error says may hold a name or an address, so none of it is shown or written: only a
code made from the names of our own classes and functions, which tells a developer where.
"""

from __future__ import annotations

import base64
import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)

ROOT = Path(__file__).parent.parent
OURS = ("app", "storage", "ui")


def trail(kind: type[BaseException], traceback: TracebackType | None) -> tuple[str, ...]:
    """The error's class, then ``module:function`` from the outermost of ours to the innermost.
    Names from the source only."""
    steps = [kind.__name__]
    while traceback is not None:
        frame = traceback.tb_frame
        module = str(frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] in OURS:
            steps.append(f"{module}:{frame.f_code.co_qualname}")
        traceback = traceback.tb_next
    return tuple(steps)


def code_of(steps: tuple[str, ...]) -> str:
    """Eight letters and digits; the same fault in the same place gives the same code."""
    import hashlib  # noqa: PLC0415 - loads a library, before the first window, for faults alone

    digest = hashlib.sha256("\n".join(steps).encode()).digest()
    letters = base64.b32encode(digest[:5]).decode()
    return f"{letters[:4]}-{letters[4:]}"


class CrashDoor(QObject):
    """Takes every error that nothing else took, from any thread, and tells the window's thread."""

    crashed = Signal(str, tuple)
    """The code, and the trail it was made from."""
    _caught = Signal(str, tuple)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        sys.excepthook = self.take
        sys.unraisablehook = self._take_unraisable
        threading.excepthook = self._take_from_thread
        qInstallMessageHandler(take_qt_message)

    def take(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """As ``sys.excepthook``."""
        del error  # its text is never looked at
        steps = trail(kind, traceback)
        _write_line(f"fel {code_of(steps)} " + " > ".join(steps))
        self._caught.emit(code_of(steps), steps)

    def _take_from_thread(self, hook: threading.ExceptHookArgs) -> None:
        self.take(hook.exc_type, hook.exc_value, hook.exc_traceback)

    def _take_unraisable(self, hook: sys.UnraisableHookArgs) -> None:
        self.take(hook.exc_type, hook.exc_value, hook.exc_traceback)

    @Slot(str, tuple)
    def _tell(self, code: str, steps: tuple[str, ...]) -> None:
        self.crashed.emit(code, steps)


_OF_QT = re.compile(r"(Q[A-Za-z]{2,}[0-9]?(?:::~?[A-Za-z_]{1,40})?)(?:\(.{0,200}\))?: ", re.ASCII)
"""How Qt begins a message: the class of its own that speaks, perhaps with its function."""


def take_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Qt's own messages may name files, or hold whatever text they are about, so only where they
    come from is written."""
    source = _OF_QT.match(message)
    where = source[1] if source else context.category or ""
    _write_line(f"qt {kind.name} {where}")


Write = Callable[[str], object]


def _write_line(text: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(text + "\n")
