"""On what law the questions of the page rest, in the words of the legal pack."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.law.pack import LegalPack

Notes = Mapping[str, str]
"""Key of a provision → what it is about and its reference; a key that is not in force is not
there."""

NO_NOTES: Notes = {}

_KEYS = ("fl-12", "fl-25", "fl-31", "fl-36", "fl-38", "fl-45", "fl-46", "sol-2025-14-8")


def law_notes(law: LegalPack, today: date) -> Notes:
    found = ((key, law.provision(key, today)) for key in _KEYS)
    return {key: f"{each.heading}: {each.reference}." for key, each in found if each is not None}
