"""What the decisions of a case look like, decided without a window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.casework import due, facts, moments
from app.casework.decided import GRANTS, goes_to_court, replaced_on, versions_of
from app.casework.facts import DecisionBasis
from app.casework.state import CaseState, Conflict, Entity, Signed
from app.ids import EntityId, RecordId
from app.law.pack import LegalPack
from app.usecases.decision.decision_doubts import Doubt, still_missing
from app.usecases.references import needs_to_choose
from ui import words
from ui.decision_words import BASES, DOUBTS
from ui.pages.decision.after import AppealView, CarriedView, Told, appeal_views, carried_views
from ui.texts import tr


@dataclass(frozen=True, slots=True)
class Wording:
    """One signed wording of a decision."""

    record: RecordId
    heading: str
    """``Bifall 2026-06-01``"""
    rows: tuple[tuple[str, str], ...]
    items: tuple[tuple[str, str], ...]
    """What was applied for, part by part, with the answer."""
    interventions: tuple[tuple[str, str], ...]
    """What is granted, and for which need with which reason."""
    signed: str


@dataclass(frozen=True, slots=True)
class PassedView:
    """That a decision was sent, or that the person got it."""

    entity: EntityId
    record: RecordId
    text: str
    """``2026-06-02, brev``, and why it was mended where it was."""
    sides: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class DecisionView:
    entity: EntityId
    now: Wording
    earlier: tuple[Wording, ...]
    """Before each correction, latest first."""
    sides: tuple[Wording, ...]
    missing: tuple[str, ...]
    dispatched: PassedView | None
    """None while it has not been sent."""
    received: PassedView | None
    appeal_until: str
    """The last day of appeal; empty while nobody knows when the person got the decision, and of
    one that is not appealed to the administrative court."""
    appeals: tuple[AppealView, ...]
    carried: tuple[CarriedView, ...]
    replaced: str
    """From which day a later decision holds instead; empty while none does."""
    changeable: bool


def decision_views(state: CaseState, law: LegalPack, today: date) -> tuple[DecisionView, ...]:
    """By the day of the decision, latest first."""
    ordered = sorted(
        state.decisions,
        key=lambda each: (each.latest.fact.decided_on, each.latest.record.content.lamport),
        reverse=True,
    )
    return tuple(_view(each, state, law, today) for each in ordered)


def _view(
    entity: Entity[facts.Decision], state: CaseState, law: LegalPack, today: date
) -> DecisionView:
    records = versions_of(entity)
    sent = [each for each in state.dispatches if each.latest.fact.decision in records]
    got = [each for each in state.receipts if each.latest.fact.decision in records]
    court = goes_to_court(entity.latest.fact)
    ends = due.appeal_ends(got[-1].latest.fact.received_on, law) if got and court else None
    sides = entity.head.heads if isinstance(entity.head, Conflict) else ()
    replaced = replaced_on(state, entity)
    return DecisionView(
        entity=entity.id,
        now=_wording(entity.latest, state),
        earlier=tuple(_wording(each, state) for each in reversed(entity.versions[:-1])),
        sides=tuple(_wording(side, state) for side in sides),
        missing=doubt_sentences(still_missing(state, entity)),
        dispatched=_passed(sent[-1]) if sent else None,
        received=_passed(got[-1]) if got else None,
        appeal_until=ends.isoformat() if ends else "",
        appeals=appeal_views(state, law, entity),
        carried=carried_views(state, entity, today),
        replaced=replaced.isoformat() if replaced else "",
        changeable=replaced is None and entity.latest.fact.outcome in GRANTS,
    )


def _passed(
    entity: Entity[facts.Dispatch] | Entity[facts.DecisionReceipt],
) -> PassedView:
    sides = entity.head.heads if isinstance(entity.head, Conflict) else ()
    told = [
        Told(side.record.id, (_when(side.fact),), words.signed_by(side.record.content))
        for side in sides
    ]
    latest = entity.latest
    return PassedView(entity.id, latest.record.id, _when(latest.fact), tuple(told))


def _when(fact: facts.Dispatch | facts.DecisionReceipt) -> str:
    day = fact.dispatched_on if isinstance(fact, facts.Dispatch) else fact.received_on
    text = f"{day}, {fact.how}"
    if not fact.correction_reason:
        return text
    return tr("{text}. Rättat: {reason}").format(text=text, reason=fact.correction_reason)


def doubt_sentences(doubts: tuple[Doubt, ...]) -> tuple[str, ...]:
    return tuple(words.word(DOUBTS, each) for each in doubts)


def _wording(version: Signed[facts.Decision], state: CaseState) -> Wording:
    fact = version.fact
    return Wording(
        record=version.record.id,
        heading=f"{words.word(words.OUTCOMES, fact.outcome)} {fact.decided_on}",
        rows=tuple(row for row in _rows(fact, state) if row[1]),
        items=tuple(
            (f"{item.what}: {words.word(words.OUTCOMES, item.outcome)}", item.reason)
            for item in fact.items
        ),
        interventions=tuple(_intervention(each, state) for each in fact.interventions),
        signed=words.signed_by(version.record.content),
    )


def _rows(fact: facts.Decision, state: CaseState) -> tuple[tuple[str, str], ...]:
    decider = f"{fact.decided_by_name}, {fact.decided_by_title} ({fact.delegation})"
    return (
        (tr("Rättat"), fact.correction_reason),
        (tr("Gäller beslutet"), _changed(fact, state)),
        (tr("Det får ändras enligt"), fact.change_provision_text),
        (tr("Vad som har ändrats"), fact.change_reasons),
        (tr("Sista dagen som det gäller"), moments.shown(fact.ends_on)),
        (tr("Ansökan"), fact.applied_for),
        (tr("Grund"), _basis(fact)),
        (tr("Lagrum"), fact.provision_text),
        (tr("Motivering"), fact.reasons),
        (tr("Beslutat av"), decider),
        (tr("Föredragande"), fact.presenter),
        (tr("Deltog i den slutliga handläggningen"), fact.took_part),
        (tr("Ärendets beredning"), fact.preparation),
        (tr("Stöd som erbjuds i stället"), fact.alternative_support),
        (tr("Skyddar under tiden"), fact.protected_by),
        (tr("Kontakt längre fram"), fact.later_contact),
        (tr("Följs upp"), moments.shown(fact.follow_up_on)),
        (tr("Förbehåll"), fact.reservation),
    )


def _basis(fact: facts.Decision) -> str:
    """Said where it is not the usual one."""
    if fact.basis in {DecisionBasis.ASSESSMENT, DecisionBasis.PROCEDURAL}:
        return ""
    return f"{words.word(BASES, fact.basis)}. {fact.basis_reason}"


def _changed(fact: facts.Decision, state: CaseState) -> str:
    named = (
        f"{words.word(words.OUTCOMES, version.fact.outcome)} {version.fact.decided_on}"
        for each in state.decisions
        for version in each.versions
        if version.record.id == fact.changes
    )
    return next(named, "")


def _intervention(granted: facts.GrantedIntervention, state: CaseState) -> tuple[str, str]:
    until = granted.valid_to or tr("tills vidare")
    extent = f", {granted.extent}" if granted.extent else ""
    what = f"{granted.intervention}{extent}, {granted.valid_from} – {until}"
    area = next((each.need.area for each in needs_to_choose(state) if each.ref == granted.need), "")
    why = tr("Skäl: {reason}").format(reason=granted.reason)
    if area:
        why = tr("Möter behovet: {area}.").format(area=area) + " " + why
    if granted.consideration:
        why += "\n" + tr("Särskild hänsyn: {what}").format(what=granted.consideration)
    return what, why
