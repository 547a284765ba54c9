"""Children who come up: the report, and the fourteen days of a preliminary assessment: D19."""

from __future__ import annotations

from collections.abc import Iterator

from app.casework import facts
from app.casework.deadlines.rows import counted
from app.casework.state import CaseState
from app.law.pack import DeadlineKey, LegalPack
from app.ports import DueRow


def child_reports(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """SoL 19 kap. 1 §: at once, until the report is made or found not to be needed."""
    for each in state.of(facts.ChildAlert):
        for fact in (side.fact for side in each.sides):
            if fact.report is facts.ReportState.TO_DO and not fact.closed_on:
                key = DeadlineKey.CHILD_REPORT
                yield from counted(state, law, key, each.id, fact.raised_on)


def child_assessments(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """D19, SoL 20 kap. 2 §: from the report; or, where it is another's and its day is not known,
    from when the preliminary assessment began; until the alert is closed."""
    for each in state.of(facts.ChildAlert):
        for fact in (side.fact for side in each.sides):
            if not fact.closed_on:
                key = DeadlineKey.CHILD_ASSESSMENT
                start = fact.reported_on or fact.opened_on
                yield from counted(state, law, key, each.id, start)
