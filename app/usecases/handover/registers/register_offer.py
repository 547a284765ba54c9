"""What of this vault's register can be handed on (F032, X19), and what cannot.

Nothing that is about a client: recipients that are a client, kin or only the holder of a key card
stay, and so does every entry with words that look like a number or an address of somebody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.casework.fact import Fact
from app.casework.handover_facts import KnownPerson
from app.casework.projection import only_entity
from app.casework.register import Register
from app.casework.register_facts import MethodPackInstalled
from app.casework.state import Entity
from app.casework.unit_facts import DelegationOrder, LocalDeadline, Unit
from app.casework.units import RegisteredUnit
from app.disclosure.linter import FindingKind, Known, Words, findings
from app.errors import Refusal
from app.forms.method_pack import MethodPack, write_method_pack
from app.handover.register_body import (
    MOST_BEFORE,
    RECIPIENTS,
    Entry,
    Pack,
    PackKind,
    blob_of,
    cleaned,
    digest,
    is_sound,
    texts_in,
)
from app.handover.trust import Trust
from app.ids import EntityId
from app.usecases import legal_packs
from app.usecases.desk import Desk
from app.usecases.forms import templates
from app.usecases.handover.cards import card_register
from app.usecases.reading import register_of
from app.usecases.unit.units import all_units

_POINTS_OUT: Final = frozenset(FindingKind) - {FindingKind.MARKER}
_OF_CONTACT: Final = frozenset({FindingKind.PHONE, FindingKind.EMAIL})
"""A unit's own number is what its field of contact is for."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be handed on. ``key`` is what is typed to choose it."""

    key: str
    name: str
    points_out: bool = False
    """It looks as if it pointed somebody out, and stays."""


@dataclass(frozen=True, slots=True)
class OfferedEntry:
    thing: Thing
    entry: Entry


@dataclass(frozen=True, slots=True)
class OfferedPack:
    thing: Thing
    pack: Pack


@dataclass(frozen=True, slots=True)
class Offer:
    """By the names that they are typed under."""

    units: tuple[OfferedEntry, ...]
    recipients: tuple[OfferedEntry, ...]
    delegation: tuple[OfferedEntry, ...]
    deadlines: tuple[OfferedEntry, ...]
    people: tuple[tuple[Thing, KnownPerson], ...]
    legal: tuple[OfferedPack, ...]
    methods: tuple[OfferedPack, ...]
    templates: tuple[OfferedPack, ...]

    @property
    def entries(self) -> tuple[OfferedEntry, ...]:
        return (*self.units, *self.recipients, *self.delegation, *self.deadlines)

    @property
    def stays(self) -> tuple[str, ...]:
        """Names of what looks as if it pointed somebody out."""
        return tuple(each.thing.name for each in self.entries if each.thing.points_out)


def offer(desk: Desk) -> Offer:
    """Not logged: that is done by whoever shows or sends it."""
    register = register_of(desk)
    return Offer(
        units=tuple(_units(desk, register)),
        recipients=tuple(_recipients(register)),
        delegation=tuple(_order(desk, register)),
        deadlines=tuple(_deadlines(desk, register)),
        people=tuple(_people(desk)),
        legal=tuple(_legal(desk)),
        methods=tuple(_methods(desk, register)),
        templates=tuple(_templates(desk, register)),
    )


# ----------------------------------------------------------------------------------- entries


def _units(desk: Desk, register: Register) -> Iterator[OfferedEntry]:
    """Those that this vault says something of; the others come with every program."""
    known, versions = all_units(desk), {each.id: each for each in register.of(Unit)}
    changed: Iterable[RegisteredUnit] = (each for each in known if each.changed)
    for each in sorted(changed, key=lambda unit: unit.unit.name.casefold()):
        entry = _entry(each.id, each.unit, _facts(versions[each.id]))
        yield OfferedEntry(_thing(each.id, each.unit.name, entry), entry)


def _recipients(register: Register) -> Iterator[OfferedEntry]:
    people = {each.latest.fact.recipient for each in register.of(KnownPerson)}
    for each in register.recipients:
        fact = each.latest.fact
        if each.id in people or fact.retired or fact.kind not in RECIPIENTS or each.disputed:
            continue
        entry = _entry(each.id, fact, _facts(each))
        name = ", ".join(part for part in (fact.name, fact.organisation) if part)
        yield OfferedEntry(_thing(each.id, name, entry), entry)


