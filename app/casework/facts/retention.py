"""Why a case file is not disposed of, though its time has come."""

from __future__ import annotations

from enum import StrEnum

from app.casework.fact import Fact


class HoldKind(StrEnum):
    """Each is a key of ``law.retention.RetentionKey``, where its law and its effect stand."""

    PRESERVED = "preserved"
    """By the municipality's archive."""
    PATERNITY = "paternity"
    PLACED_CHILD = "placed_child"
    CHILD_INQUIRY = "child_inquiry"
    CUSTODY_AGREEMENT = "custody_agreement"
    COMPILATION = "compilation"
    APPEAL = "appeal"
    LEX_SARAH = "lex_sarah"
    SUPERVISION = "supervision"
    OTHER = "other"


class RetentionHold(Fact, frozen=True):
    """``retention_hold/1`` An exception from disposal; a later version lifts it. It stands in the
    case it is about and goes with it, whether that is handed over or disposed of, and is the one
    kind of record that is no note: it does not begin the five years anew."""

    kind: HoldKind
    reason: str
    decided_on: str
    until: str = ""
    """The last day that it lasts. Empty: until lifted; for ever where the law says so."""
    lifted_on: str = ""
    lifted_why: str = ""
