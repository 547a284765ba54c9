"""Typed values out of a plain tree, with every fault noted where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from app.forms.gate import Tree, TreeObject
from app.forms.problems import Code, Problem, Severity
from app.forms.values import (
    MAX_INTEGER,
    Coding,
    DateTime,
    Number,
    PartialDate,
    Quantity,
    TimeOfDay,
    Value,
)

T = TypeVar("T")

_NOT_HERE = frozenset(("Reference", "Attachment"))
"""Types that an answer may have in the format, and not here."""


@dataclass(slots=True)
class Faults:
    """Collects problems while a tree is read."""

    found: list[Problem] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)

    def error(self, code: Code, where: str, link_id: str | None = None, **params: str) -> None:
        self.found.append(Problem(code, Severity.ERROR, link_id, where, params))

    def note(
        self,
        code: Code,
        where: str,
        link_id: str | None = None,
        *,
        severity: Severity = Severity.INFO,
        **params: str,
    ) -> None:
        """Something that blocks nothing: a warning or a piece of information."""
        self.found.append(Problem(code, severity, link_id, where, params))

    def ignore(self, feature: str, where: str, link_id: str | None = None) -> None:
        """Something that is left out, said once for each feature, where it first stands."""
        if feature not in self.left_out:
            self.left_out.add(feature)
            self.note(Code.IGNORED, where, link_id, feature=feature)


@dataclass(slots=True)
class Node:
    """One object of the tree, its place in the file and the link id of the item it is in."""

    value: TreeObject
    where: str
    faults: Faults
    link_id: str | None = None

    def text(self, key: str) -> str:
        value = self.value.get(key)
        if value is None or isinstance(value, str):
            return value or ""
        return self._wrong(key, "")

    def flag(self, key: str) -> bool:
        value = self.value.get(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        return self._wrong(key, default=False)

    def number(self, key: str) -> int | None:
        """A whole number from 0 up to the largest integer answer, or None."""
        value = self.value.get(key)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_INTEGER:
            return value
        return self._wrong(key, None)

    def decimal(self, key: str) -> Decimal | None:
        value = self.value.get(key)
        if value is None:
            return None
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            return Decimal(value)
        return self._wrong(key, None)

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a list; anything else in it is a fault."""
        value = self.value.get(key)
        if value is None:
            return ()
        if isinstance(value, list):
            found = tuple(text for text in value if isinstance(text, str))
            if len(found) == len(value):
                return found
        return self._wrong(key, ())

    def objects(self, key: str) -> tuple[Node, ...]:
        """The objects of a list; anything else in it is a fault."""
        value = self.value.get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            return self._wrong(key, ())
        if not value:
            self._empty(key)
        place = self._place(key)
        found: list[Node] = []
        for number, child in enumerate(value):
            where = f"{place}[{number}]"
            if isinstance(child, dict):
                found.append(Node(child, where, self.faults, self.link_id))
            else:
                self.faults.error(Code.WRONG_TYPE, where, self.link_id)
        return tuple(found)

    def inside(self, key: str) -> Node | None:
        value = self.value.get(key)
        if value is None:
            return None
        if isinstance(value, dict):
            return Node(value, self._place(key), self.faults, self.link_id)
        return self._wrong(key, None)

    def coding(self) -> Coding | None:
        """This object as a coding; one without a code is a fault."""
        code = self.text("code")
        if not code:
            self.faults.error(Code.MISSING, self.where, self.link_id, field="code")
            return None
        return Coding(code, self.text("system"), self.text("display"))

    def choice(self, prefix: str) -> Value | None:
        """The value of ``valueString``, ``answerBoolean`` … or None when there is none of the
        kinds that are supported, which is noted as a fault."""
        names = [key for key in self.value if key.startswith(prefix)]
        if len(names) != 1:
            self.faults.error(Code.MISSING, self.where, self.link_id, field=prefix + "[x]")
            return None
        name = names[0]
        kind = name.removeprefix(prefix)
        if kind == "Coding" and (inner := self.inside(name)):
            return inner.coding()
        value = read_value(kind, self.value[name])
        if value is None and kind in _NOT_HERE:
            self.faults.error(Code.UNSUPPORTED_TYPE, self.where, self.link_id, type=kind)
        elif value is None:
            self.faults.error(Code.WRONG_TYPE, self.where, self.link_id, field=name)
        return value

    def unsupported(self, feature: str) -> None:
        """Notes that the template asks for something that is not supported here."""
        self.faults.error(Code.UNSUPPORTED, self.where, self.link_id, feature=feature)

    def _empty(self, key: str) -> None:
        """The format leaves an empty list out; others write one, and mean nothing by it."""
        self.faults.note(Code.EMPTY_LIST, self._place(key), self.link_id, severity=Severity.WARNING)

    def _wrong(self, key: str, default: T) -> T:
        self.faults.error(Code.WRONG_TYPE, self._place(key), self.link_id)
        return default

    def _place(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key


_TEXTUAL: dict[str, Callable[[str], Value]] = {
    "String": str,
    "Uri": str,
    "Date": PartialDate,
    "DateTime": DateTime,
    "Time": TimeOfDay,
}


def read_value(kind: str, value: Tree) -> Value | None:
    """A value of the kind its key names (``Boolean``, ``Decimal``, ``Quantity`` …), or None when
    it is not one. A coding is read by ``Node.coding``, which can say what it lacks."""
    if kind in _TEXTUAL:
        return _made(_TEXTUAL[kind], value) if isinstance(value, str) and value else None
    if kind == "Quantity":
        return _quantity(value)
    if kind == "Boolean" and isinstance(value, bool):
        return value
    return None if isinstance(value, bool) else _number(kind, value)


def _number(kind: str, value: Tree) -> Value | None:
    if kind == "Integer" and isinstance(value, int):
        return value if abs(value) <= MAX_INTEGER else None
    if kind == "Decimal" and isinstance(value, (int, Decimal)):
        return _made(Number, format(value, "f") if isinstance(value, Decimal) else str(value))
    return None


def _made(make: Callable[[str], Value], text: str) -> Value | None:
    try:
        return make(text)
    except ValueError:
        return None


def _quantity(value: Tree) -> Quantity | None:
    """One with a comparator ("less than 5 kg") is no number that could be compared."""
    if not isinstance(value, dict) or "comparator" in value:
        return None
    number = read_value("Decimal", value.get("value"))
    parts = [value.get(key, "") for key in ("unit", "system", "code")]
    if not isinstance(number, Number) or not all(isinstance(part, str) for part in parts):
        return None
    return Quantity(number, *map(str, parts))
