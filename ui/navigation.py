"""Where one can be in the program, and what is remembered over a lock."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from app.ids import EntityId, StreamId
from app.jsonvalue import JsonObject
from app.usecases.changes import Part


class Section(StrEnum):
    """The entries of the left navigation."""

    TODO = "todo"
    CASES = "cases"
    INBOX = "inbox"
    RECIPIENTS = "recipients"
    KEYS = "keys"
    UNIT = "unit"
    TEMPLATES = "templates"
    DISPOSAL = "disposal"
    LOG_REVIEW = "log_review"
    SETTINGS = "settings"


class CasePart(StrEnum):
    """The parts of a case, in the order of their tabs."""

    OVERVIEW = "overview"
    WATCH = "watch"
    CONSENT = "consent"
    THREAT = "threat"
    ROUTE = "route"
    NETWORK = "network"
    CHILDREN = "children"
    ASSESSMENT = "assessment"
    DECISION = "decision"
    PLAN = "plan"
    MEETING = "meeting"
    FOLLOW_UP = "follow_up"
    JOURNAL = "journal"
    DOCUMENTS = "documents"
    SHARING = "sharing"
    CLOSING = "closing"
    HISTORY = "history"


_UNIT_PLACES = {
    "delegation_order": "delegation",
    "consulted": "consultations",
    "unit_note": "notebook",
    "lex_sarah": "lex_sarah",
    "quarter_report": "not_executed",
}


def unit_place(kind: str) -> str:
    """The place in Enheten where a kind of record stands: the register for what has none of its
    own."""
    return _UNIT_PLACES.get(kind, "register")


@dataclass(frozen=True, slots=True)
class Destination:
    """A place. With ``stream`` it is inside that case; ``entity`` is the note, plan … to show;
    ``place`` is what ``Page.place`` returned there."""

    section: Section
    stream: StreamId | None = None
    part: CasePart | None = None
    entity: EntityId | None = None
    place: JsonObject = field(default_factory=dict)

    @classmethod
    def case(
        cls,
        stream: StreamId,
        part: CasePart = CasePart.OVERVIEW,
        entity: EntityId | None = None,
    ) -> Destination:
        return cls(Section.CASES, stream, part, entity)

    def to_json(self) -> JsonObject:
        return {
            "section": self.section.value,
            "stream": self.stream,
            "part": self.part.value if self.part else None,
            "entity": self.entity,
            "place": dict(self.place),
        }

    @classmethod
    def from_json(cls, value: JsonObject) -> Destination:
        """Whatever cannot be read is left out; at worst the start page."""
        section, part = value.get("section"), value.get("part")
        stream, entity, place = value.get("stream"), value.get("entity"), value.get("place")
        return cls(
            Section(section) if section in set(Section) else Section.TODO,
            StreamId(stream) if isinstance(stream, str) else None,
            CasePart(part) if part in set(CasePart) else None,
            EntityId(entity) if isinstance(entity, str) else None,
            dict(place) if isinstance(place, dict) else {},
        )


_CASE_PARTS = {
    Part.WATCH: CasePart.WATCH,
    Part.CONSENT: CasePart.CONSENT,
    Part.THREAT: CasePart.THREAT,
    Part.ROUTE: CasePart.ROUTE,
    Part.NETWORK: CasePart.NETWORK,
    Part.CHILDREN: CasePart.CHILDREN,
    Part.MEETING: CasePart.MEETING,
    Part.FOLLOW_UP: CasePart.FOLLOW_UP,
    Part.CLOSING: CasePart.CLOSING,
    Part.ASSESSMENT: CasePart.ASSESSMENT,
    Part.DECISION: CasePart.DECISION,
    Part.PLAN: CasePart.PLAN,
    Part.JOURNAL: CasePart.JOURNAL,
    Part.DISCLOSED: CasePart.DOCUMENTS,
    Part.SHARING: CasePart.SHARING,
    Part.HISTORY: CasePart.HISTORY,
    Part.LOG: CasePart.HISTORY,
}


def case_part(part: str) -> CasePart:
    """The tab where a part of the core is shown: the overview for what has none of its own."""
    return _CASE_PARTS.get(Part(part), CasePart.OVERVIEW)
