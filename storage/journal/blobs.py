"""Bytes that records name by their hash: attachments, templates, every document that left.

They lie apart for each stream, in pieces of 256 KiB. The same bytes in two case files are kept
twice: sharing would tell that the cases have something in common, and would make disposal of one
reach into the other.
"""

from __future__ import annotations

import hashlib
from typing import Final

from app.errors import Reason, Refusal
from app.ids import BlobId, StreamId
from storage.database.statements import Connection
from storage.database.transaction import together
from storage.journal.streams import next_place, number_for, number_of, places

CHUNK_BYTES: Final = 256 * 1024


class SqlBlobs:
    """``app.ports.Blobs`` on the tables ``blobs`` and ``blob_chunks``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, stream: StreamId, data: bytes, media_type: str) -> BlobId:
        """The blob's id. Bytes that the stream already has are not stored again."""
        digest = hashlib.sha256(data).digest()
        with together(self._connection):
            number = number_for(self._connection, stream)
            if self._place(number, digest) is None:
                place = next_place(self._connection, "blobs", number)
                self._connection.execute(
                    "INSERT INTO blobs (place, hash, size, media_type) VALUES (?, ?, ?, ?)",
                    (place, digest, len(data), media_type),
                )
                self._connection.execute_many(
                    "INSERT INTO blob_chunks (blob, number, data) VALUES (?, ?, ?)",
                    (
                        (place, piece, data[start : start + CHUNK_BYTES])
                        for piece, start in enumerate(range(0, len(data), CHUNK_BYTES))
                    ),
                )
        return BlobId(digest.hex())

    def get(self, stream: StreamId, blob: BlobId) -> bytes:
        """Raises Refusal (database_damaged) when the bytes are not there, or are not those that
        the name promises; also for a name that no bytes can have, which a record made elsewhere
        may carry."""
        digest = _digest(blob)
        number = number_of(self._connection, stream)
        place = None if number is None else self._place(number, digest)
        if place is None:
            raise Refusal(Reason.DATABASE_DAMAGED)
        data = self.read(place)
        if hashlib.sha256(data).digest() != digest:
            raise Refusal(Reason.DATABASE_DAMAGED)
        return data

    def media_type(self, stream: StreamId, blob: BlobId) -> str:
        """As ``app.ports.Blobs.media_type``."""
        number = number_of(self._connection, stream)
        place = None if number is None else self._place(number, _digest(blob))
        row = self._connection.one("SELECT media_type FROM blobs WHERE place = ?", (place,))
        if row is None:
            raise Refusal(Reason.DATABASE_DAMAGED)
        return str(row[0])

    def read(self, place: int) -> bytes:
        """The bytes at a place, unchecked."""
        rows = self._connection.execute(
            "SELECT data FROM blob_chunks WHERE blob = ? ORDER BY number", (place,)
        )
        return b"".join(row[0] for row in rows)

    def _place(self, number: int, digest: bytes) -> int | None:
        first, last = places(number)
        row = self._connection.one(
            "SELECT place FROM blobs WHERE hash = ? AND place BETWEEN ? AND ?",
            (digest, first, last),
        )
        return None if row is None else int(row[0])


def _digest(blob: BlobId) -> bytes:
    try:
        return bytes.fromhex(blob)
    except ValueError:
        raise Refusal(Reason.DATABASE_DAMAGED) from None
