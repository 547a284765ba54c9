"""That a case is somebody else's now, or somebody's too; and what others have signed about it."""

from __future__ import annotations

from enum import StrEnum

from app.casework.fact import Fact
from app.ids import BlobId, KeyId, RecordId


class TransferStatus(StrEnum):
    HANDED_OVER = "handed_over"
    """Sealed in a package; the receiver has not answered."""
    ACCEPTED = "accepted"
    """By the receiver, in a version that the receiver signs."""
    REFUSED = "refused"
    """By the receiver: the case is the sender's again."""
    TAKEN_BACK = "taken_back"
    """By the sender, before any answer was known."""


class Transfer(Fact, frozen=True):
    """``transfer/1`` Responsibility moves from one vault to another (F036, F038). One entity each
    time. Whose the case is follows from the last of them (``casework.standing``)."""

    from_key: KeyId
    from_name: str
    from_unit: str
    to_key: KeyId
    to_name: str
    to_unit: str
    reason: str
    handed_over_on: str
    status: TransferStatus = TransferStatus.HANDED_OVER
    answered_on: str = ""
    answer_reason: str = ""


class ShareRole(StrEnum):
    CO_WORKER = "co_worker"
    """Another caseworker of the same board."""
    RECEIVING_MUNICIPALITY = "receiving_municipality"
    """Carries out what the home municipality has decided."""
    OTHER_UNIT = "other_unit"


class Share(Fact, frozen=True):
    """``share/1`` That another vault has a copy of the case, how much of it, and until when. One
    entity a partner; a later version ends it."""

    key: KeyId
    name: str
    unit: str
    role: ShareRole
    scope: str
    """A value of ``handover.scope.Scope``."""
    since: str
    reason: str
    ended_on: str = ""
    ended_why: str = ""


class Excerpt(Fact, frozen=True):
    """``excerpt/1`` What somebody else needs to know of a record that does not go whole: a new
    text, signed as such. Nothing is ever cut out of a signed record."""

    about: RecordId
    kind: str
    """Kind name of what it is about."""
    heading: str
    text: str


class ApprovalOutcome(StrEnum):
    APPROVED = "approved"
    DECLINED = "declined"


class ApprovalRequest(Fact, frozen=True):
    """``approval_request/1`` A version that another person is asked to approve, as the very
    document that was shown. Stands where what it is about stands, and in the approver's vault
    too, by the case's own stream."""

    about: RecordId
    """The signed version."""
    what: str
    """Kind name of what it is about: ``decision``, ``plan``, ``disposal``."""
    case_number: str
    document: str
    """Kind of the document, and its id."""
    document_id: str
    blob: BlobId
    """SHA-256 of the exact PDF, whose bytes lie under it."""
    sentence: str
    """What is signed, word for word."""
    role: str
    """In what capacity: the approver's title or function as asked for."""
    from_key: KeyId
    from_name: str
    to_key: KeyId
    to_name: str
    asked_on: str
    withdrawn_on: str = ""


class Approval(Fact, frozen=True):
    """``approval/1`` A countersignature, or a no. An advanced, not a qualified, electronic
    signature (regulation (EU) 910/2014 article 26). It is about one version: a later one is not
    approved by it."""

    request: RecordId
    """The request as it was answered."""
    about: RecordId
    outcome: ApprovalOutcome
    document_sha256: str
    sentence: str
    role: str
    signer_key: KeyId
    signer_name: str
    signer_title: str
    signer_unit: str
    signed_at: str
    signature: str
    """Ed25519 by ``signer_key`` over ``handover.attest.signed_message``; hexadecimal."""
    reason: str = ""


class UrgentWhat(StrEnum):
    CHILDREN = "children"
    """Children have come up (F084)."""
    CLEARANCE = "clearance"
    """A clearance no longer holds."""
    DANGER = "danger"
    """The client is in danger."""
    OTHER = "other"


class Urgent(Fact, frozen=True):
    """``urgent/1`` What another vault must know at once. In the sender's case; in the receiver's
    too where the case is there, else in the receiver's register."""

    what: UrgentWhat
    words: str
    happened_on: str
    from_key: KeyId
    from_name: str
    from_unit: str
    to_name: str
    to_unit: str
    case_number: str
    agreed: str = ""
    """Who does what, as far as the two have agreed (F084)."""
    dealt_on: str = ""
    """By the receiver."""
    dealt_words: str = ""
