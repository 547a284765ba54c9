"""Local values of the deadlines that no law sets, laid over the legal pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import msgspec

from app.casework.moments import day_or_none
from app.casework.unit_facts import LocalDeadline
from app.law.deadline import Basis, Deadline
from app.law.pack import LegalPack

LOCAL_SOURCE = "Lokal tid, satt i det här valvet"


def with_local(pack: LegalPack, values: Iterable[LocalDeadline]) -> LegalPack:
    """The pack with each local value in force from its day, in place of what the pack says from
    then on. A later value of the same key takes over from an earlier one. What the law sets is
    never changed, whatever stands in a record. The version tells that there are local values, so
    that the index is made anew."""
    found = sorted(
        (
            (day, value)
            for value in values
            if (day := day_or_none(value.valid_from)) is not None and value.key in _local_keys(pack)
        ),
        key=lambda each: each[0],
    )
    if not found:
        return pack
    deadlines = pack.deadlines
    for day, value in found:
        known_from = min(each.valid_from for each in pack.deadlines if each.key == value.key)
        deadlines = tuple(_over(deadlines, max(day, known_from), value))
    marks = " ".join(
        f"{value.key}:{day}:{value.months}.{value.weeks}.{value.days}.{value.warn_days}"
        for day, value in found
    )
    return replace(pack, deadlines=deadlines, version=f"{pack.version} + {marks}")


def _local_keys(pack: LegalPack) -> frozenset[str]:
    return frozenset(
        each.key for each in pack.deadlines if each.local and each.basis is not Basis.LAW
    )


def _over(deadlines: tuple[Deadline, ...], day: date, value: LocalDeadline) -> Iterator[Deadline]:
    """The entries with this value in force from the day on; what began later gives way."""
    for entry in deadlines:
        if entry.key != value.key or not entry.in_force(day):
            if entry.key != value.key or entry.valid_from < day:
                yield entry
            continue
        if entry.valid_from < day:
            yield msgspec.structs.replace(entry, valid_to=day - timedelta(days=1))
        yield msgspec.structs.replace(
            entry,
            months=value.months,
            weeks=value.weeks,
            days=value.days,
            warn_months=0,
            warn_days=value.warn_days,
            valid_from=day,
            source=LOCAL_SOURCE,
            reference=LOCAL_SOURCE,
        )
