"""Notices that a file has been saved anew, whichever way its editor saves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

SETTLE_MS: Final = 400
"""An editor writes in several steps, or writes another file and lets it take the place."""
_MOST = 32
_CSV = ".csv"

_State = tuple[tuple[str, int, int], ...]


class WatchedFiles(QObject):
    """Looks at the files and at the folder they lie in: a file that is replaced is another file
    to the watcher. Of CSV files all in the folder count, since a template is made of several."""

    changed = Signal()
    """The files are other than when they were last looked at. May be missing this moment."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._paths: tuple[Path, ...] = ()
        self._seen: _State = ()
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._stirred)
        self._watcher.directoryChanged.connect(self._stirred)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._look)

    def watch(self, paths: Sequence[Path]) -> None:
        """These from now on, as they are now; none for none."""
        if old := (*self._watcher.files(), *self._watcher.directories()):
            self._watcher.removePaths(list(old))
        self._paths = tuple(paths)
        self._settle.stop()
        self._seen = self._state()
        self._listen()

    def _listen(self) -> None:
        wanted = {str(path) for path in self._files() if path.exists()}
        wanted |= {str(path.parent) for path in self._paths if path.parent.is_dir()}
        if new := wanted.difference(self._watcher.files(), self._watcher.directories()):
            self._watcher.addPaths(sorted(new))

    def _stirred(self, _path: str) -> None:
        self._settle.start()

    def _look(self) -> None:
        self._listen()
        state = self._state()
        if state != self._seen:
            self._seen = state
            self.changed.emit()

    def _files(self) -> Iterator[Path]:
        yield from self._paths
        if len(self._paths) == 1 and self._paths[0].suffix.lower() == _CSV:
            beside = self._paths[0].parent
            found = sorted(beside.glob("*.[cC][sS][vV]")) if beside.is_dir() else []
            yield from found[:_MOST]

    def _state(self) -> _State:
        return tuple(_told(path) for path in dict.fromkeys(self._files()))


def _told(path: Path) -> tuple[str, int, int]:
    try:
        found = path.stat()
    except OSError:
        return str(path), 0, -1
    return str(path), found.st_mtime_ns, found.st_size
