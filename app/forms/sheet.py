"""The compiler: sheets with Swedish headings → a template, byte for byte the same every time.
``docs/forms.md`` says how to write the sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from app.forms.gate import TreeObject
from app.forms.lint import Profile
from app.forms.load import load_form
from app.forms.model import PURPOSE_SYSTEM
from app.forms.problems import Code, Problem, Severity
from app.forms.sheet_csv import read_csv
from app.forms.sheet_head import Head, head_cells_of_toml, read_head
from app.forms.sheet_items import ItemBuilder, answer_lists
from app.forms.sheet_problems import Sheet, SheetCode, SheetProblem, in_order
from app.forms.sheet_rows import Row, SheetFaults, read_rows
from app.forms.sheet_table import HeadCells, SheetTable

_JSON = msgspec.json.Encoder(decimal_format="number")


@dataclass(frozen=True, slots=True)
class SheetResult:
    """``data`` is None when a problem blocks; others may stand beside it."""

    data: bytes | None
    problems: tuple[SheetProblem, ...]


def compile_tables(questions: SheetTable, answers: SheetTable, head: HeadCells) -> SheetResult:
    """The template that the sheets ``Frågor`` and ``Svar`` and the head describe: two spaces of
    indent, keys in the order of the specification, a line break at the end. Every fault of every
    row is named; nothing is raised."""
    return _compile(questions, answers, head, SheetFaults())


def compile_sheets(questions: bytes, answers: bytes, head: bytes) -> SheetResult:
    """The same of two CSV files and ``mall.toml``."""
    faults = SheetFaults()
    cells = head_cells_of_toml(head, faults)
    tables = [
        read_csv(sheet, data, faults)
        for sheet, data in ((Sheet.QUESTIONS, questions), (Sheet.ANSWERS, answers))
    ]
    return _compile(tables[0], tables[1], cells, faults)


def _compile(
    questions: SheetTable, answers: SheetTable, cells: HeadCells, faults: SheetFaults
) -> SheetResult:
    head = read_head(cells, faults)
    rows = read_rows(Sheet.QUESTIONS, questions, faults)
    lists = answer_lists(read_rows(Sheet.ANSWERS, answers, faults), head.answer_system, faults)
    used = {row["svar"] for row in rows}
    for name, found in lists.items():
        if name and name not in used:
            faults.note(Sheet.ANSWERS, found.rows[0].number, SheetCode.UNUSED_LIST, name=name)
    tree = _template(head)
    tree["item"] = ItemBuilder(rows, lists, head.code_systems, faults).items()
    if not rows and not faults.blocking:
        faults.add(Sheet.QUESTIONS, 0, SheetCode.NO_QUESTIONS)
    data = msgspec.json.format(_JSON.encode(tree), indent=2) + b"\n"
    _look_through(data, rows, faults)
    return SheetResult(None if faults.blocking else data, in_order(faults.found))


def _template(head: Head) -> TreeObject:
    """Everything but the items."""
    tree: TreeObject = {
        "resourceType": "Questionnaire",
        "language": "sv-SE",
        "url": head.url,
        "version": head.version,
        "title": head.title,
    }
    if head.derived_from:
        tree["derivedFrom"] = list(head.derived_from)
    tree.update({"status": head.status, "date": head.date, "publisher": head.publisher})
    if head.description:
        tree["description"] = head.description
    if head.copyright:
        tree["copyright"] = head.copyright
    period = {"start": head.effective_from, "end": head.effective_until}
    if any(period.values()):
        tree["effectivePeriod"] = {key: day for key, day in period.items() if day}
    if head.purpose:
        code: TreeObject = {
            "system": PURPOSE_SYSTEM,
            "code": head.purpose,
            "display": head.purpose_word,
        }
        tree["code"] = [code]
    return tree


def _look_through(data: bytes, rows: tuple[Row, ...], faults: SheetFaults) -> None:
    """What the reader of templates says of the result, by row. What follows from a fault that
    has been named already is left out."""
    numbers = {row["id"]: row.number for row in reversed(rows)}
    faulty = {problem.row for problem in faults.found if problem.blocks}
    for found in load_form(data, Profile.STRICT).problems:
        if found.severity is Severity.INFO or (faulty and _follows(found, numbers, faulty)):
            continue
        link = found.link_id or ""
        params = {**found.params, "code": found.code.value, "link": link}
        column = _COLUMNS.get(found.code, "")
        faults.add(Sheet.QUESTIONS, _row(link, numbers), SheetCode.TEMPLATE, column, **params)


def _row(link_id: str, numbers: Mapping[str, int]) -> int:
    """The row of an item; of a text beside an item, the row of the item."""
    return numbers.get(link_id) or numbers.get(link_id.rpartition("-")[0], 0)


def _follows(found: Problem, numbers: Mapping[str, int], faulty: set[int]) -> bool:
    row = _row(found.link_id or "", numbers)
    target = numbers.get(found.params.get("question", ""), row)
    return row in faulty or target in faulty or found.code in _OF_THE_WHOLE or not row


_COLUMNS = {
    **dict.fromkeys((code for code in Code if code.name.startswith("CONDITION_")), "visas om"),
    **dict.fromkeys((code for code in Code if code.name.startswith("REQUIRED_")), "obl"),
    Code.BOUNDS_REVERSED: "min",
    Code.BAD_LINK: "id",
}
"""Where what the reader found is written in the sheet."""

_OF_THE_WHOLE = frozenset((Code.GROUP_WITHOUT_ITEMS, Code.CONDITION_TARGET))
"""What a row left out may cause elsewhere."""
