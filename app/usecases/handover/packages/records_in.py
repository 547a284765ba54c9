"""Records that others have written: what they would add to what is here, and taking them in.

The rows of a look are entities. What is accepted is taken in whole: with all versions that came,
the attachments they name, and cards that tell who stands behind their keys. A correction or a
closing of somebody else's record is shown as what it is, and is nothing until it is accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date

import msgspec

from app.casework.facts import AuthorCard
from app.casework.handover_facts import KnownPerson
from app.casework.history import Change, between, from_nothing
from app.casework.projection import fold
from app.casework.register import Register
from app.casework.unit_facts import Disposal, DisposalStatus
from app.errors import Reason, Refusal
from app.handover.incoming import Group, Here, weigh
from app.handover.package import Package
from app.handover.trust import signature_counts
from app.ids import BlobId, EntityId, KeyId, StreamId
from app.journal.blob_names import blob_names
from app.journal.record import Record
from app.usecases import writing
from app.usecases.changes import Changes, Part, part_of
from app.usecases.desk import Desk
from app.usecases.handover.packages.arrivals import (
    CHOOSABLE,
    Doubt,
    Look,
    LookRow,
    RowState,
    Taken,
    needed,
)
from app.usecases.reading import register_of
from app.usecases.writing import Entry


def look_records(desk: Desk, package: Package) -> Look:
    """A row for each entity of each case, and one more for what of it cannot be taken in. Raises
    Refusal (package_malformed) for records that are not of the envelope's cases, or that are of
    this vault's own register."""
    register = register_of(desk)
    groups = _weighed(desk, register, package)
    authors = _Authors(register, package)
    rows = tuple(row for group in groups for row in _rows(group, authors))
    doubtful = any(authors.is_revoked(each) for group in groups for each in group.added)
    return Look(
        rows=rows,
        case_label=_case_label(desk, package, groups),
        doubts=(Doubt.REVOKED_AUTHOR,) if doubtful else (),
    )


def take_in_records(
    desk: Desk, package: Package, person: KnownPerson, keys: frozenset[str]
) -> Taken:
    """Add the records of these rows and of those they need, in the transaction around it. Raises
    Refusal: nothing_chosen where there is something to choose, revised_since for a key that is no
    row that can be chosen."""
    register = register_of(desk)
    groups = {group.place.key: group for group in _weighed(desk, register, package)}
    authors = _Authors(register, package)
    rows = [row for group in groups.values() for row in _rows(group, authors)]
    choosable = {row.key for row in rows if row.state in CHOOSABLE}
    if not keys <= choosable:
        raise Refusal(Reason.REVISED_SINCE)
    if choosable and not keys:
        raise Refusal(Reason.NOTHING_CHOSEN)
    chosen = needed(rows, keys)
    records = [record for key in sorted(chosen) for record in groups[key].added]
    _tell_authors(desk, authors, records, told_by=person.fingerprint)
    _put_blobs(desk, package, records)
    desk.vault.journal.append(records)
    return Taken(
        changes=_changes(desk, records),
        added=tuple(record.id for record in records),
        stream=next(iter(package.envelope.cases), None),
        partly=chosen != choosable or any(group.refused for group in groups.values()),
    )


def _weighed(desk: Desk, register: Register, package: Package) -> tuple[Group, ...]:
    cases, journal = package.envelope.cases, desk.vault.journal
    streams = {record.content.stream for record in package.payload.records}
    if not streams <= set(cases) or journal.register in streams:
        raise Refusal(Reason.PACKAGE_MALFORMED)
    packed = {(each.stream, each.blob) for each in package.payload.blobs}

    def has_blob(stream: StreamId, blob: str) -> bool:
        return (stream, blob) in packed or _lies_here(desk, stream, BlobId(blob))

    here = Here(
        records={each.id: each for stream in streams for each in journal.records(stream)},
        authors=_Authors(register, package).keys,
        disposed=_disposed(register),
        has_blob=has_blob,
    )
    return weigh(package.payload.records, here, desk.vault.handover.verify)


def _lies_here(desk: Desk, stream: StreamId, blob: BlobId) -> bool:
    with suppress(Refusal):
        desk.vault.blobs.media_type(stream, blob)
        return True
    return False


def _disposed(register: Register) -> frozenset[StreamId]:
    return frozenset(
        each.latest.fact.case
        for each in register.of(Disposal)
        if each.latest.fact.status is DisposalStatus.DONE
    )


# ---------------------------------------------------------------------------- who stands behind


