"""A vault's folder while it is being made: hidden, locked, and renamed when it is whole."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from app.errors import Reason, Refusal
from storage import files
from storage.vault import layout
from storage.vault.lock_file import LockFile


@contextlib.contextmanager
def under_construction(path: Path) -> Iterator[Path]:
    """A folder to fill, which becomes ``path`` when the block ends well and disappears when it
    does not. What a killed attempt left is cleared away first; one still running is left alone.
    Raises Refusal: vault_exists, vault_in_use, and those of ``storage.files``."""
    building = files.inside(path.parent, f".{path.name}.ny")
    files.make_folders(building)
    lock = LockFile(building / layout.LOCK)
    try:
        for left in building.iterdir():
            if left.name != layout.LOCK:
                files.remove(left)
        yield building
        lock.release()
        _give_name(building, path)
    except BaseException:
        lock.release()
        files.remove_folder(building)
        raise


def _give_name(building: Path, path: Path) -> None:
    try:
        files.rename_folder(building, path)
    except Refusal as refusal:
        if refusal.reason is Reason.FILE_EXISTS:
            raise Refusal(Reason.VAULT_EXISTS) from refusal
        raise
