"""The records of one made-up case, signed as they would have been at the time."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from app.casework.codec import to_body
from app.casework.facts import Fact
from app.casework.moments import at_time
from app.ids import BlobId, EntityId, StreamId
from app.journal.canonical import seal
from app.journal.record import Author, Content, Record
from app.ports import Sign
from app.samples.dice import Dice


class CaseBuilder:
    """Records in the order they were written, and the blobs they name."""

    def __init__(self, stream: StreamId, author: Author, sign: Sign, dice: Dice) -> None:
        self.stream = stream
        self.records: list[Record] = []
        self.blobs: dict[BlobId, tuple[bytes, str]] = {}
        self._author = author
        self._sign = sign
        self._dice = dice
        self._day = date.min
        self._minute = 0

    def add(
        self,
        fact: Fact,
        day: date,
        *,
        entity: EntityId | None = None,
        happened_at: date | None = None,
    ) -> Record:
        """A first record, written on ``day``."""
        name = entity or EntityId(self._dice.new_id())
        return self._write(name, fact, day, happened_at or day, ())

    def revise(self, before: Record, fact: Fact, day: date) -> Record:
        """A later version that builds on ``before``, whatever else does."""
        return self._write(before.content.entity, fact, day, day, (before,))

    def blob(self, data: bytes, media_type: str) -> BlobId:
        name = BlobId(hashlib.sha256(data).hexdigest())
        self.blobs[name] = (data, media_type)
        return name

    def _write(
        self, entity: EntityId, fact: Fact, day: date, happened_at: date, parents: Sequence[Record]
    ) -> Record:
        kind, body = to_body(fact)
        clock = self._time_of(day)
        moment = at_time(day, clock)
        content = Content(
            stream=self.stream,
            entity=entity,
            kind=kind,
            parents=tuple(sorted(parent.id for parent in parents)),
            lamport=len(self.records) + 1,
            body=body,
            author=self._author,
            happened_at=happened_at.isoformat(),
            written_at=f"{moment.day_text}T{clock}:00{moment.offset}",
        )
        record = seal(content, self._sign)
        self.records.append(record)
        return record

    def _time_of(self, day: date) -> str:
        """Some minutes after what was last written that day, from eight in the morning on."""
        start = self._minute if day == self._day else 8 * 60
        self._day = day
        self._minute = min(start + self._dice.number(2, 40), 24 * 60 - 1)
        return f"{self._minute // 60:02}:{self._minute % 60:02}"
