"""Sealing a parcel: what is to leave is noted first, and written to a file afterwards.

Before a single byte leaves, the case's register of disclosures and the register of packages have
their entries and the log its row. Whatever stops the file after that can only have made the
registers say too much, and later versions of the entries say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from app.casework import facts
from app.casework.codec import kind_name
from app.casework.handover_facts import SentPackage
from app.disclosure.gate import Form
from app.errors import Reason, Refusal
from app.handover.trust import Trust
from app.ids import EntityId, StreamId
from app.law.pack import Weighing
from app.log_codes import LogCode
from app.progress import Cancelled, Progress, no_progress
from app.usecases import writing
from app.usecases.changes import Changes, Part, part_of
from app.usecases.desk import Desk
from app.usecases.handover.packages.packing import Address, Packed, address_of, pack
from app.usecases.handover.packages.parcels import Parcel
from app.usecases.reading import register_of
from app.usecases.writing import Entry

SUFFIX: Final = ".aktpaket"
_CANCELLED: Final = "cancelled"
_NAMES: Final = 8
"""So many names are tried before a file that lies there already is a refusal."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What sealing would do, exactly, without having done it."""

    name: str
    title: str
    unit: str
    """Of the person it goes to, as the key card says."""
    confirmed: bool
    """The card has been compared. Else the one who sends is told so (yellow)."""
    kinds: Mapping[str, int]
    """Kind name → how many records go, in the order of their names."""
    records: int
    blobs: int
    size: int
    """Bytes before it is sealed."""
    number: int
    expires_on: str


@dataclass(frozen=True, slots=True)
class Sealed:
    changes: Changes
    path: Path
    sent: EntityId
    """The entity of ``sent/1``."""
    number: int


def outlook(desk: Desk, parcel: Parcel) -> Outlook:
    """What would leave, before it does. Writes nothing. Raises what stops ``seal_parcel`` before
    its file is written."""
    address = address_of(desk, parcel)
    with suppress(_OnlyLooking), desk.vault.together():
        written = _write(desk, parcel, address, "")
        raise _OnlyLooking
    kinds = Counter(record.kind_name for record in written.packed.contents.records)
    return Outlook(
        name=address.person.name,
        title=address.person.title,
        unit=address.person.unit,
        confirmed=address.trust is Trust.CONFIRMED,
        kinds=dict(sorted(kinds.items())),
        records=written.sent.records,
        blobs=written.sent.blobs,
        size=len(written.packed.data),
        number=written.sent.number,
        expires_on=written.sent.expires_on,
    )


def seal_parcel(
    desk: Desk, parcel: Parcel, folder: Path, progress: Progress = no_progress
) -> Sealed:
    """Let a parcel out as a file in ``folder``, named by eight digits.

    Raises Refusal: person_unknown, root_card_receives_nothing, person_key_expired,
    person_key_revoked, person_not_confirmed (the case has protected personal data),
    own_card_missing, own_card_revoked, nothing_to_send, package_too_large, what ``parcel.pick``
    raises; and, after the registers have their entries, what ``HandoverDoor.seal`` raises.
    Cancelled."""
    return seal_in_place_of(desk, parcel, folder, "", progress)


def seal_in_place_of(
    desk: Desk, parcel: Parcel, folder: Path, package: str, progress: Progress = no_progress
) -> Sealed:
    """As ``seal_parcel``, for what is sealed once more: ``package`` is the first one's id."""
    address = address_of(desk, parcel)
    with desk.vault.together():
        written = _write(desk, parcel, address, package)
    try:
        path = _seal(desk, written.packed, folder, progress)
    except Refusal as refusal:
        _not_written(desk, written, refusal.reason.value)
        raise
    except Cancelled:
        _not_written(desk, written, _CANCELLED)
        raise
    return Sealed(_changes(desk, parcel, written), path, written.entity, written.sent.number)


def next_number(desk: Desk, to: EntityId) -> int:
    """One more than the last package to this person had; those that were never written count."""
    sent = (each.latest.fact for each in register_of(desk).of(SentPackage))
    return max((each.number for each in sent if each.to == to), default=0) + 1


class _OnlyLooking(Exception):
    """Ends a transaction that was begun to see what would come of it."""


@dataclass(frozen=True, slots=True)
class _Written:
    """What the registers say of a package that has no file yet."""

    packed: Packed
    entity: EntityId
    sent: SentPackage
    stream: StreamId | None
    disclosure: facts.Disclosure | None


