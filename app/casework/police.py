"""What BOPS has said, question by question.

BOPS answers in pieces: first whether the person belongs to the target group, later how high the
threat is. So each question has the answer of the latest assessment that speaks of it; a message
about something else does not take an answer back. Latest is by the day of the assessment, and of
one day what was signed last: an old letter that is noted afterwards changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.casework.facts import Owner, ThreatAssessment, ThreatLevel, YesNoPending
from app.casework.state import CaseState, Entity, Signed

Said = Signed[ThreatAssessment]
Answer = Callable[[ThreatAssessment], str]


@dataclass(frozen=True, slots=True)
class Word:
    """The answer to one question."""

    value: str
    said: Said
    disputed: bool
    """Whether the assessment has two wordings. Until somebody has chosen, the one that calls for
    more protection counts."""


_LEVELS = (ThreatLevel.LOW, ThreatLevel.MEDIUM, ThreatLevel.HIGH)
_ANSWERS = (YesNoPending.NO, YesNoPending.PENDING, YesNoPending.YES)
"""Each in the order in which they call for protection."""


def said_of_level(state: CaseState) -> Word | None:
    """A ``ThreatLevel``, never ``not_assessed``; None when BOPS has named none."""
    return _said(state, _level, _LEVELS)


def said_of_relocation(state: CaseState) -> Word | None:
    """A ``YesNoPending``: whether the person needs to move away."""
    return _said(state, _relocation, _ANSWERS)


def said_of_target(state: CaseState) -> Word | None:
    """A ``YesNoPending``: whether BOPS counts the person to the target group (F042)."""
    return _said(state, _target, _ANSWERS)


def assessments_of(state: CaseState, *owners: Owner) -> tuple[Entity[ThreatAssessment], ...]:
    """What these have said, the latest last."""
    found = (each for each in state.threats if each.latest.fact.owner in owners)
    return tuple(sorted(found, key=_order))


def newest_word(state: CaseState) -> Entity[ThreatAssessment] | None:
    """The latest that BOPS has said of anything."""
    found = assessments_of(state, Owner.BOPS)
    return found[-1] if found else None


def _order(entity: Entity[ThreatAssessment]) -> tuple[str, int, str]:
    latest = entity.latest
    return (latest.fact.assessed_on, latest.record.content.lamport, latest.record.id)


def _said(state: CaseState, answer: Answer, by_protection: Sequence[str]) -> Word | None:
    for entity in reversed(assessments_of(state, Owner.BOPS)):
        sides = [side for side in entity.sides if answer(side.fact)]
        if sides:
            said = max(sides, key=lambda side: by_protection.index(answer(side.fact)))
            return Word(answer(said.fact), said, entity.disputed)
    return None


def _level(fact: ThreatAssessment) -> str:
    return "" if fact.level is ThreatLevel.NOT_ASSESSED else fact.level.value


def _relocation(fact: ThreatAssessment) -> str:
    return fact.relocation_needed.value if fact.relocation_needed else ""


def _target(fact: ThreatAssessment) -> str:
    return fact.target_group.value if fact.target_group else ""