def _order(desk: Desk, register: Register) -> Iterator[OfferedEntry]:
    for each in register.of(DelegationOrder):
        if each.id == only_entity(desk.vault.journal.register) and not each.disputed:
            fact = each.latest.fact
            entry = _entry(EntityId(""), fact, _facts(each))
            yield OfferedEntry(_thing("order", fact.decided_on, entry), entry)


def _deadlines(desk: Desk, register: Register) -> Iterator[OfferedEntry]:
    rules = {rule.key: rule.heading for rule in desk.law.deadlines if rule.local}
    for each in register.of(LocalDeadline):
        fact = each.latest.fact
        if fact.key in rules and not each.disputed:
            entry = _entry(EntityId(""), fact, _facts(each))
            yield OfferedEntry(_thing(fact.key, rules[fact.key], entry), entry)


def _facts(entity: Entity[Fact]) -> Sequence[Fact]:
    return tuple(version.fact for version in entity.versions)


def _entry(entity: EntityId, fact: Fact, versions: Sequence[Fact]) -> Entry:
    now = cleaned(fact)
    before = dict.fromkeys(digest(cleaned(each)) for each in versions)
    before.pop(digest(now), None)
    return Entry(entity, now, tuple(before)[-MOST_BEFORE:])


def _thing(key: str, name: str, entry: Entry) -> Thing:
    return Thing(key, name, points_out=points_out(entry.fact) or not is_sound(entry))


def points_out(fact: Fact) -> bool:
    """Whether some text of an entry looks like the number or the address of somebody."""
    texts = (Words(where, text) for where, text in texts_in(fact))
    return any(
        each.kind in _POINTS_OUT
        and not (isinstance(fact, Unit) and each.where == "contact" and each.kind in _OF_CONTACT)
        for each in findings(texts, Known())
    )


# --------------------------------------------------------------------------- cards and packs


def _people(desk: Desk) -> Iterator[tuple[Thing, KnownPerson]]:
    for row in card_register.known_people(desk):
        if row.trust in (Trust.CONFIRMED, Trust.SEEN):
            person = row.person
            who = (person.name, person.title, person.unit)
            yield Thing(row.entity, ", ".join(part for part in who if part)), person


def _legal(desk: Desk) -> Iterator[OfferedPack]:
    """In use, in the order in which they came to hold."""
    used = [each for each in legal_packs.installed(desk) if not each.latest.fact.retired]
    for each in sorted(used, key=lambda pack: pack.latest.fact.effective_from):
        fact = each.latest.fact
        data = desk.vault.blobs.get(desk.vault.journal.register, fact.digest)
        thing = Thing(each.id, f"{fact.publisher}, {fact.version}")
        yield OfferedPack(thing, Pack(PackKind.LEGAL, data))


def _methods(desk: Desk, register: Register) -> Iterator[OfferedPack]:
    for each in register.method_packs:
        data = method_pack_bytes(desk, each.latest.fact)
        if data is not None:
            thing = Thing(each.id, f"{each.latest.fact.name} {each.latest.fact.version}")
            yield OfferedPack(thing, Pack(PackKind.METHOD, data))


def method_pack_bytes(desk: Desk, fact: MethodPackInstalled) -> bytes | None:
    """The file that a method pack came in, put together again of what was kept of it; None when
    that does not give the very bytes."""
    library = templates.library(desk)
    try:
        data = write_method_pack(
            MethodPack(
                name=fact.name,
                version=fact.version,
                publisher=fact.publisher,
                effective_from=fact.effective_from,
                templates=tuple(library.get(key) for key in fact.templates),
                note=fact.note,
                texts=fact.texts,
            )
        )
    except Refusal:
        return None
    return data if blob_of(data) == fact.digest else None


def _templates(desk: Desk, register: Register) -> Iterator[OfferedPack]:
    """Those that came in no pack, and are in use."""
    for each in register.templates:
        fact = each.latest.fact
        if fact.pack is None and not fact.retired:
            data = desk.vault.blobs.get(desk.vault.journal.register, fact.blob)
            thing = Thing(f"{fact.url}|{fact.version}", f"{fact.title} {fact.version}")
            yield OfferedPack(thing, Pack(PackKind.TEMPLATE, data))
