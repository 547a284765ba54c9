"""Who counts as a person leaving organised crime, in the wordings that are in use (F078).

The wordings differ, so the card keeps which one was used and what it said on that day. Read from
a TOML file of its own, in the format of the legal pack.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from typing import Literal

import msgspec

from app.errors import Reason, Refusal
from app.law.pack import Entry


class Definition(Entry, frozen=True):
    name: str
    """Which wording it is: "Myndighetsgemensam definition"."""
    text: str


class _Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    format: Literal[1]
    version: str
    reviewed: bool


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pack: _Head
    definition: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class Definitions:
    """Every wording, the one to prefer first."""

    entries: tuple[Definition, ...] = ()
    reviewed: bool = False

    @classmethod
    def parse(cls, data: bytes) -> Definitions:
        """The definitions of this TOML file. Raises Refusal (legal_pack_invalid) for anything that
        is not exactly the format, for none at all, for an empty text or a span that ends before it
        begins, and for a key that is there twice."""
        try:
            table = tomllib.loads(data.decode("utf-8"))
            found = msgspec.convert(table, _File, strict=True, builtin_types=(date,))
        except (ValueError, RecursionError) as error:  # of UTF-8, of TOML, of msgspec
            raise Refusal(Reason.LEGAL_PACK_INVALID) from error
        entries = found.definition
        unique = len({each.key for each in entries}) == len(entries)
        if not entries or not unique or not all(_usable(each) for each in entries):
            raise Refusal(Reason.LEGAL_PACK_INVALID)
        return cls(entries, found.pack.reviewed)

    def on(self, day: date) -> tuple[Definition, ...]:
        """The wordings in use on that day."""
        return tuple(each for each in self.entries if each.in_force(day))

    def find(self, key: str, on: date) -> Definition | None:
        return next((each for each in self.on(on) if each.key == key), None)


NO_DEFINITIONS = Definitions()


def _usable(entry: Definition) -> bool:
    ends = entry.valid_to is None or entry.valid_from <= entry.valid_to
    return bool(entry.key and entry.name.strip() and entry.text.strip()) and ends
