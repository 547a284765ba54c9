"""The default aims that plans begin with. Read from TOML, so that the words can change without a
new version of the program."""

from __future__ import annotations

from typing import Literal

from app.casework.facts import Aim
from app.errors import Reason, Refusal
from app.toml_table import Table, read_table


class _DefaultAim(Table, frozen=True):
    key: str
    text: str
    requirement: str


class _Aims(Table, frozen=True):
    format: Literal[1]
    aim: tuple[_DefaultAim, ...]


def read_aims(data: bytes) -> tuple[Aim, ...]:
    """The aims of the TOML file in their order. Raises Refusal (legal_pack_invalid) for anything
    that is not exactly the format, an aim without words, and one that is there twice."""
    try:
        found = read_table(data, _Aims)
    except ValueError:
        raise Refusal(Reason.LEGAL_PACK_INVALID) from None
    keys = [each.key for each in found.aim]
    blank = any(not each.key or not each.text.strip() for each in found.aim)
    if blank or len(keys) != len(set(keys)):
        raise Refusal(Reason.LEGAL_PACK_INVALID)
    return tuple(Aim(key=each.key, text=each.text) for each in found.aim)
