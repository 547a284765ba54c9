"""Approvals between real vaults: there and back, bound to what was shown, and by somebody else."""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path
from typing import Any

import pytest

from app.casework import facts
from app.casework.four_eyes import Need
from app.errors import Fault, InvalidFields, Reason, Refusal
from app.handover.approval_standing import ApprovalStanding
from app.handover.kinds import HandoverKind
from app.handover.package import PackedBlob, Payload
from app.ids import BlobId, EntityId, StreamId
from app.journal.canonical import seal
from app.journal.record import Record
from app.log_codes import LogCode
from app.usecases import reading, registers
from app.usecases.decision import decisions
from app.usecases.decision.decision_form import typed_again
from app.usecases.handover.approvals import approval_answers, approval_requests
from app.usecases.watching import packages_todo
from tests.app.usecases.handover.approvals.approving import (
    accepted,
    answered,
    asked,
    decided,
    opened,
    row,
    version_of,
    wish,
)
from tests.conftest import PASSPHRASE
from tests.handover import Side, envelope, packed
from tests.handover import sealed as sealed_by_hand

pytestmark = pytest.mark.req("X08")


@pytest.fixture
def pair(three_vaults: tuple[Side, Side, Side]) -> tuple[Side, Side]:
    """Two of one unit."""
    return three_vaults[0], three_vaults[2]


def refusal(work: Any, *given: Any, **named: Any) -> Reason:
    with pytest.raises(Refusal) as caught:
        work(*given, **named)
    return caught.value.reason


def test_a_decision_is_approved_by_somebody_else_and_comes_back(pair: tuple[Side, Side]) -> None:
    asker, approver = pair
    stream, entity = decided(asker)
    before = row(asker, stream, entity)
    assert before.view.standing is ApprovalStanding.NOT_ASKED
    assert before.rule is not None
    assert before.rule.need is Need.MUST, "somebody else has decided than has written it in"

    request = asked(asker, approver, stream, before.version)
    assert row(asker, stream, entity).view.standing is ApprovalStanding.WAITING
    accepted(approver, request.path)
    (waiting,) = approval_answers.requests_to_me(approver.desk)
    assert waiting.waits
    assert waiting.asked.sentence.endswith(
        "attesterar det som Enhetschef. Underskriften är en avancerad elektronisk underskrift, "
        "inte en kvalificerad."
    )
    answer = answered(approver)
    assert LogCode.APPROVAL_SIGNED in {e.code for e in approver.vault.log.entries(limit=20)}
    (over,) = approval_answers.requests_to_me(approver.desk)
    assert not over.waits

    accepted(asker, answer.path)
    view = row(asker, stream, entity).view
    assert view.standing is ApprovalStanding.APPROVED
    assert view.answer is not None
    assert view.answer.signer_name == "Sara Testdotter"
    assert asker.vault.check().faults == ()
    assert approver.vault.check().faults == ()


def test_the_approver_reads_the_very_document_and_gets_no_case(pair: tuple[Side, Side]) -> None:
    asker, approver = pair
    stream, entity = decided(asker)
    typed = wish(asker, approver, version_of(asker, stream, entity))
    seen = approval_requests.prepare(asker.desk, stream, typed)
    sealed = approval_requests.ask(asker.desk, stream, typed, asker.out, looked_at=seen.digest)
    accepted(approver, sealed.path)
    assert approval_answers.document(approver.desk, stream, _waiting(approver)) == seen.pdf
    assert approver.vault.index.cases() == ()
    assert reading.list_cases(approver.desk) == ()
    assert refusal(reading.open_case, approver.desk, stream) is Reason.CASE_UNKNOWN
    kinds = {each.kind_name for each in approver.vault.journal.records(stream)}
    assert kinds == {"approval_request"}, "the document goes, and nothing that it is made of"
    newest = approver.vault.log.entries(limit=10)
    assert LogCode.PREVIEWED in {each.code for each in newest}


