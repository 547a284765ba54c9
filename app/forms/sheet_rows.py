"""Sheets as rows by heading, tidied from what spreadsheets do to text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.forms.problems import Severity
from app.forms.sheet_language import KNOWN, NEEDED, PROSE, WORDS
from app.forms.sheet_problems import Sheet, SheetCode, SheetProblem
from app.forms.sheet_table import MAX_ROWS, SheetTable, column_number


@dataclass(frozen=True, slots=True)
class Row:
    """One row by heading; an empty cell is an empty text."""

    sheet: Sheet
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "")


@dataclass(slots=True)
class SheetFaults:
    """Collects problems while the sheets are read."""

    found: list[SheetProblem] = field(default_factory=list)

    def at(self, row: Row, code: SheetCode, column: str = "", /, **params: str) -> None:
        self.found.append(SheetProblem(row.sheet, row.number, code, params, column))

    def add(
        self, sheet: Sheet, row: int, code: SheetCode, column: str = "", /, **params: str
    ) -> None:
        self.found.append(SheetProblem(sheet, row, code, params, column))

    def note(self, sheet: Sheet, row: int, code: SheetCode, /, **params: str) -> None:
        """Something that blocks nothing."""
        self.found.append(SheetProblem(sheet, row, code, params, severity=Severity.INFO))

    @property
    def blocking(self) -> bool:
        return any(problem.blocks for problem in self.found)


_CELL = re.compile(r"(?P<column>[A-Z]{1,3})(?P<row>[0-9]{1,7})")
_INVISIBLE = re.compile("[\0-\x08\x0b-\x1f\x7f\xad\u200b-\u200f\u2060\ufeff\ud800-\udfff]")
_SPACES = re.compile(r"\s+")
_QUOTES = str.maketrans({"”": '"', "“": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'"})


def read_rows(sheet: Sheet, table: SheetTable, faults: SheetFaults) -> tuple[Row, ...]:
    """The rows that say something, below the headings. Empty rows are left out, and count."""
    first = next((number for number, row in enumerate(table.rows, 1) if any(map(plain, row))), 1)
    headings = tuple(heading(cell) for cell in table.rows[first - 1]) if table.rows else ()
    _check_headings(sheet, headings, first, faults)
    check_marks(sheet, table, headings, faults)
    if len(table.rows) > MAX_ROWS:
        faults.add(sheet, MAX_ROWS + 1, SheetCode.TOO_MANY_ROWS, most=str(MAX_ROWS))
    below = enumerate(table.rows[first:MAX_ROWS], first + 1)
    return tuple(_rows(sheet, headings, below, faults))


def is_empty(table: SheetTable) -> bool:
    """Whether no cell says anything."""
    return not any(any(map(plain, row)) for row in table.rows)


def has_headings(sheet: Sheet, table: SheetTable) -> bool:
    """Whether the first row has all the headings that the sheet must have."""
    return bool(table.rows) and {heading(cell) for cell in table.rows[0]}.issuperset(NEEDED[sheet])


def plain(cell: str) -> str:
    """A cell for the compiler: no quotation marks around it, single spaces, plain signs."""
    text = _SPACES.sub(" ", _INVISIBLE.sub("", cell).translate(_QUOTES)).strip()
    return text.strip("\"'").strip()


def prose(cell: str) -> str:
    """A cell for people: as it was written, without space at the ends and invisible signs."""
    return _INVISIBLE.sub("", cell.replace("\r\n", "\n").replace("\r", "\n")).strip()


def condition(cell: str) -> str:
    """A cell with conditions: quotation marks say something there."""
    text = _SPACES.sub(" ", _INVISIBLE.sub("", cell).translate(_QUOTES)).strip()
    return text.replace("≥", ">=").replace("≤", "<=").replace("≠", "!=")


def heading(cell: str) -> str:
    """What a cell with a heading is called, whatever its case, spaces and ending."""
    return plain(cell.replace("_", " ")).rstrip(":*").strip().casefold()


def _check_headings(sheet: Sheet, headings: tuple[str, ...], row: int, faults: SheetFaults) -> None:
    for column in NEEDED[sheet]:
        if column not in headings:
            faults.add(sheet, row, SheetCode.MISSING_COLUMN, column)
    for column in dict.fromkeys(filter(None, headings)):
        if column not in KNOWN[sheet]:
            faults.add(sheet, row, SheetCode.UNKNOWN_COLUMN, column)
        elif headings.count(column) > 1:
            faults.add(sheet, row, SheetCode.COLUMN_TWICE, column)


def check_marks(
    sheet: Sheet, table: SheetTable, headings: tuple[str, ...], faults: SheetFaults
) -> None:
    """What is merged, calculated or could not be read, in the columns that have a heading."""
    for code, places in ((SheetCode.MERGED, table.merged), (SheetCode.FORMULA, table.formulas)):
        for place in places:
            if found := _CELL.match(place):
                number = column_number(found["column"])
                if number < len(headings) and headings[number]:
                    faults.add(sheet, int(found["row"]), code, headings[number])
    for number in table.broken:
        faults.add(sheet, number, SheetCode.BROKEN_CHARACTERS)
    if table.encoding != "utf-8":
        faults.note(sheet, 0, SheetCode.OTHER_ENCODING, encoding=table.encoding)


def _rows(
    sheet: Sheet,
    headings: tuple[str, ...],
    below: Iterable[tuple[int, tuple[str, ...]]],
    faults: SheetFaults,
) -> Iterator[Row]:
    for number, cells in below:
        tidy = [
            (column, _TIDY.get(column, plain)(cell))
            for column, cell in zip(headings, cells, strict=False)
        ]
        beside = [plain(cell) for cell in cells[len(headings) :]]
        beside += [cell for column, cell in tidy if not column]
        if any(beside):
            faults.add(sheet, number, SheetCode.TOO_MANY_CELLS)
        if any(cell for column, cell in tidy if column):
            yield Row(sheet, number, dict(reversed(tidy)))


def _word(cell: str) -> str:
    return plain(cell).casefold()


_TIDY = {
    **dict.fromkeys(PROSE, prose),
    **dict.fromkeys(WORDS, _word),
    "visas om": condition,
}
