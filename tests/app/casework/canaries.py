"""Records of every kind in which every text names its own field, so that it can be found again
wherever it comes out. A new kind, or a new field, is among them by itself."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Mapping
from enum import Enum
from typing import Any

import msgspec

from app.casework import facts
from app.casework.codec import UPGRADES, to_body
from app.casework.projection import ONLY_ONE, only_entity
from app.ids import EntityId
from app.journal.record import Record
from tests.app.casework.build import STREAM, entity, raw

DAY = "2026-03-02"
_DAY_FIELDS = re.compile(r"(_on|_from|_to|_until)$|^until$")
_FIRST = ("CaseFile", "Intake", "ThreatAssessment", "Consent", "Criteria", "Assessment", "Decision")
"""What others refer to by the name in small letters (``criteria: RecordId``)."""
_OTHER_NAMES = {"level": "ThreatAssessment", "relocation": "ThreatAssessment"}
_TAKES_BACK = frozenset({"cancelled_why", "withdrawn_why", "lifted_why", "lifted_on", "valid_to"})
"""Empty, or what the record says would not hold, and so not be shown."""
_SIGN = re.compile(r"«([\w.]+)»")


def heard(text: str) -> set[str]:
    """``Shape.field`` of every canary in a text."""
    return set(_SIGN.findall(text))


def every_kind() -> dict[str, type[facts.Fact]]:
    """Each kind as it is written today, those that others refer to first."""
    shapes = {kind: shape for kind, shape in facts.KINDS.items() if shape not in UPGRADES}
    rank = {name: place for place, name in enumerate(_FIRST)}
    names = sorted(shapes, key=lambda each: rank.get(shapes[each].__name__, len(rank)))
    return {kind: shapes[kind] for kind in names}


def planted(variant: int = 0) -> tuple[Record, ...]:
    """A record of every kind, one for each. ``variant`` turns every choice to another answer."""
    made: dict[str, Record] = {}
    for number, (kind, shape) in enumerate(every_kind().items(), 2):
        of = only_entity(STREAM) if shape in ONLY_ONE else entity(number)
        _, body = to_body(filled(shape, variant, made))
        made[shape.__name__] = raw(kind, body, of=of, lamport=number)
    return tuple(made.values())


def filled(shape: type[Any], variant: int, made: Mapping[str, Record]) -> Any:
    """One body with something in every field."""
    hints = typing.get_type_hints(shape)
    return shape(
        **{
            field.name: _value(hints[field.name], shape.__name__, field.name, variant, made)
            for field in msgspec.structs.fields(shape)
        }
    )


def _value(hint: Any, shape: str, name: str, variant: int, made: Mapping[str, Record]) -> Any:
    args = typing.get_args(hint)
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        (hint,) = (each for each in args if each is not types.NoneType)
        return _value(hint, shape, name, variant, made)
    if typing.get_origin(hint) is tuple:
        return (_value(args[0], shape, name, variant, made),)
    if hint is str:
        return _text(shape, name)
    if getattr(hint, "__supertype__", None) is str:
        return _reference(hint.__name__, name, made)
    if hint is bool:
        return name != "retired"
    if hint is int:
        return 1
    if issubclass(hint, Enum):
        members = list(hint)
        return members[variant % len(members)]
    return filled(hint, variant, made)


def _text(shape: str, name: str) -> str:
    if name in _TAKES_BACK:
        return ""
    if _DAY_FIELDS.search(name):
        return DAY
    return "1" if name == "key" or name.endswith("_key") else f"«{shape}.{name}»"


def _reference(kind: str, name: str, made: Mapping[str, Record]) -> str:
    wanted = _OTHER_NAMES.get(name, name).replace("_", "").casefold()
    found = next((each for shape, each in made.items() if shape.casefold() == wanted), None)
    if kind == "EntityId":
        return found.content.entity if found else EntityId(entity(999_999))
    if kind == "StreamId":
        return STREAM
    return found.id if found else "0" * 64
