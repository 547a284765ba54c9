"""Closed cases whose time has come, and what is typed to dispose of them."""

from __future__ import annotations

from typing import Any

from app.casework import facts
from app.ids import EntityId, StreamId
from app.usecases import identity, notes, registers, writing
from app.usecases.desk import Desk
from app.usecases.drafting import new_entity
from app.usecases.keeping import disposal
from tests.app.usecases import typed_forms
from tests.fakes import StoppedClock

CANARY = "Kanariefågel i akten"
PROPOSED = {"reason": "Arkivet har svarat att det inte ska bevaras."}
APPROVED = {
    "name": "Kim Provsson",
    "title": "Enhetschef",
    "on": "2031-06-03",
    "seen": True,
}


def in_stockholm(desk: Desk) -> None:
    """Where not everything is preserved."""
    registers.revise_own_card(
        desk,
        {
            "name": "Maja Exempelsson",
            "title": "Socialsekreterare",
            "function": "Handläggare",
            "unit": "Avhopparenheten",
            "municipality": "Stockholms stad",
        },
    )


def closed_case(desk: Desk, **changes: Any) -> StreamId:
    """A case with an identity, a note and a discharge note, all written today."""
    stream = typed_forms.opened_case(desk, **changes)
    identity.save_identity(desk, stream, typed_forms.identity(family_name=CANARY))
    notes.sign_note(desk, stream, new_entity(desk), typed_forms.note(facts=f"{CANARY} berättar."))
    closing = facts.Closing(
        closed_on=desk.now().date().isoformat(),
        reason=facts.ClosingReason.NO_NEED,
        situation=f"{CANARY} har bostad.",
    )
    writing.add(desk, stream, new_entity(desk), closing)
    return stream


def due_case(desk: Desk, clock: StoppedClock, **changes: Any) -> StreamId:
    """A case closed five years ago: the clock goes on to June 2031."""
    in_stockholm(desk)
    stream = closed_case(desk, **changes)
    clock.pass_(days=5 * 365 + 3)
    return stream


def proposed(desk: Desk, stream: StreamId) -> EntityId:
    entity = new_entity(desk)
    disposal.propose(desk, stream, entity, PROPOSED)
    return entity


def approved(desk: Desk, stream: StreamId) -> EntityId:
    entity = proposed(desk, stream)
    disposal.approve(desk, entity, APPROVED)
    return entity
