"""What papers to the person tell of rights: how a decision is appealed, what a consent means
(FL 33, 43–44 §§; OSL 12 kap. 2 §). Data, so that a jurist can mend the words without code. Read
from a TOML file of its own, in the format of the legal pack.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.errors import Reason, Refusal
from app.law.entry import Entry
from app.law.law_file import LawFile, check_entries, read_law_file


class TextKey(StrEnum):
    """The texts that the papers ask for."""

    APPEAL = "appeal"
    """With ``{board}`` for the board that has decided."""
    APPEAL_ADDRESS = "appeal_address"
    CONSENT = "consent"


class PaperText(Entry, frozen=True):
    text: str


class _File(LawFile, frozen=True):
    text: tuple[PaperText, ...]


@dataclass(frozen=True, slots=True)
class PaperTexts:
    """Every text, each between its days."""

    entries: tuple[PaperText, ...] = ()
    version: str = ""
    reviewed: bool = False
    """Whether a jurist has gone through them. Until then each paper that carries one says so."""

    @classmethod
    def parse(cls, data: bytes) -> PaperTexts:
        """The texts of this TOML file. Raises Refusal: as ``read_law_file`` and
        ``check_entries``, and legal_pack_invalid for an empty text and when one of ``TextKey`` is
        missing."""
        found = read_law_file(data, _File)
        check_entries(found.text)
        complete = {each.key for each in found.text} >= set(TextKey)
        if not complete or not all(each.text.strip() for each in found.text):
            raise Refusal(Reason.LEGAL_PACK_INVALID)
        return cls(found.text, found.pack.version, found.pack.reviewed)

    def find(self, key: TextKey, on: date) -> PaperText | None:
        """The text in force on that day."""
        return next((each for each in self.entries if each.key == key and each.in_force(on)), None)


NO_TEXTS = PaperTexts()
