"""The one door to who the person is. Every look is in the log before it is given; when the log
cannot be written, nothing is shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import cast

import msgspec
from dateutil.relativedelta import relativedelta

from app.casework import facts, personnummer
from app.casework.identity import identity_of
from app.casework.personnummer import Doubt
from app.casework.projection import only_entity
from app.casework.retention import KnownOfPerson
from app.disclosure.linter import FindingKind, Known, Words, findings
from app.errors import Fault, Reason, Refusal
from app.ids import RecordId, StreamId
from app.journal.record import Record
from app.jsonvalue import Json, JsonObject
from app.ports import CaseRow, LogCode
from app.usecases import visits, writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.typed import Typed

FIELDS = facts.Identity.__struct_fields__
"""Names of what can be revealed."""


class RevealReason(StrEnum):
    """Why somebody looks; the short list of the reveal menu."""

    HANDLING = "handling"
    CONTACT = "contact"
    CHECK_OF_IDENTITY = "check_of_identity"
    DOCUMENT = "document"
    EMERGENCY = "emergency"
    EDITING = "editing"


@dataclass(frozen=True, slots=True, repr=False)
class RevealedSide:
    """What one signed record says of who the person is."""

    record: RecordId
    identity: facts.Identity


@dataclass(frozen=True, slots=True, repr=False)
class RevealedIdentity:
    """What was asked for and nothing else: other fields are empty. Without a ``repr``, as all
    that carries an identity here, so that it cannot slip into a log or a test's output."""

    sides: tuple[RevealedSide, ...]
    """One, or every head of a conflict (``settling.settle_conflict``)."""
    seconds: int
    """How long it may be shown; 0 while a key is held."""


@dataclass(frozen=True, slots=True, repr=False)
class IdentityToEdit:
    """The identity as typed values, ready for its form and for ``save_identity``."""

    typed: JsonObject
    builds_on: RecordId | None
    """The version shown; None when there is none yet."""


YOUNG = range(12, 19)
"""Years: from twelve to eighteen, the ages of social intervention groups for the young."""

ADULT = 18
PEEK_SECONDS = 0
LONGEST_REVEAL = 300


def peek(
    desk: Desk, stream: StreamId, fields: Iterable[str], reason: RevealReason
) -> RevealedIdentity:
    """For as long as a key or button is held. Logged first. Raises Refusal: case_unknown,
    entity_unknown when the case has no identity; ValueError for a field that is not one."""
    return _reveal(desk, stream, tuple(fields), reason, PEEK_SECONDS)


def reveal(
    desk: Desk, stream: StreamId, fields: Iterable[str], reason: RevealReason, seconds: int
) -> RevealedIdentity:
    """For 1 to 300 seconds, with a reason of the user's choosing. Logged first. Raises as
    ``peek``; ValueError for a longer time."""
    if not 1 <= seconds <= LONGEST_REVEAL:
        raise ValueError("seconds")
    return _reveal(desk, stream, tuple(fields), reason, seconds)


def identity_to_edit(desk: Desk, stream: StreamId) -> IdentityToEdit:
    """The identity as typed values of its form, empty when there is none yet; of a conflict the
    last in order. A reveal of all of it, and logged as one. Raises Refusal: case_unknown."""
    records = writing.case_records(desk, stream)
    _log(desk, stream, FIELDS, RevealReason.EDITING, LONGEST_REVEAL)
    entity = identity_of(records)
    if entity is None:
        return IdentityToEdit({}, None)
    fact = entity.latest.fact
    form = cast("dict[str, Json]", msgspec.to_builtins(fact))
    number = personnummer.parse_stored(fact.number)
    form["number"] = fact.number if isinstance(number, Fault) else number.shown
    return IdentityToEdit(form, entity.latest.record.id)


def identities_for_gate(desk: Desk, stream: StreamId) -> tuple[facts.Identity, ...]:
    """For ``usecases.letting_out`` and this module alone: what the gate may let through, and what
    the leak linter looks for. None, one, or every side of a conflict. Shows nobody anything; what
    a document then shows of it is logged with the document."""
    entity = identity_of(writing.case_records(desk, stream))
    return () if entity is None else tuple(side.fact for side in entity.sides)


def named_in(desk: Desk, stream: StreamId, *texts: str) -> bool:
    """Whether words that are to stand outside a case, or to outlive it, hold a name of the person
    it is about. Shows nobody anything."""
    found = identities_for_gate(desk, stream)
    known = Known(names=tuple(f"{each.given_name} {each.family_name}" for each in found))
    words = tuple(Words(str(at), text) for at, text in enumerate(texts))
    return any(each.kind is FindingKind.NAME for each in findings(words, known))


