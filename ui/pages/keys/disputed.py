"""Key cards that two copies of the vault have changed apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from app.casework.disputes import Dispute
from app.ids import StreamId
from app.usecases import conflicts
from app.usecases.desk import Desk

_FILES: Final = frozenset({"card", "vouchers"})
"""Whole files in a field; what they say stands in the others."""


@dataclass(frozen=True, slots=True)
class Disputed:
    register: StreamId
    disputes: tuple[Dispute, ...]


def disputed_people(desk: Desk) -> Disputed:
    """In the words of the fields; which file it is nobody could choose by reading."""
    found = conflicts.register_conflicts(desk, "known_person")
    shown = (
        replace(
            dispute,
            fields=tuple(each for each in dispute.fields if each.path.split("/")[0] not in _FILES),
        )
        for dispute in found
    )
    return Disputed(desk.vault.journal.register, tuple(shown))
