"""What the forms of the page offer to choose among."""

from __future__ import annotations

from app.casework.facts import Outcome
from app.casework.state import CaseState
from app.law.pack import Certainty, Provision
from app.usecases.decision.communication import material_to_choose
from app.usecases.decision.decision_change import changeable
from app.usecases.references import granted_to_choose, needs_to_choose
from ui import words
from ui.texts import tr
from ui.widgets.editors.choice import Choice


def provision_choices(provisions: tuple[Provision, ...]) -> tuple[Choice, ...]:
    return tuple(
        Choice(each.key, f"{each.short} – {each.heading}", each.reference) for each in provisions
    )


def doubt_about(provisions: tuple[Provision, ...], key: str) -> str:
    """One sentence when a provision in the pack is not certain; empty when it is."""
    chosen = next((each for each in provisions if each.key == key), None)
    if chosen is None or chosen.certainty is Certainty.CERTAIN:
        return ""
    return tr(
        "Hänvisningen till {reference} är inte kontrollerad mot lagtexten. Fråga en jurist innan "
        "du använder den."
    ).format(reference=chosen.reference)


def assessment_choices(state: CaseState) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            entity.latest.record.id,
            f"{entity.latest.fact.title}, {entity.latest.fact.completed_on}",
        )
        for entity in reversed(state.bases)
    )


def need_choices(state: CaseState) -> tuple[Choice, ...]:
    """Every need of the assessments that a decision can rest on, told apart by the assessment's
    day where there are several."""
    several = len(state.bases) > 1
    days = {
        version.record.id: version.fact.completed_on
        for entity in state.bases
        for version in entity.versions
    }
    return tuple(
        Choice(
            each.code,
            tr("{area} (behov {level})").format(area=each.need.area, level=each.need.level)
            + (f", {days[each.ref.assessment]}" if several else ""),
            each.need.goal,
        )
        for each in needs_to_choose(state)
        if each.ref.assessment in days
    )


def changeable_choices(state: CaseState) -> tuple[Choice, ...]:
    """``Bifall 2026-06-01: Boende, kontaktperson``."""
    return tuple(
        Choice(each.latest.record.id, f"{_named(each.latest.fact.outcome)} {what}")
        for each in changeable(state)
        for what in (
            f"{each.latest.fact.decided_on}: "
            + ", ".join(one.intervention for one in each.latest.fact.interventions),
        )
    )


def _named(outcome: Outcome) -> str:
    return words.word(words.OUTCOMES, outcome)


def material_choices(state: CaseState) -> tuple[Choice, ...]:
    return tuple(Choice(each.record, each.text) for each in material_to_choose(state))


def granted_choices(state: CaseState) -> tuple[Choice, ...]:
    days = {
        version.record.id: version.fact.decided_on
        for entity in state.decisions
        for version in entity.versions
    }
    return tuple(
        Choice(each.code, f"{each.granted.intervention}, {days[each.decision]}")
        for each in granted_to_choose(state)
    )
