"""The cells of an XLSX workbook as text. Runs in the jail.

openpyxl unpacks the parts and knows what a cell means; only the parts that say something about
cells are given to it. Macros, images, charts, links and comments are never looked at.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import IO, Any

from openpyxl import DEFUSEDXML
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import Stylesheet
from openpyxl.worksheet._reader import FORMULA_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.constants import ARC_STYLE, SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring, iterparse

from app.errors import Reason, Refusal
from app.forms.sheet_table import MAX_ROWS, SheetTable

MOST_SHEETS = 20
MOST_PARTS = 2_000
MOST_UNPACKED = 64 * 1024 * 1024
"""Bytes of all parts together; zipfile unpacks no more of a part than it says it has."""
MOST_COLUMNS = 200
MOST_CHARACTERS = 2_000_000
"""Of all cells together: one long text can be named by a million cells."""
_MOST_MERGED = 1_000
_DIGITS = 15
"""As many as a spreadsheet itself shows of a number."""

_MERGED_TAG = f"{{{SHEET_MAIN_NS}}}mergeCell"

assert DEFUSEDXML, "openpyxl without defusedxml would expand entities"


def read_workbook(data: bytes) -> tuple[SheetTable, ...]:
    """The sheets of a workbook. Of a formula, the value that was saved with it, and where it
    stands. Raises Refusal (file_expands), and whatever openpyxl raises on a damaged file."""
    _check_parts(data)
    reader = ExcelReader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    formats, left = _time_formats(reader), _Left()
    return tuple(
        _Sheet(reader, formats, left).read(sheet.name, rel.target)
        for sheet, rel in reader.parser.find_sheets()
        if "chartsheet" not in rel.Type and rel.target in reader.valid_files
    )


def _check_parts(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise Refusal(Reason.FILE_EXPANDS)


@dataclass(frozen=True, slots=True)
class _TimeFormats:
    """Numbers of the cell styles that make a number a date, or a length of time."""

    dates: frozenset[int] = frozenset()
    durations: frozenset[int] = frozenset()


def _time_formats(reader: ExcelReader) -> _TimeFormats:
    if ARC_STYLE not in reader.valid_files:
        return _TimeFormats()
    tree: Any = fromstring(reader.archive.read(ARC_STYLE))
    found = vars(Stylesheet.from_tree(tree))
    return _TimeFormats(frozenset(found["date_formats"]), frozenset(found["timedelta_formats"]))


@dataclass(slots=True)
class _Left:
    """What a workbook may still take."""

    sheets: int = MOST_SHEETS
    characters: int = MOST_CHARACTERS

    def take(self, *, sheets: int = 0, characters: int = 0) -> None:
        self.sheets -= sheets
        self.characters -= characters
        if self.sheets < 0 or self.characters < 0:
            raise Refusal(Reason.FILE_EXPANDS)


@dataclass(slots=True)
class _Sheet:
    reader: ExcelReader
    formats: _TimeFormats
    left: _Left
    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    """Row and column, both from nought, of every cell that says something."""
    merged: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)

    def read(self, name: str, part: str) -> SheetTable:
        self.left.take(sheets=1, characters=len(name))
        with self.reader.archive.open(part) as source:
            for number, cells in self._rows(source):
                if row := {column: text for column, text in cells if text}:
                    self.cells[min(number, MAX_ROWS)] = row
                if number >= MAX_ROWS and row:
                    break  # one row too many says enough
        rows = range(max(self.cells, default=-1) + 1)
        return SheetTable(
            tuple(_filled(self.cells.get(number, {})) for number in rows),
            name,
            merged=tuple(self.merged),
            formulas=tuple(self.formulas),
        )

    def _rows(self, source: IO[bytes]) -> Iterator[tuple[int, Iterator[tuple[int, str]]]]:
        """Row after row, with what is merged and calculated noted on the way."""
        parser = WorkSheetParser(
            source,
            self.reader.shared_strings,
            data_only=True,
            epoch=self.reader.wb.epoch,
            date_formats=self.formats.dates,
            timedelta_formats=self.formats.durations,
        )
        for _, element in iterparse(source):
            if element.tag == _MERGED_TAG and len(self.merged) < _MOST_MERGED:
                self.merged.append(element.get("ref", ""))
            elif element.tag == ROW_TAG:
                for cell in element:
                    if cell.find(FORMULA_TAG) is not None:
                        self.formulas.append(cell.get("r", ""))
                number, cells = parser.parse_row(element)
                yield number - 1, self._texts(cells)
                element.clear()

    def _texts(self, cells: list[dict[str, object]]) -> Iterator[tuple[int, str]]:
        for cell in cells:
            text = cell_text(cell["value"])
            self.left.take(characters=len(text))
            column = cell["column"]
            assert isinstance(column, int)
            yield min(column - 1, MOST_COLUMNS), text


def cell_text(value: object) -> str:
    """A cell as a template's sheets have it: yes and no in Swedish, dates as ``2026-03-01``,
    whole numbers without decimals, others with a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float):
        return format(Decimal(f"{value:.{_DIGITS}g}").normalize(), "f")
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return _time_text(value)
    return str(value)


def _time_text(value: dt.date | dt.time | dt.timedelta) -> str:
    match value:
        case dt.datetime():
            day, time = value.date().isoformat(), value.time()
            return day if time == dt.time() else f"{day} {_time_text(time)}"
        case dt.time():
            return value.isoformat("seconds" if value.second else "minutes")
        case dt.timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60:02}:{minutes % 60:02}"
        case _:
            return value.isoformat()


def _filled(row: dict[int, str]) -> tuple[str, ...]:
    return tuple(row.get(column, "") for column in range(max(row, default=-1) + 1))
