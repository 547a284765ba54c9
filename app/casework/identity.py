"""The one place where identity records are read.

Imported only by ``usecases.identity`` (which logs first) and by ``casework.index`` (which makes
search keys of names and numbers). Everything else lives with the case number and the pseudonym:
what a read model was never given it cannot leak.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.casework import codec
from app.casework.facts import Identity
from app.casework.projection import IDENTITY
from app.casework.state import Entity, Signed
from app.casework.versions import entity_of
from app.journal import graph
from app.journal.record import Record


def identity_of(records: Iterable[Record]) -> Entity[Identity] | None:
    """Who the person of one case file is, with every version of it; None when nothing readable
    says so. Several identity entities show as one that is disputed. Never raises."""
    ordered = graph.in_order(each for each in records if each.kind_name == IDENTITY)
    versions: list[Signed[Identity]] = []
    unread: list[Record] = []
    for record in ordered:
        try:
            fact = codec.from_body(record.content.kind, record.content.body)
        except (codec.NewerKind, codec.MalformedBody):
            unread.append(record)
            continue
        if isinstance(fact, Identity):
            versions.append(Signed(record, fact))
    if not versions:
        return None
    known = {record.id: record for record in ordered}
    return entity_of(versions[0].record.content.entity, versions, unread, known)
