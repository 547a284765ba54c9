"""What happens around the person in a made-up case: consent, criteria, the way it goes, who is
around, what is communicated, carried out, followed up and at last closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import cast

from app.casework import facts
from app.casework.codec import from_body
from app.casework.projection import only_entity
from app.journal.record import Record
from app.samples.building import CaseBuilder
from app.samples.stages import Setting, Stages

CENTRAL = frozenset({Stages.PLAN_LATE, Stages.PROTECTION_ENDS, Stages.CLOSED})
"""High threat and relocation: the central unit. The others stay in the district."""

_UNIT = {facts.Route.CENTRAL: "Enheten för hemlösa", facts.Route.DISTRICT: "Övningsenheten"}
_BOPS = "Brottsoffer- och personsäkerhetssektionen, polisregion Exempel"
_LOCAL = "Lokalpolisområde Exempelstad"
_REGION = "Mottagningen för vuxna, Region Exempel"


Made = Mapping[str, Record]
"""What has been written so far that others build on: ``intake``, ``assessment``, ``decision``,
``plan``, and the two of the police around the person."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One record of the process and the day it was written."""

    day: date
    make: Callable[[Made], facts.Fact]
    only: bool = False
    """Of what a case has only one of."""
    key: str = ""
    """What others find it by in ``Made``; empty when nothing builds on it."""

    def happen(self, builder: CaseBuilder, made: dict[str, Record]) -> None:
        entity = only_entity(builder.stream) if self.only else None
        record = builder.add(self.make(made), self.day, entity=entity)
        if self.key:
            made[self.key] = record


def _said(fact: facts.Fact) -> Callable[[Made], facts.Fact]:
    return lambda _: fact


def happenings(stages: Stages, setting: Setting, *, granted: int) -> Iterator[Happening]:
    """All of a case, in no order. ``granted``: how many interventions its decision grants."""
    yield from _before_assessment(stages, setting)
    if stages.value.assessed is not None:
        yield from _around_decision(stages, setting, granted)
    if stages.value.planned is not None:
        yield from _after_plan(stages, setting)


def route_of(stages: Stages) -> facts.Route:
    return facts.Route.CENTRAL if stages in CENTRAL else facts.Route.DISTRICT


def _before_assessment(stages: Stages, setting: Setting) -> Iterator[Happening]:
    """From the first contact to the way the case goes."""
    received = stages.value.received

    def on(after: int, make: Callable[[date], facts.Fact], *, only: bool = False) -> Happening:
        day = setting.day(received - after)
        return Happening(day, _said(make(day)), only)

    if stages is Stages.INTEREST:
        return
    if stages is not Stages.APPLICATION_LATE:
        enrolled = setting.day(received)
        yield Happening(enrolled, lambda made: _enrolled(stages, made["intake"], enrolled))
    coordinator = _actor(facts.ActorRole.EXIT_COORDINATOR, "Avhopparsamordnare", _LOCAL)
    yield Happening(setting.day(received - 1), _said(coordinator), key="coordinator")
    leading = _actor(*_police(stages), leads=True)
    yield Happening(setting.day(received - 1), _said(leading), key="police")
    asked = setting.day(received - 2)
    yield Happening(asked, lambda made: _consent(stages, setting, made, asked), key="consent")
    if stages in (Stages.PLAN_SOON, Stages.DECIDED, Stages.REFUSED):
        yield on(5, lambda day: _children(stages, day), only=True)
    if stages is Stages.APPLICATION_LATE:
        yield on(9, _wish)
    if stages.value.assessed is not None:
        yield on(8, lambda day: _criteria(stages, day), only=True)
        yield on(9, lambda day: _handling(stages, day), only=True)


def _around_decision(stages: Stages, setting: Setting, granted: int) -> Iterator[Happening]:
    """Communication before a decision, and what is carried out after it."""
    stage = stages.value
    assert stage.assessed is not None
    sent = setting.day(stage.assessed - 2)
    yield Happening(sent, lambda made: _communication(made["assessment"], sent))
    if stage.decided is None or stages is Stages.DECIDED:
        return
    if stages is Stages.REFUSED:
        came = setting.day(stage.decided - 16)
        yield Happening(came, lambda made: _appeal(made["decision"], came))
        return
    started = setting.day(stage.decided - 8)
    begins = 1 if stages is Stages.PLAN_LATE else granted
    for key in map(str, range(1, begins + 1)):
        begun = partial(_executed, facts.ExecutionEvent.STARTED, key, started)
        yield Happening(started, begun)
        if stages is Stages.CLOSED and stage.planned is not None:
            ended = setting.day(stage.planned - 340)
            yield Happening(ended, partial(_executed, facts.ExecutionEvent.ENDED, key, ended))


