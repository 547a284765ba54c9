"""Asking for an approval and answering, step by step, for the tests of approvals."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from app.casework import facts
from app.ids import EntityId, RecordId, StreamId
from app.usecases.handover import receiving
from app.usecases.handover.approvals import approval_answers, approval_requests
from app.usecases.handover.packages.sending import Sealed
from app.usecases.handover.receiving import Accepted, Arrival
from app.usecases.keeping import disposal
from app.usecases.reading import state_of
from tests.app.usecases import typed_forms
from tests.conftest import PASSPHRASE
from tests.handover import Side

Form = dict[str, Any]


def decided(asker: Side, **changes: Any) -> tuple[StreamId, EntityId]:
    """A case with a signed decision."""
    stream = typed_forms.opened_case(asker.desk)
    typed_forms.signed_assessment(asker.desk, stream)
    return stream, typed_forms.signed_decision(asker.desk, stream, **changes)


def version_of(asker: Side, stream: StreamId, entity: EntityId) -> RecordId:
    found = state_of(asker.desk, stream).find(facts.Decision, entity)
    assert found is not None
    return found.latest.record.id


def wish(asker: Side, approver: Side, about: RecordId, **changes: Any) -> Form:
    return {
        "about": about,
        "to": asker.knows(approver),
        "role": "Enhetschef",
        "reason": "Fattar beslut enligt delegationsordningen.",
    } | changes


def asked(asker: Side, approver: Side, stream: StreamId, about: RecordId, **changes: Any) -> Sealed:
    typed = wish(asker, approver, about, **changes)
    seen = approval_requests.prepare(asker.desk, stream, typed)
    return approval_requests.ask(asker.desk, stream, typed, asker.out, looked_at=seen.digest)


def protocol_version(asker: Side, entity: EntityId) -> RecordId:
    return next(each.version for each in disposal.protocols(asker.desk) if each.entity == entity)


def opened(side: Side, path: Path) -> Arrival:
    return receiving.open_package(side.desk, path)


def accepted(side: Side, path: Path) -> Accepted:
    arrival = opened(side, path)
    return receiving.accept(side.desk, arrival, frozenset(row.key for row in arrival.look.rows))


def answered(
    approver: Side, outcome: str = "approved", reason: str = "", passphrase: str = PASSPHRASE
) -> Sealed:
    """Answer the one request that is there."""
    (request,) = approval_answers.requests_to_me(approver.desk)
    pdf = approval_answers.document(approver.desk, request.stream, request.entity)
    return approval_answers.answer(
        approver.desk,
        request.stream,
        request.entity,
        {"outcome": outcome, "reason": reason},
        bytearray(passphrase.encode()),
        folder=approver.out,
        looked_at=hashlib.sha256(pdf).hexdigest(),
    )


def row(asker: Side, stream: StreamId, entity: EntityId) -> approval_requests.ApprovalRow:
    state = state_of(asker.desk, stream)
    found = state.find(facts.Decision, entity)
    assert found is not None
    return approval_requests.approval_row(asker.desk, state, found)
