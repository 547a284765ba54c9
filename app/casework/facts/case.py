"""The case as such: how it came in and who answers for it."""

from __future__ import annotations

from enum import StrEnum

from app.casework.fact import Fact


class CaseFile(Fact, frozen=True):
    """``case_file/1`` The case as such. The pseudonym is part of the case number, so that it
    may be searched for (förordning 2001:637, 15 §)."""

    case_number: str
    """``2026-0014``"""
    pseudonym: str
    """``Björk``"""
    registration_number: str = ""
    """The municipality's own, pattern configurable, e.g. ``SN 2026/123`` (F127)."""


class IntakeKind(StrEnum):
    INTEREST = "interest"
    APPLICATION = "application"


class Channel(StrEnum):
    VISIT = "visit"
    PHONE = "phone"
    LETTER = "letter"
    E_SERVICE = "e_service"
    POLICE = "police"
    PROBATION = "probation"
    OTHER_UNIT = "other_unit"
    OTHER = "other"


class Intake(Fact, frozen=True):
    """``intake/1`` An interest or an application (F034). An application starts the six months
    of FL 12 §."""

    kind: IntakeKind
    received_on: str
    channel: Channel
    received_by: str
    wish: str
    """In the person's own words."""
    from_whom: str = ""
    """Who made contact, by role: the person, kin, the police …"""


class Responsibility(Fact, frozen=True):
    """``responsibility/1`` Who is responsible from a date on (F033). A change is a new record of
    the same entity."""

    name: str
    title: str
    valid_from: str
    reason: str = ""
    co_worker: str = ""
    """Who handles the case beside them, if anybody does (*medhandläggare*)."""
