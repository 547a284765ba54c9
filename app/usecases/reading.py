"""Finding and opening cases. The log has its row before anything is shown.

Nothing here can show an identity: ``CaseState`` does not hold one, and a list has no sensitive
column (lag 2001:454, 7 a §).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.casework import due, facts, search
from app.casework import history as histories
from app.casework.history import HistoryRow
from app.casework.police import newest_word
from app.casework.process.steps import Process, process
from app.casework.projection import fold
from app.casework.register import Register, fold_register
from app.casework.standing import OURS, Standing
from app.casework.state import CaseState
from app.errors import Reason, Refusal
from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.ports import CaseRow, DueRow, LogCode, LogEntry
from app.usecases import visits, writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class DraftRow:
    """That there is a draft, without what stands in it."""

    stream: StreamId
    entity: EntityId
    kind: str
    saved_at: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """Everything the pages of one case show, but the identity."""

    state: CaseState
    process: Process
    due: tuple[DueRow, ...]
    drafts: tuple[DraftRow, ...]
    today: date
    """The day on which it was read."""
    standing: Standing = OURS
    """Whose the case is: where it is somebody else's nothing can be written."""


SHOWS_BOPS = frozenset({Part.CASE, Part.THREAT, Part.ROUTE, Part.HISTORY})
"""The parts that show what BOPS has said, or what protects. It is a compartment of its own: each
reading of it is told apart in the log. The overview has the measures and who answers for them,
and the history every assessment with what it replaced."""


def list_cases(desk: Desk) -> tuple[CaseRow, ...]:
    """All cases of the vault, by case number, newest first. Logged."""
    desk.vault.log.write(LogCode.CASE_LISTED, {"list": "cases"})
    return _by_number(desk.vault.index.cases())


def search_cases(desk: Desk, text: str) -> tuple[CaseRow, ...]:
    """Cases by name, personnummer, samordningsnummer or case number (with its pseudonym), and by
    nothing else (förordning 2001:637, 15 §). Every word must match. That a search was made is
    logged, never what was searched for. An empty text finds nothing."""
    desk.vault.log.write(LogCode.SEARCHED)
    found: set[StreamId] = set()
    for query in search.looked_for(text):
        found.update(desk.vault.index.find(query.kind.value, query.keys))
    rows = (desk.vault.index.case(stream) for stream in found)
    return _by_number(tuple(row for row in rows if row is not None))


def open_case(desk: Desk, stream: StreamId, why: JsonObject | None = None) -> CaseView:
    """A case, once it stands in the log that it was opened. One that somebody else has is read for
    a reason, ``why`` (``visits.begin``), each time that it is opened anew. Raises Refusal:
    case_unknown, reading_reason_missing; InvalidFields."""
    _known(desk, stream)
    desk.visits.end()
    if why is not None:
        visits.begin(desk, stream, why)
    visits.require(desk, stream, writing.case_records(desk, stream))
    desk.vault.log.write(LogCode.CASE_OPENED, {"stream": stream})
    return _view(desk, stream)


def open_part(desk: Desk, stream: StreamId, part: Part) -> CaseView:
    """A part of a case, once it stands in the log that it was opened, and whether it showed what
    BOPS has said (F003). Raises Refusal: case_unknown, reading_reason_missing unless ``open_case``
    was told why."""
    _known(desk, stream)
    view = _view(desk, stream)
    _log_part(desk, view.state, part)
    return view


def read_again(desk: Desk, stream: StreamId, changes: Changes) -> CaseView:
    """What the page that is already open shows after a write. The write has its own row in the
    log, so that none is added. Raises Refusal: case_unknown; ValueError when the write was not
    in this case."""
    if stream not in changes.streams:
        raise ValueError("the write was in another case")
    _known(desk, stream)
    return _view(desk, stream)


def look(desk: Desk, stream: StreamId, part: Part, changes: Changes | None) -> CaseView:
    """``open_part`` the first time, ``read_again`` after a write."""
    if changes is None:
        return open_part(desk, stream, part)
    return read_again(desk, stream, changes)


def history(desk: Desk, stream: StreamId) -> tuple[HistoryRow, ...]:
    """Every record of a case and what it replaced, identity values masked. Logged. Raises
    Refusal: case_unknown, reading_reason_missing."""
    records = writing.case_records(desk, stream)
    visits.require(desk, stream, records)
    _log_part(desk, fold(stream, records), Part.HISTORY)
    return histories.history(records)


def access_log(
    desk: Desk, stream: StreamId | None, *, before: int | None = None, limit: int = 200
) -> tuple[LogEntry, ...]:
    """The vault's log, of one case or of all, newest first. Reading it is logged too."""
    about = (
        {"part": Part.LOG.value} if stream is None else {"part": Part.LOG.value, "stream": stream}
    )
    desk.vault.log.write(LogCode.PART_OPENED, about)
    return desk.vault.log.entries(stream=stream, before=before, limit=limit)


def state_of(desk: Desk, stream: StreamId) -> CaseState:
    """For use cases that write: what a case adds up to. Shows nobody anything, and so is not
    logged. Raises Refusal: case_unknown."""
    return fold(stream, writing.case_records(desk, stream))


def register_of(desk: Desk) -> Register:
    """What the vault's own register adds up to. Shows nobody anything either."""
    return fold_register(desk.vault.journal.records(desk.vault.journal.register))


def _known(desk: Desk, stream: StreamId) -> None:
    """Refused before the log, so that the log has no row about a case that is not here."""
    if desk.vault.index.case(stream) is None:
        raise Refusal(Reason.CASE_UNKNOWN)


def _log_part(desk: Desk, state: CaseState, part: Part) -> None:
    payload: JsonObject = {"stream": state.stream, "part": part.value}
    if part in SHOWS_BOPS and _holds_bops(state):
        payload = {**payload, "bops": True}
    desk.vault.log.write(LogCode.PART_OPENED, payload)


def _holds_bops(state: CaseState) -> bool:
    """Whether BOPS has said something, or answers for a measure, in any version."""
    measures = (side for each in state.of(facts.ProtectiveMeasure) for side in each.versions)
    return newest_word(state) is not None or any(
        side.fact.responsible is facts.Owner.BOPS for side in measures
    )


def _view(desk: Desk, stream: StreamId) -> CaseView:
    records, today = writing.case_records(desk, stream), desk.now().date()
    stands = visits.require(desk, stream, records)
    state = fold(stream, records)
    rows = () if stands.sealed else due.due_rows(state, desk.law)
    overdue = due.overdue_follow_ups(rows, today)
    return CaseView(
        state=state,
        process=process(desk.process, state, today, overdue, due.to_know(state, desk.law)),
        due=rows,
        drafts=tuple(
            DraftRow(draft.stream, draft.entity, draft.kind, draft.saved_at)
            for draft in desk.vault.drafts.all(stream)
        ),
        today=today,
        standing=stands,
    )


def _by_number(rows: tuple[CaseRow, ...]) -> tuple[CaseRow, ...]:
    return tuple(sorted(rows, key=lambda row: (row.case_number, row.stream), reverse=True))
