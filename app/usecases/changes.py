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
    JOURNAL = "journal"
    ASSESSMENT = "assessment"
    DECISION = "decision"
    PLAN = "plan"
    DISCLOSED = "disclosed"
    HISTORY = "history"
    LOG = "log"
    REGISTER = "register"
    TEMPLATES = "templates"
    DRAFTS = "drafts"
    SETTINGS = "settings"
    BACKUPS = "backups"


_PARTS = {
    "case_file": Part.CASE,
    "intake": Part.CASE,
    "responsibility": Part.CASE,
    "identity": Part.IDENTITY,
    "protection": Part.IDENTITY,
    "threat_assessment": Part.THREAT,
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
