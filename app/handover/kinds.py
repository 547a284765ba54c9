"""What a package can be for, and what holds for each. A table: a further kind is a further row.

Codes stand in files that others read: none is ever given another meaning. An exchange about a
commission, and summed figures, get codes of their own the day they exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class HandoverKind(StrEnum):
    TRANSFER = "transfer"
    """Responsibility moves."""
    COPY = "copy"
    """The first time somebody else gets a case, whole or in part."""
    UPDATE = "update"
    """What the other lacks of a case that both have."""
    APPROVAL_REQUEST = "approval_request"
    APPROVAL = "approval"
    """A countersignature, or a no with its reason."""
    URGENT = "urgent"
    LOG_EXTRACT = "log_extract"
    LOG_FINDINGS = "log_findings"
    REGISTER = "register"
    """Units, recipients, cards and packs from the unit."""
    RECEIPT = "receipt"


@dataclass(frozen=True, slots=True)
class KindRules:
    name: str
    """On screen: "Överlämning"."""
    days: int
    """How long a package may be taken in, counted from the day it was sealed."""
    of_case: bool
    """It carries something of a case file: it passes the gate, and needs a ground."""
    wants_receipt: bool = True


RULES: Mapping[HandoverKind, KindRules] = {
    HandoverKind.TRANSFER: KindRules("Överlämning", 30, of_case=True),
    HandoverKind.COPY: KindRules("Delning", 30, of_case=True),
    HandoverKind.UPDATE: KindRules("Uppdatering", 30, of_case=True),
    HandoverKind.APPROVAL_REQUEST: KindRules("Begäran om attest", 14, of_case=True),
    HandoverKind.APPROVAL: KindRules("Svar på begäran om attest", 30, of_case=True),
    HandoverKind.URGENT: KindRules("Brådskande", 7, of_case=True),
    HandoverKind.LOG_EXTRACT: KindRules("Loggutdrag", 30, of_case=False),
    HandoverKind.LOG_FINDINGS: KindRules("Resultat av loggkontroll", 30, of_case=False),
    HandoverKind.REGISTER: KindRules("Register från enheten", 90, of_case=False),
    HandoverKind.RECEIPT: KindRules("Kvittens", 90, of_case=False, wants_receipt=False),
}
