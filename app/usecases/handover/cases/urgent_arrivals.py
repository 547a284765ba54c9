"""Something urgent that has come: first in the list until somebody has said what was done.

Where the case is here the message is taken in as the record that it is. Where it is not, what it
says is written in the vault's own register, since there is no case file to put it in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec

from app.casework.codec import MalformedBody, NewerKind, from_body, kind_name
from app.casework.facts import Urgent
from app.casework.handover_facts import KnownPerson, ReceivedPackage
from app.casework.state import Entity
from app.errors import Reason, Refusal
from app.handover.kinds import HandoverKind
from app.handover.package import Package
from app.ids import EntityId, StreamId
from app.journal.record import Record
from app.jsonvalue import JsonObject
from app.log_codes import LogCode
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.handover.cards.card_register import person_by_key
from app.usecases.handover.cases.losing import is_stranger
from app.usecases.handover.packages.arrivals import Doubt, Look, LookRow, RowState, Said, Taken
from app.usecases.handover.packages.records_in import look_records, take_in_records
from app.usecases.reading import register_of, state_of
from app.usecases.typed import Typed

_ROW = "urgent"


@dataclass(frozen=True, slots=True)
class UrgentRow:
    """One message that came. ``stream`` is the case's, or the register's where the case is not
    here."""

    stream: StreamId
    entity: EntityId
    in_case: bool
    message: Urgent
    came_at: str

    @property
    def waits(self) -> bool:
        return not self.message.dealt_on


def look_urgent(desk: Desk, package: Package) -> Look:
    """Raises Refusal: package_newer; package_malformed unless it is one message by its sender."""
    record, fact = _message(package)
    said = (
        Said("words", fact.words),
        Said("happened_on", fact.happened_on),
        *([Said("agreed", fact.agreed)] if fact.agreed else ()),
        Said("case_number", fact.case_number),
    )
    stream = record.content.stream
    if _is_here(desk, stream):
        stranger = is_stranger(desk, stream, package.envelope.sender_key)
        doubts = (Doubt.NO_PART_IN_CASE,) if stranger else ()
        seen = look_records(desk, package)
        return replace(seen, said=said, all_or_nothing=True, doubts=doubts)
    sender = person_by_key(desk, package.envelope.sender_key)
    person = sender.person if sender is not None else None
    author = f"{person.name}, {person.unit}" if person is not None else ""
    row = LookRow(_ROW, RowState.NEW, kind_name(Urgent), fact.happened_on, author)
    return Look(rows=(row,), said=said, all_or_nothing=True)


def take_in_urgent(
    desk: Desk, package: Package, person: KnownPerson, keys: frozenset[str]
) -> Taken:
    """Raises Refusal: nothing_chosen, as ``look_urgent`` and ``take_in_records``."""
    record, fact = _message(package)
    if _is_here(desk, record.content.stream):
        taken = take_in_records(desk, package, person, keys)
        return replace(taken, shows=record.content.entity)
    if _ROW not in keys:
        raise Refusal(Reason.NOTHING_CHOSEN)
    register, entity = desk.vault.journal.register, EntityId(desk.new_id())
    told = msgspec.structs.replace(fact, from_name=person.name, from_unit=person.unit)
    writing.add(desk, register, entity, told, happened_at=record.content.happened_at)
    return Taken(Changes.of(register, Part.PACKAGES, entity=entity), shows=entity)


def urgent_rows(desk: Desk) -> tuple[UrgentRow, ...]:
    """Everything urgent that has come, what waits first and the newest before the older. For
    lists that have been logged."""
    register, found = register_of(desk), []
    for each in register.of(ReceivedPackage):
        came = each.latest.fact
        if came.kind == HandoverKind.URGENT and came.shows is not None and not came.undone:
            found += _rows(desk, came)
    return tuple(sorted(found, key=lambda row: (row.waits, row.came_at), reverse=True))


def list_urgent(desk: Desk) -> tuple[UrgentRow, ...]:
    """``urgent_rows``, once it stands in the log that they were shown."""
    desk.vault.log.write(LogCode.CASE_LISTED, {"list": "urgent"})
    return urgent_rows(desk)


def deal_with(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> Changes:
    """What was done about a message. ``typed``: dealt_words. Raises InvalidFields; Refusal:
    entity_unknown, conflict_unsettled."""
    row = next((each for each in urgent_rows(desk) if each.entity == entity), None)
    if row is None or row.stream != stream:
        raise Refusal(Reason.ENTITY_UNKNOWN)
    fields = Typed(typed, desk.now().date())
    words = fields.text("dealt_words", required=True)
    fields.check()
    done = msgspec.structs.replace(
        row.message, dealt_on=fields.today.isoformat(), dealt_words=words
    )
    writing.revise(desk, stream, entity, done)
    return Changes.of(stream, Part.PACKAGES, Part.CASE, Part.WATCH, Part.DRAFTS, entity=entity)


def _message(package: Package) -> tuple[Record, Urgent]:
    """The one message, signed by whoever sealed the package."""
    records = package.payload.records
    if len(records) != 1 or package.envelope.cases != (records[0].content.stream,):
        raise Refusal(Reason.PACKAGE_MALFORMED)
    (record,) = records
    try:
        fact = from_body(record.content.kind, record.content.body)
    except NewerKind:
        raise Refusal(Reason.PACKAGE_NEWER) from None
    except MalformedBody:
        raise Refusal(Reason.PACKAGE_MALFORMED) from None
    if not isinstance(fact, Urgent) or record.content.parents or fact.dealt_on or fact.dealt_words:
        raise Refusal(Reason.PACKAGE_MALFORMED)  # it could put another aside, or itself
    if {record.content.author.key, fact.from_key} != {package.envelope.sender_key}:
        raise Refusal(Reason.PACKAGE_MALFORMED)
    return record, fact


def _is_here(desk: Desk, stream: StreamId) -> bool:
    return desk.vault.index.case(stream) is not None


def _rows(desk: Desk, came: ReceivedPackage) -> list[UrgentRow]:
    entity = came.shows
    for stream in (*came.cases, desk.vault.journal.register):
        in_case = stream != desk.vault.journal.register
        if in_case and not _is_here(desk, stream):
            continue
        found: Entity[Urgent] | None = (
            state_of(desk, stream).find(Urgent, entity)
            if in_case
            else next((each for each in register_of(desk).of(Urgent) if each.id == entity), None)
        )
        if found is not None:
            return [UrgentRow(stream, found.id, in_case, found.latest.fact, came.opened_at)]
    return []