def _after_plan(stages: Stages, setting: Setting) -> Iterator[Happening]:
    """Protection, meetings, follow-ups and, of what is long past, the end."""
    stage = stages.value
    assert stage.planned is not None
    met = setting.day(stage.planned - 6)
    yield Happening(met, _said(_measure(stages, setting, met)))
    yield Happening(met, lambda made: _meeting(made["consent"], met))
    for number, after in enumerate((30, 75), 1):
        done = setting.day(stage.planned - after)
        yield Happening(done, partial(_followed_up, day=done, number=number))
    if stages is Stages.CLOSED:
        closed = setting.day(stage.planned - 350)
        yield Happening(closed, partial(_closing, day=closed))
        return
    yield Happening(setting.day(20), _said(_next_follow_up(stages, setting)))
    yield Happening(setting.day(18), _said(_task(setting)))


# ------------------------------------------------------------------------------ what is written


def _police(stages: Stages) -> tuple[facts.ActorRole, str, str]:
    if stages in CENTRAL:
        return facts.ActorRole.BOPS, "Handläggare, BOPS", _BOPS
    return facts.ActorRole.LOCAL_POLICE, "Kontaktperson, lokalpolisen", _LOCAL


def _actor(
    role: facts.ActorRole, name: str, organisation: str, *, leads: bool = False
) -> facts.Actor:
    return facts.Actor(
        role=role, name=name, organisation=organisation, contact="Genom växeln", leads=leads
    )


def _enrolled(stages: Stages, intake: Record, day: date) -> facts.IntakeOutcome:
    return facts.IntakeOutcome(
        intake=intake.id,
        answer=facts.IntakeAnswer.ENROLLED,
        answered_on=day.isoformat(),
        unit_name=_UNIT[route_of(stages)],
    )


def _consent(stages: Stages, setting: Setting, made: Made, day: date) -> facts.Consent:
    """Asked for anew when it has run out, but for one that is about to."""
    half_a_year = day + timedelta(days=182)
    runs_out = stages in (Stages.PLAN_LATE, Stages.CLOSED)
    holds = half_a_year if runs_out else max(half_a_year, setting.day(-90))
    return facts.Consent(
        answer=facts.ConsentAnswer.GIVEN,
        given_on=day.isoformat(),
        method=facts.ConsentMethod.WRITTEN,
        purpose="Planera stöd och skydd tillsammans",
        parties=(_party(made["police"]), _party(made["coordinator"])),
        categories=(
            facts.ConsentCategory.PLANNING,
            facts.ConsentCategory.THREAT,
            facts.ConsentCategory.HOUSING,
        ),
        valid_to=holds.isoformat(),
        informed="Vad samtycket gäller, och att det kan återkallas när som helst.",
        original_at="Akten, pärm 3",
    )


def _party(actor: Record) -> facts.ConsentParty:
    return facts.ConsentParty(name=str(actor.content.body["name"]), actor=actor.content.entity)


def _children(stages: Stages, day: date) -> facts.Children:
    if stages is Stages.PLAN_SOON:
        return facts.Children(
            noted_on=day.isoformat(),
            responsible=facts.YesNoUnknown.YES,
            who="Ett barn i förskoleåldern",
            contact="Umgänge varannan helg hos en släkting",
            at_risk=facts.YesNoUnknown.NO,
            best_interest="Barnet behöver veta när de ses nästa gång.",
        )
    return facts.Children(
        noted_on=day.isoformat(),
        responsible=facts.YesNoUnknown.NO,
        at_risk=facts.YesNoUnknown.NO,
    )


def _wish(day: date) -> facts.Wish:
    return facts.Wish(wished="Ett program på annan ort", stated_on=day.isoformat())


def _criteria(stages: Stages, day: date) -> facts.Criteria:
    central = stages in CENTRAL
    return facts.Criteria(
        judged_on=day.isoformat(),
        path=facts.Path.CENTRAL if central else facts.Path.DISTRICT,
        path_reason="Hotet är högt och hen behöver flytta."
        if central
        else "Hotet är inte bedömt som högt. Lokalpolisen svarar för skyddet.",
        motivation=facts.Judged.MET,
        motivation_on=day.isoformat(),
        motivation_words="Jag vill inte tillbaka.",
        motivation_appraisal="Har kommit till varje möte och tar egna kontakter.",
        definition=facts.Judged.MET,
        definition_text="Har valt att lämna organiserad brottslighet och behöver stöd och skydd.",
        definition_reason="Har under flera år ingått i ett kriminellt nätverk.",
    )


def _handling(stages: Stages, day: date) -> facts.HandlingUnit:
    route = route_of(stages)
    return facts.HandlingUnit(
        route=route,
        unit_name=_UNIT[route],
        valid_from=day.isoformat(),
        reason="Enligt vägvalet.",
        suggested=route,
    )


def _communication(assessment: Record, day: date) -> facts.Communication:
    return facts.Communication(
        material=(facts.Material(text="Utredningen", record=assessment.id),),
        sent_on=day.isoformat(),
        how="Vid besök",
        answer_by=(day + timedelta(days=14)).isoformat(),
    )


def _executed(event: facts.ExecutionEvent, key: str, day: date, made: Made) -> facts.Execution:
    return facts.Execution(
        decision=made["decision"].id,
        granted_key=key,
        event=event,
        happened_on=day.isoformat(),
    )


