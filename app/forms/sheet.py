"""The compiler: sheets with Swedish headings → a template, byte for byte the same every time.
``docs/forms.md`` says how to write the sheets."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from app.forms.gate import TreeObject
from app.forms.model import PURPOSE_SYSTEM
from app.forms.sheet_conditions import AnswerList
from app.forms.sheet_csv import read_csv
from app.forms.sheet_head import (
    Head,
    HeadCells,
    head_cells_of_table,
    head_cells_of_toml,
    read_head,
)
from app.forms.sheet_items import ItemBuilder, answer_lists
from app.forms.sheet_judge import judge
from app.forms.sheet_problems import Sheet, SheetCode, SheetProblem, in_order
from app.forms.sheet_roles import check_roles
from app.forms.sheet_rows import Row, SheetFaults, has_headings, is_empty, read_rows
from app.forms.sheet_table import SheetTable

EXPLANATION = "Så här"
"""The sheet of a workbook that is only there to be read."""

_JSON = msgspec.json.Encoder(decimal_format="number")
_NAMES: Mapping[str, Sheet] = {
    **{sheet.value.casefold(): sheet for sheet in Sheet},
    "fragor": Sheet.QUESTIONS,
}


@dataclass(frozen=True, slots=True)
class SheetResult:
    """``data`` is None when a problem blocks; others may stand beside it."""

    data: bytes | None
    problems: tuple[SheetProblem, ...]


def compile_workbook(
    sheets: Sequence[SheetTable], filled: Mapping[str, str] | None = None
) -> SheetResult:
    """The template that the sheets describe: two spaces of indent, keys in the order of the
    specification, a line break at the end. Every fault of every row is named; nothing is raised.

    The sheets are known by their names, in any case: ``Frågor``, ``Svar``, ``Mall``. Where none is
    called ``Frågor``, one with its headings will do. ``filled`` holds what somebody has filled in
    of the head (``sheet_head.KEYS``), and counts before the sheet.
    """
    faults = SheetFaults()
    found = _by_name(sheets, faults)
    questions = found.get(Sheet.QUESTIONS)
    if questions is None:
        faults.add(Sheet.QUESTIONS, 0, SheetCode.SHEET_MISSING, name=Sheet.QUESTIONS.value)
        questions = SheetTable(())
    head = head_cells_of_table(found.get(Sheet.HEAD, SheetTable(())), faults)
    return _compile(questions, found.get(Sheet.ANSWERS), head.with_filled(filled or {}), faults)


def head_said(sheets: Sequence[SheetTable]) -> Mapping[str, str]:
    """What the sheets say of the template as a whole: heading in lower case → value. Nothing is
    checked; ``compile_workbook`` does that."""
    faults = SheetFaults()
    head = _by_name(sheets, faults).get(Sheet.HEAD, SheetTable(()))
    return head_cells_of_table(head, faults).values


def compile_sheets(questions: bytes, answers: bytes, head: bytes) -> SheetResult:
    """The same of two CSV files and ``mall.toml``."""
    faults = SheetFaults()
    cells = head_cells_of_toml(head, faults)
    asked = read_csv(Sheet.QUESTIONS, questions, faults)
    return _compile(asked, read_csv(Sheet.ANSWERS, answers, faults), cells, faults)


def _by_name(sheets: Sequence[SheetTable], faults: SheetFaults) -> dict[Sheet, SheetTable]:
    found: dict[Sheet, SheetTable] = {}
    others: list[SheetTable] = []
    for table in sheets:
        # A name that a Mac wrote has its ring and dots as signs of their own.
        name = unicodedata.normalize("NFC", table.name).strip().casefold()
        sheet = _NAMES.get(name)
        if sheet is None:
            others.append(table)
        elif sheet in found:
            faults.add(sheet, 0, SheetCode.SHEET_TWICE, name=sheet.value)
        else:
            found[sheet] = table
    if Sheet.QUESTIONS not in found:
        likely = [table for table in others if has_headings(Sheet.QUESTIONS, table)]
        if likely:
            found[Sheet.QUESTIONS] = likely[0]
            others.remove(likely[0])
    for table in others:
        if table.name.casefold() != EXPLANATION.casefold() and not is_empty(table):
            faults.note(Sheet.QUESTIONS, 0, SheetCode.SHEET_IGNORED, name=table.name)
    return found


def _compile(
    questions: SheetTable, answers: SheetTable | None, cells: HeadCells, faults: SheetFaults
) -> SheetResult:
    head = read_head(cells, faults)
    rows = () if is_empty(questions) else read_rows(Sheet.QUESTIONS, questions, faults)
    if not rows and not faults.blocking:
        faults.add(Sheet.QUESTIONS, 0, SheetCode.NO_QUESTIONS)
    lists = _lists(answers, head, rows, faults)
    tree = _template(head)
    check_roles(rows, lists, head.code_systems, faults)
    tree["item"] = ItemBuilder(rows, lists, head.code_systems, faults).items()
    data = msgspec.json.format(_JSON.encode(tree), indent=2) + b"\n"
    judge(data, rows, faults)
    return SheetResult(None if faults.blocking else data, in_order(faults.found))


def _lists(
    answers: SheetTable | None, head: Head, rows: tuple[Row, ...], faults: SheetFaults
) -> dict[str, AnswerList]:
    """The lists of answers by name. A template without a choice needs no sheet of answers."""
    used = {row["svar"] for row in rows if row["svar"]}
    if answers is None or is_empty(answers):
        if used:
            faults.add(Sheet.ANSWERS, 0, SheetCode.SHEET_MISSING, name=Sheet.ANSWERS.value)
        return {name: AnswerList("", ()) for name in used}
    found = answer_lists(read_rows(Sheet.ANSWERS, answers, faults), head.answer_system, faults)
    for name, answer_list in found.items():
        if name and name not in used:
            row = answer_list.rows[0].number
            faults.note(Sheet.ANSWERS, row, SheetCode.UNUSED_LIST, name=name)
    return found


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
