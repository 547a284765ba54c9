"""Records of a case one after another, and what they make due."""

from __future__ import annotations

from typing import Any

from app.casework import facts
from app.casework.due import due_rows, index_rows, to_know
from app.casework.projection import fold
from app.ids import EntityId
from app.journal.record import Record
from app.ports import DueRow
from tests.app.casework.build import STREAM, entity, record
from tests.app.casework.law import LAW


class Case:
    """A case that grows record by record, each later than the one before."""

    def __init__(self) -> None:
        self.records: list[Record] = []

    def add(
        self, fact: facts.Fact, of: int = 0, *, upon: Record | None = None, **where: Any
    ) -> Record:
        """A new entity (``of``: its number), or a later version ``upon`` another record."""
        number = len(self.records) + 1
        at: EntityId = upon.content.entity if upon is not None else entity(of or 100 + number)
        parents = [upon] if upon is not None else []
        made = record(fact, of=at, lamport=number, parents=parents, **where)
        self.records.append(made)
        return made

    def due(self, *codes: str) -> list[tuple[str, str]]:
        """Code and day of what is due, of these codes alone."""
        state = fold(STREAM, self.records)
        return [(row.code, row.due) for row in due_rows(state, LAW) if row.code in codes]

    def days(self, code: str) -> list[str]:
        return [day for _, day in self.due(code)]

    def indexed(self) -> list[DueRow]:
        return list(index_rows(fold(STREAM, self.records), LAW))

    def known(self) -> list[tuple[str, str]]:
        return [(row.code, row.due) for row in to_know(fold(STREAM, self.records), LAW)]


def granted(key: str = "1", **changes: Any) -> facts.GrantedIntervention:
    values: dict[str, Any] = {
        "key": key,
        "intervention": "Boende",
        "need": None,
        "reason": "Behövs",
        "valid_from": "2026-04-01",
    }
    return facts.GrantedIntervention(**(values | changes))
