"""The tables of a vault, version 1.

Records, the log and blobs are insert-only: triggers abort every change. They guard against our
own mistakes; against somebody with the key there are the signatures and the log's hash chain.
An ``INSERT OR REPLACE`` deletes without waking delete triggers, so inserting what is already
there is aborted by a trigger of its own.

Rows of one stream lie side by side, because their key begins with the stream's number (see
``storage.journal.streams``): a case opens by reading neighbouring pages, however large the vault.
"""

from __future__ import annotations

from typing import Final

from storage.database.statements import Connection

APPLICATION_ID: Final = 0x416B7476
"""``Aktv`` in ASCII: what the database says that it is."""

VERSION: Final = 1
"""``user_version`` of the schema below."""

_RECORDS = """
CREATE TABLE streams (
    number INTEGER PRIMARY KEY,
    stream TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE records (
    place INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
    content BLOB NOT NULL,
    signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT;

CREATE TABLE log (
    sequence INTEGER PRIMARY KEY,
    previous BLOB NOT NULL CHECK (length(previous) = 32),
    at TEXT NOT NULL,
    code TEXT NOT NULL,
    payload_hash BLOB NOT NULL CHECK (length(payload_hash) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TABLE log_payloads (
    sequence INTEGER PRIMARY KEY REFERENCES log,
    stream INTEGER REFERENCES streams,
    blind BLOB NOT NULL CHECK (length(blind) = 32),
    payload BLOB NOT NULL
) STRICT;
CREATE INDEX log_payloads_by_stream ON log_payloads (stream, sequence);

CREATE TABLE blobs (
    place INTEGER PRIMARY KEY,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL
) STRICT;
CREATE INDEX blobs_by_hash ON blobs (hash);

CREATE TABLE blob_chunks (
    blob INTEGER NOT NULL REFERENCES blobs,
    number INTEGER NOT NULL,
    data BLOB NOT NULL,
    UNIQUE (blob, number)
) STRICT;

CREATE TABLE disposals (
    stream INTEGER PRIMARY KEY REFERENCES streams,
    protocol BLOB NOT NULL CHECK (length(protocol) = 32)
) STRICT;
"""

_MUTABLE = """
CREATE TABLE drafts (
    stream TEXT NOT NULL,
    entity TEXT NOT NULL,
    kind TEXT NOT NULL,
    body BLOB NOT NULL,
    place BLOB NOT NULL,
    saved_at TEXT NOT NULL,
    saved INTEGER NOT NULL,
    PRIMARY KEY (stream, entity, kind)
) STRICT;

CREATE TABLE draft_snapshots (
    number INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    entity TEXT NOT NULL,
    kind TEXT NOT NULL,
    body BLOB NOT NULL,
    place BLOB NOT NULL,
    saved_at TEXT NOT NULL,
    discarded_at TEXT
) STRICT;
CREATE INDEX draft_snapshots_by_draft ON draft_snapshots (stream, entity, kind, number);
CREATE INDEX draft_snapshots_discarded ON draft_snapshots (discarded_at)
    WHERE discarded_at IS NOT NULL;

CREATE TABLE settings (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;

CREATE TABLE internals (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;

CREATE TABLE case_rows (
    stream INTEGER PRIMARY KEY REFERENCES streams,
    case_number TEXT NOT NULL,
    pseudonym TEXT NOT NULL,
    registration_number TEXT NOT NULL,
    status TEXT NOT NULL,
    received TEXT NOT NULL,
    responsible TEXT NOT NULL,
    decision TEXT NOT NULL,
    provision TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;

CREATE TABLE due_rows (
    stream INTEGER NOT NULL REFERENCES streams,
    position INTEGER NOT NULL,
    entity TEXT NOT NULL,
    code TEXT NOT NULL,
    due TEXT NOT NULL,
    PRIMARY KEY (stream, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE search_keys (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    stream INTEGER NOT NULL REFERENCES streams,
    PRIMARY KEY (kind, key, stream)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_keys_by_stream ON search_keys (stream);
"""

INSERT_ONLY: Final = {
    "streams": "number = NEW.number OR stream = NEW.stream",
    "records": "place = NEW.place OR id = NEW.id",
    "log": "sequence = NEW.sequence",
    "log_payloads": "sequence = NEW.sequence",
    "blobs": "place = NEW.place",
    "blob_chunks": "blob = NEW.blob AND number = NEW.number",
    "disposals": "stream = NEW.stream",
}
"""Tables whose rows never change, each with what makes a new row the same as an old one."""

_DISPOSED_WITH_THEIR_STREAM: Final = {
    "records": "OLD.place >> 32",
    "log_payloads": "OLD.stream",
    "blobs": "OLD.place >> 32",
    "blob_chunks": "OLD.blob >> 32",
}
"""Tables that disposal (gallring) may delete from, and the number of the stream that demands a
row in ``disposals`` first."""

MUTABLE: Final = frozenset(
    (
        "drafts",
        "draft_snapshots",
        "settings",
        "internals",
        "case_rows",
        "due_rows",
        "search_keys",
    )
)
"""Tables whose rows may be changed and deleted."""


def create_version_1(connection: Connection) -> None:
    """All tables and triggers of version 1, in the transaction that the caller has begun."""
    for statement in expected_objects():
        connection.execute(statement)


def expected_objects() -> list[str]:
    """Every statement that made the newest schema, as ``sqlite_master`` keeps it."""
    return [*_statements(_RECORDS), *_statements(_MUTABLE), *_triggers()]


def _statements(script: str) -> list[str]:
    return [statement for statement in map(str.strip, script.split(";")) if statement]


def _triggers() -> list[str]:
    return [trigger for table in INSERT_ONLY for trigger in _triggers_of(table)]


def _triggers_of(table: str) -> tuple[str, str, str]:
    same = INSERT_ONLY[table]
    stream = _DISPOSED_WITH_THEIR_STREAM.get(table)
    unless = (
        ""
        if stream is None
        else f"WHEN NOT EXISTS (SELECT 1 FROM disposals WHERE stream = {stream}) "  # noqa: S608 - names of ours
    )
    no_update = (
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} never change'); END"
    )
    no_replace = (
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "  # noqa: S608 - names of ours
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "
        f"BEGIN SELECT RAISE(ABORT, '{table} are never replaced'); END"
    )
    no_delete = (
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {unless}"
        f"BEGIN SELECT RAISE(ABORT, '{table} are never deleted'); END"
    )
    return no_update, no_replace, no_delete
