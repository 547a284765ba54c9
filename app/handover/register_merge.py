"""What an entry of somebody else's register means beside the one that is here. Pure.

A version is known by what it says (``register_body.digest``), so that two vaults that each sign
their own can still tell whose is the older. What nobody here has changed gives way; what has been
changed here is put to a person.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import NamedTuple

from app.casework.fact import Fact
from app.casework.facts import Recipient
from app.casework.unit_facts import Unit
from app.casework.units import merged
from app.handover.register_body import digest


class Beside(StrEnum):
    NEW = "new"
    NEWER = "newer"
    """Nothing that was changed here is lost by it."""
    CONFLICT = "conflict"
    """It says otherwise than what was changed here."""
    KNOWN = "known"
    """The same is said here, or something later."""


class Weighed(NamedTuple):
    beside: Beside
    fact: Fact
    """What would hold if it were taken in."""


_BY_FIELD = (Unit, Recipient)
"""Two people may each have mended a field of their own. Of the others the whole is one decision."""


def weigh(theirs: Fact, before: Collection[str], ours: Sequence[Fact]) -> Weighed:
    """``before``: digests of the sender's earlier versions. ``ours``: every version here, the one
    that holds last."""
    if not ours:
        return Weighed(Beside.NEW, theirs)
    now = ours[-1]
    had = {digest(theirs), *before}
    base = next((each for each in reversed(ours) if digest(each) in had), None)
    if theirs in (now, base):
        return Weighed(Beside.KNOWN, now)
    if base == now:
        return Weighed(Beside.NEWER, theirs)
    if not isinstance(theirs, _BY_FIELD):
        return Weighed(Beside.CONFLICT, theirs)
    fact, differs = merged(base, (theirs, now))
    if differs:
        return Weighed(Beside.CONFLICT, fact)
    return Weighed(Beside.KNOWN if fact == now else Beside.NEWER, fact)
