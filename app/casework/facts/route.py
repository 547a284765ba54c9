"""Which way a case goes: criteria, routing, referral, and what was wished for."""

from __future__ import annotations

from enum import StrEnum

from app.casework.fact import Fact
from app.casework.facts.threat import YesNoPending
from app.ids import EntityId, RecordId


class IntakeAnswer(StrEnum):
    ENROLLED = "enrolled"
    DECLINED = "declined"
    """The person got a no, or said no."""


class IntakeOutcome(Fact, frozen=True):
    """``intake_outcome/1`` What became of an interest or an application (F035): enrolment with
    day and unit, or a no with its reason and what was offered instead."""

    intake: RecordId
    answer: IntakeAnswer
    answered_on: str
    unit: EntityId | None = None
    """In the register of units."""
    unit_name: str = ""
    """As it was called on that day."""
    reason: str = ""
    alternative: str = ""
    protected_by: str = ""
    """Who protects meanwhile."""
    later_contact: str = ""


class Judged(StrEnum):
    NOT_JUDGED = "not_judged"
    MET = "met"
    NOT_MET = "not_met"


class Path(StrEnum):
    """Where the criteria lead. None of them is a dead end (F041, F167, F169, F174)."""

    CENTRAL = "central"
    """The criteria are met: referral to the central unit."""
    DISTRICT = "district"
    """The threat is not high, or not assessed: the district, with the local police."""
    HIGH_WITHOUT_RELOCATION = "high_without_relocation"
    """The sources disagree on who takes it: a choice with a reason; BOPS stays counterpart."""
    TARGET_GROUP_NO = "target_group_no"
    """BOPS says no: the application is examined all the same, by the district."""
    OWN_PATH = "own_path"
    """The definition does not fit but the threat does: a partner, a relative, a witness."""
    NO_EXCHANGE = "no_exchange"
    """Consent is refused: the examination goes on without exchange (F184)."""


class Criteria(Fact, frozen=True):
    """``criteria/1`` One card for consent and definition, the same words on both routes (F077).
    Consent, threat and relocation are not judged here: the card names the records that it looked
    at. A later version of the same entity looks again."""

    judged_on: str
    path: Path
    path_reason: str
    motivation: Judged = Judged.NOT_JUDGED
    motivation_on: str = ""
    """The day on which the motivation was assessed (F073)."""
    motivation_words: str = ""
    """In the person's own words."""
    motivation_appraisal: str = ""
    definition: Judged = Judged.NOT_JUDGED
    definition_key: str = ""
    """Key of the definition's text."""
    definition_text: str = ""
    """The definition as it was worded on that day (F078)."""
    definition_reason: str = ""
    consent: RecordId | None = None
    threat: RecordId | None = None
    """The latest that BOPS had said of anything: a newer one asks for a new look."""
    level: RecordId | None = None
    """The BOPS assessment that says how high the threat is (F075)."""
    relocation: RecordId | None = None
    """The BOPS assessment that says whether the person needs to move (F076)."""


class Route(StrEnum):
    CENTRAL = "central"
    DISTRICT = "district"
    SIG = "sig"
    OTHER = "other"


class HandlingUnit(Fact, frozen=True):
    """``handling_unit/1`` Which unit handles the case from a day on; one at a time (F001). A case
    has one such entity, and a change is a new version of it. What the rule suggested is kept
    beside what was chosen (F012, F037, F039, F061)."""

    route: Route
    unit_name: str
    """As it was called on that day."""
    valid_from: str
    reason: str
    unit: EntityId | None = None
    suggested: Route | None = None
    threat: RecordId | None = None
    """The threat assessment that was looked at."""


class Referral(Fact, frozen=True):
    """``referral/1`` A referral to the unit that takes over the examination, with its receipt. A
    later version notes the receipt and the answer (F041)."""

    criteria: RecordId
    to_name: str
    sent_on: str
    how: str
    to_unit: EntityId | None = None
    asks: str = ""
    """What is asked of the receiver."""
    received_on: str = ""
    received_by: str = ""
    """Function of who confirmed it."""
    accepted: YesNoPending = YesNoPending.PENDING
    answer: str = ""


class Wish(Fact, frozen=True):
    """``wish/1`` The programme or provider that the person wishes for, and the answer to the
    wish with its reason (F168). A later version answers."""

    wished: str
    stated_on: str
    answer: YesNoPending = YesNoPending.PENDING
    answered_on: str = ""
    reason: str = ""
    alternative: str = ""
    protected_by: str = ""
    later_contact: str = ""
