"""A care plan's texts under the headings that were the law's on the day it was fixed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.casework import facts
from app.casework.moments import day_or_none
from app.law.plan_contents import Paper, PlanContent, PlanContents

_FIELDS = {
    "interventions": "Insatser som behövs",
    "kin_contact": "Kontakt med barn och andra närstående",
    "aim": "Målet med vården",
    "view": "Den enskildes syn på den planerade vården",
    "guardians_view": "Vårdnadshavarnas syn på den planerade vården",
    "others": "Åtgärder som andra huvudmän ansvarar för",
}
"""The fields in their order, and the heading of one that the law does not name."""


@dataclass(frozen=True, slots=True)
class CareSection:
    field: str
    heading: str
    text: str
    prescribed: PlanContent | None


def prescribed_of(contents: PlanContents, plan: facts.CarePlan) -> tuple[PlanContent, ...]:
    """The headings that were the law's on the day the plan was fixed."""
    return contents.prescribed(
        Paper.CARE_PLAN,
        day_or_none(plan.fixed_on) or date.max,
        young=plan.young,
    )


def sections_of(contents: PlanContents, plan: facts.CarePlan) -> Iterator[CareSection]:
    """Every prescribed section, written or not, and every other that is written."""
    named = {each.field: each for each in prescribed_of(contents, plan)}
    for field, heading in _FIELDS.items():
        text, prescribed = str(getattr(plan, field)), named.get(field)
        if prescribed is not None or text.strip():
            shown = prescribed.heading if prescribed else heading
            yield CareSection(field, shown, text, prescribed)
