"""Whether and how gender-specific factors were noticed in the unit's cases (F145, F173).

The ways are told without cases and without counts: they are few, and each is somebody's. The
states are counted, exactly inside the unit and with small counts hidden in what is published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.casework.facts import GenderFactors, GenderState
from app.casework.suppression import Published, published
from app.ports import Progress, no_progress
from app.usecases.desk import Desk
from app.usecases.personal_data import personal_data_in
from app.usecases.unit.all_cases import all_cases


class GenderCount(StrEnum):
    """Every case counts in one of them."""

    NOTICED = "noticed"
    NOT_RELEVANT = "not_relevant"
    NOT_DONE = "not_done"
    NOT_SAID = "not_said"
    """Nobody has answered the question in the case."""


@dataclass(frozen=True, slots=True)
class GenderList:
    ways: tuple[str, ...]
    """In alphabetical order, so that it does not follow the cases'; each only once."""
    withheld: int
    """Ways that seem to hold a number or the like of a person, and so are not shown."""
    counts: Mapping[GenderCount, int]

    @property
    def for_publication(self) -> Published[GenderCount]:
        return published(self.counts)


def gender_list(desk: Desk, progress: Progress = no_progress) -> GenderList:
    """Logged as a list of cases. Raises Cancelled."""
    counted: Counter[GenderCount] = Counter()
    ways: set[str] = set()
    for case in all_cases(desk, "gender_factors", progress):
        found = case.state.only(GenderFactors)
        fact = found.latest.fact if found else None
        counted[GenderCount(fact.state) if fact else GenderCount.NOT_SAID] += 1
        if fact is not None and fact.state is GenderState.NOTICED:
            ways.update(line for each in fact.ways.splitlines() if (line := each.strip()))
    shown = sorted((way for way in ways if not personal_data_in(way)), key=str.casefold)
    return GenderList(
        tuple(shown), len(ways) - len(shown), {each: counted[each] for each in GenderCount}
    )
