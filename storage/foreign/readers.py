"""The readers of the jail, by name, and what they need in memory before the doors are shut."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import msgspec

from app.jsonvalue import Json
from storage.foreign.child import ReaderName
from storage.foreign.spreadsheet import read_spreadsheet
from storage.foreign.template import judge_template
from storage.foreign.workbook_writer import write_workbook
from storage.process.jail import ForeignFile, Reader

_ENCODINGS = ("utf-8-sig", "utf-16", "cp1252", "cp437")
"""Loaded by Python when first used; names in archives are in the last one."""


def _as_json(read: Callable[[Sequence[ForeignFile]], Any]) -> Reader:
    return lambda files: cast("Json", msgspec.to_builtins(read(files)))


READERS: Mapping[str, Reader] = {
    ReaderName.SPREADSHEET: _as_json(read_spreadsheet),
    ReaderName.TEMPLATE: _as_json(judge_template),
}


def warm_up() -> None:
    """Read something of every kind, so that nothing is left to be loaded from the disk."""
    for name in _ENCODINGS:
        codecs.lookup(name)
    book = write_workbook({"Frågor": (("id", "typ"), ("1", "info"))})
    sheets = [ForeignFile("a.xlsx", book), ForeignFile("b.csv", b"id;typ\n")]
    template = ForeignFile("c.json", b'{"resourceType": "Questionnaire"}')
    READERS[ReaderName.SPREADSHEET](sheets)
    READERS[ReaderName.TEMPLATE]([template])
