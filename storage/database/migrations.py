"""From any older version of the schema to the newest, forwards only.

Each step runs with its new ``user_version`` in one transaction: a kill leaves the version before
or the version after, never something between.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from app.errors import Reason, Refusal
from storage.database.schema import APPLICATION_ID, VERSION, create_version_1
from storage.database.statements import Connection
from storage.database.transaction import together

STEPS: Final[Mapping[int, Callable[[Connection], None]]] = {1: create_version_1}
"""What makes each version out of the one before it."""


def create_schema(connection: Connection) -> None:
    """The newest schema in an empty database."""
    with together(connection):
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(connection)


def migrate(connection: Connection) -> None:
    """Bring an older vault's tables up to ``VERSION``. Does nothing to the newest."""
    for version in range(_version(connection) + 1, VERSION + 1):
        with together(connection):
            STEPS[version](connection)
            connection.execute(f"PRAGMA user_version = {version}")


def check_identity(connection: Connection) -> None:
    """Raises Refusal: database_damaged if this is not a vault's database, vault_newer if a later
    version of the program has made it."""
    found = connection.one("PRAGMA application_id")
    if found != (APPLICATION_ID,):
        raise Refusal(Reason.DATABASE_DAMAGED)
    version = _version(connection)
    if version > VERSION:
        raise Refusal(Reason.VAULT_NEWER, version=version)
    if version < 1:
        raise Refusal(Reason.DATABASE_DAMAGED)


def _version(connection: Connection) -> int:
    row = connection.one("PRAGMA user_version")
    return 0 if row is None else int(row[0])
