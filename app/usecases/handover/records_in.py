"""Records that others have written: what they would add to what is here, and taking them in.

The rows of a look are entities. What is accepted is taken in whole: with all versions that came,
the attachments they name, and cards that tell who stands behind their keys.
"""

from __future__ import annotations

from app.casework.handover_facts import KnownPerson
from app.handover.package import Package
from app.usecases.desk import Desk
from app.usecases.handover.arrivals import Look, Taken


def look_records(desk: Desk, package: Package) -> Look:
    """A row for each entity of each case. Raises Refusal (package_malformed) for records that are
    not of the envelope's cases, or that are of this vault's own register."""
    raise NotImplementedError


def take_in_records(
    desk: Desk, package: Package, person: KnownPerson, keys: frozenset[str]
) -> Taken:
    """Add the records of these rows. In the transaction around it. Raises Refusal: nothing_chosen,
    revised_since for a key that is no row that can be accepted."""
    raise NotImplementedError
