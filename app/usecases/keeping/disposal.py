"""Disposal (gallring) of a case file: proposed, approved by a second person, carried out (X14).

The protocol is a record of the vault's own register, never of the case: it outlives it, and says
number, ground, days and who, nothing else. The second person signs a file with the key of their
own vault, or signs the printed protocol, and the proposer notes that (docs/adr/0015).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec

from app.casework import facts
from app.casework.retention import Retention
from app.casework.state import CaseState, Entity
from app.casework.two_people import same_person
from app.casework.unit_facts import Disposal, DisposalStatus, KnownCopy
from app.documents.blocks import Document
from app.documents.disposal_protocol import Protocol, disposal_protocol
from app.errors import Fault, Reason, Refusal
from app.ids import EntityId, RecordId, StreamId
from app.journal import graph
from app.jsonvalue import JsonObject
from app.ports import BackupFacts, Progress, no_progress
from app.usecases import identity, reading, registers, writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.keeping import retention
from app.usecases.personal_data import personal_data_in
from app.usecases.reading import register_of
from app.usecases.typed import Typed

_PARTS = (Part.DISPOSAL, Part.DRAFTS)
BACKUP = "backup"
"""``KnownCopy.what`` of a backup; of what was let out it is ``paper`` or ``file``."""


@dataclass(frozen=True, slots=True)
class ProtocolRow:
    """One protocol. ``backups``: those that were made before it was carried out and are still
    there, so that the case file can be got back from them."""

    entity: EntityId
    disposal: Disposal
    version: RecordId
    disputed: bool
    backups: tuple[BackupFacts, ...]


@dataclass(frozen=True, slots=True)
class CopyOutside:
    """A copy that was let out of a case that still is there: whom to ask to destroy it."""

    copy: KnownCopy
    recipient: str
    """Function and organisation. For the screen; it is not in the protocol."""


def protocols(desk: Desk) -> tuple[ProtocolRow, ...]:
    """Every protocol of the vault, the latest first."""
    backups = desk.vault.backups()
    rows = []
    for each in reversed(register_of(desk).of(Disposal)):
        latest = each.latest
        done = latest.fact.status is DisposalStatus.DONE
        at = datetime.fromisoformat(latest.record.content.written_at)
        before = (b for b in backups if done and datetime.fromisoformat(b.made_at) <= at)
        rows.append(
            ProtocolRow(each.id, latest.fact, latest.record.id, each.disputed, tuple(before))
        )
    return tuple(rows)


def protocol_document(desk: Desk, entity: EntityId) -> Document:
    """The protocol on paper, for ``unit_papers``. Raises Refusal: entity_unknown,
    author_unknown."""
    found = [each for each in protocols(desk) if each.entity == entity]
    if not found:
        raise Refusal(Reason.ENTITY_UNKNOWN)
    card = registers.own_card(desk)
    return disposal_protocol(
        Protocol(card.municipality, card.unit, entity[:4].upper(), found[0].disposal)
    )


def copies_outside(desk: Desk, stream: StreamId) -> tuple[CopyOutside, ...]:
    """What has been let out of a case, oldest first: disposal does not reach it. Raises Refusal:
    case_unknown."""
    state = reading.state_of(desk, stream)
    known = {
        row.entity: row.recipient.kind for row in registers.list_recipients(desk, retired=True)
    }
    return tuple(
        CopyOutside(
            KnownCopy(
                what=each.latest.fact.form,
                number=str(each.latest.fact.copy_number),
                made_on=each.first.record.content.written_at[:10],
                where=known.get(each.latest.fact.recipient, ""),
            ),
            f"{each.latest.fact.recipient_name}, {each.latest.fact.recipient_organisation}",
        )
        for each in _left(state)
    )


def propose(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> Changes:
    """That a case file whose time has come is to be destroyed. ``typed``: reason (how what is not
    known has been looked into; needed when ``Retention.unsure`` is not empty; no names, since it
    outlives the case). Raises InvalidFields; Refusal: case_unknown, disposal_not_due,
    disposal_under_way."""
    found = _due(desk, stream)
    if any(each.latest.fact.case == stream for each in retention.under_way_now(desk)):
        raise Refusal(Reason.DISPOSAL_UNDER_WAY)
    fields = Typed(typed, desk.now().date())
    reason = _outliving(desk, stream, fields, "reason", required=bool(found.unsure))
    fields.check()
    state, card = reading.state_of(desk, stream), registers.own_card(desk)
    if state.case_file is None or found.rule is None or found.last_note is None:
        raise Refusal(Reason.DISPOSAL_NOT_DUE)
    proposal = Disposal(
        case=stream,
        case_number=state.case_file.latest.fact.case_number,
        status=DisposalStatus.PROPOSED,
        ground=found.rule.key,
        ground_text=found.rule.reference,
        last_note_on=found.last_note.on.isoformat(),
        due_from=str(found.earliest),
        due_by=str(found.latest),
        proposed_on=fields.today.isoformat(),
        proposed_by=f"{card.name}, {card.title}",
        reason=reason,
        copies=_copies(desk, stream),
        case_digest=_digest(desk, stream),
    )
    register = desk.vault.journal.register
    writing.add(desk, register, entity, proposal)
    return Changes.of(register, *_PARTS, entity=entity)


def withdraw(desk: Desk, entity: EntityId, typed: JsonObject) -> Changes:
    """That nothing comes of a proposal. ``typed``: withdrawn_why. Raises InvalidFields; Refusal:
    entity_unknown, disposal_over, conflict_unsettled."""
    before = _under_way(desk, entity)
    fields = Typed(typed, desk.now().date())
    why = _outliving(desk, before.case, fields, "withdrawn_why", required=True)
    fields.check()
    return _revise(desk, entity, before, status=DisposalStatus.WITHDRAWN, withdrawn_why=why)


def approve(desk: Desk, entity: EntityId, typed: JsonObject) -> Changes:
    """Note that a second person has signed the printed protocol. ``typed``: name, title, on (when
    it was signed), seen (that the signed protocol lies before the one who notes it). Raises
    InvalidFields; Refusal: entity_unknown, disposal_over, conflict_unsettled,
    disposal_case_changed."""
    before = _under_way(desk, entity)
    require_unchanged(desk, before)
    fields = Typed(typed, desk.now().date())
    name = fields.line("name", required=True)
    title = fields.line("title", required=True)
    on = fields.day("on", required=True, past=True)
    fields.not_before("on", on, "proposed_on", before.proposed_on)
    if not fields.flag("seen"):
        fields.problem("seen", Fault.REQUIRED)
    if same_person(name, registers.own_card(desk).name) or same_person(name, before.proposed_by):
        fields.problem("name", Fault.SAME_PERSON)
    fields.check()
    return _revise(
        desk,
        entity,
        before,
        status=DisposalStatus.APPROVED,
        approved_on=on,
        approved_by=f"{name}, {title}",
        approval=None,
    )


def approve_by_file(
    desk: Desk, entity: EntityId, approval: RecordId, fact: facts.Approval
) -> Changes:
    """Note an approval that has come as a signed file: ``approval`` is its record in the register,
    already taken in and verified. It is about the very version of the protocol that holds. Raises
    Refusal: entity_unknown, disposal_over, conflict_unsettled, disposal_case_changed;
    approval_other_document when the protocol is another than the one that was approved."""
    before = _under_way(desk, entity)
    require_unchanged(desk, before)
    row = next(each for each in protocols(desk) if each.entity == entity)
    if row.version != fact.about or before.status is not DisposalStatus.PROPOSED:
        raise Refusal(Reason.APPROVAL_OTHER_DOCUMENT)
    return _revise(
        desk,
        entity,
        before,
        status=DisposalStatus.APPROVED,
        approved_on=fact.signed_at[:10],
        approved_by=f"{fact.signer_name}, {fact.signer_title}",
        approval=approval,
    )


def carry_out(desk: Desk, entity: EntityId) -> Changes:
    """Destroy the case file: the protocol's last version and the removal of everything are one
    transaction. ``compact`` comes after it. Raises Refusal: entity_unknown, disposal_over,
    disposal_not_approved, disposal_case_changed, conflict_unsettled."""
    before = _under_way(desk, entity)
    if before.status is not DisposalStatus.APPROVED:
        raise Refusal(Reason.DISPOSAL_NOT_APPROVED)
    require_unchanged(desk, before)
    done = msgspec.structs.replace(
        before,
        status=DisposalStatus.DONE,
        done_on=desk.now().date().isoformat(),
        copies=_copies(desk, before.case),
    )
    register = desk.vault.journal.register
    with desk.vault.together():
        desk.vault.dispose(writing.revise(desk, register, entity, done).id)
    return Changes(
        frozenset({register, before.case}), frozenset((*_PARTS, Part.CASES)), entity=entity
    )


def compact(desk: Desk, progress: Progress = no_progress) -> None:
    """Write the database anew; see ``OpenVault.compact``. What stops it is made good at the next
    opening."""
    desk.vault.compact(progress)


def _outliving(desk: Desk, stream: StreamId, fields: Typed, name: str, *, required: bool) -> str:
    """A text of the protocol, which stays when the case is gone: nobody may be told of in it."""
    text = fields.text(name, required=required)
    if identity.named_in(desk, stream, text) or personal_data_in(text):
        fields.problem(name, Fault.PERSONAL_DATA)
    return text


def _due(desk: Desk, stream: StreamId) -> Retention:
    found = retention.retention_of(desk, stream)
    if not found.may_be_proposed:
        raise Refusal(Reason.DISPOSAL_NOT_DUE)
    return found


def require_unchanged(desk: Desk, before: Disposal) -> None:
    """What was proposed must still hold: nothing has been written in the case since. Raises
    Refusal (disposal_case_changed)."""
    found = retention.retention_of(desk, before.case)
    last = found.last_note.on.isoformat() if found.last_note is not None else ""
    written = before.case_digest and before.case_digest != _digest(desk, before.case)
    if not found.may_be_proposed or last != before.last_note_on or written:
        raise Refusal(Reason.DISPOSAL_CASE_CHANGED)


def _digest(desk: Desk, stream: StreamId) -> str:
    return graph.digest(desk.vault.journal.records(stream))


def _under_way(desk: Desk, entity: EntityId) -> Disposal:
    found = [each for each in register_of(desk).of(Disposal) if each.id == entity]
    if not found:
        raise Refusal(Reason.ENTITY_UNKNOWN)
    if found[0].disputed:
        raise Refusal(Reason.CONFLICT_UNSETTLED)
    fact = found[0].latest.fact
    if fact.status in (DisposalStatus.DONE, DisposalStatus.WITHDRAWN):
        raise Refusal(Reason.DISPOSAL_OVER)
    return fact


def _revise(desk: Desk, entity: EntityId, before: Disposal, **changes: object) -> Changes:
    register = desk.vault.journal.register
    writing.revise(desk, register, entity, msgspec.structs.replace(before, **changes))
    return Changes.of(register, *_PARTS, entity=entity)


def _copies(desk: Desk, stream: StreamId) -> tuple[KnownCopy, ...]:
    """By what they are and never by what is in them."""
    backups = (KnownCopy(BACKUP, made_on=each.made_at[:10]) for each in desk.vault.backups())
    return (*(each.copy for each in copies_outside(desk, stream)), *backups)


def _left(state: CaseState) -> tuple[Entity[facts.Disclosure], ...]:
    return tuple(each for each in state.disclosures if not each.latest.fact.not_written)
