"""Extracts of the access log: made here for a reviewer, and taken in at the reviewer's (X07).

Source: lag (2001:454) 10 §, access is to be checked systematically and recurrently. An extract says
which cases by number and what was done, never who a person is (see ``handover.log_details``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from functools import partial
from pathlib import Path

from app.casework.codec import kind_name
from app.casework.handover_facts import KnownPerson, LogExtract, ReceivedPackage
from app.casework.two_people import same_person
from app.errors import Fault, Reason, Refusal
from app.handover import log_rows
from app.handover.kinds import HandoverKind
from app.handover.log_rows import Extract, ExtractHead, ExtractRow
from app.handover.package import Package, PackedBlob
from app.ids import BlobId, EntityId
from app.jsonvalue import JsonObject
from app.log_chain import START, ChainRow
from app.ports import Progress, no_progress
from app.usecases import registers, writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.handover.cards.card_register import known_people, person_by_key
from app.usecases.handover.logs.met_cases import MetCases
from app.usecases.handover.packages import sending
from app.usecases.handover.packages.arrivals import Doubt, Look, LookRow, RowState, Said, Taken
from app.usecases.handover.packages.parcels import Contents, Parcel
from app.usecases.handover.packages.sending import Sealed
from app.usecases.reading import register_of
from app.usecases.typed import Typed

_AT_A_TIME = 1_000
_BODY: JsonObject = {"format": log_rows.FORMAT}
_ROW = "extract"


@dataclass(frozen=True, slots=True)
class Ahead:
    """What an extract would hold, for the one who is about to hand it over."""

    rows: int
    cases: int
    protected: int
    """How many of the cases are marked as protected in it."""
    kept: int
    """Rows whose detail stays here."""
    gone: int
    """Rows whose detail was disposed of."""


# ----------------------------------------------------------------------------- at the owner's


def suggested_period(desk: Desk) -> tuple[str, str]:
    """The first and the last day of the month before this one: the law says recurrently, and a
    month is what is usual."""
    last = desk.now().date().replace(day=1) - timedelta(days=1)
    return last.replace(day=1).isoformat(), last.isoformat()


def look_ahead(desk: Desk, typed: JsonObject, progress: Progress = no_progress) -> Ahead:
    """Shows no row, and so is not logged. Raises as ``hand_over`` before anything is sealed."""
    _, first_day, last_day = _asked(desk, typed)
    extract = log_rows.decode(_extract_text(desk, first_day, last_day, progress))
    rows = extract.of_period
    return Ahead(
        rows=len(rows),
        cases=len(extract.head.cases),
        protected=sum(1 for case in extract.head.cases if case.protected),
        kept=sum(1 for row in rows if row.payload_hash and not row.gone),
        gone=sum(1 for row in rows if row.gone),
    )


def parcel_of(desk: Desk, typed: JsonObject, progress: Progress = no_progress) -> Parcel:
    """``typed``: to (a known person), first_day, last_day. Raises InvalidFields: an unknown
    person, the vault's own owner, days that have not come or stand in the wrong order; Refusal
    (log_empty)."""
    to, first_day, last_day = _asked(desk, typed)
    return Parcel(
        kind=HandoverKind.LOG_EXTRACT,
        to=to,
        purpose=f"Loggutdrag {first_day} – {last_day}",
        pick=partial(_contents, first_day, last_day, progress),
    )


def hand_over(
    desk: Desk, typed: JsonObject, folder: Path, progress: Progress = no_progress
) -> Sealed:
    """Seal an extract to its reviewer. Raises as ``parcel_of`` and ``sending.seal_parcel``."""
    return sending.seal_parcel(desk, parcel_of(desk, typed, progress), folder, progress)


def _asked(desk: Desk, typed: JsonObject) -> tuple[EntityId, str, str]:
    fields = Typed(typed, desk.now().date())
    to = EntityId(fields.line("to", required=True))
    known = {row.entity: row.person for row in known_people(desk)}
    if to and to not in known:
        fields.problem("to", Fault.UNKNOWN_REFERENCE)
    elif to and same_person(known[to].name, registers.own_card(desk).name):
        fields.problem("to", Fault.SAME_PERSON)
    first = fields.day("first_day", required=True, past=True)
    last = fields.day("last_day", required=True, past=True)
    fields.not_before("last_day", last, "first_day", first)
    fields.check()
    if desk.vault.log.span(first, last) is None:
        raise Refusal(Reason.LOG_EMPTY)
    return to, first, last


def _contents(first_day: str, last_day: str, progress: Progress, desk: Desk) -> Contents:
    data = _extract_text(desk, first_day, last_day, progress).encode()
    blob = BlobId(hashlib.sha256(data).hexdigest())
    packed = PackedBlob(desk.vault.journal.register, blob, log_rows.MEDIA_TYPE, data)
    return Contents(body=_BODY, made=(packed,))


def _extract_text(desk: Desk, first_day: str, last_day: str, progress: Progress) -> str:
    span = desk.vault.log.span(first_day, last_day)
    if span is None:
        raise Refusal(Reason.LOG_EMPTY)
    first, last = span
    cases = MetCases(desk)
    rows = [
        log_rows.packed(row, cases.told_of(row))
        if first <= row.sequence <= last
        else log_rows.at_end(row)
        for row in _read(desk, max(1, first - 1), last + 1, progress)
    ]
    head = ExtractHead(
        format=log_rows.FORMAT,
        first_day=first_day,
        last_day=last_day,
        made_at=desk.now().isoformat(timespec="seconds"),
        first=first,
        last=last,
        before=_hash_before(desk, rows[0]),
        register=desk.vault.journal.register,
        cases=cases.met(),
    )
    return log_rows.encode(head, rows)


def _read(desk: Desk, first: int, last: int, progress: Progress) -> Iterator[ChainRow]:
    for begin in range(first, last + 1, _AT_A_TIME):
        progress(begin - first, last + 1 - first)
        yield from desk.vault.log.chain(begin, min(last, begin + _AT_A_TIME - 1))
    progress(last + 1 - first, last + 1 - first)


def _hash_before(desk: Desk, row: ExtractRow) -> str:
    before = desk.vault.log.chain(row.sequence - 1, row.sequence - 1)
    return (before[0].hash if before else START).hex()


# -------------------------------------------------------------------------- at the reviewer's


def look_extract(desk: Desk, package: Package) -> Look:
    """Shows no row, and so is not logged as one. Raises Refusal: package_malformed,
    package_newer."""
    extract, _ = _unpacked(package)
    of = person_by_key(desk, package.envelope.sender_key)
    own = of is not None and same_person(of.person.name, registers.own_card(desk).name)
    head = extract.head
    return Look(
        rows=(LookRow(_ROW, RowState.NEW, kind_name(LogExtract), head.made_at, ""),),
        said=(
            Said("period", f"{head.first_day} – {head.last_day}"),
            Said("rows", str(len(extract.of_period))),
            Said("cases", str(len(head.cases))),
        ),
        all_or_nothing=True,
        stopped=Reason.REVIEW_BY_SAME if own else None,
        doubts=_look_through(desk, package, extract).doubts,
    )


def take_in_extract(
    desk: Desk, package: Package, person: KnownPerson, keys: frozenset[str]
) -> Taken:
    """Also one that raises doubts: it is evidence. Raises Refusal: package_malformed,
    package_newer, nothing_chosen, review_by_same."""
    if _ROW not in keys:
        raise Refusal(Reason.NOTHING_CHOSEN)
    if same_person(person.name, registers.own_card(desk).name):
        raise Refusal(Reason.REVIEW_BY_SAME)
    extract, packed = _unpacked(package)
    stream = desk.vault.journal.register
    of = person_by_key(desk, package.envelope.sender_key)
    if of is None:
        raise Refusal(Reason.PACKAGE_SENDER_UNKNOWN)
    found = _look_through(desk, package, extract)
    fact = LogExtract(
        of=of.entity,
        of_name=f"{person.name}, {person.title}",
        first_day=extract.head.first_day,
        last_day=extract.head.last_day,
        rows=len(extract.of_period),
        blob=desk.vault.blobs.put(stream, packed.data, log_rows.MEDIA_TYPE),
        anchor=extract.anchor,
        package=package.id,
        complete=found.complete,
        doubts=tuple(each.value for each in found.doubts),
    )
    entity = EntityId(desk.new_id())
    writing.add(desk, stream, entity, fact)
    return Taken(Changes.of(stream, Part.LOG_REVIEW, entity=entity), shows=entity)


def _unpacked(package: Package) -> tuple[Extract, PackedBlob]:
    payload = package.payload
    if payload.body.get("format") != log_rows.FORMAT or payload.records:
        raise Refusal(Reason.PACKAGE_MALFORMED)
    if len(payload.blobs) != 1 or payload.blobs[0].media_type != log_rows.MEDIA_TYPE:
        raise Refusal(Reason.PACKAGE_MALFORMED)
    try:
        text = payload.blobs[0].data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal(Reason.PACKAGE_MALFORMED) from None
    return log_rows.decode(text), payload.blobs[0]


class _Fits(Enum):
    """How a log is to what has been handed out of it before."""

    JOINED = "joined"
    """It goes on where the last one ended, or overlaps it; or is the first."""
    APART = "apart"
    """Rows between them are missing, so that nothing can be said."""
    NOT = "not"


@dataclass(frozen=True, slots=True)
class _Found:
    complete: bool
    doubts: tuple[Doubt, ...]


def _look_through(desk: Desk, package: Package, extract: Extract) -> _Found:
    """What the chain says of itself, and of what was handed out before. When it was made is not
    taken by the extract's word: the envelope says when it was sealed."""
    checked = log_rows.check(extract)
    sealed_on = package.envelope.sealed_at[:10]
    complete = checked.complete and extract.head.made_at[:10] == sealed_on
    if checked.broken_at is not None:
        return _Found(complete=False, doubts=(Doubt.LOG_BROKEN,))
    fits = _fits_before(desk, package, extract)
    if fits is _Fits.NOT:
        return _Found(complete, (Doubt.LOG_REWRITTEN,))
    whole = complete and fits is _Fits.JOINED
    return _Found(complete, () if whole else (Doubt.LOG_GAP,))


