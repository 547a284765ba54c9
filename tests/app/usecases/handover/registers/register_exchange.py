"""A vault with something in its register, and packages of it on their way to another."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, cast

import msgspec

from app.casework.fact import Fact
from app.casework.register_facts import TemplateSource
from app.handover import package_bytes
from app.handover.kinds import HandoverKind
from app.handover.package import Package, PackedBlob, Payload
from app.ids import BlobId, EntityId
from app.jsonvalue import JsonObject
from app.usecases import legal_packs, registers
from app.usecases.decision import delegation
from app.usecases.forms import method_packs, templates
from app.usecases.handover.registers import register_packages
from app.usecases.handover.registers.register_offer import Offer, offer
from app.usecases.unit import units
from app.usecases.watching import local_deadlines
from tests.app.usecases import test_legal_packs, test_method_packs
from tests.app.usecases.test_delegation import ORDER
from tests.app.usecases.test_templates import template
from tests.handover import Side, arrived, envelope, packed, sealed

UNIT = "Provenheten"
ABOVE = "Provavdelningen"
LOOSE = template("7.0.0")


def new_entity(side: Side) -> EntityId:
    return EntityId(side.desk.new_id())


def filled(side: Side) -> EntityId:
    """One of everything that can be handed on. The unit is given back."""
    desk = side.desk
    above, unit = new_entity(side), new_entity(side)
    units.add_unit(desk, above, {"kind": "department", "name": ABOVE, "valid_from": "2026-01-01"})
    typed = {"kind": "unit", "name": UNIT, "parent": above, "contact": "Växeln, 08-465 004 00"}
    units.add_unit(desk, unit, typed)
    registers.add_recipient(
        desk,
        new_entity(side),
        {"name": "Kontaktperson", "organisation": "Provboendet", "kind": "provider"},
    )
    delegation.save_order(desk, ORDER)
    local_deadlines.set_local(
        desk,
        new_entity(side),
        {"key": "plan_due", "valid_from": "2026-01-01", "weeks": "3", "reason": "Rutin"},
    )
    legal_packs.install(desk, test_legal_packs.pack())
    method_packs.install_pack(desk, test_method_packs.pack(template("1.0.0")))
    templates.install(desk, LOOSE, TemplateSource.STANDARD)
    return unit


def everything(there: Offer) -> dict[str, list[str]]:
    """Every list of what can be handed on, ticked whole."""
    lists: Mapping[str, Any] = {
        name: getattr(there, name) for name in register_packages.CHOICES if name != "people"
    }
    ticked = {
        name: [each.thing.key for each in found if not each.thing.points_out]
        for name, found in lists.items()
    }
    return ticked | {"people": [thing.key for thing, _ in there.people]}


def asked(sender: Side, receiver: Side, **changes: Any) -> JsonObject:
    return cast(
        "JsonObject", {"to": sender.knows(receiver), **everything(offer(sender.desk)), **changes}
    )


def handed_over(sender: Side, receiver: Side, **changes: Any) -> Any:
    """The file, opened at the receiver's."""
    typed = asked(sender, receiver, **changes)
    sealed_file = register_packages.hand_over(sender.desk, typed, sender.out)
    return arrived(receiver, sealed_file.path)


def opened_bytes(sender: Side, receiver: Side) -> bytes:
    sent = register_packages.hand_over(sender.desk, asked(sender, receiver), sender.out)
    return receiver.vault.handover.open(sent.path)


def by_hand(
    sender: Side, receiver: Side, body: Mapping[str, Any], *blobs: bytes, **outside: Any
) -> Package:
    """A package with this body, as somebody could make it who does not use this program."""
    stream = sender.vault.journal.register
    made = tuple(
        PackedBlob(stream, BlobId(hashlib.sha256(data).hexdigest()), "application/json", data)
        for data in blobs
    )
    around = envelope(
        sender, receiver, HandoverKind.REGISTER, ground="", purpose="Register", **outside
    )
    data = packed(sender, around, Payload(cast("JsonObject", dict(body)), blobs=made))
    return package_bytes.read(data, receiver.vault.handover.verify)


def file_of(sender: Side, receiver: Side, data: bytes) -> Any:
    return sealed(sender, receiver, data)


def canaried(shape: type[Fact], word: str) -> Fact:
    """A fact of any shape with ``word`` in every text that may be any text."""
    return msgspec.convert(_of(msgspec.inspect.type_info(shape), word), shape)


def _of(info: msgspec.inspect.Type, word: str) -> Any:
    match info:
        case msgspec.inspect.StructType(fields=fields):
            return {each.encode_name: _of(each.type, word) for each in fields}
        case msgspec.inspect.EnumType(cls=cls):
            return next(iter(cls)).value
        case msgspec.inspect.VarTupleType(item_type=item):
            return [_of(item, word)]
        case msgspec.inspect.UnionType(types=types):
            return _of(next(t for t in types if not isinstance(t, msgspec.inspect.NoneType)), word)
        case msgspec.inspect.StrType():
            return word
        case msgspec.inspect.BoolType():
            return False
        case msgspec.inspect.IntType():
            return 1
    raise TypeError(info)
