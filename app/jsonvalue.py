"""JSON without floats: null, booleans, text, whole numbers, lists and objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = bool | int | str | Sequence["Json"] | Mapping[str, "Json"] | None
JsonObject = Mapping[str, Json]

MAX_INTEGER = 2**53 - 1
"""The largest whole number that RFC 8785 (through I-JSON) can carry exactly."""
