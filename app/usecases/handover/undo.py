"""Taking back an acceptance, as long as nothing has been built on it and nobody has been told."""

from __future__ import annotations

from app.ids import EntityId
from app.usecases.changes import Changes
from app.usecases.desk import Desk


def may_undo(desk: Desk, received: EntityId) -> bool:
    """Whether ``undo`` would work now."""
    raise NotImplementedError


def undo(desk: Desk, received: EntityId) -> Changes:
    """Set aside what a package brought: kept, and shown nowhere. Taking the same package in again
    brings it back. Raises Refusal: entity_unknown, receipt_made, undo_too_late."""
    raise NotImplementedError
