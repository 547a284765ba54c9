"""A register from the unit to somebody else's vault: what is chosen of it, sealed to one card.

It is of no case: it passes no gate, and nothing of a case has a place in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from app.casework.handover_facts import KnownPerson
from app.casework.unit_facts import Unit
from app.errors import Fault, Reason, Refusal
from app.handover.kinds import HandoverKind
from app.handover.package import PackedBlob
from app.handover.register_body import Pack, PackKind, RegisterBody, blob_of, write_body
from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.log_codes import LogCode
from app.progress import Progress, no_progress
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.handover.cards import card_register
from app.usecases.handover.packages import sending
from app.usecases.handover.packages.parcels import Contents, Parcel
from app.usecases.handover.packages.sending import Outlook, Sealed
from app.usecases.handover.registers.register_offer import Offer, OfferedEntry, OfferedPack, offer
from app.usecases.typed import Typed

PURPOSE: Final = "Register från enheten"
CHOICES: Final = (
    "units",
    "recipients",
    "delegation",
    "deadlines",
    "people",
    "legal",
    "methods",
    "templates",
)
"""The lists of ``typed``, each of keys of ``register_offer.Thing``."""

_MEDIA_TYPES: Final = {
    PackKind.LEGAL: "application/json",
    PackKind.METHOD: "application/json",
    PackKind.TEMPLATE: "application/fhir+json",
}


@dataclass(frozen=True, slots=True)
class Ahead:
    """What would leave, before it does."""

    outlook: Outlook
    leaves: tuple[tuple[str, tuple[str, ...]], ...]
    """Each list of ``CHOICES`` of which something goes, with the names of what goes."""
    stays: tuple[str, ...]
    """Names of what looks as if it pointed somebody out."""


def shown_offer(desk: Desk) -> Offer:
    """What there is to choose among. Logged."""
    desk.vault.log.write(LogCode.PART_OPENED, {"part": Part.UNITS.value, "list": "register_offer"})
    return offer(desk)


def look_ahead(desk: Desk, typed: JsonObject) -> Ahead:
    """What ``hand_over`` would let out. Writes nothing. Raises as it does before its file."""
    parcel, chosen = _asked(desk, typed)
    return Ahead(sending.outlook(desk, parcel), chosen.names, offer(desk).stays)


def hand_over(
    desk: Desk, typed: JsonObject, folder: Path, progress: Progress = no_progress
) -> Sealed:
    """``typed``: to (a known person), and the lists of ``CHOICES``. What a chosen unit lies under
    goes with it. Raises InvalidFields; Refusal: register_points_out when that must stay, and as
    ``sending.seal_parcel``."""
    return sending.seal_parcel(desk, _asked(desk, typed)[0], folder, progress)


@dataclass(frozen=True, slots=True)
class _Chosen:
    entries: tuple[OfferedEntry, ...]
    people: tuple[KnownPerson, ...]
    packs: tuple[OfferedPack, ...]
    names: tuple[tuple[str, tuple[str, ...]], ...]


def _asked(desk: Desk, typed: JsonObject) -> tuple[Parcel, _Chosen]:
    fields = Typed(typed, desk.now().date())
    to = EntityId(fields.line("to", required=True))
    known = {row.entity for row in card_register.known_people(desk)}
    if to and to not in known:
        fields.problem("to", Fault.UNKNOWN_REFERENCE)
    chosen = _chosen(fields, offer(desk))
    if not chosen.names:
        fields.problem(CHOICES[0], Fault.ONE_NEEDED)
    fields.check()
    parcel = Parcel(
        kind=HandoverKind.REGISTER, to=to, purpose=PURPOSE, pick=partial(_contents, chosen)
    )
    return parcel, chosen


def _chosen(fields: Typed, there: Offer) -> _Chosen:
    units = _ticked_entries(fields, "units", there.units)
    entries = {
        "units": _with_those_above(units, there.units),
        "recipients": _ticked_entries(fields, "recipients", there.recipients),
        "delegation": _ticked_entries(fields, "delegation", there.delegation),
        "deadlines": _ticked_entries(fields, "deadlines", there.deadlines),
    }
    keys = fields.codes("people", {thing.key for thing, _ in there.people})
    people = [(thing, person) for thing, person in there.people if thing.key in keys]
    packs = {
        "legal": _ticked_packs(fields, "legal", there.legal),
        "methods": _ticked_packs(fields, "methods", there.methods),
        "templates": _ticked_packs(fields, "templates", there.templates),
    }
    names = {
        **{name: [each.thing.name for each in found] for name, found in entries.items()},
        "people": [thing.name for thing, _ in people],
        **{name: [each.thing.name for each in found] for name, found in packs.items()},
    }
    return _Chosen(
        entries=tuple(each for found in entries.values() for each in found),
        people=tuple(person for _, person in people),
        packs=tuple(each for found in packs.values() for each in found),
        names=tuple((name, tuple(names[name])) for name in CHOICES if names[name]),
    )


def _ticked_entries(
    fields: Typed, name: str, there: tuple[OfferedEntry, ...]
) -> tuple[OfferedEntry, ...]:
    keys = fields.codes(name, {each.thing.key for each in there if not each.thing.points_out})
    return tuple(each for each in there if each.thing.key in keys)


def _ticked_packs(
    fields: Typed, name: str, there: tuple[OfferedPack, ...]
) -> tuple[OfferedPack, ...]:
    keys = fields.codes(name, {each.thing.key for each in there})
    return tuple(each for each in there if each.thing.key in keys)


def _with_those_above(
    chosen: Iterable[OfferedEntry], there: Iterable[OfferedEntry]
) -> tuple[OfferedEntry, ...]:
    """What a unit lies under or came of is needed to read it. Raises Refusal
    (register_points_out)."""
    known = {each.entry.entity: each for each in there}
    found: dict[EntityId, OfferedEntry] = {}
    waiting = [each.entry.entity for each in chosen]
    while waiting:
        each = known.get(waiting.pop())
        if each is None or each.entry.entity in found:
            continue
        if each.thing.points_out:
            raise Refusal(Reason.REGISTER_POINTS_OUT)
        found[each.entry.entity] = each
        waiting += needed_units(each.entry.fact)
    return tuple(each for each in there if each.entry.entity in found)


def needed_units(fact: object) -> Iterator[EntityId]:
    """The units that a unit names."""
    if isinstance(fact, Unit):
        yield from fact.predecessors
        if fact.parent is not None:
            yield fact.parent


def _contents(chosen: _Chosen, desk: Desk) -> Contents:
    """Entries, texts and packs: no record, and no attachment of a case."""
    cards = dict.fromkeys(text for each in chosen.people for text in (each.card, *each.vouchers))
    packs = {blob_of(each.pack.data): each.pack for each in chosen.packs}
    body = RegisterBody(
        entries=tuple(each.entry for each in chosen.entries),
        cards=tuple(cards),
        packs=tuple(packs.values()),
    )
    return Contents(body=write_body(body), made=tuple(map(partial(_packed, desk), packs.values())))


def _packed(desk: Desk, pack: Pack) -> PackedBlob:
    register = desk.vault.journal.register
    return PackedBlob(register, blob_of(pack.data), _MEDIA_TYPES[pack.kind], pack.data)
