"""What can be wrong in the sheets of a template, and where. Words are made by the window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.forms.problems import Severity


class Sheet(StrEnum):
    """The three sheets of a template, by the names that a workbook gives them."""

    QUESTIONS = "Frågor"
    ANSWERS = "Svar"
    HEAD = "Mall"


class SheetCode(StrEnum):
    """Every kind of fault. The first group concerns a whole file or sheet."""

    NOT_TEXT = "not_text"
    NOT_TOML = "not_toml"
    OTHER_ENCODING = "other_encoding"
    """The file is not in UTF-8 and has been read as Windows-1252. Blocks nothing."""
    SHEET_MISSING = "sheet_missing"
    SHEET_TWICE = "sheet_twice"
    SHEET_IGNORED = "sheet_ignored"
    """A sheet with another name is left out. Blocks nothing."""
    TOO_MANY_ROWS = "too_many_rows"
    NO_QUESTIONS = "no_questions"
    MISSING_COLUMN = "missing_column"
    UNKNOWN_COLUMN = "unknown_column"
    COLUMN_TWICE = "column_twice"
    # cells
    TOO_MANY_CELLS = "too_many_cells"
    BROKEN_CHARACTERS = "broken_characters"
    MERGED = "merged"
    FORMULA = "formula"
    MISSING_CELL = "missing_cell"
    UNUSED_CELL = "unused_cell"
    UNKNOWN_WORD = "unknown_word"
    NOT_A_NUMBER = "not_a_number"
    TOO_SMALL = "too_small"
    NOT_A_DATE = "not_a_date"
    NOT_A_VALUE = "not_a_value"
    BOUND_UNITS = "bound_units"
    NEEDS_REPEATS = "needs_repeats"
    NOT_YET = "not_yet"
    # ids and lists
    BAD_ID = "bad_id"
    ID_IS_DATE = "id_is_date"
    DUPLICATE_ID = "duplicate_id"
    PARENT_MISSING = "parent_missing"
    PARENT_LATER = "parent_later"
    PARENT_WRONG = "parent_wrong"
    PAGE_INSIDE = "page_inside"
    UNKNOWN_LIST = "unknown_list"
    UNUSED_LIST = "unused_list"
    """A list of answers that no question has. Blocks nothing."""
    DUPLICATE_CODE = "duplicate_code"
    UNKNOWN_PREFIX = "unknown_prefix"
    ROLE_UNKNOWN = "role_unknown"
    ROLE_MISUSED = "role_misused"
    NOT_COMPARED = "not_compared"
    """A measure in a repetition: nobody could tell which to compare. Blocks nothing."""
    # conditions
    CONDITION_SYNTAX = "condition_syntax"
    CONDITION_MIXED = "condition_mixed"
    CONDITION_WEIGHTS = "condition_weights"
    """An order that several answers of a list meet, together with ``och``."""
    CONDITION_TARGET = "condition_target"
    CONDITION_VALUE = "condition_value"
    CONDITION_ORDER = "condition_order"
    # the whole
    TEMPLATE = "template"
    """The template that the sheets describe is refused; ``params["code"]`` says why."""


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """One fault and its place."""

    sheet: Sheet
    row: int
    """As the spreadsheet counts: 1 is the headings, 0 the whole sheet."""
    code: SheetCode
    params: Mapping[str, str] = field(default_factory=dict)
    column: str = ""
    """The heading, or empty when the whole row is meant."""
    also: tuple[int, ...] = ()
    """Further rows with exactly the same fault."""
    severity: Severity = Severity.ERROR

    @property
    def blocks(self) -> bool:
        """Whether there is no template as long as this stands."""
        return self.severity in (Severity.FATAL, Severity.ERROR)


_SAID_ONCE = frozenset(
    (
        SheetCode.MERGED,
        SheetCode.FORMULA,
        SheetCode.BROKEN_CHARACTERS,
        SheetCode.CONDITION_TARGET,
        SheetCode.PARENT_MISSING,
        SheetCode.PARENT_WRONG,
        SheetCode.UNKNOWN_LIST,
        SheetCode.UNKNOWN_PREFIX,
        SheetCode.UNKNOWN_WORD,
        SheetCode.ROLE_UNKNOWN,
    )
)
_ORDER = {Sheet.HEAD: 0, Sheet.QUESTIONS: 1, Sheet.ANSWERS: 2}


def in_order(found: list[SheetProblem]) -> tuple[SheetProblem, ...]:
    """Head, questions, answers, each from the first row to the last. One name that does not exist
    is one fault with several rows, however often it is used. Of a row that could not be read
    nothing else is said."""
    broken = {(one.sheet, one.row) for one in found if one.code is SheetCode.BROKEN_CHARACTERS}
    said: dict[object, SheetProblem] = {}
    for number, problem in enumerate(sorted(found, key=lambda one: (_ORDER[one.sheet], one.row))):
        place = problem.sheet, problem.row
        if place in broken and problem.code is not SheetCode.BROKEN_CHARACTERS:
            continue
        once = problem.code in _SAID_ONCE
        same = (problem.sheet, problem.code, problem.column, tuple(sorted(problem.params.items())))
        key = same if once else number
        first = said.setdefault(key, problem)
        if problem.row != first.row and problem.row not in first.also:
            said[key] = replace(first, also=(*first.also, problem.row))
    return tuple(said.values())
