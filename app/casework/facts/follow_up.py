"""Follow-up, planned and done, and the end of a case."""

from __future__ import annotations

from enum import StrEnum

from app.casework.fact import Fact
from app.casework.facts.plan import Participant
from app.casework.facts.protective import YesNoUnknown
from app.ids import EntityId, RecordId


class Track(StrEnum):
    """Who follows up (F066)."""

    SOCIAL_SERVICES = "social_services"
    POLICE = "police"
    PROVIDER = "provider"
    JOINT = "joint"


class FollowUpStatus(StrEnum):
    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"


class ThreatChange(StrEnum):
    UNKNOWN = "unknown"
    LESS = "less"
    SAME = "same"
    MORE = "more"


class Reached(StrEnum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_JUDGED = "not_judged"


class AimAnswer(Fact, frozen=True):
    """Whether an aim or a goal has been reached, at that time."""

    key: str
    """Of the plan's aim or goal."""
    text: str
    """As the plan worded it."""
    reached: Reached = Reached.NOT_JUDGED
    score: int | None = None
    """0 to 10, the person's or the caseworker's own mark; only compared with itself over time."""
    words: str = ""


class QualityAnswer(Fact, frozen=True):
    """One quality requirement of the assignment, line by line (F067)."""

    requirement: str
    met: Reached = Reached.NOT_JUDGED
    words: str = ""


class FollowUp(Fact, frozen=True):
    """``follow_up/1`` A follow-up, first planned and then, in a later version, done or cancelled
    with a reason. Facts and appraisal are kept apart; a changed threat is said here and assessed
    by the police."""

    track: Track
    status: FollowUpStatus
    planned_on: str
    done_on: str = ""
    plan: RecordId | None = None
    """The version of the plan that was followed up."""
    how: str = ""
    participants: tuple[Participant, ...] = ()
    design: str = ""
    """How the interventions are carried out (F067)."""
    quality: tuple[QualityAnswer, ...] = ()
    aims: tuple[AimAnswer, ...] = ()
    goals: tuple[AimAnswer, ...] = ()
    threat: ThreatChange = ThreatChange.UNKNOWN
    threat_words: str = ""
    return_to_crime: YesNoUnknown = YesNoUnknown.UNKNOWN
    """F063: as observed, with ``facts`` as its source."""
    protection_seen: str = ""
    """What is known of the need of protection now; the level is the police's to assess (F068)."""
    crime_seen: str = ""
    contacts_seen: str = ""
    """Of criminal contacts: relations, no names."""
    own_words: str = ""
    facts: str = ""
    appraisal: str = ""
    next_on: str = ""
    cancelled_why: str = ""


class ClosingReason(StrEnum):
    AIMS_REACHED = "aims_reached"
    OWN_WISH = "own_wish"
    MOVED = "moved"
    TRANSFERRED = "transferred"
    NO_CONTACT = "no_contact"
    NO_NEED = "no_need"
    REFUSED = "refused"
    DECEASED = "deceased"
    OTHER = "other"


class Closing(Fact, frozen=True):
    """``closing/1`` The discharge note: why, how it stands, what remains, what the person has been
    told. A case is open again when an intake is signed after it (F070, F063)."""

    closed_on: str
    reason: ClosingReason
    situation: str
    reason_text: str = ""
    aims: tuple[AimAnswer, ...] = ()
    goals: tuple[AimAnswer, ...] = ()
    remaining: str = ""
    told: str = ""
    handed_over: str = ""
    return_to_crime: YesNoUnknown = YesNoUnknown.UNKNOWN
    own_words: str = ""
    after_care: str = ""
    after_care_until: str = ""
    running_decisions: str = ""
    """What holds for decisions that still run: closing ends none of them."""
    about: EntityId | None = None
