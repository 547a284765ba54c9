"""What one part of a case can point at in another, as codes that a choice in a form can hold.

A code is ``<record id>/<key>``: the key of a need within its assessment, or of a granted
intervention within its decision.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.casework import facts
from app.casework.state import CaseState
from app.ids import RecordId


@dataclass(frozen=True, slots=True)
class NeedChoice:
    """A need that a signed assessment has found."""

    code: str
    ref: facts.NeedRef
    need: facts.Need


@dataclass(frozen=True, slots=True)
class GrantedChoice:
    """An intervention that a decision has granted."""

    code: str
    decision: RecordId
    granted: facts.GrantedIntervention


def need_code(ref: facts.NeedRef | None) -> str:
    """The code of a need; empty for none."""
    return "" if ref is None else f"{ref.assessment}/{ref.key}"


def granted_code(decision: RecordId | None, key: str) -> str:
    """The code of a granted intervention; empty for none."""
    return "" if decision is None else f"{decision}/{key}"


def needs_to_choose(state: CaseState, assessment: RecordId | None = None) -> tuple[NeedChoice, ...]:
    """The needs of every signed assessment, or of one, in the order of the assessments. Need 0
    is no need, and is left out."""
    return tuple(
        NeedChoice(need_code(ref), ref, need)
        for entity in state.assessments
        for version in entity.versions
        if assessment is None or version.record.id == assessment
        for need in version.fact.needs
        if need.level > 0
        for ref in (facts.NeedRef(assessment=version.record.id, key=need.key),)
    )


def granted_to_choose(state: CaseState) -> tuple[GrantedChoice, ...]:
    """Every intervention that a decision of the case has granted, once however often the decision
    has been corrected: by the code of its first wording, with the words of its last."""
    found: list[GrantedChoice] = []
    for entity in state.decisions:
        latest = {each.key: each for each in entity.latest.fact.interventions}
        seen: set[str] = set()
        for version in entity.versions:
            for granted in version.fact.interventions:
                if granted.key not in seen:
                    seen.add(granted.key)
                    code = granted_code(version.record.id, granted.key)
                    now = latest.get(granted.key, granted)
                    found.append(GrantedChoice(code, version.record.id, now))
    return tuple(found)
