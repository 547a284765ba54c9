"""Sharing a case with another caseworker's vault: the first copy, updates, and the end of it (X08).

Each side hands over what the other lacks since what it last confirmed; both go on meanwhile, and
nothing is overwritten. Who has the case shares it and ends it; who it is shared with sends back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

import msgspec

from app.casework import facts
from app.casework.codec import kind_name
from app.casework.handover_facts import SentPackage
from app.casework.register import Register
from app.casework.standing import Standing, Whose, holders, shares, standing
from app.casework.state import Entity
from app.disclosure.gate import Form
from app.errors import Reason, Refusal
from app.handover.kinds import HandoverKind
from app.handover.scope import Scope
from app.ids import EntityId, KeyId, StreamId
from app.journal.record import Record
from app.jsonvalue import JsonObject
from app.progress import Progress, no_progress
from app.usecases import reading, writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.handover.cards import card_register
from app.usecases.handover.cases.leaving import (
    Chosen,
    Preview,
    lacks,
    parcel_of,
    preview,
    read_chosen,
)
from app.usecases.handover.cases.recipients import Candidate, candidates_for
from app.usecases.handover.packages.parcels import Contents, Parcel
from app.usecases.handover.packages.sending import Sealed, seal_parcel
from app.usecases.reading import CaseView, DraftRow, register_of
from app.usecases.registers import author_cards
from app.usecases.typed import Typed

PURPOSES: Final = {
    facts.ShareRole.CO_WORKER: "Gemensam handläggning av ärendet",
    facts.ShareRole.RECEIVING_MUNICIPALITY: "Verkställighet i mottagande kommun",
    facts.ShareRole.OTHER_UNIT: "Samarbete i ärendet",
}
"""What the receiver reads before anything is taken in."""

UPDATE: Final = "Uppdatering av ett delat ärende"
ENDED: Final = "Delningen av ärendet är avslutad"


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody else with the case, or a part of it."""

    key: KeyId
    name: str
    unit: str
    share: EntityId | None
    """None: whoever has the case, for those it is shared with."""
    role: facts.ShareRole | None
    scope: Scope
    since: str
    ended_on: str
    person: EntityId | None
    """In the register of known people; None when the key card is not here."""
    hindrance: Reason | None
    """Why nothing can be sealed to the card now."""
    lacks: int
    """Records that the partner has not confirmed to have, but for those that tell of packages."""
    last_sent: str
    last_confirmed: str
    waits: bool
    """A package is on its way, and no receipt has come."""


@dataclass(frozen=True, slots=True)
class SharingView:
    """What the page shows of whose the case is."""

    view: CaseView
    partners: tuple[Partner, ...]
    candidates: tuple[Candidate, ...]
    transfers: tuple[Entity[facts.Transfer], ...]
    excerpts: tuple[Entity[facts.Excerpt], ...]

    @property
    def standing(self) -> Standing:
        return self.view.standing

    @property
    def drafts(self) -> tuple[DraftRow, ...]:
        return self.view.drafts


def look(desk: Desk, stream: StreamId, changes: Changes | None) -> SharingView:
    """Raises Refusal: case_unknown, reading_reason_missing."""
    view = reading.look(desk, stream, Part.SHARING, changes)
    return SharingView(
        view=view,
        partners=partners(desk, stream),
        candidates=candidates_for(desk, view.state),
        transfers=view.state.of(facts.Transfer),
        excerpts=view.state.of(facts.Excerpt),
    )


def partners(desk: Desk, stream: StreamId) -> tuple[Partner, ...]:
    """Everybody whom the case is shared with, or was; and for those it is shared with whoever has
    it. Not logged: that is done by whoever shows it. Raises Refusal (case_unknown)."""
    records, own = writing.case_records(desk, stream), desk.vault.author.key
    register = register_of(desk)
    shared = {each: fact for each, fact in shares(records).items() if fact.key != own}
    found = [_of_share(desk, stream, register, each, fact) for each, fact in shared.items()]
    shared_with = {fact.key for fact in shared.values() if not fact.ended_on}
    others = sorted(holders(records) - {own} - shared_with)
    return (*found, *(_holder(desk, stream, register, key) for key in others))


def share_preview(desk: Desk, stream: StreamId, typed: JsonObject) -> Preview:
    """What ``share`` would let out. Writes nothing. Raises as ``share`` before its file."""
    chosen, parcel = _share_parcel(desk, stream, typed)
    return preview(desk, stream, chosen, parcel)


