"""Who the person is, and how protected."""

from __future__ import annotations

from enum import StrEnum

from app.casework.fact import Fact


class NumberKind(StrEnum):
    PERSONNUMMER = "personnummer"
    SAMORDNINGSNUMMER = "samordningsnummer"


class AddressKind(StrEnum):
    REGISTERED = "registered"
    ACTUAL = "actual"
    MAIL = "mail"
    OTHER = "other"


class Address(Fact, frozen=True):
    kind: AddressKind
    text: str
    valid_from: str = ""
    valid_to: str = ""


class Identity(Fact, frozen=True):
    """``identity/1`` Who the person is. Never folded into a read model; read through
    ``usecases.reveal`` alone."""

    given_name: str = ""
    family_name: str = ""
    number: str = ""
    """Twelve digits, ``199001011239``; the kind is told by its day."""
    addresses: tuple[Address, ...] = ()
    phone: str = ""
    email: str = ""
    contact_route: str = ""
    """How the person may safely be reached."""
    other: str = ""


class ProtectionLevel(StrEnum):
    NONE = "none"
    REQUESTED = "requested"
    CONFIDENTIALITY_MARKING = "confidentiality_marking"
    PROTECTED_REGISTRATION = "protected_registration"
    BOTH = "both"
    OWN_APPRAISAL = "own_appraisal"


class ProtectionShown(StrEnum):
    DECISION_SEEN = "decision_seen"
    TAX_AGENCY = "tax_agency"
    POPULATION_REGISTER = "population_register"
    ORAL = "oral"


class Protection(Fact, frozen=True):
    """``protection/1`` The level of protection of the identity and until when. Shown on screen,
    never printed on a document that leaves."""

    level: ProtectionLevel
    checked_on: str
    shown_by: ProtectionShown | None = None
    valid_to: str = ""