def test_what_leaves_stands_in_the_register_of_disclosures(pair: tuple[Side, Side]) -> None:
    asker, approver = pair
    stream, entity = decided(asker)
    asked(asker, approver, stream, version_of(asker, stream, entity))
    (entry,) = reading.state_of(asker.desk, stream).disclosures
    fact = entry.latest.fact
    assert (fact.form, fact.ground, fact.recipient_name) == (
        "package",
        "within_board",
        "Socialsekreterare, Sara Testdotter",
    )
    assert {"name", "personnummer", "threat"}.isdisjoint(fact.leaves)
    assert {"decisions", "case_number"} <= set(fact.leaves)


def test_only_what_was_looked_at_leaves(pair: tuple[Side, Side]) -> None:
    asker, approver = pair
    stream, entity = decided(asker)
    typed = wish(asker, approver, version_of(asker, stream, entity))
    found = refusal(approval_requests.ask, asker.desk, stream, typed, asker.out, looked_at="0" * 64)
    assert found is Reason.REVISED_SINCE
    assert list(asker.out.iterdir()) == []


def test_what_could_give_somebody_away_is_explained_before_it_leaves(
    pair: tuple[Side, Side],
) -> None:
    asker, approver = pair
    stream, entity = decided(asker, reasons="Ring 070-174 06 05 före kl. 16.")
    typed = wish(asker, approver, version_of(asker, stream, entity))
    seen = approval_requests.prepare(asker.desk, stream, typed)
    assert seen.findings

    found = refusal(
        approval_requests.ask, asker.desk, stream, typed, asker.out, looked_at=seen.digest
    )
    assert found is Reason.FINDINGS_UNEXPLAINED
    assert list(asker.out.iterdir()) == []
    explained = {**typed, "explanation": "Växelns nummer."}
    sealed = approval_requests.ask(asker.desk, stream, explained, asker.out, looked_at=seen.digest)
    assert sealed.path.exists()


def test_nobody_asks_themselves_or_somebody_of_the_same_name(pair: tuple[Side, Side]) -> None:
    asker, approver = pair
    stream, entity = decided(asker)
    about = version_of(asker, stream, entity)
    names = registers.own_card(asker.desk)
    registers.revise_own_card(
        asker.desk,
        {
            "name": "sara  testdotter",
            "title": names.title,
            "function": names.function,
            "unit": names.unit,
            "municipality": names.municipality,
        },
    )
    with pytest.raises(InvalidFields) as caught:
        approval_requests.prepare(asker.desk, stream, wish(asker, approver, about))
    assert [(each.field, each.fault) for each in caught.value.problems] == [
        ("to", Fault.SAME_PERSON)
    ]


def test_what_is_missing_is_said_field_by_field(pair: tuple[Side, Side]) -> None:
    asker, _ = pair
    stream, entity = decided(asker)
    with pytest.raises(InvalidFields) as caught:
        approval_requests.prepare(
            asker.desk, stream, {"about": version_of(asker, stream, entity), "to": "ingen"}
        )
    assert {each.field for each in caught.value.problems} == {"to", "role", "reason"}


def test_an_overtaken_version_is_not_asked_about(pair: tuple[Side, Side]) -> None:
    asker, approver = pair
    stream, entity = decided(asker)
    about = version_of(asker, stream, entity)
    correct(asker, stream, entity)
    typed = wish(asker, approver, about)
    assert refusal(approval_requests.prepare, asker.desk, stream, typed) in {
        Reason.REVISED_SINCE,
        Reason.ENTITY_UNKNOWN,
    }


# ------------------------------------------------------------------------------------ answering


def test_a_no_needs_its_reason_and_comes_back_with_it(pair: tuple[Side, Side]) -> None:
    asker, approver = pair
    stream, entity = waiting(asker, approver)
    with pytest.raises(InvalidFields) as caught:
        answered(approver, "declined")
    assert [each.field for each in caught.value.problems] == ["reason"]
    accepted(asker, answered(approver, "declined", "Delegationen räcker inte.").path)
    view = row(asker, stream, entity).view
    assert view.standing is ApprovalStanding.DECLINED
    assert view.answer is not None
    assert view.answer.reason == "Delegationen räcker inte."
    assert row(asker, stream, entity).may_ask


