"""Choosing a file or a folder with Qt's own dialog, never the system's: that one runs elsewhere
and remembers what was chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget


def documents_folder() -> Path:
    """Where a file dialog begins. The home folder where the user has none for documents: a folder
    that is not there would stand in the dialog as the name of a file."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    found = Path(QStandardPaths.writableLocation(place) or Path.home())
    return found if found.is_dir() else Path.home()


class _Choice(QObject):
    def __init__(self, dialog: QFileDialog, chosen: Callable[[Path], None]) -> None:
        super().__init__(dialog)
        self._chosen = chosen
        dialog.fileSelected.connect(self.take)

    @Slot(str)
    def take(self, name: str) -> None:
        if name:
            self._chosen(Path(name))


class _Choices(QObject):
    def __init__(self, dialog: QFileDialog, chosen: Callable[[tuple[Path, ...]], None]) -> None:
        super().__init__(dialog)
        self._chosen = chosen
        dialog.filesSelected.connect(self.take)

    @Slot(list)
    def take(self, names: list[str]) -> None:
        if names:
            self._chosen(tuple(Path(name) for name in names))


def choose_folder(
    parent: QWidget, title: str, start: Path, chosen: Callable[[Path], None]
) -> QFileDialog:
    """Opens the dialog and returns at once; ``chosen`` is a bound method."""
    dialog = _dialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _opened(dialog, chosen)


def choose_file(
    parent: QWidget, title: str, start: Path, pattern: str, chosen: Callable[[Path], None]
) -> QFileDialog:
    """An existing file. ``pattern``: ``Säkerhetskopia (*.aktvalv-kopia)``."""
    dialog = _dialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(pattern)
    return _opened(dialog, chosen)


def choose_files(
    parent: QWidget,
    title: str,
    start: Path,
    pattern: str,
    chosen: Callable[[tuple[Path, ...]], None],
) -> QFileDialog:
    """As ``choose_file`` for one or several files of a folder."""
    dialog = _dialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilter(pattern)
    _Choices(dialog, chosen)
    dialog.open()
    return dialog


def choose_new_file(
    parent: QWidget, title: str, proposed: Path, pattern: str, chosen: Callable[[Path], None]
) -> QFileDialog:
    """A name for a file that is to be. The dialog never asks about writing over another: nothing
    here does (``Desk.save_file``), and the refusal says so."""
    dialog = _dialog(parent, title, proposed.parent)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilter(pattern)
    dialog.setDefaultSuffix(proposed.suffix)
    dialog.selectFile(proposed.name)
    return _opened(dialog, chosen)


def _dialog(parent: QWidget, title: str, start: Path) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(start))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def _opened(dialog: QFileDialog, chosen: Callable[[Path], None]) -> QFileDialog:
    _Choice(dialog, chosen)
    dialog.open()
    return dialog
