"""What extensions say of an item: what is understood, what may be left out, what may not.

An extension that only changes how something looks is left out with a note. One that changes what
an answer is or whether it may be given makes the template one for reading only.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.forms.fields import Node
from app.forms.model import Control, Kind
from app.forms.problems import Code
from app.forms.values import Coding, Value

CORE = "http://hl7.org/fhir/StructureDefinition/"

_NEEDED = frozenset(
    [
        "answerExpression",
        "answerOptionsToggleExpression",
        "assemble-expectation",
        "calculatedExpression",
        "candidateExpression",
        "constraint",
        "contextExpression",
        "cqf-expression",
        "enableWhenExpression",
        "initialExpression",
        "maxQuantity",
        "minQuantity",
        "optionRestriction",
        "regex",
        "rendering-criticalExtension",
        "subQuestionnaire",
        "targetConstraint",
        "unitOption",
        "unitValueSet",
        "variable",
    ]
)
"""Extensions that cannot be left out without changing what the template asks."""

_PREFIXES = ("sdc-questionnaire-", "questionnaire-")


@dataclass(slots=True)
class Extras:
    """What the extensions of one item say."""

    control: Control = Control.USUAL
    hidden: bool = False
    unit: str = ""
    min_length: int | None = None
    minimum: Value | None = None
    maximum: Value | None = None
    min_occurs: int | None = None
    max_occurs: int | None = None


def name_of(extension: Node) -> str:
    """``itemControl`` of ``…/StructureDefinition/questionnaire-itemControl``."""
    name = extension.text("url").rpartition("/")[2]
    for prefix in _PREFIXES:
        name = name.removeprefix(prefix)
    return name


def read(node: Node, kind: Kind) -> Extras:
    """The extensions of an item (or of the whole form). Faults are noted in the node's list."""
    extras = Extras()
    if "modifierExtension" in node.value:
        node.faults.error(Code.MODIFIED, node.where, node.link_id)
    for extension in node.objects("extension"):
        _take(extension, name_of(extension), kind, extras)
    return extras


def _take(extension: Node, name: str, kind: Kind, extras: Extras) -> None:
    match name:
        case "itemControl":
            extras.control = _control(extension, kind)
        case "hidden":
            extras.hidden = extension.flag("valueBoolean")
        case "unit":
            extras.unit = _unit(extension)
        case "minLength":
            extras.min_length = extension.number("valueInteger")
        case "minOccurs":
            extras.min_occurs = extension.number("valueInteger")
        case "maxOccurs":
            extras.max_occurs = extension.number("valueInteger")
        case "minValue" if kind in (Kind.INTEGER, Kind.DATE):
            extras.minimum = extension.choice("value")
        case "maxValue" if kind in (Kind.INTEGER, Kind.DATE):
            extras.maximum = extension.choice("value")
        case _ if name in _NEEDED:
            extension.faults.error(
                Code.UNSUPPORTED, extension.where, extension.link_id, feature=name
            )
        case _:
            extension.faults.note(Code.IGNORED, extension.where, extension.link_id, feature=name)


def _control(extension: Node, kind: Kind) -> Control:
    concept = extension.inside("valueCodeableConcept")
    names = [coding.text("code") for coding in concept.objects("coding")] if concept else []
    for name in names:
        if name == "flyover":
            return Control.HELP
        if name in set(Control) and _suits(Control(name), kind):
            return Control(name)
    feature = names[0] if names else "itemControl"
    extension.faults.note(Code.IGNORED, extension.where, extension.link_id, feature=feature)
    return Control.USUAL


def _suits(control: Control, kind: Kind) -> bool:
    return {Control.PAGE: kind is Kind.GROUP, Control.HELP: kind is Kind.DISPLAY}.get(control, True)


def _unit(extension: Node) -> str:
    inner = extension.inside("valueCoding")
    found = inner.coding() if inner else None
    return (found.display or found.code) if isinstance(found, Coding) else ""
