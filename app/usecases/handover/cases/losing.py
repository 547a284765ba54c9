"""Whether what has come is from somebody with a part in the case, and whether it would take the
case away from whoever has it here.

Whose a case is follows from the records alone, whenever they come (``casework.standing``): somebody
who had it before can sign, on whatever day, that it was given to somebody else first. Nobody should
find that out afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from app.casework.codec import kind_name
from app.casework.facts import CaseFile
from app.casework.standing import Whose, holders, shares, standing
from app.handover.package import Package
from app.ids import KeyId, StreamId
from app.usecases.desk import Desk
from app.usecases.handover.packages.arrivals import Doubt

_CASE_FILE = kind_name(CaseFile)
_HELD = (Whose.OWN, Whose.DISPUTED)


def is_stranger(desk: Desk, stream: StreamId, sender: KeyId) -> bool:
    """Whether somebody sends something about a case that, as far as is known here, the sender has
    no part in."""
    here = desk.vault.journal.records(stream)
    if not any(each.kind_name == _CASE_FILE for each in here):
        return False
    return sender not in holders(here) | {each.key for each in shares(here).values()}


def taken_away(desk: Desk, package: Package) -> Iterator[Doubt]:
    """``Doubt.TAKES_CASE`` where a case of the package is held here, and would not be, or would be
    disputed, with all that came."""
    own = desk.vault.author.key
    for case in package.envelope.cases:
        here = desk.vault.journal.records(case)
        if not here:
            continue
        before = standing(here, own).whose
        after = standing(chain(here, package.payload.records), own).whose
        if before in _HELD and after is not Whose.OWN and after is not before:
            yield Doubt.TAKES_CASE
            return
