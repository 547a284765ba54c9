"""The two sheets and the head of a template as rows, with faults named by sheet and row."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Sheet(StrEnum):
    QUESTIONS = "Frågor"
    ANSWERS = "Svar"
    HEAD = "mall.toml"


class SheetCode(StrEnum):
    """What can be wrong in a sheet. Words are made by the window."""

    NOT_TEXT = "not_text"
    NOT_TOML = "not_toml"
    MISSING_COLUMN = "missing_column"
    UNKNOWN_COLUMN = "unknown_column"
    TOO_MANY_CELLS = "too_many_cells"
    MISSING_CELL = "missing_cell"
    UNKNOWN_WORD = "unknown_word"
    BAD_ID = "bad_id"
    DUPLICATE_ID = "duplicate_id"
    PARENT_MISSING = "parent_missing"
    PARENT_WRONG = "parent_wrong"
    UNKNOWN_LIST = "unknown_list"
    UNKNOWN_PREFIX = "unknown_prefix"
    NOT_A_NUMBER = "not_a_number"
    CONDITION_SYNTAX = "condition_syntax"
    CONDITION_MIXED = "condition_mixed"
    CONDITION_TARGET = "condition_target"
    CONDITION_VALUE = "condition_value"
    NOT_YET = "not_yet"
    TEMPLATE = "template"
    """The template that the sheets describe is refused; ``params["code"]`` says why."""


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """One fault. ``row`` counts as the spreadsheet does: 1 is the headings, 0 the whole sheet."""

    sheet: Sheet
    row: int
    code: SheetCode
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One row by heading; an empty cell is an empty text."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "")


QUESTION_COLUMNS = (
    "id", "typ", "text", "svar", "obl", "flera", "visas om", "hjälp", "kod", "visning", "räkna",
    "ägare", "min", "max",
)  # fmt: skip
ANSWER_COLUMNS = ("lista", "kod", "text", "vikt", "ensam")
_NEEDED = {
    Sheet.QUESTIONS: ("id", "typ", "text"),
    Sheet.ANSWERS: ("lista", "kod", "text"),
}
_KNOWN = {Sheet.QUESTIONS: QUESTION_COLUMNS, Sheet.ANSWERS: ANSWER_COLUMNS}


_WHOLE = re.compile(r"-?[0-9]{1,9}")


def whole(text: str) -> int | None:
    """The whole number in a cell, or None."""
    return int(text) if _WHOLE.fullmatch(text) else None


def read_rows(sheet: Sheet, data: bytes, problems: list[SheetProblem]) -> tuple[Row, ...]:
    """The rows of a sheet saved as CSV: UTF-8, semicolons, headings first. Empty rows are
    left out, and count."""
    try:
        text = data.decode("utf-8-sig")
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))
    except (UnicodeDecodeError, csv.Error):
        problems.append(SheetProblem(sheet, 0, SheetCode.NOT_TEXT))
        return ()
    headings = [cell.strip().casefold() for cell in table[0]] if table else []
    problems.extend(
        SheetProblem(sheet, 1, SheetCode.MISSING_COLUMN, {"column": heading})
        for heading in _NEEDED[sheet]
        if heading not in headings
    )
    problems.extend(
        SheetProblem(sheet, 1, SheetCode.UNKNOWN_COLUMN, {"column": heading})
        for heading in headings
        if heading not in _KNOWN[sheet] or headings.count(heading) > 1
    )
    return tuple(_rows(sheet, headings, table[1:], problems))


def _rows(
    sheet: Sheet, headings: list[str], table: list[list[str]], problems: list[SheetProblem]
) -> Iterator[Row]:
    for number, cells in enumerate(table, 2):
        tidy = [cell.strip() for cell in cells]
        if any(tidy[len(headings) :]):
            problems.append(SheetProblem(sheet, number, SheetCode.TOO_MANY_CELLS))
        elif any(tidy):
            yield Row(number, dict(zip(headings, tidy, strict=False)))


@dataclass(frozen=True, slots=True)
class Head:
    """What ``mall.toml`` says of the whole template."""

    url: str
    version: str
    title: str
    status: str
    date: str
    publisher: str
    description: str
    answer_system: str
    """The lists of the answer sheet become code systems with this and the list's name."""
    code_systems: Mapping[str, str]
    """Prefix in the column ``kod`` → code system."""


_STATUS = {"utkast": "draft", "aktiv": "active", "avslutad": "retired"}


def read_head(data: bytes, problems: list[SheetProblem]) -> Head | None:
    """The head, or None with the reasons among the problems."""
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        problems.append(SheetProblem(Sheet.HEAD, 0, SheetCode.NOT_TOML))
        return None
    known = len(problems)
    words: dict[str, str] = {}
    for key in ("url", "version", "titel", "status", "datum", "utgivare", "kodsystem"):
        value = table.get(key)
        if not isinstance(value, str) or not value:
            problems.append(SheetProblem(Sheet.HEAD, 0, SheetCode.MISSING_CELL, {"column": key}))
        else:
            words[key] = value
    if words.get("status", "utkast") not in _STATUS:
        problems.append(SheetProblem(Sheet.HEAD, 0, SheetCode.UNKNOWN_WORD, {"column": "status"}))
    codes = table.get("koder", {})
    if not isinstance(codes, dict):
        problems.append(SheetProblem(Sheet.HEAD, 0, SheetCode.MISSING_CELL, {"column": "koder"}))
    if len(problems) > known:
        return None
    return Head(
        url=words["url"],
        version=words["version"],
        title=words["titel"],
        status=_STATUS[words["status"]],
        date=words["datum"],
        publisher=words["utgivare"],
        description=str(table.get("beskrivning", "")),
        answer_system=words["kodsystem"],
        code_systems={str(prefix): str(system) for prefix, system in codes.items()},
    )
