"""What remains before a form can be completed, each a link to its question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.forms.problems import NOT_YET, Code
from app.forms.session import FormSession, Page
from app.forms.tree import NodeId
from app.forms.wording import followed
from ui.forms.questions import around, called
from ui.forms.words import answer_sentence, unread_sentence
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


def heading(filled: FormSession, nodes: Iterable[NodeId]) -> str:
    """Over the links: how much remains at these places."""
    return tr("{remains}. Allt du skrivit står kvar.").format(remains=_remains(filled, nodes))


def _remains(filled: FormSession, nodes: Iterable[NodeId]) -> str:
    """Questions to answer and answers to correct are told apart."""
    found = [filled.problems_at(node) for node in nodes]
    left = sum(any(each.problem.code in NOT_YET for each in problems) for problems in found)
    wrong = len(found) - left
    correct = tr("1 svar att rätta") if wrong == 1 else tr("{n} svar att rätta").format(n=wrong)
    if not left:
        return correct
    if not wrong:
        return tr("1 fråga återstår") if left == 1 else tr("{n} frågor återstår").format(n=left)
    one, several = tr("1 fråga att besvara"), tr("{n} frågor att besvara")
    answer = one if left == 1 else several.format(n=left)
    return tr("{answer} och {correct}").format(answer=answer, correct=correct)


def sentences(filled: FormSession, today: date, *, everything: bool) -> dict[NodeId, str]:
    """What is wrong at each question, in the order of the form. Without ``everything`` what has
    not been answered yet is left out."""
    told: dict[NodeId, str] = {}
    for found in filled.check():
        if not everything and found.problem.code in NOT_YET:
            continue
        view = filled.node(found.node)
        if everything or view.entries:
            sentence = answer_sentence(view.item, found.problem)
            if found.problem.code is Code.MALFORMED and view.malformed is not None:
                sentence = unread_sentence(view.item, view.malformed, today) or sentence
            told.setdefault(found.node, sentence)
    return told


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
            text = f"{page.title}: {_remains(filled, nodes)}"
            made.append((nodes[0], text))
    return made
