"""Whether a database has exactly the tables and triggers that its version promises.

Somebody who can write the file could otherwise leave a trigger behind that copies what is typed,
or take away the one that forbids deleting.
"""

from __future__ import annotations

from app.errors import Reason, Refusal
from storage.database.schema import expected_objects
from storage.database.statements import Connection


def check(connection: Connection) -> None:
    """Raises Refusal (database_damaged) for an object too many, too few or changed."""
    found = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
    if sorted(row[0] for row in found) != sorted(expected_objects()):
        raise Refusal(Reason.DATABASE_DAMAGED)
