"""A change in the words of the forms: which field, and what its codes mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.casework.facts import AppealTimeliness, DecisionBasis
from app.casework.history import Change
from app.casework.moments import shown
from app.casework.words import GENDER, INTAKE_ANSWER
from ui.case_words import (
    CHANNEL,
    CHILD_REPORT,
    DUE,
    INTAKE,
    PART,
    PROTECTION,
    PROTECTION_SHOWN,
    STEP_MARK,
)
from ui.consent_words import ANSWERS as CONSENT_ANSWERS
from ui.consent_words import CATEGORIES
from ui.consent_words import METHODS as CONSENT_METHODS
from ui.decision_words import BASES, EVENTS, EXCEPTIONS, RECONSIDERED, TIMELINESS
from ui.field_names import FIELDS
from ui.follow_up_words import CLOSING_REASONS, MET, REACHED, THREAT, TRACKS, YES_NO_UNKNOWN
from ui.follow_up_words import STATUS as FOLLOW_UP_STATUS
from ui.meeting_words import FORMS as MEETING_FORMS
from ui.meeting_words import KINDS as MEETING_KINDS
from ui.meeting_words import STATUSES as MEETING_STATUS
from ui.network_words import ROLES
from ui.package_words import (
    APPROVAL_OUTCOMES,
    CONFIRMED_HOW,
    PACKAGE_OUTCOMES,
    REVIEW_MARKS,
    SHARE_ROLES,
    TRANSFER_STATUS,
    TRUST_STATES,
    URGENT,
)
from ui.route_words import ANSWERS, JUDGED, MEASURE_STATUS, METHODS, PATHS, ROUTES
from ui.task_words import RECURRENCE
from ui.texts import tr
from ui.words import (
    NOTE_TYPES,
    OUTCOMES,
    OWNERS,
    THREAT_LEVELS,
    THREAT_TYPES,
    YES_NO_PENDING,
    Words,
    word,
)

CODED: Final[Mapping[tuple[str, str], Words]] = {
    ("journal_note", "type"): NOTE_TYPES,
    ("decision", "outcome"): OUTCOMES,
    ("threat_assessment", "owner"): OWNERS,
    ("threat_assessment", "level"): THREAT_LEVELS,
    ("threat_assessment", "type"): THREAT_TYPES,
    ("threat_assessment", "target_group"): YES_NO_PENDING,
    ("threat_assessment", "relocation_needed"): YES_NO_PENDING,
    ("threat_assessment", "method"): METHODS,
    ("protective_measure", "responsible"): OWNERS,
    ("protective_measure", "status"): MEASURE_STATUS,
    ("criteria", "motivation"): JUDGED,
    ("criteria", "definition"): JUDGED,
    ("criteria", "path"): PATHS,
    ("handling_unit", "route"): ROUTES,
    ("handling_unit", "suggested"): ROUTES,
    ("referral", "accepted"): YES_NO_PENDING,
    ("wish", "answer"): ANSWERS,
    ("consent", "answer"): CONSENT_ANSWERS,
    ("consent", "method"): CONSENT_METHODS,
    ("consent", "categories"): CATEGORIES,
    ("actor", "role"): ROLES,
    ("meeting", "kind"): MEETING_KINDS,
    ("meeting", "form"): MEETING_FORMS,
    ("meeting", "status"): MEETING_STATUS,
    ("decision", "basis"): {**BASES, DecisionBasis.PROCEDURAL: "Inget prövas i sak"},
    ("communication", "exception"): EXCEPTIONS,
    ("appeal", "timeliness"): {**TIMELINESS, AppealTimeliness.NOT_JUDGED: "Inte prövat"},
    ("appeal", "reconsidered"): RECONSIDERED,
    ("execution", "event"): EVENTS,
    ("intake", "kind"): INTAKE,
    ("intake", "channel"): CHANNEL,
    ("protection", "level"): PROTECTION,
    ("protection", "shown_by"): PROTECTION_SHOWN,
    ("intake_outcome", "answer"): INTAKE_ANSWER,
    ("gender_factors", "state"): GENDER,
    ("step_mark", "mark"): STEP_MARK,
    ("follow_up", "track"): TRACKS,
    ("follow_up", "status"): FOLLOW_UP_STATUS,
    ("follow_up", "reached"): REACHED,
    ("follow_up", "met"): MET,
    ("follow_up", "threat"): THREAT,
    ("follow_up", "return_to_crime"): YES_NO_UNKNOWN,
    ("children", "responsible"): YES_NO_UNKNOWN,
    ("children", "at_risk"): YES_NO_UNKNOWN,
    ("child_alert", "report"): CHILD_REPORT,
    ("closing", "reason"): CLOSING_REASONS,
    ("closing", "reached"): REACHED,
    ("closing", "return_to_crime"): YES_NO_UNKNOWN,
    ("sip", "needed"): YES_NO_UNKNOWN,
    ("sip", "agreed"): YES_NO_PENDING,
    ("started_deadline", "rule"): DUE,
    ("task", "part"): PART,
    ("task", "raised_by"): DUE,
    ("task", "recurrence"): RECURRENCE,
    ("transfer", "status"): TRANSFER_STATUS,
    ("share", "role"): SHARE_ROLES,
    ("approval", "outcome"): APPROVAL_OUTCOMES,
    ("urgent", "what"): URGENT,
    ("known_person", "state"): TRUST_STATES,
    ("known_person", "confirmed_how"): CONFIRMED_HOW,
    ("sent", "outcome"): PACKAGE_OUTCOMES,
    ("received", "outcome"): PACKAGE_OUTCOMES,
    ("log_review", "mark"): REVIEW_MARKS,
    ("log_findings", "mark"): REVIEW_MARKS,
}


def changed(kind: str, change: Change) -> str:
    """``Till och med: 2026-12-01 → 2027-06-01``; nothing is shown as a line."""
    old, new = (value_word(kind, change.field, value) for value in (change.old, change.new))
    return f"{field_name(change.field)}: {old}  →  {new}"


def field_name(path: str) -> str:
    """``Mål 1, Med egna ord`` of ``goals/1/words``."""
    parts: list[str] = []
    for step in path.split("/"):
        if step in FIELDS or not parts:
            parts.append(word(FIELDS, step))
        else:  # a place in a list, or the key of its row
            parts[-1] = f"{parts[-1]} {step}"
    return ", ".join(parts)


def value_word(kind: str, field: str, value: str) -> str:
    """What stands in the field at this path, in the words of the forms; "–" for nothing."""
    if not value:
        return "–"
    words = CODED.get((kind, field.rpartition("/")[2]))
    if words is not None:
        return word(words, value)
    return {"True": tr("ja"), "False": tr("nej")}.get(value) or shown(value)
