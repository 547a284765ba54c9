"""What the unit keeps beside its cases: consultations, notes, reports of wrongs.

Each is an entity of the vault's own register. Unlike units they do not merge by themselves: two
versions of one are a conflict, and a person settles it.
"""

from __future__ import annotations

from typing import TypeVar

from app.casework.fact import Fact
from app.casework.state import Entity
from app.ids import EntityId, RecordId
from app.ports import LogCode
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import register_of

F = TypeVar("F", bound=Fact)


def list_entries(desk: Desk, shape: type[F], name: str) -> tuple[Entity[F], ...]:
    """All entries of a shape by their first record. Logged under the list's name: there can be
    more in them than what the program asks for."""
    desk.vault.log.write(LogCode.PART_OPENED, {"part": Part.UNITS.value, "list": name})
    return register_of(desk).of(shape)


def keep_entry(
    desk: Desk, entity: EntityId, fact: Fact, *, happened_at: str, builds_on: RecordId | None
) -> Changes:
    """The first record of an entry, or a later version of it. Raises Refusal: kind_newer,
    conflict_unsettled, revised_since."""
    register = desk.vault.journal.register
    writing.add_or_revise(
        desk, register, entity, fact, happened_at=happened_at, builds_on=builds_on
    )
    return Changes.of(register, Part.UNITS, Part.DRAFTS, entity=entity)
