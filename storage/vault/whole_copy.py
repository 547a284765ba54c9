"""Whether a copy of the database holds all that the database does."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.errors import Reason, Refusal
from app.ports import Progress
from storage.journal.check import check_tail
from storage.journal.log import LogHead
from storage.vault.parts import Parts, Surroundings, open_parts


@dataclass(frozen=True, slots=True)
class Held:
    """What a database holds, for telling whether another holds the same."""

    newest: LogHead
    records: int
    cases: int

    @classmethod
    def of(cls, parts: Parts) -> Held:
        return cls(parts.log.head(), parts.journal.count(), len(parts.journal.streams()))


def require_whole(
    staged: Path, key: bytearray, held: Held, around: Surroundings, progress: Progress
) -> None:
    """Open the copy as a vault is opened. Raises Refusal (database_damaged, …) unless its pages
    are whole and it holds exactly what the vault did. Between the checks, each of which reads
    all of it, others are let in."""
    copied = open_parts(staged, key, around, read_only=True)
    try:
        check_tail(copied)
        same = Held.of(copied) == held
        progress(1, 3)
        pages = copied.connection.execute("PRAGMA integrity_check") == [("ok",)]
        progress(2, 3)
        sealed = not copied.connection.execute("PRAGMA cipher_integrity_check")
    finally:
        copied.connection.close()
    if not (same and pages and sealed):
        raise Refusal(Reason.DATABASE_DAMAGED)
    progress(3, 3)
