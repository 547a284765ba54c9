"""Shapes that have been superseded. Read for ever, never written; see ``codec.UPGRADES``."""

from __future__ import annotations

from app.casework.fact import Fact
from app.casework.facts.decision import GrantedIntervention, Outcome
from app.casework.facts.leaving import ExplainedFinding
from app.casework.facts.plan import Goal, Participant
from app.casework.facts.threat import Owner, ThreatLevel, ThreatType, YesNoPending
from app.casework.register_facts import PackedText
from app.casework.unit_facts import DisposalStatus, KnownCopy
from app.ids import BlobId, EntityId, KeyId, RecordId, StreamId


class AuthorCard1(Fact, frozen=True):
    """``author_card/1`` As it was when every signature in a vault was its own."""

    key: KeyId
    name: str
    title: str
    function: str
    unit: str
    municipality: str


class ThreatAssessment1(Fact, frozen=True):
    """``threat_assessment/1`` As it was before function, method and review were asked for."""

    owner: Owner
    assessed_on: str
    level: ThreatLevel = ThreatLevel.NOT_ASSESSED
    type: ThreatType = ThreatType.NOT_ASSESSED
    target_group: YesNoPending | None = None
    relocation_needed: YesNoPending | None = None
    text: str = ""
    valid_to: str = ""


class Decision1(Fact, frozen=True):
    """``decision/1`` As it was when every decision rested on an assessment."""

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
    assessment: RecordId
    interventions: tuple[GrantedIntervention, ...] = ()
    alternative_support: str = ""
    """Offered where something is refused."""
    follow_up_on: str = ""


class Plan1(Fact, frozen=True):
    """``plan/1`` As it was before it carried aims."""

    number: int
    fixed_on: str
    fixed_by: str
    goals: tuple[Goal, ...]
    participation: str
    own_words: str = ""
    participants: tuple[Participant, ...] = ()
    cooperation: str = ""
    own_safety: str = ""
    """The client's own part in safety."""
    follow_up_on: str = ""
    follow_up_how: str = ""
    follow_up_who: str = ""
    valid_from: str = ""
    valid_to: str = ""


class Disclosure1(Fact, frozen=True):
    """``disclosure/1`` As it was before an entry named the consent."""

    recipient: EntityId
    recipient_name: str
    recipient_organisation: str
    ground: str
    """Key in the legal pack's list of grounds."""
    ground_text: str
    reason: str
    """Consent, harm test or balance of interests, in words."""
    document: str
    """Document kind: ``implementation_plan``."""
    profile: str
    source: RecordId
    """The record that was rendered."""
    leaves: tuple[str, ...]
    """Codes of the categories that left."""
    stays: tuple[str, ...]
    copy_number: int
    form: str
    """``file`` or ``paper``"""
    document_id: str
    blob: BlobId
    """The exact bytes that left."""
    explained: tuple[ExplainedFinding, ...] = ()
    not_written: str = ""
    """In a later version of the entry: code of what stopped the copy from being written. Empty
    means that it left, as far as anybody knows: the entry is made before the copy, so that a
    power cut can make the register say too much, never too little."""


class Dispatch1(Fact, frozen=True):
    """``dispatch/1`` As it was before an entry could be mended."""

    decision: RecordId
    dispatched_on: str
    how: str


class DecisionReceipt1(Fact, frozen=True):
    """``decision_receipt/1`` As it was before an entry could be mended."""

    decision: RecordId
    received_on: str
    how: str


class Disposal1(Fact, frozen=True):
    """``disposal/1`` As it was when every approval was on paper."""

    case: StreamId
    case_number: str
    status: DisposalStatus
    ground: str
    ground_text: str
    last_note_on: str
    due_from: str
    due_by: str
    proposed_on: str
    proposed_by: str
    reason: str = ""
    copies: tuple[KnownCopy, ...] = ()
    approved_on: str = ""
    approved_by: str = ""
    done_on: str = ""
    withdrawn_why: str = ""


class LegalPackInstalled1(Fact, frozen=True):
    """``legal_pack/1`` As it was when a pack came as a plain file."""

    version: str
    publisher: str
    effective_from: str
    digest: BlobId
    reviewed: bool = False
    note: str = ""
    retired: bool = False


class MethodPackInstalled1(Fact, frozen=True):
    """``method_pack/1`` As it was when a pack came as a plain file."""

    name: str
    version: str
    publisher: str
    effective_from: str
    digest: BlobId
    templates: tuple[str, ...]
    note: str = ""
    texts: tuple[PackedText, ...] = ()
