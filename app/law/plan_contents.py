"""What the law asks plans to hold: the headings that socialtjänstförordningen (2025:468)
10 kap. 2–3 §§ prescribes, each between days. Read from a TOML file of its own, in the format of
the legal pack.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.casework.facts import CarePlan, Plan
from app.errors import Reason, Refusal
from app.law.entry import Entry
from app.law.law_file import LawFile, check_entries, read_law_file


class Paper(StrEnum):
    """The plans whose content is prescribed."""

    CARE_PLAN = "care_plan"
    IMPLEMENTATION_PLAN = "implementation_plan"


FIELDS: dict[Paper, frozenset[str]] = {
    Paper.CARE_PLAN: frozenset(CarePlan.__struct_fields__),
    Paper.IMPLEMENTATION_PLAN: frozenset({*Plan.__struct_fields__, "activities"}),
}
"""Where prescribed content can stand; activities stand under the interventions."""


class Who(StrEnum):
    """For whom a heading is the law's demand."""

    EVERYONE = "everyone"
    ADULT = "adult"
    YOUNG = "young"

    def holds(self, *, young: bool) -> bool:
        match self:
            case Who.EVERYONE:
                return True
            case Who.YOUNG:
                return young
            case Who.ADULT:
                return not young


class PlanContent(Entry, frozen=True):
    """One heading that a plan must have."""

    paper: Paper
    who: Who
    field: str
    """Name of the field of the plan that holds it."""
    heading: str


class _File(LawFile, frozen=True):
    content: tuple[PlanContent, ...]


@dataclass(frozen=True, slots=True)
class PlanContents:
    """Every prescribed heading, in the order of the law."""

    entries: tuple[PlanContent, ...] = ()
    version: str = ""
    reviewed: bool = False
    """Whether a jurist has gone through the headings."""

    @classmethod
    def parse(cls, data: bytes) -> PlanContents:
        """The headings of this TOML file. Raises Refusal: as ``read_law_file`` and
        ``check_entries``; legal_pack_invalid also for a field that no plan has and for an empty
        heading; legal_pack_gap when a plan has no heading at all."""
        found = read_law_file(data, _File)
        check_entries(found.content)
        nowhere = any(each.field not in FIELDS[each.paper] for each in found.content)
        if nowhere or not all(each.heading.strip() for each in found.content):
            raise Refusal(Reason.LEGAL_PACK_INVALID)
        if {each.paper for each in found.content} != set(Paper):
            raise Refusal(Reason.LEGAL_PACK_GAP)
        return cls(found.content, found.pack.version, found.pack.reviewed)

    def prescribed(self, paper: Paper, on: date, *, young: bool) -> tuple[PlanContent, ...]:
        """The headings that the law asks for on a day, of a plan for the young or for an adult."""
        return tuple(
            each
            for each in self.entries
            if each.paper is paper and each.in_force(on) and each.who.holds(young=young)
        )


NO_CONTENTS = PlanContents()
