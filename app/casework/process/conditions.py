"""What the conditions of the table of steps mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.casework import facts
from app.casework.facts import DecisionBasis, Path, Route, YesNoPending
from app.casework.police import said_of_relocation
from app.casework.process.codes import Condition
from app.casework.process.looked import Looked
from app.casework.state import CaseState

_UNEXAMINED = frozenset({DecisionBasis.WITHOUT_ASSESSMENT, DecisionBasis.PROCEDURAL})


def holds(condition: Condition, looked: Looked) -> bool:
    """Whether a condition of the table holds. Never raises."""
    return _MEANINGS[condition](looked)


def _examined(looked: Looked) -> bool:
    """Help without individual assessment and a matter that is not examined need none (F046)."""
    if looked.state.assessments or not looked.decided:
        return True
    sides = (side.fact for decision in looked.state.decisions for side in decision.sides)
    return any(fact.basis not in _UNEXAMINED for fact in sides)


def _placement(looked: Looked) -> bool:
    """High threat is the central unit's, and so is every move that goes through it."""
    word = said_of_relocation(looked.state)
    moves = word is not None and word.value == YesNoPending.YES
    return looked.something_granted and (moves or route(looked.state) is Route.CENTRAL)


def _central_unit(looked: Looked) -> bool:
    criteria = looked.state.only(facts.Criteria)
    leads_there = criteria is not None and criteria.latest.fact.path is Path.CENTRAL
    return leads_there or bool(looked.state.of(facts.Referral))


def route(state: CaseState) -> Route | None:
    """The route of the unit that handles the case; None while none is chosen."""
    chosen = state.only(facts.HandlingUnit)
    return chosen.latest.fact.route if chosen else None


def _nothing_runs(looked: Looked) -> bool:
    """Nobody is shown the way out while a no can still be appealed."""
    over = looked.decided and not looked.runs and not looked.appeal_open
    return looked.closed or over


_MEANINGS: Mapping[Condition, Callable[[Looked], bool]] = {
    Condition.ALWAYS: lambda _: True,
    Condition.EXAMINED: _examined,
    Condition.SOMETHING_GRANTED: lambda looked: looked.something_granted or not looked.decided,
    Condition.PLACEMENT: _placement,
    Condition.CENTRAL_UNIT: _central_unit,
    Condition.NOTHING_RUNS: _nothing_runs,
    Condition.CLOSED: lambda looked: looked.closed,
}
