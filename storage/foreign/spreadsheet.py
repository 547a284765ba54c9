"""Spreadsheets as tables of text: XLSX through openpyxl, everything else as CSV. Runs in the jail.

Only cells are read. Macros, images, charts, links to other files and comments are never opened.
"""

from __future__ import annotations

import codecs
import dataclasses
import io
import unicodedata
import zipfile
from collections.abc import Sequence
from pathlib import PurePath

from app.errors import Reason, Refusal
from app.forms.sheet_csv import read_csv
from app.forms.sheet_problems import Sheet
from app.forms.sheet_rows import SheetFaults
from app.forms.sheet_table import SheetTable
from storage.foreign.workbook import read_workbook
from storage.process.jail import ForeignFile

_ZIP = b"PK\x03\x04"
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
"""Microsoft's older container: .xls, and .xlsx with a password."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_CSV_SHEETS = {"svar": Sheet.ANSWERS, "mall": Sheet.HEAD}
"""By the name of the file, without its ending; any other holds the questions."""
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""What Excel calls Unicode text."""
_NOTHING = codecs.BOM_UTF8 + b" \t\r\n"
"""Bytes that an empty file may be saved with."""


def read_spreadsheet(files: Sequence[ForeignFile]) -> tuple[SheetTable, ...]:
    """Every sheet of every file, in order; a CSV file is one sheet with the file's name. What a
    file is, is told by its content. Raises Refusal: file_empty when nothing stands in any of them,
    file_expands, file_has_password, spreadsheet_old, not_a_spreadsheet."""
    if all(not file.data.lstrip(_NOTHING) for file in files):
        raise Refusal(Reason.FILE_EMPTY)
    return tuple(sheet for file in files for sheet in _sheets(file))


def _sheets(file: ForeignFile) -> tuple[SheetTable, ...]:
    if file.data.startswith(_COMPOUND):
        has_password = _ENCRYPTED in file.data
        raise Refusal(Reason.FILE_HAS_PASSWORD if has_password else Reason.SPREADSHEET_OLD)
    if file.data.startswith(_ZIP):
        return _from_archive(file.data)
    return (_from_csv(file),)


def _from_archive(data: bytes) -> tuple[SheetTable, ...]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.read("mimetype").startswith(_OPEN_DOCUMENT):
                raise Refusal(Reason.SPREADSHEET_OLD)
            if "xl/workbook.bin" in names:
                raise Refusal(Reason.SPREADSHEET_OLD)
            if "xl/workbook.xml" not in names:
                raise Refusal(Reason.NOT_A_SPREADSHEET)
    except zipfile.BadZipFile:
        raise Refusal(Reason.FILE_UNREADABLE) from None
    return read_workbook(data)


def _from_csv(file: ForeignFile) -> SheetTable:
    if b"\0" in file.data and not file.data.startswith(_UTF_16):
        raise Refusal(Reason.NOT_A_SPREADSHEET)
    # A name that a Mac wrote has its ring and dots as signs of their own.
    name = unicodedata.normalize("NFC", PurePath(file.name).stem)
    faults = SheetFaults()
    table = read_csv(_CSV_SHEETS.get(name.casefold(), Sheet.QUESTIONS), file.data, faults)
    broken = {*table.broken, *(fault.row for fault in faults.found)}
    return dataclasses.replace(table, name=name, broken=tuple(sorted(broken)))
