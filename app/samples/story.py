"""What happens in a made-up case, from the first contact to the stage it has come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

import msgspec

from app.casework import facts
from app.casework.projection import only_entity
from app.journal.record import Record
from app.law.pack import LegalPack
from app.samples import texts
from app.samples.assessment import SampleAssessment, area_of
from app.samples.building import CaseBuilder
from app.samples.dice import Dice
from app.samples.people import person

_FORM = "application/fhir+json"
COLLEAGUES = ("Bea Provberg", "Hugo Övningslund", "Mira Testander")


@dataclass(frozen=True, slots=True)
class Stage:
    """How far a case has come. Days are counted back from today."""

    received: int
    assessed: int | None = None
    decided: int | None = None
    planned: int | None = None
    follow_up: int | None = None
    """When the plan is to be followed up; negative: days ahead."""


class Stages(Enum):
    """Every kind of day at work. A number of cases gets them in turn."""

    INTEREST = Stage(received=6)
    PLAN_LATE = Stage(received=260, assessed=226, decided=215, planned=200, follow_up=12)
    APPLICATION_LATE = Stage(received=200)
    PLAN_SOON = Stage(received=150, assessed=118, decided=108, planned=95, follow_up=-4)
    ASSESSED = Stage(received=44, assessed=9)
    PROTECTION_ENDS = Stage(received=330, assessed=300, decided=290, planned=275, follow_up=-60)
    DECIDED = Stage(received=70, assessed=31, decided=20)
    CONFLICT = Stage(received=180, assessed=150, decided=141, planned=130, follow_up=-30)
    APPLICATION_SOON = Stage(received=160)
    REFUSED = Stage(received=90, assessed=50, decided=36)


@dataclass(frozen=True, slots=True)
class Setting:
    """What all made-up cases have in common."""

    today: date
    law: LegalPack
    caseworker: str
    title: str
    assessments: Sequence[SampleAssessment]

    def day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)


class Story:
    """One case being told. Call ``tell`` once; the builder then holds the records."""

    def __init__(
        self, builder: CaseBuilder, setting: Setting, dice: Dice, case_file: facts.CaseFile
    ) -> None:
        self._builder = builder
        self._setting = setting
        self._dice = dice
        self._case_file = case_file

    def tell(self, stages: Stages, records: int) -> None:
        """All that the stage needs, then notes until there are ``records`` records."""
        stage = stages.value
        self._begin(stages)
        if stage.assessed is not None:
            sample = self._dice.pick(self._setting.assessments)
            assessment = self._assess(sample, stage.assessed)
            if stage.decided is not None:
                needs = [need for need in sample.needs if need.level > 0]
                decision = self._decide(assessment, needs, stages)
                if stage.planned is not None:
                    self._plan(assessment, decision, needs, stages)
        self._notes(records - len(self._builder.records), stage)

    def _begin(self, stages: Stages) -> None:
        setting, builder, stage = self._setting, self._builder, stages.value
        day, stream = setting.day(stage.received), only_entity(builder.stream)
        interest = stages is Stages.INTEREST
        builder.add(self._case_file, day, entity=stream)
        builder.add(
            facts.Intake(
                kind=facts.IntakeKind.INTEREST if interest else facts.IntakeKind.APPLICATION,
                received_on=day.isoformat(),
                channel=self._dice.pick(tuple(facts.Channel)),
                received_by=setting.caseworker,
                wish=self._dice.pick(texts.WISHES),
                from_whom=self._dice.pick(texts.FROM_WHOM),
            ),
            day,
        )
        builder.add(self._responsible(day), day, entity=stream)
        builder.add(person(self._dice.of("person"), setting.today), day, entity=stream)
        builder.add(self._protection(stages), day, entity=stream)
        if not interest:
            builder.add(self._threat(day + timedelta(days=5)), day + timedelta(days=6))

    def _responsible(self, day: date) -> facts.Responsibility:
        return facts.Responsibility(
            name=self._setting.caseworker,
            title=self._setting.title,
            valid_from=day.isoformat(),
        )

    def _protection(self, stages: Stages) -> facts.Protection:
        checked = self._setting.day(min(stages.value.received, 20)).isoformat()
        if stages is Stages.PROTECTION_ENDS:
            return facts.Protection(
                level=facts.ProtectionLevel.PROTECTED_REGISTRATION,
                checked_on=checked,
                shown_by=facts.ProtectionShown.DECISION_SEEN,
                valid_to=self._setting.day(-45).isoformat(),
            )
        return facts.Protection(
            level=self._dice.pick(
                (
                    facts.ProtectionLevel.NONE,
                    facts.ProtectionLevel.REQUESTED,
                    facts.ProtectionLevel.OWN_APPRAISAL,
                )
            ),
            checked_on=checked,
            shown_by=facts.ProtectionShown.ORAL,
        )

    def _threat(self, day: date) -> facts.ThreatAssessment:
        return facts.ThreatAssessment(
            owner=self._dice.pick((facts.Owner.BOPS, facts.Owner.LOCAL_POLICE)),
            assessed_on=day.isoformat(),
            level=self._dice.pick(tuple(facts.ThreatLevel)),
            type=self._dice.pick((facts.ThreatType.LATENT, facts.ThreatType.CONCRETE)),
            target_group=facts.YesNoPending.YES,
            text="Bedömningen har lämnats muntligt till handläggaren.",
            valid_to=(day + timedelta(days=180)).isoformat(),
        )

    def _assess(self, sample: SampleAssessment, ago: int) -> Record:
        day = self._setting.day(ago)
        return self._builder.add(
            facts.Assessment(
                template=sample.template.key,
                template_blob=self._builder.blob(sample.template.data, _FORM),
                response_blob=self._builder.blob(sample.response, _FORM),
                title=sample.template.title,
                completed_on=day.isoformat(),
                needs=sample.needs,
            ),
            day,
        )

    def _decide(self, assessment: Record, needs: Sequence[facts.Need], stages: Stages) -> Record:
        ago = stages.value.decided
        assert ago is not None
        day = self._setting.day(ago)
        provision = self._setting.law.decision_provisions(day)[0]
        refused = stages is Stages.REFUSED
        decision = self._builder.add(
            facts.Decision(
                outcome=facts.Outcome.REFUSED if refused else facts.Outcome.GRANTED,
                decided_on=day.isoformat(),
                applied_for="Stöd för att lämna kriminalitet",
                provision=provision.key,
                provision_text=provision.reference,
                reasons="Behovet kan tillgodoses på annat sätt, genom stöd utan individuell "
                "prövning."
                if refused
                else "Den enskilde kan inte själv tillgodose sina behov, och de kan inte "
                "tillgodoses på annat sätt.",
                decided_by_name="Elin Provberg",
                decided_by_title="Enhetschef",
                delegation="Delegationsordningen punkt 4.2",
                assessment=assessment.id,
                interventions=() if refused else self._granted(assessment, needs, day),
                alternative_support="Öppen rådgivning på enheten." if refused else "",
                follow_up_on="" if refused else (day + timedelta(days=365)).isoformat(),
            ),
            day,
        )
        if stages is not Stages.DECIDED:
            sent, got = day + timedelta(days=1), day + timedelta(days=3)
            dispatch = facts.Dispatch(
                decision=decision.id, dispatched_on=sent.isoformat(), how="Lämnat på enheten"
            )
            receipt = facts.DecisionReceipt(
                decision=decision.id, received_on=got.isoformat(), how="I handen, vid besök"
            )
            self._builder.add(dispatch, sent)
            self._builder.add(receipt, got)
        return decision

    def _granted(
        self, assessment: Record, needs: Sequence[facts.Need], day: date
    ) -> tuple[facts.GrantedIntervention, ...]:
        return tuple(
            facts.GrantedIntervention(
                key=str(at),
                intervention=area_of(need).intervention,
                need=facts.NeedRef(assessment=assessment.id, key=need.key),
                reason=area_of(need).reason,
                valid_from=day.isoformat(),
                extent=area_of(need).often,
            )
            for at, need in enumerate(needs, 1)
        )

    def _plan(
        self,
        assessment: Record,
        decision: Record,
        needs: Sequence[facts.Need],
        stages: Stages,
    ) -> None:
        ago, follow_up = stages.value.planned, stages.value.follow_up
        assert ago is not None
        assert follow_up is not None
        day = self._setting.day(ago)
        plan = facts.Plan(
            number=1,
            fixed_on=day.isoformat(),
            fixed_by=self._setting.caseworker,
            goals=tuple(
                _goal(str(at), need, assessment, decision) for at, need in enumerate(needs, 1)
            ),
            participation="Planen skrevs vid två möten. Den enskilde valde själv ordningen på "
            "målen och formulerade dem.",
            own_words=self._dice.pick(texts.WISHES),
            participants=(
                facts.Participant(name="", function="Kontaktperson på boendet"),
                facts.Participant(name=self._setting.caseworker, function="Handläggare"),
            ),
            cooperation="Handläggaren och boendet stämmer av varannan vecka.",
            own_safety="Håller telefonen fri från gamla konton och berättar genast om någon söker "
            "kontakt.",
            follow_up_on=self._setting.day(follow_up).isoformat(),
            follow_up_how="Möte med genomgång av varje mål",
            follow_up_who=self._setting.caseworker,
            valid_from=day.isoformat(),
        )
        first = self._builder.add(plan, day)
        if stages is Stages.CONFLICT:
            for colleague, ahead in zip(COLLEAGUES[:2], (40, 41), strict=True):
                again = day + timedelta(days=ahead)
                version = msgspec.structs.replace(
                    plan, number=2, fixed_on=again.isoformat(), follow_up_who=colleague
                )
                self._builder.revise(first, version, again)

    def _notes(self, count: int, stage: Stage) -> None:
        """Notes spread evenly from the day the case began; one in twenty is corrected."""
        written = 0
        while written < count:
            ago = stage.received - stage.received * written // max(count, 1)
            text = texts.NOTES[(self._dice.number(0, 3) + written) % len(texts.NOTES)]
            day = self._setting.day(ago)
            note = _note(text)
            record = self._builder.add(note, day, happened_at=day.isoformat())
            written += 1
            if written % 20 == 0 and written < count:
                corrected = msgspec.structs.replace(
                    note,
                    facts=f"{note.facts} Uppgiften lämnades av boendet.",
                    correction_reason="Källan saknades",
                )
                self._builder.revise(record, corrected, day)
                written += 1


def _note(text: texts.NoteText) -> facts.JournalNote:
    return facts.JournalNote(
        type=text.type,
        heading=text.heading,
        facts=text.facts,
        appraisal=text.appraisal,
        source=text.source,
        participants=text.participants,
    )


def _goal(key: str, need: facts.Need, assessment: Record, decision: Record) -> facts.Goal:
    area = area_of(need)
    return facts.Goal(
        key=key,
        words=need.goal,
        need=facts.NeedRef(assessment=assessment.id, key=need.key),
        need_text=need.area,
        measure="Den enskilde säger själv hur det går, på en skala som hen väljer.",
        interventions=(
            facts.PlanIntervention(
                key="1",
                intervention=area.intervention,
                decision=decision.id,
                granted_key=key,
                provider="Utföraren Exemplet",
                payer="Exempelkommun",
                cost_ore=area.ore or None,
                cost_unit=area.unit,
                activities=(
                    facts.Activity(
                        key="1",
                        what=area.activity,
                        how="Enligt överenskommelse med den enskilde",
                        how_often=area.often,
                        who=area.who,
                    ),
                ),
            ),
        ),
    )
