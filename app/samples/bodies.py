"""What is written in the made-up cases, but for the notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.casework import facts
from app.journal.record import Record
from app.samples import texts
from app.samples.assessment import area_of
from app.samples.dice import Dice
from app.samples.stages import Setting, Stages


@dataclass(frozen=True, slots=True)
class Granted:
    """What a plan carries out."""

    assessment: Record
    decision: Record
    needs: Sequence[facts.Need]


def intake(stages: Stages, setting: Setting, dice: Dice, day: date) -> facts.Intake:
    interest = stages is Stages.INTEREST
    return facts.Intake(
        kind=facts.IntakeKind.INTEREST if interest else facts.IntakeKind.APPLICATION,
        received_on=day.isoformat(),
        channel=dice.pick(tuple(facts.Channel)),
        received_by=setting.caseworker,
        wish=dice.pick(texts.WISHES),
        from_whom=dice.pick(texts.FROM_WHOM),
    )


def protection(stages: Stages, setting: Setting, dice: Dice, day: date) -> facts.Protection:
    if stages is Stages.PROTECTION_ENDS:
        return facts.Protection(
            level=facts.ProtectionLevel.PROTECTED_REGISTRATION,
            checked_on=day.isoformat(),
            shown_by=facts.ProtectionShown.DECISION_SEEN,
            valid_to=setting.day(-45).isoformat(),
        )
    levels = facts.ProtectionLevel
    return facts.Protection(
        level=dice.pick((levels.NONE, levels.REQUESTED, levels.OWN_APPRAISAL)),
        checked_on=day.isoformat(),
        shown_by=facts.ProtectionShown.ORAL,
    )


def threat(dice: Dice, day: date, *, high: bool) -> facts.ThreatAssessment:
    """High, with relocation, from BOPS; or lower, from the local police."""
    levels = facts.ThreatLevel
    return facts.ThreatAssessment(
        owner=facts.Owner.BOPS if high else facts.Owner.LOCAL_POLICE,
        assessed_on=day.isoformat(),
        level=levels.HIGH if high else dice.pick((levels.LOW, levels.MEDIUM)),
        type=facts.ThreatType.CONCRETE if high else facts.ThreatType.LATENT,
        target_group=facts.YesNoPending.YES if high else None,
        relocation_needed=facts.YesNoPending.YES if high else facts.YesNoPending.NO,
        text="Bedömningen har lämnats muntligt till handläggaren.",
        valid_to=(day + timedelta(days=360)).isoformat(),
        assessor="Handläggare, BOPS" if high else "Kontaktperson, lokalpolisen",
        method=facts.AssessmentMethod.STRUCTURED if high else facts.AssessmentMethod.NOT_STATED,
    )


def decision(
    stages: Stages, setting: Setting, day: date, assessment: Record, needs: Sequence[facts.Need]
) -> facts.Decision:
    refused = stages is Stages.REFUSED
    provision = setting.law.decision_provisions(day)[0]
    return facts.Decision(
        outcome=facts.Outcome.REFUSED if refused else facts.Outcome.GRANTED,
        decided_on=day.isoformat(),
        applied_for="Stöd för att lämna kriminalitet",
        provision=provision.key,
        provision_text=provision.reference,
        reasons=texts.REASONS_REFUSED if refused else texts.REASONS_GRANTED,
        decided_by_name="Elin Provberg",
        decided_by_title="Enhetschef",
        delegation="Delegationsordningen punkt 4.2",
        assessment=assessment.id,
        interventions=() if refused else tuple(_granted(assessment, needs, day)),
        alternative_support="Öppen rådgivning på enheten." if refused else "",
        protected_by="Lokalpolisområde Exempelstad" if refused else "",
        later_contact="Ett samtal om en månad." if refused else "",
        follow_up_on="" if refused else (day + timedelta(days=365)).isoformat(),
    )


def _granted(
    assessment: Record, needs: Sequence[facts.Need], day: date
) -> list[facts.GrantedIntervention]:
    return [
        facts.GrantedIntervention(
            key=str(at),
            intervention=area_of(need).intervention,
            need=facts.NeedRef(assessment=assessment.id, key=need.key),
            reason=area_of(need).reason,
            valid_from=day.isoformat(),
            extent=area_of(need).often,
        )
        for at, need in enumerate(needs, 1)
    ]


def plan(setting: Setting, stages: Stages, day: date, granted: Granted) -> facts.Plan:
    """The first version, with a goal for each need that the decision met."""
    return facts.Plan(
        number=1,
        fixed_on=day.isoformat(),
        fixed_by=setting.caseworker,
        goals=tuple(_goal(str(at), need, granted) for at, need in enumerate(granted.needs, 1)),
        participation="Planen skrevs vid två möten. Den enskilde valde själv ordningen på målen "
        "och formulerade dem.",
        own_words=texts.WISHES[1],
        participants=(
            facts.Participant(name="", function="Kontaktperson på boendet"),
            facts.Participant(name=setting.caseworker, function="Handläggare"),
        ),
        cooperation="Handläggaren och boendet stämmer av varannan vecka.",
        own_safety="Håller telefonen fri från gamla konton och berättar genast om någon söker "
        "kontakt.",
        follow_up_on=setting.day(stages.value.follow_up).isoformat(),
        follow_up_how="Möte med genomgång av varje mål",
        follow_up_who=setting.caseworker,
        valid_from=day.isoformat(),
        aims=texts.AIMS,
    )


def _goal(key: str, need: facts.Need, granted: Granted) -> facts.Goal:
    area = area_of(need)
    return facts.Goal(
        key=key,
        words=need.goal,
        need=facts.NeedRef(assessment=granted.assessment.id, key=need.key),
        need_text=need.area,
        measure="Den enskilde säger själv hur det går, på en skala som hen väljer.",
        interventions=(
            facts.PlanIntervention(
                key="1",
                intervention=area.intervention,
                decision=granted.decision.id,
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
