"""The versions of the format: which one a template is written in, and R4 in the shape of R5.

No field says which version a file is of, so its own words do: R4 has the types ``choice`` and
``open-choice``, which R5 split into the type of the answer and the constraint on it. STU3 is
refused with a hint to have it converted. A file that mixes them is refused, since two programs
would read two different templates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.forms.gate import Tree, TreeObject

_R4_TYPES = frozenset(("choice", "open-choice"))
_R5_KEYS = frozenset(("answerConstraint", "disabledDisplay"))
_STU3_KEYS = frozenset(("option", "options"))
_WEIGHTS = ("/ordinalValue", "/questionnaire-ordinalValue")
WEIGHT = "http://hl7.org/fhir/StructureDefinition/itemWeight"
"""What an option counts for, as R5 calls it."""


class Dialect(StrEnum):
    ANY = "any"
    """Nothing in it differs between R4 and R5."""
    R5 = "R5"
    R4 = "R4"
    STU3 = "STU3"


@dataclass(frozen=True, slots=True)
class Told:
    """A place that gives a version away."""

    dialect: Dialect
    where: str
    link_id: str


def dialects(tree: TreeObject) -> dict[Dialect, Told]:
    """The versions whose words the template uses, each with the first place that does."""
    found: dict[Dialect, Told] = {}
    for item, where in _items(tree, ""):
        link_id = item.get("linkId")
        for dialect in _told_by(item):
            found.setdefault(dialect, Told(dialect, where, str(link_id or "")))
    return found


def as_r5(tree: TreeObject) -> TreeObject:
    """The same template in the shape of R5; one that already is R5 comes back as it was. Nothing
    changes its place, so that a fault can be named where it stands in the file."""
    return _weighted({key: _lifted(key, value) for key, value in tree.items()})


def _items(tree: TreeObject, prefix: str) -> Iterator[tuple[TreeObject, str]]:
    below = tree.get("item")
    for number, item in enumerate(below if isinstance(below, list) else ()):
        if isinstance(item, dict):
            where = f"{prefix}item[{number}]"
            yield item, where
            yield from _items(item, where + ".")


def _told_by(item: TreeObject) -> Iterator[Dialect]:
    kind = item.get("type")
    conditions = item.get("enableWhen")
    if isinstance(kind, str) and kind in _R4_TYPES:
        yield Dialect.R4
    if kind == "coding" or not _R5_KEYS.isdisjoint(item):
        yield Dialect.R5
    asked = conditions if isinstance(conditions, list) else ()
    if not _STU3_KEYS.isdisjoint(item) or any(
        isinstance(condition, dict) and "operator" not in condition for condition in asked
    ):
        yield Dialect.STU3


def _lifted(key: str, value: Tree) -> Tree:
    if key == "item" and isinstance(value, list):
        return [_item(child) if isinstance(child, dict) else child for child in value]
    if key in ("answerOption", "contained"):
        return _weighted_deep(value)
    return value


def _item(item: TreeObject) -> TreeObject:
    lifted = {key: _lifted(key, value) for key, value in item.items()}
    kind = item.get("type")
    if kind == "choice":
        lifted["type"] = _type_of_options(item)
    elif kind == "open-choice":
        lifted["type"] = _type_of_options(item)
        lifted["answerConstraint"] = "optionsOrString"
    return lifted


def _type_of_options(item: TreeObject) -> str:
    """Before R5 a ``choice`` could have options of any type, which then is the question's."""
    options = item.get("answerOption")
    names = {
        key.removeprefix("value")
        for option in (options if isinstance(options, list) else ())
        if isinstance(option, dict)
        for key in option
        if key.startswith("value")
    }
    name = names.pop() if len(names) == 1 else "Coding"
    return name[:1].lower() + name[1:]


def _weighted_deep(value: Tree) -> Tree:
    if isinstance(value, list):
        return [_weighted_deep(child) for child in value]
    if isinstance(value, dict):
        return _weighted({key: _weighted_deep(child) for key, child in value.items()})
    return value


def _weighted(value: TreeObject) -> TreeObject:
    """The names that a weight had before R5 → its name in R5."""
    url = value.get("url")
    if isinstance(url, str) and url.endswith(_WEIGHTS) and "extension" not in value:
        return {**value, "url": WEIGHT}
    return value
