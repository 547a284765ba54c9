"""The steps of a case and what is missing in each, for the bar that leads to it.

Which steps there are, what belongs to each and who does it stands in a table
(``table``); what a gap or a condition means stands in code. The program never stops
anybody because of a step: it says what is missing and where that is done. No step, however it
stands, ends a decision that runs (SoL 14 kap. 9 §, FL 37 §).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.casework import facts
from app.casework.facts import StepMarkKind
from app.casework.process.codes import Condition, Missing, NextRole, StepStatus
from app.casework.process.conditions import holds
from app.casework.process.looked import Gaps, Looked
from app.casework.process.settling import SETTLING
from app.casework.process.table import Phase, ProcessTable, StepRow
from app.casework.process.way_gaps import WAY_GAPS
from app.casework.process.work_gaps import WORK_GAPS
from app.casework.state import CaseState
from app.ids import EntityId
from app.ports import DueRow

GAPS: Mapping[Missing, Gaps] = {**WAY_GAPS, **WORK_GAPS, **SETTLING}


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing and the part of the case where it is done, a value of
    ``usecases.changes.Part``."""

    missing: Missing
    part: str
    late_since: str = ""
    """The day, ``YYYY-MM-DD``, of what should have been done by then; empty for the rest."""
    entity: EntityId | None = None
    """What it is about."""
    next: NextRole = NextRole.CASEWORKER
    optional: bool = False
    """Named, but holds nothing up: a person may stay unknown."""


@dataclass(frozen=True, slots=True)
class Step:
    row: StepRow
    status: StepStatus
    gaps: tuple[Gap, ...]
    """In the order in which they are best dealt with: what is late first, what may stay last."""
    mark: facts.StepMark | None = None
    """What the caseworker has said of it, while it holds."""

    @property
    def key(self) -> str:
        return self.row.key

    @property
    def late(self) -> bool:
        return any(gap.late_since for gap in self.gaps)


@dataclass(frozen=True, slots=True)
class Process:
    """Where a case is: the phases and their steps, in order."""

    phases: tuple[Phase, ...]
    steps: tuple[Step, ...]

    @property
    def current(self) -> Step | None:
        """The first step that something holds up; None when nothing does."""
        return next((each for each in self.steps if each.status is StepStatus.CURRENT), None)

    def of(self, phase: Phase) -> tuple[Step, ...]:
        return tuple(each for each in self.steps if each.row.phase == phase.key)

    def status_of(self, phase: Phase) -> StepStatus:
        """A phase is what its most urgent step is."""
        found = {step.status for step in self.of(phase)}
        return next((status for status in _BY_URGENCY if status in found), StepStatus.NOT_NEEDED)

    def late(self, phase: Phase) -> bool:
        return any(step.late for step in self.of(phase))

    def step(self, key: str) -> Step | None:
        return next((each for each in self.steps if each.key == key), None)


def process(
    table: ProcessTable,
    state: CaseState,
    today: date,
    overdue: Sequence[DueRow] = (),
    to_know: Sequence[DueRow] = (),
) -> Process:
    """Where the case is on a day. At most one step is current. ``overdue`` and ``to_know`` are
    what ``due.overdue_follow_ups`` and ``due.to_know`` give of the same state. Never raises."""
    looked = Looked(state, today, tuple(overdue), tuple(to_know))
    found: list[Step] = []
    reached: dict[str, bool] = {}
    current = False
    for row in table.steps:
        mark = mark_of(state, row.key)
        gaps = _gaps(table, row, looked, skipped=mark is not None)
        held_up = any(not gap.optional for gap in gaps)
        status = _status(row, looked, mark, held_up=held_up)
        if status is None:
            status = StepStatus.OPEN if current else StepStatus.CURRENT
            if not all(reached.get(need, True) for need in row.needs):
                status = StepStatus.LATER if current else StepStatus.CURRENT
            current = True
        reached[row.key] = status in _PASSED
        shown = gaps if status not in (StepStatus.NOT_NEEDED, StepStatus.NOT_YET) else ()
        found.append(Step(row, status, shown, mark))
    return Process(table.phases, tuple(found))


_BY_URGENCY = (
    StepStatus.CURRENT,
    StepStatus.OPEN,
    StepStatus.LATER,
    StepStatus.NOT_YET,
    StepStatus.DONE,
    StepStatus.SKIPPED,
    StepStatus.NOT_NEEDED,
)
_PASSED = frozenset(
    {StepStatus.DONE, StepStatus.SKIPPED, StepStatus.NOT_NEEDED, StepStatus.NOT_YET}
)
_ENDING = frozenset({Condition.CLOSED, Condition.NOTHING_RUNS})


def _status(
    row: StepRow, looked: Looked, mark: facts.StepMark | None, *, held_up: bool
) -> StepStatus | None:
    """None for a step in which something is missing."""
    late = any(True for _ in _late(row, looked))
    if not holds(Condition(row.applies), looked) and not late:
        return StepStatus.NOT_NEEDED
    if not holds(Condition(row.begins), looked) and not late:
        return StepStatus.NOT_YET
    if mark is not None and not held_up:
        skipped = mark.mark is StepMarkKind.SKIPPED
        return StepStatus.SKIPPED if skipped else StepStatus.DONE
    if not held_up:
        return StepStatus.DONE
    if looked.closed and Condition(row.begins) not in _ENDING and not late:
        return StepStatus.NOT_NEEDED
    return None


def _late(row: StepRow, looked: Looked) -> Iterator[str]:
    """What is late, or stands in two versions, is told whatever the step is."""
    for key in row.gaps:
        missing = Missing(key)
        for found in GAPS[missing](looked):
            if found.late_since or missing in SETTLING:
                yield found.late_since


def _gaps(table: ProcessTable, row: StepRow, looked: Looked, *, skipped: bool) -> tuple[Gap, ...]:
    """Of a step that is skipped or done elsewhere only what is late, and what stands in two
    versions: a mark hides neither."""
    found = [
        Gap(
            missing=Missing(key),
            part=gap.part,
            late_since=each.late_since,
            entity=each.entity,
            next=NextRole(gap.next),
            optional=gap.optional,
        )
        for key in row.gaps
        for gap in (table.gaps[Missing(key)],)
        for each in GAPS[Missing(key)](looked)
        if not skipped or each.late_since or Missing(key) in SETTLING
    ]
    return tuple(sorted(found, key=lambda gap: (not gap.late_since, gap.optional)))


def mark_of(state: CaseState, step: str) -> facts.StepMark | None:
    """What was last said of a step, unless it was taken back."""
    marks = [each.latest for each in state.of(facts.StepMark) if each.latest.fact.step == step]
    if not marks:
        return None
    last = max(marks, key=lambda each: (each.record.content.lamport, each.record.id)).fact
    return None if last.mark is StepMarkKind.REOPENED else last
