"""From what stands in the fields to the values of a fact, with every problem at once.

Nothing typed is ever thrown away: a field that cannot be used yet gives a problem under its own
name and a stand-in, and ``check`` refuses before anybody can build a record on a stand-in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from app.casework import money, typed_dates
from app.casework.moments import Moment
from app.errors import Fault, FieldProblem, InvalidFields
from app.jsonvalue import Json, JsonObject

LONGEST_LINE = 200
LONGEST_TEXT = 50_000
"""Code points. A record may be 4 MiB; a text longer than this belongs in a file of its own."""

_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the order of what is read, and so could make a signed text say something else
on screen than what was signed."""

E = TypeVar("E", bound=StrEnum)


class _DateReader(Protocol):
    def __call__(self, typed: str, *, today: date) -> Moment | Fault: ...


class Typed:
    """The raw values of one form, or of one row in it, read by name.

    Every reader gives a usable value or notes a ``FieldProblem``; call ``check`` when all have
    been read. Paths of problems are ``name`` or ``list/row/name``.
    """

    def __init__(
        self,
        values: JsonObject,
        today: date,
        *,
        path: str = "",
        problems: list[FieldProblem] | None = None,
    ) -> None:
        self._values = values
        self._path = path
        self._problems = [] if problems is None else problems
        self.today = today

    def problem(self, name: str, fault: Fault, **params: str | int) -> None:
        self._problems.append(FieldProblem(self._path + name, fault, params))

    def check(self) -> None:
        """Raises InvalidFields with every problem noted so far, in the order of reading."""
        if self._problems:
            raise InvalidFields(tuple(self._problems))

    def given(self, name: str) -> bool:
        """Whether anything stands in the field."""
        return _touched(self._values.get(name))

    # ------------------------------------------------------------------------------- texts

    def line(self, name: str, *, required: bool = False) -> str:
        """One line: NFC, white space at the ends removed, no line breaks."""
        return self._string(name, required=required, longest=LONGEST_LINE, breaks=False)

    def text(self, name: str, *, required: bool = False) -> str:
        """Running text: NFC, white space at the ends removed, every line break one line feed."""
        return self._string(name, required=required, longest=LONGEST_TEXT, breaks=True)

    def _string(self, name: str, *, required: bool, longest: int, breaks: bool) -> str:
        raw = self._raw(name).replace("\r\n", "\n").replace("\r", "\n").strip()
        for character in raw:
            if _unusable(character, breaks=breaks):
                code = f"U+{ord(character):04X}"
                self.problem(name, Fault.UNUSABLE_CHARACTER, character=code)
                return ""
        value = unicodedata.normalize("NFC", raw)
        if required and not value:
            self.problem(name, Fault.REQUIRED)
        if len(value) > longest:
            self.problem(name, Fault.TOO_LONG, limit=longest)
        return value

    def _raw(self, name: str) -> str:
        value = self._values.get(name)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        raise TypeError(f"{self._path}{name} is not text")

    def flag(self, name: str) -> bool:
        """A box: ticked or not. Raises TypeError for anything that no box can give."""
        value = self._values.get(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        raise TypeError(f"{self._path}{name} is not a box")

    # ----------------------------------------------------------------------------- choices

    def choice(self, name: str, choices: type[E]) -> E:
        """One of an enumeration's values; a choice must have been made."""
        return self.choice_or_none(name, choices, required=True) or next(iter(choices))

    def choice_or_none(self, name: str, choices: type[E], *, required: bool = False) -> E | None:
        code = self.code(name, frozenset(choices), required=required)
        return choices(code) if code else None

    def code(self, name: str, codes: Collection[str], *, required: bool = False) -> str:
        """One of the given codes, or empty."""
        value = self.line(name, required=required)
        if value and value not in codes:
            self.problem(name, Fault.NOT_A_CHOICE)
            return ""
        return value

    def codes(self, name: str, codes: Collection[str], *, needed: bool = False) -> tuple[str, ...]:
        """Those that have been ticked in a list of boxes, each once."""
        value = self._values.get(name)
        ticked = value if isinstance(value, (list, tuple)) else ()
        found = tuple(dict.fromkeys(each for each in ticked if isinstance(each, str)))
        if any(each not in codes for each in found):
            self.problem(name, Fault.NOT_A_CHOICE)
            return ()
        if needed and not found:
            self.problem(name, Fault.ONE_NEEDED)
        return found

    # ------------------------------------------------------------------------------- dates

    def day(self, name: str, *, required: bool = False, past: bool = False) -> str:
        """A whole date as ``YYYY-MM-DD``, from anything a Swede would type. ``past``: it must
        have come."""
        return self._date(name, typed_dates.read_full_date, required=required, past=past)

    def moment(self, name: str, *, required: bool = False, past: bool = False) -> str:
        """A whole or partial date, perhaps with a time of day, in the stored form."""
        return self._date(name, typed_dates.read_moment, required=required, past=past)

    def _date(self, name: str, read: _DateReader, *, required: bool, past: bool) -> str:
        raw = self.line(name, required=required)
        if not raw:
            return ""
        found = read(raw, today=self.today)
        if isinstance(found, Fault):
            self.problem(name, found)
            return ""
        if past and found.surely_after(self.today):
            self.problem(name, Fault.IN_THE_FUTURE)
        return found.text

    def not_before(self, name: str, value: str, other: str, other_value: str) -> None:
        """Notes a problem at ``name`` when its whole date lies before the other field's."""
        if value and other_value and value < other_value:
            self.problem(name, Fault.BEFORE, other=other)

    # ----------------------------------------------------------------------- amounts, rows

    def amount(self, name: str) -> int | None:
        """Whole öre from kronor as they are typed; None when empty."""
        raw = self.line(name)
        if not raw:
            return None
        value = money.parse(raw)
        if isinstance(value, Fault):
            self.problem(name, value)
            return None
        return value

    def whole(self, name: str, lowest: int, highest: int) -> int:
        """A whole number between the two, both included."""
        raw = self.line(name, required=True)
        if not raw:
            return lowest
        if not (raw.isascii() and raw.isdigit() and len(raw) < 10):
            self.problem(name, Fault.NOT_A_NUMBER)
            return lowest
        value = int(raw)
        if value < lowest:
            self.problem(name, Fault.TOO_LOW, limit=lowest)
        if value > highest:
            self.problem(name, Fault.TOO_HIGH, limit=highest)
        return value

    def rows(self, name: str, *, needed: bool = False) -> tuple[Typed, ...]:
        """The rows of a list in the form. Rows in which nothing has been typed are left out,
        but paths keep the row numbers that are on the screen."""
        value = self._values.get(name)
        rows = value if isinstance(value, (list, tuple)) else ()
        found = tuple(
            Typed(row, self.today, path=f"{self._path}{name}/{at}/", problems=self._problems)
            for at, row in enumerate(rows)
            if isinstance(row, Mapping) and _touched(row)
        )
        if needed and not found:
            self.problem(name, Fault.ONE_NEEDED)
        return found


def _touched(value: Json) -> bool:
    """Whether anything but a key has been given."""
    if isinstance(value, Mapping):
        return any(_touched(item) for name, item in value.items() if name != "key")
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, (list, tuple)):
        return any(_touched(item) for item in value)
    return value not in (None, False)


def _unusable(character: str, *, breaks: bool) -> bool:
    if character == "\n":
        return not breaks
    if character == "\t":
        return False
    return unicodedata.category(character) in ("Cc", "Cs") or character in _DIRECTION
