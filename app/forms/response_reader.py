"""Stored answers → ``Response``, strictly against the template they name. Never raises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.forms.fields import Faults, Node
from app.forms.gate import read_tree
from app.forms.model import Form, Item, Kind
from app.forms.problems import Code, Problem, Severity
from app.forms.response import MALFORMED, Answer, Response, ResponseItem, Status
from app.forms.values import Value

_VALUE_KEYS = {
    Kind.BOOLEAN: "valueBoolean",
    Kind.INTEGER: "valueInteger",
    Kind.DATE: "valueDate",
    Kind.STRING: "valueString",
    Kind.TEXT: "valueString",
    Kind.CODING: "valueCoding",
}


@dataclass(frozen=True, slots=True)
class ResponseResult:
    """``response`` is None when the structure is wrong: an unknown or misplaced item, an answer
    of another type, another template."""

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
    if "modifierExtension" in tree:
        faults.error(Code.MODIFIED, "")
    items = tuple(_items(root, form.items, form))
    if faults.found:
        return ResponseResult(None, tuple(faults.found))
    response = Response(form.key, Status(status), items, root.text("authored"))
    return ResponseResult(response, ())


def _items(parent: Node, expected: tuple[Item, ...], form: Form) -> Iterator[ResponseItem]:
    """The items of one level. N4: in the order of the form, each at most once, since nothing in
    the supported subset repeats as an item (N3)."""
    places = {item.link_id: number for number, item in enumerate(expected)}
    latest = -1
    for raw in parent.objects("item"):
        link_id = raw.text("linkId")
        node = Node(raw.value, raw.where, raw.faults, link_id)
        place = places.get(link_id)
        if place is None:
            code = Code.MISPLACED if link_id in form.by_link else Code.UNKNOWN_LINK
            node.faults.error(code, node.where, link_id)
            continue
        if place <= latest:
            node.faults.error(Code.MISPLACED, node.where, link_id)
        latest = max(latest, place)
        yield _item(node, expected[place], form)


def _item(node: Node, item: Item, form: Form) -> ResponseItem:
    if "answer" in node.value and not item.is_question:
        node.faults.error(Code.MISPLACED, node.where, item.link_id)
    if "item" in node.value and item.kind is not Kind.GROUP:
        node.faults.error(Code.MISPLACED, node.where, item.link_id)
    answers = [_answer(answer, item) for answer in node.objects("answer")]
    items = tuple(_items(node, item.items, form)) if item.kind is Kind.GROUP else ()
    return ResponseItem(
        link_id=item.link_id,
        text=node.text("text"),
        answers=tuple(Answer(value) for value in answers if value is not None),
        items=items,
        malformed=_malformed(node),
    )


def _answer(node: Node, item: Item) -> Value | None:
    key = _VALUE_KEYS.get(item.kind)
    if "item" in node.value:
        node.faults.error(Code.MISPLACED, node.where, item.link_id)
    if key is None or key not in node.value:
        node.faults.error(Code.ANSWER_TYPE, node.where, item.link_id)
        return None
    return node.choice("value")


def _malformed(node: Node) -> str | None:
    for extension in node.objects("extension"):
        if extension.text("url") == MALFORMED:
            return extension.text("valueString")
    return None
