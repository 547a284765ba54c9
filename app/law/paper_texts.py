"""What papers to the person tell of rights: how a decision is appealed, what a consent means
(FL 33, 43–44 §§; OSL 12 kap. 2 §). Data, so that a jurist can mend the words without code. Read
from a TOML file of its own, in the format of the legal pack.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

import msgspec

from app.errors import Reason, Refusal
from app.law.pack import Entry


class TextKey(StrEnum):
    """The texts that the papers ask for."""

    APPEAL = "appeal"
    """With ``{board}`` for the board that has decided."""
    APPEAL_ADDRESS = "appeal_address"
    CONSENT = "consent"


class PaperText(Entry, frozen=True):
    text: str


class _Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    format: Literal[1]
    version: str
    reviewed: bool


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pack: _Head
    text: tuple[PaperText, ...]


@dataclass(frozen=True, slots=True)
class PaperTexts:
    """Every text, each between its days."""

    entries: tuple[PaperText, ...] = ()
    reviewed: bool = False
    """Whether a jurist has gone through them. Until then each paper that carries one says so."""

    @classmethod
    def parse(cls, data: bytes) -> PaperTexts:
        """The texts of this TOML file. Raises Refusal (legal_pack_invalid) for anything that is
        not exactly the format, for an empty text, a span that ends before it begins, a key that
        is there twice, and when one of ``TextKey`` is missing."""
        try:
            table = tomllib.loads(data.decode("utf-8"))
            found = msgspec.convert(table, _File, strict=True, builtin_types=(date,))
        except (ValueError, RecursionError) as error:  # of UTF-8, of TOML, of msgspec
            raise Refusal(Reason.LEGAL_PACK_INVALID) from error
        keys = [each.key for each in found.text]
        complete = len(set(keys)) == len(keys) and set(keys) >= set(TextKey)
        if not complete or not all(_usable(each) for each in found.text):
            raise Refusal(Reason.LEGAL_PACK_INVALID)
        return cls(found.text, found.pack.reviewed)

    def find(self, key: TextKey, on: date) -> PaperText | None:
        """The text in force on that day."""
        return next((each for each in self.entries if each.key == key and each.in_force(on)), None)


NO_TEXTS = PaperTexts()


def _usable(entry: PaperText) -> bool:
    ends = entry.valid_to is None or entry.valid_from <= entry.valid_to
    return bool(entry.text.strip()) and ends
