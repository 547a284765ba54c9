"""Several writes that happen together or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from storage.database.statements import Connection


@contextmanager
def together(connection: Connection) -> Iterator[None]:
    """One transaction around the block. The outermost is durable when the block ends; a nested
    one joins it, and if it fails takes back only its own writes. Whatever is raised is raised on.
    """
    if connection.in_transaction:
        yield from _joined(connection)
    else:
        yield from _outermost(connection)


def _outermost(connection: Connection) -> Iterator[None]:
    # IMMEDIATE: a transaction that began by reading could be refused at its first write.
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # After a full disk or an I/O error SQLite may have rolled back by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _joined(connection: Connection) -> Iterator[None]:
    connection.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK TO part")
            connection.execute("RELEASE part")
        raise
    connection.execute("RELEASE part")
