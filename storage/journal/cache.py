"""The records of the case files opened last, already decoded."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from app.ids import StreamId
from app.journal.record import Record

STREAMS: Final = 8


class StreamCache:
    """At most ``STREAMS`` streams; the one used longest ago goes first."""

    def __init__(self) -> None:
        self._streams: OrderedDict[StreamId, tuple[Record, ...]] = OrderedDict()

    def get(self, stream: StreamId) -> tuple[Record, ...] | None:
        records = self._streams.get(stream)
        if records is not None:
            self._streams.move_to_end(stream)
        return records

    def put(self, stream: StreamId, records: tuple[Record, ...]) -> None:
        self._streams[stream] = records
        self._streams.move_to_end(stream)
        if len(self._streams) > STREAMS:
            self._streams.popitem(last=False)

    def forget(self, stream: StreamId) -> None:
        self._streams.pop(stream, None)

    def clear(self) -> None:
        self._streams.clear()
