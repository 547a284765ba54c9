"""The process as data: phases, steps and what can be missing in each, read from one TOML file.

A method that works in another order changes the file and not the program. What the program does
not know (a part, a gap, a condition, a phase) and what cannot be (a step that needs itself, by
whatever way) is refused whole, with what is wrong: half a process would send people astray.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from app.casework.process.codes import Condition, Missing, NextRole
from app.errors import Reason, Refusal
from app.toml_table import Table, read_table


class Wrong(StrEnum):
    """What is wrong with a table of steps."""

    UNREADABLE = "unreadable"
    """No TOML, or not this format."""
    KEY_TWICE = "key_twice"
    PHASE_UNKNOWN = "phase_unknown"
    PHASES_MIXED = "phases_mixed"
    """The steps do not stand in the order of their phases."""
    PART_UNKNOWN = "part_unknown"
    GAP_UNKNOWN = "gap_unknown"
    GAP_TWICE = "gap_twice"
    GAP_NOWHERE = "gap_nowhere"
    """Something that can be missing belongs to no step, and would never be seen."""
    CONDITION_UNKNOWN = "condition_unknown"
    ROLE_UNKNOWN = "role_unknown"
    NEEDS_UNKNOWN = "needs_unknown"
    """A step needs one that is not there, or that comes after it."""
    CYCLE = "cycle"
    """Steps need each other in a ring."""


class Phase(Table, frozen=True):
    key: str
    name: str
    """Swedish; goes through ``tr`` where it is shown."""
    help: str = ""


class GapRow(Table, frozen=True):
    """One thing that can be missing."""

    key: str
    """A ``Missing``."""
    part: str
    """The part of the case where it is done, a value of ``usecases.changes.Part``."""
    next: str
    """Who does it, a ``NextRole``."""
    optional: bool = False
    """Named, but holds nothing up."""


class StepRow(Table, frozen=True):
    key: str
    phase: str
    name: str
    part: str
    """Where the step opens."""
    gaps: tuple[str, ...]
    """In the order in which they are best dealt with."""
    applies: str = Condition.ALWAYS.value
    begins: str = Condition.ALWAYS.value
    skippable: bool = False
    needs: tuple[str, ...] = ()
    """Earlier steps that come first."""
    help: str = ""
    """What the step is for, in a sentence or two."""


class _File(Table, frozen=True):
    format: Literal[1]
    version: str
    phase: tuple[Phase, ...]
    step: tuple[StepRow, ...]
    gap: tuple[GapRow, ...]


@dataclass(frozen=True, slots=True)
class ProcessTable:
    """A process that has been looked through: every name in it leads somewhere."""

    version: str
    phases: tuple[Phase, ...]
    steps: tuple[StepRow, ...]
    gaps: Mapping[Missing, GapRow]

    @classmethod
    def parse(cls, data: bytes, parts: Iterable[str]) -> ProcessTable:
        """The process of a TOML file. ``parts`` are the parts that a case has. Raises Refusal
        (process_invalid) with ``wrong``, a value of ``Wrong``, and ``at``, the key of what it is
        about where that is one of the program's own."""
        try:
            found = read_table(data, _File)
        except ValueError:
            raise _refusal(Wrong.UNREADABLE, "") from None
        for wrong, at in _problems(found, frozenset(parts)):
            raise _refusal(wrong, at)
        gaps = {Missing(row.key): row for row in found.gap}
        return cls(found.version, found.phase, found.step, gaps)

    def step(self, key: str) -> StepRow | None:
        return next((each for each in self.steps if each.key == key), None)


def _refusal(wrong: Wrong, at: str) -> Refusal:
    return Refusal(Reason.PROCESS_INVALID, wrong=wrong.value, at=at)


def _problems(found: _File, parts: frozenset[str]) -> Iterator[tuple[Wrong, str]]:
    yield from _twice(found)
    phases = [each.key for each in found.phase]
    for step in found.step:
        if step.phase not in phases:
            yield Wrong.PHASE_UNKNOWN, step.phase
    order = [phases.index(step.phase) for step in found.step if step.phase in phases]
    if order != sorted(order):
        yield Wrong.PHASES_MIXED, ""
    yield from _names(found, parts)
    yield from _gaps(found)
    yield from _needs(found.step)


def _twice(found: _File) -> Iterator[tuple[Wrong, str]]:
    for rows in (found.phase, found.step, found.gap):
        counted = Counter(each.key for each in rows)
        yield from ((Wrong.KEY_TWICE, key) for key, count in counted.items() if count > 1)


def _names(found: _File, parts: frozenset[str]) -> Iterator[tuple[Wrong, str]]:
    named = [*(step.part for step in found.step), *(gap.part for gap in found.gap)]
    yield from ((Wrong.PART_UNKNOWN, part) for part in named if part not in parts)
    for step in found.step:
        for condition in (step.applies, step.begins):
            if condition not in set(Condition):
                yield Wrong.CONDITION_UNKNOWN, condition
    for gap in found.gap:
        if gap.next not in set(NextRole):
            yield Wrong.ROLE_UNKNOWN, gap.next


def _gaps(found: _File) -> Iterator[tuple[Wrong, str]]:
    named = Counter(key for step in found.step for key in step.gaps)
    rows = {each.key for each in found.gap}
    for key in (*named, *rows):
        if key not in set(Missing) or key not in rows:
            yield Wrong.GAP_UNKNOWN, key
    for key in Missing:
        if named[key] > 1:
            yield Wrong.GAP_TWICE, key.value
        if not named[key]:
            yield Wrong.GAP_NOWHERE, key.value


def _needs(steps: tuple[StepRow, ...]) -> Iterator[tuple[Wrong, str]]:
    """A ring is told as one, though each ring also has a step that needs a later one."""
    needs = {step.key: set(step.needs) for step in steps}
    left = {key: wanted & set(needs) for key, wanted in needs.items()}
    while free := [key for key, wanted in left.items() if not wanted]:
        left = {key: wanted - set(free) for key, wanted in left.items() if key not in free}
    if left:
        yield Wrong.CYCLE, min(left)
    earlier: set[str] = set()
    for step in steps:
        if not set(step.needs) <= earlier:
            yield Wrong.NEEDS_UNKNOWN, step.key
        earlier.add(step.key)
