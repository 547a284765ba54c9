"""What plans begin with and what the law asks of them: the default aims, and the content that
socialtjänstförordningen (2025:468) 10 kap. 2–3 §§ prescribes, each between days.

Both are read from TOML, so that words and law can change without a new version of the program.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from app.casework.facts import Aim, CarePlan, Plan
from app.errors import Reason, Refusal
from app.law.entry import Entry
from app.law.law_file import check_entries
from app.toml_table import Table, read_table


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


class _DefaultAim(Table, frozen=True):
    key: str
    text: str
    requirement: str


class _Aims(Table, frozen=True):
    format: Literal[1]
    aim: tuple[_DefaultAim, ...]


class _Contents(Table, frozen=True):
    format: Literal[1]
    version: str
    reviewed: bool
    content: tuple[PlanContent, ...]


@dataclass(frozen=True, slots=True)
class Planning:
    """The default aims in their order, and every prescribed heading in the order of the law."""

    aims: tuple[Aim, ...]
    contents: tuple[PlanContent, ...]
    version: str
    reviewed: bool
    """Whether a jurist has gone through the headings."""

    @classmethod
    def parse(cls, aims: bytes, contents: bytes) -> Planning:
        """Of the two TOML files. Raises Refusal (legal_pack_invalid) for anything that is not
        exactly the format: an unknown member, a field that no plan has, an aim twice, two entries
        of one key in force on one day, or one that is never in force."""
        try:
            first, second = read_table(aims, _Aims), read_table(contents, _Contents)
        except ValueError:
            raise Refusal(Reason.LEGAL_PACK_INVALID) from None
        keys = [each.key for each in first.aim]
        blank = any(not each.key or not each.text.strip() for each in first.aim)
        nowhere = any(each.field not in FIELDS[each.paper] for each in second.content)
        if blank or nowhere or len(keys) != len(set(keys)):
            raise Refusal(Reason.LEGAL_PACK_INVALID)
        check_entries(second.content)
        return cls(
            aims=tuple(Aim(key=each.key, text=each.text) for each in first.aim),
            contents=second.content,
            version=second.version,
            reviewed=second.reviewed,
        )

    def prescribed(self, paper: Paper, on: date, *, young: bool) -> tuple[PlanContent, ...]:
        """The headings that the law asks for on a day, of a plan for the young or for an adult."""
        return tuple(
            each
            for each in self.contents
            if each.paper is paper and each.in_force(on) and each.who.holds(young=young)
        )
