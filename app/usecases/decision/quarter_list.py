"""The list, across all cases, of favourable decisions that are not carried out in time, which goes
to the Health and Social Care Inspectorate and the auditors once a quarter (SoL 34 kap. 1 §; X13).

It holds case numbers, days, kinds of intervention and short reasons: no pseudonym and no name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.casework import quarters
from app.casework.execution import Carried, not_executed, waits_ended
from app.casework.state import CaseState
from app.casework.unit_facts import QuarterReport
from app.documents.blocks import Document
from app.documents.not_executed import ListedWait, UnexecutedList, not_executed_list
from app.errors import Reason, Refusal
from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.ports import LogCode, Progress, no_progress
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.identity import named_in
from app.usecases.reading import register_of, state_of
from app.usecases.registers import own_card
from app.usecases.typed import Typed

_OFFERED = 8
_RULE = "sol-2025-34-1"


@dataclass(frozen=True, slots=True)
class QuarterList:
    """One quarter's list, as the vault knows it today."""

    quarter: str
    as_of: date
    """The quarter's last day, or today while it has not come."""
    rows: tuple[ListedWait, ...]
    reported: tuple[QuarterReport, ...]
    """That it has been handed in, the latest first."""


def quarters_to_choose(desk: Desk) -> tuple[str, ...]:
    """Two years of quarters, the present one first."""
    return quarters.latest(desk.now().date(), _OFFERED)


def quarter_list(desk: Desk, quarter: str, progress: Progress = no_progress) -> QuarterList:
    """What waits at the end of the quarter (or today) and has done so for longer than the law
    allows, and what had and was carried out during it. By case number. Logged first. Raises
    ValueError for what is no quarter; Cancelled."""
    first, last = quarters.days_of(quarter)
    as_of = min(last, desk.now().date())
    desk.vault.log.write(LogCode.CASE_LISTED, {"list": "not_executed", "quarter": quarter})
    rows: list[ListedWait] = []
    decided = [case.stream for case in desk.vault.index.cases() if case.decision]
    for done, stream in enumerate(decided):
        progress(done, len(decided))
        rows += _rows(desk, state_of(desk, stream), first, as_of)
    progress(len(decided), len(decided))
    return QuarterList(quarter, as_of, tuple(sorted(rows, key=_order)), reports(desk, quarter))


def reports(desk: Desk, quarter: str) -> tuple[QuarterReport, ...]:
    """That the quarter's list was handed in, the latest first."""
    register = register_of(desk)
    found = (side.fact for each in register.of(QuarterReport) for side in each.sides)
    return tuple(sorted((one for one in found if one.quarter == quarter), key=_day, reverse=True))


def report_quarter(desk: Desk, entity: EntityId, typed: JsonObject) -> Changes:
    """That the list was handed in. ``typed``: quarter (of ``quarters_to_choose``), reported_on,
    to, note. How many rows it had is counted here. Raises InvalidFields; Refusal:
    already_signed."""
    fields = Typed(typed, desk.now().date())
    quarter = fields.code("quarter", quarters_to_choose(desk), required=True)
    reported_on = fields.day("reported_on", required=True, past=True)
    to = fields.line("to", required=True)
    note = fields.text("note")
    fields.check()
    made = QuarterReport(
        quarter=quarter,
        reported_on=reported_on,
        rows=len(quarter_list(desk, quarter).rows),
        to=to,
        note=note,
    )
    register = desk.vault.journal.register
    writing.add(desk, register, entity, made, happened_at=reported_on)
    return Changes.of(register, Part.UNITS, Part.WATCH, Part.DRAFTS, entity=entity)


def quarter_document(desk: Desk, listed: QuarterList) -> Document:
    """The list on paper, for ``unit_papers``. Raises Refusal: author_unknown;
    unit_paper_points_out when a case's own words name its person."""
    streams = {case.case_number: case.stream for case in desk.vault.index.cases()}
    for row in listed.rows:
        stream = streams.get(row.case_number)
        if stream is not None and named_in(desk, stream, row.intervention, row.reason):
            raise Refusal(Reason.UNIT_PAPER_POINTS_OUT)
    card = own_card(desk)
    rule = desk.law.provision(_RULE, listed.as_of)
    return not_executed_list(
        UnexecutedList(
            municipality=card.municipality,
            unit=card.unit,
            quarter=listed.quarter,
            as_of=listed.as_of,
            rows=listed.rows,
            rule=rule.reference if rule else "",
        )
    )


def _rows(desk: Desk, state: CaseState, first: date, as_of: date) -> Iterator[ListedWait]:
    if state.case_file is None:
        raise Refusal(Reason.CASE_UNKNOWN)
    number = state.case_file.latest.fact.case_number
    for carried in not_executed(state, desk.law, as_of):
        yield _row(number, carried, carried.since, as_of, executed_on="")
    for wait in waits_ended(state, desk.law, first, as_of):
        if wait.until is not None:
            done = wait.until.isoformat() if wait.resumed else ""
            yield _row(number, wait.carried, wait.since, wait.until, executed_on=done)


def _row(
    number: str, carried: Carried, since: date, until: date, *, executed_on: str
) -> ListedWait:
    return ListedWait(
        case_number=number,
        decided_on=carried.decided_on,
        intervention=carried.granted.intervention,
        interrupted_on="" if since.isoformat() == carried.decided_on else since.isoformat(),
        days=(until - since).days,
        reason=carried.reason,
        executed_on=executed_on,
        over=carried.standing.value == "over" and not executed_on,
    )


def _order(row: ListedWait) -> tuple[str, str, str, int]:
    return (row.case_number, row.decided_on, row.intervention, -row.days)


def _day(report: QuarterReport) -> str:
    return report.reported_on
