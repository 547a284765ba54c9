"""A group that may stand several times: numbered, added to and taken from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.forms.model import Item
from app.forms.session import FormSession, NodeView
from app.forms.tree import NodeId
from ui.forms.confirm import Confirm
from ui.forms.questions import briefly
from ui.forms.register import Register
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.focus import stops_in
from ui.widgets.labels import label


class Inside(QWidget):
    """What stands in one repetition: rows, filled when they are on the page."""

    def fill(self, nodes: Sequence[NodeId]) -> None:
        raise NotImplementedError

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        raise NotImplementedError


class Repeated(QWidget):
    """All repetitions of one group, and the way to one more. ``inside`` makes room for
    the rows of one."""

    def __init__(
        self,
        register: Register,
        first: NodeView,
        texts: Sequence[QWidget],
        inside: Callable[[], Inside],
    ) -> None:
        super().__init__()
        self._register = register
        self._first = first.id
        self._inside = inside
        self._repetitions: list[Repetition] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        for text in texts:
            self._column.addWidget(text)
        self._column.addWidget(register.problem_line(first.id))
        self._add = button(_add_text(first.item), self._wanted, icon="plus")
        self._column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def fill(self) -> None:
        self._register.holders[self._first] = self
        self.follow()

    def follow(self) -> None:
        filled = self._register.filled
        nodes = filled.repetitions(self._first)
        while len(self._repetitions) > len(nodes):
            self._drop_last()
        for node in nodes[len(self._repetitions) :]:
            self._put(Repetition(filled, node, self._inside()))
        self.show_state()

    def _put(self, made: Repetition) -> None:
        made.agreed.connect(self._register.fewer)
        made.hide()
        self._repetitions.append(made)
        self._column.insertWidget(self._column.count() - 1, made)
        made.fill()
        made.show()

    def _drop_last(self) -> None:
        gone = self._repetitions.pop()
        self._column.removeWidget(gone)
        gone.hide()
        gone.deleteLater()
        self._register.forget_under(gone.node)

    def show_state(self) -> None:
        filled = self._register.filled
        shown = filled.node(self._first).shown
        if self.parentWidget() is not None:
            self.setVisible(shown)
        self._add.setVisible(filled.can_add(self._first))
        for each in self._repetitions:
            each.show_state()

    def _wanted(self) -> None:
        self._register.more.emit(self._first)

    def stops(self) -> list[QWidget]:
        return [stop for each in self._repetitions for stop in each.stops()] + [self._add]


class Repetition(QFrame):
    """One of them, under its number."""

    agreed = Signal(object)
    """The ``NodeId``: it is to be taken away."""

    def __init__(self, filled: FormSession, node: NodeId, inside: Inside) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self.node = node
        self._filled = filled
        self._inside = inside
        name = tr("{group} {number}").format(
            group=briefly(filled.node(node).item), number=node[-1][1] + 1
        )
        self._name = name
        self._remove = button(tr("Ta bort"), self._unwanted, role="link", icon="trash")
        self._remove.setAccessibleName(tr("Ta bort {name}").format(name=name))
        self._confirm = Confirm()
        self._confirm.agreed.connect(self._agreed)
        self._confirm.kept.connect(self._remove.setFocus)
        head = QHBoxLayout()
        head.addWidget(label(name, "label"), 1)
        head.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 14)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._confirm)
        column.addWidget(inside)

    def fill(self) -> None:
        self._inside.fill(self._filled.children(self.node))

    def show_state(self) -> None:
        self._remove.setVisible(self._filled.can_remove(self.node))

    def _unwanted(self) -> None:
        if self._filled.answered_below(self.node):
            text = tr("{name} innehåller svar. Vill du ta bort dem?").format(name=self._name)
            self._confirm.ask(text)
        else:
            self._agreed()

    def _agreed(self) -> None:
        self.agreed.emit(self.node)

    def stops(self) -> list[QWidget]:
        return [self._remove, *stops_in(self._confirm), *self._inside.stops()]


def _add_text(item: Item) -> str:
    """``Lägg till barn``, from a group called "Barn"."""
    name = briefly(item)
    within_words = name[:1].lower() + name[1:] if name[1:2].islower() else name
    return tr("Lägg till {name}").format(name=within_words)
