"""The permitted answers of a question: listed in it, or in a value set inside the template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from app.forms.extensions import name_of
from app.forms.fields import Node
from app.forms.gate import TreeObject
from app.forms.model import Kind, Option
from app.forms.problems import Code
from app.forms.values import Coding, PartialDate, Value

_WEIGHTS = frozenset(("itemWeight", "ordinalValue"))  # the newer name and the older


def value_sets(tree: TreeObject) -> Iterator[tuple[str, TreeObject]]:
    """(``#id``, value set) for every value set contained in the template."""
    contained = tree.get("contained")
    for value in contained if isinstance(contained, list) else []:
        if isinstance(value, dict) and value.get("resourceType") == "ValueSet":
            yield f"#{value.get('id')}", value


def read_options(
    node: Node, kind: Kind, sets: Mapping[str, Node]
) -> tuple[tuple[Option, ...], Kind]:
    """The options of a question, and its kind: before R5 a ``choice`` could have options of
    any type, which then is the question's."""
    name = node.text("answerValueSet")
    if name and name in sets:
        options = tuple(_set_options(sets[name]))
    elif name:
        node.faults.error(Code.UNSUPPORTED, node.where, node.link_id, feature="answerValueSet")
        return (), kind
    else:
        found = (_option(child) for child in node.objects("answerOption"))
        options = tuple(option for option in found if option is not None)
    kinds = {kind_of(option.value) for option in options}
    if len(kinds) > 1:
        node.faults.error(Code.OPTION_MIXED, node.where, node.link_id)
    elif kinds and kind is Kind.CODING:
        kind = kinds.pop()
    if kind is Kind.CODING and not options:
        node.faults.error(Code.OPTION_MISSING, node.where, node.link_id)
    return options, kind


def kind_of(value: Value) -> Kind:
    match value:
        case bool():
            return Kind.BOOLEAN
        case int():
            return Kind.INTEGER
        case PartialDate():
            return Kind.DATE
        case Coding():
            return Kind.CODING
        case _:
            return Kind.STRING


def _option(node: Node) -> Option | None:
    if node.flag("initialSelected"):
        node.faults.error(Code.UNSUPPORTED, node.where, node.link_id, feature="initialSelected")
    value = node.choice("value")
    if value is None:
        return None
    weight: Decimal | None = None
    prefix, exclusive = "", False
    inner = node.inside("valueCoding") if isinstance(value, Coding) else None
    for holder in (node, inner):
        for extension in holder.objects("extension") if holder else ():
            match name_of(extension):
                case name if name in _WEIGHTS:
                    weight = extension.decimal("valueDecimal")
                case "optionPrefix":
                    prefix = extension.text("valueString")
                case "optionExclusive":
                    exclusive = extension.flag("valueBoolean")
    return Option(value, weight, prefix, exclusive)


def _set_options(value_set: Node) -> Iterator[Option]:
    expansion = value_set.inside("expansion")
    if expansion:
        for concept in expansion.objects("contains"):
            if coding := concept.coding():
                yield Option(coding)
        return
    compose = value_set.inside("compose")
    for part in compose.objects("include") if compose else ():
        if "filter" in part.value or "valueSet" in part.value or not part.value.get("concept"):
            feature = "answerValueSet"
            part.faults.error(Code.UNSUPPORTED, part.where, part.link_id, feature=feature)
            continue
        system = part.text("system")
        for concept in part.objects("concept"):
            if coding := concept.coding():
                yield Option(Coding(coding.code, system, coding.display))