def test_the_wrong_passphrase_signs_nothing(pair: tuple[Side, Side]) -> None:
    asker, approver = pair
    stream, _ = waiting(asker, approver)
    before = approver.vault.journal.records(stream)
    assert refusal(answered, approver, passphrase="fel fras") is Reason.WRONG_PASSPHRASE
    assert approver.vault.journal.records(stream) == before
    assert list(approver.out.iterdir()) == []
    codes = [each.code for each in approver.vault.log.entries()]
    assert LogCode.APPROVAL_SIGNED not in codes


def test_the_passphrase_is_wiped_whatever_comes_of_it(pair: tuple[Side, Side]) -> None:
    asker, approver = pair
    stream, _ = waiting(asker, approver)
    typed = bytearray(PASSPHRASE.encode())
    found = refusal(
        approval_answers.answer,
        approver.desk,
        stream,
        _waiting(approver),
        {"outcome": "approved"},
        typed,
        folder=approver.out,
        looked_at="0" * 64,
    )
    assert found is Reason.APPROVAL_OTHER_DOCUMENT
    assert typed == bytes(len(typed))


def test_an_answer_is_given_once(pair: tuple[Side, Side]) -> None:
    asker, approver = pair
    waiting(asker, approver)
    answered(approver)
    assert refusal(answered, approver) is Reason.APPROVAL_OVER


def test_what_waits_for_an_answer_stands_among_what_is_to_be_done(
    pair: tuple[Side, Side],
) -> None:
    asker, approver = pair
    waiting(asker, approver)
    today = approver.clock().date()

    def due() -> list[tuple[EntityId, str]]:
        found = packages_todo.items(approver.desk, today)
        return [
            (each.entity, str(each.due))
            for each in found
            if each.code == packages_todo.APPROVAL_WAITS
        ]

    assert due() == [(_waiting(approver), "2026-06-08")]
    answered(approver)
    assert due() == []


def test_what_was_withdrawn_takes_no_answer_that_crosses_it(pair: tuple[Side, Side]) -> None:
    asker, approver = pair
    stream, entity = waiting(asker, approver)
    request = row(asker, stream, entity).view.request
    assert request is not None
    approval_requests.withdraw(asker.desk, stream, request)
    assert refusal(approval_requests.withdraw, asker.desk, stream, request) is Reason.APPROVAL_OVER
    sealed = answered(approver)
    assert opened(asker, sealed.path).look.stopped is Reason.APPROVAL_OVER
    assert refusal(accepted, asker, sealed.path) is Reason.APPROVAL_OVER
    assert row(asker, stream, entity).view.standing is ApprovalStanding.NOT_ASKED


def test_an_answer_that_is_too_old_is_not_taken_in(pair: tuple[Side, Side]) -> None:
    asker, approver = pair
    waiting(asker, approver)
    sealed = answered(approver)
    asker.clock.pass_(days=31)
    assert refusal(accepted, asker, sealed.path) is Reason.PACKAGE_EXPIRED


def test_a_request_that_is_too_old_is_not_taken_in(pair: tuple[Side, Side]) -> None:
    asker, approver = pair
    stream, entity = decided(asker)
    sealed = asked(asker, approver, stream, version_of(asker, stream, entity))
    approver.clock.pass_(days=15)
    assert refusal(accepted, approver, sealed.path) is Reason.PACKAGE_EXPIRED


def test_a_later_wording_is_not_approved_and_shows_the_difference(
    pair: tuple[Side, Side],
) -> None:
    asker, approver = pair
    stream, entity = waiting(asker, approver)
    correct(asker, stream, entity)
    accepted(asker, answered(approver).path)
    view = row(asker, stream, entity).view
    assert view.standing is ApprovalStanding.CHANGED
    assert "correction_reason" in {each.field for each in view.changes}
    assert row(asker, stream, entity).may_ask


