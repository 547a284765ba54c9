"""Decisions, and when they were sent and received."""

from __future__ import annotations

from enum import StrEnum

from app.casework.fact import Fact
from app.casework.facts.assessment import NeedRef
from app.ids import RecordId


class Outcome(StrEnum):
    GRANTED = "granted"
    PARTLY_GRANTED = "partly_granted"
    REFUSED = "refused"
    DISMISSED = "dismissed"
    """*Avvisning*: not examined."""
    WRITTEN_OFF = "written_off"
    """*Avskrivning*: withdrawn, or there is nothing left to decide."""
    CHANGED = "changed"
    """An earlier decision is changed."""
    ENDED = "ended"
    """An earlier decision ends (SoL 14 kap. 9 §, FL 37 §)."""


class GrantedIntervention(Fact, frozen=True):
    """One granted intervention: linked to a need, with a reason of its own (F047)."""

    key: str
    """Stable within the decision: ``1``, ``2`` …"""
    intervention: str
    need: NeedRef | None
    """None where the decision rests on no assessment."""
    reason: str
    valid_from: str
    extent: str = ""
    valid_to: str = ""
    """Empty: until further notice."""
    consideration: str = ""
    """Particular consideration, such as to gender-specific factors (F150, F015)."""


class AppliedItem(Fact, frozen=True):
    """One thing that was applied for, and the answer to it (FL 32–33 §§)."""

    key: str
    what: str
    outcome: Outcome
    """Granted, partly granted or refused."""
    reason: str = ""


class DecisionBasis(StrEnum):
    """What a decision rests on (F046 as corrected)."""

    ASSESSMENT = "assessment"
    URGENT = "urgent"
    """The assessment is signed afterwards; with a reason."""
    WITHOUT_ASSESSMENT = "without_assessment"
    """Help without individual assessment (SoL 11 kap. 5 §)."""
    PROCEDURAL = "procedural"
    """Dismissal, writing-off: the matter itself is not examined."""


class Decision(Fact, frozen=True):
    """``decision/2`` FL 31–32 §§: date, what, who decided, who presented it and who else took part,
    reasons with provision. A later version of the same entity is a correction of an obvious slip
    (FL 36 §); a changed decision is a new entity that names the old one."""

    outcome: Outcome
    decided_on: str
    applied_for: str
    provision: str
    """Key in the legal pack, e.g. ``sol-2025-11-1``."""
    provision_text: str
    """The reference as it was written on that day: ``11 kap. 1 § socialtjänstlagen (2025:400)``."""
    reasons: str
    decided_by_name: str
    decided_by_title: str
    delegation: str
    """By which delegation: item in the delegation order, or the board itself."""
    basis: DecisionBasis = DecisionBasis.ASSESSMENT
    basis_reason: str = ""
    assessment: RecordId | None = None
    items: tuple[AppliedItem, ...] = ()
    """What was applied for, part by part, where the answers differ."""
    interventions: tuple[GrantedIntervention, ...] = ()
    presenter: str = ""
    """*Föredragande*, where somebody else than the decider presented it."""
    took_part: str = ""
    """Others who took part in the final handling without deciding."""
    preparation: str = ""
    """*Ärendets beredning* (F131)."""
    alternative_support: str = ""
    """Offered where something is refused."""
    protected_by: str = ""
    """Who protects meanwhile, where something is refused (F085)."""
    later_contact: str = ""
    follow_up_on: str = ""
    reservation: str = ""
    """Under which circumstances it may be changed (FL 37 § second paragraph)."""
    changes: RecordId | None = None
    """The decision that is changed or ended."""
    change_provision: str = ""
    change_provision_text: str = ""
    change_reasons: str = ""
    """What has changed, and why the decision may be changed to the person's disadvantage."""
    ends_on: str = ""
    """Of a decision that ends an earlier one: the last day that holds."""
    correction_reason: str = ""
    """In a later version: what slip is corrected (FL 36 §)."""


class Dispatch(Fact, frozen=True):
    """``dispatch/2`` When and how a decision was sent."""

    decision: RecordId
    dispatched_on: str
    how: str
    correction_reason: str = ""
    """In a later version: why it is mended."""


class DecisionReceipt(Fact, frozen=True):
    """``decision_receipt/2`` When and how the person got the decision: starts the three weeks of
    FL 44 §. Kept apart from the dispatch."""

    decision: RecordId
    received_on: str
    how: str
    correction_reason: str = ""
    """In a later version: why it is mended."""
