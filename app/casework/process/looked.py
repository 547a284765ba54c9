"""What the gaps and conditions of the process look at, and what they answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from app.casework import decided, facts
from app.casework.state import CaseState, CaseStatus
from app.ids import EntityId
from app.law.pack import DeadlineKey
from app.ports import DueRow


@dataclass(frozen=True, slots=True)
class Looked:
    """A case on a day."""

    state: CaseState
    today: date
    overdue: tuple[DueRow, ...] = ()
    """What ``due.overdue_follow_ups`` gives of the same state and day."""
    to_know: tuple[DueRow, ...] = ()
    """What ``due.to_know`` gives of the same state."""

    @property
    def decided(self) -> bool:
        return bool(self.state.decisions)

    @property
    def closed(self) -> bool:
        return self.state.status is CaseStatus.CLOSED

    @property
    def something_granted(self) -> bool:
        """Whether any decision, as somebody holds it, grants something."""
        outcomes = {
            side.fact.outcome for decision in self.state.decisions for side in decision.sides
        }
        return not outcomes.isdisjoint(decided.GRANTS)

    @property
    def runs(self) -> bool:
        """Whether something that was granted still holds. Nothing but its own end or a later
        decision makes it stop (SoL 14 kap. 9 §, FL 37 §)."""
        return any(True for _ in decided.running(self.state, self.today))

    @property
    def appeal_open(self) -> bool:
        """Whether the person may still appeal (FL 44 §), or an appeal waits for its end."""
        may = any(
            row.code == DeadlineKey.APPEAL and row.due >= self.today.isoformat()
            for row in self.to_know
        )
        return may or any(_waits(each.latest.fact) for each in self.state.of(facts.Appeal))

    def passed(self, day: str) -> bool:
        """Whether a stored whole day lies before today."""
        return bool(day) and day < self.today.isoformat()

    def closing(self) -> facts.Closing | None:
        """The note of the latest closing."""
        closings = self.state.of(facts.Closing)
        return closings[-1].latest.fact if closings else None


def _waits(appeal: facts.Appeal) -> bool:
    late = appeal.timeliness is facts.AppealTimeliness.LATE
    given = appeal.reconsidered is facts.Reconsidered.CHANGED_WHOLLY
    return not (late or given or appeal.court_decided_on)


@dataclass(frozen=True, slots=True)
class Found:
    """That something is missing, and what it is about."""

    entity: EntityId | None = None
    late_since: str = ""
    """The day, ``YYYY-MM-DD``, by which it should have been done; empty for the rest."""


Gaps = Callable[[Looked], Iterator[Found]]
"""Everything of one kind that is missing. Never raises."""


def when(lacks: Callable[[Looked], bool]) -> Gaps:
    """A gap that is there or not."""

    def gaps(looked: Looked) -> Iterator[Found]:
        if lacks(looked):
            yield Found()

    return gaps
