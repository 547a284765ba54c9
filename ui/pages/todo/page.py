"""Att göra: what is late, due today and soon, drafts to finish; each row opens its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from app.casework.moments import shown
from app.errors import Refusal
from app.ports import BackupFacts
from app.usecases import settings, todo
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.todo import TodoItem, Urgency
from ui.case_words import BACKUP_MISSED, DUE, KIND
from ui.messages import sentence
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


@dataclass(frozen=True, slots=True)
class _Shown:
    items: tuple[TodoItem, ...]
    backup: BackupFacts | None
    today: date
    no_cases: bool


class TodoPage(Page):
    """The start page."""

    title = "Att göra"
    shows = frozenset(Part) - {Part.HISTORY, Part.LOG, Part.REGISTER}

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._items: tuple[TodoItem, ...] = ()
        self._no_cases = False
        self._all_of: set[Urgency] = set()
        self._column = page_column(self)
        self._column.addWidget(label(tr("Att göra"), "title"))
        self._content = QWidget()
        self._column.addWidget(self._content)
        self._backup = label("", "muted")
        self._column.addWidget(self._backup)
        self._column.addStretch(1)

    def load(self) -> None:
        self.session.run(_read, self._show, context=self)

    def _show(self, shown: _Shown) -> None:
        self._backup.setText(backup_age(shown.backup, shown.today))
        self._backup.setVisible(shown.backup is not None)
        self._no_cases = shown.no_cases
        self._show_items(shown.items)

    def _show_items(self, items: tuple[TodoItem, ...]) -> None:
        self._items = items
        fresh = Card(role="", spacing=12)
        fresh.column.setContentsMargins(0, 0, 0, 0)
        begun = any(item.code == todo.DRAFT for item in items)
        if self._no_cases and not begun:
            fresh.column.addWidget(self._first_case())
        for urgency, title in GROUPS:
            group = [item for item in items if item.code != todo.DRAFT and item.urgency is urgency]
            self._add_group(fresh, urgency, tr(title), group)
        drafts = [item for item in items if item.code == todo.DRAFT]
        self._add_group(fresh, None, tr("Utkast"), drafts)
        if not items and not self._no_cases:
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

    def _first_case(self) -> Card:
        """What an empty vault is for, until something has been begun in it."""
        box = Card(
            label(tr("Börja här"), "heading"),
            label(
                tr(
                    "Valvet är tomt. Ett ärende börjar med en intresseanmälan eller en ansökan. "
                    "Sedan visas det som ska göras i dina ärenden här av sig självt."
                )
            ),
        )
        begin = button(
            tr("Skapa ditt första ärende"), self._begin_case, role="primary", icon="plus"
        )
        box.add_row(begin)
        return box

    def _begin_case(self) -> None:
        self.session.navigate.emit(Destination(Section.CASES, place={"new": None}))

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
        self._show_items(self._items)

    def _pressed(self) -> None:
        item = self._items[int(self.sender().property("item"))]
        self.session.navigate.emit(opens(item))


def describe(item: TodoItem) -> str:
    """``2026-11-21 · 2026-0014 Björk · Planen ska följas upp``."""
    case = item.label or (tr("Nytt ärende") if item.stream is not None else "")
    when = with_weekday(item.due) if item.stream is not None and item.code != todo.DRAFT else ""
    what = word(KIND, item.kind) if item.code == todo.DRAFT else word(DUE, item.code)
    if item.reason is not None:
        known = BACKUP_MISSED.get(item.reason)
        what += ". " + (tr(known) if known else sentence(Refusal(item.reason)))
    return "   ·   ".join(part for part in (when, case, what) if part)


def backup_age(backup: BackupFacts | None, today: date) -> str:
    """``Senaste säkerhetskopian: 2026-05-30 09:00, för 2 dagar sedan.``; empty for none."""
    if backup is None:
        return ""
    made = datetime.fromisoformat(backup.made_at)
    days = (today - made.date()).days
    ago = {0: tr("i dag"), 1: tr("i går")}.get(days, tr("för {n} dagar sedan").format(n=days))
    return tr("Senaste säkerhetskopian: {when}, {ago}.").format(
        when=made.strftime("%Y-%m-%d %H:%M"), ago=ago
    )


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


def _read(desk: Desk) -> _Shown:
    items = todo.todo(desk)
    today, no_cases = desk.now().date(), not desk.vault.index.cases()
    return _Shown(items, settings.last_backup(desk), today, no_cases)
