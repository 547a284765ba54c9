"""What a package of the kind *register* says: entries of a register, key cards and packs.

Nothing of a case has a place in it. Reading is strict, since what is taken in is written by the
receiver as its own words.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Any, Final, cast

import msgspec

from app.casework.codec import MalformedBody, NewerKind, from_body, to_body
from app.casework.fact import Fact
from app.casework.facts import Outcome, Recipient
from app.casework.moments import day_or_none
from app.casework.unit_facts import DelegationOrder, DelegationRow, LocalDeadline, Unit
from app.errors import Reason, Refusal
from app.handover.lines import as_line, is_line
from app.handover.package import Package, PackedBlob
from app.ids import BlobId, EntityId
from app.journal.canonical import encode_json
from app.jsonvalue import JsonObject

FORMAT: Final = 1
MOST_ENTRIES: Final = 2_000
MOST_PACKS: Final = 200
MOST_CARDS: Final = 500
MOST_BEFORE: Final = 200
"""Earlier versions of an entry that are told of, the latest."""

LONGEST_LINE: Final = 200
LONGEST_TEXT: Final = 50_000
_OLDEST: Final = 120
_MOST_ROWS: Final = 1_000
_MOST_NUMBER: Final = 10_000

_ID: Final = r"^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z"
_Digest = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]

RECIPIENTS: Final = frozenset(
    {"authority", "municipality", "provider", "region", "organisation", "own_unit"}
)
"""Kinds of recipients (``usecases.registers.RecipientKind``). Clients and their kin are of a case,
and are handed on with it or not at all."""


class PackKind(StrEnum):
    LEGAL = "legal_pack"
    METHOD = "method_pack"
    TEMPLATE = "template"


class Entry(msgspec.Struct, frozen=True):
    """One entry as the sender has it. ``entity`` is empty for what a vault has only one of (its
    delegation order) and for what goes by a key of its own (a local deadline)."""

    entity: EntityId
    fact: Fact
    before: tuple[str, ...] = ()
    """Digests of the versions that the sender had before: what the receiver has of them is older,
    and not of its own making."""


class Pack(msgspec.Struct, frozen=True):
    kind: PackKind
    data: bytes


class RegisterBody(msgspec.Struct, frozen=True):
    entries: tuple[Entry, ...] = ()
    cards: tuple[str, ...] = ()
    """Key cards and what root cards say of them, each the exact text of its file."""
    packs: tuple[Pack, ...] = ()


class _EntryFrame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before: Annotated[tuple[_Digest, ...], msgspec.Meta(max_length=MOST_BEFORE)]
    body: dict[str, Any]
    entity: str
    kind: str


class _PackFrame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    blob: _Digest
    kind: PackKind


class _Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    cards: Annotated[tuple[str, ...], msgspec.Meta(max_length=MOST_CARDS)]
    entries: Annotated[tuple[_EntryFrame, ...], msgspec.Meta(max_length=MOST_ENTRIES)]
    format: int
    packs: Annotated[tuple[_PackFrame, ...], msgspec.Meta(max_length=MOST_PACKS)]


# ------------------------------------------------------------------------------------ writing


def write_body(body: RegisterBody) -> JsonObject:
    """The body; the packs' bytes go beside it as blobs (``blob_of``)."""
    entries = []
    for entry in body.entries:
        kind, said = to_body(entry.fact)
        entries.append(_EntryFrame(entry.before, dict(said), entry.entity, kind))
    packs = tuple(_PackFrame(blob_of(each.data), each.kind) for each in body.packs)
    frame = _Frame(body.cards, tuple(entries), FORMAT, packs)
    return cast("JsonObject", msgspec.to_builtins(frame))


def blob_of(data: bytes) -> BlobId:
    return BlobId(hashlib.sha256(data).hexdigest())


def digest(fact: Fact) -> str:
    """Tells one version of an entry from another, whoever signed it."""
    kind, body = to_body(fact)
    return hashlib.sha256(encode_json({"body": body, "kind": kind})).hexdigest()


def cleaned(fact: Fact) -> Fact:
    """The same without signs that are not seen, as it is sent and compared."""
    said = _cleaned(msgspec.to_builtins(fact))
    return msgspec.convert(said, type(fact), strict=True)


def texts_in(fact: Fact) -> Iterable[tuple[str, str]]:
    """Path and words of every text of an entry."""
    return _texts(msgspec.to_builtins(fact), "")


