"""What comes before a decision, decided without a window: communication, and the person's demand
that the case is decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.casework import facts, moments
from app.casework.state import CaseState, Conflict, Entity, Signed
from app.ids import EntityId
from ui import words
from ui.decision_words import EXCEPTIONS
from ui.pages.decision.after import Told
from ui.texts import tr


@dataclass(frozen=True, slots=True)
class CommunicationView:
    entity: EntityId
    heading: str
    now: Told
    sides: tuple[Told, ...]
    answers: tuple[str, ...]
    waits: bool
    """An answer, or that the time has passed, is still to be noted."""
    late: bool
    """The time to answer has passed, and nothing is noted."""


@dataclass(frozen=True, slots=True)
class RequestView:
    entity: EntityId
    heading: str
    now: Told
    sides: tuple[Told, ...]
    waits: bool


def communication_views(state: CaseState, today: date) -> tuple[CommunicationView, ...]:
    """The latest first."""
    return tuple(
        _communication(each, state, today) for each in reversed(state.of(facts.Communication))
    )


def _communication(
    entity: Entity[facts.Communication], state: CaseState, today: date
) -> CommunicationView:
    fact = entity.latest.fact
    mine = {version.record.id for version in entity.versions}
    found = [
        each.latest.fact
        for each in state.of(facts.CommunicationAnswer)
        if each.latest.fact.communication in mine
    ]
    waits = fact.exception is None and not found
    ends = moments.day_or_none(fact.answer_by)
    return CommunicationView(
        entity=entity.id,
        heading=_heading(entity.latest),
        now=_told(entity.latest),
        sides=_sides(entity),
        answers=tuple(_answer(each) for each in found),
        waits=waits,
        late=waits and ends is not None and ends < today,
    )


def _heading(version: Signed[facts.Communication]) -> str:
    if version.fact.exception is None:
        return tr("Underlaget lämnat {day}").format(day=version.fact.sent_on)
    day = moments.shown(version.record.content.happened_at)
    return tr("Kommunicering utelämnad {day}").format(day=day)


def _told(version: Signed[facts.Communication]) -> Told:
    fact = version.fact
    if fact.exception is not None:
        lines = [f"{words.word(EXCEPTIONS, fact.exception)}: {fact.exception_reason}"]
    else:
        lines = [
            tr("Lämnades: {what}").format(what="; ".join(each.text for each in fact.material)),
            tr("Hur: {how}").format(how=fact.how),
            tr("Svar senast {day}").format(day=fact.answer_by),
        ]
    return Told(version.record.id, tuple(lines), words.signed_by(version.record.content))


def _sides(entity: Entity[facts.Communication]) -> tuple[Told, ...]:
    sides = entity.head.heads if isinstance(entity.head, Conflict) else ()
    return tuple(_told(side) for side in sides)


def _answer(fact: facts.CommunicationAnswer) -> str:
    if fact.answered:
        return tr("Svar {day}: {words}").format(day=fact.answered_on, words=fact.words)
    return tr("{day}: tiden gick ut utan svar").format(day=fact.answered_on)


def request_views(state: CaseState) -> tuple[RequestView, ...]:
    """The latest first."""
    return tuple(_request(each) for each in reversed(state.of(facts.DecisionRequest)))


def _request(entity: Entity[facts.DecisionRequest]) -> RequestView:
    fact = entity.latest.fact
    sides = entity.head.heads if isinstance(entity.head, Conflict) else ()
    return RequestView(
        entity=entity.id,
        heading=tr("Begäran {day}").format(day=fact.requested_on),
        now=_demand(entity.latest),
        sides=tuple(_demand(side) for side in sides),
        waits=fact.granted is None,
    )


def _demand(version: Signed[facts.DecisionRequest]) -> Told:
    fact = version.fact
    answer = {
        None: tr("Inte besvarad ännu"),
        True: tr("Ärendet avgjordes {day}").format(day=fact.answered_on),
        False: tr("Begäran avslogs {day}: {words}").format(day=fact.answered_on, words=fact.words),
    }[fact.granted]
    lines = (tr("Hur: {how}").format(how=fact.how), answer)
    return Told(version.record.id, lines, words.signed_by(version.record.content))
