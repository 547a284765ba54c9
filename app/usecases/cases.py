"""A case from an interest or an application, and what a case as such says of itself."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from app.casework import facts, numbers
from app.casework.projection import only_entity
from app.errors import Fault, Reason, Refusal
from app.ids import EntityId, RecordId, StreamId
from app.jsonvalue import JsonObject
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.drafting import new_stream
from app.usecases.reading import state_of
from app.usecases.registers import own_card
from app.usecases.settings import own_settings
from app.usecases.typed import Typed


@dataclass(frozen=True, slots=True)
class SuggestedCase:
    """What stands in the fields of a new case before anybody has typed."""

    stream: StreamId
    """A fresh id for the case and its draft."""
    case_number: str
    pseudonym: str
    responsible_name: str
    responsible_title: str


def suggest_case(desk: Desk) -> SuggestedCase:
    """The year's next case number, a pseudonym that no case here has, and the vault's owner."""
    rows = desk.vault.index.cases()
    card = own_card(desk)
    stream = new_stream(desk)
    return SuggestedCase(
        stream=stream,
        case_number=numbers.next_case_number(
            (row.case_number for row in rows), desk.now().date().year
        ),
        pseudonym=numbers.suggest_pseudonym(
            desk.pseudonyms, (row.pseudonym for row in rows), stream
        ),
        responsible_name=card.name,
        responsible_title=card.title,
    )


def new_case(desk: Desk, stream: StreamId, typed: JsonObject) -> Changes:
    """A case file with its first intake and who is responsible, all or nothing.

    ``stream`` is a fresh id, under which the draft has lain (``drafting.new_stream``). ``typed``:
    case_number, pseudonym, registration_number; kind, received_on, channel, received_by, wish,
    from_whom; responsible_name, responsible_title. Raises InvalidFields; Refusal:
    case_number_taken, already_signed when the stream is a case already.
    """
    if desk.vault.journal.records(stream):
        raise Refusal(Reason.ALREADY_SIGNED)
    fields = Typed(typed, desk.now().date())
    case_file = _case_file(desk, fields)
    intake = _intake(fields)
    responsibility = facts.Responsibility(
        name=fields.line("responsible_name", required=True),
        title=fields.line("responsible_title", required=True),
        valid_from=intake.received_on,
    )
    fields.check()
    if any(row.case_number == case_file.case_number for row in desk.vault.index.cases()):
        raise Refusal(Reason.CASE_NUMBER_TAKEN)
    entity = only_entity(stream)
    entries = [
        writing.Entry(entity, case_file),
        writing.Entry(EntityId(desk.new_id()), intake, intake.received_on),
        writing.Entry(entity, responsibility, responsibility.valid_from),
    ]
    writing.append(desk, stream, (), entries)
    return Changes.of(stream, Part.CASES, Part.CASE, Part.DRAFTS, entity=entity)


def add_intake(desk: Desk, stream: StreamId, entity: EntityId, typed: JsonObject) -> Changes:
    """One more interest or application in a case: an interest that becomes an application is a
    new intake, since the six months of FL 12 § run from it. Raises InvalidFields; Refusal:
    case_unknown, already_signed."""
    intake = _checked_intake(desk, typed)
    writing.add(desk, stream, entity, intake, happened_at=intake.received_on)
    return Changes.of(stream, Part.CASES, Part.CASE, Part.DRAFTS, entity=entity)


def correct_intake(
    desk: Desk,
    stream: StreamId,
    entity: EntityId,
    typed: JsonObject,
    *,
    builds_on: RecordId | None = None,
) -> Changes:
    """A later version of an intake; the earlier stays readable. Raises InvalidFields; Refusal:
    case_unknown, entity_unknown, kind_newer, conflict_unsettled, revised_since."""
    intake = _checked_intake(desk, typed)
    writing.revise(
        desk, stream, entity, intake, happened_at=intake.received_on, builds_on=builds_on
    )
    return Changes.of(stream, Part.CASES, Part.CASE, Part.DRAFTS, entity=entity)


def set_registration_number(desk: Desk, stream: StreamId, typed: JsonObject) -> Changes:
    """The municipality's own number of the case, or none (F127). ``typed``: registration_number.
    Raises InvalidFields; Refusal: case_unknown, kind_newer, conflict_unsettled."""
    fields = Typed(typed, desk.now().date())
    number = _registration_number(desk, fields)
    fields.check()
    found = state_of(desk, stream).case_file
    if found is None:
        raise Refusal(Reason.CASE_UNKNOWN)
    entity = found.id
    case_file = msgspec.structs.replace(found.latest.fact, registration_number=number)
    writing.revise(desk, stream, entity, case_file)
    return Changes.of(stream, Part.CASES, Part.CASE, Part.DRAFTS, entity=entity)


def change_responsible(desk: Desk, stream: StreamId, typed: JsonObject) -> Changes:
    """Another responsible caseworker, or another co-worker, from a date on (F033). ``typed``: name,
    title, co_worker (may be empty), valid_from, reason (needed). Raises InvalidFields; Refusal:
    case_unknown, kind_newer, conflict_unsettled."""
    fields = Typed(typed, desk.now().date())
    responsibility = facts.Responsibility(
        name=fields.line("name", required=True),
        title=fields.line("title", required=True),
        valid_from=fields.day("valid_from", required=True),
        reason=fields.text("reason", required=True),
        co_worker=fields.line("co_worker"),
    )
    fields.check()
    entity = only_entity(stream)
    writing.add_or_revise(
        desk, stream, entity, responsibility, happened_at=responsibility.valid_from
    )
    return Changes.of(stream, Part.CASES, Part.CASE, Part.DRAFTS, entity=entity)


def _case_file(desk: Desk, fields: Typed) -> facts.CaseFile:
    number = fields.line("case_number", required=True)
    if number and not numbers.is_case_number(number):
        fields.problem("case_number", Fault.CASE_NUMBER_FORM)
    return facts.CaseFile(
        case_number=number,
        pseudonym=fields.line("pseudonym", required=True),
        registration_number=_registration_number(desk, fields),
    )


def _registration_number(desk: Desk, fields: Typed) -> str:
    raw = fields.line("registration_number")
    pattern = own_settings(desk).registration_pattern
    number = numbers.registration_number(raw, pattern)
    if isinstance(number, Fault):
        fields.problem("registration_number", number, pattern=pattern)
        return ""
    return number


def _checked_intake(desk: Desk, typed: JsonObject) -> facts.Intake:
    fields = Typed(typed, desk.now().date())
    intake = _intake(fields)
    fields.check()
    return intake


def _intake(fields: Typed) -> facts.Intake:
    return facts.Intake(
        kind=fields.choice("kind", facts.IntakeKind),
        received_on=fields.day("received_on", required=True, past=True),
        channel=fields.choice("channel", facts.Channel),
        received_by=fields.line("received_by", required=True),
        wish=fields.text("wish", required=True),
        from_whom=fields.line("from_whom"),
    )
