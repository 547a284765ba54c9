"""Whether the log's hash chain holds, and whether it and the records tell the same."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.errors import Refusal
from app.ids import RecordId
from app.journal.canonical import decode_json
from app.log_chain import START, payload_hash, row_hash
from app.ports import LogCode
from storage.database.statements import Connection, Row


@dataclass(slots=True)
class ChainWalk:
    """A walk along the chain, some rows at a time. Rows added meanwhile come at its end."""

    connection: Connection
    sequence: int = 0
    previous: bytes = START
    broken: bool = False
    unlogged: set[RecordId] = field(default_factory=set)
    """Records for which no row has been met. Filled by the caller, emptied by the walk."""

    @classmethod
    def of_last(cls, connection: Connection, rows: int) -> ChainWalk:
        """A walk along the newest rows only, trusting the hash before them."""
        row = connection.one(
            "SELECT sequence, hash FROM log ORDER BY sequence DESC LIMIT 1 OFFSET ?", (rows,)
        )
        return cls(connection) if row is None else cls(connection, row[0], row[1])

    def step(self, limit: int) -> int:
        """Check the next rows, at most ``limit``; how many there were. Zero: the end."""
        rows = self.connection.execute(
            "SELECT log.sequence, previous, at, code, payload_hash, hash, blind, payload "
            "FROM log LEFT JOIN log_payloads USING (sequence) "
            "WHERE log.sequence > ? ORDER BY log.sequence LIMIT ?",
            (self.sequence, limit),
        )
        for row in rows:
            self._check(row)
        return len(rows)

    def _check(self, row: Row) -> None:
        sequence, previous, at, code, payload_digest, digest, blind, payload = row
        chained = (
            sequence == self.sequence + 1
            and previous == self.previous
            and digest == row_hash(previous, sequence, at, code, payload_digest)
        )
        if payload is None:
            explained = payload_digest == START or self._something_disposed()
        else:
            explained = payload_digest == payload_hash(blind, payload)
        if not (chained and explained):
            self.broken = True
        if code == LogCode.RECORD_ADDED and payload is not None:
            self._check_record(payload)
        self.sequence, self.previous = sequence, digest

    def _check_record(self, payload: bytes) -> None:
        """Every record that was ever logged must still be there, or its page is an old one."""
        try:
            value = decode_json(payload)
            name = RecordId(str(value["record"])) if isinstance(value, dict) else RecordId("")
            digest = bytes.fromhex(name)
        except (Refusal, KeyError, ValueError):
            self.broken = True
            return
        self.unlogged.discard(name)
        if self.connection.one("SELECT 1 FROM records WHERE id = ?", (digest,)) is None:
            self.broken = True

    def _something_disposed(self) -> bool:
        """Only disposal takes a payload away."""
        return self.connection.one("SELECT 1 FROM disposals LIMIT 1") is not None
