"""From a signed fact to the values of its form."""

from __future__ import annotations

import msgspec

from app.casework.fact import Fact
from app.jsonvalue import Json, JsonObject


def as_typed(fact: Fact) -> JsonObject:
    """A fact as the values of its form: what is not said is an empty field."""
    built: JsonObject = msgspec.to_builtins(fact)
    return {name: _typed(value) for name, value in built.items()}


def _typed(value: Json) -> Json:
    if value is None:
        return ""
    if isinstance(value, dict):
        return {name: _typed(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_typed(each) for each in value]
    return value
