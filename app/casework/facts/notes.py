"""The journal."""

from __future__ import annotations

from enum import StrEnum

from app.casework.fact import Fact
from app.ids import RecordId


class NoteType(StrEnum):
    CONVERSATION = "conversation"
    MEETING = "meeting"
    PHONE = "phone"
    INCOMING = "incoming"
    CONSULTATION = "consultation"
    FOLLOW_UP = "follow_up"
    INCIDENT = "incident"
    MEASURE = "measure"
    OTHER = "other"


class JournalNote(Fact, frozen=True):
    """``journal_note/1`` A note; when the event was stands in the record's ``happened_at``.
    Facts and appraisal are kept apart. A note with a parent is a correction of it."""

    type: NoteType
    heading: str
    facts: str = ""
    appraisal: str = ""
    source: str = ""
    participants: str = ""
    correction_reason: str = ""


class ClientObjection(Fact, frozen=True):
    """``client_objection/1`` "Den enskilde anser uppgiften felaktig" (SoL 2025:400 14 kap. 6 §)."""

    about: RecordId
    stated_on: str
    words: str
