"""What a countersignature is bound to: one version, one document byte for byte, one sentence, one
role, one answer, one person and one moment.

The statement is signed apart from the record that carries it, under a context of its own, so that
the answer can be proved without the case file, and no signature made for a record, a card or a
package can pass for one. It is an advanced electronic signature (regulation (EU) 910/2014 article
26), not a qualified one.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from app.casework.facts import Approval, ApprovalRequest
from app.errors import Reason, Refusal
from app.ids import RecordId
from app.journal.canonical import encode_json
from app.journal.verify import Verify
from app.jsonvalue import JsonObject

SIGNING_CONTEXT = b"aktvalv approval v1\0"


def statement(approval: Approval) -> JsonObject:
    """All that the signature covers: everything the answer says but the signature itself."""
    return {
        "about": approval.about,
        "document_sha256": approval.document_sha256,
        "outcome": approval.outcome.value,
        "reason": approval.reason,
        "request": approval.request,
        "role": approval.role,
        "sentence": approval.sentence,
        "signed_at": approval.signed_at,
        "signer_key": approval.signer_key,
        "signer_name": approval.signer_name,
        "signer_title": approval.signer_title,
        "signer_unit": approval.signer_unit,
    }


def signed_message(approval: Approval) -> bytes:
    """What the signature covers, as bytes: the context and the statement as canonical JSON."""
    return SIGNING_CONTEXT + encode_json(statement(approval))


def sign_approval(approval: Approval, sign: Callable[[bytes], bytes]) -> Approval:
    """The same answer with its signature; whatever stood there before is replaced."""
    signature = sign(signed_message(approval)).hex()
    return msgspec.structs.replace(approval, signature=signature)


def verify_approval(approval: Approval, verify: Verify) -> None:
    """Raises Refusal (approval_signature_wrong) unless ``signer_key`` has signed exactly this."""
    try:
        verify(approval.signer_key, signed_message(approval), bytes.fromhex(approval.signature))
    except (Refusal, ValueError):
        raise Refusal(Reason.APPROVAL_SIGNATURE_WRONG) from None


def require_answer(
    approval: Approval, asked: RecordId, request: ApprovalRequest, verify: Verify
) -> None:
    """That an approval answers this very request: the version asked about, the document that was
    shown, its sentence and its role, by the one who was asked, who is not the one who asks.
    ``asked`` is the id of the request as it was answered. Raises Refusal:
    approval_other_document, approval_by_same, approval_signature_wrong."""
    bound = (approval.request, approval.about, approval.document_sha256)
    shown = (approval.sentence, approval.role)
    if bound != (asked, request.about, request.blob) or shown != (request.sentence, request.role):
        raise Refusal(Reason.APPROVAL_OTHER_DOCUMENT)
    if approval.signer_key == request.from_key:
        raise Refusal(Reason.APPROVAL_BY_SAME)
    if approval.signer_key != request.to_key:
        raise Refusal(Reason.APPROVAL_SIGNATURE_WRONG)
    verify_approval(approval, verify)
