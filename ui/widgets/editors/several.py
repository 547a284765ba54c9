"""Several answers of one kind under each other: a line or a field for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.jsonvalue import Json
from ui.texts import tr
from ui.widgets.announce import announce
from ui.widgets.buttons import button, icon_button
from ui.widgets.editors.base import Editor
from ui.widgets.focus import chain, holds_focus, stops_in

ROW: Final = 10_000_000
"""What a caret's position counts for each row above it: longer than any text."""


class SeveralEditor(Editor):
    """A list of what ``make`` s editors hold, empty ones too. There is always one to write in;
    Lägg till adds another as long as there are fewer than ``most``."""

    def __init__(self, make: Callable[[], Editor], *, most: int | None = None) -> None:
        super().__init__()
        self._make = make
        self._most = most
        self._name, self._description = "", ""
        self._read_only = False
        self._rows: list[_Row] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._column.addLayout(self._list)
        self._add = button(tr("Lägg till"), self.add, icon="plus")
        self._column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self._empty = make().value()
        self._put()
        self._tell()

    def add(self) -> None:
        """Another empty one, with the focus in it."""
        row = self._put()
        self._tell()
        row.editor.target().setFocus()

    def _put(self) -> _Row:
        row = _Row(self._make())
        row.editor.edited.connect(self.edited)
        row.unwanted.connect(self._remove)
        self._rows.append(row)
        self._list.addWidget(row)
        row.show()  # at once, so that the focus can go there
        chain(self.stops())
        return row

    def stops(self) -> list[QWidget]:
        return [stop for each in self._rows for stop in stops_in(each)] + [self._add]

    def _remove(self) -> None:
        row = self.sender()
        assert isinstance(row, _Row)
        number = self._rows.index(row)
        if len(self._rows) == 1:
            row.editor.set_value(self._empty)
        else:
            self._drop(row)
        self._tell()
        announce(self, tr("{number} borttaget").format(number=number + 1))
        self._rows[min(number, len(self._rows) - 1)].editor.target().setFocus()
        self.edited.emit()

    def _drop(self, row: _Row) -> None:
        self._rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def value(self) -> Json:
        return [row.editor.value() for row in self._rows]

    def set_value(self, value: Json) -> None:
        wanted = list(value) if isinstance(value, list | tuple) and value else [self._empty]
        while len(self._rows) > len(wanted):
            self._drop(self._rows[-1])
        while len(self._rows) < len(wanted):
            self._put()
        for row, each in zip(self._rows, wanted, strict=True):
            row.editor.set_value(each)
        self._tell()

    def _tell(self) -> None:
        """Names, and what may be added and removed."""
        several = len(self._rows) > 1
        for number, row in enumerate(self._rows, start=1):
            name = f"{self._name} ({number})" if several else self._name
            row.editor.set_name(name, self._description)
            row.editor.set_read_only(self._read_only)
            row.show_removal(name, may=several and not self._read_only)
        self._add.setAccessibleName(tr("Lägg till: {name}").format(name=self._name))
        self._add.setVisible(self._room() and not self._read_only)

    def _room(self) -> bool:
        return self._most is None or len(self._rows) < self._most

    def inside(self) -> tuple[Editor, ...]:
        """The editors, in order."""
        return tuple(row.editor for row in self._rows)

    def target(self) -> QWidget:
        return self._rows[self._focused()].editor.target()

    def _focused(self) -> int:
        """The row with the focus, or the first."""
        found = (number for number, row in enumerate(self._rows) if holds_focus(row))
        return next(found, 0)

    def set_name(self, name: str, description: str = "") -> None:
        self._name, self._description = name, description
        self._tell()

    def set_problem(self, text: str | None) -> None:
        for row in self._rows:
            row.editor.set_problem(text)

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        self._tell()

    def caret(self) -> int:
        number = self._focused()
        return number * ROW + self._rows[number].editor.caret()

    def set_caret(self, position: int) -> None:
        number, inside = divmod(position, ROW)
        editor = self._rows[min(number, len(self._rows) - 1)].editor
        if number:
            editor.target().setFocus()
        editor.set_caret(inside)


class _Row(QWidget):
    unwanted = Signal()

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self.editor = editor
        self._remove = icon_button("trash", tr("Ta bort"), self.unwanted.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(editor, 1)
        row.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)

    def show_removal(self, name: str, *, may: bool) -> None:
        said = tr("Ta bort {name}").format(name=name)
        self._remove.setAccessibleName(said)
        self._remove.setToolTip(tr("Ta bort"))
        self._remove.setVisible(may)
