"""The permitted answers of a question: listed in it, or in a value set inside the template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.forms.extensions import name_of
from app.forms.fields import Node
from app.forms.gate import TreeObject
from app.forms.model import Constraint, Kind, Option
from app.forms.problems import Code
from app.forms.values import (
    Coding,
    DateTime,
    Number,
    PartialDate,
    Quantity,
    TimeOfDay,
    Value,
)

_MAY_HAVE_OPTIONS = frozenset((Kind.CODING, Kind.INTEGER, Kind.DATE, Kind.TIME, Kind.STRING))


def value_sets(tree: TreeObject) -> Iterator[tuple[str, TreeObject]]:
    """(``#id``, value set) for every value set contained in the template."""
    contained = tree.get("contained")
    for value in contained if isinstance(contained, list) else []:
        if isinstance(value, dict) and value.get("resourceType") == "ValueSet":
            yield f"#{value.get('id')}", value


def read_options(node: Node, kind: Kind, sets: Mapping[str, Node]) -> tuple[Option, ...]:
    """The options of a question. A list from elsewhere, and options that do not suit the
    question, are noted as faults."""
    name = node.text("answerValueSet")
    listed = "answerOption" in node.value
    if name and listed:  # que-4
        node.faults.error(Code.OPTIONS_TWICE, node.where, node.link_id)
    if not name and not listed and kind is not Kind.CODING:
        return ()
    if kind not in _MAY_HAVE_OPTIONS and kind is not Kind.UNSUPPORTED:  # que-5
        node.faults.error(Code.OPTIONS_MISPLACED, node.where, node.link_id)
        return ()
    if name and (name not in sets or kind is not Kind.CODING):
        node.unsupported("answerValueSet")
        return ()
    if name:
        options = tuple(_set_options(sets[name]))
    else:
        found = (_option(child) for child in node.objects("answerOption"))
        options = tuple(option for option in found if option is not None)
    _check_kinds(node, kind, options)
    return options


def read_constraint(node: Node, *, has_options: bool) -> Constraint:
    """What may be answered beside the options (V6, que-14)."""
    name = node.text("answerConstraint")
    if not name:
        return Constraint.OPTIONS_ONLY
    if name not in set(Constraint):
        node.faults.error(Code.WRONG_TYPE, f"{node.where}.answerConstraint", node.link_id)
        return Constraint.OPTIONS_ONLY
    if not has_options and "answerValueSet" not in node.value:
        node.faults.error(Code.OPTIONS_MISPLACED, node.where, node.link_id)
    return Constraint(name)


_KINDS: dict[type[Value], Kind] = {
    bool: Kind.BOOLEAN,
    int: Kind.INTEGER,
    Number: Kind.DECIMAL,
    PartialDate: Kind.DATE,
    DateTime: Kind.DATE_TIME,
    TimeOfDay: Kind.TIME,
    Quantity: Kind.QUANTITY,
    Coding: Kind.CODING,
    str: Kind.STRING,
}


def kind_of(value: Value) -> Kind:
    """The kind of question that this value answers. Text answers ``TEXT`` and ``URL`` too."""
    return _KINDS[type(value)]


def _check_kinds(node: Node, kind: Kind, options: tuple[Option, ...]) -> None:
    kinds = {kind_of(option.value) for option in options}
    if len(kinds) > 1:
        node.faults.error(Code.OPTION_MIXED, node.where, node.link_id)
    elif kinds and kind is not Kind.UNSUPPORTED and kind not in kinds:
        node.faults.error(Code.OPTION_TYPE, node.where, node.link_id)
    if kind is Kind.CODING and not options:
        node.faults.error(Code.OPTION_MISSING, node.where, node.link_id)


@dataclass(slots=True)
class _Marks:
    """What the extensions of an option say."""

    weight: Decimal | None = None
    prefix: str = ""
    exclusive: bool = False


def _option(node: Node) -> Option | None:
    value = node.choice("value")
    if value is None:
        return None
    marks = _Marks()
    _take_marks(node, marks)
    if isinstance(value, Coding) and (inner := node.inside("valueCoding")):
        _take_marks(inner, marks)
    initial = node.flag("initialSelected")
    return Option(value, marks.weight, marks.prefix, marks.exclusive, initial)


def _take_marks(holder: Node, marks: _Marks) -> None:
    for extension in holder.objects("extension"):
        match name_of(extension):
            case "itemWeight" | "ordinalValue":  # the older name is met in newer templates too
                marks.weight = extension.decimal("valueDecimal")
            case "optionPrefix":
                marks.prefix = extension.text("valueString")
            case "optionExclusive":
                marks.exclusive = extension.flag("valueBoolean")
            case name:
                holder.faults.ignore(name, extension.where, extension.link_id)


def _set_options(value_set: Node) -> Iterator[Option]:
    expansion = value_set.inside("expansion")
    if expansion:
        yield from _expanded(expansion)
        return
    compose = value_set.inside("compose")
    if compose is None:
        return
    if "exclude" in compose.value:
        compose.unsupported("answerValueSet")
    for part in compose.objects("include"):
        if "filter" in part.value or "valueSet" in part.value or not part.value.get("concept"):
            part.unsupported("answerValueSet")
            continue
        system = part.text("system")
        for concept in part.objects("concept"):
            if coding := concept.coding():
                yield _concept(concept, Coding(coding.code, system, coding.display))


def _expanded(parent: Node) -> Iterator[Option]:
    """Concepts that can be chosen; a heading (``abstract``) only holds others."""
    for concept in parent.objects("contains"):
        if not concept.flag("abstract") and (coding := concept.coding()):
            yield _concept(concept, coding)
        yield from _expanded(concept)


def _concept(concept: Node, coding: Coding) -> Option:
    marks = _Marks()
    _take_marks(concept, marks)
    return Option(coding, marks.weight, marks.prefix, marks.exclusive)
