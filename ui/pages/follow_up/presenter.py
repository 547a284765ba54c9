"""What the page Uppföljning says, decided without a window."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.casework import facts, moments
from app.casework.facts import FollowUpStatus
from app.casework.state import CaseState, Conflict, Entity, Signed
from app.ids import EntityId, RecordId
from ui import words
from ui.follow_up_words import MET, REACHED, THREAT, TRACKS, YES_NO_UNKNOWN
from ui.texts import tr

FollowUp = facts.FollowUp


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An aim, a goal or a quality requirement, and what was found."""

    text: str
    found: str
    """``Delvis · 4 av 10 · Sover bättre``"""


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """One signed wording of a follow-up."""

    entity: EntityId
    record: RecordId
    status: FollowUpStatus
    heading: str
    """``Polisen: planerad 2026-06-10``"""
    late: str
    """What is said of one that should have been made; empty for the rest."""
    rows: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, tuple[AnswerView, ...]], ...]
    """Quality requirements, aims and goals, each under its heading."""
    signed: str
    threat_changed: bool
    back_in_crime: bool


@dataclass(frozen=True, slots=True)
class FollowUpsView:
    """Late ones first, the longest late first; then what comes next; then what has been."""

    late: tuple[FollowUpView, ...]
    coming: tuple[FollowUpView, ...]
    been: tuple[FollowUpView, ...]
    sides: tuple[tuple[EntityId, tuple[FollowUpView, ...]], ...]
    """Changed in two places, and chosen by nobody."""


def follow_ups_view(state: CaseState, today: date) -> FollowUpsView:
    found = state.of(FollowUp)
    settled = [each for each in found if not each.disputed]
    planned = sorted(
        (each for each in settled if each.latest.fact.status is FollowUpStatus.PLANNED),
        key=lambda each: each.latest.fact.planned_on,
    )
    been = sorted(
        (each for each in settled if each.latest.fact.status is not FollowUpStatus.PLANNED),
        key=_when,
        reverse=True,
    )
    views = [follow_up_view(each.id, each.latest, today) for each in planned]
    return FollowUpsView(
        late=tuple(each for each in views if each.late),
        coming=tuple(each for each in views if not each.late),
        been=tuple(follow_up_view(each.id, each.latest, today) for each in been),
        sides=tuple(
            (each.id, tuple(follow_up_view(each.id, side, today) for side in each.head.heads))
            for each in found
            if isinstance(each.head, Conflict)
        ),
    )


def _when(entity: Entity[FollowUp]) -> tuple[str, int]:
    fact = entity.latest.fact
    return (fact.done_on or fact.planned_on, entity.latest.record.content.lamport)


def follow_up_view(entity: EntityId, signed: Signed[FollowUp], today: date) -> FollowUpView:
    fact = signed.fact
    return FollowUpView(
        entity=entity,
        record=signed.record.id,
        status=fact.status,
        heading=_heading(fact),
        late=_late(fact, today),
        rows=tuple(row for row in _rows(fact) if row[1]),
        answers=tuple(each for each in _answers(fact) if each[1]),
        signed=words.signed_by(signed.record.content),
        threat_changed=fact.threat is facts.ThreatChange.MORE,
        back_in_crime=fact.return_to_crime is facts.YesNoUnknown.YES,
    )


def _heading(fact: FollowUp) -> str:
    track = words.word(TRACKS, fact.track)
    said = {
        FollowUpStatus.PLANNED: tr("planerad {day}"),
        FollowUpStatus.DONE: tr("gjord {day}"),
        FollowUpStatus.CANCELLED: tr("inställd, planerad {day}"),
    }[fact.status]
    day = moments.shown(fact.done_on or fact.planned_on)
    return f"{track}: " + said.format(day=day)


def _late(fact: FollowUp, today: date) -> str:
    day = moments.day_or_none(fact.planned_on)
    if fact.status is not FollowUpStatus.PLANNED or day is None or day >= today:
        return ""
    days = (today - day).days
    if days == 1:
        return tr("Försenad: den skulle ha gjorts i går.")
    return tr("Försenad: den skulle ha gjorts för {days} dagar sedan.").format(days=days)


def _rows(fact: FollowUp) -> Iterable[tuple[str, str]]:
    yield tr("Hur"), fact.how
    yield tr("Deltagare"), _people(fact.participants)
    if fact.status is FollowUpStatus.CANCELLED:
        yield tr("Varför den ställdes in"), fact.cancelled_why
    if fact.status is not FollowUpStatus.DONE:
        return
    yield tr("Insatsernas utformning"), fact.design
    yield tr("Behov av skydd"), fact.protection_seen
    yield tr("Hotet"), _with_words(words.word(THREAT, fact.threat), fact.threat_words)
    yield tr("Brott"), fact.crime_seen
    yield tr("Återgång i kriminalitet"), words.word(YES_NO_UNKNOWN, fact.return_to_crime)
    yield tr("Kriminella kontakter"), fact.contacts_seen
    yield tr("Den enskildes egna ord"), fact.own_words
    yield tr("Iakttaget"), fact.facts
    yield tr("Bedömning"), fact.appraisal
    yield tr("Nästa uppföljning"), moments.shown(fact.next_on)


def _people(participants: Iterable[facts.Participant]) -> str:
    return "\n".join(
        ", ".join(part for part in (each.function, each.name) if part) for each in participants
    )


def _with_words(said: str, text: str) -> str:
    return f"{said}. {text}" if text else said


def _answers(fact: FollowUp) -> Iterable[tuple[str, tuple[AnswerView, ...]]]:
    yield (
        tr("Uppdragets kvalitetskrav"),
        tuple(
            AnswerView(each.requirement, _found(words.word(MET, each.met), each.words))
            for each in fact.quality
        ),
    )
    yield tr("Övergripande mål"), tuple(_answer(each) for each in fact.aims)
    yield tr("Planens mål"), tuple(_answer(each) for each in fact.goals)


def _answer(answer: facts.AimAnswer) -> AnswerView:
    mark = "" if answer.score is None else tr("{mark} av 10").format(mark=answer.score)
    return AnswerView(answer.text, _found(words.word(REACHED, answer.reached), mark, answer.words))


def _found(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