def _cleaned(value: object) -> object:
    if isinstance(value, Mapping):
        return {name: _cleaned(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_cleaned(each) for each in value]
    if isinstance(value, str):
        return "\n".join(map(as_line, value.split("\n"))).strip("\n")
    return value


def _texts(value: object, path: str) -> Iterable[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _texts(each, f"{path}/{name}" if path else str(name))
    elif isinstance(value, (list, tuple)):
        for place, each in enumerate(value, start=1):
            yield from _texts(each, f"{path}/{place}")
    elif isinstance(value, str):
        yield path, value


# ------------------------------------------------------------------------------------ reading


def read_body(package: Package) -> RegisterBody:
    """Raises Refusal: package_newer for a later format or version of an entry; package_malformed
    for anything that is not exactly the format, or that carries something of a case."""
    body = package.payload.body
    if _is_newer(body):
        raise Refusal(Reason.PACKAGE_NEWER)
    try:
        frame = msgspec.convert(cast("dict[str, Any]", body), _Frame, strict=True)
        read = RegisterBody(
            entries=tuple(map(_read_entry, frame.entries)),
            cards=frame.cards,
            packs=_read_packs(frame.packs, package.payload.blobs),
        )
    except NewerKind:
        raise Refusal(Reason.PACKAGE_NEWER) from None
    except (MalformedBody, msgspec.ValidationError, RecursionError):
        raise Refusal(Reason.PACKAGE_MALFORMED) from None
    of_case = package.payload.records or package.payload.authors or package.envelope.cases
    once = {_place(each) for each in read.entries}
    if of_case or len(once) < len(read.entries) or len(set(read.cards)) < len(read.cards):
        raise Refusal(Reason.PACKAGE_MALFORMED)
    return read


def _is_newer(body: Mapping[str, Any]) -> bool:
    version = body.get("format")
    return isinstance(version, int) and not isinstance(version, bool) and version > FORMAT


def _read_entry(frame: _EntryFrame) -> Entry:
    fact = from_body(frame.kind, cast("JsonObject", frame.body))
    entry = Entry(EntityId(frame.entity), fact, frame.before)
    if not is_sound(entry):
        raise MalformedBody
    return entry


def _read_packs(frames: Iterable[_PackFrame], blobs: Iterable[PackedBlob]) -> tuple[Pack, ...]:
    """Each pack with its bytes, and no bytes that nobody names."""
    data = {each.blob: each.data for each in blobs}
    packs = [(each.kind, BlobId(each.blob)) for each in frames]
    if {blob for _, blob in packs} != set(data) or len(packs) != len(data):
        raise MalformedBody
    return tuple(Pack(kind, data[blob]) for kind, blob in packs)


def _place(entry: Entry) -> tuple[str, str]:
    key = entry.fact.key if isinstance(entry.fact, LocalDeadline) else entry.entity
    return (type(entry.fact).__name__, key)


# ----------------------------------------------------------------------------- what is sound


def is_sound(entry: Entry) -> bool:
    """Whether an entry says what its form could have made it say, and nothing unseen."""
    fact = entry.fact
    if isinstance(fact, Unit):
        return _is_id(entry.entity) and _sound_unit(entry.entity, fact)
    if isinstance(fact, Recipient):
        lines = is_line(fact.name, LONGEST_LINE) and is_line(fact.organisation, LONGEST_LINE)
        return _is_id(entry.entity) and lines and fact.kind in RECIPIENTS and not fact.retired
    if isinstance(fact, DelegationOrder):
        return not entry.entity and _sound_order(fact)
    return isinstance(fact, LocalDeadline) and not entry.entity and _sound_deadline(fact)


def _sound_unit(entity: EntityId, unit: Unit) -> bool:
    earlier = all(
        is_line(each.name, LONGEST_LINE) and _is_day(each.until) for each in unit.earlier_names
    )
    others = (*unit.predecessors, *((unit.parent,) if unit.parent is not None else ()))
    ages = [age for age in (unit.age_from, unit.age_to) if age is not None]
    return (
        is_line(unit.name, LONGEST_LINE)
        and _is_span(unit.valid_from, unit.valid_to)
        and re.fullmatch(r"(?:[0-9]{4})?", unit.code) is not None
        and earlier
        and all(map(_is_id, others))
        and entity not in others
        and max(len(others), len(unit.earlier_names)) <= _MOST_ROWS
        and all(0 <= age <= _OLDEST for age in ages)
        and ages == sorted(ages)
        and _is_text(unit.contact)
        and _is_text(unit.note)
    )


def _sound_order(order: DelegationOrder) -> bool:
    return (
        _is_day(order.decided_on)
        and is_line(order.decided_by, LONGEST_LINE)
        and _is_span(order.decided_on, order.valid_to)
        and 0 < len(order.rows) <= _MOST_ROWS
        and all(map(_sound_row, order.rows))
    )


def _sound_row(row: DelegationRow) -> bool:
    return (
        is_line(row.title, LONGEST_LINE)
        and row.decision in {"any", *Outcome}
        and all(_is_line_or_none(each) for each in (row.provision, row.limit, row.reference))
    )


def _sound_deadline(deadline: LocalDeadline) -> bool:
    span = (deadline.months, deadline.weeks, deadline.days)
    return (
        is_line(deadline.key, LONGEST_LINE)
        and _is_day(deadline.valid_from)
        and bool(deadline.reason)
        and _is_text(deadline.reason)
        and any(span)
        and (min(span) >= 0 or max(span) <= 0)
        and all(abs(each) <= _MOST_NUMBER for each in span)
        and 0 <= deadline.warn_days <= _MOST_NUMBER
    )


def _is_id(text: str) -> bool:
    return re.fullmatch(_ID, text) is not None


def _is_day(text: str) -> bool:
    return day_or_none(text) is not None


def _is_span(first: str, last: str) -> bool:
    days = all(not day or _is_day(day) for day in (first, last))
    return days and not (first and last and last < first)


def _is_line_or_none(text: str) -> bool:
    return not text or is_line(text, LONGEST_LINE)


def _is_text(text: str) -> bool:
    lines = filter(None, text.split("\n"))
    return len(text) <= LONGEST_TEXT and all(is_line(line, LONGEST_TEXT) for line in lines)
