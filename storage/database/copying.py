"""A copy of the whole database in one file, under the same or another key."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from app.ports import Progress, no_progress
from storage.database.connection import open_empty
from storage.database.statements import Connection
from storage.files import sync_file, sync_folder

_PAGES_AT_A_TIME: Final = 1024


def copy_to(
    connection: Connection, path: Path, key: bytearray, progress: Progress = no_progress
) -> None:
    """Write everything to a new file at ``path``, complete and on the disk when it returns, and
    not there when it raises. What is written to the vault meanwhile is in the copy too.

    The copy is no write-ahead-log database, so that it is one file with nothing beside it.
    Raises Refusal: file_exists, disk_full, disk_error; ``Cancelled`` from ``progress``.
    """
    target = open_empty(path, key)
    try:
        try:
            _copy(connection, target, progress)
            target.execute("PRAGMA journal_mode = DELETE")
        finally:
            target.close()
        sync_file(path)
        sync_folder(path.parent)
    except BaseException:
        for suffix in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        raise


def _copy(connection: Connection, target: Connection, progress: Progress) -> None:
    source: Any = connection.raw

    def report(_status: int, remaining: int, total: int) -> None:
        progress(total - remaining, total)

    with connection.translated():
        source.backup(target.raw, pages=_PAGES_AT_A_TIME, progress=report)
