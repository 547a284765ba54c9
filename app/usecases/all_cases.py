"""All cases of the vault at once, for what a unit follows up (lag 2001:454, 7 a §).

Whoever shows a list made of this says under which name it stands in the log, before it is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.casework.projection import fold
from app.casework.state import CaseState
from app.ids import StreamId
from app.ports import LogCode
from app.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class OneCase:
    """A case by its number: neither pseudonym nor name."""

    stream: StreamId
    number: str
    state: CaseState


def all_cases(desk: Desk, list_name: str) -> Iterator[OneCase]:
    """Every case by number, logged as a list before the first is given."""
    desk.vault.log.write(LogCode.CASE_LISTED, {"list": list_name})
    for row in sorted(desk.vault.index.cases(), key=lambda row: (row.case_number, row.stream)):
        state = fold(row.stream, desk.vault.journal.records(row.stream))
        yield OneCase(row.stream, row.case_number, state)
