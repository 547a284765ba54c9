"""A plain tree → ``Form``. What the engine does not support is named, never half-supported."""

from __future__ import annotations

import re

from app.forms import extensions
from app.forms.fields import Faults, Node
from app.forms.gate import TreeObject
from app.forms.model import Behavior, Condition, Control, Form, Item, Kind, Operator, walk
from app.forms.options import read_options, value_sets
from app.forms.problems import Code, Severity
from app.forms.values import Coding

_TIDY_LINK = re.compile(r"\S+( \S+)*")

_KINDS = {
    "group": Kind.GROUP,
    "display": Kind.DISPLAY,
    "boolean": Kind.BOOLEAN,
    "integer": Kind.INTEGER,
    "date": Kind.DATE,
    "string": Kind.STRING,
    "text": Kind.TEXT,
    "coding": Kind.CODING,
    "choice": Kind.CODING,  # before R5
    "open-choice": Kind.CODING,  # before R5, with free text beside the options
}

_UNDERSTOOD = frozenset(
    [
        "id",
        "linkId",
        "definition",
        "code",
        "prefix",
        "text",
        "type",
        "enableWhen",
        "enableBehavior",
        "disabledDisplay",
        "required",
        "repeats",
        "readOnly",
        "maxLength",
        "answerConstraint",
        "answerOption",
        "answerValueSet",
        "initial",
        "item",
        "extension",
        "modifierExtension",
        "option",
        "options",
    ]
)


def read_form(tree: TreeObject, sha256: str, faults: Faults) -> Form:
    """The form that the tree describes, as far as it can be understood. Every fault and every
    thing left out is noted in ``faults``; an error among them means: for reading only."""
    root = Node(tree, "", faults)
    _check_head(root)
    extensions.read(root, Kind.GROUP)
    reader = _ItemReader(faults, {name: Node(v, name, faults) for name, v in value_sets(tree)})
    items = tuple(reader.item(node) for node in root.objects("item"))
    if not items:
        faults.error(Code.MISSING, "item")
    by_link: dict[str, Item] = {}
    for item in walk(items):
        by_link.setdefault(item.link_id, item)
    return Form(
        url=root.text("url"),
        version=root.text("version"),
        title=root.text("title"),
        status=root.text("status") or "draft",
        sha256=sha256,
        items=items,
        language=root.text("language"),
        description=root.text("description"),
        publisher=root.text("publisher"),
        date=root.text("date"),
        by_link=by_link,
    )


def _check_head(root: Node) -> None:
    """Without url and version a filled form could not say what it answers."""
    for key in ("url", "version", "title"):
        if not root.text(key):
            root.faults.error(Code.MISSING, key)
    if not root.text("status"):
        root.faults.note(Code.STATUS_MISSING, "status", severity=Severity.WARNING)


