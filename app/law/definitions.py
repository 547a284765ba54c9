"""Who counts as a person leaving organised crime, in the wordings that are in use (F078).

The wordings differ, so the card keeps which one was used and what it said on that day. Read from
a TOML file of its own, in the format of the legal pack.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.errors import Reason, Refusal
from app.law.entry import Entry
from app.law.law_file import LawFile, check_entries, read_law_file


class Definition(Entry, frozen=True):
    name: str
    """Which wording it is: "Myndighetsgemensam definition"."""
    text: str


class _File(LawFile, frozen=True):
    definition: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class Definitions:
    """Every wording, the one to prefer first."""

    entries: tuple[Definition, ...] = ()
    version: str = ""
    reviewed: bool = False

    @classmethod
    def parse(cls, data: bytes) -> Definitions:
        """The definitions of this TOML file. Raises Refusal: as ``read_law_file`` and
        ``check_entries``, and legal_pack_invalid for none at all and for an empty text."""
        found = read_law_file(data, _File)
        entries = found.definition
        check_entries(entries)
        blank = any(not each.name.strip() or not each.text.strip() for each in entries)
        if not entries or blank:
            raise Refusal(Reason.LEGAL_PACK_INVALID)
        return cls(entries, found.pack.version, found.pack.reviewed)

    def on(self, day: date) -> tuple[Definition, ...]:
        """The wordings in use on that day."""
        return tuple(each for each in self.entries if each.in_force(day))

    def find(self, key: str, on: date) -> Definition | None:
        return next((each for each in self.on(on) if each.key == key), None)


NO_DEFINITIONS = Definitions()
