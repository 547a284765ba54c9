"""What lies in the database of an open vault, put together; and what a new one begins with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.casework.codec import from_body, to_body
from app.casework.facts import AuthorCard
from app.errors import Reason, Refusal
from app.ids import BlobId, EntityId, KeyId, StreamId
from app.journal.canonical import seal
from app.journal.record import Author, Content, Record
from app.ports import IndexOf, LogCode, NewId, Now, Owner
from storage.crypto import ed25519
from storage.crypto.ed25519 import Signer
from storage.crypto.primitives import random_key
from storage.crypto.secret import wiped
from storage.database.connection import Connection, connect
from storage.journal.blobs import SqlBlobs
from storage.journal.disposal import SqlDisposal
from storage.journal.drafts import SqlDrafts
from storage.journal.index import SqlIndex
from storage.journal.log import SqlLog
from storage.journal.records import AUTHOR_CARD, SqlJournal, card_key
from storage.journal.settings import SqlInternals, SqlSettings

SIGNING_KEY = "signing_key"
REGISTER = "register"
HEAD_COPY = "head"
TO_COMPACT = "to_compact"
"""Names in ``SqlInternals``. ``TO_COMPACT`` is not empty while the database may keep bytes of what
was disposed of. The signing key never leaves the database: a restored vault keeps
its caseworker's identity, and nothing outside can sign in hen's name."""


MeetRegister = Callable[[Iterable[Record], Callable[[BlobId], bytes]], None]
"""Called with the register's records and what reads its blobs."""


def _nobody(_records: Iterable[Record], _read_blob: Callable[[BlobId], bytes]) -> None:
    """Nothing in the register matters to the index."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the vault needs from outside itself."""

    now: Now
    new_id: NewId
    index_of: IndexOf
    meet_register: MeetRegister = _nobody
    """Told of the register when a vault's parts are put together, before its index is looked at:
    which legal pack the index is of stands there."""


@dataclass(frozen=True, slots=True)
class Parts:
    """One connection and everything on it."""

    connection: Connection
    log: SqlLog
    drafts: SqlDrafts
    index: SqlIndex
    blobs: SqlBlobs
    settings: SqlSettings
    internals: SqlInternals
    journal: SqlJournal
    disposal: SqlDisposal
    signer: Signer


def open_parts(
    path: Path, key: bytearray, around: Surroundings, *, read_only: bool = False
) -> Parts:
    """Raises Refusal: see ``storage.database.connection.connect``."""
    connection = connect(path, key, read_only=read_only)
    try:
        return _assembled(connection, around)
    except BaseException:
        connection.close()
        raise


def create_contents(path: Path, key: bytearray, owner: Owner, around: Surroundings) -> None:
    """A new database: the signing key, the register and, as its first record, the author card
    of ``owner``, signed with that key. Closed again, all of it on the disk."""
    connection = connect(path, key, create=True)
    try:
        internals = SqlInternals(connection)
        with wiped(random_key()) as seed:
            internals.put(SIGNING_KEY, bytes(seed))
        internals.put(REGISTER, around.new_id().encode())
        parts = _assembled(connection, around)
        parts.log.write(LogCode.VAULT_CREATED)
        _append_card(parts, owner, around)
    finally:
        connection.close()


def author_of(parts: Parts) -> Author:
    """Key, function and unit from the newest card of the vault's own key. Raises Refusal
    (database_damaged) if there is none."""
    cards = [
        record
        for record in parts.journal.records(parts.journal.register)
        if record.kind_name == AUTHOR_CARD and card_key(record) == parts.signer.key_id
    ]
    if not cards:
        raise Refusal(Reason.DATABASE_DAMAGED)
    card = from_body(cards[-1].content.kind, cards[-1].content.body)
    assert isinstance(card, AuthorCard)
    return Author(KeyId(card.key), card.function, card.unit)


def _assembled(connection: Connection, around: Surroundings) -> Parts:
    internals = SqlInternals(connection)
    seed, register = internals.get(SIGNING_KEY), internals.get(REGISTER)
    if seed is None or register is None:
        raise Refusal(Reason.DATABASE_DAMAGED)
    log = SqlLog(connection, around.now)
    drafts = SqlDrafts(connection, around.now)
    index = SqlIndex(connection)
    journal = SqlJournal(
        connection,
        log=log,
        drafts=drafts,
        index=index,
        register=StreamId(register.decode()),
        verify=ed25519.verify,
        index_of=around.index_of,
    )
    blobs = SqlBlobs(connection)
    around.meet_register(journal.records(journal.register), partial(blobs.get, journal.register))
    return Parts(
        connection=connection,
        log=log,
        drafts=drafts,
        index=index,
        blobs=blobs,
        settings=SqlSettings(connection),
        internals=internals,
        journal=journal,
        disposal=SqlDisposal(connection, journal=journal, drafts=drafts, index=index, log=log),
        signer=Signer(seed),
    )


def _append_card(parts: Parts, owner: Owner, around: Surroundings) -> None:
    key = parts.signer.key_id
    kind, body = to_body(
        AuthorCard(
            key=key,
            name=owner.name,
            title=owner.title,
            function=owner.function,
            unit=owner.unit,
            municipality=owner.municipality,
        )
    )
    moment = around.now()
    content = Content(
        stream=parts.journal.register,
        entity=EntityId(around.new_id()),
        kind=kind,
        parents=(),
        lamport=1,
        body=body,
        author=Author(key, owner.function, owner.unit),
        happened_at=moment.date().isoformat(),
        written_at=moment.isoformat(timespec="seconds"),
    )
    parts.journal.append([seal(content, parts.signer.sign)])
