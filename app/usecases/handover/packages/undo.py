"""Taking back an acceptance, as long as nothing has been built on it and nobody has been told."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from app.casework.handover_facts import ReceivedPackage, SentPackage
from app.errors import Reason, Refusal
from app.ids import EntityId, RecordId
from app.journal.record import Record
from app.log_codes import LogCode
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.handover.packages.entering import state_digest
from app.usecases.handover.packages.package_register import (
    received_package,
    sent_packages,
    taken_in,
)


def may_undo(desk: Desk, received: EntityId) -> bool:
    """Whether ``undo`` would work now."""
    return hindrance(desk, received_package(desk, received), _sent(desk)) is None


def hindrance(desk: Desk, entry: ReceivedPackage, sent: Sequence[SentPackage]) -> Reason | None:
    """Why an acceptance cannot be taken back; None when it can. ``sent``: all that has been. What
    came into the vault's own register (an extract, something about a case that is not here)
    stays."""
    if not taken_in(entry) or not entry.added:
        return Reason.UNDO_TOO_LATE
    if _is_answered(entry, sent):
        return Reason.RECEIPT_MADE
    if _is_sent_on(entry, sent) or _goes_on(desk, entry):
        return Reason.UNDO_TOO_LATE
    return None


def undo(desk: Desk, received: EntityId) -> Changes:
    """Set aside what a package brought: kept, and shown nowhere. The cases are then what they were
    before it. Taking the same package in again brings it back. Raises Refusal: entity_unknown,
    receipt_made, undo_too_late."""
    register = desk.vault.journal.register
    with desk.vault.together():
        entry = received_package(desk, received)
        if (reason := hindrance(desk, entry, _sent(desk))) is not None:
            raise Refusal(reason)
        undone = msgspec.structs.replace(entry, undone=True)
        writing.revise(desk, register, received, undone)
        for case in entry.cases:
            desk.vault.log.write(
                LogCode.PACKAGE_SET_ASIDE,
                {"stream": case, "package": entry.package, "records": len(entry.added)},
            )
    streams = frozenset({register, *entry.cases})
    return Changes(streams, frozenset(Part) - {Part.BACKUPS, Part.SETTINGS}, received)


def _sent(desk: Desk) -> Sequence[SentPackage]:
    return [each.latest.fact for each in sent_packages(desk)]


def _is_answered(entry: ReceivedPackage, sent: Sequence[SentPackage]) -> bool:
    """A receipt whose file was never written has told nobody anything."""
    return any(each.reply_to == entry.package and not each.not_written for each in sent)


def _is_sent_on(entry: ReceivedPackage, sent: Sequence[SentPackage]) -> bool:
    """Whether somebody else has been sent what came: what was sent without a file, too."""
    added = set(entry.added)
    return any(added.intersection(each.heads) for each in sent)


def _goes_on(desk: Desk, entry: ReceivedPackage) -> bool:
    """Whether anything has come to the cases since, or is being written on what came."""
    added = set(entry.added)
    records = {case: desk.vault.journal.records(case) for case in entry.cases}
    return state_digest(records) != entry.state or any(
        _is_written_on(desk, each, added) for each in records.values()
    )


def _is_written_on(desk: Desk, records: Sequence[Record], added: set[RecordId]) -> bool:
    """Whether there is a draft on something that came, or anywhere in a case that came whole."""
    if not records:
        return False
    came = {record.content.entity for record in records if record.id in added}
    whole = all(record.id in added for record in records)
    drafts = desk.vault.drafts.all(records[0].content.stream)
    return any(whole or draft.entity in came for draft in drafts)
