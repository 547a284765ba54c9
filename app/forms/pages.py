"""A form divided into what is shown at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.forms.model import Control, Form, Item, Kind, walk
from app.forms.tree import Node, NodeId, Tree


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown at a time: one group with its repetitions, or the loose items that stand
    together."""

    id: NodeId
    title: str
    nodes: tuple[NodeId, ...]
    short: str
    """What it is called in a list of pages."""

    @property
    def items(self) -> frozenset[str]:
        """Link ids of what stands at the top of it."""
        return frozenset(node[0][0] for node in self.nodes)

    def holds(self, node: NodeId) -> bool:
        """Whether the node stands on this page."""
        return node[0][0] in self.items


def pages_of(form: Form, tree: Tree, shown: Callable[[Node], bool]) -> tuple[Page, ...]:
    """The pages of which something is shown, in order. A group marked as a page is one; where
    none is marked, every group at the top is one. Loose items between them share a page, which
    keeps its id and its items whichever of them are shown. Headers and footers stand on none."""
    top = [node for node in tree.under(()) if not is_frame(node.item)]
    marked = any(node.item.control is Control.PAGE for node in top)
    runs: list[list[Node]] = []
    open_run = False  # whether loose items may join the last run
    for node in top:
        page = node.item.kind is Kind.GROUP and (node.item.control is Control.PAGE or not marked)
        another = page and node.number > 0
        if runs and (another or (open_run and not page)):
            runs[-1].append(node)
        else:
            runs.append([node])
        open_run = not page
    return tuple(_page(form, run) for run in runs if any(shown(node) for node in run))


def _page(form: Form, run: list[Node]) -> Page:
    item = run[0].item
    title = item.text if item.kind is Kind.GROUP else form.title
    nodes = tuple(node.id for node in run)
    short = item.short_text if item.kind is Kind.GROUP else ""
    return Page(run[0].id, title, nodes, short or title)


def is_frame(item: Item) -> bool:
    """Whether an item at the top is read above or below every page: a header or a footer without
    questions."""
    return item.control in (Control.HEADER, Control.FOOTER) and not any(
        found.is_question for found in walk((item,))
    )
