"""Fields under each other, and rows of such groups within each other to any depth."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.jsonvalue import Json, JsonObject
from ui.fields.box import FieldBox
from ui.fields.node import Caret, Node, Path, as_objects, bring_into_view
from ui.fields.spec import FieldSpec, Kind
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.focus import holds_focus
from ui.widgets.labels import label
from ui.widgets.problem_line import ProblemLine


class FieldGroup(QWidget):
    """The fields of one object, in order. What the object holds besides (the key of a row, say)
    is carried along unseen."""

    edited = Signal()

    def __init__(self, specs: Sequence[FieldSpec]) -> None:
        super().__init__()
        self._nodes: dict[str, Node] = {}
        self._carried: dict[str, Json] = {}
        self._rules = {spec.name: spec.applies for spec in specs if spec.applies is not None}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for spec in specs:
            node = RepeatingForm(spec) if spec.kind is Kind.ROWS else FieldBox(spec)
            node.edited.connect(self.edited)
            self._nodes[spec.name] = node
            column.addWidget(node)

    def node(self, name: str) -> Node:
        return self._nodes[name]

    def values(self) -> dict[str, Json]:
        shown = {name: node.value() for name, node in self._nodes.items()}
        return {**self._carried, **shown}

    def asked_values(self) -> dict[str, Json]:
        """``values`` without the fields that do not apply."""
        asked = {name: node.asked_value() for name, node in self._nodes.items() if node.applies}
        return {**self._carried, **asked}

    def show_what_applies(self, form: JsonObject) -> None:
        """``form``: what stands in the whole form."""
        for name, node in self._nodes.items():
            rule = self._rules.get(name)
            node.set_applies(applies=rule is None or rule(form))
            node.show_what_applies(form)

    def set_values(self, values: JsonObject) -> None:
        """Fields that ``values`` does not name become empty."""
        self._carried = {name: each for name, each in values.items() if name not in self._nodes}
        for name, node in self._nodes.items():
            node.set_value(values.get(name))

    def set_read_only(self, read_only: bool) -> None:
        for node in self._nodes.values():
            node.set_read_only(read_only)

    def show_problem(self, path: Path, sentence: str) -> str | None:
        """The field's label, or None when no field here has that name."""
        node = self._nodes.get(path[0]) if path else None
        return None if node is None else node.show_problem(path[1:], sentence)

    def order(self, path: Path) -> tuple[int, ...]:
        """Sorts paths as the fields stand; one that is not here comes first."""
        node = self._nodes.get(path[0]) if path else None
        if node is None:
            return ()
        return (list(self._nodes).index(path[0]), *node.order(path[1:]))

    def clear_problems(self) -> None:
        for node in self._nodes.values():
            node.clear_problems()

    def go_to(self, path: Path, position: int = 0) -> bool:
        """Whether there was such a field; else the first one gets the focus."""
        if not self._nodes:
            return False
        node = self._nodes.get(path[0]) if path else None
        (node or self._first()).go_to(path[1:], position)
        return node is not None

    def _first(self) -> Node:
        asked = (node for node in self._nodes.values() if node.applies)
        return next(asked, next(iter(self._nodes.values())))

    def caret(self) -> Caret | None:
        for node in self._nodes.values():
            found = node.caret()
            if found is not None:
                return found
        return None


