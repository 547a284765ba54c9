"""The plan as a document: looked at from memory, or let out through the gate and never past it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.disclosure.gate import DisclosureRequest
from app.disclosure.profiles import Profile
from app.ids import RecordId, StreamId
from app.usecases.changes import Changes
from app.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class Preview:
    """What a document would look like, and what it would take with it."""

    pdf: bytes
    leaves: tuple[str, ...]
    """Codes of the categories that would leave with this profile."""
    stays: tuple[str, ...]


def preview_plan(desk: Desk, stream: StreamId, plan: RecordId, profile: Profile) -> Preview:
    """A fixed plan as a document, for the screen only. Logged first. Raises Refusal:
    case_unknown, entity_unknown, document_too_large."""


def disclose_plan(
    desk: Desk,
    stream: StreamId,
    request: DisclosureRequest,
    write: Callable[[bytes], None],
) -> Changes:
    """Let a plan out. The register's entry with the exact bytes, and the log's row, are durable
    before ``write`` is called. When ``write`` raises Refusal, a later version of the entry says
    that nothing was written, and the Refusal goes on to the caller. Raises what the gate raises:
    nothing_leaves, ground_missing; case_unknown, entity_unknown."""
