"""CSV as Swedish spreadsheets save it."""

from __future__ import annotations

import codecs
import csv
import io
import re

from app.forms.sheet_language import HEAD_COLUMNS, KNOWN
from app.forms.sheet_problems import Sheet, SheetCode
from app.forms.sheet_rows import SheetFaults, heading
from app.forms.sheet_table import SheetTable

_DELIMITERS = ";,\t"
_UNREADABLE = "\ufffd"
_NOT_ASCII = re.compile("[^\0-\x7f]")
_SWEDISH = frozenset("åäöÅÄÖéÉèàáüÜëøæØÆñçíóúšžŠŽ–—”“„’‘…•·§½¼¾°²³±×€£©®«»´¨¿¡\xa0\xad")
"""What may stand in Swedish text. Anything else says that the file is in yet another encoding."""


def read_csv(sheet: Sheet, data: bytes, faults: SheetFaults) -> SheetTable:
    """The table in a CSV file. Semicolons, commas and tabs are told apart by the headings.

    UTF-8, with or without its mark, and what Excel calls Unicode text. Excel's "CSV
    (semikolonavgränsad)" is Windows-1252: that is read too, and said. The rows of anything else
    are named, and read as far as they can be.
    """
    text, encoding = _decode(data)
    if text.startswith("sep="):  # for Excel, which does not count it
        text = text.partition("\n")[2]
    rows: list[tuple[str, ...]] = []
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_delimiter(sheet, text), strict=True
    )
    try:
        rows.extend(tuple(cells) for cells in reader)
    except csv.Error:
        faults.add(sheet, len(rows) + 1, SheetCode.NOT_TEXT)
    broken = tuple(
        number for number, cells in enumerate(rows, 1) if any(_UNREADABLE in cell for cell in cells)
    )
    return SheetTable(tuple(rows), sheet.value, broken=broken, encoding=encoding)


def _decode(data: bytes) -> tuple[str, str]:
    """(text, encoding)"""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), "utf-16"
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        pass
    text = data.decode("cp1252", "replace")
    if set(_NOT_ASCII.findall(text)) <= _SWEDISH:
        return text, "windows-1252"
    return data.decode("utf-8-sig", "replace"), "utf-8"


def _delimiter(sheet: Sheet, text: str) -> str:
    """The one that gives the most headings that are known."""
    first = text.lstrip().partition("\n")[0]
    known = KNOWN.get(sheet, HEAD_COLUMNS)
    found = {sign: {heading(cell) for cell in first.split(sign)} for sign in _DELIMITERS}
    return max(
        _DELIMITERS, key=lambda sign: (len(found[sign].intersection(known)), first.count(sign))
    )
