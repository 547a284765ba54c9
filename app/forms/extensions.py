"""What extensions say of an item: what is understood, what may be left out, what may not.

An extension that only changes how something looks is left out with a note. One that changes what
an answer is or whether it may be given makes the template one for reading only.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.forms.bounds import read_bound
from app.forms.controls import read_control
from app.forms.fields import Node
from app.forms.model import Control, Kind
from app.forms.problems import Code
from app.forms.values import Coding, Value

CORE = "http://hl7.org/fhir/StructureDefinition/"

_NEEDED = frozenset(
    [
        # expressions, which are not computed here
        "answerExpression",
        "answerOptionsToggleExpression",
        "calculatedExpression",
        "candidateExpression",
        "constraint",
        "contextExpression",
        "cqf-calculatedValue",
        "cqf-expression",
        "cqf-library",
        "enableWhenExpression",
        "fiphr-ext-questionnaire-enablewhen",
        "initialExpression",
        "optionRestriction",
        "targetConstraint",
        "variable",
        # a pattern that takes for ever would hang the program (V12)
        "regex",
        # templates that are put together or filled in by a server
        "assemble-expectation",
        "questionnaireAdaptive",
        "subQuestionnaire",
        "itemPopulationContext",
        "launchContext",
        "sourceQueries",
        "sourceStructureMap",
        # answers that are to become something else than answers
        "definitionExtract",
        "definitionExtractValue",
        "itemExtractionContext",
        "targetStructureMap",
        "templateExtract",
        # lists from elsewhere
        "unitValueSet",
        # what it says itself
        "rendering-criticalExtension",
    ]
)
"""Extensions that cannot be left out without changing what the template asks."""

_PREFIXES = ("sdc-questionnaire-", "questionnaire-")


@dataclass(slots=True)
class Extras:
    """What the extensions of one item say."""

    control: Control = Control.USUAL
    hidden: bool = False
    sideways: bool = False
    unit: str = ""
    units: tuple[Coding, ...] = ()
    step: int | None = None
    max_decimals: int | None = None
    entry_format: str = ""
    open_label: str = ""
    short_text: str = ""
    min_length: int | None = None
    minimum: Value | None = None
    maximum: Value | None = None
    min_occurs: int | None = None
    max_occurs: int | None = None
    computed_condition: bool = False
    """Has a condition that is an expression (E14)."""


def name_of(extension: Node) -> str:
    """``itemControl`` of ``…/StructureDefinition/questionnaire-itemControl``."""
    name = extension.text("url").rpartition("/")[2]
    for prefix in _PREFIXES:
        name = name.removeprefix(prefix)
    return name


def read(node: Node, kind: Kind) -> Extras:
    """The extensions of an item (or of the whole form). Faults are noted in the node's list."""
    extras = Extras()
    for key in ("modifierExtension", "implicitRules"):
        if key in node.value:
            node.faults.error(Code.MODIFIED, node.where, node.link_id)
    for extension in node.objects("extension"):
        _take(extension, name_of(extension), kind, extras)
    return extras


def read_beside(node: Node, key: str) -> None:
    """The extensions of a plain value, which stand in an object beside it (``_text``): there may
    be an expression or a demand among them, and otherwise only looks."""
    inner = node.inside(key)
    for extension in inner.objects("extension") if inner and "extension" in inner.value else ():
        name = name_of(extension)
        if name in _NEEDED:
            extension.unsupported(name)
    node.faults.ignore(key, node.where, node.link_id)


def _take(extension: Node, name: str, kind: Kind, extras: Extras) -> None:  # noqa: C901, PLR0912 - one line for each extension is the table itself
    match name:
        case "itemControl":
            extras.control = read_control(extension, kind)
        case "hidden":
            extras.hidden = extension.flag("valueBoolean")
        case "choiceOrientation":
            extras.sideways = extension.text("valueCode") == "horizontal"
        case "unit":
            _unit(extension, kind, extras)
        case "unitOption" if kind is Kind.QUANTITY:
            _unit_option(extension, extras)
        case "sliderStepValue" if kind is Kind.INTEGER:
            extras.step = extension.number("valueInteger") or None
        case "maxDecimalPlaces" if kind in (Kind.DECIMAL, Kind.QUANTITY):
            extras.max_decimals = extension.number("valueInteger")
        case "entryFormat":
            extras.entry_format = extension.text("valueString")
        case "openLabel":
            extras.open_label = extension.text("valueString")
        case "shortText":
            extras.short_text = extension.text("valueString")
        case "minLength":
            extras.min_length = extension.number("valueInteger")
        case "minOccurs":
            extras.min_occurs = extension.number("valueInteger")
        case "maxOccurs":
            extras.max_occurs = extension.number("valueInteger")
        case "minValue" | "minQuantity":
            extras.minimum = read_bound(extension, kind)
        case "maxValue" | "maxQuantity":
            extras.maximum = read_bound(extension, kind)
        case _ if name in _NEEDED:
            extras.computed_condition |= name == "enableWhenExpression"
            extension.unsupported(name)
        case _:
            extension.faults.ignore(name, extension.where, extension.link_id)


def _unit(extension: Node, kind: Kind, extras: Extras) -> None:
    """A unit without a code is only shown; one with a code is what a quantity is given in."""
    inner = extension.inside("valueCoding")
    if inner is None:
        return
    code, shown = inner.text("code"), inner.text("display")
    extras.unit = shown or code
    if kind is Kind.QUANTITY and code:
        extras.units = (Coding(code, inner.text("system"), shown), *extras.units)


def _unit_option(extension: Node, extras: Extras) -> None:
    inner = extension.inside("valueCoding")
    found = inner.coding() if inner else None
    if found is not None and found not in extras.units:
        extras.units = (*extras.units, found)