def test_somebody_else_is_not_asked(three_vaults: tuple[Side, Side, Side]) -> None:
    asker, other, approver = three_vaults
    stream, entity = decided(asker)
    sealed = asked(asker, approver, stream, version_of(asker, stream, entity))
    assert refusal(opened, other, sealed.path) is Reason.PACKAGE_NOT_FOR_US


# ---------------------------------------------------------------------------- what is not theirs


def by_hand(sender: Side, receiver: Side, kind: HandoverKind, payload: Payload) -> Path:
    """A package that no use case would make."""
    outside = envelope(
        sender,
        receiver,
        kind,
        cases=tuple({each.content.stream for each in payload.records}),
        number=7,
    )
    return sealed_by_hand(sender, receiver, packed(sender, outside, payload), "00000099")


def authors(side: Side) -> tuple[facts.AuthorCard, ...]:
    return (registers.own_card(side.desk),)


def request_record(asker: Side, stream: StreamId) -> Record:
    records = asker.vault.journal.records(stream)
    return next(each for each in records if each.kind_name == "approval_request")


def reworded(record: Record, signer: Side, **changes: Any) -> Record:
    """The record with another body, signed by whoever it says."""
    body = {**record.content.body, **changes}
    content = dataclasses.replace(record.content, body=body, author=signer.vault.author, parents=())
    return seal(content, signer.vault.sign)


def pdf_of(asker: Side, record: Record) -> PackedBlob:
    blob = BlobId(str(record.content.body["blob"]))
    data = asker.vault.blobs.get(record.content.stream, blob)
    return PackedBlob(record.content.stream, blob, "application/pdf", data)


def test_a_request_with_another_document_is_stopped(pair: tuple[Side, Side]) -> None:
    asker, approver = pair
    stream, entity = decided(asker)
    asked(asker, approver, stream, version_of(asker, stream, entity))
    record = request_record(asker, stream)
    data = bytearray(pdf_of(asker, record).data)
    data[len(data) // 2] ^= 1
    other = PackedBlob(
        stream, BlobId(hashlib.sha256(data).hexdigest()), "application/pdf", bytes(data)
    )
    payload = Payload({}, authors(asker), records=(record,), blobs=(other,))
    path = by_hand(asker, approver, HandoverKind.APPROVAL_REQUEST, payload)
    assert opened(approver, path).look.stopped is Reason.APPROVAL_OTHER_DOCUMENT
    assert refusal(accepted, approver, path) is Reason.APPROVAL_OTHER_DOCUMENT


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"to_key": "0" * 64}, Reason.PACKAGE_UNEXPECTED),
        ({"from_key": "0" * 64}, Reason.PACKAGE_MALFORMED),
    ],
)
def test_a_request_that_is_not_what_it_says_is_refused(
    pair: tuple[Side, Side], changes: dict[str, str], reason: Reason
) -> None:
    asker, approver = pair
    stream, entity = decided(asker)
    asked(asker, approver, stream, version_of(asker, stream, entity))
    record = request_record(asker, stream)
    payload = Payload(
        {},
        authors(asker),
        records=(reworded(record, asker, **changes),),
        blobs=(pdf_of(asker, record),),
    )
    path = by_hand(asker, approver, HandoverKind.APPROVAL_REQUEST, payload)
    assert refusal(opened, approver, path) is reason


def test_a_document_that_is_no_pdf_is_refused(pair: tuple[Side, Side]) -> None:
    asker, approver = pair
    stream, entity = decided(asker)
    asked(asker, approver, stream, version_of(asker, stream, entity))
    data = b"<html>"
    blob = BlobId(hashlib.sha256(data).hexdigest())
    record = reworded(request_record(asker, stream), asker, blob=blob)
    payload = Payload(
        {},
        authors(asker),
        records=(record,),
        blobs=(PackedBlob(stream, blob, "application/pdf", data),),
    )
    path = by_hand(asker, approver, HandoverKind.APPROVAL_REQUEST, payload)
    assert refusal(opened, approver, path) is Reason.PACKAGE_MALFORMED


