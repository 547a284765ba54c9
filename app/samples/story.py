"""What happens in a made-up case, in the order it happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

import msgspec

from app.casework import facts
from app.casework.projection import only_entity
from app.journal.record import Record
from app.samples import bodies
from app.samples.assessment import SampleForm
from app.samples.bodies import Granted
from app.samples.building import CaseBuilder
from app.samples.diary import Diary
from app.samples.dice import Dice
from app.samples.people import person
from app.samples.process import CENTRAL, Happening, happenings
from app.samples.stages import Setting, Stages

_FORM = "application/fhir+json"
_COLLEAGUES = ("Bea Provberg", "Hugo Övningslund")
_CHECKED_AGAIN = 20
"""Days ago that the protection was last checked, in cases older than that."""


@dataclass(frozen=True, slots=True)
class _Event:
    """Something that happens on a day and becomes so many records."""

    day: date
    happen: Callable[[date], None]
    records: int = 1


class Story:
    """One case being told. Call ``tell`` once; the builder then holds the records."""

    def __init__(
        self,
        builder: CaseBuilder,
        setting: Setting,
        stages: Stages,
        case_file: facts.CaseFile,
        dice: Dice,
    ) -> None:
        self._builder = builder
        self._setting = setting
        self._stages = stages
        self._case_file = case_file
        self._dice = dice
        samples = setting.assessments.get(stages)
        self._assessment = dice.of("assessment").pick(samples) if samples else None
        self._made: dict[str, Record] = {}
        """What later events build on."""

    def tell(self, records: int) -> None:
        """All that the stage needs and, between that, notes up to ``records`` records."""
        events = sorted(self._events(), key=lambda event: event.day)
        notes = records - sum(event.records for event in events)
        last = events[-1].day if self._stages is Stages.CLOSED else self._setting.today
        diary = Diary(self._builder, self._dice, notes, first=events[0].day, last=last)
        for event in events:
            diary.until(event.day)
            event.happen(event.day)
        diary.until(last)

    def _events(self) -> Iterator[_Event]:
        stages, stage, at = self._stages, self._stages.value, self._setting.day
        yield _Event(at(stage.received), self._begin, records=5)
        if stages is not Stages.INTEREST:
            yield _Event(at(stage.received - 6), self._threaten)
        if stage.received > _CHECKED_AGAIN and stages is not Stages.CLOSED:
            yield _Event(at(_CHECKED_AGAIN), self._check_protection)
        for happening in happenings(stages, self._setting, granted=len(self._needs)):
            yield _Event(happening.day, partial(self._happen, happening))
        if stage.assessed is not None:
            yield _Event(at(stage.assessed), self._assess)
        for form in self._setting.forms[stages]:
            yield _Event(at(form.ago), partial(self._fill_in, form))
        if stage.decided is not None:
            yield _Event(at(stage.decided), self._decide)
            if stages is not Stages.DECIDED:
                yield _Event(at(stage.decided - 1), self._dispatch)
                yield _Event(at(stage.decided - 3), self._receive)
        if stage.planned is not None:
            yield _Event(at(stage.planned), self._plan)
            if stages is Stages.CONFLICT:
                yield _Event(at(stage.planned - 40), self._plan_again(_COLLEAGUES[0]))
                yield _Event(at(stage.planned - 41), self._plan_again(_COLLEAGUES[1]))

    @property
    def _needs(self) -> tuple[facts.Need, ...]:
        """What the assessment finds; each becomes an intervention and a goal."""
        found = self._assessment.needs if self._assessment else ()
        return tuple(need for need in found if need.level > 0)

    def _begin(self, day: date) -> None:
        entity, setting, dice = only_entity(self._builder.stream), self._setting, self._dice
        responsible = facts.Responsibility(
            name=setting.caseworker, title=setting.title, valid_from=day.isoformat()
        )
        self._builder.add(self._case_file, day, entity=entity)
        intake = bodies.intake(self._stages, setting, dice, day)
        self._made["intake"] = self._builder.add(intake, day)
        self._builder.add(responsible, day, entity=entity)
        self._builder.add(person(dice.of("person"), setting.today), day, entity=entity)
        protection = bodies.protection(self._stages, setting, dice.of("protection"), day)
        self._made["protection"] = self._builder.add(protection, day, entity=entity)

    def _threaten(self, day: date) -> None:
        assessed = day - timedelta(days=1)
        threat = bodies.threat(self._dice, assessed, high=self._stages in CENTRAL)
        self._builder.add(threat, day, happened_at=assessed)

    def _check_protection(self, day: date) -> None:
        again = bodies.protection(self._stages, self._setting, self._dice.of("protection"), day)
        self._builder.revise(self._made["protection"], again, day)

    def _assess(self, day: date) -> None:
        sample = self._assessment
        assert sample is not None
        assessment = facts.Assessment(
            template=sample.template.key,
            template_blob=self._builder.blob(sample.template.data, _FORM),
            response_blob=self._builder.blob(sample.response, _FORM),
            title=sample.template.title,
            completed_on=day.isoformat(),
            needs=sample.needs,
        )
        self._made["assessment"] = self._builder.add(assessment, day)

    def _fill_in(self, form: SampleForm, day: date) -> None:
        filled = msgspec.structs.replace(
            form.fact,
            template_blob=self._builder.blob(form.template.data, _FORM),
            response_blob=self._builder.blob(form.response, _FORM),
        )
        self._builder.add(filled, day)

    def _decide(self, day: date) -> None:
        assessment = self._made["assessment"]
        decision = bodies.decision(self._stages, self._setting, day, assessment, self._needs)
        self._made["decision"] = self._builder.add(decision, day)

    def _happen(self, happening: Happening, _day: date) -> None:
        happening.happen(self._builder, self._made)

    def _dispatch(self, day: date) -> None:
        self._builder.add(
            facts.Dispatch(
                decision=self._made["decision"].id,
                dispatched_on=day.isoformat(),
                how="Lämnat på enheten",
            ),
            day,
        )

    def _receive(self, day: date) -> None:
        self._builder.add(
            facts.DecisionReceipt(
                decision=self._made["decision"].id,
                received_on=day.isoformat(),
                how="I handen, vid besök",
            ),
            day,
        )

    def _plan(self, day: date) -> None:
        granted = Granted(self._made["assessment"], self._made["decision"], self._needs)
        plan = bodies.plan(self._setting, self._stages, day, granted)
        self._made["plan"] = self._builder.add(plan, day)

    def _plan_again(self, who: str) -> Callable[[date], None]:
        """A second version by a colleague who had only seen the first: two make a conflict."""

        def happen(day: date) -> None:
            first = self._made["plan"]
            granted = Granted(self._made["assessment"], self._made["decision"], self._needs)
            plan = msgspec.structs.replace(
                bodies.plan(self._setting, self._stages, day, granted), number=2, follow_up_who=who
            )
            self._builder.revise(first, plan, day)

        return happen
