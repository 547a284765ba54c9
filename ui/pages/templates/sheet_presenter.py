"""A spreadsheet on its way to becoming a template, decided without a window. Reading and compiling
need no desk and run beside the database thread."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.errors import Refusal
from app.foreign import ForeignReader
from app.forms.lint import Profile
from app.forms.load import LoadResult, load_form
from app.forms.sheet import compile_workbook, head_said
from app.forms.sheet_head import KEYS, NEEDED_KEYS
from app.forms.sheet_language import STATUSES
from app.forms.sheet_problems import Sheet, SheetCode, SheetProblem
from app.forms.sheet_table import SheetTable
from app.progress import Progress
from app.usecases import registers
from app.usecases.desk import Desk
from app.usecases.forms import templates

ASKED: Final = (*NEEDED_KEYS, "slag")
"""What is asked for on the page when the sheets do not say it. ``slag`` can be done without."""
_WRONG: Final = (SheetCode.NOT_A_VALUE, SheetCode.NOT_A_DATE, SheetCode.UNKNOWN_WORD)
_IN_USE: Final = next(word for word, code in STATUSES.items() if code == "active")
_SHEET_NAMES: Final = ("fragor", "frågor", "svar", "mall")


@dataclass(frozen=True, slots=True)
class ReadSheets:
    """What came out of the files. ``asked`` are the facts of the head that the page must ask for,
    in the order of the head."""

    sheets: tuple[SheetTable, ...]
    said: Mapping[str, str]
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the sheets make, with what was filled in. ``data`` is None while something blocks."""

    problems: tuple[SheetProblem, ...]
    data: bytes | None
    loaded: LoadResult | None


def read(reader: ForeignReader, paths: Sequence[Path], progress: Progress) -> ReadSheets:
    """Raises Refusal and Cancelled as ``ForeignReader.spreadsheet``."""
    sheets = reader.spreadsheet(paths, progress)
    said = head_said(sheets)
    wrong = {
        problem.column
        for problem in compile_workbook(sheets).problems
        if problem.sheet is Sheet.HEAD and problem.code in _WRONG
    }
    asked = tuple(
        key for key in KEYS if (key in ASKED and not said.get(key, "").strip()) or key in wrong
    )
    return ReadSheets(sheets, said, asked)


def judge(sheets: tuple[SheetTable, ...], filled: Mapping[str, str]) -> Verdict:
    """What they make together."""
    result = compile_workbook(sheets, filled)
    loaded = load_form(result.data, Profile.STRICT) if result.data is not None else None
    return Verdict(result.problems, result.data, loaded)


def proposals(found: ReadSheets, paths: Sequence[Path], desk: Desk) -> dict[str, str]:
    """A value for each of the facts asked for that one can guess at."""
    title = found.said.get("titel") or _title(paths)
    url = found.said.get("url", "") if "url" not in found.asked else ""
    unit, municipality = _whose(desk)
    url = url or f"urn:{_slug(municipality) or 'kommun'}:mall:{_slug(title) or 'mall'}"
    guesses = {
        "url": url,
        "version": templates.next_version(desk, url),
        "titel": title,
        "status": _IN_USE,
        "datum": desk.now().date().isoformat(),
        "utgivare": ", ".join(filter(None, (unit, municipality))),
    }
    return {key: guesses.get(key, "") for key in found.asked}


def version_after(found: ReadSheets, filled: Mapping[str, str], desk: Desk) -> str:
    """The number of a new version of this template."""
    return templates.next_version(desk, filled.get("url") or found.said.get("url", ""))


def _whose(desk: Desk) -> tuple[str, str]:
    try:
        card = registers.own_card(desk)
    except Refusal:  # a vault whose own card has not come over yet
        return desk.vault.author.unit, ""
    return card.unit, card.municipality


def _title(paths: Sequence[Path]) -> str:
    """Of the file's name, or the folder's where the files are named after their sheets."""
    if not paths:
        return ""
    stem = unicodedata.normalize("NFC", paths[0].stem)
    if stem.casefold() in _SHEET_NAMES:
        stem = unicodedata.normalize("NFC", paths[0].parent.name)
    words = re.sub(r"[\s_]+", " ", stem).strip()
    return words[:1].upper() + words[1:]


def _slug(text: str) -> str:
    """Letters without their marks, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))
