"""What has come in a package: looked at first, taken in afterwards. A row for each kind.

Each kind has a ``Handler`` in ``usecases.handover.handlers``. ``look`` writes nothing. ``take_in``
is called inside the one transaction in which everything is written, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.casework.handover_facts import KnownPerson
from app.casework.history import Change
from app.errors import Reason
from app.handover.package import Package
from app.ids import EntityId, RecordId, StreamId
from app.usecases.changes import Changes
from app.usecases.desk import Desk


class Doubt(StrEnum):
    """What the caseworker is told before anything is accepted. None of them stops it."""

    NOT_CONFIRMED = "not_confirmed"
    """The sender's card has not been compared."""
    NUMBER_GAP = "number_gap"
    """A package before this one has not come."""
    NUMBER_BACK = "number_back"
    """One with a higher number has come already."""
    SEALED_IN_FUTURE = "sealed_in_future"
    """By the sender's clock, more than an hour from now."""
    NO_PART_IN_CASE = "no_part_in_case"
    """As far as is known here, the sender has no part in the case."""
    REVOKED_AUTHOR = "revoked_author"
    """Something was signed by a key from the day that it was no longer to be trusted, or later."""
    TAKES_CASE = "takes_case"
    """The case is had here, and would no longer be, or would be disputed."""
    LOG_BROKEN = "log_broken"
    """A log whose rows do not follow from each other."""
    LOG_REWRITTEN = "log_rewritten"
    """A log that is not what it was when it was handed out before."""
    LOG_GAP = "log_gap"
    """Rows of the log are left out, in the extract or since the one before."""


class RowState(StrEnum):
    NEW = "new"
    NEWER = "newer"
    """A later version of something that is here."""
    CONFLICT = "conflict"
    """Both sides have gone on from the same version: taken in, both stand side by side."""
    KNOWN = "known"
    REFUSED = "refused"
    """It cannot be taken in; ``reason`` says why."""


@dataclass(frozen=True, slots=True)
class LookRow:
    """One thing that can be accepted or left. For records: one entity with all its versions."""

    key: str
    state: RowState
    kind: str
    """Kind name: ``plan``."""
    happened_at: str
    author: str
    """Name, title and unit; as far as the sender has told."""
    told: bool = False
    """The author's key is not known here: who it is is the sender's word alone."""
    changes: tuple[Change, ...] = ()
    """Against what is here, by the field. Of the identity which fields, never what they say."""
    records: int = 1
    reason: Reason | None = None
    needs: tuple[str, ...] = ()
    """Keys of rows that must be accepted with it."""
    name: str = ""
    """What it is called, where that may be shown: an entry of a register, a pack."""
    replaces: bool = False
    """Taken in, it holds instead of what somebody here has said: never chosen to begin with."""


@dataclass(frozen=True, slots=True)
class Said:
    """One line of what the kind says besides rows. ``label`` is a code of ``ui`` words."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Look:
    rows: tuple[LookRow, ...] = ()
    said: tuple[Said, ...] = ()
    case_label: str = ""
    """``2026-0014 Björk`` of the case that is concerned, as it is or will be called here."""
    all_or_nothing: bool = False
    stopped: Reason | None = None
    """It can be looked at and refused, never accepted."""
    doubts: tuple[Doubt, ...] = ()


CHOOSABLE = frozenset({RowState.NEW, RowState.NEWER, RowState.CONFLICT})
"""What can be accepted or left."""


def needed(rows: Iterable[LookRow], keys: Iterable[str]) -> frozenset[str]:
    """These rows and all that must be accepted with them: what is accepted when they are."""
    by_key = {row.key: row for row in rows if row.state in CHOOSABLE}
    found: set[str] = set()
    waiting = [key for key in keys if key in by_key]
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += [other for other in by_key[key].needs if other in by_key]
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of accepting. ``added``: the records of others that were taken in."""

    changes: Changes
    added: tuple[RecordId, ...] = ()
    shows: EntityId | None = None
    stream: StreamId | None = None
    partly: bool = False


@dataclass(frozen=True, slots=True)
class Handler:
    look: Callable[[Desk, Package], Look]
    """Raises Refusal: package_malformed when the body is not of its kind, package_unexpected."""
    take_in: Callable[[Desk, Package, KnownPerson, frozenset[str]], Taken]
    """Accept the rows with these keys. Raises Refusal."""
    decline: Callable[[Desk, Package, KnownPerson, str], Changes] | None = None
    """What a no means beside the receipt that says so; the last is the reason."""
