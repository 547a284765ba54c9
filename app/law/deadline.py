"""Deadlines: how long a time is, what starts it and by whose word it holds."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from dateutil.relativedelta import relativedelta

from app.law.entry import Entry


class DeadlineKey(StrEnum):
    """The deadlines that the program knows how to start. Every pack must have them all."""

    INTAKE_WAITS = "intake_waits"
    APPLICATION_SLOW = "application_slow"
    DECISION_REQUEST = "decision_request"
    COMMUNICATION_ANSWER = "communication_answer"
    APPEAL = "appeal"
    APPEAL_FORWARD = "appeal_forward"
    NOT_EXECUTED = "not_executed"
    QUARTER_REPORT = "quarter_report"
    PLAN_DUE = "plan_due"
    PLAN_FOLLOW_UP = "plan_follow_up"
    PLAN_AGE = "plan_age"
    FOLLOW_UP = "follow_up"
    THREAT_REVIEW = "threat_review"
    THREAT_AGE = "threat_age"
    PLACEMENT_ASSESSMENT = "placement_assessment"
    CONSENT_ENDS = "consent_ends"
    CONSENT_AGE = "consent_age"
    PROTECTION_ENDS = "protection_ends"
    PROTECTION_CHECK = "protection_check"
    MEASURE_FOLLOW_UP = "measure_follow_up"
    DECISION_FOLLOW_UP = "decision_follow_up"
    DECISION_REVIEW = "decision_review"
    INTERVENTION_ENDS = "intervention_ends"
    COST_RECONCILIATION = "cost_reconciliation"
    AGREEMENT_ENDS = "agreement_ends"
    TRANSFER_ANSWER = "transfer_answer"
    SHELTER_COURT = "shelter_court"
    SHELTER_APPLICATION = "shelter_application"
    CHILD_REPORT = "child_report"
    CHILD_ASSESSMENT = "child_assessment"
    SIP_FOLLOW_UP = "sip_follow_up"
    MEETING = "meeting"
    AGREED = "agreed"
    REFERRAL_RECEIPT = "referral_receipt"
    AFTER_CARE = "after_care"
    RETENTION = "retention"
    PROVIDER_FOLLOW_UP = "provider_follow_up"
    LOG_REVIEW = "log_review"


class Starts(StrEnum):
    """The event that a time is counted from."""

    INTAKE = "intake"
    APPLICATION = "application"
    DECISION_REQUEST = "decision_request"
    COMMUNICATION = "communication"
    RECEIPT = "receipt"
    """The day the person got the decision."""
    APPEAL = "appeal"
    DECISION = "decision"
    GRANT = "grant"
    """The day from or to which something is granted."""
    QUARTER = "quarter"
    """The end of a quarter of the year."""
    PLAN = "plan"
    FOLLOW_UP = "follow_up"
    THREAT = "threat"
    CONSENT = "consent"
    PROTECTION = "protection"
    MEASURE = "measure"
    CHILD_ALERT = "child_alert"
    SIP = "sip"
    MEETING = "meeting"
    REFERRAL = "referral"
    CLOSING = "closing"
    LAST_NOTE = "last_note"
    BY_HAND = "by_hand"
    """Nothing in the case shows it; the caseworker starts it."""
    LOG_REVIEW = "log_review"
    """When the log was last gone through."""


class Basis(StrEnum):
    """By whose word a time holds."""

    LAW = "law"
    RECORD = "record"
    """A record of the case says the day: plan, decision, consent …"""
    AGREEMENT = "agreement"
    """An agreement outside the case says it."""
    OWN = "own"
    """Local practice or our own reminder."""


class Deadline(Entry, frozen=True):
    """A span from the day that starts it; a negative one ends before the day it looks to."""

    heading: str
    basis: Basis
    starts: Starts
    number: str = ""
    """Of the rule in the table of deadlines: ``D05``."""
    months: int = 0
    weeks: int = 0
    days: int = 0
    warn_months: int = 0
    warn_days: int = 0
    weekday_rule: bool = False
    """A time set by law, which never ends on a weekend or holiday (lagen 1930:173)."""
    by_hand: bool = False
    """The caseworker may start it."""
    in_vault: bool = False
    """It concerns the vault and not one case."""
    repeats: bool = False
    """When it has ended it starts again on the day it was due."""
    local: bool = False
    """A local value may take the place of this one (``law.local``)."""

    def due(self, start: date) -> date:
        """The day that it is due by the span alone; the calendar's last or first day where it
        has no more. Weekends are for ``casework.deadlines.ends``."""
        return _shifted(start, self.months, self.weeks * 7 + self.days)

    def warns(self, due: date) -> date:
        """The day from which it is worth showing."""
        return _shifted(due, -self.warn_months, -self.warn_days)


def _shifted(day: date, months: int, days: int) -> date:
    try:
        return day + _span(months, days)
    except (ValueError, OverflowError):  # beyond the years 1 to 9999
        return date.max if months * 31 + days > 0 else date.min


@cache
def _span(months: int, days: int) -> relativedelta | timedelta:
    """Kept, and days alone as what is quick to add, since the start page asks every deadline of
    every case."""
    return relativedelta(months=months, days=days) if months else timedelta(days=days)
