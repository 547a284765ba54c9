"""Which rows of a package are accepted, decided without a window.

Everything that can be taken in is chosen to begin with, also what both sides have changed in a
case: it is added beside what is here and never instead of it, so that leaving it out only hides
that the two disagree. An entry of the register has one wording, and what was written here gives way
only when somebody says so. What is known already and what cannot be taken in is never chosen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.usecases.handover.packages.arrivals import CHOOSABLE, Look, LookRow, RowState, needed

ORDER = (
    RowState.CONFLICT,
    RowState.NEW,
    RowState.NEWER,
    RowState.REFUSED,
    RowState.KNOWN,
)
"""What asks for a choice first, what changes nothing last."""


@dataclass(frozen=True, slots=True)
class Group:
    state: RowState
    rows: tuple[LookRow, ...]


def groups(look: Look) -> tuple[Group, ...]:
    """The rows by what they mean here, the earliest first; no empty group."""
    found = (
        Group(state, tuple(sorted(_of(look, state), key=lambda row: (row.happened_at, row.key))))
        for state in ORDER
    )
    return tuple(group for group in found if group.rows)


def _of(look: Look, state: RowState) -> Iterable[LookRow]:
    return (row for row in look.rows if row.state is state)


def takeable(look: Look) -> frozenset[str]:
    """Everything that can be accepted: nothing that builds on a row that cannot."""
    rows = {row.key: row for row in look.rows}
    lost: set[str] = set()
    more = {key for key, row in rows.items() if row.state is RowState.REFUSED}
    while more:
        lost |= more
        more = {key for key, row in rows.items() if key not in lost and lost & set(row.needs)}
    return frozenset(key for key, row in rows.items() if row.state in CHOOSABLE and key not in lost)


def at_first(look: Look) -> frozenset[str]:
    """What is chosen before anybody has: all but what would hold instead of something that was
    written here. That is for a person to tick, row by row."""
    chosen = takeable(look)
    for row in look.rows:
        if row.replaces:
            chosen = without_row(look, chosen, row.key)
    return chosen


def with_row(look: Look, chosen: frozenset[str], key: str) -> frozenset[str]:
    """``chosen`` with one more row, and what it must be accepted with."""
    return (chosen | needed(look.rows, [key])) & takeable(look)


def without_row(look: Look, chosen: frozenset[str], key: str) -> frozenset[str]:
    """``chosen`` without a row, and without what cannot be accepted unless it is."""
    gone, left = {key}, set(chosen) - {key}
    while gone:
        gone = {row.key for row in look.rows if row.key in left and gone & set(row.needs)}
        left -= gone
    return frozenset(left)
