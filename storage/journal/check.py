"""Checking the vault: in full when it is asked for, its tail each time it is opened.

SQLCipher's page checksums notice damage but not replay: an older version of a page, or of the
whole file, passes. What notices a replayed page is the log's chain, the signatures, and computing
the index anew; what notices a replayed file are the anchors. Neither of SQLite's two page checks
finds all damage alone (one passes a file cut at a page boundary, the other one with bytes added).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final, Protocol

from app.errors import Reason, Refusal
from app.ids import StreamId
from app.ports import CheckReport, Progress, no_progress
from storage.database.statements import Connection
from storage.database.transaction import together
from storage.journal.blobs import SqlBlobs
from storage.journal.check_log import ChainWalk
from storage.journal.check_records import RecordWalk
from storage.journal.index import SqlIndex
from storage.journal.records import SqlJournal

TAIL_ROWS: Final = 1000
SAMPLED_STREAMS: Final = 4

_RECORDS_AT_A_TIME: Final = 100
_ROWS_AT_A_TIME: Final = 500


class CheckedParts(Protocol):
    """What a check needs of an open vault."""

    @property
    def connection(self) -> Connection: ...
    @property
    def journal(self) -> SqlJournal: ...
    @property
    def index(self) -> SqlIndex: ...
    @property
    def blobs(self) -> SqlBlobs: ...


def check_vault(parts: CheckedParts, progress: Progress = no_progress) -> CheckReport:
    """Everything. Reports its progress only between two statements and outside transactions, so
    that other work may be done there; records and log rows may be added meanwhile. Damage that
    stops the reading is a fault in the report, not an exception."""
    return _Round(parts, progress).run()


def check_tail(parts: CheckedParts) -> bool:
    """The newest rows of the chain, and ``mend_index``: what opening can afford. Whether the
    index had to be rebuilt is the answer. Raises Refusal: log_broken, database_damaged."""
    walk = ChainWalk.of_last(parts.connection, TAIL_ROWS)
    walk.step(TAIL_ROWS)
    if walk.broken:
        raise Refusal(Reason.LOG_BROKEN)
    return mend_index(parts)


def mend_index(parts: CheckedParts) -> bool:
    """Rebuild the index whole, in one transaction, when it was computed with another legal pack
    or by another program, or when a sample of it is not what its records give; whether that was
    done is the answer."""
    if parts.index.is_of(parts.journal.index_version):
        sample = parts.journal.sample(SAMPLED_STREAMS)
        if not parts.index.compare(sample, parts.journal.index_rows):
            return False
    with together(parts.connection):
        rebuild_index(parts)
    return True


def rebuild_index(parts: CheckedParts, progress: Progress = no_progress) -> None:
    """Let the index be what the records give."""
    journal = parts.journal
    parts.index.rebuild(journal.streams(), journal.index_rows, journal.index_version, progress)


class _Round:
    """One full check under way."""

    def __init__(self, parts: CheckedParts, progress: Progress) -> None:
        self._parts = parts
        self._connection = parts.connection
        self._progress = progress
        self._faults: set[str] = set()
        self._done = 0
        self._total = 2 + 2 * self._count("records") + self._count("log") + self._count("blobs")

    def run(self) -> CheckReport:
        for part, fault in (
            (self._check_pages, "pages"),
            (self._check_cipher, "cipher"),
            (self._check_records_and_log, "chain"),
            (self._check_blobs, "blob"),
            (self._check_index, "index"),
        ):
            try:
                part()
            except Refusal as refusal:
                if refusal.reason is not Reason.DATABASE_DAMAGED:
                    raise
                self._faults.add(fault)
        self._progress(self._total, self._total)
        return CheckReport(
            records=self._count("records"),
            blobs=self._count("blobs"),
            log_entries=self._count("log"),
            faults=tuple(sorted(self._faults)),
        )

    def _check_pages(self) -> None:
        if self._connection.execute("PRAGMA integrity_check") != [("ok",)]:
            self._faults.add("pages")
        self._step(1)

    def _check_cipher(self) -> None:
        # It reads the database file alone: what still lies in the write-ahead log goes there first.
        self._connection.execute("PRAGMA wal_checkpoint(FULL)")
        if self._connection.execute("PRAGMA cipher_integrity_check"):
            self._faults.add("cipher")
        self._step(1)

    def _check_records_and_log(self) -> None:
        """Records first: each one met has its log row before the end of the walk that follows."""
        records = RecordWalk(
            self._connection, self._parts.journal.verify, self._parts.journal.author_keys()
        )
        end = self._last("place", "records")
        while records.place < end and (count := records.step(_RECORDS_AT_A_TIME)):
            self._step(count)
        chain = ChainWalk(self._connection, unlogged=records.seen)
        end = self._last("sequence", "log")
        while chain.sequence < end and (count := chain.step(_ROWS_AT_A_TIME)):
            self._step(count)
        self._faults.update(
            fault
            for fault, found in (
                ("signature", records.forged),
                ("blob", records.blob_missing),
                ("chain", chain.broken or bool(chain.unlogged)),
            )
            if found
        )

    def _check_blobs(self) -> None:
        place, end = -1, self._last("place", "blobs")
        while row := self._connection.one(
            "SELECT place, hash, size FROM blobs "
            "WHERE place > ? AND place <= ? ORDER BY place LIMIT 1",
            (place, end),
        ):
            place, digest, size = row
            data = self._parts.blobs.read(place)
            if len(data) != size or hashlib.sha256(data).digest() != digest:
                self._faults.add("blob")
            self._step(1)

    def _check_index(self) -> None:
        streams = self._parts.journal.streams()
        for stream in streams:
            if self._differs([stream]):
                self._faults.add("index")
            self._step(len(self._parts.journal.records(stream)))
        if self._parts.index.strangers(self._parts.journal.streams()):
            self._faults.add("index")

    def _differs(self, streams: Sequence[StreamId]) -> bool:
        return bool(self._parts.index.compare(streams, self._parts.journal.index_rows))

    def _count(self, table: str) -> int:
        """Rows of a table; none where damage keeps them from being counted."""
        try:
            row = self._connection.one(f"SELECT count(*) FROM {table}")  # noqa: S608 - names of ours
        except Refusal as refusal:
            if refusal.reason is not Reason.DATABASE_DAMAGED:
                raise
            return 0
        return 0 if row is None else int(row[0])

    def _last(self, column: str, table: str) -> int:
        """How far to walk: what is added after that was verified as it came, and a walk that
        chased it would not end."""
        row = self._connection.one(f"SELECT max({column}) FROM {table}")  # noqa: S608 - names of ours
        return -1 if row is None or row[0] is None else int(row[0])

    def _step(self, count: int) -> None:
        self._done = min(self._done + count, self._total)
        self._progress(self._done, self._total)
