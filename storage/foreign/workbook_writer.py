"""Tables of text → an XLSX workbook, in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from app.forms.sheet_table import Table

_AS_TEXT = "@"
"""Otherwise the id 5.10 becomes the number 5.1, and 1.2 the first of February."""
_ROOM_BELOW = 200
_WIDEST, _NARROWEST = 60, 8
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001  # the format has no zones, and the time says nothing


def write_workbook(sheets: Mapping[str, Table]) -> bytes:
    """A workbook with a sheet for each table, in order; the first row stands still and bold.
    Every cell is text, also the empty ones below, so that what is typed stays as it is typed."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "Aktvalv"
    book.properties.created = book.properties.modified = _MADE
    for name, rows in sheets.items():
        _fill(book.create_sheet(name), rows)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        _InMemory(book, archive).save()
    return data.getvalue()


def _fill(sheet: Worksheet, rows: Table) -> None:
    columns = max(map(len, rows), default=0)
    for number in range(len(rows) + _ROOM_BELOW):
        row = rows[number] if number < len(rows) else ()
        for column in range(columns):
            cell = sheet.cell(number + 1, column + 1)
            cell.value = row[column] if column < len(row) else None
            cell.data_type = "s" if cell.value is not None else cell.data_type
            cell.number_format = _AS_TEXT
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 0)
    for column in range(columns):
        longest = max((len(row[column]) for row in rows if column < len(row)), default=0)
        width = min(max(longest + 2, _NARROWEST), _WIDEST)
        sheet.column_dimensions[get_column_letter(column + 1)].width = width
    sheet.freeze_panes = "A2"


class _InMemory(ExcelWriter):
    """openpyxl puts each sheet in a temporary file on the way; this keeps it off the disk. Enough
    for sheets with nothing but cells in them."""

    def __init__(self, book: Workbook, archive: zipfile.ZipFile) -> None:
        super().__init__(book, archive)
        self._parts = archive

    def write_worksheet(self, ws: Worksheet) -> None:
        sheet = io.BytesIO()
        WorksheetWriter(ws, sheet).write()
        self._parts.writestr(ws.path[1:], sheet.getvalue())
        self.manifest.append(ws)