def _fits_before(desk: Desk, package: Package, extract: Extract) -> _Fits:
    """Against the extracts, and the anchor of every package, that have come from the same
    person."""
    of, register = person_by_key(desk, package.envelope.sender_key), register_of(desk)
    fits = [log_rows.fits_anchor(extract, package.envelope.anchor)]
    earlier: list[bool | None] = []
    if of is not None:
        fits += [
            log_rows.fits_anchor(extract, each.latest.fact.anchor)
            for each in register.of(ReceivedPackage)
            if each.latest.fact.sender == of.entity and each.latest.fact.anchor
        ]
        earlier = [
            _fits(desk, extract, each.latest.fact)
            for each in register.of(LogExtract)
            if each.latest.fact.of == of.entity
        ]
    if False in (*fits, *earlier):
        return _Fits.NOT
    return _Fits.JOINED if any(earlier) or not earlier else _Fits.APART


def _fits(desk: Desk, extract: Extract, earlier: LogExtract) -> bool | None:
    """Whether an extract and one that came before can be of one log: the later of the two must
    reach the end of the other."""
    answer = log_rows.fits_anchor(extract, earlier.anchor)
    if answer is not None or Doubt.LOG_BROKEN.value in earlier.doubts:
        return answer
    return log_rows.fits_anchor(read_extract(desk, earlier), extract.anchor)


def read_extract(desk: Desk, fact: LogExtract) -> Extract:
    """The rows that were sent. For use cases, which log before they show any."""
    data = desk.vault.blobs.get(desk.vault.journal.register, fact.blob)
    return log_rows.decode(data.decode("utf-8"))
