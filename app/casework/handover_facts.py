"""The bodies of records in the vault's own register that tell of keys, packages and log review."""

from __future__ import annotations

from enum import StrEnum

from app.casework.fact import Fact
from app.ids import BlobId, EntityId, KeyId, RecordId, StreamId


class OwnKeyCard(Fact, frozen=True):
    """``own_key_card/1`` A card that this vault has made of itself. One entity for the person's
    cards and one for the unit's root cards; the latest of each is the one in use."""

    card: str
    """The exact text of the file."""
    fingerprint: str
    serial: int
    valid_to: str
    revoked_on: str = ""
    revoked_why: str = ""
    root: bool = False
    """A unit's root card, that this vault's key vouches with."""
    vouchers: tuple[str, ...] = ()
    """What root cards have said of this card, each the exact text of its file."""


class TrustState(StrEnum):
    """What is known of a card beside its days. *Unseen* has no record; *expired* follows from the
    day."""

    SEEN = "seen"
    """Taken in from a file: somebody says that it is this person's."""
    CONFIRMED = "confirmed"
    """Compared in person or by telephone, or vouched for by the unit."""
    REVOKED = "revoked"


class ConfirmedHow(StrEnum):
    IN_PERSON = "in_person"
    PHONE = "phone"
    UNIT_ROOT = "unit_root"
    """The unit's root card, itself confirmed, vouches for it."""


class EarlierCard(Fact, frozen=True):
    """A card that this person had before: what it signed stays valid."""

    fingerprint: str
    signing_key: KeyId
    until: str
    """Day."""


class KnownPerson(Fact, frozen=True):
    """``known_person/1`` A key card of somebody else, and how well it is known. One entity a
    person; a new card is a later version, not confirmed until it has been compared."""

    card: str
    """The exact text of the file."""
    fingerprint: str
    signing_key: KeyId
    name: str
    title: str
    unit: str
    municipality: str
    valid_to: str
    recipient: EntityId
    """The same person in the register of recipients; of a root card, the unit."""
    state: TrustState
    serial: int
    root: bool = False
    """A unit's root card: it can vouch for others and receives nothing."""
    confirmed_how: ConfirmedHow | None = None
    confirmed_on: str = ""
    confirmed_words: str = ""
    """Number called, place, who was there."""
    confirmed_by: str = ""
    """Fingerprint of the root card that vouched."""
    confirmed_to: str = ""
    """Last day, where a root card vouched."""
    vouchers: tuple[str, ...] = ()
    """What root cards have said of the card, each the exact text of its file; they count once
    the root card has been confirmed."""
    introduced_by: str = ""
    """Fingerprint of whoever sent the card in a package; empty: from a file."""
    revoked_on: str = ""
    revoked_why: str = ""
    earlier: tuple[EarlierCard, ...] = ()


class KeyRevocation(Fact, frozen=True):
    """``key_revocation/1`` A signed word that a card is not to be trusted. It goes with every
    package that leaves, and waits here for a card that is not known yet."""

    statement: str
    """The exact text of the file."""
    card: str
    """Fingerprint."""
    by: str
    """Fingerprint of the card whose key has signed."""
    revoked_from: str


class PackageOutcome(StrEnum):
    ACCEPTED = "accepted"
    PARTLY = "partly"
    REFUSED = "refused"


