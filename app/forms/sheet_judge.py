"""What the reader of templates says of a compiled template, told by row of the sheet."""

from __future__ import annotations

from collections.abc import Mapping

from app.forms.lint import Profile
from app.forms.load import load_form
from app.forms.problems import Code, Severity
from app.forms.sheet_problems import Sheet, SheetCode
from app.forms.sheet_rows import Row, SheetFaults

_COLUMNS: Mapping[Code, str] = {
    **{code: "visas om" for code in Code if code.name.startswith("CONDITION_")},
    **{code: "obl" for code in Code if code.name.startswith("REQUIRED_")},
    Code.BOUNDS_REVERSED: "min",
    Code.BAD_LINK: "id",
}
"""Where in the row it is written."""

_CONSEQUENCES = frozenset(
    (
        *(Code.GROUP_WITHOUT_ITEMS, Code.REQUIRED_EMPTY, Code.CONDITION_TARGET),
        *(Code.OPTION_MISSING, Code.DISPLAY_WITH_ITEMS, Code.MISSING, Code.BAD_STATUS),
    )
)
"""What a row that was left out may cause elsewhere."""


def judge(data: bytes, rows: tuple[Row, ...], faults: SheetFaults) -> None:
    """Add what is wrong or doubtful. What only follows from a fault that is named already is left
    out."""
    numbers = {row["id"]: row.number for row in reversed(rows)}
    faulty = {one.row for one in faults.found if one.blocks and one.sheet is Sheet.QUESTIONS}
    blocked = faults.blocking
    for found in load_form(data, Profile.STRICT).problems:
        link = found.link_id or ""
        row = _row(link, numbers)
        target = numbers.get(found.params.get("question", ""), row)
        follows = found.code in _CONSEQUENCES or not row or not faulty.isdisjoint((row, target))
        if found.severity is Severity.INFO or (blocked and follows):
            continue
        params = {**found.params, "code": found.code.value, "link": link}
        column = _COLUMNS.get(found.code, "")
        faults.add(Sheet.QUESTIONS, row, SheetCode.TEMPLATE, column, **params)


def _row(link_id: str, numbers: Mapping[str, int]) -> int:
    """The row of an item; of a text beside an item (``5.2-hjälp``), the row of the item."""
    return numbers.get(link_id) or numbers.get(link_id.rpartition("-")[0], 0)
