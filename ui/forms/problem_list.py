"""What remains before a form can be completed, each a link to its question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.forms.problems import Code
from app.forms.session import FormSession, Page
from app.forms.tree import NodeId
from app.forms.wording import followed
from ui.forms.questions import around, called
from ui.forms.words import answer_sentence
from ui.texts import tr
from ui.widgets.labels import Card, label
from ui.widgets.wrapping import WrappingButton

MOST = 6
"""More links than this would hide the questions themselves."""


class ProblemList(QWidget):
    """``chosen`` carries the ``NodeId`` of the question."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._nodes: list[NodeId] = []
        self._shown: tuple[str, list[str]] = ("", [])
        self.hide()

    def show_lines(self, heading: str, lines: Sequence[tuple[NodeId, str]]) -> None:
        """Replace what is shown. Nothing to show hides the list."""
        self._nodes = [node for node, _ in lines]
        shown = (heading, [text for _, text in lines])
        if shown == self._shown:
            return
        self._shown = shown
        while (taken := self._column.takeAt(0)) is not None:
            if (old := taken.widget()) is not None:
                old.deleteLater()
        self.setVisible(bool(lines))
        if not lines:
            return
        box = Card(label(heading, "label"), role="notice-error", spacing=2)
        for number, (_, text) in enumerate(lines[:MOST]):
            link = WrappingButton(text, self._pressed)
            link.setProperty("number", number)
            box.column.addWidget(link)
        if len(lines) > MOST:
            more = tr("Och {n} till.").format(n=len(lines) - MOST)
            box.column.addWidget(label(more, "small"))
        self._column.addWidget(box)

    def _pressed(self) -> None:
        self.chosen.emit(self._nodes[int(self.sender().property("number"))])


def heading(count: int) -> str:
    """Over the links: how much remains."""
    if count == 1:
        return tr("En fråga återstår. Allt du skrivit står kvar.")
    return tr("{n} frågor återstår. Allt du skrivit står kvar.").format(n=count)


def sentences(filled: FormSession, *, everything: bool) -> dict[NodeId, str]:
    """What is wrong at each question, in the order of the form. Without ``everything`` what has
    not been answered yet is left out."""
    told: dict[NodeId, str] = {}
    for found in filled.check():
        if not everything and found.problem.code in _NOT_YET:
            continue
        view = filled.node(found.node)
        if everything or view.entries:
            told.setdefault(found.node, answer_sentence(view.item, found.problem))
    return told


_NOT_YET = frozenset((Code.UNANSWERED, Code.GROUP_UNANSWERED))


def links(
    filled: FormSession, pages: Sequence[Page], told: Mapping[NodeId, str]
) -> list[tuple[NodeId, str]]:
    """A link to each question when they are few; else one for each page that something remains
    on, to its first question, in full when it is alone there."""
    by_page = [(page, [node for node in told if page.holds(node)]) for page in pages]
    made: list[tuple[NodeId, str]] = []
    for page, nodes in by_page:
        if len(told) <= MOST or len(nodes) == 1:
            for node in nodes:
                name = ", ".join((*around(filled, node), called(filled.node(node).item)))
                made.append((node, f"{page.title}, {followed(name, told[node])}"))
        elif nodes:
            text = tr("{page}: {n} frågor återstår").format(page=page.title, n=len(nodes))
            made.append((nodes[0], text))
    return made
