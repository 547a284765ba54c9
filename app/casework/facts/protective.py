"""Protective measures, and what concerns children and gender."""

from __future__ import annotations

from enum import StrEnum

from app.casework.fact import Fact
from app.casework.facts.threat import Owner


class MeasureStatus(StrEnum):
    PLANNED = "planned"
    ONGOING = "ongoing"
    DONE = "done"
    STOPPED = "stopped"


class ProtectiveMeasure(Fact, frozen=True):
    """``protective_measure/1`` A measure, who answers for it, how it stands and when it is looked
    at again (F044). Nothing of how the police work."""

    measure: str
    responsible: Owner
    status: MeasureStatus
    responsible_name: str = ""
    """Function or unit: "Lokalpolisområde Söderort" (F040)."""
    since: str = ""
    follow_up_on: str = ""
    note: str = ""


class YesNoUnknown(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Children(Fact, frozen=True):
    """``children/1`` What is known of children; a case has one such entity (F152). As little as
    will do: names only where the law or a report needs them."""

    noted_on: str
    responsible: YesNoUnknown
    """Whether the person has responsibility for children."""
    who: str = ""
    """How many and about what age; no names needed."""
    contact: str = ""
    """*Umgänge*."""
    at_risk: YesNoUnknown = YesNoUnknown.UNKNOWN
    """Whether a child lives or stays where there is risk."""
    best_interest: str = ""
    others: str = ""
    """Others who answer for the child: guardian, school, social services of another place."""


class ReportState(StrEnum):
    TO_DO = "to_do"
    DONE = "done"
    NOT_NEEDED = "not_needed"


class ChildAlert(Fact, frozen=True):
    """``child_alert/1`` Children have come up (F084, X22): who is told, who does what, and the
    report under 19 kap. socialtjänstlagen. A later version carries it on."""

    raised_on: str
    what: str
    report: ReportState
    told: str = ""
    """Which functions were told, and when."""
    division: str = ""
    """Who does what, as agreed."""
    agreed_with: str = ""
    agreed_on: str = ""
    measures: str = ""
    reported_on: str = ""
    reported_to: str = ""
    report_reason: str = ""
    """Why a report is not needed."""
    opened_on: str = ""
    """The day a preliminary assessment began, fourteen days (SoL 20 kap. 2 §), where known."""
    closed_on: str = ""
    outcome: str = ""


class GenderState(StrEnum):
    NOTICED = "noticed"
    NOT_RELEVANT = "not_relevant"
    NOT_DONE = "not_done"


class GenderFactors(Fact, frozen=True):
    """``gender_factors/1`` Whether gender-specific factors were noticed, and in which way (F145,
    F173). A case has one such entity."""

    noted_on: str
    state: GenderState
    ways: str = ""
    """In which ways: counted nowhere, listed without the case."""
