"""A spreadsheet as plain texts, whatever kind of file it came in."""

from __future__ import annotations

from dataclasses import dataclass

Table = tuple[tuple[str, ...], ...]
"""Rows of cells; the first row has the headings. Rows may be of different lengths."""

MAX_ROWS = 5_000
"""The largest public template seen has 808 items."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet with what a table of texts cannot say. A date is ``2026-03-01``, a whole number
    has no decimals, yes and no are ``ja`` and ``nej``, an empty cell is an empty text."""

    rows: Table
    name: str = ""
    """What the tab is called; of a CSV file its name without the ending."""
    merged: tuple[str, ...] = ()
    """Areas of merged cells: ``B3:C4``."""
    formulas: tuple[str, ...] = ()
    """Cells that are calculated: ``C7``."""
    broken: tuple[int, ...] = ()
    """Rows with characters that could not be read."""
    encoding: str = "utf-8"
    """``utf-8`` or ``windows-1252``."""


def column_number(letters: str) -> int:
    """0 of ``A``, 27 of ``AB``."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
