"""The connection that everything in the vault goes through.

It is thin on purpose: a statement gives all its rows at once, so that no cursor outlives a call,
and whatever the database raises becomes a ``Refusal`` or is our bug. It wraps any driver of the
DB-API kind of SQLite, so that benchmarks run the very same code on the standard library's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, Protocol

from app.errors import Reason, Refusal
from app.ports import Cancelled

Value = None | int | float | str | bytes
Row = tuple[Any, ...]


class RawCursor(Protocol):
    @property
    def rowcount(self) -> int: ...

    def fetchall(self) -> list[Any]: ...


class RawConnection(Protocol):
    """What ``sqlcipher3`` and ``sqlite3`` have in common, opened with ``isolation_level=None``."""

    @property
    def in_transaction(self) -> bool: ...

    @property
    def total_changes(self) -> int: ...

    def execute(self, sql: str, parameters: Sequence[Value] = ..., /) -> RawCursor: ...

    def executemany(self, sql: str, rows: Iterable[Sequence[Value]], /) -> RawCursor: ...

    def interrupt(self) -> None: ...

    def close(self) -> None: ...


_INTERRUPT: Final = 9
_REASONS: Final = {
    5: Reason.VAULT_IN_USE,  # SQLITE_BUSY
    6: Reason.VAULT_IN_USE,  # SQLITE_LOCKED
    8: Reason.VAULT_READ_ONLY,  # SQLITE_READONLY
    10: Reason.DISK_ERROR,  # SQLITE_IOERR
    11: Reason.DATABASE_DAMAGED,  # SQLITE_CORRUPT
    13: Reason.DISK_FULL,  # SQLITE_FULL
    14: Reason.DISK_ERROR,  # SQLITE_CANTOPEN
    26: Reason.DATABASE_DAMAGED,  # SQLITE_NOTADB: damage and a wrong key look the same here
}


class Connection:
    """One open database. Belongs to one thread; only ``interrupt`` may come from another."""

    def __init__(self, raw: RawConnection, errors: type[Exception]) -> None:
        """``errors`` is the driver's base class of database errors."""
        self.raw = raw
        self._errors = errors

    def execute(self, sql: str, parameters: Sequence[Value] = ()) -> list[Row]:
        """Run one statement and give all its rows. Raises ``Refusal`` (vault_in_use,
        vault_read_only, disk_full, disk_error, database_damaged), and ``Cancelled`` when
        interrupted."""
        with self.translated():
            return self.raw.execute(sql, parameters).fetchall()

    def change(self, sql: str, parameters: Sequence[Value] = ()) -> int:
        """As ``execute``, for a statement that writes: how many rows it touched."""
        with self.translated():
            return self.raw.execute(sql, parameters).rowcount

    def one(self, sql: str, parameters: Sequence[Value] = ()) -> Row | None:
        """The first row, or None."""
        rows = self.execute(sql, parameters)
        return rows[0] if rows else None

    def execute_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one statement for each row of parameters."""
        with self.translated():
            self.raw.executemany(sql, rows)

    @property
    def in_transaction(self) -> bool:
        return self.raw.in_transaction

    @property
    def rows_written(self) -> int:
        """Grows with every write of this connection: the same number again means that nothing
        has been written since."""
        return self.raw.total_changes

    def interrupt(self) -> None:
        """Stop the statement that is running now, which raises ``Cancelled`` in its own thread.
        Harmless when nothing runs."""
        self.raw.interrupt()

    def close(self) -> None:
        self.raw.close()

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Turn what the driver raises about the world into ``Refusal``; let our bugs through."""
        try:
            yield
        except self._errors as error:
            raise translate(error) from error


def translate(error: Exception) -> Exception:
    """The ``Refusal`` or ``Cancelled`` that a driver's error means, or the error itself."""
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return error
    primary = code & 0xFF
    if primary == _INTERRUPT:
        return Cancelled()
    reason = _REASONS.get(primary)
    return error if reason is None else Refusal(reason)
