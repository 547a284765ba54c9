"""The vault's own log by day, for the one it is about."""

from __future__ import annotations

from app.casework.log_review import Detail, ReviewRow
from app.errors import Fault
from app.jsonvalue import JsonObject
from app.log_chain import START, ChainRow
from app.ports import LogCode
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.handover.logs.met_cases import MetCases
from app.usecases.typed import Typed


def own_log(desk: Desk, typed: JsonObject) -> tuple[ReviewRow, ...]:
    """Every row of some days, newest first, cases by number. ``typed``: first_day, last_day. Logged
    before it is read. Raises InvalidFields."""
    fields = Typed(typed, desk.now().date())
    first = fields.day("first_day", required=True)
    last = fields.day("last_day", required=True)
    fields.not_before("last_day", last, "first_day", first)
    if first and first > fields.today.isoformat():
        fields.problem("first_day", Fault.IN_THE_FUTURE)
    fields.check()
    desk.vault.log.write(LogCode.PART_OPENED, {"part": Part.LOG.value})
    span = desk.vault.log.span(first, last)
    if span is None:
        return ()
    cases = MetCases(desk)
    return tuple(_row(cases, row) for row in reversed(desk.vault.log.chain(*span)))


def _row(cases: MetCases, row: ChainRow) -> ReviewRow:
    kind = cases.told_of(row)
    case = cases.of(row)
    gone = row.payload is None and row.payload_hash != START
    return ReviewRow(
        sequence=row.sequence,
        at=row.at,
        code=row.code,
        said={**(row.payload or {}), **(kind or {})},
        detail=Detail.GONE if gone else Detail.PROVED,
        case_number=case.number if case is not None else "",
        protected=case is not None and case.protected,
        whose=case.whose if case is not None else None,
    )
