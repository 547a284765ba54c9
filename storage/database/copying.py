"""An encrypted copy of an open database, page by page, in one file of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from app.ports import Progress, no_progress
from storage.database.connection import open_empty
from storage.database.statements import Connection
from storage.files import sync_file, sync_folder

_PAGES_AT_A_TIME: Final = 256


def copy(
    source: Connection, target: Path, key: bytearray, progress: Progress = no_progress
) -> None:
    """What ``source`` holds, in a new file at ``target``: whole and on the disk when this returns,
    not there when it raises. What ``progress`` writes to the source is in the copy too, so that
    the two hold the same when this returns.

    The copy keeps no write-ahead log, so that it is one file with nothing beside it, and can be
    read from a place that cannot be written. ``key`` may be another than the source's. Raises
    Refusal: file_exists, disk_full, disk_error; what ``progress`` raises stops the copy.
    """
    copied = open_empty(target, key)
    try:
        try:
            _copy_pages(source, copied, progress)
            copied.execute("PRAGMA journal_mode = DELETE")
        finally:
            copied.close()
        sync_file(target)
        sync_folder(target.parent)
    except BaseException:
        for suffix in ("", "-wal", "-shm", "-journal"):
            target.with_name(target.name + suffix).unlink(missing_ok=True)
        raise


def _copy_pages(source: Connection, copied: Connection, progress: Progress) -> None:
    driver: Any = source.raw

    def report(_status: int, remaining: int, total: int) -> None:
        # Not after the last page: whoever is told may write in the meantime, and that would no
        # longer be in the copy.
        if remaining:
            progress(total - remaining, total)

    with copied.translated():
        driver.backup(copied.raw, pages=_PAGES_AT_A_TIME, progress=report)
