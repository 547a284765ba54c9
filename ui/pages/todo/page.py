"""Att göra: what is late, due today and soon, drafts to finish; each row opens its place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from app.casework.moments import shown
from app.usecases import todo
from app.usecases.changes import Part
from app.usecases.todo import TodoItem, Urgency
from ui.case_words import DUE, KIND
from ui.navigation import Destination, Section, case_part
from ui.page import Page, page_column
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.wrapping import WrappingButton
from ui.words import word

GROUPS = (
    (Urgency.LATE, "Försenat"),
    (Urgency.TODAY, "I dag"),
    (Urgency.WEEK, "Inom sju dagar"),
    (Urgency.LATER, "Senare"),
)
ROWS_SHOWN = 25
"""Of each group; the rest is one press away."""


class TodoPage(Page):
    """The start page."""

    title = "Att göra"
    shows = frozenset(Part) - {Part.HISTORY, Part.LOG, Part.REGISTER}

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._items: tuple[TodoItem, ...] = ()
        self._all_of: set[Urgency] = set()
        self._column = page_column(self)
        self._column.addWidget(label(tr("Att göra"), "title"))
        self._content = QWidget()
        self._column.addWidget(self._content)
        self._column.addStretch(1)

    def load(self) -> None:
        self.session.run(todo.todo, self._show, context=self)

    def _show(self, items: tuple[TodoItem, ...]) -> None:
        self._items = items
        fresh = Card(role="", spacing=12)
        fresh.column.setContentsMargins(0, 0, 0, 0)
        for urgency, title in GROUPS:
            group = [item for item in items if item.code != todo.DRAFT and item.urgency is urgency]
            self._add_group(fresh, urgency, tr(title), group)
        drafts = [item for item in items if item.code == todo.DRAFT]
        self._add_group(fresh, None, tr("Utkast"), drafts)
        if not items:
            fresh.column.addWidget(
                Card(
                    label(tr("Inget att göra just nu"), "heading"),
                    label(tr("Det som blir aktuellt i dina ärenden visas här av sig självt.")),
                )
            )
        self._column.replaceWidget(self._content, fresh)
        self._content.hide()
        self._content.deleteLater()
        self._content = fresh

    def _add_group(
        self, fresh: Card, urgency: Urgency | None, title: str, items: Sequence[TodoItem]
    ) -> None:
        if not items:
            return
        late = urgency is Urgency.LATE
        heading = label(f"{'⚠ ' if late else ''}{title} ({len(items)})", "heading")
        box = Card(heading, spacing=2)
        everything = urgency in self._all_of or urgency is None
        for item in items if everything else items[:ROWS_SHOWN]:
            box.column.addWidget(self._row(item))
        if not everything and len(items) > ROWS_SHOWN:
            more = button(tr("Visa alla {n}").format(n=len(items)), self._show_all)
            more.setProperty("urgency", str(urgency))
            box.add_row(more)
        fresh.column.addWidget(box)

    def _row(self, item: TodoItem) -> QWidget:
        row = WrappingButton(describe(item), self._pressed, role="entry")
        row.setProperty("item", self._items.index(item))
        return row

    def _show_all(self) -> None:
        self._all_of.add(Urgency(self.sender().property("urgency")))
        self._show(self._items)

    def _pressed(self) -> None:
        item = self._items[int(self.sender().property("item"))]
        self.session.navigate.emit(opens(item))


def describe(item: TodoItem) -> str:
    """``2026-11-21 · 2026-0014 Björk · Planen ska följas upp``."""
    case = item.label or (tr("Nytt ärende") if item.stream is not None else "")
    when = with_weekday(item.due) if item.stream is not None and item.code != todo.DRAFT else ""
    what = word(KIND, item.kind) if item.code == todo.DRAFT else word(DUE, item.code)
    return "   ·   ".join(part for part in (when, case, what) if part)


def with_weekday(day: str) -> str:
    """``tis 2026-11-24``: the weekday is what one plans by."""
    names = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")
    return f"{tr(names[date.fromisoformat(day).weekday()])} {shown(day)}"


def opens(item: TodoItem) -> Destination:
    """The place where the row is dealt with."""
    if item.stream is None:
        return Destination(Section.SETTINGS)
    if not item.label:  # a draft of a case that has not been made yet
        return Destination(Section.CASES, place={"new": item.stream})
    return Destination.case(item.stream, case_part(item.part), item.entity)
