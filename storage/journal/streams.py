"""Numbers for streams, and where the rows of a stream lie.

A place is the stream's number in the upper 32 bits and a position in the lower: the rows of one
case file are neighbours in the table, and a range of places is a case file.
"""

from __future__ import annotations

from typing import Final

from app.ids import StreamId
from storage.database.statements import Connection

POSITION_BITS: Final = 32


def number_of(connection: Connection, stream: StreamId) -> int | None:
    """The number of a stream that the vault has seen, or None."""
    row = connection.one("SELECT number FROM streams WHERE stream = ?", (stream,))
    return None if row is None else int(row[0])


def number_for(connection: Connection, stream: StreamId) -> int:
    """The number of a stream, given now if it has none."""
    number = number_of(connection, stream)
    if number is None:
        connection.execute(
            "INSERT INTO streams (number, stream) "
            "VALUES ((SELECT coalesce(max(number), 0) + 1 FROM streams), ?)",
            (stream,),
        )
        number = number_of(connection, stream)
        assert number is not None
    return number


def places(number: int) -> tuple[int, int]:
    """The first and the last place that a stream's rows can have."""
    return number << POSITION_BITS, ((number + 1) << POSITION_BITS) - 1


def next_place(connection: Connection, table: str, number: int) -> int:
    """The first free place of a stream in ``records`` or ``blobs``."""
    first, last = places(number)
    row = connection.one(
        f"SELECT max(place) FROM {table} WHERE place BETWEEN ? AND ?",  # noqa: S608 - names of ours
        (first, last),
    )
    return first if row is None or row[0] is None else int(row[0]) + 1


def is_disposed(connection: Connection, number: int) -> bool:
    """Whether the case file of this number has been disposed of."""
    return connection.one("SELECT 1 FROM disposals WHERE stream = ?", (number,)) is not None
