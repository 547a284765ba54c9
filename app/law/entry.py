"""What every entry of the legal pack says of itself."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec


class Certainty(StrEnum):
    """How sure an entry is."""

    CERTAIN = "certain"
    """Read in the statute itself."""
    LIKELY = "likely"
    """From secondary sources or common practice."""
    UNSURE = "unsure"
    """Must be checked by a jurist before anyone relies on it."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something that was, is or will be in force."""

    key: str
    reference: str
    """As it is printed: ``11 kap. 1 § socialtjänstlagen (2025:400)``."""
    valid_from: date
    source: str
    certainty: Certainty
    valid_to: date | None = None
    """The last day it is in force; None as long as no end is known."""

    def in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
