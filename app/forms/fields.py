"""Typed values out of a plain tree, with every fault noted where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from app.forms.gate import Tree, TreeObject
from app.forms.problems import Code, Problem, Severity
from app.forms.values import MAX_INTEGER, Coding, PartialDate, Value

T = TypeVar("T")

_NOT_YET = frozenset(("Decimal", "DateTime", "Time", "Quantity", "Uri", "Reference", "Attachment"))
"""Types that an answer may have in the format, and not yet here."""


@dataclass(slots=True)
class Faults:
    """Collects problems while a tree is read."""

    found: list[Problem] = field(default_factory=list)

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


@dataclass(frozen=True, slots=True)
class Node:
    """One object of the tree, its place in the file and the link id of the item it is in."""

    value: TreeObject
    where: str
    faults: Faults
    link_id: str | None = None

    def text(self, key: str) -> str:
        value = self.value.get(key)
        if isinstance(value, str):
            return value
        return self._wrong(key, "", missing=value is None)

    def flag(self, key: str) -> bool:
        value = self.value.get(key)
        if isinstance(value, bool):
            return value
        return self._wrong(key, default=False, missing=value is None)

    def number(self, key: str) -> int | None:
        """A whole number from 0 up to the largest integer answer, or None."""
        value = self.value.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_INTEGER:
            return value
        return self._wrong(key, None, missing=value is None)

    def decimal(self, key: str) -> Decimal | None:
        value = self.value.get(key)
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            return Decimal(value)
        return self._wrong(key, None, missing=value is None)

    def objects(self, key: str) -> tuple[Node, ...]:
        """The objects of a list; anything else in it is a fault."""
        value = self.value.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not value:
            return self._wrong(key, (), missing=False)
        found: list[Node] = []
        for number, child in enumerate(value):
            where = f"{self.where}.{key}[{number}]".lstrip(".")
            if isinstance(child, dict):
                found.append(Node(child, where, self.faults, self.link_id))
            else:
                self.faults.error(Code.WRONG_TYPE, where, self.link_id)
        return tuple(found)

    def inside(self, key: str) -> Node | None:
        value = self.value.get(key)
        if isinstance(value, dict):
            return Node(value, f"{self.where}.{key}".lstrip("."), self.faults, self.link_id)
        return self._wrong(key, None, missing=value is None)

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
        value = read_value(name.removeprefix(prefix), self.value[name])
        if value is None and name == prefix + "Coding" and (inner := self.inside(name)):
            return inner.coding()
        kind = name.removeprefix(prefix)
        if value is None and kind in _NOT_YET:
            self.faults.error(Code.UNSUPPORTED_TYPE, self.where, self.link_id, type=kind)
        elif value is None:
            self.faults.error(Code.WRONG_TYPE, self.where, self.link_id, field=name)
        return value

    def _wrong(self, key: str, default: T, *, missing: bool) -> T:
        if not missing:
            where = f"{self.where}.{key}".lstrip(".")
            self.faults.error(Code.WRONG_TYPE, where, self.link_id)
        return default


def read_value(kind: str, value: Tree) -> Value | None:
    """A primitive value of the kind its key names (``Boolean``, ``Integer``, ``Date``,
    ``String``), or None when it is not one."""
    if kind == "Boolean" and isinstance(value, bool):
        return value
    if kind == "Integer" and isinstance(value, int) and not isinstance(value, bool):
        return value if abs(value) <= MAX_INTEGER else None
    if kind == "String" and isinstance(value, str) and value:
        return value
    if kind == "Date" and isinstance(value, str):
        try:
            return PartialDate(value)
        except ValueError:
            return None
    return None
