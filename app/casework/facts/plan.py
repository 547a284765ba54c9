"""The implementation plan."""

from __future__ import annotations

from app.casework.fact import Fact
from app.casework.facts.assessment import NeedRef
from app.ids import RecordId


class Activity(Fact, frozen=True):
    key: str
    what: str
    how: str = ""
    when: str = ""
    how_often: str = ""
    who: str = ""


class PlanIntervention(Fact, frozen=True):
    key: str
    intervention: str
    decision: RecordId | None = None
    granted_key: str = ""
    provider: str = ""
    payer: str = ""
    cost_ore: int | None = None
    cost_unit: str = ""
    """``day``, ``week``, ``month``, ``once``"""
    consideration: str = ""
    """Particular consideration (F150, F015)."""
    activities: tuple[Activity, ...] = ()


class Goal(Fact, frozen=True):
    key: str
    words: str
    """In the client's own words."""
    need: NeedRef | None = None
    need_text: str = ""
    measure: str = ""
    """How one sees that it has been reached."""
    interventions: tuple[PlanIntervention, ...] = ()


class Participant(Fact, frozen=True):
    name: str
    function: str = ""


class Aim(Fact, frozen=True):
    """An overall aim; the defaults are those of the method, worded to be edited."""

    key: str
    text: str


class Plan(Fact, frozen=True):
    """``plan/2`` A fixed version of the implementation plan. A later version of the same entity
    replaces it. Content as SOSFS 2014:5 (general advice) asks for; see ``docs/requirements.md``."""

    number: int
    fixed_on: str
    fixed_by: str
    goals: tuple[Goal, ...]
    participation: str
    own_words: str = ""
    participants: tuple[Participant, ...] = ()
    cooperation: str = ""
    own_safety: str = ""
    """The client's own part in safety."""
    follow_up_on: str = ""
    follow_up_how: str = ""
    follow_up_who: str = ""
    valid_from: str = ""
    valid_to: str = ""
    aims: tuple[Aim, ...] = ()
    """What it is all for; editable, and asked about at follow-up and closing (F048, F070, F071)."""
    others_measures: str = ""
    """When and how measures of other authorities are of use (förordning 2025:468, 10 kap. 3 §)."""
    kin_contact: str = ""
    """*Umgänge* and contact with kin."""
    board_contact: str = ""
    """When and how a young person has contact with the social services."""
