"""What the journal shows, decided without a window."""

from __future__ import annotations

from dataclasses import dataclass

from app.casework import facts, moments
from app.casework.state import CaseState, Conflict, Entity, Signed
from app.ids import EntityId, RecordId
from ui import words
from ui.texts import tr

Note = facts.JournalNote


@dataclass(frozen=True, slots=True)
class Filter:
    """What to look for. Within one opened case, free text is allowed."""

    words: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class VersionView:
    """One signed wording of a note."""

    record: RecordId
    title: str
    """``Samtal: Första mötet``"""
    event: str
    signed: str
    """When and by which function."""
    parts: tuple[tuple[str, str], ...]
    """Label and text: facts, appraisal, source, participants."""
    correction_reason: str


@dataclass(frozen=True, slots=True)
class ObjectionView:
    stated_on: str
    words: str


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note as it stands now, with what it replaced."""

    entity: EntityId
    now: VersionView
    earlier: tuple[VersionView, ...]
    """Corrected wordings, latest first."""
    sides: tuple[VersionView, ...]
    """More than one: nobody has chosen between them."""
    objections: tuple[ObjectionView, ...]


def note_views(state: CaseState, wanted: Filter) -> tuple[NoteView, ...]:
    """Notes by when the event was, latest first; of one day the last signed first."""
    shown = [entity for entity in state.notes if _matches(entity, wanted)]
    shown.sort(key=_event_order, reverse=True)
    return tuple(_view(entity, state) for entity in shown)


def title_of(fact: Note) -> str:
    return f"{words.word(words.NOTE_TYPES, fact.type)}: {fact.heading}"


def _event_order(entity: Entity[Note]) -> tuple[str, int, str]:
    record = entity.latest.record
    return (record.content.happened_at, record.content.lamport, record.id)


def _matches(entity: Entity[Note], wanted: Filter) -> bool:
    fact = entity.latest.fact
    if wanted.type and fact.type != wanted.type:
        return False
    texts = (fact.heading, fact.facts, fact.appraisal, fact.source, fact.participants)
    folded = [text.casefold() for text in texts]
    return all(any(each in text for text in folded) for each in wanted.words.casefold().split())


def _view(entity: Entity[Note], state: CaseState) -> NoteView:
    sides = entity.head.heads if isinstance(entity.head, Conflict) else ()
    now = entity.latest
    open_now = {now.record.id, *(side.record.id for side in sides)}
    earlier = [each for each in entity.versions if each.record.id not in open_now]
    records = {version.record.id for version in entity.versions}
    return NoteView(
        entity=entity.id,
        now=version_view(now),
        earlier=tuple(version_view(each) for each in reversed(earlier)),
        sides=tuple(version_view(side) for side in sides),
        objections=tuple(
            ObjectionView(moments.shown(each.latest.fact.stated_on), each.latest.fact.words)
            for each in state.objections
            if each.latest.fact.about in records
        ),
    )


def version_view(version: Signed[Note]) -> VersionView:
    fact, content = version.fact, version.record.content
    parts = (
        (tr("Fakta"), fact.facts),
        (tr("Bedömning"), fact.appraisal),
        (tr("Källa"), fact.source),
        (tr("Deltagare"), fact.participants),
    )
    return VersionView(
        record=version.record.id,
        title=title_of(fact),
        event=moments.shown(content.happened_at),
        signed=words.signed_by(content),
        parts=tuple(part for part in parts if part[1]),
        correction_reason=fact.correction_reason,
    )


def typed_again(version: Signed[Note]) -> dict[str, str]:
    """The fields of a note as they are typed, to begin a correction from."""
    fact = version.fact
    return {
        "event": moments.shown(version.record.content.happened_at).replace(" kl.", ""),
        "type": fact.type.value,
        "heading": fact.heading,
        "facts": fact.facts,
        "appraisal": fact.appraisal,
        "source": fact.source,
        "participants": fact.participants,
    }
