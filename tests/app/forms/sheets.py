"""Tables for tests of the compiler."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from app.forms.lint import Profile
from app.forms.load import load_form
from app.forms.model import Form, Item
from app.forms.sheet import SheetResult, compile_workbook
from app.forms.sheet_problems import SheetProblem
from app.forms.sheet_table import SheetTable, Table

HEAD: Table = (
    ("uppgift", "värde"),
    ("url", "urn:test:mall"),
    ("version", "2.1"),
    ("titel", "Prov"),
    ("status", "aktiv"),
    ("datum", "2026-11-22"),
    ("utgivare", "Prov"),
)
ANSWERS: Table = (
    ("lista", "kod", "text", "vikt", "ensam"),
    ("grad", "0", "Ingen", "0"),
    ("grad", "1", "Liten", "1"),
    ("grad", "2", "Stor", "2", "ja"),
)


def table(*rows: Mapping[str, str]) -> Table:
    """Rows by heading as a table; the first column is the id whatever comes first."""
    columns = list(dict.fromkeys(column for row in rows for column in ("id", "typ", "text", *row)))
    filled = ({"text": f"Fråga {row.get('id', '')}", **row} for row in rows)
    return (tuple(columns), *(tuple(row.get(column, "") for column in columns) for row in filled))


def workbook(
    questions: Table, answers: Table = ANSWERS, head: Table = HEAD
) -> tuple[SheetTable, ...]:
    return (SheetTable(head, "Mall"), SheetTable(questions, "Frågor"), SheetTable(answers, "Svar"))


def compiled(*rows: Mapping[str, str]) -> SheetResult:
    return compile_workbook(workbook(table(*rows)))


def faults(result: SheetResult) -> tuple[SheetProblem, ...]:
    return tuple(problem for problem in result.problems if problem.blocks)


def tree(result: SheetResult) -> dict[str, Any]:
    assert result.data is not None, result.problems
    found: dict[str, Any] = json.loads(result.data)
    return found


def form(result: SheetResult) -> Form:
    """The form that the program reads out of the result."""
    assert result.data is not None, result.problems
    found = load_form(result.data, Profile.STRICT)
    assert found.answerable
    assert found.form is not None
    return found.form


def item(*rows: Mapping[str, str], link: str = "x") -> Item:
    return form(compiled(*rows)).by_link[link]
