"""Who a case can be handed to: the people whose key cards are here, and why one cannot receive."""

from __future__ import annotations

from dataclasses import dataclass

from app.casework.protection import is_known_unprotected
from app.casework.state import CaseState
from app.errors import Reason
from app.handover.trust import may_receive
from app.ids import StreamId
from app.usecases.desk import Desk
from app.usecases.handover.cards.card_register import KnownRow, known_people
from app.usecases.reading import state_of


@dataclass(frozen=True, slots=True)
class Candidate:
    row: KnownRow
    hindrance: Reason | None
    """Why nothing can be sealed to the person's card; None when it can."""


def candidates(desk: Desk, stream: StreamId) -> tuple[Candidate, ...]:
    """Everybody but root cards, those who can receive first, then by name. Raises Refusal
    (case_unknown)."""
    return candidates_for(desk, state_of(desk, stream))


def candidates_for(desk: Desk, state: CaseState) -> tuple[Candidate, ...]:
    today, protected = desk.now().date(), not is_known_unprotected(state)
    found = (
        Candidate(row, may_receive(row.person, protected, today))
        for row in known_people(desk)
        if not row.person.root
    )
    return tuple(sorted(found, key=lambda each: each.hindrance is not None))
