"""What is said of the threat, decided without a window."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from app.casework import facts, moments
from app.casework.state import CaseState, Conflict, Entity, Signed
from app.ids import EntityId, RecordId
from ui import words
from ui.texts import tr

Threat = facts.ThreatAssessment

_PERSONAL_NUMBER = re.compile(r"(?<!\d)(?:\d{2})?\d{6}[-+ ]?\d{4}(?!\d)")


@dataclass(frozen=True, slots=True)
class WordingView:
    """One signed wording."""

    record: RecordId
    heading: str
    """``BOPS · 2026-11-03``"""
    rows: tuple[tuple[str, str], ...]
    text: str
    signed: str


@dataclass(frozen=True, slots=True)
class ThreatView:
    entity: EntityId
    owner: facts.Owner
    now: WordingView
    expired: str
    """Since when it is no longer valid; empty while it is."""
    earlier: tuple[WordingView, ...]
    sides: tuple[WordingView, ...]


def threat_views(state: CaseState, today: date) -> tuple[ThreatView, ...]:
    """By when it was assessed, latest first; of one day the last signed first."""
    ordered = sorted(state.threats, key=_order, reverse=True)
    return tuple(_view(entity, today) for entity in ordered)


def _order(entity: Entity[Threat]) -> tuple[str, int, str]:
    latest = entity.latest
    return (latest.fact.assessed_on, latest.record.content.lamport, latest.record.id)


def _view(entity: Entity[Threat], today: date) -> ThreatView:
    sides = entity.head.heads if isinstance(entity.head, Conflict) else ()
    valid_to = moments.day_or_none(entity.latest.fact.valid_to)
    return ThreatView(
        entity=entity.id,
        owner=entity.latest.fact.owner,
        now=wording_view(entity.latest),
        expired=valid_to.isoformat() if valid_to and valid_to < today else "",
        earlier=tuple(wording_view(each) for each in reversed(entity.versions[:-1])),
        sides=tuple(wording_view(side) for side in sides),
    )


def wording_view(version: Signed[Threat]) -> WordingView:
    fact, content = version.fact, version.record.content
    rows = (
        (tr("Hotnivå"), words.word(words.THREAT_LEVELS, fact.level)),
        (tr("Typ av hot"), words.word(words.THREAT_TYPES, fact.type)),
        (tr("Tillhör målgruppen"), words.word(words.YES_NO_PENDING, fact.target_group)),
        (tr("Behöver omlokaliseras"), words.word(words.YES_NO_PENDING, fact.relocation_needed)),
        (tr("Gäller till"), moments.shown(fact.valid_to)),
    )
    return WordingView(
        record=version.record.id,
        heading=f"{words.word(words.OWNERS, fact.owner)} · {moments.shown(fact.assessed_on)}",
        rows=tuple(row for row in rows if row[1]),
        text=fact.text,
        signed=words.signed_by(content),
    )


def typed_again(fact: Threat) -> dict[str, str]:
    """The fields as they are typed, to begin a new version from."""
    return {
        "owner": fact.owner.value,
        "assessed_on": fact.assessed_on,
        "level": fact.level.value,
        "type": fact.type.value,
        "target_group": fact.target_group.value if fact.target_group else "",
        "relocation_needed": fact.relocation_needed.value if fact.relocation_needed else "",
        "text": fact.text,
        "valid_to": fact.valid_to,
    }


def seems_to_name_somebody(text: str) -> bool:
    """Whether a free text seems to hold a personal number (F030: third persons get none)."""
    return _PERSONAL_NUMBER.search(text) is not None
