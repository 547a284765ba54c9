"""What counts from the end of a case: D20."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.casework import facts
from app.casework.moments import day_or_none
from app.casework.retention import years_after
from app.casework.state import CaseState, CaseStatus
from app.ids import EntityId
from app.law.pack import DeadlineKey, LegalPack
from app.law.retention import RetentionKey
from app.ports import DueRow


def retention(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """D20, SoL 16 kap. 1 §: the last day for disposing of a closed case, 31 December the year
    after it first may be."""
    for row in retention_begins(state, law):
        year = date.fromisoformat(row.due).year
        yield replace(row, due=date(min(year + 1, date.max.year), 12, 31).isoformat())


def retention_begins(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """For the index: the first day on which a closed case may be disposed of, by its last note.
    That something else keeps it is for ``casework.retention``, which knows more than the case;
    where holds have been noted, the closing is taken for the last note, so that the row is never
    later than that answer."""
    if state.status is not CaseStatus.CLOSED:
        return
    closing = max(
        state.of(facts.Closing), key=lambda each: each.latest.record.content.lamport, default=None
    )
    if closing is None:
        return
    held = bool(state.of(facts.RetentionHold))
    written = closing.latest.record.content.written_at if held else state.changed_at
    yield from _begins(state, law, closing.id, written)


def retention_of_copy(state: CaseState, law: LegalPack) -> Iterator[DueRow]:
    """The same for a case that somebody else has now: its copy here is never closed."""
    moves = (*state.of(facts.Transfer), *state.of(facts.Share))
    held = bool(state.of(facts.RetentionHold))
    at = max((each.latest.record.content.written_at for each in moves), default="")
    yield from _begins(state, law, EntityId(state.stream), at if held else state.changed_at)


def _begins(state: CaseState, law: LegalPack, of: EntityId, written: str) -> Iterator[DueRow]:
    day = day_or_none(written[:10])
    rule = law.retention_rule(RetentionKey.ORDINARY, date.max)  # by the law when it is done
    if day is not None and rule is not None:
        due = years_after(day, rule.years)
        yield DueRow(state.stream, of, DeadlineKey.RETENTION.value, due.isoformat())
