"""A disposal that a second person approves with the key of their own vault (ADR 15)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.casework import facts
from app.casework.facts import Approval, ApprovalOutcome, ApprovalRequest
from app.casework.unit_facts import Disposal, DisposalStatus
from app.errors import Reason, Refusal
from app.forms.library import FormLibrary
from app.handover import package_bytes
from app.handover.approval_standing import ApprovalStanding
from app.handover.attest import sign_approval
from app.ids import EntityId, RecordId, StreamId
from app.journal.canonical import seal
from app.law.pack import LegalPack
from app.usecases import notes, registers, writing
from app.usecases.drafting import new_entity
from app.usecases.handover.approvals import approval_answers, approval_requests
from app.usecases.handover.cards.own_cards import make_own_card
from app.usecases.keeping import disposal
from app.usecases.reading import register_of
from tests.app.usecases import disposing, typed_forms
from tests.app.usecases.handover.approvals.approving import (
    accepted,
    answered,
    opened,
    protocol_version,
)
from tests.handover import Side, introduce, make_side, packed, sealed

pytestmark = pytest.mark.req("X14")


@pytest.fixture
def pair(tmp_path: Path, law: LegalPack, forms: FormLibrary) -> Iterator[tuple[Side, Side]]:
    """Two of one unit, five years on, with the key cards of that year."""
    with ExitStack() as opened_vaults:
        sides = [make_side(tmp_path / str(place), place, law, forms) for place in (0, 2)]
        for side in sides:
            opened_vaults.callback(side.vault.close)
            side.clock.pass_(days=5 * 365 + 3)
            make_own_card(side.desk, {"valid_to": "2032-05-31"})
        introduce(sides[0], to=sides[1])
        introduce(sides[1], to=sides[0])
        yield sides[0], sides[1]


@pytest.fixture
def due(pair: tuple[Side, Side]) -> StreamId:
    """A case of the first one's that was closed five years ago."""
    asker, _ = pair
    now = asker.clock.time
    asker.clock.pass_(days=-(5 * 365 + 3))
    disposing.in_stockholm(asker.desk)
    stream = disposing.closed_case(asker.desk)
    asker.clock.time = now
    return stream


def refusal(work: Any, *given: Any, **named: Any) -> Reason:
    with pytest.raises(Refusal) as caught:
        work(*given, **named)
    return caught.value.reason


def asked(asker: Side, approver: Side, entity: EntityId) -> Path:
    register = asker.vault.journal.register
    typed = {
        "about": protocol_version(asker, entity),
        "to": asker.knows(approver),
        "role": "Arkivansvarig",
    }
    seen = approval_requests.prepare(asker.desk, register, typed)
    assert seen.columns is None
    return approval_requests.ask(asker.desk, register, typed, asker.out, looked_at=seen.digest).path


def protocol(asker: Side, entity: EntityId) -> Disposal:
    return next(each.disposal for each in disposal.protocols(asker.desk) if each.entity == entity)


def approved_by_file(asker: Side, approver: Side, due: StreamId) -> EntityId:
    entity = disposing.proposed(asker.desk, due)
    accepted(approver, asked(asker, approver, entity))
    accepted(asker, answered(approver).path)
    return entity


def standing(asker: Side, entity: EntityId) -> ApprovalStanding:
    return approval_requests.protocol_rows(asker.desk)[entity].view.standing


def test_a_protocol_is_approved_by_file_and_carried_out(
    pair: tuple[Side, Side], due: StreamId
) -> None:
    asker, approver = pair
    entity = approved_by_file(asker, approver, due)
    fact = protocol(asker, entity)
    assert fact.status is DisposalStatus.APPROVED
    assert fact.approved_by == "Sara Testdotter, Socialsekreterare"
    assert fact.approved_on == "2031-06-03"
    assert fact.approval is not None
    disposal.carry_out(asker.desk, entity)
    assert asker.vault.journal.records(due) == ()
    assert protocol(asker, entity).status is DisposalStatus.DONE
    assert asker.vault.check().faults == ()
    assert approver.vault.check().faults == ()


