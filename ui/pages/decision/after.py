"""What follows a decision, decided without a window: appeals, and whether it is carried out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.casework import facts
from app.casework.decided import Decided, versions_of
from app.casework.execution import Carried, Standing, carried_of
from app.casework.facts import AppealTimeliness
from app.casework.state import CaseState, Conflict, Entity, Signed
from app.ids import EntityId, RecordId
from app.law.pack import LegalPack
from app.usecases.decision.appeals import last_day, suggested_timeliness
from app.usecases.references import granted_code
from ui import words
from ui.decision_words import EVENTS, RECONSIDERED, STANDINGS, TIMELINESS
from ui.texts import tr


@dataclass(frozen=True, slots=True)
class Told:
    """One signed wording as lines to read."""

    record: RecordId
    lines: tuple[str, ...]
    signed: str


@dataclass(frozen=True, slots=True)
class AppealView:
    """An appeal as a story: what has happened, and what comes next."""

    entity: EntityId
    now: Told
    sides: tuple[Told, ...]
    step: str
    """The next step (``handling_fields.appeal_fields``); empty when the court has answered."""
    next: str
    """The next step in words, for its button."""
    suggested: str
    """A suggestion of ``AppealTimeliness``; empty where nothing can be worked out."""
    hint: str
    """How the suggestion was worked out."""


@dataclass(frozen=True, slots=True)
class EventView:
    entity: EntityId
    record: RecordId
    text: str


@dataclass(frozen=True, slots=True)
class CarriedView:
    """One granted intervention: where it stands and what has happened with it."""

    code: str
    """Of ``references.granted_to_choose``."""
    heading: str
    waits: bool
    events: tuple[EventView, ...]


def carried_views(state: CaseState, entity: Decided, today: date) -> tuple[CarriedView, ...]:
    return tuple(_carried(each, entity, today) for each in carried_of(state, entity, today))


def _carried(carried: Carried, entity: Decided, today: date) -> CarriedView:
    waits = carried.standing in {Standing.WAITING, Standing.INTERRUPTED}
    since = (
        tr("{standing} sedan {day}, {n} dagar") if waits else tr("{standing} från {day}")
    ).format(
        standing=words.word(STANDINGS, carried.standing),
        day=carried.since.isoformat(),
        n=(today - carried.since).days,
    )
    return CarriedView(
        code=_code(entity, carried.granted.key),
        heading=f"{carried.granted.intervention}: {since[0].lower()}{since[1:]}",
        waits=waits,
        events=tuple(
            EventView(each.id, each.latest.record.id, _event(each.latest.fact))
            for each in carried.events
        ),
    )


def _code(entity: Decided, key: str) -> str:
    """The code of the first wording that granted it, as the choices have it."""
    for version in entity.versions:
        if any(granted.key == key for granted in version.fact.interventions):
            return granted_code(version.record.id, key)
    return ""


def _event(fact: facts.Execution) -> str:
    reason = f": {fact.reason}" if fact.reason else ""
    return f"{fact.happened_on} {words.word(EVENTS, fact.event)}{reason}"


# ------------------------------------------------------------------------------------ appeals


def appeal_views(state: CaseState, law: LegalPack, entity: Decided) -> tuple[AppealView, ...]:
    mine = versions_of(entity)
    return tuple(
        _appeal(each, state, law)
        for each in state.of(facts.Appeal)
        if each.latest.fact.decision in mine
    )


def _appeal(entity: Entity[facts.Appeal], state: CaseState, law: LegalPack) -> AppealView:
    fact = entity.latest.fact
    sides = entity.head.heads if isinstance(entity.head, Conflict) else ()
    step, text = _next(fact)
    suggested = suggested_timeliness(state, law, fact.decision, fact.received_on)
    ends = last_day(state, law, fact.decision)
    hint = ""
    if step == "judged":
        hint = (
            tr("Sista dagen var {last}, överklagandet kom in {day}.").format(
                last=ends.isoformat(), day=fact.received_on
            )
            if ends
            else tr("Det är inte noterat när den enskilde fick del av beslutet.")
        )
    return AppealView(
        entity=entity.id,
        now=_told(entity.latest),
        sides=tuple(_told(side) for side in sides),
        step=step,
        next=text,
        suggested="" if suggested is AppealTimeliness.NOT_JUDGED else suggested.value,
        hint=hint,
    )


def _next(fact: facts.Appeal) -> tuple[str, str]:
    """What comes next. What came too late is rejected in a decision of its own, and that can be
    appealed: the court is then reached by the new appeal."""
    if fact.timeliness is AppealTimeliness.NOT_JUDGED:
        return "judged", tr("Bedöm om det kom in i rätt tid …")
    if fact.timeliness is AppealTimeliness.LATE:
        return "", ""
    if fact.reconsidered is None and not fact.forwarded_on:
        return "reconsidered", tr("Ompröva beslutet …")
    if not fact.forwarded_on:
        return "forwarded", tr("Överlämnat till domstolen …")
    if fact.forwarded_on and not fact.court_decided_on:
        return "court", tr("Domstolen har avgjort …")
    return "", ""


def _told(version: Signed[facts.Appeal]) -> Told:
    return Told(
        record=version.record.id,
        lines=tuple(_story(version.fact)),
        signed=words.signed_by(version.record.content),
    )


def _story(fact: facts.Appeal) -> Iterator[str]:
    said = f": {fact.words}" if fact.words else ""
    yield tr("{day} Överklagandet kom in").format(day=fact.received_on) + said
    if fact.timeliness is not AppealTimeliness.NOT_JUDGED:
        reason = f": {fact.timeliness_reason}" if fact.timeliness_reason else ""
        yield words.word(TIMELINESS, fact.timeliness) + reason
    if fact.reconsidered is not None:
        what = words.word(RECONSIDERED, fact.reconsidered)
        yield f"{fact.reconsidered_on} {what}: {fact.reconsidered_reason}"
    if fact.forwarded_on:
        yield tr("{day} Överlämnat till {court}").format(day=fact.forwarded_on, court=fact.court)
    if fact.court_decided_on:
        yield tr("{day} Domstolens avgörande: {outcome}").format(
            day=fact.court_decided_on, outcome=fact.court_outcome
        )
