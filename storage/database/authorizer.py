"""What statements may do once the vault is open: an allow-list, asked by SQLite itself.

It keeps a mistake, or a statement smuggled in, from attaching a plain file, exporting, changing
the key, storing temporary tables on disk, loading code or touching the schema. Installed last,
because opening needs more than working does.
"""

from __future__ import annotations

from typing import Any, Final

from sqlcipher3 import dbapi2 as sqlcipher

from storage.database.schema import INSERT_ONLY, MUTABLE
from storage.database.statements import Connection

_FREE: Final = frozenset(
    (
        sqlcipher.SQLITE_SELECT,
        sqlcipher.SQLITE_READ,
        sqlcipher.SQLITE_TRANSACTION,
        sqlcipher.SQLITE_SAVEPOINT,
    )
)
_FUNCTIONS: Final = frozenset(("count", "max", "min", "length", "raise", "coalesce"))
_PRAGMAS: Final = frozenset(
    (
        "application_id",
        "cipher_integrity_check",
        "data_version",
        "freelist_count",
        "integrity_check",
        "page_count",
        "page_size",
        "quick_check",
        "user_version",
    )
)
"""Asked without an argument only."""

_CHECKPOINT: Final = ("wal_checkpoint", frozenset((None, "FULL", "TRUNCATE")))
_TABLES: Final = frozenset(INSERT_ONLY) | MUTABLE
_DISPOSABLE: Final = frozenset(("records", "log_payloads", "blobs", "blob_chunks"))


def install(connection: Connection) -> None:
    """From now on the connection does nothing that is not on the list."""
    driver: Any = connection.raw
    driver.set_authorizer(decide)


def decide(
    action: int, first: str | None, second: str | None, _database: str | None, _inner: str | None
) -> int:
    """SQLite's question for each thing that a statement would do."""
    allowed = (
        action in _FREE
        or (action == sqlcipher.SQLITE_FUNCTION and second in _FUNCTIONS)
        or (action == sqlcipher.SQLITE_INSERT and first in _TABLES)
        or (action == sqlcipher.SQLITE_UPDATE and first in MUTABLE)
        or (action == sqlcipher.SQLITE_DELETE and first in MUTABLE | _DISPOSABLE)
        or (action == sqlcipher.SQLITE_PRAGMA and _pragma_allowed(first, second))
    )
    return int(sqlcipher.SQLITE_OK if allowed else sqlcipher.SQLITE_DENY)


def _pragma_allowed(name: str | None, argument: str | None) -> bool:
    if name == _CHECKPOINT[0]:
        return argument in _CHECKPOINT[1]
    return name in _PRAGMAS and argument is None
