"""An approval holds for exactly what was shown, and for nothing that differs in anything."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casework import codec, facts
from app.casework.facts import Approval, ApprovalOutcome, ApprovalRequest
from app.casework.state import Conflict, Entity, Signed
from app.errors import Reason, Refusal
from app.handover.approval_standing import ApprovalStanding, answer_to, approval_of
from app.handover.attest import SIGNING_CONTEXT, require_answer, sign_approval, verify_approval
from app.ids import BlobId, EntityId, KeyId, RecordId
from app.journal.record import SIGNING_CONTEXT as OF_RECORDS
from app.journal.record import Author, Content, Record
from storage.crypto.ed25519 import Signer, verify

pytestmark = pytest.mark.req("X08")

ASKER, APPROVER, STRANGER = (Signer(bytes([number]) * 32) for number in (1, 2, 3))
ABOUT, DOCUMENT, ASKED = (RecordId(digit * 64) for digit in "abc")
OTHER = "d" * 64

REQUEST = ApprovalRequest(
    about=ABOUT,
    what="decision",
    case_number="2026-0014",
    document="decision_notice",
    document_id="BE-7K3Q-X9M2",
    blob=BlobId(DOCUMENT),
    sentence="Jag har läst beslutet i handlingen BE-7K3Q-X9M2 och attesterar det som chef.",
    role="chef",
    from_key=ASKER.key_id,
    from_name="Maja Exempelsson",
    to_key=APPROVER.key_id,
    to_name="Sara Testdotter",
    asked_on="2026-06-01",
)
UNSIGNED = Approval(
    request=ASKED,
    about=ABOUT,
    outcome=ApprovalOutcome.APPROVED,
    document_sha256=DOCUMENT,
    sentence=REQUEST.sentence,
    role=REQUEST.role,
    signer_key=APPROVER.key_id,
    signer_name="Sara Testdotter",
    signer_title="Enhetschef",
    signer_unit="Avhopparenheten",
    signed_at="2026-06-02T10:00:00+02:00",
    signature="",
)
SIGNED = sign_approval(UNSIGNED, APPROVER.sign)

CHANGED: dict[str, Any] = {
    "request": OTHER,
    "about": OTHER,
    "outcome": ApprovalOutcome.DECLINED,
    "document_sha256": OTHER,
    "sentence": REQUEST.sentence + " Utan förbehåll.",
    "role": "nämnd",
    "signer_key": STRANGER.key_id,
    "signer_name": "Kim Provsson",
    "signer_title": "Ordförande",
    "signer_unit": "Nämnden",
    "signed_at": "2026-06-02T10:00:01+02:00",
    "reason": "Ett skäl.",
}


def refusal(work: Any, *given: Any) -> Reason:
    with pytest.raises(Refusal) as caught:
        work(*given)
    return caught.value.reason


def test_what_was_signed_verifies_and_answers_its_request() -> None:
    verify_approval(SIGNED, verify)
    require_answer(SIGNED, ASKED, REQUEST, verify)


def test_every_member_but_the_signature_is_signed() -> None:
    assert set(CHANGED) == set(Approval.__struct_fields__) - {"signature"}


@pytest.mark.parametrize("member", CHANGED)
def test_nothing_can_be_changed_afterwards(member: str) -> None:
    changed = msgspec.structs.replace(SIGNED, **{member: CHANGED[member]})
    assert refusal(verify_approval, changed, verify) is Reason.APPROVAL_SIGNATURE_WRONG


@given(st.integers(0, 63), st.integers(1, 255))
def test_another_signature_is_refused(at: int, flipped: int) -> None:
    wrong = bytearray.fromhex(SIGNED.signature)
    wrong[at] ^= flipped
    changed = msgspec.structs.replace(SIGNED, signature=wrong.hex())
    assert refusal(verify_approval, changed, verify) is Reason.APPROVAL_SIGNATURE_WRONG


@pytest.mark.parametrize("text", ["", "zz", "ab" * 63, "ab" * 65, "å" * 128])
def test_what_is_no_signature_is_refused(text: str) -> None:
    changed = msgspec.structs.replace(SIGNED, signature=text)
    assert refusal(verify_approval, changed, verify) is Reason.APPROVAL_SIGNATURE_WRONG


def test_a_signature_for_something_else_is_none_for_an_approval() -> None:
    message = SIGNED.signature
    assert SIGNING_CONTEXT != OF_RECORDS
    statement = codec.to_body(UNSIGNED)[1]
    without_context = APPROVER.sign(repr(statement).encode()).hex()
    assert without_context != message
    changed = msgspec.structs.replace(SIGNED, signature=without_context)
    assert refusal(verify_approval, changed, verify) is Reason.APPROVAL_SIGNATURE_WRONG


@pytest.mark.parametrize("member", ["about", "blob", "sentence", "role"])
def test_a_true_answer_to_another_request_is_refused(member: str) -> None:
    other = msgspec.structs.replace(REQUEST, **{member: OTHER})
    assert refusal(require_answer, SIGNED, ASKED, other, verify) is Reason.APPROVAL_OTHER_DOCUMENT


def test_an_answer_to_another_version_of_the_request_is_refused() -> None:
    found = refusal(require_answer, SIGNED, RecordId(OTHER), REQUEST, verify)
    assert found is Reason.APPROVAL_OTHER_DOCUMENT


def test_only_the_one_who_was_asked_answers() -> None:
    by_stranger = sign_approval(
        msgspec.structs.replace(UNSIGNED, signer_key=STRANGER.key_id), STRANGER.sign
    )
    verify_approval(by_stranger, verify)
    found = refusal(require_answer, by_stranger, ASKED, REQUEST, verify)
    assert found is Reason.APPROVAL_SIGNATURE_WRONG


def test_nobody_approves_what_they_ask_about_themselves() -> None:
    by_asker = sign_approval(msgspec.structs.replace(UNSIGNED, signer_key=ASKER.key_id), ASKER.sign)
    to_asker = msgspec.structs.replace(REQUEST, to_key=ASKER.key_id)
    assert refusal(require_answer, by_asker, ASKED, to_asker, verify) is Reason.APPROVAL_BY_SAME


# ------------------------------------------------------------------------------ where it stands


def record(name: str, kind: str, fact: facts.Fact, key: KeyId, *parents: RecordId) -> Record:
    content = Content(
        stream=REQUEST_STREAM,
        entity=EntityId(kind),
        kind=codec.to_body(fact)[0],
        parents=parents,
        lamport=1,
        body=codec.to_body(fact)[1],
        author=Author(key, "", ""),
        happened_at="2026-06-01",
        written_at="2026-06-01T10:00:00+02:00",
    )
    return Record(RecordId(name), content, b"")


REQUEST_STREAM: Any = "stream"


def one(signed: Signed[Any], *earlier: Signed[Any]) -> Entity[Any]:
    return Entity(signed.record.content.entity, (*earlier, signed), signed)


def note(name: str, text: str, *parents: RecordId) -> Signed[facts.Fact]:
    fact = facts.JournalNote(type=facts.NoteType.MEETING, heading="Rubrik", facts=text)
    return Signed(record(name, "note", fact, ASKER.key_id, *parents), fact)


def request_entity(*, withdrawn: bool = False) -> Entity[ApprovalRequest]:
    first = Signed(record(ASKED, "request", REQUEST, ASKER.key_id), REQUEST)
    if not withdrawn:
        return one(first)
    fact = msgspec.structs.replace(REQUEST, withdrawn_on="2026-06-02")
    return one(Signed(record(OTHER, "request", fact, ASKER.key_id, ASKED), fact), first)


def answer_entity(approval: Approval, key: KeyId = APPROVER.key_id) -> Entity[Approval]:
    return one(Signed(record("e" * 64, "answer", approval, key), approval))


FIRST = note(ABOUT, "Hen kom i tid.")
LATER = note("f" * 64, "Hen kom för sent.", ABOUT)


def standing(
    thing: Entity[Any], request: Entity[ApprovalRequest], *answers: Entity[Approval]
) -> ApprovalStanding:
    return approval_of(thing, [request], answers, verify).standing


def test_where_an_approval_stands() -> None:
    declined = sign_approval(
        msgspec.structs.replace(UNSIGNED, outcome=ApprovalOutcome.DECLINED, reason="Fel dag."),
        APPROVER.sign,
    )
    asked, yes, no = request_entity(), answer_entity(SIGNED), answer_entity(declined)
    assert standing(one(FIRST), asked) is ApprovalStanding.WAITING
    assert standing(one(FIRST), asked, yes) is ApprovalStanding.APPROVED
    assert standing(one(FIRST), asked, no) is ApprovalStanding.DECLINED
    withdrawn = request_entity(withdrawn=True)
    assert standing(one(FIRST), withdrawn) is ApprovalStanding.NOT_ASKED
    assert standing(one(FIRST), withdrawn, yes) is ApprovalStanding.NOT_ASKED
    another = one(note(OTHER, "En annan."))
    assert standing(another, asked, yes) is ApprovalStanding.NOT_ASKED


def test_a_later_version_is_not_approved_and_shows_what_has_changed() -> None:
    thing = one(LATER, FIRST)
    view = approval_of(thing, [request_entity()], [answer_entity(SIGNED)], verify)
    assert view.standing is ApprovalStanding.CHANGED
    (change,) = view.changes
    assert (change.field, change.old, change.new) == (
        "facts",
        "Hen kom i tid.",
        "Hen kom för sent.",
    )


def test_what_stands_beside_another_version_is_not_approved() -> None:
    """Approved here, and changed there meanwhile: nobody has approved what it will be."""
    beside = note("9" * 64, "Hen kom inte.")
    thing = Entity(EntityId("note"), (FIRST, beside), Conflict((FIRST, beside)))
    view = approval_of(thing, [request_entity()], [answer_entity(SIGNED)], verify)
    assert view.standing is ApprovalStanding.CHANGED
    assert view.changes == (), "there are two to compare with"


def test_a_request_that_was_taken_back_has_nothing_to_answer() -> None:
    to_withdrawn = sign_approval(
        msgspec.structs.replace(UNSIGNED, request=RecordId(OTHER)), APPROVER.sign
    )
    taken_back = request_entity(withdrawn=True)
    assert answer_to(taken_back, [answer_entity(to_withdrawn)], verify) is None
    crossed = answer_to(taken_back, [answer_entity(SIGNED)], verify)
    assert crossed is not None, "it was signed before the other could know"


@pytest.mark.parametrize(
    "forged",
    [
        answer_entity(msgspec.structs.replace(SIGNED, signature="00" * 64)),
        answer_entity(SIGNED, ASKER.key_id),
        answer_entity(msgspec.structs.replace(SIGNED, signer_name="Kim Provsson")),
    ],
    ids=["no signature", "written in by the asker", "under another name"],
)
def test_a_forged_answer_counts_for_nothing(forged: Entity[Approval]) -> None:
    assert standing(one(FIRST), request_entity(), forged) is ApprovalStanding.WAITING
    found = answer_to(request_entity(), [forged, answer_entity(SIGNED)], verify)
    assert found is not None
    assert found.approval == SIGNED