def _write(desk: Desk, parcel: Parcel, address: Address, instead_of: str) -> _Written:
    """Everything that is written before the file, in the transaction around it."""
    _write_entries(desk, parcel)
    number = next_number(desk, parcel.to)
    packed = pack(desk, parcel, address, number)
    disclosure = _disclose(desk, parcel, packed)
    sent = SentPackage(
        kind=parcel.kind.value,
        package=packed.id,
        number=number,
        to=parcel.to,
        to_fingerprint=address.person.fingerprint,
        sealed_at=packed.envelope.sealed_at,
        expires_on=packed.envelope.expires_on,
        cases=packed.envelope.cases,
        records=len(packed.contents.records),
        blobs=len(packed.contents.blobs) + len(packed.contents.made),
        heads=packed.heads,
        reply_to=parcel.reply_to,
        manifest=packed.manifest,
        disclosure=None if disclosure is None else disclosure[0],
        instead_of=instead_of,
    )
    entity = EntityId(desk.new_id())
    register = desk.vault.journal.register
    known = desk.vault.journal.records(register)
    writing.append(desk, register, known, [Entry(entity, sent), *_noted(parcel, packed)])
    of_case = {} if parcel.stream is None else {"stream": parcel.stream}
    desk.vault.log.write(
        LogCode.PACKAGE_SEALED,
        {
            **of_case,
            "package": packed.id,
            "kind": parcel.kind.value,
            "number": number,
            "records": sent.records,
            "to": parcel.to,
        },
    )
    entry = None if disclosure is None else disclosure[1]
    return _Written(packed, entity, sent, parcel.stream, entry)


def _noted(parcel: Parcel, packed: Packed) -> tuple[Entry, ...]:
    return () if parcel.noted is None else tuple(parcel.noted(packed.id))


def _write_entries(desk: Desk, parcel: Parcel) -> None:
    if parcel.entries:
        stream = parcel.stream or desk.vault.journal.register
        writing.append(desk, stream, desk.vault.journal.records(stream), parcel.entries)


def _disclose(
    desk: Desk, parcel: Parcel, packed: Packed
) -> tuple[EntityId, facts.Disclosure] | None:
    """The entry in the case's register of disclosures, with what tells by id what left."""
    disclosed, stream = parcel.disclosed, parcel.stream
    if disclosed is None or stream is None:
        return None
    request = disclosed.request
    entry = facts.Disclosure(
        recipient=request.recipient,
        recipient_name=disclosed.recipient.name,
        recipient_organisation=disclosed.recipient.organisation,
        ground=disclosed.ground.key,
        ground_text=disclosed.ground.reference,
        reason=request.reason,
        document=parcel.kind.value,
        profile=request.profile.value,
        source=request.source,
        leaves=tuple(category.value for category in disclosed.columns.leaves),
        stays=tuple(category.value for category in disclosed.columns.stays),
        copy_number=disclosed.copy_number,
        form=Form.PACKAGE.value,
        document_id=disclosed.document_id,
        blob=packed.manifest,
        explained=tuple(
            facts.ExplainedFinding(finding=finding, words=words)
            for finding, words in request.explanations
        ),
        consent=request.consent if disclosed.ground.weighing is Weighing.CONSENT else None,
    )
    entity = EntityId(desk.new_id())
    writing.append(desk, stream, desk.vault.journal.records(stream), [Entry(entity, entry)])
    return entity, entry


def _seal(desk: Desk, packed: Packed, folder: Path, progress: Progress) -> Path:
    """The file's name is of digits that say nothing, by the envelope's id, and is a free one."""
    for path in _names(folder, packed.id):
        try:
            desk.vault.handover.seal(packed.data, packed.recipients, path, progress)
        except Refusal as refusal:
            if refusal.reason is not Reason.FILE_EXISTS:
                raise
        else:
            return path
    raise Refusal(Reason.FILE_EXISTS)


def _names(folder: Path, package: str) -> Iterator[Path]:
    for place in range(_NAMES):
        digits = int(package[8 * place : 8 * place + 8], 16) % 10**8
        yield folder / f"{digits:08}{SUFFIX}"


def _not_written(desk: Desk, written: _Written, code: str) -> None:
    """Later versions of the entries say that no file came of it."""
    register = desk.vault.journal.register
    with desk.vault.together():
        failed = msgspec.structs.replace(written.sent, not_written=code)
        writing.revise(desk, register, written.entity, failed)
        if written.stream and written.sent.disclosure and written.disclosure:
            entry = msgspec.structs.replace(written.disclosure, not_written=code)
            writing.revise(desk, written.stream, written.sent.disclosure, entry)


def _changes(desk: Desk, parcel: Parcel, written: _Written) -> Changes:
    parts = {Part.PACKAGES, *(part_of(kind_name(type(entry.fact))) for entry in parcel.entries)}
    streams = {desk.vault.journal.register}
    if parcel.stream is not None:
        streams.add(parcel.stream)
        parts |= {Part.CASE, Part.DISCLOSED, Part.SHARING}
    return Changes(frozenset(streams), frozenset(parts), written.entity)
