"""Reading a case that somebody else has now: each time for a reason, which stands in the log before
anything is shown (F038).

A visit lasts until another case is opened or the vault is locked. It is kept in memory alone: what
is left of it is the row in the log.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from app.casework.standing import Standing, standing
from app.errors import Fault, Reason, Refusal
from app.ids import StreamId
from app.journal.record import Record
from app.jsonvalue import JsonObject
from app.ports import LogCode
from app.usecases.typed import Typed

if TYPE_CHECKING:
    from app.usecases.desk import Desk

SHORTEST: Final = 5
"""Letters and digits of a reason: a full stop is none."""


class ReadingReason(StrEnum):
    ASKED = "asked"
    """Whoever has the case has asked something."""
    ACCOUNT = "account"
    """To answer for what was done here: supervision, a complaint, an appeal."""
    ACCESS = "access"
    """The person, or somebody else, has asked to see it."""
    RETENTION = "retention"
    """To decide on disposal."""
    OTHER = "other"


class Visits:
    """Which case is being read for a reason that has been given. One at a time."""

    def __init__(self) -> None:
        self._now: StreamId | None = None

    def begin(self, stream: StreamId) -> None:
        self._now = stream

    def end(self) -> None:
        self._now = None

    def __contains__(self, stream: StreamId) -> bool:
        return self._now == stream


def standing_of(desk: Desk, stream: StreamId) -> Standing:
    """Whose a case is. Tells with whom and since when and nothing of what it is about, and so is
    not logged."""
    return standing(desk.vault.journal.records(stream), desk.vault.author.key)


def begin(desk: Desk, stream: StreamId, typed: JsonObject) -> None:
    """Note why a case that somebody else has is read, and let it be read. ``typed``: reason,
    words. Raises InvalidFields."""
    fields = Typed(typed, desk.now().date())
    reason = fields.choice("reason", ReadingReason)
    words = fields.text("words", required=True)
    if words and sum(each.isalnum() for each in words) < SHORTEST:
        fields.problem("words", Fault.TOO_SHORT, limit=SHORTEST)
    fields.check()
    desk.vault.log.write(
        LogCode.HANDED_OVER_CASE_READ,
        {"stream": stream, "reason": reason.value, "words": words},
    )
    desk.visits.begin(stream)


def require(desk: Desk, stream: StreamId, records: Iterable[Record]) -> Standing:
    """Whose the case of these records is. Raises Refusal (reading_reason_missing) when it is
    somebody else's and nobody has said why it is read."""
    found = standing(records, desk.vault.author.key)
    if found.sealed and stream not in desk.visits:
        raise Refusal(Reason.READING_REASON_MISSING)
    return found
