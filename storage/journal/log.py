"""The vault's log: one hash chain of every write and every read.

Each row's hash covers the row before, so that none can be changed, dropped or put in later
without changing every hash after it, and the newest is handed out in anchors. What a row says in
detail lies apart, where disposal (gallring) of a case may remove it; the chain holds only its
hash. The hash is blinded with random bytes that go with the detail, or what was disposed of could
be guessed and confirmed from the chain.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.ids import StreamId
from app.journal.canonical import decode_json, encode_json
from app.jsonvalue import JsonObject
from app.log_chain import START, ChainRow, payload_hash, row_hash
from app.ports import LogCode, LogEntry, Now
from storage.database.statements import Connection, Row
from storage.database.transaction import together
from storage.journal.streams import number_of

_BLIND_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class LogHead:
    """The end of the chain: what anchors, backups and handovers carry."""

    sequence: int
    hash: bytes


EMPTY: Final = LogHead(0, START)


class SqlLog:
    """``app.ports.VaultLog`` on the table ``log``."""

    def __init__(self, connection: Connection, now: Now) -> None:
        self._connection = connection
        self._now = now

    def write(self, code: LogCode, payload: JsonObject | None = None) -> None:
        """Durable when it returns, or with the transaction around it."""
        with together(self._connection):
            self.write_all(code, (payload,))

    def write_all(self, code: LogCode, payloads: Iterable[JsonObject | None]) -> None:
        """One row for each payload, in a transaction that the caller has begun."""
        head = self.head()
        at = self._now().isoformat(timespec="seconds")
        for payload in payloads:
            head = self._add(head, at, code, payload)

    def head(self) -> LogHead:
        """The newest row's number and hash; ``EMPTY`` before the first."""
        row = self._connection.one("SELECT sequence, hash FROM log ORDER BY sequence DESC LIMIT 1")
        return EMPTY if row is None else LogHead(row[0], row[1])

    def hash_at(self, sequence: int) -> bytes | None:
        """The hash of one row, to hold against an anchor; None if there is no such row."""
        if sequence == 0:
            return START
        row = self._connection.one("SELECT hash FROM log WHERE sequence = ?", (sequence,))
        return None if row is None else bytes(row[0])

    def entries(
        self, *, stream: StreamId | None = None, before: int | None = None, limit: int = 200
    ) -> tuple[LogEntry, ...]:
        """Newest first; of one case file, or of all."""
        end = 2**62 if before is None else before
        if stream is None:
            rows = self._connection.execute(
                "SELECT log.sequence, at, code, payload FROM log "
                "LEFT JOIN log_payloads USING (sequence) "
                "WHERE log.sequence < ? ORDER BY log.sequence DESC LIMIT ?",
                (end, limit),
            )
        else:
            rows = self._connection.execute(
                "SELECT log.sequence, at, code, payload FROM log_payloads JOIN log USING (sequence)"
                " WHERE stream = ? AND log_payloads.sequence < ?"
                " ORDER BY log_payloads.sequence DESC LIMIT ?",
                (number_of(self._connection, stream), end, limit),
            )
        return tuple(_entry(row) for row in rows)

    def span(self, first_day: str, last_day: str) -> tuple[int, int] | None:
        """The first and the last row that were written on these days, as ``VaultLog``."""
        within = "FROM log WHERE at >= ? AND at < ? ORDER BY sequence"
        bounds = (first_day, f"{last_day}U")  # the letter after the T that times have there
        first = self._connection.one(f"SELECT sequence {within} LIMIT 1", bounds)
        last = self._connection.one(f"SELECT sequence {within} DESC LIMIT 1", bounds)
        return None if first is None or last is None else (first[0], last[0])

    def chain(self, first: int, last: int) -> tuple[ChainRow, ...]:
        """Rows with what proves them, oldest first, as ``VaultLog``."""
        rows = self._connection.execute(
            "SELECT log.sequence, at, code, hash, payload_hash, blind, payload FROM log "
            "LEFT JOIN log_payloads USING (sequence) "
            "WHERE log.sequence BETWEEN ? AND ? ORDER BY log.sequence",
            (first, last),
        )
        return tuple(_chain_row(row) for row in rows)

    def _add(self, head: LogHead, at: str, code: str, payload: JsonObject | None) -> LogHead:
        blind, data, payload_digest = b"", b"", START
        if payload is not None:
            blind, data = secrets.token_bytes(_BLIND_BYTES), encode_json(payload)
            payload_digest = payload_hash(blind, data)
        sequence = head.sequence + 1
        digest = row_hash(head.hash, sequence, at, code, payload_digest)
        self._connection.execute(
            "INSERT INTO log (sequence, previous, at, code, payload_hash, hash) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (sequence, head.hash, at, code, payload_digest, digest),
        )
        if payload is not None:
            self._connection.execute(
                "INSERT INTO log_payloads (sequence, stream, blind, payload) VALUES (?, ?, ?, ?)",
                (sequence, self._stream_number(payload), blind, data),
            )
        return LogHead(sequence, digest)

    def _stream_number(self, payload: JsonObject) -> int | None:
        stream = payload.get("stream")
        return number_of(self._connection, StreamId(stream)) if isinstance(stream, str) else None


def _entry(row: Row) -> LogEntry:
    sequence, at, code, data = row
    payload = None if data is None else decode_json(data)
    assert payload is None or isinstance(payload, dict)
    return LogEntry(sequence, at, code, payload)


def _chain_row(row: Row) -> ChainRow:
    sequence, at, code, digest, payload_digest, blind, data = row
    payload = None if data is None else decode_json(data)
    assert payload is None or isinstance(payload, dict)
    return ChainRow(
        sequence, at, code, bytes(digest), bytes(payload_digest), bytes(blind or b""), payload
    )
