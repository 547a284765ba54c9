"""How the marks of aims and goals have gone, as values for a chart and its table.

A mark is compared with itself alone, never added up and never set against another person's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.casework import facts, moments
from app.casework.facts import FollowUpStatus
from app.casework.state import CaseState
from app.ids import EntityId
from app.usecases.planning.follow_ups import HIGHEST_MARK
from ui.texts import tr
from ui.widgets.line_chart import Line, mark


@dataclass(frozen=True, slots=True)
class Marks:
    """``lines`` have a value for each of ``days``, or None. Empty where nothing has a mark."""

    days: tuple[date, ...] = ()
    lines: tuple[Line, ...] = ()

    def headings(self) -> tuple[str, ...]:
        named = (f"{mark(number)} {line.name}" for number, line in enumerate(self.lines))
        return (tr("Dag"), *named)

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """One for each day, as the chart has them."""
        return tuple(
            (
                day.isoformat(),
                *("–" if line.values[at] is None else str(line.values[at]) for line in self.lines),
            )
            for at, day in enumerate(self.days)
        )

    def told(self, at: int) -> str:
        """One day in words: ``2026-06-01. Sova hela natten: 4 av 10.``"""
        said = (
            f"{line.name}: {line.values[at]} {tr('av')} {HIGHEST_MARK}."
            for line in self.lines
            if line.values[at] is not None
        )
        return " ".join((f"{self.days[at].isoformat()}.", *said))

    def all_told(self) -> str:
        return " ".join(self.told(at) for at in range(len(self.days)))


_Key = tuple[EntityId | None, str, str]
"""The plan (whatever its version), aims or goals, and the key in it."""


def marks(state: CaseState) -> Marks:
    """Of every follow-up that has been carried out, by day. One that is disputed says nothing."""
    done = sorted(
        (
            each.latest.fact
            for each in state.of(facts.FollowUp)
            if not each.disputed and each.latest.fact.status is FollowUpStatus.DONE
        ),
        key=lambda fact: fact.done_on,
    )
    plans = {version.record.id: plan.id for plan in state.plans for version in plan.versions}
    names: dict[_Key, str] = {}
    occasions: list[tuple[date, dict[_Key, int]]] = []
    for fact in done:
        plan = plans.get(fact.plan) if fact.plan else None
        given: dict[_Key, int] = {}
        for key, answer in _answers(fact, plan):
            if answer.score is not None:
                given[key] = answer.score
                names[key] = answer.text
        day = moments.day_or_none(fact.done_on)
        if given and day is not None:
            occasions.append((day, given))
    return Marks(
        days=tuple(day for day, _ in occasions),
        lines=tuple(
            Line(name, tuple(given.get(key) for _, given in occasions))
            for key, name in names.items()
        ),
    )


def _answers(fact: facts.FollowUp, plan: EntityId | None) -> Iterator[tuple[_Key, facts.AimAnswer]]:
    yield from (((plan, "aim", each.key), each) for each in fact.aims)
    yield from (((plan, "goal", each.key), each) for each in fact.goals)
