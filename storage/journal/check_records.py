"""Whether every record in the vault is exactly what its author signed."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.errors import Refusal
from app.ids import KeyId, RecordId
from app.journal.blob_names import blob_names
from app.journal.canonical import read_record
from app.journal.record import Record
from app.journal.verify import Verify, verify_record
from storage.database.statements import Connection, Row
from storage.journal.streams import POSITION_BITS


@dataclass(slots=True)
class RecordWalk:
    """A walk through all records in the order in which they lie, some at a time. One added
    meanwhile to a stream already passed is not met; it was verified as it came."""

    connection: Connection
    verify: Verify
    authors: frozenset[KeyId]
    place: int = -1
    forged: bool = False
    blob_missing: bool = False
    seen: set[RecordId] = field(default_factory=set)

    def step(self, limit: int) -> int:
        """Verify the next records, at most ``limit``; how many there were. Zero: the end."""
        rows = self.connection.execute(
            "SELECT place, id, content, signature, stream FROM records "
            "LEFT JOIN streams ON streams.number = place >> ? "
            "WHERE place > ? ORDER BY place LIMIT ?",
            (POSITION_BITS, self.place, limit),
        )
        for row in rows:
            self._check(row)
        return len(rows)

    def _check(self, row: Row) -> None:
        place, name, content, signature, stream = row
        self.place = place
        self.seen.add(RecordId(name.hex()))
        try:
            record = read_record(content, signature)
            verify_record(record, verify=self.verify, authors=self.authors, parent=self._parent)
        except Refusal:
            self.forged = True
            return
        if record.id != name.hex() or record.content.stream != stream:
            self.forged = True
        if not all(self._has_blob(place, blob) for blob in blob_names(record.content.body)):
            self.blob_missing = True

    def _parent(self, name: RecordId) -> Record | None:
        row = self.connection.one(
            "SELECT content, signature FROM records WHERE id = ?", (bytes.fromhex(name),)
        )
        return None if row is None else read_record(row[0], row[1])

    def _has_blob(self, place: int, blob: str) -> bool:
        row = self.connection.one(
            "SELECT 1 FROM blobs WHERE hash = ? AND place >> ? = ?",
            (bytes.fromhex(blob), POSITION_BITS, place >> POSITION_BITS),
        )
        return row is not None
