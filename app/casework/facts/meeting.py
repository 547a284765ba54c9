"""Meetings and consultations: who took part and what was agreed, in the person's own case."""

from __future__ import annotations

from enum import StrEnum

from app.casework.fact import Fact
from app.casework.facts.plan import Participant
from app.ids import EntityId


class MeetingKind(StrEnum):
    SIG = "sig"
    OPERATIVE = "operative"
    """The operative group: a ground for each person (F028)."""
    CONSULTATION = "consultation"
    """*Samråd* (F060)."""
    NETWORK = "network"
    SIP = "sip"
    OTHER = "other"


class CooperationForm(StrEnum):
    """From a controlled list (F029)."""

    SIG = "sig"
    TREFAS = "trefas"
    OTHER = "other"


class MeetingStatus(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Agreed(Fact, frozen=True):
    """One thing that was agreed."""

    key: str
    what: str
    who: str = ""
    by: str = ""
    """Day, ``YYYY-MM-DD``."""


class Meeting(Fact, frozen=True):
    """``meeting/1`` Planned, then held. One person's matters only: notes of a meeting about several
    stand in each person's own case (JO 523-2010)."""

    kind: MeetingKind
    status: MeetingStatus
    held_on: str
    """The planned or actual day."""
    form: CooperationForm | None = None
    participants: tuple[Participant, ...] = ()
    agenda: tuple[str, ...] = ()
    consent: EntityId | None = None
    """The consent that the exchange rests on."""
    ground: str = ""
    """Key of a ground in the legal pack where there is no consent."""
    ground_text: str = ""
    """As the ground was written on that day."""
    ground_reason: str = ""
    """Why the ground holds for this person, in words."""
    facts: str = ""
    own_view: str = ""
    """What the person said of it."""
    agreed: tuple[Agreed, ...] = ()
    next_on: str = ""
    cancelled_why: str = ""
