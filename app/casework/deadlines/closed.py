"""What counts from the end of a case: D20."""

from __future__ import annotations

from collections.abc import Iterator

from app.casework import facts
from app.casework.deadlines.rows import counted
from app.casework.state import CaseState, CaseStatus
from app.law.pack import DeadlineKey, LegalPack
from app.ports import DueRow


def retention(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """D20, SoL 16 kap. 1 §: five years from the last note of a closed case. That something else
    keeps it is for ``casework.retention``, which knows more than the case."""
    if state.status is not CaseStatus.CLOSED:
        return
    last = max(
        state.of(facts.Closing), key=lambda each: each.latest.record.content.lamport, default=None
    )
    if last is not None:
        day = state.changed_at[:10]
        yield from counted(state, law, DeadlineKey.RETENTION, last.id, day)
