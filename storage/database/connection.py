"""Opening the encrypted database, in the one order that is safe.

Each step answers something that was seen to go wrong: a database cut to 0 or 1 byte opens as a
new and empty one; ``PRAGMA key`` leaves four copies of the key in memory; a key of another length
is silently taken for a passphrase; ``temp_store=file`` writes plain text to the disk.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2 as sqlcipher

from app.errors import Reason, Refusal
from storage.database import authorizer, fingerprint
from storage.database.migrations import check_identity, create_schema, migrate
from storage.database.statements import Connection, RawConnection

__all__ = ["KEY_BYTES", "Connection", "connect"]

KEY_BYTES: Final = 32
_SMALLEST: Final = 4096
"""One page. Whatever is shorter is not a database that was ever finished."""

_BUSY_MILLISECONDS: Final = 2000
_CACHE_KIB: Final = 16 * 1024


def connect(
    path: Path, key: bytearray, *, create: bool = False, read_only: bool = False
) -> Connection:
    """The database at ``path``, ready for use, its schema the newest. ``key`` is 32 raw bytes; it
    is copied, and the copy wiped. The caller wipes its own.

    Raises Refusal: database_missing, database_damaged (which a wrong key cannot be told apart
    from: the head has vouched for the key), vault_newer, disk_full, disk_error, vault_read_only,
    file_exists (``create`` never overwrites).
    """
    _check_key(key)
    if create:
        _create_empty(path)
    else:
        _check_file(path)
    connection = _unlocked(path, key, read_only=read_only)
    try:
        _settle(connection, read_only=read_only)
        if create:
            create_schema(connection)
        check_identity(connection)
        if not read_only:
            migrate(connection)
        fingerprint.check(connection)
        authorizer.install(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def open_empty(path: Path, key: bytearray) -> Connection:
    """A new file without any table, for a copy to be written into."""
    _check_key(key)
    _create_empty(path)
    return _unlocked(path, key, read_only=False)


def _check_key(key: bytearray) -> None:
    if len(key) != KEY_BYTES:
        raise ValueError("the database key is 32 raw bytes")


def _create_empty(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError as error:
        raise Refusal(Reason.FILE_EXISTS) from error
    except OSError as error:
        raise Refusal(Reason.DISK_ERROR) from error


def _check_file(path: Path) -> None:
    try:
        facts = path.lstat()
    except FileNotFoundError as error:
        raise Refusal(Reason.DATABASE_MISSING) from error
    except OSError as error:
        raise Refusal(Reason.DISK_ERROR) from error
    if not stat.S_ISREG(facts.st_mode) or facts.st_size < _SMALLEST:
        raise Refusal(Reason.DATABASE_DAMAGED)


def _unlocked(path: Path, key: bytearray, *, read_only: bool) -> Connection:
    # Without mode=rw SQLite would make a missing file anew.
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
    try:
        driver: Any = sqlcipher.connect(uri, uri=True, isolation_level=None)
    except sqlcipher.Error as error:
        raise Refusal(Reason.DISK_ERROR) from error
    raw: RawConnection = driver
    connection = Connection(raw, sqlcipher.Error)
    driver.enable_load_extension(False)
    driver.set_busy_timeout(_BUSY_MILLISECONDS)
    connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to stderr
    connection.execute("PRAGMA cipher_memory_security = ON")
    # Copies made by bytes.hex() would stay in memory, so that the digits are made in place.
    literal = bytearray(b"x'" + b"0" * 64 + b"'")
    digits = b"0123456789abcdef"
    for place, byte in enumerate(key):
        literal[2 + 2 * place] = digits[byte >> 4]
        literal[3 + 2 * place] = digits[byte & 15]
    try:
        driver.set_key(literal)
    finally:
        literal[:] = bytes(len(literal))
    return connection


def _settle(connection: Connection, *, read_only: bool) -> None:
    """The settings of the connection; the first that reads the file proves the key."""
    connection.execute("SELECT count(*) FROM sqlite_master")
    if not read_only:
        mode = connection.one("PRAGMA journal_mode = WAL")
        if mode != ("wal",):
            raise Refusal(Reason.DISK_ERROR)
    for pragma in (
        "synchronous = FULL",  # a signed record survives a power cut
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "foreign_keys = ON",
        "secure_delete = ON",
        "temp_store = MEMORY",
        f"cache_size = -{_CACHE_KIB}",
        *(("query_only = ON",) if read_only else ()),
    ):
        connection.execute(f"PRAGMA {pragma}")
    if connection.one("PRAGMA temp_store") != (2,):
        raise RuntimeError("temporary tables would be written in plain text")
