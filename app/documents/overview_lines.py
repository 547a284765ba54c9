"""The overview in lines, the same on screen and on paper: who is shown by name is for the one who
asks to say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.casework import facts, words
from app.casework.moments import shown
from app.casework.overview import Decided, Overview
from app.casework.state import Entity
from app.ids import EntityId


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: what it is, how it stands, and what more there is to say."""

    what: str
    state: str = ""
    more: str = ""
    entity: EntityId | None = None
    late: bool = False


def interventions(seen: Overview, *, providers: bool, decisions: bool) -> Iterator[Line]:
    for each in seen.interventions:
        state = f"{words.STANDING[each.standing]} sedan {shown(each.since)}"
        parts = (
            _period(each.granted),
            f"beslut {shown(each.decided_on)}" if decisions else "",
            ", ".join(each.providers) if providers else "",
        )
        yield Line(each.granted.intervention, state, _joined(*parts), each.decision)


def _period(granted: facts.GrantedIntervention) -> str:
    if not granted.valid_to:
        return f"från {shown(granted.valid_from)} tills vidare"
    return f"{shown(granted.valid_from)} – {shown(granted.valid_to)}"


def standing_of(each: Decided) -> str:
    return words.STANDING[each.standing]


def actors(seen: Overview, *, names: bool, bops: bool = True) -> Iterator[Line]:
    """By function; a name only where it was asked for (F030, F124), and an organisation too: where
    somebody is treated, works or goes to school is where somebody can be found. ``bops``: whether
    it is told that BOPS is there (F003)."""
    for entity in seen.actors:
        actor = entity.latest.fact
        if actor.role is facts.ActorRole.BOPS and not bops:
            continue
        leads = "leder polisens del" if actor.leads else ""
        yield Line(words.ROLE[actor.role], _named(actor, names=names), leads, entity.id)


def _named(actor: facts.Actor, *, names: bool) -> str:
    return _joined(actor.name, actor.organisation) if names else ""


def measures(seen: Overview) -> Iterator[Line]:
    for entity in seen.measures:
        fact = entity.latest.fact
        day = f"följs upp {shown(fact.follow_up_on)}" if fact.follow_up_on else ""
        who = _joined(words.OWNER[fact.responsible], fact.responsible_name)
        yield Line(fact.measure, words.MEASURE_STATUS[fact.status], _joined(who, day), entity.id)


def follow_ups(seen: Overview) -> Iterator[Line]:
    """What is late, what comes, and what has been done."""
    for state, entities in (
        ("Försenad sedan {day}", seen.follow_ups.overdue),
        ("Planerad {day}", seen.follow_ups.coming),
        ("Gjord {day}", seen.follow_ups.done),
    ):
        for entity in entities:
            yield _follow_up(entity, state)


def _follow_up(entity: Entity[facts.FollowUp], state: str) -> Line:
    fact = entity.latest.fact
    late = state.startswith("Försenad")
    day = shown(fact.done_on or fact.planned_on)
    return Line(words.TRACK[fact.track], state.format(day=day), "", entity.id, late)


def children(seen: Overview) -> Iterator[Line]:
    """As little as will do; that nobody has asked is said too (F152)."""
    if seen.children is None:
        yield Line(words.NO_CHILDREN_NOTED)
    else:
        fact = seen.children.latest.fact
        yield Line("Ansvar för barn", words.YES_NO_UNKNOWN[fact.responsible], fact.who)
        yield Line("Barn i riskmiljö", words.YES_NO_UNKNOWN[fact.at_risk])
        if fact.contact:
            yield Line("Umgänge", fact.contact)
        if fact.best_interest:
            yield Line("Barnets bästa", fact.best_interest)
        if fact.others:
            yield Line("Andra som ansvarar", fact.others)
    for alert in seen.alerts:
        raised = alert.latest.fact
        to_do = raised.report is facts.ReportState.TO_DO
        state = "Anmälan är inte noterad" if to_do else "Anmälan är noterad"
        what = f"Barn har aktualiserats {shown(raised.raised_on)}"
        yield Line(what, state, "", alert.id, to_do)


def aims(seen: Overview) -> Iterator[Line]:
    yield from (Line(text) for text in seen.aims)


def wishes(seen: Overview) -> Iterator[Line]:
    for entity in seen.wishes:
        fact = entity.latest.fact
        yield Line(fact.wished, words.WISH_ANSWER[fact.answer], fact.reason, entity.id)
    for referral in seen.referrals:
        sent = referral.latest.fact
        state = words.WISH_ANSWER[sent.accepted]
        receipt = f"kvitterad {shown(sent.received_on)}" if sent.received_on else "inte kvitterad"
        what = f"Hänvisning till {sent.to_name} {shown(sent.sent_on)}"
        yield Line(what, state, receipt, referral.id)


def gender(seen: Overview) -> Iterator[Line]:
    if seen.gender is not None:
        fact = seen.gender.latest.fact
        yield Line("Könsspecifika faktorer", words.GENDER[fact.state], fact.ways)


def handling(seen: Overview, *, names: bool, bops: bool = True) -> Iterator[Line]:
    """Who handles the case, and who leads for the police; both parameters as of ``actors``."""
    if seen.handling is not None:
        fact = seen.handling
        since = f"sedan {shown(fact.valid_from)}"
        yield Line("Handläggande enhet", _joined(fact.unit_name, words.ROUTE[fact.route]), since)
    actor = seen.counterpart
    if actor is not None and (bops or actor.role is not facts.ActorRole.BOPS):
        who = _joined(words.ROLE[actor.role], _named(actor, names=names))
        yield Line("Polisens motpart", who)


def answers(seen: Overview, *, protection: bool = True) -> Iterator[Line]:
    for entity in seen.answers:
        yield answer(entity, protection=protection)


def answer(entity: Entity[facts.IntakeOutcome], *, protection: bool = True) -> Line:
    """What became of an interest or an application (F035); ``protection``: with who protects."""
    fact = entity.latest.fact
    state = f"{words.INTAKE_ANSWER[fact.answer]} {shown(fact.answered_on)}"
    if fact.answer is facts.IntakeAnswer.ENROLLED:
        return Line("Svar", state, fact.unit_name, entity.id)
    more = _joined(
        f"Skäl: {fact.reason}",
        f"Erbjuds i stället: {fact.alternative}" if fact.alternative else "",
        f"Skyddar under tiden: {fact.protected_by}" if fact.protected_by and protection else "",
        f"Senare kontakt: {fact.later_contact}" if fact.later_contact else "",
        by=". ",
    )
    return Line("Svar", state, more, entity.id)


def _joined(*parts: str, by: str = ", ") -> str:
    return by.join(part for part in parts if part)
