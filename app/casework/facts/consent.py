"""Consent, and who is around the person."""

from __future__ import annotations

from enum import StrEnum

from app.casework.fact import Fact
from app.ids import EntityId


class ConsentCategory(StrEnum):
    """What a consent may cover. In the order they are shown."""

    PLANNING = "planning"
    THREAT = "threat"
    CRIME = "crime"
    HOUSING = "housing"
    ECONOMY = "economy"
    HEALTH = "health"
    ADDICTION = "addiction"
    FAMILY = "family"


class ConsentMethod(StrEnum):
    WRITTEN = "written"
    ORAL = "oral"


class ConsentAnswer(StrEnum):
    GIVEN = "given"
    REFUSED = "refused"
    """Which is not to refuse help (F184)."""


class ConsentParty(Fact, frozen=True):
    """One party between whom something may be shared."""

    name: str
    """Function first."""
    actor: EntityId | None = None
    """An actor of the case's network."""
    recipient: EntityId | None = None
    """A recipient of the vault's register."""


class GuardianConsent(Fact, frozen=True):
    """What a guardian has said, for a person under 18 (F166 as corrected)."""

    function: str
    """``Vårdnadshavare 1``: a function, not a name."""
    answer: ConsentAnswer
    given_on: str
    how: str = ""


class Consent(Fact, frozen=True):
    """``consent/1`` To whom, what, why and for how long secrecy is lifted (OSL 12 kap. 2 §; F074,
    X17). Narrow by default; ``broad`` is an active choice. A later version corrects it; it is
    withdrawn by a record of its own."""

    answer: ConsentAnswer
    given_on: str
    method: ConsentMethod
    purpose: str
    parties: tuple[ConsentParty, ...] = ()
    categories: tuple[ConsentCategory, ...] = ()
    broad: bool = False
    """All categories, chosen as such."""
    valid_to: str = ""
    reservation: str = ""
    """What may not be shared, or only in a certain way."""
    informed: str = ""
    """What the person was told: what it means, that it can be withdrawn."""
    language: str = ""
    interpreter: bool = False
    original_at: str = ""
    """Where the signed paper is."""
    witness: str = ""
    guardians: tuple[GuardianConsent, ...] = ()
    guardians_left_out: str = ""
    """Why a guardian was not asked, where that is allowed."""


class ConsentWithdrawal(Fact, frozen=True):
    """``consent_withdrawal/1`` Stops new disclosures from that day on; what has left has left."""

    consent: EntityId
    withdrawn_on: str
    how: str
    words: str = ""
    scope: str = ""
    """Empty: all of it. Else what is withdrawn, in words; nothing rests on the consent until a
    narrower one is signed."""


class ActorRole(StrEnum):
    BOPS = "bops"
    EXIT_COORDINATOR = "exit_coordinator"
    """The police's (F005)."""
    LOCAL_POLICE = "local_police"
    PROBATION = "probation"
    PRISON = "prison"
    SIS = "sis"
    REGION = "region"
    PSYCHIATRY = "psychiatry"
    MUNICIPALITY = "municipality"
    SIG = "sig"
    SIG_GUIDE = "sig_guide"
    """*SIG-lots* (F014)."""
    COORDINATOR = "coordinator"
    TREATMENT_ASSISTANT = "treatment_assistant"
    CONTACT_PERSON = "contact_person"
    SCHOOL = "school"
    EMPLOYMENT = "employment"
    ORGANISATION = "organisation"
    PROVIDER = "provider"
    GUARDIAN = "guardian"
    KIN = "kin"
    """By relation, never by name (F030)."""
    OTHER = "other"


class Actor(Fact, frozen=True):
    """``actor/1`` Somebody in the case's network, by function (F009, F010). A later version ends
    or changes it. Never a threat actor or another protected person (F030)."""

    role: ActorRole
    name: str
    """Function first; a professional's name where it is needed. Kin: the relation."""
    organisation: str = ""
    unit: EntityId | None = None
    """In the register of units."""
    contact: str = ""
    """How they are reached."""
    leads: bool = False
    """The one leading police counterpart of the case (F001); others are by role."""
    valid_from: str = ""
    valid_to: str = ""
    recipient: EntityId | None = None
    """The recipient of the vault's register that this is."""
    note: str = ""
