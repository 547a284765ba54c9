"""Counts of people that are to be published: small ones are hidden, and cannot be counted back.

Inside a vault and between the parties figures are exact. What is published hides every count under
five, and then so much more that the hidden ones cannot be had by subtraction (F096, F110, F145).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

LEAST = 5
"""A count of people under this could point somebody out."""

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Published(Generic[K]):
    """None is a hidden count."""

    counts: Mapping[K, int | None]
    total: int | None


def published(counts: Mapping[K, int]) -> Published[K]:
    """The counts as they may be published. Nought is no person and is shown. Where any count is
    hidden, at least two are, and those hidden are together at least five: what is left of the
    total when the shown are taken away is then itself a count that may be published. Where that
    cannot be had, the total is hidden as well."""
    hidden = {key for key, count in counts.items() if 0 < count < LEAST}
    if hidden:
        others = sorted(
            (key for key, count in counts.items() if count >= LEAST), key=lambda key: counts[key]
        )
        while others and not _safe(counts, hidden):
            hidden.add(others.pop(0))
    total_may_be_told = not hidden or _safe(counts, hidden)
    return Published(
        {key: None if key in hidden else count for key, count in counts.items()},
        sum(counts.values()) if total_may_be_told else None,
    )


def _safe(counts: Mapping[K, int], hidden: set[K]) -> bool:
    return len(hidden) > 1 and sum(counts[key] for key in hidden) >= LEAST
