"""What has been taken in and then set aside: kept, verified, and shown nowhere. Pure.

Nothing that was signed is ever removed when an acceptance is undone. The register's entries of
what was received (``received/1``) name the records; what their latest versions say decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from app.casework.codec import MalformedBody, NewerKind, from_body, kind_name
from app.casework.handover_facts import ReceivedPackage
from app.ids import EntityId, RecordId
from app.journal.graph import in_order
from app.journal.record import Record

RECEIVED: Final = kind_name(ReceivedPackage)
"""The kind name of the register's records that this is read from."""


def set_aside(register: Iterable[Record]) -> frozenset[RecordId]:
    """Ids of the records that some entry has brought, and that no entry now stands for: the
    acceptance was undone, or the package was taken in again without them."""
    brought: set[RecordId] = set()
    latest: dict[EntityId, ReceivedPackage] = {}
    for record in in_order(each for each in register if each.kind_name == RECEIVED):
        try:
            entry = from_body(record.content.kind, record.content.body)
        except (NewerKind, MalformedBody):
            continue
        if isinstance(entry, ReceivedPackage):
            brought.update(entry.added)
            latest[record.content.entity] = entry
    standing = (entry.added for entry in latest.values() if not entry.undone)
    return frozenset(brought.difference(*standing))
