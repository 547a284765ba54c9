"""A plain tree → ``Form``. What the engine does not support is named, never half-supported."""

from __future__ import annotations

import re
from collections.abc import Container

from app.forms import extensions
from app.forms.dialects import Dialect, as_r5, dialects
from app.forms.fields import Faults, Node
from app.forms.gate import TreeObject
from app.forms.initial import read_initial
from app.forms.model import (
    DECORATIONS,
    Behavior,
    Condition,
    Form,
    Item,
    Kind,
    Operator,
    walk,
)
from app.forms.options import read_constraint, read_options, value_sets
from app.forms.problems import Code, Severity
from app.forms.values import Coding, DateTime

_TIDY_LINK = re.compile(r"\S+( \S+)*")
_KINDS = {kind.value: kind for kind in Kind if kind is not Kind.UNSUPPORTED}
_OPERATORS = {operator.value: operator for operator in Operator}
_BEHAVIORS = frozenset(Behavior)
_STATUSES = frozenset(("draft", "active", "retired", "unknown"))

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
    spoken = _dialects(tree, faults)
    root = Node(as_r5(tree) if Dialect.R4 in spoken else tree, "", faults)
    _check_head(root)
    extensions.read(root, Kind.GROUP)
    sets = {name: Node(v, name, faults) for name, v in value_sets(root.value)}
    reader = _ItemReader(faults, sets)
    items = tuple(reader.item(node) for node in root.objects("item"))
    if not items:
        faults.error(Code.MISSING, "item")
    by_link: dict[str, Item] = {}
    for item in walk(items):
        by_link.setdefault(item.link_id, item)
    period = root.inside("effectivePeriod")
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
        copyright=root.text("copyright"),
        purpose=root.text("purpose"),
        derived_from=root.texts("derivedFrom"),
        codes=_codes(root),
        effective_from=_day(period, "start") if period else "",
        effective_until=_day(period, "end") if period else "",
        by_link=by_link,
    )


def _dialects(tree: TreeObject, faults: Faults) -> Container[Dialect]:
    """The versions whose words the template uses: two of them, or the oldest, are a fault."""
    found = dialects(tree)
    if told := found.get(Dialect.STU3):
        faults.error(Code.OLD_TEMPLATE, told.where, told.link_id)
    elif len(found) > 1:
        one, other = found.values()
        faults.error(Code.MIXED_VERSIONS, other.where, other.link_id, first=one.where)
    return found


def _check_head(root: Node) -> None:
    """Without url and version a filled form could not say what it answers."""
    for key in ("url", "version", "title"):
        if not root.text(key):
            root.faults.error(Code.MISSING, key)
    status = root.text("status")
    if not status:
        root.faults.note(Code.STATUS_MISSING, "status", severity=Severity.WARNING)
    elif status not in _STATUSES:
        root.faults.error(Code.BAD_STATUS, "status")


def _day(period: Node, key: str) -> str:
    """The day of a bound of the period in which the template is in force."""
    text = period.text(key)
    try:
        DateTime(text or "2000")
    except ValueError:
        period.faults.error(Code.WRONG_TYPE, f"effectivePeriod.{key}")
        return ""
    return text.partition("T")[0]


class _ItemReader:
    def __init__(self, faults: Faults, sets: dict[str, Node]) -> None:
        self._faults = faults
        self._sets = sets
        self._seen: dict[str, str] = {}

    def item(self, node: Node) -> Item:
        link_id = node.link_id = self._link(node)
        kind = self._kind(node)
        found = extensions.read(node, kind)
        self._note_left_out(node)
        options = read_options(node, kind, self._sets)
        constraint = read_constraint(node, has_options=bool(options))
        item = Item(
            link_id=link_id,
            kind=kind,
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
            constraint=constraint,
            control=found.control,
            sideways=found.sideways,
            initial=read_initial(node, kind, options, constraint),
            unit=found.unit,
            units=found.units,
            step=found.step,
            max_decimals=found.max_decimals,
            entry_format=found.entry_format,
            open_label=found.open_label,
            short_text=found.short_text,
            max_length=node.number("maxLength"),
            min_length=found.min_length,
            minimum=found.minimum,
            maximum=found.maximum,
            min_occurs=found.min_occurs,
            max_occurs=found.max_occurs,
            items=tuple(self.item(child) for child in node.objects("item")),
        )
        if found.computed_condition and item.conditions:  # E14
            self._faults.error(Code.CONDITION_TWICE, node.where, link_id)
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
        return _KINDS.get(name, Kind.UNSUPPORTED)

    def _note_left_out(self, node: Node) -> None:
        if _UNDERSTOOD.issuperset(node.value):
            return
        for key in node.value:
            if key.startswith("_"):
                extensions.read_beside(node, key)
            elif key not in _UNDERSTOOD:
                self._faults.ignore(key, node.where, node.link_id)

    def _check_shape(self, node: Node, item: Item) -> None:
        faults = self._faults
        if item.kind is Kind.DISPLAY:
            if any(child.control not in DECORATIONS for child in item.items):  # que-1
                faults.error(Code.DISPLAY_WITH_ITEMS, node.where, item.link_id)
            if item.required or item.repeats:  # que-6
                faults.error(Code.REQUIRED_DISPLAY, node.where, item.link_id)
            if item.read_only:  # que-9
                faults.error(Code.READ_ONLY_DISPLAY, node.where, item.link_id)
        elif item.kind is Kind.GROUP and not item.items:
            faults.note(
                Code.GROUP_WITHOUT_ITEMS, node.where, item.link_id, severity=Severity.WARNING
            )
        lengths = (item.max_length, item.min_length)
        if lengths != (None, None) and not _has_length(item):  # que-10
            faults.error(Code.LENGTH_MISPLACED, node.where, item.link_id)

    def _conditions(self, node: Node) -> tuple[Condition, ...]:
        raw = node.objects("enableWhen")
        if len(raw) > 1 and not node.text("enableBehavior"):
            self._faults.error(Code.CONDITION_BEHAVIOR, node.where, node.link_id)
        found = (self._condition(child) for child in raw)
        return tuple(condition for condition in found if condition is not None)

    def _condition(self, node: Node) -> Condition | None:
        if "operator" not in node.value:
            return None  # STU3, which is refused as a whole
        name = node.text("operator")
        answer = node.choice("answer")
        operator = _OPERATORS.get(name)
        if operator is None:
            self._faults.error(Code.CONDITION_OPERATOR, node.where, node.link_id)
        if operator is None or answer is None:
            return None
        return Condition(node.text("question"), operator, answer)


def _has_length(item: Item) -> bool:
    """Whether a length means something here: of text, or of own words beside options. The format
    also lets a whole number have a longest length, which no other program was seen to heed."""
    return item.kind in (Kind.STRING, Kind.TEXT, Kind.URL, Kind.CODING, Kind.UNSUPPORTED)


def _behavior(node: Node) -> Behavior:
    """``all`` where nothing is said (que-12 makes that an error with several conditions)."""
    name = node.text("enableBehavior")
    if name and name not in _BEHAVIORS:
        node.faults.error(Code.CONDITION_BEHAVIOR, node.where, node.link_id)
    return Behavior.ANY if name == "any" else Behavior.ALL


def _codes(node: Node) -> tuple[Coding, ...]:
    """The codes that an item carries. One that is only words says nothing to a program."""
    found: list[Coding] = []
    for child in node.objects("code"):
        if "code" not in child.value and child.text("display"):
            node.faults.ignore("code", child.where, node.link_id)
        elif coding := child.coding():
            found.append(coding)
    return tuple(found)