def share(
    desk: Desk, stream: StreamId, typed: JsonObject, folder: Path, progress: Progress = no_progress
) -> Sealed:
    """The first copy to somebody. ``typed``: person, role, scope, along, ground, consent, reason.
    Raises InvalidFields; Refusal: already_shared, as ``require_own``, ``leaving.parcel_of`` and
    ``sending.seal_parcel``."""
    return seal_parcel(desk, _share_parcel(desk, stream, typed)[1], folder, progress)


def update_preview(desk: Desk, stream: StreamId, typed: JsonObject) -> Preview:
    """What ``update`` would let out. Writes nothing."""
    chosen, parcel = _update_parcel(desk, stream, typed)
    return preview(desk, stream, chosen, parcel)


def update(
    desk: Desk, stream: StreamId, typed: JsonObject, folder: Path, progress: Progress = no_progress
) -> Sealed:
    """What a partner lacks. ``typed``: person, along, ground, consent, reason. Raises
    InvalidFields; Refusal: not_shared for somebody who is no partner, nothing_to_send, as
    ``share``."""
    return seal_parcel(desk, _update_parcel(desk, stream, typed)[1], folder, progress)


def end_share(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    folder: Path,
    progress: Progress = no_progress,
) -> Sealed:
    """The partner's copy is only to be read from now on, and a last package tells it. ``typed``:
    ended_on, ended_why. Raises InvalidFields; Refusal: entity_unknown, person_unknown, as
    ``require_own`` and ``seal_parcel``."""
    ended = _ended(desk, stream, entity, typed)
    partner = card_register.person_by_key(desk, ended.key)
    if partner is None:
        raise Refusal(Reason.PERSON_UNKNOWN)
    records = writing.case_records(desk, stream)
    parcel = Parcel(
        kind=HandoverKind.UPDATE,
        to=partner.entity,
        purpose=ENDED,
        pick=partial(_the_share, stream=stream, entity=entity),
        stream=stream,
        entries=(writing.entry_upon(records, entity, ended, happened_at=ended.ended_on),),
    )
    return seal_parcel(desk, parcel, folder, progress)


