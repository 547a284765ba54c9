"""What somebody else needs to know of a record that does not go whole: a new text, signed as such.
Nothing is ever cut out of what was signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.casework import facts
from app.errors import Fault
from app.handover.scope import TABLE
from app.ids import EntityId, RecordId, StreamId
from app.journal.graph import heads
from app.journal.record import Record
from app.jsonvalue import JsonObject
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.typed import Typed

_NEVER: Final = frozenset({"identity", "transfer", "share", "excerpt", "disclosure", "task"})
"""Who the person is goes whole, by a choice of its own, or not at all; of the rest there is nothing
to tell."""


@dataclass(frozen=True, slots=True)
class Source:
    """Something that an excerpt can be about."""

    record: RecordId
    kind: str
    happened_at: str


def sources(desk: Desk, stream: StreamId) -> tuple[Source, ...]:
    """The latest versions of what stays with whoever decides, newest first. Not logged: that is
    done by whoever shows them. Raises Refusal (case_unknown)."""
    return tuple(
        Source(each.id, each.kind_name, each.content.happened_at)
        for each in reversed(_latest(writing.case_records(desk, stream)))
    )


def write_excerpt(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> Changes:
    """``typed``: about (a record of ``sources``), heading, text. It goes with the next package to
    whoever gets a part of the case. Raises InvalidFields; Refusal: case_unknown, already_signed, as
    ``writing.append``."""
    known = {each.id: each for each in _latest(writing.case_records(desk, stream))}
    fields = Typed(typed, desk.now().date())
    about = fields.line("about", required=True)
    if about and about not in known:
        fields.problem("about", Fault.UNKNOWN_REFERENCE)
    heading = fields.line("heading", required=True)
    text = fields.text("text", required=True)
    fields.check()
    source = known[RecordId(about)]
    excerpt = facts.Excerpt(about=source.id, kind=source.kind_name, heading=heading, text=text)
    writing.add(desk, stream, entity, excerpt)
    return Changes.of(stream, Part.SHARING, Part.DRAFTS, entity=entity)


def _latest(records: tuple[Record, ...]) -> tuple[Record, ...]:
    return tuple(
        each
        for each in heads(records)
        if not _goes_anyway(each.kind_name) and each.kind_name not in _NEVER
    )


def _goes_anyway(kind: str) -> bool:
    row = TABLE.get(kind)
    return row is not None and row.execution
