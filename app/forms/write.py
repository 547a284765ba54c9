"""Templates and answers for other systems, as HL7 FHIR R5 or R4.

What is kept in the vault is the exact bytes that were read or signed; this makes copies to hand
out. Keys come in the order of the specification and numbers with their very digits, so that the
same template always gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

from app.errors import Reason, Refusal
from app.forms.dialects import Dialect, as_r5, dialects
from app.forms.gate import Tree, TreeObject, read_tree
from app.forms.model import Form, Kind
from app.forms.older import as_r4, unsaid
from app.forms.problems import Problem
from app.forms.response import Response, dump_response

Version = Literal["R5", "R4"]

_ENCODER = msgspec.json.Encoder(decimal_format="number")

_TEMPLATE_KEYS = (
    *("resourceType", "id", "meta", "implicitRules", "language", "text", "contained"),
    *("extension", "modifierExtension", "url", "identifier", "version"),
    *("versionAlgorithmString", "versionAlgorithmCoding", "name", "title", "derivedFrom"),
    *("status", "experimental", "subjectType", "date", "publisher", "contact", "description"),
    *("useContext", "jurisdiction", "purpose", "copyright", "copyrightLabel", "approvalDate"),
    *("lastReviewDate", "effectivePeriod", "code", "item"),
)
_ITEM_KEYS = (
    *("id", "extension", "modifierExtension", "linkId", "definition", "code", "prefix", "text"),
    *("type", "enableWhen", "enableBehavior", "disabledDisplay", "required", "repeats"),
    *("readOnly", "maxLength", "answerConstraint", "answerOption", "answerValueSet", "initial"),
    "item",
)


@dataclass(frozen=True, slots=True)
class Exported:
    """``data`` is indented JSON in UTF-8 with a line break at the end. ``warnings`` name what
    the version cannot say and what was left out for that reason."""

    data: bytes
    warnings: tuple[Problem, ...] = ()


def export_template(data: bytes, version: Version) -> Exported:
    """The template in these bytes, in the shape of ``version``.

    Raises Refusal: form_unreadable for bytes that are no template of R4 or R5.
    """
    tree = _resource(data, "Questionnaire")
    spoken = dialects(tree)
    if Dialect.STU3 in spoken or len(spoken) > 1:
        raise Refusal(Reason.FORM_UNREADABLE)
    warnings: list[Problem] = []
    shaped = as_r5(tree)
    if version == "R4":
        shaped = as_r4(shaped, warnings)
    return Exported(_laid_out(_template(shaped)), tuple(warnings))


def export_response(response: Response, form: Form, version: Version) -> Exported:
    """The answers to ``form``. A filled form reads the same in both versions; only a draft can
    have an answer that is not one yet, which R5 has no place for and which is then left out."""
    tree = _resource(dump_response(response), "QuestionnaireResponse")
    warnings: list[Problem] = []
    return Exported(_laid_out(_answered(tree, form, version, warnings)), tuple(warnings))


def _resource(data: bytes, kind: str) -> TreeObject:
    tree = read_tree(data)
    if not isinstance(tree, dict) or tree.get("resourceType") != kind:
        raise Refusal(Reason.FORM_UNREADABLE)
    return tree


def _laid_out(tree: TreeObject) -> bytes:
    return msgspec.json.format(_ENCODER.encode(tree), indent=2) + b"\n"


# ------------------------------------------------------------------------------- templates


def _template(tree: TreeObject) -> TreeObject:
    return _with_items(_ordered(tree, _TEMPLATE_KEYS))


def _with_items(tree: TreeObject) -> TreeObject:
    below = tree.get("item")
    if isinstance(below, list):
        tree["item"] = [
            _with_items(_ordered(child, _ITEM_KEYS)) if isinstance(child, dict) else child
            for child in below
        ]
    return tree


def _ordered(tree: TreeObject, keys: tuple[str, ...]) -> TreeObject:
    """Known keys in the order of the specification, each followed by what stands beside it
    (``_text``); then what is not known, as it came."""
    wanted = (name for key in keys for name in (key, "_" + key))
    known = {name: tree[name] for name in wanted if name in tree}
    return known | {key: value for key, value in tree.items() if key not in known}


# --------------------------------------------------------------------------------- answers


def _answered(
    tree: TreeObject, form: Form, version: Version, warnings: list[Problem]
) -> TreeObject:
    link_id = tree.get("linkId")
    item = form.by_link.get(link_id) if isinstance(link_id, str) else None
    made: TreeObject = {}
    for key, value in tree.items():
        if key not in ("item", "answer") or not isinstance(value, list):
            made[key] = value
            continue
        children = [child for child in value if isinstance(child, dict)]
        if key == "answer" and version == "R5":
            children = [child for child in children if _has_value(child)]
            if len(children) < len(value):
                warnings.append(unsaid("answer", version, item.link_id if item else None))
        if children:
            made[key] = [_answered(child, form, version, warnings) for child in children]
    if item is not None and item.kind is Kind.URL and "answer" in made:
        made["answer"] = [_as_address(answer) for answer in _objects(made.get("answer"))]
    return made


def _has_value(answer: TreeObject) -> bool:
    return any(key.startswith("value") for key in answer)


def _objects(value: Tree) -> list[TreeObject]:
    found = value if isinstance(value, list) else []
    return [each for each in found if isinstance(each, dict)]


def _as_address(answer: TreeObject) -> Tree:
    """An address is kept as text and is a type of its own in the format."""
    return {("valueUri" if key == "valueString" else key): part for key, part in answer.items()}
