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
    """The counts as they may be published. Nought is no person and is shown.

    The hidden ones are always the smallest there are, those of equal size together. There are at
    least two, not all the same and together at least five, so that what the total leaves over when
    the shown are taken away is itself no small count, and fits them in any order. Where that cannot
    be had the total is hidden as well.
    """
    hidden = {key for key, count in counts.items() if 0 < count < LEAST}
    if not hidden:
        return Published(dict(counts), sum(counts.values()))
    for size in sorted({count for count in counts.values() if count >= LEAST}):
        if _safe(counts, hidden):
            break
        hidden |= {key for key, count in counts.items() if count == size}
    total = sum(counts.values()) if _safe(counts, hidden) else None
    return Published(
        {key: None if key in hidden else count for key, count in counts.items()}, total
    )


def part_of(part: int, whole: int) -> int | None:
    """A part of a whole that is told beside it: hidden when either the part or what is left of the
    whole is a small count."""
    small = any(0 < count < LEAST for count in (part, whole - part))
    return None if small else part


def _safe(counts: Mapping[K, int], hidden: set[K]) -> bool:
    sizes = [counts[key] for key in hidden]
    return sum(sizes) >= LEAST and len(set(sizes)) > 1
