"""How far the made-up cases have come, and what they have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from app.law.pack import LegalPack
from app.samples.assessment import SampleAssessment, SampleForm


@dataclass(frozen=True, slots=True)
class Stage:
    """What has happened, in days before today; None: not yet."""

    received: int
    assessed: int | None = None
    decided: int | None = None
    planned: int | None = None
    follow_up: int = 0
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
    CLOSED = Stage(received=2700, assessed=2660, decided=2650, planned=2640, follow_up=2600)
    """Closed so long ago that it is to be disposed of."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What all made-up cases of one vault have in common."""

    today: date
    law: LegalPack
    caseworker: str
    title: str
    assessments: Mapping[Stages, Sequence[SampleAssessment]]
    """Some to choose from for each stage that has one, completed on that stage's day."""
    forms: Mapping[Stages, Sequence[SampleForm]]
    """What else has been filled in at each stage."""

    def day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)
