"""The parts of an open vault put together on a real database, with made-up authors and records."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.ids import EntityId, KeyId, RecordId, StreamId
from app.journal.canonical import seal
from app.journal.record import Author, Content, Record
from app.jsonvalue import JsonObject
from app.ports import CaseRow, DueRow, IndexRows, SearchKey
from storage.crypto.ed25519 import Signer, verify
from storage.database.connection import Connection, connect
from storage.journal.blobs import SqlBlobs
from storage.journal.check import mend_index
from storage.journal.drafts import SqlDrafts
from storage.journal.index import SqlIndex
from storage.journal.log import SqlLog
from storage.journal.records import SqlJournal
from storage.journal.settings import SqlInternals, SqlSettings

REGISTER = StreamId("00000000-0000-4000-8000-000000000001")
KEY = bytes(range(32))
START = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def uuid_of(name: str) -> str:
    """A UUID that is always the same for the same name."""
    return str(uuid.UUID(bytes=hashlib.sha256(name.encode()).digest()[:16], version=4))


def stream_of(name: str) -> StreamId:
    return StreamId(uuid_of("stream " + name))


class Writer:
    """A caseworker with a signing key."""

    def __init__(self, name: str = "a") -> None:
        self.signer = Signer(hashlib.sha256(b"test key " + name.encode()).digest())
        self.key: KeyId = self.signer.key_id

    def record(
        self,
        stream: StreamId,
        entity: str,
        *,
        kind: str = "journal_note/1",
        parents: Iterable[Record] = (),
        lamport: int | None = None,
        body: JsonObject | None = None,
    ) -> Record:
        known = tuple(parents)
        above = max((parent.content.lamport for parent in known), default=0) + 1
        content = Content(
            stream=stream,
            entity=EntityId(uuid_of("entity " + entity)),
            kind=kind,
            parents=tuple(sorted(RecordId(parent.id) for parent in known)),
            lamport=above if lamport is None else lamport,
            body={"heading": entity} if body is None else body,
            author=Author(self.key, "socialsekreterare", "Avhopparenheten"),
            happened_at="2026-03-02",
            written_at=START.isoformat(timespec="seconds"),
        )
        return seal(content, self.signer.sign)

    def card(self, of: Writer | None = None) -> Record:
        subject = self if of is None else of
        return self.record(
            REGISTER,
            "card " + subject.key,
            kind="author_card/1",
            body={"key": subject.key, "name": "Astrid Provdal"},
            lamport=1 if of is None else 2,
        )


@dataclass(frozen=True)
class SmallIndex:
    """An index small enough to see through: one case, one due row a record, a key a heading."""

    version: str = "1"
    due: str = "2026-09-02"

    def __call__(self, stream: StreamId, records: Iterable[Record]) -> IndexRows:
        return _rows(stream, tuple(records), self.due)


index_of = SmallIndex()


def _rows(stream: StreamId, known: tuple[Record, ...], due: str) -> IndexRows:
    headings = [str(record.content.body.get("heading")) for record in known]
    return IndexRows(
        case=CaseRow(
            stream=stream,
            case_number=f"2026-{len(known):04}",
            pseudonym="Björk",
            registration_number="",
            status="interest",
            received="2026-03-02",
            responsible="",
            decision="",
            provision="",
            changed_at=known[-1].content.written_at if known else "",
        ),
        due=tuple(DueRow(stream, record.content.entity, "follow_up", due) for record in known),
        keys=tuple(SearchKey(stream, "name", heading) for heading in sorted(set(headings))),
    )


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> dt.datetime:
        return self.time


@dataclass(frozen=True)
class Parts:
    connection: Connection
    clock: Clock
    log: SqlLog
    drafts: SqlDrafts
    blobs: SqlBlobs
    index: SqlIndex
    settings: SqlSettings
    internals: SqlInternals
    journal: SqlJournal


def parts_of(connection: Connection, indexer: SmallIndex = index_of) -> Parts:
    clock = Clock()
    log, drafts, index = (
        SqlLog(connection, clock),
        SqlDrafts(connection, clock),
        SqlIndex(connection),
    )
    journal = SqlJournal(
        connection,
        log=log,
        drafts=drafts,
        index=index,
        register=REGISTER,
        verify=verify,
        index_of=indexer,
    )
    return Parts(
        connection=connection,
        clock=clock,
        log=log,
        drafts=drafts,
        blobs=SqlBlobs(connection),
        index=index,
        settings=SqlSettings(connection),
        internals=SqlInternals(connection),
        journal=journal,
    )


def opened(path: Path, *, create: bool = False, read_only: bool = False) -> Parts:
    parts = parts_of(connect(path, bytearray(KEY), create=create, read_only=read_only))
    if create:
        mend_index(parts)
    return parts
