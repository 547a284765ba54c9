"""The rules of how long a case file is kept (SoL 16 kap., socialtjänstförordningen 13 kap.)."""

from __future__ import annotations

from enum import StrEnum

from app.law.entry import Entry


class RetentionKey(StrEnum):
    """Every rule that ``casework.retention`` asks for. A pack must have them all: a rule that is
    missing would let something be destroyed that the law keeps."""

    FULL_AREA = "full_area"
    """Counties and municipalities in which everything is kept for research."""
    RESEARCH_DAY = "research_day"
    """Born on one of the days of the month that are kept for research."""
    PRESERVED = "preserved"
    PATERNITY = "paternity"
    PLACED_CHILD = "placed_child"
    CHILD_INQUIRY = "child_inquiry"
    CUSTODY_AGREEMENT = "custody_agreement"
    COMPILATION = "compilation"
    APPEAL = "appeal"
    LEX_SARAH = "lex_sarah"
    SUPERVISION = "supervision"
    OTHER = "other"
    ORDINARY = "ordinary"
    """The main rule; every other is an exception from it."""


class RetentionEffect(StrEnum):
    DISPOSE = "dispose"
    """Destroyed so many years after the last note."""
    PRESERVE = "preserve"
    """Never destroyed here."""
    HOLD = "hold"
    """Not destroyed as long as it lasts."""


class RetentionRule(Entry, frozen=True):
    """One rule, in the order in which the rules are tried."""

    heading: str
    effect: RetentionEffect
    ask: str
    """What somebody who notes or checks it must say."""
    years: int = 0
    """Of ``dispose``: after the last note."""
    days: tuple[int, ...] = ()
    """Days of the month."""
    areas: tuple[str, ...] = ()
    """Codes of counties (two digits) and municipalities (four)."""
    age: int = 0
    """How old a child is when the documents need not be kept any longer; 0: not about an age."""
