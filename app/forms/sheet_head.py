"""What is said of a template as a whole: the sheet *Mall*, ``mall.toml``, or what somebody has
filled in on the page."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.forms.model import ROLE_SYSTEM
from app.forms.sheet_language import HEAD_COLUMNS, PURPOSES, STATUSES
from app.forms.sheet_problems import Sheet, SheetCode
from app.forms.sheet_rows import SheetFaults, check_marks, heading, plain, prose
from app.forms.sheet_table import SheetTable
from app.forms.values import PartialDate

KEYS = (
    *("url", "version", "titel", "status", "datum", "utgivare", "beskrivning", "slag"),
    *("gäller från", "gäller till", "bygger på", "upphovsrätt", "kodsystem"),
)
NEEDED_KEYS = ("url", "version", "titel", "status", "datum", "utgivare")
CODE_KEY = "kod "
"""``kod icf`` in the sheet says which code system the prefix ``icf`` stands for."""

_TOML_LINE = re.compile(r"at line ([0-9]+)")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s|]+")
_VERSION = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?")
_PREFIXES = {"roll": ROLE_SYSTEM}


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a template; ``status`` and ``purpose`` in the words of the format."""

    url: str
    version: str
    title: str
    status: str
    date: str
    publisher: str
    description: str
    purpose: str
    purpose_word: str
    effective_from: str
    effective_until: str
    derived_from: tuple[str, ...]
    copyright: str
    answer_system: str
    """The lists of the answer sheet become code systems with this and the list's name."""
    code_systems: Mapping[str, str]
    """Prefix in the column ``kod`` → code system."""


@dataclass(frozen=True, slots=True)
class HeadCells:
    """What is said of the template: heading in lower case → value."""

    values: Mapping[str, str]
    rows: Mapping[str, int] = field(default_factory=dict)
    """Where each is said, when it is said in a sheet."""

    def with_filled(self, filled: Mapping[str, str]) -> HeadCells:
        """With what somebody has filled in on the page, which counts before the sheet."""
        said = {key: text for key, text in filled.items() if text.strip()}
        rows = {key: row for key, row in self.rows.items() if key not in said}
        return HeadCells({**self.values, **said}, rows)


def head_cells_of_table(table: SheetTable, faults: SheetFaults) -> HeadCells:
    """The rows of the sheet *Mall*: what is said in the first column, what of it in the second,
    and in a third anything."""
    cells: dict[str, str] = {}
    rows: dict[str, int] = {}
    check_marks(Sheet.HEAD, table, HEAD_COLUMNS, faults)
    for number, row in enumerate(table.rows, 1):
        key = heading(row[0]) if row else ""
        value = prose(row[1]) if len(row) > 1 else ""
        if key in ("", HEAD_COLUMNS[0]):
            if value and not key:
                faults.add(Sheet.HEAD, number, SheetCode.TOO_MANY_CELLS)
        elif key in cells:
            faults.add(Sheet.HEAD, number, SheetCode.COLUMN_TWICE, key)
        else:
            cells[key] = value
            rows[key] = number
    return HeadCells(cells, rows)


def head_cells_of_toml(data: bytes, faults: SheetFaults) -> HeadCells:
    """``mall.toml`` of the repository in the same shape; the table ``koder`` holds the prefixes."""
    try:
        found = tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        faults.add(Sheet.HEAD, 0, SheetCode.NOT_TEXT)
        return HeadCells({})
    except tomllib.TOMLDecodeError as error:
        line = _TOML_LINE.search(str(error))
        faults.add(Sheet.HEAD, int(line[1]) if line else 0, SheetCode.NOT_TOML)
        return HeadCells({})
    codes = found.pop("koder", {})
    if isinstance(codes, dict):
        found |= {CODE_KEY + prefix: system for prefix, system in codes.items()}
    else:
        faults.add(Sheet.HEAD, 0, SheetCode.NOT_A_VALUE, "koder")
    return HeadCells({heading(key): _toml_text(key, value, faults) for key, value in found.items()})


def _toml_text(key: str, value: object, faults: SheetFaults) -> str:
    if isinstance(value, (str, date)):
        return str(value)
    faults.add(Sheet.HEAD, 0, SheetCode.NOT_A_VALUE, key)
    return ""


def read_head(said: HeadCells, faults: SheetFaults) -> Head:
    """The head. What is missing or wrong is among the faults, and empty here, so that the rows
    can be looked through all the same."""
    cells = said.values
    reader = _HeadReader(said, faults)
    known = {problem.column for problem in faults.found if problem.sheet is Sheet.HEAD}
    for key in cells:
        if key not in KEYS and not key.startswith(CODE_KEY):
            reader.fault(SheetCode.UNKNOWN_COLUMN, key)
    for key in NEEDED_KEYS:
        if not cells.get(key) and not known.intersection((key, "")):
            reader.fault(SheetCode.MISSING_CELL, key)
    url = reader.matching("url", _URL)
    return Head(
        url=url,
        version=reader.matching("version", _VERSION),
        title=cells.get("titel", ""),
        status=reader.word("status", STATUSES),
        date=reader.day("datum"),
        publisher=cells.get("utgivare", ""),
        description=cells.get("beskrivning", ""),
        purpose=reader.word("slag", PURPOSES),
        purpose_word=plain(cells.get("slag", "")).casefold(),
        effective_from=reader.day("gäller från"),
        effective_until=reader.day("gäller till"),
        derived_from=tuple(cells.get("bygger på", "").split()),
        copyright=cells.get("upphovsrätt", ""),
        answer_system=reader.matching("kodsystem", _URL) or f"{url}:svar",
        code_systems={**_PREFIXES, **reader.prefixes()},
    )


class _HeadReader:
    def __init__(self, said: HeadCells, faults: SheetFaults) -> None:
        self._cells = said.values
        self._rows = said.rows
        self._faults = faults

    def fault(self, code: SheetCode, key: str, **params: str) -> None:
        self._faults.add(Sheet.HEAD, self._rows.get(key, 0), code, key, **params)

    def matching(self, key: str, pattern: re.Pattern[str]) -> str:
        text = plain(self._cells.get(key, ""))
        if not text or pattern.fullmatch(text):
            return text
        self.fault(SheetCode.NOT_A_VALUE, key)
        return ""

    def word(self, key: str, words: Mapping[str, str]) -> str:
        text = plain(self._cells.get(key, "")).casefold()
        if text and text not in words:
            self.fault(SheetCode.UNKNOWN_WORD, key, word=text, words=", ".join(words))
        return words.get(text, "")

    def day(self, key: str) -> str:
        text = plain(self._cells.get(key, ""))
        try:
            return PartialDate(text).text if text else ""
        except ValueError:
            self.fault(SheetCode.NOT_A_DATE, key)
            return ""

    def prefixes(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for key, value in self._cells.items():
            if not key.startswith(CODE_KEY):
                continue
            prefix, system = key.removeprefix(CODE_KEY).strip(), plain(value)
            if prefix and _URL.fullmatch(system):
                found[prefix] = system
            else:
                self.fault(SheetCode.NOT_A_VALUE, key)
        return found