class _ItemReader:
    def __init__(self, faults: Faults, sets: dict[str, Node]) -> None:
        self._faults = faults
        self._sets = sets
        self._seen: dict[str, str] = {}

    def item(self, raw: Node, *, under_question: bool = False) -> Item:
        link_id = self._link(raw)
        node = Node(raw.value, raw.where, raw.faults, link_id)
        kind = self._kind(node)
        found = extensions.read(node, kind)
        self._note_left_out(node)
        if under_question and kind is not Kind.DISPLAY:
            self._unsupported(node, "item.item")
        question = kind not in (Kind.GROUP, Kind.DISPLAY)
        items = tuple(
            self.item(child, under_question=question or under_question)
            for child in node.objects("item")
        )
        options, option_kind = read_options(node, kind, self._sets)
        item = Item(
            link_id=link_id,
            kind=option_kind,
            text=node.text("text"),
            prefix=node.text("prefix"),
            codes=_codes(node),
            required=node.flag("required"),
            repeats=node.flag("repeats"),
            read_only=node.flag("readOnly"),
            hidden=found.hidden,
            conditions=self._conditions(node),
            behavior=_behavior(node),
            options=options,
            control=found.control,
            unit=found.unit,
            max_length=node.number("maxLength"),
            min_length=found.min_length,
            minimum=found.minimum,
            maximum=found.maximum,
            min_occurs=found.min_occurs,
            max_occurs=found.max_occurs,
            items=items,
        )
        self._check_shape(node, item)
        return item

    def _link(self, node: Node) -> str:
        link_id = node.text("linkId")
        if not link_id:
            self._faults.error(Code.MISSING, node.where, field="linkId")
        elif not _TIDY_LINK.fullmatch(link_id):
            self._faults.error(Code.BAD_LINK, node.where, link_id)
        if link_id in self._seen:
            first = self._seen[link_id]
            self._faults.error(Code.DUPLICATE_LINK, node.where, link_id, first=first)
        self._seen.setdefault(link_id, node.where)
        return link_id

    def _kind(self, node: Node) -> Kind:
        name = node.text("type")
        if not name:
            self._faults.error(Code.MISSING, node.where, node.link_id, field="type")
        elif name not in _KINDS:
            self._faults.error(Code.UNSUPPORTED_TYPE, node.where, node.link_id, type=name)
        if name == "open-choice":
            self._unsupported(node, "open-choice")
        return _KINDS.get(name, Kind.UNSUPPORTED)

    def _note_left_out(self, node: Node) -> None:
        for key in node.value:
            if key.startswith("_") or key not in _UNDERSTOOD:
                self._faults.note(Code.IGNORED, node.where, node.link_id, feature=key)
        if "option" in node.value or "options" in node.value:
            self._faults.error(Code.OLD_TEMPLATE, node.where, node.link_id)
        if "initial" in node.value:
            self._unsupported(node, "initial")
        if node.text("disabledDisplay") == "protected":
            self._unsupported(node, "disabledDisplay")
        if node.text("answerConstraint") in ("optionsOrString", "optionsOrType"):
            self._unsupported(node, "answerConstraint")

    def _check_shape(self, node: Node, item: Item) -> None:
        if item.kind is Kind.DISPLAY:
            if any(child.control is not Control.HELP for child in item.items):
                self._faults.error(Code.DISPLAY_WITH_ITEMS, node.where, item.link_id)
            if item.required or item.repeats:
                self._faults.error(Code.REQUIRED_DISPLAY, node.where, item.link_id)
        elif item.kind is Kind.GROUP:
            if not item.items:
                self._faults.error(Code.GROUP_WITHOUT_ITEMS, node.where, item.link_id)
            if item.repeats:
                self._unsupported(node, "group.repeats")
        elif item.repeats and not item.options and item.kind is not Kind.UNSUPPORTED:
            self._unsupported(node, "repeats")

    def _unsupported(self, node: Node, feature: str) -> None:
        self._faults.error(Code.UNSUPPORTED, node.where, node.link_id, feature=feature)

    def _conditions(self, node: Node) -> tuple[Condition, ...]:
        raw = node.objects("enableWhen")
        if len(raw) > 1 and not node.text("enableBehavior"):
            self._faults.error(Code.CONDITION_BEHAVIOR, node.where, node.link_id)
        found = (self._condition(child) for child in raw)
        return tuple(condition for condition in found if condition is not None)

    def _condition(self, node: Node) -> Condition | None:
        if "hasAnswer" in node.value:
            self._faults.error(Code.OLD_TEMPLATE, node.where, node.link_id)
            return None
        name = node.text("operator")
        answer = node.choice("answer")
        if name not in set(Operator):
            self._faults.error(Code.CONDITION_OPERATOR, node.where, node.link_id)
            return None
        if answer is None:
            return None
        return Condition(node.text("question"), Operator(name), answer)


def _behavior(node: Node) -> Behavior:
    """``all`` where nothing is said (que-12 makes that an error with several conditions)."""
    name = node.text("enableBehavior")
    if name and name not in set(Behavior):
        node.faults.error(Code.CONDITION_BEHAVIOR, node.where, node.link_id)
    return Behavior.ANY if name == "any" else Behavior.ALL


def _codes(node: Node) -> tuple[Coding, ...]:
    found = (child.coding() for child in node.objects("code"))
    return tuple(coding for coding in found if coding is not None)