def _next_follow_up(stages: Stages, setting: Setting) -> facts.FollowUp:
    late = stages is Stages.PLAN_LATE
    return facts.FollowUp(
        track=facts.Track.POLICE if late else facts.Track.SOCIAL_SERVICES,
        status=facts.FollowUpStatus.PLANNED,
        planned_on=setting.day(5 if late else -12).isoformat(),
    )


def _appeal(decision: Record, day: date) -> facts.Appeal:
    return facts.Appeal(
        decision=decision.id,
        received_on=day.isoformat(),
        words="Vill att beslutet ändras så att hen får boende.",
        timeliness=facts.AppealTimeliness.IN_TIME,
        timeliness_reason="Kom in inom tre veckor från den dag hen fick beslutet.",
        reconsidered=facts.Reconsidered.UNCHANGED,
        reconsidered_on=day.isoformat(),
        reconsidered_reason="Inget nytt har kommit fram.",
    )


def _measure(stages: Stages, setting: Setting, day: date) -> facts.ProtectiveMeasure:
    central = stages in CENTRAL
    return facts.ProtectiveMeasure(
        measure="Genomgång av digital säkerhet" if central else "Larmtelefon",
        responsible=facts.Owner.SOCIAL_SERVICES if central else facts.Owner.LOCAL_POLICE,
        responsible_name="Övningsenheten" if central else _LOCAL,
        status=facts.MeasureStatus.ONGOING,
        since=day.isoformat(),
        follow_up_on="" if stages is Stages.CLOSED else setting.day(-21).isoformat(),
    )


def _meeting(consent: Record, day: date) -> facts.Meeting:
    return facts.Meeting(
        kind=facts.MeetingKind.SIG,
        status=facts.MeetingStatus.HELD,
        held_on=day.isoformat(),
        form=facts.CooperationForm.SIG,
        participants=(
            facts.Participant(name="Avhopparsamordnare", function="Polisen"),
            facts.Participant(name="Samordnare", function=_REGION),
        ),
        agenda=("Vad har hänt sedan sist", "Vem gör vad", "Nästa möte"),
        consent=consent.content.entity,
        facts="Alla var överens om planen.",
        own_view="Skönt att slippa berätta samma sak flera gånger.",
        agreed=(
            facts.Agreed(key="1", what="Boka tid på vårdcentralen", who="Samordnaren"),
            facts.Agreed(key="2", what="Ordna larmtelefon", who="Avhopparsamordnaren"),
        ),
    )


def _plan(made: Made) -> facts.Plan:
    record = made["plan"]
    return cast("facts.Plan", from_body(record.content.kind, record.content.body))


def _followed_up(made: Made, *, day: date, number: int) -> facts.FollowUp:
    plan = _plan(made)
    return facts.FollowUp(
        track=facts.Track.JOINT,
        status=facts.FollowUpStatus.DONE,
        planned_on=day.isoformat(),
        done_on=day.isoformat(),
        how="Möte på enheten",
        participants=(
            facts.Participant(name="Den enskilde"),
            facts.Participant(name="Kontaktperson", function="Utföraren"),
        ),
        design="Stödet ges som planerat, en gång i veckan.",
        aims=tuple(
            facts.AimAnswer(key=aim.key, text=aim.text, reached=facts.Reached.PARTLY)
            for aim in plan.aims
        ),
        goals=tuple(
            facts.AimAnswer(
                key=goal.key,
                text=goal.words,
                reached=facts.Reached.PARTLY if number > 1 else facts.Reached.NO,
                score=min(2 + number * 2 + at, 10),
            )
            for at, goal in enumerate(plan.goals)
        ),
        threat=facts.ThreatChange.SAME,
        return_to_crime=facts.YesNoUnknown.NO,
        own_words="Det går framåt, men jag sover dåligt.",
        facts="Inga kända nya brott. Har passat alla tider.",
        appraisal="Motivationen håller i sig.",
    )


def _closing(made: Made, *, day: date) -> facts.Closing:
    plan = _plan(made)
    return facts.Closing(
        closed_on=day.isoformat(),
        reason=facts.ClosingReason.AIMS_REACHED,
        situation="Bor i egen lägenhet på annan ort och arbetar heltid.",
        aims=tuple(
            facts.AimAnswer(key=aim.key, text=aim.text, reached=facts.Reached.YES)
            for aim in plan.aims
        ),
        goals=tuple(
            facts.AimAnswer(key=goal.key, text=goal.words, reached=facts.Reached.YES)
            for goal in plan.goals
        ),
        remaining="Inga kända.",
        told="Hur hen söker igen, och att akten gallras efter fem år.",
        return_to_crime=facts.YesNoUnknown.NO,
        own_words="Nu klarar jag mig själv.",
        running_decisions="Insatserna har upphört enligt besluten.",
    )


def _task(setting: Setting) -> facts.Task:
    return facts.Task(
        what="Ring utföraren och stäm av dygnsrytmen",
        owner=setting.caseworker,
        due_on=setting.day(-3).isoformat(),
    )
