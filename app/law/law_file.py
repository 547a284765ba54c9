"""What the files of law have in common: a head, and entries that are each in force between days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from app.errors import Reason, Refusal
from app.law import lint
from app.law.entry import Entry
from app.toml_table import Table, read_table

FORMAT = 1


class Head(Table, frozen=True):
    format: int
    version: str
    reviewed: bool
    """Whether a jurist has gone through all of it."""


class LawFile(Table, frozen=True):
    pack: Head


F = TypeVar("F", bound=LawFile)


def read_law_file(data: bytes, shape: type[F]) -> F:
    """The file, with its entries still to be looked through (``check_entries``). Raises Refusal:
    legal_pack_invalid for anything that is not exactly the format, legal_pack_newer for a later
    one."""
    try:
        found = read_table(data, shape)
    except ValueError:
        raise Refusal(Reason.LEGAL_PACK_INVALID) from None
    if found.pack.format != FORMAT:
        newer = found.pack.format > FORMAT
        raise Refusal(Reason.LEGAL_PACK_NEWER if newer else Reason.LEGAL_PACK_INVALID)
    return found


def check_entries(entries: Sequence[Entry]) -> None:
    """Each is in force for a day at least, none beside another of its key, and nothing in them is
    read as something else than it is. Raises Refusal (legal_pack_invalid)."""
    lint.check_spans(entries)
    lint.check_texts(entries)
