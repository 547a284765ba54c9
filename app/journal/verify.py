"""Whether a record may be taken in: signature, author, parents. Raises, never returns False."""

from __future__ import annotations

from collections.abc import Callable, Container

from app.errors import Reason, Refusal
from app.ids import KeyId, RecordId
from app.journal.canonical import content_bytes, record_id, signed_message
from app.journal.record import Record

Verify = Callable[[KeyId, bytes, bytes], None]
"""(public key, message, signature); raises ``Refusal`` (signature_wrong) when they do not fit."""


def verify_record(
    record: Record,
    *,
    verify: Verify,
    authors: Container[KeyId],
    parent: Callable[[RecordId], Record | None],
) -> None:
    """Everything that must hold of one record. ``parent`` looks up records already accepted.

    Raises Refusal: record_changed (the bytes do not give the id), author_unknown,
    signature_wrong, parent_unknown, parent_foreign (another stream, entity or kind name, or a
    lamport that is not above its parent's), and record_malformed (no bytes at all come of it).
    """
    verify_id(record)
    verify_taken_in(record, verify=verify, authors=authors, parent=parent)


def verify_id(record: Record) -> None:
    """Raises Refusal (record_changed) unless the content's bytes give the id."""
    if record_id(content_bytes(record.content)) != record.id:
        raise Refusal(Reason.RECORD_CHANGED)


def verify_taken_in(
    record: Record,
    *,
    verify: Verify,
    authors: Container[KeyId],
    parent: Callable[[RecordId], Record | None],
) -> None:
    """What else must hold of a record whose id is right: see ``verify_record``."""
    if record.content.author.key not in authors:
        raise Refusal(Reason.AUTHOR_UNKNOWN)
    verify(record.content.author.key, signed_message(record.id), record.signature)
    for name in record.content.parents:
        found = parent(name)
        if found is None:
            raise Refusal(Reason.PARENT_UNKNOWN)
        if not _fits(record, found):
            raise Refusal(Reason.PARENT_FOREIGN)


def _fits(record: Record, parent: Record) -> bool:
    return (
        parent.content.stream == record.content.stream
        and parent.content.entity == record.content.entity
        and parent.kind_name == record.kind_name
        and parent.content.lamport < record.content.lamport
    )
