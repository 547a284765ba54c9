"""What single cells may say, and the faults of those that say something else."""

from __future__ import annotations

from collections.abc import Mapping

from app.forms.sheet_language import QUESTION_COLUMNS, TYPES, columns_of
from app.forms.sheet_problems import SheetCode
from app.forms.sheet_rows import Row, SheetFaults
from app.forms.sheet_values import whole

_NEEDED = {"val": ("svar",), "skala": ("min", "max"), "mängd": ("enhet",)}
"""What a type cannot be without, beside its text."""


def yes(row: Row, column: str, faults: SheetFaults) -> bool:
    """What a cell with ``ja`` or ``nej`` says; an empty one says no."""
    if row[column] not in ("", "ja", "nej"):
        faults.at(row, SheetCode.UNKNOWN_WORD, column, word=row[column], words="ja, nej")
    return row[column] == "ja"


def number(row: Row, column: str, faults: SheetFaults, *, least: int = 0) -> int | None:
    """The whole number in a cell that has one."""
    found = whole(row[column])
    if found is not None and found < least:
        faults.at(row, SheetCode.TOO_SMALL, column, least=str(least))
    elif found is None and row[column]:
        faults.at(row, SheetCode.NOT_A_NUMBER, column)
    return found


def word(row: Row, column: str, words: Mapping[str, str], faults: SheetFaults) -> str:
    """What the word in a cell stands for; empty for an empty cell."""
    if row[column] and row[column] not in words:
        faults.at(row, SheetCode.UNKNOWN_WORD, column, word=row[column], words=", ".join(words))
    return words.get(row[column], "")


def check_cells(row: Row, faults: SheetFaults) -> None:
    """That what the row must say is there, and that nothing is said that would be left out."""
    kind = row["typ"]
    for column in ("text", "typ", *_NEEDED.get(kind, ())):
        if not row[column]:
            faults.at(row, SheetCode.MISSING_CELL, column)
    if kind and kind not in TYPES:
        faults.at(row, SheetCode.UNKNOWN_WORD, "typ", word=kind, words=", ".join(TYPES))
    if row["räkna"]:
        faults.at(row, SheetCode.NOT_YET, "räkna")
    meant = columns_of(kind)
    for column in QUESTION_COLUMNS:
        if column not in meant and row[column] not in ("", "nej") and column != "räkna":
            faults.at(row, SheetCode.UNUSED_CELL, column, type=kind)
