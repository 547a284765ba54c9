"""Writing the database anew, so that no page keeps anything of what has been deleted.

``secure_delete`` overwrites what is deleted, but an old image of a page may lie in the
write-ahead log, and a page that was split may keep bytes that belong to nobody. After ``VACUUM``
and a checkpoint that empties the write-ahead log there are only pages of what is there.
"""

from __future__ import annotations

from typing import Any

from app.errors import Reason, Refusal
from storage.database import authorizer
from storage.database.statements import Connection


def compact(connection: Connection) -> None:
    """Outside any transaction. Killed, interrupted or refused at any moment, the database is as it
    was; SQLite does it in a transaction of its own. The new pages are collected in memory, as
    ``temp_store`` demands, and never in a file of plain text. Raises Refusal: disk_full,
    disk_error; memory_short when the pages do not fit; Cancelled when interrupted."""
    driver: Any = connection.raw
    driver.set_authorizer(None)  # VACUUM attaches a database of its own
    try:
        connection.execute("VACUUM")
    except MemoryError:  # a vault too large for the machine must still open
        raise Refusal(Reason.MEMORY_SHORT) from None
    finally:
        authorizer.install(connection)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
