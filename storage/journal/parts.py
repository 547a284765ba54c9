"""All that lives in the database of an open vault, put together once."""

from __future__ import annotations

from dataclasses import dataclass

from app.ids import StreamId
from app.journal.verify import Verify
from app.ports import IndexOf, Now
from storage.database.statements import Connection
from storage.journal.blobs import SqlBlobs
from storage.journal.check import Checker
from storage.journal.drafts import SqlDrafts
from storage.journal.index import SqlIndex
from storage.journal.log import SqlLog
from storage.journal.records import SqlJournal
from storage.journal.settings import SqlInternals, SqlSettings


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything shares one connection and its thread. ``storage.database.transaction.together``
    makes one transaction of several of its writes."""

    connection: Connection
    log: SqlLog
    drafts: SqlDrafts
    blobs: SqlBlobs
    index: SqlIndex
    settings: SqlSettings
    internals: SqlInternals
    journal: SqlJournal
    checker: Checker


def assemble(
    connection: Connection, *, register: StreamId, now: Now, verify: Verify, index_of: IndexOf
) -> Parts:
    """The parts of one open database. ``register`` is the stream of the vault's own records."""
    log = SqlLog(connection, now)
    drafts = SqlDrafts(connection, now)
    blobs = SqlBlobs(connection)
    index = SqlIndex(connection)
    journal = SqlJournal(
        connection,
        log=log,
        drafts=drafts,
        index=index,
        register=register,
        verify=verify,
        index_of=index_of,
    )
    return Parts(
        connection=connection,
        log=log,
        drafts=drafts,
        blobs=blobs,
        index=index,
        settings=SqlSettings(connection),
        internals=SqlInternals(connection),
        journal=journal,
        checker=Checker(connection, journal, index, blobs, verify),
    )
