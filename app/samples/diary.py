"""The notes of a made-up case, spread evenly from its first day to today."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from app.casework import facts
from app.samples import texts
from app.samples.building import CaseBuilder
from app.samples.dice import Dice

_CORRECTED = 20
"""One note in so many is corrected the same day."""


class Diary:
    """Writes the notes day by day, between what else happens in the case."""

    def __init__(
        self, builder: CaseBuilder, dice: Dice, count: int, first: date, last: date
    ) -> None:
        self._builder = builder
        span = (last - first).days
        self._days = [first + timedelta(days=span * at // count) for at in range(max(count, 0))]
        self._written = 0
        self._begin_with = dice.number(0, len(texts.NOTES) - 1)

    def until(self, day: date) -> None:
        """Write every note from before the day."""
        while self._written < len(self._days) and self._days[self._written] < day:
            self._write(self._days[self._written])

    def _write(self, day: date) -> None:
        text = texts.NOTES[(self._begin_with + self._written) % len(texts.NOTES)]
        note = facts.JournalNote(
            type=text.type,
            heading=text.heading,
            facts=text.facts,
            appraisal=text.appraisal,
            source=text.source,
            participants=text.participants,
        )
        record = self._builder.add(note, day)
        self._written += 1
        if self._written % _CORRECTED == 0 and self._written < len(self._days):
            corrected = msgspec.structs.replace(
                note,
                facts=f"{note.facts} Uppgiften lämnades av boendet.",
                correction_reason="Källan saknades",
            )
            self._builder.revise(record, corrected, day)
            self._written += 1