def save_identity(
    desk: Desk, stream: StreamId, typed: JsonObject, *, builds_on: RecordId | None = None
) -> Changes:
    """Who the person is, as a record of its own. Every field may be empty: a person may stay
    unknown. A number must have the right length, date and check digit. Raises InvalidFields;
    Refusal: case_unknown, kind_newer, conflict_unsettled, revised_since."""
    fields = Typed(typed, desk.now().date())
    identity = facts.Identity(
        given_name=fields.line("given_name"),
        family_name=fields.line("family_name"),
        number=_number(fields),
        addresses=tuple(_address(row) for row in fields.rows("addresses")),
        phone=fields.line("phone"),
        email=fields.line("email"),
        contact_route=fields.text("contact_route"),
        other=fields.text("other"),
    )
    fields.check()
    entity = only_entity(stream)
    writing.add_or_revise(desk, stream, entity, identity, builds_on=builds_on)
    return Changes.of(stream, Part.IDENTITY, Part.CASES, Part.DRAFTS, entity=entity)


def duplicates(desk: Desk, stream: StreamId, number: str) -> tuple[CaseRow, ...]:
    """Other cases of the vault in which the typed number stands: people have been mixed up.
    Nothing for a number that cannot be one. Logged as a search, without the number."""
    found = personnummer.parse(number, today=desk.now().date())
    if isinstance(found, Fault):
        return ()
    desk.vault.log.write(LogCode.SEARCHED, {"stream": stream})
    streams = desk.vault.index.find("number", [found.digits])
    rows = (desk.vault.index.case(other) for other in streams if other != stream)
    return tuple(row for row in rows if row is not None)


@dataclass(frozen=True, slots=True)
class NumberCheck:
    """What is worth a warning about a number that has just been typed."""

    elsewhere: tuple[CaseRow, ...]
    doubts: tuple[Doubt, ...]


def check_number(desk: Desk, stream: StreamId, number: str) -> NumberCheck:
    """Other cases with the typed number, and what is unlikely about it. Warned about and never
    refused: registers have held stranger things. Logged as ``duplicates``."""
    today = desk.now().date()
    found = personnummer.parse(number, today=today)
    doubts = () if isinstance(found, Fault) else personnummer.doubts(found, today=today)
    return NumberCheck(duplicates(desk, stream, number), doubts)


def same_number_elsewhere(desk: Desk, stream: StreamId) -> tuple[CaseRow, ...]:
    """Other cases in which this case's own number stands, to warn of before a decision is made or
    a document leaves. Logged as a search, without the number. Raises Refusal: case_unknown."""
    found: dict[StreamId, CaseRow] = {}
    for identity in identities_for_gate(desk, stream):
        found |= {row.stream: row for row in duplicates(desk, stream, identity.number)}
    return tuple(found.values())


def same_number_as_in(desk: Desk, stream: StreamId, came: Iterable[Record]) -> tuple[CaseRow, ...]:
    """Other cases of the vault in which a number stands that the identity of these records has,
    before they are taken in. Tells which cases and never the number. Logged as ``duplicates``."""
    person = identity_of(came)
    found: dict[StreamId, CaseRow] = {}
    for side in person.sides if person is not None else ():
        found |= {row.stream: row for row in duplicates(desk, stream, side.fact.number)}
    return tuple(found.values())


def is_young(desk: Desk, stream: StreamId) -> bool | None:
    """Whether the person is, by the identity's number, of the ages that the template for the
    young is made for (F012, F166): to propose it, and never to stop anybody. None without a
    number, or when two versions of it disagree. Shows nobody who the person is or how old, and so
    is no reveal. Raises Refusal: case_unknown."""
    found = {years in YOUNG for years in _ages(desk, stream, desk.now().date())}
    return found.pop() if len(found) == 1 else None


def age_on(desk: Desk, stream: StreamId, day: date) -> int | None:
    """Whole years on ``day``, by the identity's number, for rules that ask for an age. None
    without a number, or when two versions of it disagree. For use cases, which tell a page what
    follows from the age and never the age: that is a reveal, and goes through ``reveal``. Raises
    Refusal: case_unknown."""
    found = set(_ages(desk, stream, day))
    return found.pop() if len(found) == 1 else None


