"""A template of R5 → the shape of R4, which many systems still want, and what R4 cannot say."""

from __future__ import annotations

from app.forms.dialects import WEIGHT
from app.forms.gate import Tree, TreeObject
from app.forms.problems import Code, Problem, Severity

_WEIGHT_OF_R4 = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
_HEAD_OF_R5 = ("versionAlgorithmString", "versionAlgorithmCoding", "copyrightLabel")
_CHOICES_OF_R4 = frozenset(("coding", "integer", "date", "time", "string"))


def as_r4(tree: TreeObject, warnings: list[Problem]) -> TreeObject:
    """The same template as R4 says it. What R4 has no words for is left out or comes as near as
    it can, with a warning (``not_in_version``) for each place."""
    made: TreeObject = {}
    for key, value in tree.items():
        if key in _HEAD_OF_R5:
            warnings.append(unsaid(key, "R4"))
        else:
            made[key] = _below(key, value, warnings)
    return made


def _below(key: str, value: Tree, warnings: list[Problem]) -> Tree:
    if key == "item" and isinstance(value, list):
        return [_item(child, warnings) if isinstance(child, dict) else child for child in value]
    if key in ("answerOption", "contained"):
        return _weighted(value)
    return value


def _item(item: TreeObject, warnings: list[Problem]) -> TreeObject:
    made = {
        key: _below(key, value, warnings)
        for key, value in item.items()
        if key not in ("answerConstraint", "disabledDisplay")
    }
    link_id = str(item.get("linkId"))
    if item.get("disabledDisplay") == "protected":
        warnings.append(unsaid("disabledDisplay", "R4", link_id))
    kind, constraint = item.get("type"), item.get("answerConstraint")
    if not ("answerOption" in item or "answerValueSet" in item) and kind != "coding":
        return made
    if kind not in _CHOICES_OF_R4:
        warnings.append(unsaid("answerOption", "R4", link_id))
        return {k: v for k, v in made.items() if k not in ("answerOption", "answerValueSet")}
    own_words = constraint == "optionsOrString"
    any_of_type = constraint == "optionsOrType"
    if any_of_type and kind != "string":
        warnings.append(unsaid("answerConstraint", "R4", link_id))
    return {**made, "type": "open-choice" if own_words or any_of_type else "choice"}


def _weighted(value: Tree) -> Tree:
    if isinstance(value, list):
        return [_weighted(child) for child in value]
    if isinstance(value, dict):
        made = {key: _weighted(child) for key, child in value.items()}
        return {**made, "url": _WEIGHT_OF_R4} if made.get("url") == WEIGHT else made
    return value


def unsaid(feature: str, version: str, link_id: str | None = None) -> Problem:
    """The warning that a version of the format has no words for something."""
    params = {"feature": feature, "version": version}
    return Problem(Code.NOT_IN_VERSION, Severity.WARNING, link_id, params=params)