class RepeatingForm(Node):
    """A list of objects. A row that is removed leaves a line behind it from which it can be
    taken back; it is not part of the value meanwhile."""

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        self.spec = spec
        self._rows: list[_Row] = []
        self._read_only = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(label(spec.label, "heading"))
        for text in (spec.help, spec.note):  # before the rows: there may be many of them
            if text:
                self._column.addWidget(label(text, "small"))
        self._problem = ProblemLine()
        self._column.addWidget(self._problem)
        self._add = button(spec.add or tr("Lägg till rad"), self.add_row, icon="plus")
        foot = QHBoxLayout()
        foot.addWidget(self._add)
        foot.addStretch(1)
        self._column.addLayout(foot)

    def _live(self) -> list[_Row]:
        return [row for row in self._rows if not row.removed]

    def add_row(self) -> None:
        """A new empty row, with the focus in it."""
        row = self._insert({})
        row.group.go_to(())
        self._changed()

    def _insert(self, values: JsonObject) -> _Row:
        row = _Row(self.spec)
        row.group.set_values(values)
        row.group.set_read_only(self._read_only)
        row.edited.connect(self._changed)
        row.removal_changed.connect(self._changed)
        self._rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        self._number()
        return row

    def _number(self) -> None:
        for number, row in enumerate(self._live(), start=1):
            row.set_number(number)

    def _changed(self) -> None:
        self._problem.clear()
        self._number()
        self.edited.emit()

    def value(self) -> Json:
        return [row.group.values() for row in self._live()]

    def asked_value(self) -> Json:
        return [row.group.asked_values() for row in self._live()]

    def show_what_applies(self, form: JsonObject) -> None:
        for row in self._rows:
            row.group.show_what_applies(form)

    def set_value(self, value: Json) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows.clear()
        for entry in as_objects(value):
            self._insert(entry)

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        self._add.setVisible(not read_only)
        for row in self._rows:
            row.set_read_only(read_only)

    def show_problem(self, path: Path, sentence: str) -> str:
        row = self._at(path)
        if row is not None:
            found = row.group.show_problem(path[1:], sentence)
            if found is not None:
                return f"{row.title()}: {found}"
        self._problem.show_sentence(sentence)
        return self.spec.label

    def order(self, path: Path) -> tuple[int, ...]:
        row = self._at(path)
        return () if row is None else (int(path[0]), *row.group.order(path[1:]))

    def clear_problems(self) -> None:
        self._problem.clear()
        for row in self._rows:
            row.group.clear_problems()

    def go_to(self, path: Path, position: int) -> None:
        live = self._live()
        row = self._at(path) if path else next(iter(live), None)
        if row is None:
            self._add.setFocus()
            bring_into_view(self._add)
        else:
            row.group.go_to(path[1:], position)

    def _at(self, path: Path) -> _Row | None:
        live = self._live()
        known = bool(path) and path[0].isdecimal() and int(path[0]) < len(live)
        return live[int(path[0])] if known else None

    def caret(self) -> Caret | None:
        for number, row in enumerate(self._live()):
            inside = row.group.caret()
            if inside is not None:
                return Caret(f"{self.spec.name}/{number}/{inside.field}", inside.position)
        return Caret(self.spec.name, 0) if holds_focus(self._add) else None


class _Row(QFrame):
    edited = Signal()
    removal_changed = Signal()

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        self.removed = False
        self._spec = spec
        self.setProperty("role", "row")
        self.group = FieldGroup(spec.fields)
        self.group.edited.connect(self.edited)
        self._title = label("", "label")
        self._remove = button(tr("Ta bort"), self.remove, role="link", icon="trash")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._remove)
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(12, 8, 12, 12)
        body.addLayout(head)
        body.addWidget(self.group)
        self._gone_text = label("")
        self._restore = button(tr("Ångra"), self.restore, icon="undo")
        self._gone = QWidget()
        gone = QHBoxLayout(self._gone)
        gone.addWidget(self._gone_text, 1)
        gone.addWidget(self._restore)
        self._gone.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._body)
        column.addWidget(self._gone)

    def title(self) -> str:
        return self._title.text()

    def set_number(self, number: int) -> None:
        name = f"{self._spec.row or self._spec.label} {number}"
        self._title.setText(name)
        self._remove.setAccessibleName(tr("Ta bort {row}").format(row=name))
        self._restore.setAccessibleName(tr("Ångra borttagningen av {row}").format(row=name))

    def set_read_only(self, read_only: bool) -> None:
        self.group.set_read_only(read_only)
        self._remove.setVisible(not read_only)

    def remove(self) -> None:
        self._gone_text.setText(tr("{row} är borttagen.").format(row=self.title()))
        self._show(removed=True)
        self._restore.setFocus()

    def restore(self) -> None:
        self._show(removed=False)
        self.group.go_to(())

    def _show(self, *, removed: bool) -> None:
        self.removed = removed
        self._body.setVisible(not removed)
        self._gone.setVisible(removed)
        self.removal_changed.emit()