def test_the_approver_gets_number_ground_and_days_in_a_stream_of_its_own(
    pair: tuple[Side, Side], due: StreamId
) -> None:
    asker, approver = pair
    entity = disposing.proposed(asker.desk, due)
    accepted(approver, asked(asker, approver, entity))
    (request,) = approval_answers.requests_to_me(approver.desk)
    assert request.stream == asker.vault.journal.register
    assert request.stream != approver.vault.journal.register
    assert register_of(approver.desk).of(ApprovalRequest) == ()
    assert approver.vault.index.cases() == ()
    assert request.asked.case_number == "2026-0001"
    assert "akten förstörs" in request.asked.sentence


def test_a_no_leaves_the_proposal_as_it_is(pair: tuple[Side, Side], due: StreamId) -> None:
    asker, approver = pair
    entity = disposing.proposed(asker.desk, due)
    accepted(approver, asked(asker, approver, entity))
    accepted(asker, answered(approver, "declined", "Målet i domstolen är inte slut.").path)
    assert protocol(asker, entity).status is DisposalStatus.PROPOSED
    assert standing(asker, entity) is ApprovalStanding.DECLINED
    assert refusal(disposal.carry_out, asker.desk, entity) is Reason.DISPOSAL_NOT_APPROVED


def test_what_is_written_in_the_case_meanwhile_stops_the_approval(
    pair: tuple[Side, Side], due: StreamId
) -> None:
    """Even where it does not begin the five years anew."""
    asker, approver = pair
    entity = disposing.proposed(asker.desk, due)
    accepted(approver, asked(asker, approver, entity))
    sealed = answered(approver)
    hold = facts.RetentionHold(
        kind="other", reason="Skadestånd.", decided_on="2031-06-03", lifted_on="2031-06-03",
        lifted_why="Återtaget.",
    )  # fmt: skip
    writing.add(asker.desk, due, new_entity(asker.desk), hold)
    assert opened(asker, sealed.path).look.stopped is Reason.DISPOSAL_CASE_CHANGED
    assert refusal(accepted, asker, sealed.path) is Reason.DISPOSAL_CASE_CHANGED
    assert protocol(asker, entity).status is DisposalStatus.PROPOSED


def test_a_note_after_the_approval_stops_the_act(pair: tuple[Side, Side], due: StreamId) -> None:
    asker, approver = pair
    entity = approved_by_file(asker, approver, due)
    notes.sign_note(asker.desk, due, new_entity(asker.desk), typed_forms.note())
    assert refusal(disposal.carry_out, asker.desk, entity) is Reason.DISPOSAL_CASE_CHANGED


def test_paper_still_does(pair: tuple[Side, Side], due: StreamId) -> None:
    asker, _ = pair
    entity = disposing.approved(asker.desk, due)
    assert protocol(asker, entity).approval is None
    disposal.carry_out(asker.desk, entity)
    assert asker.vault.journal.records(due) == ()


# --------------------------------------------------- what storage demands, whatever the use cases


def done(asker: Side, entity: EntityId, approval: RecordId, **changes: Any) -> None:
    """Write a protocol that names this approval, past every use case, and carry it out."""
    desk, register = asker.desk, asker.vault.journal.register
    before = protocol(asker, entity)
    said = {
        "status": DisposalStatus.APPROVED,
        "approved_on": "2031-06-03",
        "approved_by": "Sara Testdotter, Socialsekreterare",
        "approval": approval,
    } | changes
    approved = msgspec.structs.replace(before, **said)
    writing.revise(desk, register, entity, approved)
    last = msgspec.structs.replace(approved, status=DisposalStatus.DONE, done_on="2031-06-03")
    record = writing.revise(desk, register, entity, last)
    asker.vault.dispose(record.id)


def request_in(asker: Side) -> tuple[RecordId, ApprovalRequest]:
    (request,) = register_of(asker.desk).of(ApprovalRequest)
    return request.latest.record.id, request.latest.fact


def forged(asker: Side, **changes: Any) -> RecordId:
    """An approval that the asker has written in with the asker's own key."""
    name, request = request_in(asker)
    own = registers.own_card(asker.desk)
    approval = Approval(
        request=name,
        about=request.about,
        outcome=ApprovalOutcome.APPROVED,
        document_sha256=request.blob,
        sentence=request.sentence,
        role=request.role,
        signer_key=own.key,
        signer_name="Sara Testdotter",
        signer_title="Socialsekreterare",
        signer_unit=own.unit,
        signed_at="2031-06-03T10:00:00+02:00",
        signature="",
    )
    signed = sign_approval(msgspec.structs.replace(approval, **changes), asker.vault.sign)
    register = asker.vault.journal.register
    return writing.add(asker.desk, register, new_entity(asker.desk), signed).id


