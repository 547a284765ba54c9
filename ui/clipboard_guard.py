"""What is copied out of a case does not lie about: programs that keep what is copied are asked not
to, and after 20 seconds it is gone.

Marking text on X11 also copies it (the "primary selection"), without anybody asking for that. It
is taken back at once.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT_SECONDS = 20

MARKS = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': bytes(4),
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': bytes(4),
    "application/x-nspasteboard-concealed-type": b"1",
}
"""What tells clipboard managers (Linux desktops, Windows, macOS) to leave a text alone."""

_MARK = next(iter(MARKS))


class ClipboardGuard(QObject):
    """Watches all that the program copies, wherever that was."""

    remaining = Signal(int)
    """Seconds until what was copied is gone, once a second; 0 when it is, or when something
    else has been copied."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._left = 0
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self.count_down)
        self._clipboard.dataChanged.connect(self._copied)
        self._clipboard.selectionChanged.connect(self._marked)

    @Slot()
    def _copied(self) -> None:
        if not self._clipboard.ownsClipboard():
            self._rest()
            return
        text = self._clipboard.text()
        if text and not self._clipboard.mimeData().hasFormat(_MARK):
            self._clipboard.setMimeData(marked(text))  # comes back here, marked
        elif text:
            self._left = KEPT_SECONDS
            self._second.start()
            self.remaining.emit(self._left)

    @Slot()
    def _marked(self) -> None:
        forget_marked()

    @Slot()
    def count_down(self) -> None:
        """A second has gone."""
        self._left -= 1
        if self._left > 0:
            self.remaining.emit(self._left)
        else:
            self._rest()
            forget_copied()

    def _rest(self) -> None:
        self._second.stop()
        self._left = 0
        self.remaining.emit(0)


def marked(text: str) -> QMimeData:
    """The text and nothing of its looks, with a word to clipboard managers."""
    data = QMimeData()
    data.setText(text)
    for name, value in MARKS.items():
        data.setData(name, value)
    return data


def forget_copied() -> None:
    """Take back what this program has copied; what another has copied stays."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
    forget_marked()


def forget_marked() -> None:
    """Take back what marking alone has copied, where the desktop knows of that."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
