"""Where two versions stand against each other: in a case, and in the vault's own register."""

from __future__ import annotations

from app.casework.disputes import Dispute, disputes
from app.ids import StreamId
from app.usecases import writing
from app.usecases.desk import Desk


def conflicts(desk: Desk, stream: StreamId) -> tuple[Dispute, ...]:
    """Every entity of a case that has several heads, of every kind, with its sides field by field;
    the identity masked. For a page whose opening stands in the log. Settled by
    ``settling.settle_conflict``. Raises Refusal: case_unknown."""
    return disputes(writing.case_records(desk, stream))


def register_conflicts(desk: Desk, kind: str) -> tuple[Dispute, ...]:
    """The entries of a kind in the register that two vaults have changed apart."""
    records = desk.vault.journal.records(desk.vault.journal.register)
    return disputes(each for each in records if each.kind_name == kind)
