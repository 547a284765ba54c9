"""Sharing a case and handing it over, step by step, for the tests of both."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.casework import facts
from app.casework.standing import Whose
from app.ids import EntityId, StreamId
from app.usecases import notes, visits
from app.usecases.drafting import new_entity
from app.usecases.handover import receipts, receiving
from app.usecases.handover.cases import sharing, transferring
from app.usecases.handover.packages.arrivals import CHOOSABLE
from app.usecases.handover.packages.sending import Sealed
from app.usecases.handover.receiving import Accepted
from app.usecases.reading import state_of
from tests.app.usecases import typed_forms
from tests.handover import Side

Form = dict[str, Any]


def ticked(giver: Side, taker: Side, **changes: Any) -> Form:
    """What is chosen for anything that leaves."""
    return {
        "person": giver.knows(taker),
        "ground": "within_board",
        "reason": "Handlägger tillsammans",
    } | changes


def share_form(giver: Side, taker: Side, **changes: Any) -> Form:
    return ticked(giver, taker, role="co_worker", scope="whole") | changes


def shared(giver: Side, taker: Side, stream: StreamId, **changes: Any) -> Accepted:
    """Share, take in, and confirm."""
    sealed = sharing.share(giver.desk, stream, share_form(giver, taker, **changes), giver.out)
    return confirmed(taker, giver, sealed.path)


def updated(giver: Side, taker: Side, stream: StreamId, **changes: Any) -> Accepted:
    form = ticked(giver, taker, **changes)
    return confirmed(taker, giver, sharing.update(giver.desk, stream, form, giver.out).path)


def handed_over(giver: Side, taker: Side, stream: StreamId, **changes: Any) -> Sealed:
    form = ticked(giver, taker, ground="transfer", reason="Flyttar till Provstad") | changes
    return transferring.transfer(giver.desk, stream, form, giver.out)


def accepted(side: Side, path: Path) -> Accepted:
    """Everything that can be accepted; a receipt may have nothing."""
    arrival = receiving.open_package(side.desk, path)
    assert arrival.look.stopped is None
    rows = arrival.look.rows
    keys = frozenset(row.key for row in rows if row.state in CHOOSABLE)
    return receiving.accept(side.desk, arrival, keys)


def confirmed(taker: Side, giver: Side, path: Path) -> Accepted:
    """Take in, and let the giver have the receipt."""
    done = accepted(taker, path)
    receipt_to(giver, taker, done.received)
    return done


def receipt_to(giver: Side, taker: Side, received: EntityId) -> None:
    made = receipts.make_receipt(taker.desk, received, taker.out)
    accepted(giver, made.path)


def whose(side: Side, stream: StreamId) -> Whose:
    return visits.standing_of(side.desk, stream).whose


def write_note(side: Side, stream: StreamId, **changes: Any) -> EntityId:
    entity = new_entity(side.desk)
    notes.sign_note(side.desk, stream, entity, typed_forms.note(**changes))
    return entity


def headings(side: Side, stream: StreamId) -> set[str]:
    return {each.latest.fact.heading for each in state_of(side.desk, stream).of(facts.JournalNote)}
