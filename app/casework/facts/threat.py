"""Threat and risk, each statement with who answers for it."""

from __future__ import annotations

from enum import StrEnum

from app.casework.fact import Fact


class Owner(StrEnum):
    """Who answers for a statement about threat or need (F072)."""

    BOPS = "bops"
    LOCAL_POLICE = "local_police"
    SOCIAL_SERVICES = "social_services"
    CLIENT = "client"


class ThreatLevel(StrEnum):
    NOT_ASSESSED = "not_assessed"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class ThreatType(StrEnum):
    NOT_ASSESSED = "not_assessed"
    NONE_KNOWN = "none_known"
    LATENT = "latent"
    CONCRETE = "concrete"


class YesNoPending(StrEnum):
    YES = "yes"
    NO = "no"
    PENDING = "pending"


class AssessmentMethod(StrEnum):
    """BOPS's way of working with it (F043); what is not said is not guessed."""

    NOT_STATED = "not_stated"
    STRUCTURED = "structured"
    UNSTRUCTURED = "unstructured"


class ThreatAssessment(Fact, frozen=True):
    """``threat_assessment/2`` What BOPS or the local police have assessed, or what social services
    or the client say of it. The program never computes it (F042, F043)."""

    owner: Owner
    assessed_on: str
    level: ThreatLevel = ThreatLevel.NOT_ASSESSED
    type: ThreatType = ThreatType.NOT_ASSESSED
    target_group: YesNoPending | None = None
    relocation_needed: YesNoPending | None = None
    text: str = ""
    valid_to: str = ""
    assessor: str = ""
    """Function of who assessed, never the analysis (F042)."""
    method: AssessmentMethod = AssessmentMethod.NOT_STATED
    reference: str = ""
    """The police's own reference, so that it can be found again (F075)."""
    review_on: str = ""
    """When the target group or the threat is to be looked at again."""
