"""The content of a form → the items of a response."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from app.forms.content import Content
from app.forms.model import Kind
from app.forms.response import Answer, ResponseItem
from app.forms.tree import Node, NodeId, Tree, numbered, starting_repetitions
from app.forms.values import Malformed


def draft_items(tree: Tree, content: Content, path: NodeId = ()) -> tuple[ResponseItem, ...]:
    """Everything under a path, whether it is asked or not. Of a group that repeats, all
    repetitions or, when it is as it was from the start, none."""
    found: list[ResponseItem] = []
    repeated: dict[str, list[ResponseItem]] = {}
    for node in tree.under(path):
        item = _draft(tree, content, node)
        if not node.item.repeated_group:
            found += [item] if _says_something(item) else []
            continue
        run = repeated.setdefault(node.item.link_id, [])
        run.append(item)
        last = len(run) == len(tree.repetitions(node))
        more = len(run) > starting_repetitions(node)
        if last and (more or any(map(_says_something, run))):
            found += run
    return tuple(found)


def _draft(tree: Tree, content: Content, node: Node) -> ResponseItem:
    item = node.item
    if not item.is_question:
        return ResponseItem(item.link_id, item.text, items=draft_items(tree, content, node.id))
    entries = content.entries.get(node.id, ())
    answers = tuple(
        Answer(entry, draft_items(tree, content, numbered(node.id, number)))
        for number, entry in enumerate(entries)
    )
    offered = node.id in content.offered
    alone = answers[0].value if len(answers) == 1 and not answers[0].items else None
    if isinstance(alone, Malformed) and not item.repeats:
        typed = alone.text or None
        return ResponseItem(item.link_id, item.text, malformed=typed, offered=offered)
    return ResponseItem(item.link_id, item.text, answers, offered=offered)


def _says_something(item: ResponseItem) -> bool:
    return bool(item.answers or item.items or item.malformed is not None or item.offered)


def completed_items(
    tree: Tree, content: Content, enabled: AbstractSet[NodeId], path: NodeId = ()
) -> tuple[ResponseItem, ...]:
    """What is asked and answered under a path (N5)."""
    found: list[ResponseItem] = []
    for node in tree.under(path):
        if node.id not in enabled:
            continue
        item = ResponseItem(node.item.link_id, node.item.text)
        if node.item.kind is Kind.GROUP:
            items = completed_items(tree, content, enabled, node.id)
            item = ResponseItem(item.link_id, item.text, items=items)
        elif node.item.is_question:
            entries = content.entries.get(node.id, ())
            answers = tuple(
                Answer(entry, completed_items(tree, content, enabled, numbered(node.id, number)))
                for number, entry in enumerate(entries)
                if not isinstance(entry, Malformed)
            )
            item = ResponseItem(item.link_id, item.text, answers)
        if item.answers or item.items:
            found.append(item)
    return tuple(found)
