"""The cases that rows of this vault's log are about: number, protection, and whose they are."""

from __future__ import annotations

from app.casework import facts, projection
from app.casework.codec import kind_name
from app.casework.standing import standing
from app.handover.log_rows import ExtractCase
from app.ids import RecordId, StreamId
from app.jsonvalue import JsonObject
from app.log_chain import ChainRow
from app.log_codes import LogCode
from app.usecases.desk import Desk

_PROTECTION = kind_name(facts.Protection)


class MetCases:
    """The cases that rows are about, each looked up once and shown to nobody."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._met: dict[StreamId, ExtractCase] = {}
        self._kinds: dict[RecordId, str] = {}
        self._read: set[StreamId] = set()
        self._register = desk.vault.journal.register

    def told_of(self, row: ChainRow) -> JsonObject | None:
        """Meet the row's case; of a record that was signed, its kind instead of its id."""
        payload = row.payload or {}
        stream = payload.get("stream")
        if isinstance(stream, str):
            self._meet(StreamId(stream))
        if row.code != LogCode.RECORD_ADDED:
            return None
        kind = self._kinds.get(RecordId(str(payload.get("record"))), "")
        return {"kind": kind} if kind else None

    def met(self) -> tuple[ExtractCase, ...]:
        return tuple(sorted(self._met.values(), key=lambda case: (case.number, case.stream)))

    def of(self, row: ChainRow) -> ExtractCase | None:
        """The case of a row that has been met; None for what belongs to no case."""
        return self._met.get(StreamId(str((row.payload or {}).get("stream", ""))))

    def _meet(self, stream: StreamId) -> None:
        if stream in self._read:
            return
        self._read.add(stream)
        records = self._desk.vault.journal.records(stream)
        self._kinds.update((record.id, record.kind_name) for record in records)
        if stream == self._register:
            return
        row = self._desk.vault.index.case(stream)
        levels = projection.fold(
            stream, [each for each in records if each.kind_name == _PROTECTION]
        ).protection
        self._met[stream] = ExtractCase(
            stream=stream,
            number=row.case_number if row is not None else "",
            protected=levels is not None
            and any(each.fact.level is not facts.ProtectionLevel.NONE for each in levels.versions),
            whose=standing(records, self._desk.vault.author.key).whose,
        )
