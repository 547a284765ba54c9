"""What the decisions of a case look like, decided without a window."""

from __future__ import annotations

from dataclasses import dataclass

from app.casework import due, facts, moments
from app.casework.state import CaseState, Conflict, Entity, Signed
from app.ids import EntityId, RecordId
from app.law.pack import Certainty, LegalPack, Provision
from app.usecases.references import needs_to_choose
from ui import words
from ui.texts import tr
from ui.widgets.editors.choice import Choice


@dataclass(frozen=True, slots=True)
class Wording:
    """One signed wording of a decision."""

    record: RecordId
    heading: str
    """``Bifall 2026-06-01``"""
    rows: tuple[tuple[str, str], ...]
    interventions: tuple[tuple[str, str], ...]
    """What is granted, and for which need with which reason."""
    signed: str


@dataclass(frozen=True, slots=True)
class DecisionView:
    entity: EntityId
    now: Wording
    sides: tuple[Wording, ...]
    dispatched: str
    """``2026-06-02, brev``; empty while it has not been sent."""
    received: str
    appeal_until: str
    """The last day of appeal; empty while nobody knows when the person got the decision."""


def decision_views(state: CaseState, law: LegalPack) -> tuple[DecisionView, ...]:
    """By the day of the decision, latest first."""
    ordered = sorted(
        state.decisions,
        key=lambda each: (each.latest.fact.decided_on, each.latest.record.content.lamport),
        reverse=True,
    )
    return tuple(_view(each, state, law) for each in ordered)


def _view(entity: Entity[facts.Decision], state: CaseState, law: LegalPack) -> DecisionView:
    records = {version.record.id for version in entity.versions}
    sent = [e.latest.fact for e in state.dispatches if e.latest.fact.decision in records]
    got = [e.latest.fact for e in state.receipts if e.latest.fact.decision in records]
    ends = due.appeal_ends(got[-1].received_on, law) if got else None
    sides = entity.head.heads if isinstance(entity.head, Conflict) else ()
    return DecisionView(
        entity=entity.id,
        now=_wording(entity.latest, state),
        sides=tuple(_wording(side, state) for side in sides),
        dispatched=f"{sent[-1].dispatched_on}, {sent[-1].how}" if sent else "",
        received=f"{got[-1].received_on}, {got[-1].how}" if got else "",
        appeal_until=ends.isoformat() if ends else "",
    )


def _wording(version: Signed[facts.Decision], state: CaseState) -> Wording:
    fact, content = version.fact, version.record.content
    decider = f"{fact.decided_by_name}, {fact.decided_by_title} ({fact.delegation})"
    rows = (
        (tr("Ansökan"), fact.applied_for),
        (tr("Lagrum"), fact.provision_text),
        (tr("Motivering"), fact.reasons),
        (tr("Beslutat av"), decider),
        (tr("Stöd som erbjuds i stället"), fact.alternative_support),
        (tr("Följs upp"), moments.shown(fact.follow_up_on)),
    )
    return Wording(
        record=version.record.id,
        heading=f"{words.word(words.OUTCOMES, fact.outcome)} {fact.decided_on}",
        rows=tuple(row for row in rows if row[1]),
        interventions=tuple(_intervention(each, state) for each in fact.interventions),
        signed=words.signed_by(content),
    )


def _intervention(granted: facts.GrantedIntervention, state: CaseState) -> tuple[str, str]:
    until = granted.valid_to or tr("tills vidare")
    extent = f", {granted.extent}" if granted.extent else ""
    what = f"{granted.intervention}{extent}, {granted.valid_from} – {until}"
    area = next((each.need.area for each in needs_to_choose(state) if each.ref == granted.need), "")
    why = tr("Möter behovet: {area}. Skäl: {reason}").format(area=area, reason=granted.reason)
    return what, why


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
