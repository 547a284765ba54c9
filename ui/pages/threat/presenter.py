"""What is said of the threat, decided without a window."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from app.casework import facts, moments
from app.casework.police import newest_word
from app.casework.state import CaseState, Conflict, Entity, Signed
from app.ids import EntityId, RecordId
from ui import words
from ui.route_words import MEASURE_STATUS, METHODS
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
    review: str
    """The day on which it should have been looked at again; empty before that."""
    newest_of_bops: bool
    """Whether it is the latest that BOPS has said."""
    earlier: tuple[WordingView, ...]
    sides: tuple[WordingView, ...]


def threat_views(state: CaseState, today: date) -> tuple[ThreatView, ...]:
    """The latest of BOPS first; the others by when they were assessed, latest first, and of one
    day the last signed first."""
    newest = newest_word(state)
    ordered = sorted(state.threats, key=_order, reverse=True)
    top = [each for each in ordered if newest is not None and each.id == newest.id]
    others = [each for each in ordered if each not in top]
    return tuple(_view(each, today, newest=each in top) for each in (*top, *others))


def _order(entity: Entity[Threat]) -> tuple[str, int, str]:
    latest = entity.latest
    return (latest.fact.assessed_on, latest.record.content.lamport, latest.record.id)


def _view(entity: Entity[Threat], today: date, *, newest: bool) -> ThreatView:
    sides = entity.head.heads if isinstance(entity.head, Conflict) else ()
    fact = entity.latest.fact
    return ThreatView(
        entity=entity.id,
        owner=fact.owner,
        now=wording_view(entity.latest),
        expired=_passed(fact.valid_to, today),
        review=_passed(fact.review_on, today),
        newest_of_bops=newest,
        earlier=tuple(wording_view(each) for each in reversed(entity.versions[:-1])),
        sides=tuple(wording_view(side) for side in sides),
    )


def _passed(text: str, today: date) -> str:
    day = moments.day_or_none(text)
    return day.isoformat() if day and day < today else ""


def wording_view(version: Signed[Threat]) -> WordingView:
    fact, content = version.fact, version.record.content
    stated = fact.method is not facts.AssessmentMethod.NOT_STATED
    rows = (
        (tr("Hotnivå"), words.word(words.THREAT_LEVELS, fact.level)),
        (tr("Typ av hot"), words.word(words.THREAT_TYPES, fact.type)),
        (tr("Tillhör målgruppen"), words.word(words.YES_NO_PENDING, fact.target_group)),
        (tr("Behöver omlokaliseras"), words.word(words.YES_NO_PENDING, fact.relocation_needed)),
        (tr("Bedömt av"), fact.assessor),
        (tr("Metod"), words.word(METHODS, fact.method) if stated else ""),
        (tr("Polisens referens"), fact.reference),
        (tr("Gäller till"), moments.shown(fact.valid_to)),
        (tr("Bedöms igen"), moments.shown(fact.review_on)),
    )
    return WordingView(
        record=version.record.id,
        heading=f"{words.word(words.OWNERS, fact.owner)} · {moments.shown(fact.assessed_on)}",
        rows=tuple(row for row in rows if row[1]),
        text=fact.text,
        signed=words.signed_by(content),
    )


@dataclass(frozen=True, slots=True)
class MeasureView:
    entity: EntityId
    now: WordingView
    overdue: str
    """The day on which it should have been followed up; empty before that, and when it is over."""
    sides: tuple[WordingView, ...]


_OPEN = (facts.MeasureStatus.PLANNED, facts.MeasureStatus.ONGOING)


def measure_views(state: CaseState, today: date) -> tuple[MeasureView, ...]:
    """Planned and ongoing ones first, each in the order they were begun."""
    measures = state.of(facts.ProtectiveMeasure)
    over = [each for each in measures if each.latest.fact.status not in _OPEN]
    going_on = [each for each in measures if each.latest.fact.status in _OPEN]
    return tuple(_measure(each, today) for each in (*going_on, *over))


def _measure(entity: Entity[facts.ProtectiveMeasure], today: date) -> MeasureView:
    fact = entity.latest.fact
    sides = entity.head.heads if isinstance(entity.head, Conflict) else ()
    return MeasureView(
        entity=entity.id,
        now=measure_wording(entity.latest),
        overdue=_passed(fact.follow_up_on, today) if fact.status in _OPEN else "",
        sides=tuple(measure_wording(side) for side in sides),
    )


def measure_wording(version: Signed[facts.ProtectiveMeasure]) -> WordingView:
    fact, content = version.fact, version.record.content
    owner = words.word(words.OWNERS, fact.responsible)
    named = f"{owner}: {fact.responsible_name}" if fact.responsible_name else owner
    rows = (
        (tr("Ansvarar"), named),
        (tr("Status"), words.word(MEASURE_STATUS, fact.status)),
        (tr("Från och med"), moments.shown(fact.since)),
        (tr("Följs upp"), moments.shown(fact.follow_up_on)),
    )
    return WordingView(
        record=version.record.id,
        heading=fact.measure,
        rows=tuple(row for row in rows if row[1]),
        text=fact.note,
        signed=words.signed_by(content),
    )


def seems_to_name_somebody(text: str) -> bool:
    """Whether a free text seems to hold a personal number (F030: third persons get none)."""
    return _PERSONAL_NUMBER.search(text) is not None
