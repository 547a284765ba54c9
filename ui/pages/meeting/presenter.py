"""What is said of meetings, decided without a window."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from app.casework import facts, moments
from app.casework.facts import MeetingStatus
from app.casework.state import CaseState, Entity, Signed
from app.ids import EntityId
from ui import words
from ui.consent_words import about_what_of
from ui.meeting_words import FORMS, KINDS, STATUSES
from ui.texts import tr
from ui.wordings import Wording, Wordings, wording, wordings


@dataclass(frozen=True, slots=True)
class MeetingView:
    entity: EntityId
    kind: facts.MeetingKind
    next_step: str
    """Text of the button that goes on with it."""
    reminder: str
    """A planned day that has passed; else empty."""
    has_agenda: bool
    said: Wordings
    """Headed ``Samråd · 2026-06-01 · Hållet``."""


def meeting_views(state: CaseState, today: str) -> tuple[MeetingView, ...]:
    """Those that are planned first, the soonest on top; then the rest, the latest on top."""
    found = state.of(facts.Meeting)
    planned = [each for each in found if each.latest.fact.status is MeetingStatus.PLANNED]
    rest = [each for each in found if each.latest.fact.status is not MeetingStatus.PLANNED]
    ordered = (*sorted(planned, key=_order), *sorted(rest, key=_order, reverse=True))
    return tuple(_view(state, each, today) for each in ordered)


def _order(entity: Entity[facts.Meeting]) -> tuple[str, int]:
    return (entity.latest.fact.held_on, entity.latest.record.content.lamport)


def _view(state: CaseState, entity: Entity[facts.Meeting], today: str) -> MeetingView:
    fact = entity.latest.fact
    planned = fact.status is MeetingStatus.PLANNED
    passed = planned and fact.held_on < today
    return MeetingView(
        entity=entity.id,
        kind=fact.kind,
        next_step=tr("Anteckna eller ändra …") if planned else tr("Rätta …"),
        reminder=tr("Dagen har passerat. Anteckna mötet, eller att det ställdes in.")
        if passed
        else "",
        has_agenda=bool(fact.agenda) and fact.status is not MeetingStatus.CANCELLED,
        said=wordings(entity, partial(_wording, state)),
    )


def _wording(state: CaseState, version: Signed[facts.Meeting]) -> Wording:
    fact = version.fact
    parts = (words.word(KINDS, fact.kind), moments.shown(fact.held_on))
    return wording(
        version,
        (tr("Samverkansform"), words.word(FORMS, fact.form)),
        (tr("Grund"), _basis(state, fact)),
        (tr("Skäl"), fact.ground_reason),
        (tr("Deltagare"), "; ".join(_participant(each) for each in fact.participants)),
        (tr("Dagordning"), "\n".join(fact.agenda)),
        (tr("Vad som kom fram"), fact.facts),
        (tr("Den enskildes egen syn"), fact.own_view),
        (tr("Bestämdes"), "\n".join(_agreed(each) for each in fact.agreed)),
        (tr("Nästa möte"), moments.shown(fact.next_on)),
        (tr("Ställdes in"), fact.cancelled_why),
        heading=" · ".join((*parts, words.word(STATUSES, fact.status))),
    )


def _basis(state: CaseState, fact: facts.Meeting) -> str:
    if fact.consent is None:
        return fact.ground_text
    consent = state.find(facts.Consent, fact.consent)
    if consent is None:
        return tr("Samtycke")
    about = about_what_of(consent.latest.fact)
    day = moments.shown(consent.latest.fact.given_on)
    return tr("Samtycke {day}: {about}").format(day=day, about=about)


def _participant(each: facts.Participant) -> str:
    return ", ".join(part for part in (each.function, each.name) if part)


def _agreed(each: facts.Agreed) -> str:
    by = tr("till {day}").format(day=moments.shown(each.by)) if each.by else ""
    tail = ", ".join(part for part in (each.who, by) if part)
    return f"{each.what} ({tail})" if tail else each.what
