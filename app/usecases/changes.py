"""What a write changed, so that the visible page knows whether to load again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.ids import EntityId, StreamId


class Part(StrEnum):
    """The parts of the program that show something."""

    CASES = "cases"
    CASE = "case"
    IDENTITY = "identity"
    THREAT = "threat"
    CONSENT = "consent"
    NETWORK = "network"
    ROUTE = "route"
    MEETING = "meeting"
    FOLLOW_UP = "follow_up"
    CLOSING = "closing"
    CHILDREN = "children"
    WATCH = "watch"
    """Times and tasks of a case."""
    JOURNAL = "journal"
    ASSESSMENT = "assessment"
    DECISION = "decision"
    PLAN = "plan"
    DISCLOSED = "disclosed"
    HISTORY = "history"
    LOG = "log"
    REGISTER = "register"
    UNITS = "units"
    """The register of units, the delegation order and what the unit keeps beside its cases."""
    TASKS = "tasks"
    """Tasks that belong to no case."""
    LAW = "law"
    DISPOSAL = "disposal"
    TEMPLATES = "templates"
    DRAFTS = "drafts"
    SETTINGS = "settings"
    SHARING = "sharing"
    """With whom a case is shared, and whose it is."""
    APPROVALS = "approvals"
    PACKAGES = "packages"
    """What was sent and what came."""
    KEYS = "keys"
    """Key cards: the own, and those of others."""
    LOG_REVIEW = "log_review"
    BACKUPS = "backups"


_PARTS = {
    "case_file": Part.CASE,
    "intake": Part.CASE,
    "responsibility": Part.CASE,
    "identity": Part.IDENTITY,
    "protection": Part.IDENTITY,
    "intake_outcome": Part.CASE,
    "gender_factors": Part.CASE,
    "consent": Part.CONSENT,
    "consent_withdrawal": Part.CONSENT,
    "actor": Part.NETWORK,
    "criteria": Part.ROUTE,
    "handling_unit": Part.ROUTE,
    "referral": Part.ROUTE,
    "wish": Part.ROUTE,
    "threat_assessment": Part.THREAT,
    "protective_measure": Part.THREAT,
    "children": Part.CHILDREN,
    "child_alert": Part.CHILDREN,
    "meeting": Part.MEETING,
    "follow_up": Part.FOLLOW_UP,
    "closing": Part.CLOSING,
    "task": Part.WATCH,
    "started_deadline": Part.WATCH,
    "step_mark": Part.CASE,
    "care_plan": Part.PLAN,
    "sip": Part.PLAN,
    "communication": Part.DECISION,
    "communication_answer": Part.DECISION,
    "decision_request": Part.DECISION,
    "appeal": Part.DECISION,
    "execution": Part.DECISION,
    "journal_note": Part.JOURNAL,
    "client_objection": Part.JOURNAL,
    "assessment": Part.ASSESSMENT,
    "decision": Part.DECISION,
    "dispatch": Part.DECISION,
    "decision_receipt": Part.DECISION,
    "plan": Part.PLAN,
    "disclosure": Part.DISCLOSED,
    "recipient": Part.REGISTER,
    "author_card": Part.REGISTER,
    "template": Part.TEMPLATES,
    "method_pack": Part.TEMPLATES,
    "unit": Part.UNITS,
    "delegation_order": Part.UNITS,
    "consulted": Part.UNITS,
    "unit_note": Part.UNITS,
    "lex_sarah": Part.UNITS,
    "quarter_report": Part.UNITS,
    "legal_pack": Part.LAW,
    "local_deadline": Part.LAW,
    "retention_hold": Part.DISPOSAL,
    "disposal": Part.DISPOSAL,
    "transfer": Part.SHARING,
    "share": Part.SHARING,
    "excerpt": Part.SHARING,
    "approval_request": Part.APPROVALS,
    "approval": Part.APPROVALS,
    "urgent": Part.PACKAGES,
    "sent": Part.PACKAGES,
    "received": Part.PACKAGES,
    "own_key_card": Part.KEYS,
    "known_person": Part.KEYS,
    "key_revocation": Part.KEYS,
    "log_extract": Part.LOG_REVIEW,
    "log_review": Part.LOG_REVIEW,
    "log_findings": Part.LOG_REVIEW,
}


def part_of(kind: str) -> Part:
    """Where records and drafts of a kind (without version) are shown."""
    return _PARTS.get(kind, Part.CASE)


@dataclass(frozen=True, slots=True)
class Changes:
    """Which case files and which parts a write touched."""

    streams: frozenset[StreamId]
    parts: frozenset[Part]
    entity: EntityId | None = None
    """What was made or revised, so that the page can show it."""

    @classmethod
    def of(cls, stream: StreamId, *parts: Part, entity: EntityId | None = None) -> Changes:
        return cls(frozenset({stream}), frozenset(parts), entity)

    def touch(self, stream: StreamId | None, *parts: Part) -> bool:
        """Whether a page about this case (or about all) and these parts is concerned."""
        return (stream is None or stream in self.streams) and not self.parts.isdisjoint(parts)
