"""Legal packs: looked at before they are taken in, taken in whole, and taken out of use (X19,
F032). Decisions that are signed keep the words of law that were written in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import msgspec

from app.casework.register import fold_register
from app.casework.state import Entity
from app.casework.unit_facts import LegalPackInstalled
from app.errors import Reason, Refusal
from app.ids import BlobId, EntityId
from app.journal.record import Record
from app.jsonvalue import JsonObject
from app.law.entry import Entry
from app.law.pack import LegalPack
from app.law.pack_file import LegalPackFile, read_legal_pack, write_legal_pack
from app.law.shelf import LawShelf
from app.ports import LogCode
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.pack_origin import PLAIN_FILE, PackOrigin
from app.usecases.typed import Typed
from app.usecases.watching import local_deadlines

MEDIA_TYPE = "application/json"


class Difference(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class EntryDifference:
    """What a pack says otherwise than the one in force, by key."""

    key: str
    difference: Difference
    reference: str
    """As the new pack prints it; of what is removed, as the old did."""


@dataclass(frozen=True, slots=True)
class LegalPackPreview:
    pack: LegalPackFile
    differences: tuple[EntryDifference, ...]
    hindered: Reason | None
    """Why it cannot be taken in, if that is so; ``already_signed`` when this very file is in."""


def learn(shelf: LawShelf, records: Iterable[Record], read_blob: Callable[[BlobId], bytes]) -> None:
    """Put on the shelf what a vault's register says is in use. A pack that this program cannot
    use (made for another version of it) is left out, and the one before it holds. The vault's
    own values of deadlines lie over it."""
    known = tuple(records)
    shelf.put(_readable(_entities(known), read_blob))
    shelf.put_local(local_deadlines.values_of(known))


def installed(desk: Desk) -> tuple[Entity[LegalPackInstalled], ...]:
    """Every pack that has been taken in, the latest first."""
    register = desk.vault.journal.register
    return tuple(reversed(_entities(desk.vault.journal.records(register))))


def preview(desk: Desk, pack: LegalPackFile) -> LegalPackPreview:
    """What ``install`` would do. Writes nothing."""
    return LegalPackPreview(pack, differences(desk.law, pack.law), _hindrance(desk, pack))


def install(desk: Desk, pack: LegalPackFile, origin: PackOrigin = PLAIN_FILE) -> Changes:
    """Take the pack in. It holds from its day, in this session too. ``origin``: who has signed
    it. Raises Refusal: already_signed, legal_pack_changed, legal_pack_older."""
    hindrance = _hindrance(desk, pack)
    if hindrance is not None:
        raise Refusal(hindrance)
    register, entity = desk.vault.journal.register, EntityId(desk.new_id())
    fact = LegalPackInstalled(
        version=pack.version,
        publisher=pack.publisher,
        effective_from=pack.effective_from,
        digest=BlobId(pack.digest),
        reviewed=pack.law.reviewed,
        note=pack.note,
        signed_by=origin.signed_by,
        signed_by_key=origin.signed_by_key,
        package=origin.package,
    )
    with desk.vault.together():
        desk.vault.blobs.put(register, write_legal_pack(pack), MEDIA_TYPE)
        writing.add(desk, register, entity, fact)
    take_up(desk)
    return _changed(desk, entity)


def retire(desk: Desk, entity: EntityId) -> Changes:
    """Take a pack out of use: the one before holds again. Raises Refusal: entity_unknown."""
    found = [each for each in installed(desk) if each.id == entity]
    if not found:
        raise Refusal(Reason.ENTITY_UNKNOWN)
    fact = msgspec.structs.replace(found[0].latest.fact, retired=True)
    writing.revise(desk, desk.vault.journal.register, entity, fact)
    take_up(desk)
    return _changed(desk, entity)


def take_up(desk: Desk) -> None:
    """Let the shelf and the index be as the register says, from now on: after anything of what
    lies on the shelf was written there."""
    register = desk.vault.journal.register

    def read_blob(blob: BlobId) -> bytes:
        return desk.vault.blobs.get(register, blob)

    learn(desk.laws, desk.vault.journal.records(register), read_blob)
    desk.vault.renew_index()


def export(desk: Desk, typed: JsonObject, path: Path) -> None:
    """The pack in force as a file, for a jurist to edit. ``typed``: version, publisher,
    effective_from, note. It holds nothing of any case, and is logged. Raises InvalidFields;
    Refusal: legal_pack_invalid when the texts are not at hand, and as ``Desk.save_file``."""
    fields = Typed(typed, desk.now().date())
    version = fields.line("version", required=True)
    publisher = fields.line("publisher", required=True)
    effective_from = fields.day("effective_from", required=True)
    note = fields.text("note")
    fields.check()
    present = desk.laws.file_in_force(fields.today)
    texts = desk.laws.own_texts if present is None else present.texts
    if texts is None:
        raise Refusal(Reason.LEGAL_PACK_INVALID)
    pack = LegalPackFile(version, publisher, effective_from, texts, desk.law, note)
    data = write_legal_pack(pack)
    desk.vault.log.write(LogCode.EXPORTED, {"legal_pack": read_legal_pack(data).digest})
    desk.save_file(path, data)


def differences(old: LegalPack, new: LegalPack) -> tuple[EntryDifference, ...]:
    """What is added, removed and changed, in the order of the new pack and then of the old."""
    before, after = _by_key(old), _by_key(new)
    found = [
        EntryDifference(key[1], Difference.ADDED, entries[0].reference)
        if key not in before
        else EntryDifference(key[1], Difference.CHANGED, entries[0].reference)
        for key, entries in after.items()
        if before.get(key) != entries
    ]
    gone = [
        EntryDifference(key[1], Difference.REMOVED, entries[0].reference)
        for key, entries in before.items()
        if key not in after
    ]
    return (*found, *gone)


def _by_key(law: LegalPack) -> dict[tuple[str, str], tuple[Entry, ...]]:
    """Every entry of each key, by what sort of entry it is too: two lists may use one key."""
    found: dict[tuple[str, str], tuple[Entry, ...]] = {}
    for each in law.entries:
        key = (type(each).__name__, each.key)
        found[key] = (*found.get(key, ()), each)
    return found


def _hindrance(desk: Desk, pack: LegalPackFile) -> Reason | None:
    known = [each.latest.fact for each in installed(desk) if not each.latest.fact.retired]
    if any(each.digest == pack.digest for each in known):
        return Reason.ALREADY_SIGNED
    if any(each.version == pack.version for each in known):
        return Reason.LEGAL_PACK_CHANGED
    if any(each.effective_from > pack.effective_from for each in known):
        return Reason.LEGAL_PACK_OLDER
    return None


def _changed(desk: Desk, entity: EntityId) -> Changes:
    parts = (Part.LAW, Part.WATCH, Part.DISPOSAL)
    return Changes.of(desk.vault.journal.register, *parts, entity=entity)


def _entities(records: Iterable[Record]) -> tuple[Entity[LegalPackInstalled], ...]:
    return fold_register(records).of(LegalPackInstalled)


def _readable(
    entities: Iterable[Entity[LegalPackInstalled]], read_blob: Callable[[BlobId], bytes]
) -> Iterator[LegalPackFile]:
    for each in entities:
        fact = each.latest.fact
        if fact.retired:
            continue
        try:
            pack = read_legal_pack(read_blob(fact.digest))
        except Refusal:
            continue
        yield replace(pack, effective_from=fact.effective_from)