def test_an_approval_by_the_proposers_own_key_destroys_nothing(
    pair: tuple[Side, Side], due: StreamId
) -> None:
    asker, approver = pair
    entity = disposing.proposed(asker.desk, due)
    asked(asker, approver, entity)
    found = refusal(done, asker, entity, forged(asker))
    assert found is Reason.DISPOSAL_NOT_APPROVED
    assert asker.vault.journal.records(due)


def test_an_approval_in_anothers_name_without_their_signature_destroys_nothing(
    pair: tuple[Side, Side], due: StreamId
) -> None:
    asker, approver = pair
    entity = disposing.proposed(asker.desk, due)
    asked(asker, approver, entity)
    false = forged(asker, signer_key=approver.vault.author.key)
    assert refusal(done, asker, entity, false) is Reason.DISPOSAL_NOT_APPROVED
    assert asker.vault.journal.records(due)


def test_an_approval_that_is_not_there_destroys_nothing(
    pair: tuple[Side, Side], due: StreamId
) -> None:
    asker, _ = pair
    entity = disposing.proposed(asker.desk, due)
    found = refusal(done, asker, entity, RecordId("e" * 64))
    assert found is Reason.DISPOSAL_NOT_APPROVED


@pytest.mark.parametrize(
    "changes",
    [
        {"approved_by": "Kim Provsson, Enhetschef"},
        {"approved_on": "2031-06-02"},
        {"case_number": "2026-0099"},
        {"ground": "annan"},
        {"reason": "Något annat än det som lästes."},
    ],
)
def test_a_true_approval_of_something_else_destroys_nothing(
    pair: tuple[Side, Side], due: StreamId, changes: dict[str, str]
) -> None:
    """What stands in the protocol is what was read and who read it."""
    asker, approver = pair
    entity = disposing.proposed(asker.desk, due)
    true = truly_approved(asker, approver, entity)
    assert refusal(done, asker, entity, true, **changes) is Reason.DISPOSAL_NOT_APPROVED
    assert asker.vault.journal.records(due)


def test_the_same_approval_of_the_very_protocol_destroys(
    pair: tuple[Side, Side], due: StreamId
) -> None:
    """Or the ones above would be refused for another cause."""
    asker, approver = pair
    entity = disposing.proposed(asker.desk, due)
    done(asker, entity, truly_approved(asker, approver, entity))
    assert asker.vault.journal.records(due) == ()


def truly_approved(asker: Side, approver: Side, entity: EntityId) -> RecordId:
    """An answer that is taken in past the use case, which would note it in the protocol."""
    accepted(approver, asked(asker, approver, entity))
    answered(approver)
    true = next(
        each
        for each in approver.vault.journal.records(asker.vault.journal.register)
        if each.kind_name == "approval"
    )
    card = registers.own_card(approver.desk)
    register = asker.vault.journal.register
    writing.add(asker.desk, register, new_entity(asker.desk), card)
    asker.vault.journal.append([true])
    return true.id


def test_a_no_destroys_nothing(pair: tuple[Side, Side], due: StreamId) -> None:
    asker, approver = pair
    entity = disposing.proposed(asker.desk, due)
    accepted(approver, asked(asker, approver, entity))
    accepted(asker, answered(approver, "declined", "Nej.").path)
    (answer,) = register_of(asker.desk).of(Approval)
    found = refusal(done, asker, entity, answer.latest.record.id)
    assert found is Reason.DISPOSAL_NOT_APPROVED


@pytest.mark.req("X03")
def test_an_answer_far_ahead_of_the_register_is_refused(
    pair: tuple[Side, Side], due: StreamId
) -> None:
    """Nothing could be written in the register after it: not another disposal, recipient or card."""
    asker, approver = pair
    entity = disposing.proposed(asker.desk, due)
    accepted(approver, asked(asker, approver, entity))
    path = answered(approver).path
    package = package_bytes.read(asker.vault.handover.open(path), asker.vault.handover.verify)
    (answer,) = package.payload.records
    far = replace(answer.content, lamport=2**53 - 1)
    records = (seal(far, approver.vault.sign),)
    payload = replace(package.payload, records=records)
    hostile = packed(approver, replace(package.envelope, number=9), payload)
    assert refusal(opened, asker, sealed(approver, asker, hostile)) is Reason.PACKAGE_MALFORMED
