"""The index: the case list, what is due and the search keys, all computed from the records.

Nothing here is true by itself. It can be thrown away and rebuilt, and it is compared with what
the records give, because the page checksums of SQLCipher do not notice an old page put back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from app.ids import EntityId, StreamId
from app.ports import CaseRow, DueRow, IndexRows, Progress, SearchKey, no_progress
from storage.database.statements import Connection, Row
from storage.database.transaction import together
from storage.journal.settings import SqlInternals
from storage.journal.streams import number_for, number_of

_CASE_COLUMNS: Final = (
    "streams.stream, case_number, pseudonym, registration_number, status, received, responsible, "
    "decision, provision, changed_at"
)
_WHOLE: Final = frozenset(("number",))
"""Kinds of keys that must be equal: a personnummer is never searched for by its beginning, or the
search box could be used to list people by age."""

_VERSION: Final = "index_version"
"""Name in ``SqlInternals``. What is due follows from the legal pack too: with a new one every row
must be computed anew, or a deadline of the old law would stay."""

_LAST_CHARACTER: Final = "\U0010ffff"

Recompute = Callable[[StreamId], IndexRows]
"""What the records of a stream say that its rows should be."""


class SqlIndex:
    """``app.ports.CaseIndex`` on the tables ``case_rows``, ``due_rows`` and ``search_keys``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._internals = SqlInternals(connection)

    def cases(self) -> tuple[CaseRow, ...]:
        """All cases, by case number."""
        rows = self._connection.execute(
            f"SELECT {_CASE_COLUMNS} FROM case_rows "  # noqa: S608 - names of ours
            "JOIN streams ON streams.number = case_rows.stream "
            "ORDER BY case_number, streams.stream"
        )
        return tuple(CaseRow(*row) for row in rows)

    def case(self, stream: StreamId) -> CaseRow | None:
        row = self._connection.one(
            f"SELECT {_CASE_COLUMNS} FROM streams "  # noqa: S608 - names of ours
            "JOIN case_rows ON case_rows.stream = streams.number WHERE streams.stream = ?",
            (stream,),
        )
        return None if row is None else CaseRow(*row)

    def due(self) -> tuple[DueRow, ...]:
        """Everything that is due in any case, the earliest first."""
        rows = self._connection.execute(
            "SELECT streams.stream, entity, code, due FROM due_rows "
            "JOIN streams ON streams.number = due_rows.stream "
            "ORDER BY due, code, streams.stream, entity"
        )
        return tuple(_due(row) for row in rows)

    def find(self, kind: str, keys: Sequence[str]) -> tuple[StreamId, ...]:
        """Streams that have, for every given key, a key of this kind that begins with it
        (``name``, ``case_number``) or equals it (``number``). No keys find nothing."""
        if not keys:
            return ()
        found = set.intersection(*(self._having(kind, key) for key in keys))
        return tuple(sorted(found))

    def rows(self, stream: StreamId) -> IndexRows:
        """All that the index says of one stream, in the order in which it was put in."""
        number = number_of(self._connection, stream)
        due = self._connection.execute(
            "SELECT ?, entity, code, due FROM due_rows WHERE stream = ? ORDER BY position",
            (stream, number),
        )
        keys = self._connection.execute(
            "SELECT kind, key FROM search_keys WHERE stream = ? ORDER BY kind, key", (number,)
        )
        return IndexRows(
            case=self.case(stream),
            due=tuple(_due(row) for row in due),
            keys=tuple(SearchKey(stream, kind, key) for kind, key in keys),
        )

    def replace(self, stream: StreamId, rows: IndexRows) -> None:
        """Let these be the rows of the stream. Only what differs is written: a signed note
        changes little here, and every page touched is encrypted and synchronised."""
        with together(self._connection):
            number = number_for(self._connection, stream)
            before = self.rows(stream)
            if before.case != rows.case:
                self._put_case(number, rows.case)
            if before.due != rows.due:
                self._put_due(number, rows.due)
            if set(before.keys) != set(rows.keys):
                self._put_keys(number, set(before.keys), set(rows.keys))

    def compare(self, streams: Sequence[StreamId], recompute: Recompute) -> tuple[StreamId, ...]:
        """The streams among these whose rows are not what their records give."""
        return tuple(
            stream
            for stream in streams
            if comparable(self.rows(stream)) != comparable(recompute(stream))
        )

    def is_of(self, version: str) -> bool:
        """Whether all of it was computed under this version (``app.ports.IndexOf.version``)."""
        return self._internals.get(_VERSION) == version.encode()

    def rebuild(
        self,
        streams: Sequence[StreamId],
        recompute: Recompute,
        version: str,
        progress: Progress = no_progress,
    ) -> None:
        """Compute everything anew, stream by stream, and drop what belongs to no stream. Stopping
        between two streams leaves each as it was or as it should be, and the index of the version
        that it was."""
        for done, stream in enumerate(streams):
            progress(done, len(streams))
            self.replace(stream, recompute(stream))
        self._drop_strangers(streams)
        self._internals.put(_VERSION, version.encode())
        progress(len(streams), len(streams))

    def forget(self, number: int) -> None:
        """Remove every row of the stream with this number (disposal)."""
        with together(self._connection):
            self._clear(number)

    def strangers(self, streams: Sequence[StreamId]) -> tuple[int, ...]:
        """Numbers under which the index has rows although none of these streams has it."""
        own = {number_of(self._connection, stream) for stream in streams}
        rows = self._connection.execute(
            "SELECT stream FROM case_rows UNION SELECT stream FROM due_rows "
            "UNION SELECT stream FROM search_keys"
        )
        return tuple(number for (number,) in rows if number not in own)

    def _drop_strangers(self, streams: Sequence[StreamId]) -> None:
        with together(self._connection):
            for number in self.strangers(streams):
                self._clear(number)

    def _having(self, kind: str, key: str) -> set[StreamId]:
        end = key if kind in _WHOLE else key + _LAST_CHARACTER
        rows = self._connection.execute(
            "SELECT streams.stream FROM search_keys "
            "JOIN streams ON streams.number = search_keys.stream "
            "WHERE kind = ? AND key >= ? AND key <= ?",
            (kind, key, end),
        )
        return {row[0] for row in rows}

    def _clear(self, number: int) -> None:
        for table in ("case_rows", "due_rows", "search_keys"):
            self._connection.execute(f"DELETE FROM {table} WHERE stream = ?", (number,))  # noqa: S608 - names of ours

    def _put_due(self, number: int, due: Sequence[DueRow]) -> None:
        self._connection.execute("DELETE FROM due_rows WHERE stream = ?", (number,))
        self._connection.execute_many(
            "INSERT INTO due_rows (stream, position, entity, code, due) VALUES (?, ?, ?, ?, ?)",
            ((number, place, row.entity, row.code, row.due) for place, row in enumerate(due)),
        )

    def _put_keys(self, number: int, before: set[SearchKey], after: set[SearchKey]) -> None:
        for sql, keys in (
            ("DELETE FROM search_keys WHERE kind = ? AND key = ? AND stream = ?", before - after),
            ("INSERT INTO search_keys (kind, key, stream) VALUES (?, ?, ?)", after - before),
        ):
            self._connection.execute_many(sql, sorted((key.kind, key.key, number) for key in keys))

    def _put_case(self, number: int, row: CaseRow | None) -> None:
        self._connection.execute("DELETE FROM case_rows WHERE stream = ?", (number,))
        if row is None:
            return
        self._connection.execute(
            "INSERT INTO case_rows (stream, case_number, pseudonym, registration_number, status, "
            "received, responsible, decision, provision, changed_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                row.case_number,
                row.pseudonym,
                row.registration_number,
                row.status,
                row.received,
                row.responsible,
                row.decision,
                row.provision,
                row.changed_at,
            ),
        )


def comparable(rows: IndexRows) -> tuple[CaseRow | None, tuple[DueRow, ...], frozenset[SearchKey]]:
    """Index rows as values that are equal exactly when they mean the same."""
    return rows.case, rows.due, frozenset(rows.keys)


def _due(row: Row) -> DueRow:
    stream, entity, code, due = row
    return DueRow(StreamId(stream), EntityId(entity), code, due)
