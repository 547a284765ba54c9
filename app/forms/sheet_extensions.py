"""What rows say beyond the items of the format itself: the extensions of HL7 that the reader of
templates (``extensions``) understands."""

from __future__ import annotations

from app.forms.gate import Tree, TreeObject
from app.forms.sheet_cells import number, word, yes
from app.forms.sheet_language import TYPES
from app.forms.sheet_problems import SheetCode
from app.forms.sheet_rows import Row, SheetFaults
from app.forms.sheet_values import read_value, units, whole

_CORE = "http://hl7.org/fhir/StructureDefinition/"
_SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
_CONTROL_SYSTEM = "http://hl7.org/fhir/questionnaire-item-control"


def item_extensions(row: Row, faults: SheetFaults) -> list[Tree]:
    """The extensions of an item; wrong cells are noted as faults."""
    return [
        *_look(row, faults),
        *_words(row),
        *_units(row, faults),
        *_bounds(row, faults),
        *_counts(row, faults),
    ]


def option_extensions(row: Row) -> list[Tree]:
    """The extensions of one answer of a list: its weight, and whether it stands alone."""
    found: list[Tree] = []
    if (weight := whole(row["vikt"])) is not None:
        found.append({"url": _CORE + "itemWeight", "valueDecimal": weight})
    if row["ensam"] == "ja":
        found.append({"url": _CORE + "questionnaire-optionExclusive", "valueBoolean": True})
    return found


def decorations(row: Row) -> list[Tree]:
    """Texts that belong to the item of the row: help and the two ends of a scale."""
    texts = (
        ("hjälp", "help", "-hjälp"),
        ("låg etikett", "lower", "-låg"),
        ("hög etikett", "upper", "-hög"),
    )
    return [
        {
            "extension": [_control(code)],
            "linkId": row["id"] + ending,
            "text": row[column],
            "type": "display",
        }
        for column, code, ending in texts
        if row[column]
    ]


def _control(code: str) -> TreeObject:
    concept: TreeObject = {"coding": [{"system": _CONTROL_SYSTEM, "code": code}]}
    return {"url": _CORE + "questionnaire-itemControl", "valueCodeableConcept": concept}


def _look(row: Row, faults: SheetFaults) -> list[Tree]:
    found: list[Tree] = []
    if row["typ"] == "sida":
        found.append(_control("page"))
    elif row["typ"] == "skala":
        found.append(_control("slider"))
    elif row["visning"] and row["typ"] in TYPES and TYPES[row["typ"]].controls:
        code = word(row, "visning", TYPES[row["typ"]].controls, faults)
        if row["visning"] == "bredvid" and row["flera"] == "ja":
            code = "check-box"
        if code:
            found.append(_control(code))
    if row["visning"] == "bredvid":
        url = _CORE + "questionnaire-choiceOrientation"
        found.append({"url": url, "valueCode": "horizontal"})
    if (step := number(row, "steg", faults, least=1)) is not None:
        found.append({"url": _CORE + "questionnaire-sliderStepValue", "valueInteger": step})
    if yes(row, "dold", faults):
        found.append({"url": _CORE + "questionnaire-hidden", "valueBoolean": True})
    return found


def _words(row: Row) -> list[Tree]:
    found: list[Tree] = []
    if row["kort"]:
        found.append({"url": _SDC + "shortText", "valueString": row["kort"]})
    if row["platshållare"]:
        found.append({"url": _CORE + "entryFormat", "valueString": row["platshållare"]})
    if row["fritext"].casefold() not in ("", "ja", "nej"):
        found.append({"url": _SDC + "openLabel", "valueString": row["fritext"]})
    return found


def _units(row: Row, faults: SheetFaults) -> list[Tree]:
    found = units(row)
    if row["typ"] == "mängd":
        url = _CORE + "questionnaire-unitOption"
    else:
        url = _CORE + "questionnaire-unit"
        if len(found) > 1:
            faults.at(row, SheetCode.NOT_A_VALUE, "enhet")
    return [{"url": url, "valueCoding": unit} for unit in found]


def _bounds(row: Row, faults: SheetFaults) -> list[Tree]:
    known = TYPES.get(row["typ"])
    if known is None or "min" not in known.columns:
        return []
    if known.value == "String":  # the longest text is no extension
        least = number(row, "min", faults)
        return [] if least is None else [{"url": _CORE + "minLength", "valueInteger": least}]
    found: list[Tree] = []
    for column, end in (("min", "min"), ("max", "max")):
        if not row[column]:
            continue
        bound = read_value(row, row[column])
        if bound is None:
            faults.at(row, SheetCode.NOT_A_VALUE, column, type=row["typ"])
        elif known.value == "Quantity":
            found.append({"url": f"{_SDC}{end}Quantity", "valueQuantity": bound[1]})
        else:
            found.append({"url": f"{_CORE}{end}Value", "value" + bound[0]: bound[1]})
    if known.value == "Quantity" and found and len(units(row)) > 1:  # V11
        faults.at(row, SheetCode.BOUND_UNITS, "min" if row["min"] else "max")
    if (places := number(row, "decimaler", faults)) is not None:
        found.append({"url": _CORE + "maxDecimalPlaces", "valueInteger": places})
    return found


def _counts(row: Row, faults: SheetFaults) -> list[Tree]:
    found: list[Tree] = []
    for column, name in (("minst", "minOccurs"), ("högst", "maxOccurs")):
        if (count := number(row, column, faults, least=1)) is not None:
            found.append({"url": f"{_CORE}questionnaire-{name}", "valueInteger": count})
            if row["flera"] != "ja":
                faults.at(row, SheetCode.NEEDS_REPEATS, column)
    return found
