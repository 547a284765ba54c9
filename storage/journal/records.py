"""The records of a vault: verified once, when they are taken in, and only ever added to."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Final

from app.errors import Reason, Refusal
from app.handover.aside import RECEIVED
from app.ids import KeyId, RecordId, StreamId
from app.journal.canonical import content_bytes, read_stored
from app.journal.graph import in_order
from app.journal.merge import merge
from app.journal.record import Record
from app.journal.verify import Verify
from app.ports import Draft, IndexOf, IndexRows, LogCode
from storage.database.statements import Connection, Row
from storage.database.transaction import together
from storage.journal.cache import StreamCache
from storage.journal.drafts import SqlDrafts
from storage.journal.index import SqlIndex
from storage.journal.log import SqlLog
from storage.journal.set_aside import SetAside
from storage.journal.streams import (
    POSITION_BITS,
    is_disposed,
    next_place,
    number_for,
    number_of,
    places,
)

AUTHOR_CARD: Final = "author_card"
"""Kind name of the records in the register that make a signing key known to the vault."""

_WRITE_UNCERTAIN: Final = frozenset((Reason.DISK_ERROR, Reason.DISK_FULL))


class SqlJournal:
    """``app.ports.Journal`` on the table ``records``."""

    def __init__(
        self,
        connection: Connection,
        *,
        log: SqlLog,
        drafts: SqlDrafts,
        index: SqlIndex,
        register: StreamId,
        verify: Verify,
        index_of: IndexOf,
    ) -> None:
        self._connection = connection
        self._log = log
        self._drafts = drafts
        self._index = index
        self._register = register
        self.verify = verify
        self._index_of = index_of
        self._cache = StreamCache()
        self._aside = SetAside(connection, lambda: self.records(register))

    @property
    def register(self) -> StreamId:
        return self._register

    def streams(self) -> tuple[StreamId, ...]:
        """Every case file's stream that has a record to read; the register's own is not among
        them."""
        return self._streams(1, self._last_number())

    def sample(self, count: int) -> tuple[StreamId, ...]:
        """At most so many of ``streams``, at random, without looking at the others."""
        last = self._last_number()
        numbers = secrets.SystemRandom().sample(range(1, last + 1), min(count, last))
        return tuple(stream for number in numbers for stream in self._streams(number, number))

    def records(self, stream: StreamId) -> tuple[Record, ...]:
        """All records of a stream that are not set aside, in the order of ``graph.in_order``."""
        cached = self._cache.get(stream)
        if cached is not None:
            return cached
        records = in_order(self._read(stream))
        if stream != self._register and (aside := self._aside.now()):
            records = tuple(record for record in records if record.id not in aside)
        self._keep(stream, records)
        return records

    def author_keys(self) -> frozenset[KeyId]:
        """The keys whose signatures are taken in: those with a card in the register."""
        return frozenset(
            card_key(record)
            for record in self.records(self._register)
            if record.kind_name == AUTHOR_CARD
        )

    def append(self, records: Sequence[Record], *, finishes: Draft | None = None) -> None:
        """Verify and add the records, their log rows and their index rows, and remove the draft
        they grew from, in one transaction that is durable when it returns.

        The very first record of the register is an author card signed by the key it names.
        Raises Refusal: see ``app.ports.Journal.append``.
        """
        added = self._verified(records)
        try:
            with together(self._connection):
                touched = self._add(added)
                if finishes is not None:
                    self._drafts.finish(finishes)
        except Refusal as refusal:
            self._cache.clear()
            if self._connection.in_transaction or refusal.reason not in _WRITE_UNCERTAIN:
                raise
            # The commit may have reached the disk although it raised. What the user is told, and
            # whether a second try is needed, must follow from what is there.
            if not self._is_durable(added):
                raise
        else:
            for stream, all_records in touched.items():
                self._keep(stream, all_records)

    def index_rows(self, stream: StreamId) -> IndexRows:
        """What the records of a stream say that its index rows should be."""
        return self._index_of(stream, self.records(stream))

    @property
    def index_version(self) -> str:
        """Under which version ``index_rows`` are computed."""
        return self._index_of.version

    def count(self) -> int:
        """How many records the vault holds."""
        row = self._connection.one("SELECT count(*) FROM records")
        return 0 if row is None else int(row[0])

    def forget(self, stream: StreamId) -> None:
        """Keep nothing of a stream in memory (disposal)."""
        self._cache.forget(stream)

    def taking_in(self) -> AbstractContextManager[None]:
        """As ``app.ports.Journal.taking_in``."""
        return self._aside.bringing_back()

    def find(self, name: RecordId) -> Record | None:
        """The record with this id, in whatever stream; also one that is set aside."""
        row = self._connection.one(
            "SELECT id, content, signature FROM records WHERE id = ?", (bytes.fromhex(name),)
        )
        return None if row is None else _record(row)

    def _verified(self, records: Sequence[Record]) -> tuple[Record, ...]:
        """The records that are new, in order. Raises the reason of the first that is refused.
        Cards come first and one by one, since each may make the author of the next known."""
        cards = [record for record in records if self._is_card(record)]
        authors = set(self.author_keys())
        accepted: dict[RecordId, Record] = {}
        for card in sorted(cards, key=lambda card: (card.content.lamport, card.id)):
            trusted = authors or {card_key(card)}
            self._accept([card], trusted, accepted)
            authors.add(card_key(card))
        self._accept([r for r in records if not self._is_card(r)], authors, accepted)
        return tuple(accepted.values())

    def _accept(
        self, records: Iterable[Record], authors: set[KeyId], accepted: dict[RecordId, Record]
    ) -> None:
        aside = self._aside.now()

        def known(name: RecordId) -> Record | None:
            return accepted.get(name) or (None if name in aside else self.find(name))

        outcome = merge(
            records,
            known=known,
            authors=authors,
            verify=self.verify,
        )
        if outcome.refused:
            raise Refusal(outcome.refused[0].reason)
        accepted.update((record.id, record) for record in outcome.added)

    def _is_card(self, record: Record) -> bool:
        return record.content.stream == self._register and record.kind_name == AUTHOR_CARD

    def _add(self, added: Iterable[Record]) -> dict[StreamId, tuple[Record, ...]]:
        """Insert records, log rows and index rows. Gives the touched streams' records."""
        new: dict[StreamId, list[Record]] = {}
        for record in added:
            new.setdefault(record.content.stream, []).append(record)
        touched: dict[StreamId, tuple[Record, ...]] = {}
        aside = self._aside.now()
        for stream, records in new.items():
            before = self.records(stream)
            touched[stream] = in_order((*before, *self._insert(stream, records, aside)))
            self._log.write_all(
                LogCode.RECORD_ADDED,
                ({"stream": stream, "record": record.id} for record in records),
            )
            if stream != self._register:
                self._index.replace(stream, self._index_of(stream, touched[stream]))
        if any(record.kind_name == RECEIVED for record in new.get(self._register, ())):
            touched |= self._set_aside(aside)
        return touched

    def _set_aside(self, before: frozenset[RecordId]) -> dict[StreamId, tuple[Record, ...]]:
        """After a change in what the register says was received: the streams in which more, or
        less, is to be read, with their records. Their index rows follow."""
        self._cache.forget(self._register)  # as it was before the entry that says so
        self._aside.changed()
        lying = (self.find(name) for name in before ^ self._aside.now())
        touched: dict[StreamId, tuple[Record, ...]] = {}
        for stream in {record.content.stream for record in lying if record is not None}:
            self._cache.forget(stream)
            touched[stream] = self.records(stream)
            self._index.replace(stream, self._index_of(stream, touched[stream]))
        return touched

    def _insert(
        self, stream: StreamId, records: Iterable[Record], aside: frozenset[RecordId]
    ) -> Iterator[Record]:
        """Insert, giving each record as it will be read back. What is only set aside lies there
        already."""
        number = number_for(self._connection, stream)
        if is_disposed(self._connection, number):
            raise Refusal(Reason.CASE_DISPOSED)  # its triggers no longer guard it
        place = next_place(self._connection, "records", number)
        for record in records:
            if record.id in aside:
                self._require_same(record)
                self._aside.bring_back((record.id,))
                yield _as_stored(record)
                continue
            data = content_bytes(record.content)
            self._connection.execute(
                "INSERT INTO records (place, id, content, signature) VALUES (?, ?, ?, ?)",
                (place, bytes.fromhex(record.id), data, record.signature),
            )
            place += 1
            yield read_stored(record.id, data, record.signature)

    def _require_same(self, record: Record) -> None:
        """What is taken in again is what was set aside, or it would be two under one id."""
        if self.find(record.id) != _as_stored(record):
            raise Refusal(Reason.RECORD_CHANGED)

    def _is_durable(self, added: Iterable[Record]) -> bool:
        """After an I/O error: whether all the records are there and a new, successful
        synchronisation has put them on the disk."""
        try:
            if not all(self.find(record.id) == _as_stored(record) for record in added):
                return False
            checkpoint = self._connection.one("PRAGMA wal_checkpoint(FULL)")
        except Refusal:
            return False
        return checkpoint is not None and checkpoint[0] == 0

    def _streams(self, first: int, last: int) -> tuple[StreamId, ...]:
        rows = self._connection.execute(
            "SELECT stream FROM streams WHERE number BETWEEN ? AND ? AND stream <> ? AND EXISTS "
            "(SELECT 1 FROM records WHERE place BETWEEN number << ? AND ((number + 1) << ?) - 1) "
            "ORDER BY number",
            (first, last, self._register, POSITION_BITS, POSITION_BITS),
        )
        found = tuple(StreamId(stream) for (stream,) in rows)
        lying = (self.find(name) for name in self._aside.now())
        in_doubt = {record.content.stream for record in lying if record is not None}
        return tuple(each for each in found if each not in in_doubt or self.records(each))

    def _last_number(self) -> int:
        row = self._connection.one("SELECT coalesce(max(number), 0) FROM streams")
        return 0 if row is None else int(row[0])

    def _read(self, stream: StreamId) -> Iterator[Record]:
        number = number_of(self._connection, stream)
        if number is None:
            return iter(())
        rows = self._connection.execute(
            "SELECT id, content, signature FROM records WHERE place BETWEEN ? AND ?",
            places(number),
        )
        return map(_record, rows)

    def _keep(self, stream: StreamId, records: tuple[Record, ...]) -> None:
        """Remember a stream, unless what was read may still be rolled back."""
        if self._connection.in_transaction:
            self._cache.forget(stream)
        else:
            self._cache.put(stream, records)


def card_key(card: Record) -> KeyId:
    """The signing key that an author card makes known."""
    key = card.content.body.get("key")
    if not isinstance(key, str):
        raise Refusal(Reason.RECORD_MALFORMED)
    return KeyId(key)


def _record(row: Row) -> Record:
    name, content, signature = row
    return read_stored(RecordId(name.hex()), content, signature)


def _as_stored(record: Record) -> Record:
    return read_stored(record.id, content_bytes(record.content), record.signature)
