"""What a case's decisions mean together: which of them grant, which still run, which replace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.casework import facts
from app.casework.facts import Outcome
from app.casework.moments import day_or_none
from app.casework.state import CaseState, Entity
from app.ids import RecordId

Decided = Entity[facts.Decision]

GRANTS = frozenset({Outcome.GRANTED, Outcome.PARTLY_GRANTED, Outcome.CHANGED})
"""Outcomes with interventions. A change says anew what is granted from then on."""

CHANGES = frozenset({Outcome.CHANGED, Outcome.ENDED})
"""Outcomes that name an earlier decision (SoL 14 kap. 9 §, FL 37 §)."""

PROCEDURAL = frozenset({Outcome.DISMISSED, Outcome.WRITTEN_OFF})
"""The matter itself is not examined, so that no assessment is needed (F046)."""

LEGALITY_ONLY = frozenset({"sol-2025-11-4", "sol-2025-11-5", "sol-2001-4-2"})
"""Keys of provisions by which nobody has a right to what is decided: SoL 35 kap. 1 § does not name
them, and what rests on them is tried for its legality alone (kommunallagen 13 kap.)."""

REFUSES = frozenset({Outcome.REFUSED, Outcome.PARTLY_GRANTED, Outcome.DISMISSED})
"""Somebody is told no, in whole or in part (F085)."""


def versions_of(entity: Decided) -> frozenset[RecordId]:
    """Every record of one decision: what was sent or appealed may name an earlier wording."""
    return frozenset(version.record.id for version in entity.versions)


def decision_of(state: CaseState, record: RecordId) -> Decided | None:
    """The decision that a record is a wording of."""
    return next((each for each in state.decisions if record in versions_of(each)), None)


def replaced_on(state: CaseState, entity: Decided) -> date | None:
    """The first day on which a decision no longer holds because a later one changes or ends it;
    None while none does. Of a disputed later decision every side counts."""
    mine = versions_of(entity)
    days = [
        day
        for each in state.decisions
        if each.id != entity.id
        for side in each.sides
        if side.fact.changes in mine and (day := _takes_over(side.fact)) is not None
    ]
    return min(days, default=None)


def _takes_over(later: facts.Decision) -> date | None:
    last = day_or_none(later.ends_on)
    if later.outcome is Outcome.ENDED and last is not None:
        return date.fromordinal(last.toordinal() + 1) if last < date.max else last
    return day_or_none(later.decided_on)


def goes_to_court(decision: facts.Decision) -> bool:
    """Whether a decision is appealed to the administrative court (SoL 35 kap. 1 §, FL 41 §)."""
    return decision.provision not in LEGALITY_ONLY


def until_further_notice(decision: facts.Decision) -> bool:
    """Whether anything granted has no end: then SoL 14 kap. 9 § rules a change to the person's
    disadvantage, and otherwise FL 37 § second paragraph alone."""
    return any(not granted.valid_to for granted in decision.interventions)


def running(state: CaseState, day: date) -> Iterator[Decided]:
    """Favourable decisions in which something still holds on the day. Nothing but its own end or
    a later decision makes one stop: an answer in a follow-up never does (F069)."""
    for entity in state.decisions:
        replaced = replaced_on(state, entity)
        if replaced is not None and replaced <= day:
            continue
        if any(holds(granted, day) for side in entity.sides for granted in side.fact.interventions):
            yield entity


def holds(granted: facts.GrantedIntervention, day: date) -> bool:
    """Whether what was granted has not come to its end: its last day is a day on which it holds."""
    last = day_or_none(granted.valid_to)
    return last is None or last >= day
