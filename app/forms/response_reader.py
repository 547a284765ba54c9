"""Stored answers → ``Response``, strictly against the template they name. Never raises.

Only the structure is judged here: which items there are, where they stand and of what type the
answers are. Bounds and options are rules for completion, and a draft may break them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.forms.fields import Faults, Node
from app.forms.gate import read_tree
from app.forms.model import Constraint, Form, Item, Kind
from app.forms.problems import Code, Problem, Severity, blocking
from app.forms.response import (
    MALFORMED,
    OFFERED,
    Answer,
    Response,
    ResponseItem,
    Status,
    walk_items,
)
from app.forms.tree import MOST_PARTS
from app.forms.values import Malformed

_VALUE_KEYS = {
    Kind.BOOLEAN: ("valueBoolean",),
    Kind.INTEGER: ("valueInteger",),
    Kind.DECIMAL: ("valueDecimal",),
    Kind.DATE: ("valueDate",),
    Kind.DATE_TIME: ("valueDateTime",),
    Kind.TIME: ("valueTime",),
    Kind.QUANTITY: ("valueQuantity",),
    Kind.URL: ("valueUri", "valueString"),
    Kind.STRING: ("valueString",),
    Kind.TEXT: ("valueString",),
    Kind.CODING: ("valueCoding",),
}


@dataclass(frozen=True, slots=True)
class ResponseResult:
    """``response`` is None when the structure is wrong: an unknown or misplaced item, an answer
    of another type, another template. Otherwise ``problems`` are only remarks."""

    response: Response | None
    problems: tuple[Problem, ...]


def load_response(data: bytes, form: Form) -> ResponseResult:
    """The answers in these bytes. Answers are never moved to another version of the template;
    ones that name another version are refused (N7)."""
    tree = read_tree(data)
    if isinstance(tree, Problem):
        return ResponseResult(None, (tree,))
    if not isinstance(tree, dict) or tree.get("resourceType") != "QuestionnaireResponse":
        return ResponseResult(None, (Problem(Code.NOT_A_TEMPLATE, Severity.FATAL),))
    faults = Faults()
    root = Node(tree, "", faults)
    if root.text("questionnaire") != form.key:
        faults.error(Code.WRONG_TEMPLATE, "questionnaire")
    status = root.text("status")
    if status not in set(Status):
        faults.error(Code.BAD_STATUS, "status")
    if "implicitRules" in tree:
        faults.error(Code.MODIFIED, "")
    _check_modifier(root)
    reader = _ItemReader(form, draft=status == Status.IN_PROGRESS)
    items = tuple(reader.items(root, form.items))
    if _parts(items, form) > MOST_PARTS:
        faults.error(Code.TOO_LARGE, "item")
    found = tuple(faults.found)
    if any(blocking(problem) for problem in found):
        return ResponseResult(None, found)
    return ResponseResult(Response(form.key, Status(status), items, root.text("authored")), found)


def _parts(items: tuple[ResponseItem, ...], form: Form) -> int:
    """Repetitions, and answers with something under them."""
    found = 0
    for item in walk_items(items):
        asked = form.by_link[item.link_id]
        found += 1 if asked.repeated_group else len(item.answers) * bool(asked.parts)
    return found


def _check_modifier(node: Node) -> None:
    if "modifierExtension" in node.value:
        node.faults.error(Code.MODIFIED, node.where, node.link_id)


@dataclass(frozen=True, slots=True)
class _ItemReader:
    form: Form
    draft: bool

    def items(self, parent: Node, expected: tuple[Item, ...]) -> Iterator[ResponseItem]:
        """The items of one level, which stand in the order of the form (N4). Texts to read may
        stand among them and are no answers."""
        places = {item.link_id: number for number, item in enumerate(expected)}
        latest = -1
        for raw in parent.objects("item"):
            link_id = raw.text("linkId")
            node = Node(raw.value, raw.where, raw.faults, link_id)
            place = places.get(link_id)
            if place is None:
                known = link_id in self.form.by_link
                code = Code.MISPLACED if known else Code.UNKNOWN_LINK
                node.faults.error(code, node.where, link_id)
                continue
            item = expected[place]
            if place < latest:
                node.faults.error(Code.MISPLACED, node.where, link_id)
            elif place == latest:
                _check_again(node, item)
            latest = max(latest, place)
            read = self._item(node, item)
            if item.kind is not Kind.DISPLAY:
                yield read

    def _item(self, node: Node, item: Item) -> ResponseItem:
        _check_modifier(node)
        if "answer" in node.value and not item.is_question:
            node.faults.error(Code.MISPLACED, node.where, item.link_id)
        if "item" in node.value and item.is_question:  # N1: what is below stands in the answers
            node.faults.error(Code.MISPLACED, node.where, item.link_id)
        answers = [self._answer(answer, item) for answer in node.objects("answer")]
        items = () if item.is_question else tuple(self.items(node, item.items))
        return ResponseItem(
            link_id=item.link_id,
            text=node.text("text"),
            answers=tuple(answer for answer in answers if answer is not None),
            items=items,
            malformed=self._malformed(node, item),
            offered=self.draft and _offered(node),
        )

    def _answer(self, node: Node, item: Item) -> Answer | None:
        _check_modifier(node)
        below = tuple(self.items(node, item.items))
        typed = self._malformed(node, item)
        keys = _VALUE_KEYS.get(item.kind, ())
        if item.constraint is Constraint.OPTIONS_OR_STRING:
            keys = (*keys, "valueString")
        if any(key in node.value for key in keys):
            value = node.choice("value")
            return None if value is None else Answer(value, below)
        valued = any(key.startswith("value") for key in node.value)
        if self.draft and not valued and (typed is not None or below):
            return Answer(Malformed(typed or ""), below)
        node.faults.error(Code.ANSWER_TYPE, node.where, item.link_id)
        return None

    def _malformed(self, node: Node, item: Item) -> str | None:
        for extension in node.objects("extension"):
            if extension.text("url") == MALFORMED:
                if not (self.draft and item.is_question):
                    node.faults.error(Code.MALFORMED, extension.where, item.link_id)
                typed = extension.text("valueString")
                if not typed:
                    node.faults.error(Code.MISSING, extension.where, item.link_id)
                return typed or None
        return None


def _offered(node: Node) -> bool:
    return any(
        extension.text("url") == OFFERED and extension.flag("valueBoolean")
        for extension in node.objects("extension")
    )


def _check_again(node: Node, item: Item) -> None:
    """N3: a repeating group is several items with one link id, a repeating question is one item
    with several answers."""
    if item.is_question:
        node.faults.error(Code.SPLIT_QUESTION, node.where, item.link_id)
    elif not item.repeats:
        node.faults.error(Code.TOO_MANY, node.where, item.link_id)