def end_share_here(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> Changes:
    """The share has ended, and no package tells it: the partner must be told otherwise. As
    ``end_share``."""
    ended = _ended(desk, stream, entity, typed)
    writing.revise(desk, stream, entity, ended, happened_at=ended.ended_on)
    return Changes.of(stream, Part.SHARING, Part.CASE, Part.DRAFTS, entity=entity)


def _ended(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> facts.Share:
    found = shares(writing.case_records(desk, stream)).get(entity)
    if found is None or found.ended_on:
        raise Refusal(Reason.ENTITY_UNKNOWN)
    require_own(desk, stream)
    fields = Typed(typed, desk.now().date())
    on = fields.day("ended_on", required=True, past=True)
    why = fields.text("ended_why", required=True)
    fields.not_before("ended_on", on, "since", found.since)
    fields.check()
    return msgspec.structs.replace(found, ended_on=on, ended_why=why)


def require_own(desk: Desk, stream: StreamId) -> Standing:
    """Whoever has a case shares it and hands it over, and nobody else. Raises Refusal:
    case_unknown, case_handed_over, case_share_ended, case_disputed, case_elsewhere."""
    records = writing.case_records(desk, stream)
    stands = standing(records, desk.vault.author.key)
    if stands.whose is not Whose.OWN:
        raise Refusal(_NOT_OURS[stands.whose])
    return stands


_NOT_OURS: Final = {
    Whose.SHARED: Reason.CASE_ELSEWHERE,
    Whose.GUEST: Reason.CASE_ELSEWHERE,
    Whose.SHARE_ENDED: Reason.CASE_SHARE_ENDED,
    Whose.HANDED_OVER: Reason.CASE_HANDED_OVER,
    Whose.DISPUTED: Reason.CASE_DISPUTED,
}


# ------------------------------------------------------------------------------ the parcels


def _share_parcel(desk: Desk, stream: StreamId, typed: JsonObject) -> tuple[Chosen, Parcel]:
    require_own(desk, stream)
    fields = Typed(typed, desk.now().date())
    role = fields.choice("role", facts.ShareRole)
    chosen = read_chosen(desk, fields)
    records, key = writing.case_records(desk, stream), chosen.person.signing_key
    before = {each: fact for each, fact in shares(records).items() if fact.key == key}
    if any(not fact.ended_on for fact in before.values()):
        raise Refusal(Reason.ALREADY_SHARED)
    fact = facts.Share(
        key=key,
        name=chosen.person.name,
        unit=chosen.person.unit,
        role=role,
        scope=chosen.scope.value,
        since=fields.today.isoformat(),
        reason=chosen.reason,
    )
    entity = next(reversed(before), None) or EntityId(desk.new_id())
    entry = writing.entry_upon(records, entity, fact)
    parcel = parcel_of(
        desk,
        stream,
        chosen,
        HandoverKind.COPY,
        purpose=PURPOSES[role],
        entries=(entry,),
        everything=True,
    )
    return chosen, parcel


def _update_parcel(desk: Desk, stream: StreamId, typed: JsonObject) -> tuple[Chosen, Parcel]:
    fields = Typed(typed, desk.now().date())
    entity = EntityId(fields.line("person", required=True))
    partner = next((each for each in partners(desk, stream) if each.person == entity), None)
    if entity and (partner is None or partner.ended_on):
        raise Refusal(Reason.NOT_SHARED)
    stands = standing(writing.case_records(desk, stream), desk.vault.author.key)
    if stands.sealed or stands.whose is Whose.GUEST:
        raise Refusal(_NOT_OURS[stands.whose])
    chosen = read_chosen(desk, fields, partner.scope if partner else Scope.WHOLE)
    return chosen, parcel_of(desk, stream, chosen, HandoverKind.UPDATE, purpose=UPDATE)


def _the_share(desk: Desk, stream: StreamId, entity: EntityId) -> Contents:
    records = writing.case_records(desk, stream)
    return Contents(records=tuple(each for each in records if each.content.entity == entity))


# ------------------------------------------------------------------------------ the partners


def _of_share(
    desk: Desk, stream: StreamId, register: Register, entity: EntityId, fact: facts.Share
) -> Partner:
    scope = Scope(fact.scope) if fact.scope in frozenset(Scope) else Scope.EXECUTION
    found = _partner(desk, stream, register, fact.key, scope)
    return replace(
        found,
        name=found.name or fact.name,
        unit=found.unit or fact.unit,
        share=entity,
        role=fact.role,
        since=fact.since,
        ended_on=fact.ended_on,
    )


def _holder(desk: Desk, stream: StreamId, register: Register, key: KeyId) -> Partner:
    found = _partner(desk, stream, register, key, Scope.WHOLE)
    if found.name:
        return found
    card = next((each for each in author_cards(desk) if each.key == key), None)
    return replace(found, name=card.name, unit=card.unit) if card is not None else found


def _partner(desk: Desk, stream: StreamId, register: Register, key: KeyId, scope: Scope) -> Partner:
    row = card_register.person_by_key(desk, key)
    state = reading.state_of(desk, stream)
    able = {each.row.entity: each.hindrance for each in candidates_for(desk, state)}
    sent = _sent_to(register, stream, row.entity if row else None)
    written = [each for each in sent if not each.not_written]
    answered = [each for each in written if each.outcome is not None]
    waits = any(each.outcome is None and each.kind in _CARRY for each in written)
    return Partner(
        key=key,
        name=row.person.name if row else "",
        unit=row.person.unit if row else "",
        share=None,
        role=None,
        scope=scope,
        since="",
        ended_on="",
        person=row.entity if row else None,
        hindrance=able.get(row.entity) if row else Reason.PERSON_UNKNOWN,
        lacks=_lacks(desk, stream, row, scope) if row else 0,
        last_sent=max((each.sealed_at for each in written), default=""),
        last_confirmed=max((each.answered_at for each in answered), default=""),
        waits=waits,
    )


def _lacks(desk: Desk, stream: StreamId, row: card_register.KnownRow, scope: Scope) -> int:
    """That a package left is a record too. It goes with the next one and leaves one of its own:
    counted, somebody would always seem to lack something."""
    missing = lacks(desk, stream, row.entity, row.person, scope)
    return sum(not _tells_of_package(each) for each in missing)


def _tells_of_package(record: Record) -> bool:
    return record.kind_name == _DISCLOSURE and record.content.body.get("form") == Form.PACKAGE


_DISCLOSURE = kind_name(facts.Disclosure)
_CARRY = frozenset({HandoverKind.COPY, HandoverKind.UPDATE, HandoverKind.TRANSFER})


def _sent_to(register: Register, stream: StreamId, to: EntityId | None) -> list[SentPackage]:
    found = (each.latest.fact for each in register.of(SentPackage))
    return [each for each in found if to and each.to == to and stream in each.cases]