def _ages(desk: Desk, stream: StreamId, day: date) -> Iterator[int]:
    """By every side of the identity that has a number."""
    for each in identities_for_gate(desk, stream):
        number = personnummer.parse_stored(each.number)
        if not isinstance(number, Fault):
            yield relativedelta(day, number.born).years


def known_for_retention(
    desk: Desk, stream: StreamId, days: Collection[int], *, began: str
) -> KnownOfPerson:
    """What the calculator of retention may know (SoL 16 kap., socialtjänstförordningen 13 kap.):
    whether the person is born on one of these days of the month, was under 18 on the day
    ``began``, and stands in another case of the vault. Yes, no, or None for not known. Shows
    nobody who the person is, and so is no reveal. Raises Refusal: case_unknown."""
    found = [personnummer.parse_stored(each.number) for each in identities_for_gate(desk, stream)]
    numbers = [each for each in found if not isinstance(each, Fault)]
    if len(numbers) != len(found):
        numbers = []
    start = date.fromisoformat(began)
    return KnownOfPerson(
        research_day=_agreed(number.born.day in days for number in numbers),
        minor=_agreed(relativedelta(start, number.born).years < ADULT for number in numbers),
        elsewhere=_agreed(
            any(other != stream for other in desk.vault.index.find("number", [number.digits]))
            for number in numbers
        ),
    )


def _agreed(answers: Iterable[bool]) -> bool | None:
    """The answer, or None where there is none or two sides of a conflict differ."""
    different = set(answers)
    return different.pop() if len(different) == 1 else None


def set_protection(desk: Desk, stream: StreamId, typed: JsonObject) -> Changes:
    """The level of protection, when and by what it was checked, and until when it is valid.
    ``typed``: level, checked_on, shown_by (needed for every level but none and own appraisal),
    valid_to. Raises InvalidFields; Refusal: case_unknown, kind_newer, conflict_unsettled."""
    fields = Typed(typed, desk.now().date())
    level = fields.choice("level", facts.ProtectionLevel)
    unproved = level in (facts.ProtectionLevel.NONE, facts.ProtectionLevel.OWN_APPRAISAL)
    protection = facts.Protection(
        level=level,
        checked_on=fields.day("checked_on", required=True, past=True),
        shown_by=fields.choice_or_none("shown_by", facts.ProtectionShown, required=not unproved),
        valid_to=fields.day("valid_to"),
    )
    fields.not_before("valid_to", protection.valid_to, "checked_on", protection.checked_on)
    fields.check()
    entity = only_entity(stream)
    writing.add_or_revise(desk, stream, entity, protection, happened_at=protection.checked_on)
    return Changes.of(stream, Part.IDENTITY, Part.CASE, Part.DRAFTS, entity=entity)


def _reveal(
    desk: Desk, stream: StreamId, fields: tuple[str, ...], reason: RevealReason, seconds: int
) -> RevealedIdentity:
    if not fields or not set(fields) <= set(FIELDS):
        raise ValueError("fields")
    records = writing.case_records(desk, stream)
    visits.require(desk, stream, records)
    _log(desk, stream, fields, reason, seconds)
    entity = identity_of(records)
    if entity is None:
        raise Refusal(Reason.ENTITY_UNKNOWN)
    sides = tuple(RevealedSide(each.record.id, _only(each.fact, fields)) for each in entity.sides)
    return RevealedIdentity(sides, seconds)


def _log(
    desk: Desk, stream: StreamId, fields: Iterable[str], reason: RevealReason, seconds: int
) -> None:
    payload: JsonObject = {
        "stream": stream,
        "fields": sorted(fields),
        "reason": reason.value,
        "seconds": seconds,
    }
    desk.vault.log.write(LogCode.REVEALED, payload)


def _only(identity: facts.Identity, fields: tuple[str, ...]) -> facts.Identity:
    return facts.Identity(**{name: getattr(identity, name) for name in fields})


def _number(fields: Typed) -> str:
    raw = fields.line("number")
    if not raw:
        return ""
    number = personnummer.parse(raw, today=fields.today)
    if isinstance(number, Fault):
        fields.problem("number", number)
        return ""
    return number.digits


def _address(row: Typed) -> facts.Address:
    address = facts.Address(
        kind=row.choice("kind", facts.AddressKind),
        text=row.text("text", required=True),
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
    )
    row.not_before("valid_to", address.valid_to, "valid_from", address.valid_from)
    return address
