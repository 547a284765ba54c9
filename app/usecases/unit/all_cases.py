"""All cases of the vault at once, for what a unit follows up (lag 2001:454, 7 a §).

Whoever shows a list made of this says under which name it stands in the log, before it is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.casework.projection import fold
from app.casework.state import CaseState
from app.ids import StreamId
from app.ports import LogCode, Progress, no_progress
from app.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class OneCase:
    """A case by its number: neither pseudonym nor name."""

    stream: StreamId
    number: str
    state: CaseState


def all_cases(desk: Desk, list_name: str, progress: Progress = no_progress) -> Iterator[OneCase]:
    """Every case by number, logged as a list before the first is given. A thousand cases take
    seconds to read: ``progress`` is told before each, where other work may be done. A case that is
    disposed of meanwhile is left out. Raises Cancelled."""
    desk.vault.log.write(LogCode.CASE_LISTED, {"list": list_name})
    rows = sorted(desk.vault.index.cases(), key=lambda row: (row.case_number, row.stream))
    for done, row in enumerate(rows):
        progress(done, len(rows))
        records = desk.vault.journal.records(row.stream)
        if records:
            yield OneCase(row.stream, row.case_number, fold(row.stream, records))
    progress(len(rows), len(rows))
