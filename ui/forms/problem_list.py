"""What remains before a form can be completed, each a link to its question."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.forms.tree import NodeId
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
        self.hide()

    def show_lines(self, heading: str, lines: Sequence[tuple[NodeId, str]]) -> None:
        """Replace what is shown. Nothing to show hides the list."""
        while (taken := self._column.takeAt(0)) is not None:
            if (old := taken.widget()) is not None:
                old.deleteLater()
        self._nodes = [node for node, _ in lines]
        self.setVisible(bool(lines))
        if not lines:
            return
        box = Card(label(heading, "label"), role="notice-error", spacing=2)
        for number, (_, text) in enumerate(lines[:MOST]):
            link = WrappingButton(text, self._pressed)
            link.setProperty("number", number)
            box.column.addWidget(link)
        if len(lines) > MOST:
            more = tr("Och {n} sidor till.").format(n=len(lines) - MOST)
            box.column.addWidget(label(more, "small"))
        self._column.addWidget(box)

    def _pressed(self) -> None:
        self.chosen.emit(self._nodes[int(self.sender().property("number"))])


def heading(count: int) -> str:
    """Over the links: how much remains."""
    if count == 1:
        return tr("En fråga återstår. Allt du skrivit står kvar.")
    return tr("{n} frågor återstår. Allt du skrivit står kvar.").format(n=count)


def line(page: str, found: Sequence[str]) -> str:
    """One page's problems: in full when there is one, else how many."""
    if len(found) == 1:
        return f"{page}: {found[0]}"
    return tr("{page}: {n} frågor återstår").format(page=page, n=len(found))
