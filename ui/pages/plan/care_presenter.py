"""Care plans and the coordinated plan, decided without a window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.casework import facts, moments
from app.casework.care_sections import CareSection, sections_of
from app.casework.state import CaseState, Entity, Signed
from app.ids import EntityId, RecordId
from app.law.plan_contents import PlanContents
from ui import words
from ui.pages.plan.law_notes import law_note
from ui.texts import tr

NEEDED: Final[words.Words] = {
    facts.YesNoUnknown.YES: "Ja",
    facts.YesNoUnknown.NO: "Nej",
    facts.YesNoUnknown.UNKNOWN: "Inte känt än",
}


@dataclass(frozen=True, slots=True)
class SectionView:
    heading: str
    text: str
    law: str
    """The reference where the law prescribes the heading; else empty."""


@dataclass(frozen=True, slots=True)
class CarePlanView:
    """One fixed version."""

    entity: EntityId
    record: RecordId
    heading: str
    """``Vårdplan, version 2 – fastställd 2026-06-01``"""
    sections: tuple[SectionView, ...]
    signed: str


@dataclass(frozen=True, slots=True)
class CarePlansView:
    now: tuple[CarePlanView, ...]
    replaced: tuple[CarePlanView, ...]
    sides: tuple[tuple[EntityId, tuple[CarePlanView, ...]], ...]


@dataclass(frozen=True, slots=True)
class SipView:
    entity: EntityId
    record: RecordId
    heading: str
    rows: tuple[tuple[str, str], ...]
    signed: str


def care_plans_view(state: CaseState, contents: PlanContents) -> CarePlansView:
    now: list[CarePlanView] = []
    replaced: list[CarePlanView] = []
    sides: list[tuple[EntityId, tuple[CarePlanView, ...]]] = []
    for plan in reversed(state.of(facts.CarePlan)):
        heads = tuple(_care_view(plan.id, head, contents, tr("fastställd")) for head in plan.sides)
        if plan.disputed:
            sides.append((plan.id, heads))
        else:
            now += heads
        open_now = {head.record for head in heads}
        replaced += [
            _care_view(plan.id, version, contents, tr("ersatt"))
            for version in reversed(plan.versions)
            if version.record.id not in open_now
        ]
    return CarePlansView(tuple(now), tuple(replaced), tuple(sides))


def sip_sides(state: CaseState) -> tuple[SipView, ...]:
    """What is noted of the coordinated plan: nothing, one wording, or several in conflict."""
    sip: Entity[facts.Sip] | None = state.only(facts.Sip)
    return tuple(_sip_view(sip.id, side) for side in sip.sides) if sip else ()


def _care_view(
    entity: EntityId, version: Signed[facts.CarePlan], contents: PlanContents, status: str
) -> CarePlanView:
    plan = version.fact
    return CarePlanView(
        entity=entity,
        record=version.record.id,
        heading=tr("Vårdplan, version {number} – {status} {day}").format(
            number=plan.number, status=status, day=plan.fixed_on
        ),
        sections=tuple(_section(each) for each in sections_of(contents, plan)),
        signed=words.signed_by(version.record.content),
    )


def _section(section: CareSection) -> SectionView:
    return SectionView(
        heading=section.heading,
        text=section.text or tr("Inte ifyllt"),
        law=law_note(section.prescribed) if section.prescribed else "",
    )


def _sip_view(entity: EntityId, version: Signed[facts.Sip]) -> SipView:
    sip = version.fact
    agreed = words.word(words.YES_NO_PENDING, sip.agreed)
    needed = sip.needed is facts.YesNoUnknown.YES
    rows = (
        (tr("Behövs den?"), words.word(NEEDED, sip.needed)),
        (tr("Skäl"), sip.reason),
        (tr("Samtycker den enskilde?"), agreed if needed else ""),
        (tr("Deltagare"), "\n".join(_person(each) for each in sip.participants)),
        (tr("Kommunen gör"), sip.municipality_does),
        (tr("Regionen gör"), sip.region_does),
        (tr("Andra gör"), sip.others_do),
        (tr("Har det övergripande ansvaret"), sip.leads),
        (tr("Följs upp"), moments.shown(sip.follow_up_on)),
    )
    return SipView(
        entity=entity,
        record=version.record.id,
        heading=tr("Samordnad individuell plan (SIP) – noterad {day}").format(day=sip.noted_on),
        rows=tuple(row for row in rows if row[1]),
        signed=words.signed_by(version.record.content),
    )


def _person(participant: facts.Participant) -> str:
    return ", ".join(part for part in (participant.function, participant.name) if part)
