"""Another data key for a vault whose key somebody may have: everything encrypted anew.

The order is what makes it safe against a kill or a power cut at any moment:

1. a copy of the database under the new key, in a file beside it, read through and synced;
2. the log's row about the change and the new head's copy, written into that file;
3. the head under the new key, in the place of the old. **From here the new key is the vault's.**
4. the copy given the database's name.

An opening after a kill finds a copy that the head's key opens (4 is left to do) or one that it
does not (3 was never reached, and the copy is taken away when the database has proved to be whole).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from app.errors import Reason, Refusal
from app.ports import LogCode, Progress
from app.progress import part
from storage import files
from storage.database.connection import connect
from storage.database.copying import copy
from storage.database.transaction import together
from storage.journal.check import check_tail
from storage.vault import head as head_format
from storage.vault import heads, layout, rekeying
from storage.vault.head import Head, SealedHead
from storage.vault.keys import VaultKeys
from storage.vault.parts import HEAD_COPY, Parts, Surroundings, open_parts
from storage.vault.whole_copy import Held, require_whole

_SIDE_FILES = ("-wal", "-shm", "-journal")
_ROOM = 1024 * 1024
"""For the head, the log's row and what SQLite keeps beside the file meanwhile."""

_COPYING, _ALL = 80, 100
"""Of the progress, copying is this much; the rest is reading the copy through."""


def stage(
    parts: Parts, folder: Path, key: bytearray, around: Surroundings, progress: Progress
) -> None:
    """All that the vault holds, under ``key``, whole and on the disk. Raises Refusal: disk_full,
    data_key_unchanged, and what ``progress`` raises; then nothing is left behind."""
    check_tail(parts)  # mends a stale index first, which the copy could not
    clear_staged(folder)
    files.require_space(folder, _size(folder / layout.DATABASE) + _ROOM)
    staged = folder / layout.STAGED_DATABASE
    with _cleared_on_failure(folder):
        while True:
            copy(parts.connection, staged, key, part(progress, 0, _COPYING, _ALL))
            written, held = parts.connection.rows_written, Held.of(parts)
            try:
                require_whole(staged, key, held, around, part(progress, _COPYING, _ALL, _ALL))
            except Refusal as refusal:
                raise Refusal(Reason.DATA_KEY_UNCHANGED) from refusal
            # Reading it through lets others in. What they wrote is not in this copy.
            if parts.connection.rows_written == written:
                return
            clear_staged(folder)


def prepare(folder: Path, head: Head, keys: VaultKeys, around: Surroundings) -> SealedHead:
    """Write into the copy that the key has been changed, and give the head that will say so:
    ``head``, one generation on, with an anchor of the copy. Raises Refusal."""
    staged = folder / layout.STAGED_DATABASE
    with _cleared_on_failure(folder):
        parts = open_parts(staged, keys.database, around)
        try:
            with together(parts.connection):
                slots = list(rekeying.kinds(head.slots))
                parts.log.write(LogCode.DATA_KEY_ROTATED, {"slots": slots})
                at = around.now().isoformat(timespec="seconds")
                anchored = heads.anchored(head, keys.anchor, parts.log.head(), at)
                data = heads.encode(anchored, keys.head)
                parts.internals.put(HEAD_COPY, data)
        finally:
            parts.connection.close()
        _require_one_file(staged)
        files.sync_file(staged)
        files.sync_folder(folder)
    return head_format.read(data)


def commit(folder: Path, sealed: SealedHead) -> None:
    """Make the new key the vault's. Raises Refusal when it has not become that."""
    try:
        files.replace(folder / layout.HEAD, sealed.data)
    except Refusal:
        # It may have failed after the file had its name. Only a head that can be read and is
        # another one proves that the copy is not needed; the next opening settles the rest.
        found = files.read(folder / layout.HEAD, head_format.MAX_BYTES)
        if found != sealed.data:
            clear_staged(folder)
            raise
    with contextlib.suppress(Refusal):  # the next opening mends it: it is not of this key
        files.replace(folder / layout.SPARE_HEAD, sealed.data)


def install(folder: Path) -> None:
    """Give the copy the database's name. The old database is shut. Raises Refusal."""
    database = folder / layout.DATABASE
    for ending in _SIDE_FILES:
        # First of all: an old write-ahead log beside the new file would be written into it.
        files.remove(database.with_name(database.name + ending))
    with files.refusals():
        (folder / layout.STAGED_DATABASE).replace(database)
    files.sync_folder(folder)


def finish(folder: Path, key: bytearray) -> None:
    """At an opening with the database key that the head gave: do what a kill left undone. Raises
    Refusal."""
    staged = folder / layout.STAGED_DATABASE
    if not staged.exists():
        return
    try:
        connect(staged, key).close()
    except Refusal as refusal:
        if refusal.reason is Reason.DATABASE_DAMAGED:
            return  # of a key that never became the vault's
        raise
    _require_one_file(staged)
    files.sync_file(staged)
    install(folder)


def clear_staged(folder: Path) -> None:
    """Take away a copy whose key never became the vault's. Raises Refusal."""
    for ending in ("", *_SIDE_FILES):
        files.remove(folder / (layout.STAGED_DATABASE + ending))


@contextlib.contextmanager
def _cleared_on_failure(folder: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        clear_staged(folder)
        raise


def _require_one_file(database: Path) -> None:
    """Shutting it has moved its write-ahead log into it, or it must not be renamed."""
    if database.with_name(database.name + "-wal").exists():
        raise Refusal(Reason.DISK_ERROR)


def _size(database: Path) -> int:
    with files.refusals():
        beside = database.with_name(database.name + "-wal")
        return database.stat().st_size + (beside.stat().st_size if beside.exists() else 0)