ANSWER_CHANGED: dict[str, Any] = {
    "about": "d" * 64,
    "document_sha256": "d" * 64,
    "sentence": "Jag godkänner allt.",
    "role": "Nämnd",
    "outcome": "declined",
    "signed_at": "2026-06-02T09:00:00+02:00",
    "signer_name": "Kim Provsson",
}


@pytest.mark.parametrize("member", ANSWER_CHANGED)
def test_an_answer_in_which_anything_was_changed_is_stopped(
    pair: tuple[Side, Side], member: str
) -> None:
    """Even where the approver's own vault has sealed it: the statement was signed apart."""
    asker, approver = pair
    stream, entity = waiting(asker, approver)
    answered(approver)
    records = approver.vault.journal.records(stream)
    true = next(each for each in records if each.kind_name == "approval")
    false = reworded(true, approver, **{member: ANSWER_CHANGED[member]})
    payload = Payload({}, authors(approver), records=(false,))
    path = by_hand(approver, asker, HandoverKind.APPROVAL, payload)
    bound_to = {"about", "document_sha256", "sentence", "role"}
    expected = (
        Reason.APPROVAL_OTHER_DOCUMENT if member in bound_to else Reason.APPROVAL_SIGNATURE_WRONG
    )
    assert opened(asker, path).look.stopped is expected
    assert refusal(accepted, asker, path) is expected
    assert row(asker, stream, entity).view.standing is ApprovalStanding.WAITING


def test_a_stranger_does_not_answer_for_the_one_who_was_asked(
    three_vaults: tuple[Side, Side, Side],
) -> None:
    asker, stranger, approver = three_vaults
    stream, _ = waiting(asker, approver)
    answered(approver)
    records = approver.vault.journal.records(stream)
    true = next(each for each in records if each.kind_name == "approval")
    payload = Payload({}, authors(approver), records=(true,))
    path = by_hand(stranger, asker, HandoverKind.APPROVAL, payload)
    assert refusal(opened, asker, path) is Reason.PACKAGE_MALFORMED


def test_an_answer_to_what_was_never_asked_is_refused(pair: tuple[Side, Side]) -> None:
    asker, approver = pair
    stream, _ = waiting(asker, approver)
    answered(approver)
    records = approver.vault.journal.records(stream)
    true = next(each for each in records if each.kind_name == "approval")
    other = reworded(true, approver, request="e" * 64)
    payload = Payload({}, authors(approver), records=(other,))
    path = by_hand(approver, asker, HandoverKind.APPROVAL, payload)
    assert refusal(opened, asker, path) is Reason.PACKAGE_UNEXPECTED


def test_more_than_the_one_thing_is_refused(pair: tuple[Side, Side]) -> None:
    asker, approver = pair
    stream, _ = waiting(asker, approver)
    answered(approver)
    records = approver.vault.journal.records(stream)
    payload = Payload({}, (*authors(approver), *authors(asker)), records=tuple(records))
    path = by_hand(approver, asker, HandoverKind.APPROVAL, payload)
    assert refusal(opened, asker, path) is Reason.PACKAGE_MALFORMED


# ------------------------------------------------------------------------------------- helpers


def waiting(asker: Side, approver: Side) -> tuple[StreamId, EntityId]:
    """A decision that somebody has been asked to approve, and the request taken in."""
    stream, entity = decided(asker)
    accepted(approver, asked(asker, approver, stream, version_of(asker, stream, entity)).path)
    return stream, entity


def _waiting(approver: Side) -> EntityId:
    (request,) = approval_answers.requests_to_me(approver.desk)
    return request.entity


def correct(asker: Side, stream: StreamId, entity: EntityId) -> None:
    state = reading.state_of(asker.desk, stream)
    found = state.find(facts.Decision, entity)
    assert found is not None
    typed = typed_again(found.latest.fact)
    corrected = typed | {"correction_reason": "Ett skrivfel.", "reasons": "Rättade skäl."}
    decisions.correct_decision(asker.desk, stream, entity, corrected)