class _Authors:
    """Who stands behind a key. What this vault knows goes before what the sender tells: nobody
    can put a name on a key that is known here."""

    def __init__(self, register: Register, package: Package) -> None:
        self._here = {each.latest.fact.key: each.latest.fact for each in register.author_cards}
        self._told = {card.key: card for card in package.payload.authors}
        people = [each.latest.fact for each in register.of(KnownPerson)]
        self._people = {each.signing_key: each for each in people if not each.root}

    @property
    def keys(self) -> frozenset[KeyId]:
        return frozenset((*self._here, *self._told))

    def is_revoked(self, record: Record) -> bool:
        """Whether the key no longer was its person's to sign with, by the record's own day."""
        content = record.content
        person = self._people.get(content.author.key)
        day = date.fromisoformat(content.written_at[:10])
        return person is not None and not signature_counts(person, content.author.key, day)

    def is_told(self, key: KeyId) -> bool:
        here = self._here.get(key)
        return (here is None or bool(here.told_by)) and key not in self._people

    def card(self, key: KeyId) -> AuthorCard | None:
        """What to write of a key that no record of the register tells of; None for one that some
        does. A person whose key card is here is called what the card says."""
        if key in self._here:
            return None
        told = self._told[key]
        person = self._people.get(key)
        if person is None:
            return told
        return msgspec.structs.replace(
            told,
            name=person.name,
            title=person.title,
            unit=person.unit,
            municipality=person.municipality,
        )

    def words(self, key: KeyId) -> str:
        card = self._here.get(key) or (self.card(key) if key in self._told else None)
        if card is None:
            return ""
        return ", ".join(each for each in (card.name, card.title, card.unit) if each)


def _tell_authors(
    desk: Desk, authors: _Authors, records: Iterable[Record], *, told_by: str
) -> None:
    """Only then do their records verify (``journal.author_keys``)."""
    keys = dict.fromkeys(record.content.author.key for record in records)
    cards = (authors.card(key) for key in keys)
    entries = [
        Entry(EntityId(desk.new_id()), msgspec.structs.replace(card, told_by=told_by))
        for card in cards
        if card is not None
    ]
    if entries:
        register = desk.vault.journal.register
        writing.append(desk, register, desk.vault.journal.records(register), entries)


# ------------------------------------------------------------------------------------ the rows


def _rows(group: Group, authors: _Authors) -> Iterable[LookRow]:
    if group.added:
        shown = group.shown
        yield _row(
            group.place.key,
            _state(group),
            shown,
            authors,
            changes=_differences(group, shown),
            records=len(group.added),
            needs=tuple(sorted(place.key for place in group.needs)),
        )
    elif not group.refused:
        yield _row(group.place.key, RowState.KNOWN, group.shown, authors, records=group.known)
    for number, refused in enumerate(group.refused, start=1):
        yield _row(
            f"{group.place.key}:refused:{number}",
            RowState.REFUSED,
            refused.record,
            authors,
            reason=refused.reason,
        )


def _row(
    key: str,
    state: RowState,
    shown: Record,
    authors: _Authors,
    *,
    changes: tuple[Change, ...] = (),
    records: int = 1,
    needs: tuple[str, ...] = (),
    reason: Reason | None = None,
) -> LookRow:
    return LookRow(
        key=key,
        state=state,
        kind=shown.kind_name,
        happened_at=shown.content.happened_at,
        author=authors.words(shown.content.author.key),
        told=authors.is_told(shown.content.author.key),
        changes=changes,
        records=records,
        needs=needs,
        reason=reason,
    )


def _state(group: Group) -> RowState:
    if len(group.heads_then) > 1:
        return RowState.CONFLICT
    return RowState.NEWER if group.here else RowState.NEW


def _differences(group: Group, shown: Record) -> tuple[Change, ...]:
    return between(group.heads_here[-1], shown) if group.here else from_nothing(shown)


def _case_label(desk: Desk, package: Package, groups: Sequence[Group]) -> str:
    """As it will be called here, should all of it be accepted."""
    for stream in package.envelope.cases:
        new = (each for group in groups if group.place.stream == stream for each in group.added)
        label = fold(stream, (*desk.vault.journal.records(stream), *new)).label
        if label:
            return label
    return ""


# ------------------------------------------------------------------------------------ taking in


def _put_blobs(desk: Desk, package: Package, records: Iterable[Record]) -> None:
    """The attachments that these records name, and no others that came."""
    packed = {(each.stream, each.blob): each for each in package.payload.blobs}
    for record in records:
        for blob in blob_names(record.content.body):
            each = packed.get((record.content.stream, BlobId(blob)))
            if each is not None:
                desk.vault.blobs.put(each.stream, each.data, each.media_type)


def _changes(desk: Desk, records: Sequence[Record]) -> Changes:
    streams = {record.content.stream for record in records}
    parts = {part_of(record.kind_name) for record in records}
    every = {Part.CASES, Part.CASE, Part.HISTORY, Part.PACKAGES, Part.REGISTER, Part.SHARING}
    return Changes(frozenset({desk.vault.journal.register, *streams}), frozenset(parts | every))
