"""What is being typed, before it is signed: mutable, and gone when a record has come of it."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import Final

from app.errors import Reason, Refusal
from app.ids import EntityId, StreamId
from app.journal.canonical import decode_json, encode_json
from app.jsonvalue import JsonObject
from app.ports import Draft, Now
from storage.database.statements import Connection, Row
from storage.database.transaction import together
from storage.journal.streams import is_disposed, number_of

SNAPSHOTS: Final = 50
KEPT_AFTER_DISCARD: Final = timedelta(days=14)

_COLUMNS: Final = "stream, entity, kind, body, place, saved_at"
_THIS: Final = "stream = ? AND entity = ? AND kind = ?"


class SqlDrafts:
    """``app.ports.Drafts`` on the tables ``drafts`` and ``draft_snapshots``."""

    def __init__(self, connection: Connection, now: Now) -> None:
        self._connection = connection
        self._now = now

    def save(self, draft: Draft) -> None:
        """As ``Drafts.save``."""
        number = number_of(self._connection, draft.stream)
        if number is not None and is_disposed(self._connection, number):
            raise Refusal(Reason.CASE_DISPOSED)
        name = (draft.stream, draft.entity, draft.kind)
        values = (*name, encode_json(draft.body), encode_json(draft.place), draft.saved_at)
        with together(self._connection):
            self._connection.execute(
                f"INSERT INTO drafts ({_COLUMNS}, saved) "  # noqa: S608 - names of ours
                "VALUES (?, ?, ?, ?, ?, ?, (SELECT coalesce(max(saved), 0) + 1 FROM drafts)) "
                "ON CONFLICT (stream, entity, kind) DO UPDATE SET body = excluded.body, "
                "place = excluded.place, saved_at = excluded.saved_at, saved = excluded.saved",
                values,
            )
            self._connection.execute(
                f"INSERT INTO draft_snapshots ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",  # noqa: S608 - names of ours
                values,
            )
            self._connection.execute(
                f"DELETE FROM draft_snapshots WHERE {_THIS} AND discarded_at IS NULL "  # noqa: S608 - names of ours
                "AND number <= (SELECT number FROM draft_snapshots "
                f"WHERE {_THIS} AND discarded_at IS NULL ORDER BY number DESC LIMIT 1 OFFSET ?)",
                (*name, *name, SNAPSHOTS),
            )

    def get(self, stream: StreamId, entity: EntityId, kind: str) -> Draft | None:
        row = self._connection.one(
            f"SELECT {_COLUMNS} FROM drafts WHERE {_THIS}",  # noqa: S608 - names of ours
            (stream, entity, kind),
        )
        return None if row is None else _draft(row)

    def all(self, stream: StreamId | None = None) -> tuple[Draft, ...]:
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM drafts WHERE ?1 IS NULL OR stream = ?1 ORDER BY saved DESC",  # noqa: S608 - names of ours
            (stream,),
        )
        return tuple(_draft(row) for row in rows)

    def snapshots(self, stream: StreamId, entity: EntityId, kind: str) -> tuple[Draft, ...]:
        """Earlier states of a draft, newest first, also of one given up less than 14 days ago."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM draft_snapshots WHERE {_THIS} ORDER BY number DESC",  # noqa: S608 - names of ours
            (stream, entity, kind),
        )
        return tuple(_draft(row) for row in rows)

    def discard(self, stream: StreamId, entity: EntityId, kind: str) -> None:
        now = self._now().astimezone(UTC)
        with together(self._connection):
            self._connection.execute(
                f"UPDATE draft_snapshots SET discarded_at = ? WHERE {_THIS} "  # noqa: S608 - names of ours
                "AND discarded_at IS NULL",
                (now.isoformat(timespec="seconds"), stream, entity, kind),
            )
            self._connection.execute(
                f"DELETE FROM drafts WHERE {_THIS}",  # noqa: S608 - names of ours
                (stream, entity, kind),
            )
        self.clear_old()

    def finish(self, draft: Draft) -> None:
        """A record has come of it: nothing of the draft is left, not even what was typed and
        taken back before signing."""
        name = (draft.stream, draft.entity, draft.kind)
        with together(self._connection):
            for table in ("drafts", "draft_snapshots"):
                self._connection.execute(f"DELETE FROM {table} WHERE {_THIS}", name)  # noqa: S608 - names of ours

    def forget(self, stream: StreamId) -> None:
        """Remove every draft of a stream and every earlier state of one (disposal)."""
        with together(self._connection):
            for table in ("drafts", "draft_snapshots"):
                self._connection.execute(f"DELETE FROM {table} WHERE stream = ?", (stream,))  # noqa: S608 - names of ours

    def clear_old(self) -> None:
        """Remove the snapshots of drafts that were given up 14 days ago. Called at unlock."""
        limit = self._now().astimezone(UTC) - KEPT_AFTER_DISCARD
        self._connection.execute(
            "DELETE FROM draft_snapshots WHERE discarded_at < ?",
            (limit.isoformat(timespec="seconds"),),
        )


def _draft(row: Row) -> Draft:
    stream, entity, kind, body, place, saved_at = row
    return Draft(stream, entity, kind, _object(body), _object(place), saved_at)


def _object(data: bytes) -> JsonObject:
    value = decode_json(data)
    assert isinstance(value, dict)
    return value
