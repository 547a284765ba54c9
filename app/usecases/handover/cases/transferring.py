"""Handing a case over to another vault (F036, F038): one act, noted on both sides.

The sender's copy is sealed in the same moment as the package is noted; it is ours again when the
receiver refuses, or when it is taken back before there is an answer. Should the other have taken it
over meanwhile, both sides see that, and settle whose it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from app.casework import consents, facts, police, routing
from app.casework.facts import Transfer, TransferStatus
from app.casework.handover_facts import PackageOutcome, SentPackage
from app.casework.projection import only_entity
from app.casework.state import CaseState, Entity
from app.errors import Reason, Refusal
from app.handover.kinds import HandoverKind
from app.handover.scope import Scope
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.progress import Cancelled, Progress, no_progress
from app.usecases import reading, settling, writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.handover.cases.leaving import (
    Chosen,
    Preview,
    drafts_that_stay,
    parcel_of,
    preview,
    read_chosen,
)
from app.usecases.handover.cases.sharing import require_own
from app.usecases.handover.packages.parcels import Parcel
from app.usecases.handover.packages.sending import Sealed, seal_parcel
from app.usecases.reading import DraftRow
from app.usecases.registers import own_card
from app.usecases.typed import Typed
from app.usecases.writing import Entry

PURPOSE: Final = "Överlämning av ärendet"
_PARTS: Final = (Part.SHARING, Part.CASE, Part.CASES, Part.ROUTE, Part.WATCH, Part.DRAFTS)
_STOPPED: Final = "Filen skrevs inte."
"""Why a handover was taken back by itself."""


class Missing(StrEnum):
    """What somebody should look at before a case is handed over. None of them stops it."""

    CONSENT = "consent"
    """No consent is valid: another ground is needed."""
    BOPS = "bops"
    """BOPS has not said how high the threat is (F036)."""
    DRAFTS = "drafts"
    """Something is being typed: it stays, and can be neither signed nor handed over afterwards."""
    CONFLICTS = "conflicts"
    """Two versions of something stand side by side."""
    PROTECTION = "protection"
    """How protected the person is has not been noted."""
    APPROVALS = "approvals"
    """Somebody has been asked to approve something, and has not answered."""
    UNREAD = "unread"
    """Records of a newer program: they stay here."""


@dataclass(frozen=True, slots=True)
class Check:
    missing: Missing
    count: int = 1


@dataclass(frozen=True, slots=True)
class Readiness:
    checks: tuple[Check, ...]
    drafts: tuple[DraftRow, ...]


def readiness(desk: Desk, stream: StreamId) -> Readiness:
    """What is missing before the case is handed over. Raises Refusal (case_unknown)."""
    state = reading.state_of(desk, stream)
    drafts = drafts_that_stay(desk, stream)
    return Readiness(tuple(_missing(desk, state, len(drafts))), drafts)


def transfer_preview(desk: Desk, stream: StreamId, typed: JsonObject) -> Preview:
    """What ``transfer`` would let out. Writes nothing. Raises as ``transfer`` before its file."""
    chosen, parcel, _ = _parcel(desk, stream, typed)
    return preview(desk, stream, chosen, parcel)


def transfer(
    desk: Desk, stream: StreamId, typed: JsonObject, folder: Path, progress: Progress = no_progress
) -> Sealed:
    """Hand the case over: everything in it but what is not ticked goes, and the copy here is only
    to be read from the moment it is noted. ``typed``: person, along, ground, consent, reason,
    route (empty: the handling unit is not changed). Should the file not be written, the
    case is ours as before, and the register tells of both.

    Raises InvalidFields; Refusal: case_elsewhere, case_handed_over, case_share_ended,
    case_disputed, and as ``leaving.parcel_of`` and ``sending.seal_parcel``."""
    _, parcel, entity = _parcel(desk, stream, typed)
    try:
        sealed = seal_parcel(desk, parcel, folder, progress)
    except (Refusal, Cancelled):
        _never_left(desk, stream, entity)
        raise
    desk.visits.begin(stream)  # the case lies open: the visit that is under way ends as others do
    return sealed


def take_back(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> Changes:
    """The case is ours again, as long as no answer is known. The package may have come all the
    same: then both have the case until that is settled. ``typed``: reason. Raises InvalidFields;
    Refusal: entity_unknown, transfer_over."""
    found = _transfer(desk, stream, entity)
    fields = Typed(typed, desk.now().date())
    reason = fields.text("reason", required=True)
    fields.check()
    ours = found.latest.fact.from_key == desk.vault.author.key
    if found.disputed or not ours or found.latest.fact.status is not TransferStatus.HANDED_OVER:
        raise Refusal(Reason.TRANSFER_OVER)
    return _answer(desk, stream, found, TransferStatus.TAKEN_BACK, reason)


def settle(desk: Desk, stream: StreamId, entity: EntityId, kept: RecordId) -> Changes:
    """Whose the case is, where it was taken back here and accepted there: what ``kept``, the record
    of one side, says. The other learns it by the next update. Raises Refusal as
    ``writing.settle``."""
    changes = settling.settle_conflict(desk, stream, entity, kept)
    return Changes(changes.streams, changes.parts | set(_PARTS), entity)


def answered(desk: Desk, sent: SentPackage) -> Changes:
    """What the answer to a package means for whose the case is: a no makes it ours again. A yes is
    a version that the receiver has signed, and comes among the receipt's records. In the
    transaction around it."""
    if sent.kind == HandoverKind.TRANSFER and sent.outcome is PackageOutcome.REFUSED:
        for stream in sent.cases:
            found = _waiting(desk, stream)
            if found is not None:
                return _answer(desk, stream, found, TransferStatus.REFUSED, sent.answer_reason)
    return Changes(frozenset(), frozenset())


def accept_entries(desk: Desk, transfer: Transfer) -> tuple[facts.Fact, ...]:
    """What the receiver signs on taking over: that it is accepted, and who answers for it now."""
    card, today = own_card(desk), desk.now().date().isoformat()
    return (
        msgspec.structs.replace(transfer, status=TransferStatus.ACCEPTED, answered_on=today),
        facts.Responsibility(
            name=card.name, title=card.title, valid_from=today, reason=transfer.reason
        ),
    )


# ------------------------------------------------------------------------------ the parcel


def _parcel(desk: Desk, stream: StreamId, typed: JsonObject) -> tuple[Chosen, Parcel, EntityId]:
    require_own(desk, stream)
    fields = Typed(typed, desk.now().date())
    route = fields.choice_or_none("route", facts.Route)
    chosen = read_chosen(desk, fields, Scope.WHOLE)
    card = own_card(desk)
    moved = Transfer(
        from_key=desk.vault.author.key,
        from_name=card.name,
        from_unit=card.unit,
        to_key=chosen.person.signing_key,
        to_name=chosen.person.name,
        to_unit=chosen.person.unit,
        reason=chosen.reason,
        handed_over_on=fields.today.isoformat(),
    )
    entity = EntityId(desk.new_id())
    unit = _unit_entry(desk, stream, chosen, route, fields.today.isoformat())
    entries = (*unit, Entry(entity, moved))
    parcel = parcel_of(
        desk,
        stream,
        chosen,
        HandoverKind.TRANSFER,
        purpose=PURPOSE,
        entries=entries,
        everything=True,
    )
    return chosen, parcel, entity


def _unit_entry(
    desk: Desk, stream: StreamId, chosen: Chosen, route: facts.Route | None, today: str
) -> tuple[Entry, ...]:
    """That another unit handles the case from now on, in the same act (F038)."""
    if route is None:
        return ()
    state = reading.state_of(desk, stream)
    before, newest = state.only(facts.HandlingUnit), police.newest_word(state)
    unit = facts.HandlingUnit(
        route=route,
        unit_name=chosen.person.unit,
        valid_from=today,
        reason=chosen.reason,
        suggested=routing.suggestion(state).route,
        threat=newest.latest.record.id if newest is not None else None,
    )
    if before is not None and before.disputed:
        raise Refusal(Reason.CONFLICT_UNSETTLED)
    records = writing.case_records(desk, stream)
    return (writing.entry_upon(records, only_entity(stream), unit, happened_at=today),)


def _missing(desk: Desk, state: CaseState, drafts: int) -> Iterator[Check]:
    today = desk.now().date()
    if not consents.valid(state, today):
        yield Check(Missing.CONSENT)
    if police.said_of_level(state) is None:
        yield Check(Missing.BOPS)
    if state.protection is None:
        yield Check(Missing.PROTECTION)
    if drafts:
        yield Check(Missing.DRAFTS, drafts)
    disputed = sum(each.disputed for every in state.entities.values() for each in every)
    if disputed + state.identity_disputed:
        yield Check(Missing.CONFLICTS, disputed + state.identity_disputed)
    answered_ = {each.latest.fact.request for each in state.of(facts.Approval)}
    waiting = [
        each
        for each in state.of(facts.ApprovalRequest)
        if not each.latest.fact.withdrawn_on
        and not any(version.record.id in answered_ for version in each.versions)
    ]
    if waiting:
        yield Check(Missing.APPROVALS, len(waiting))
    if state.newer:
        yield Check(Missing.UNREAD, len(state.newer))


# ------------------------------------------------------------------------------ the answers


def _transfer(desk: Desk, stream: StreamId, entity: EntityId) -> Entity[Transfer]:
    found = reading.state_of(desk, stream).find(Transfer, entity)
    if found is None:
        raise Refusal(Reason.ENTITY_UNKNOWN)
    return found


def _waiting(desk: Desk, stream: StreamId) -> Entity[Transfer] | None:
    """The handover by this vault that has no answer yet."""
    if not desk.vault.journal.records(stream):
        return None
    for each in reading.state_of(desk, stream).of(Transfer):
        fact = each.latest.fact
        ours = fact.from_key == desk.vault.author.key and not each.disputed
        if ours and fact.status is TransferStatus.HANDED_OVER:
            return each
    return None


def _answer(
    desk: Desk, stream: StreamId, found: Entity[Transfer], status: TransferStatus, reason: str
) -> Changes:
    fact = msgspec.structs.replace(
        found.latest.fact,
        status=status,
        answered_on=desk.now().date().isoformat(),
        answer_reason=reason,
    )
    writing.revise(desk, stream, found.id, fact)
    return Changes.of(stream, *_PARTS, entity=found.id)


def _never_left(desk: Desk, stream: StreamId, entity: EntityId) -> None:
    """A handover that was noted and whose file was never written: nobody can have it."""
    found = reading.state_of(desk, stream).find(Transfer, entity)
    if found is not None and found.latest.fact.status is TransferStatus.HANDED_OVER:
        _answer(desk, stream, found, TransferStatus.TAKEN_BACK, _STOPPED)
