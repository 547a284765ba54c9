"""What surrounds a decision: communication, requests, appeal, whether it is carried out."""

from __future__ import annotations

from enum import StrEnum

from app.casework.fact import Fact
from app.ids import RecordId


class Material(Fact, frozen=True):
    """One thing that the person was shown before the decision."""

    text: str
    record: RecordId | None = None
    """The signed record it is, where it is one of the case."""


class CommunicationException(StrEnum):
    """25 § förvaltningslagen: when communication may be left out."""

    OBVIOUSLY_UNNEEDED = "obviously_unneeded"
    HARDER_TO_CARRY_OUT = "harder_to_carry_out"
    IMMEDIATE = "immediate"


class Communication(Fact, frozen=True):
    """``communication/1`` What was communicated before a decision, how, and when an answer is due;
    or which exception was used and why (FL 25 §, X10)."""

    material: tuple[Material, ...] = ()
    sent_on: str = ""
    how: str = ""
    answer_by: str = ""
    exception: CommunicationException | None = None
    exception_reason: str = ""


class CommunicationAnswer(Fact, frozen=True):
    """``communication_answer/1`` What the person answered, or that the time passed without."""

    communication: RecordId
    answered_on: str
    answered: bool
    words: str = ""


class DecisionRequest(Fact, frozen=True):
    """``decision_request/1`` The person has demanded a decision (FL 12 §): four weeks. A later
    version says what was done."""

    requested_on: str
    how: str
    answered_on: str = ""
    granted: bool | None = None
    """True: the case was decided. False: the demand was rejected, in a decision of its own that
    can be appealed."""
    words: str = ""


class AppealTimeliness(StrEnum):
    NOT_JUDGED = "not_judged"
    IN_TIME = "in_time"
    LATE = "late"
    """Rejected by a decision of its own, which can be appealed (FL 45 §)."""
    LATE_EXCUSED = "late_excused"
    """Late because the notice was wrong, or in time with the court (FL 45 §)."""


class Reconsidered(StrEnum):
    UNCHANGED = "unchanged"
    CHANGED_PARTLY = "changed_partly"
    CHANGED_WHOLLY = "changed_wholly"


class Appeal(Fact, frozen=True):
    """``appeal/1`` Received, judged for timeliness, reconsidered, forwarded, decided by the court;
    each step a later version (FL 43–46 §§)."""

    decision: RecordId
    received_on: str
    words: str = ""
    timeliness: AppealTimeliness = AppealTimeliness.NOT_JUDGED
    timeliness_reason: str = ""
    reconsidered: Reconsidered | None = None
    reconsidered_on: str = ""
    reconsidered_reason: str = ""
    forwarded_on: str = ""
    court: str = ""
    court_decided_on: str = ""
    court_outcome: str = ""


class ExecutionEvent(StrEnum):
    STARTED = "started"
    INTERRUPTED = "interrupted"
    RESUMED = "resumed"
    ENDED = "ended"
    OFFER_DECLINED = "offer_declined"


class Execution(Fact, frozen=True):
    """``execution/1`` Something that happened with a granted intervention (SoL 34 kap. 1 §; X13).
    One record an event; a later version corrects it."""

    decision: RecordId
    granted_key: str
    event: ExecutionEvent
    happened_on: str
    reason: str = ""
    """Short: what IVO is told where nothing has been carried out."""