class SentPackage(Fact, frozen=True):
    """``sent/1`` A package that left. It outlives its case, so that numbers to a recipient go on:
    counts, days and hashes, and no word of what it was about. Why it left stands in the case."""

    kind: str
    """A value of ``handover.kinds.HandoverKind``."""
    package: str
    """Id of the envelope."""
    number: int
    to: EntityId
    """The known person."""
    to_fingerprint: str
    sealed_at: str
    expires_on: str
    cases: tuple[StreamId, ...]
    records: int
    blobs: int
    heads: tuple[RecordId, ...] = ()
    """Of what was sent: what the receiver has, should it accept all."""
    reply_to: str = ""
    manifest: str = ""
    """SHA-256 of what tells by id what left, a blob of the first of ``cases``: gone with it."""
    disclosure: EntityId | None = None
    """Its entry in the case's register of disclosures."""
    instead_of: str = ""
    """Id of the envelope of the file that this one was made in place of."""
    not_written: str = ""
    """Code of what stopped the file, in a later version. Empty: it left, as far as is known."""
    outcome: PackageOutcome | None = None
    """By the receipt, in a later version."""
    answered_at: str = ""
    answer_reason: str = ""
    confirmed: tuple[RecordId, ...] = ()
    """The receiver's heads of the case, by the receipt."""
    answer_number: int = 0
    """The receipt's. Of two receipts the one with the higher number counts."""


class RefusedRecords(Fact, frozen=True):
    """How many records could not be taken in, by the code of why."""

    reason: str
    count: int


class ReceivedPackage(Fact, frozen=True):
    """``received/1`` A package that was opened here, and what became of it."""

    kind: str
    package: str
    number: int
    sender: EntityId
    """The known person."""
    sender_fingerprint: str
    sealed_at: str
    opened_at: str
    cases: tuple[StreamId, ...]
    outcome: PackageOutcome
    reason: str = ""
    """To the sender, where not all was accepted."""
    added: tuple[RecordId, ...] = ()
    """The records of cases that were taken in, and those written here in the same act."""
    answer: tuple[RecordId, ...] = ()
    """Of those written here, what goes back with the receipt: a signed yes."""
    left: int = 0
    """Records that could have been taken in and were not chosen."""
    refused: tuple[RefusedRecords, ...] = ()
    heads: tuple[RecordId, ...] = ()
    """What the sender has of the case, by this package."""
    state: str = ""
    """What the cases were afterwards: SHA-256 over the ids of their records. It can be undone
    only while they are that."""
    shows: EntityId | None = None
    """What to open: a request, something urgent, an extract."""
    undone: bool = False
    """What was taken in is set aside: kept, and shown nowhere (``storage.journal.set_aside``)."""
    receipt: str = ""
    """Id of the envelope of the receipt that was made."""
    anchor: str = ""
    """Where the sender's log was, by the envelope: an extract of that log must fit with it."""


class ReviewMark(StrEnum):
    NOTHING_TO_REMARK = "nothing_to_remark"
    INVESTIGATED = "investigated"


class LogExtract(Fact, frozen=True):
    """``log_extract/1`` Rows of somebody's access log, as they were sent to whoever reviews them
    (lag 2001:454 10 §; X07)."""

    of: EntityId
    """The known person whose vault it is of."""
    of_name: str
    first_day: str
    last_day: str
    rows: int
    blob: BlobId
    """The rows as canonical JSON."""
    anchor: str
    package: str
    complete: bool
    """The rows follow on each other without a gap, from ``first_day`` to ``last_day``."""
    doubts: tuple[str, ...] = ()
    """What was told when it was taken in: values of ``packages.arrivals.Doubt``."""


class ReviewedRow(Fact, frozen=True):
    sequence: int
    mark: ReviewMark
    words: str = ""


class LogReview(Fact, frozen=True):
    """``log_review/1`` What the reviewer found. A later version signs it; then it is closed."""

    extract: EntityId
    reviewer: str
    rows: tuple[ReviewedRow, ...]
    sample: tuple[int, ...] = ()
    """Sequence numbers that chance picked, and the seed that they can be picked with again."""
    seed: str = ""
    summary: str = ""
    signed_on: str = ""


class LogFindings(Fact, frozen=True):
    """``log_findings/1`` What a reviewer found in this vault's log, as it came back."""

    reviewer: str
    first_day: str
    last_day: str
    looked_at: int
    """Rows that got a mark."""
    investigated: tuple[ReviewedRow, ...]
    summary: str
    signed_on: str
    of_name: str = ""
    """Whose log it is of; empty: this vault's own."""
    rows: int = 0
    """Of the whole extract."""
