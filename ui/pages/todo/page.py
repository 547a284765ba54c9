"""Att göra: what is late, due today and soon, drafts to finish; each row opens its place. The
same days as an agenda, week by week, and own tasks that belong to no case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.law.pack import DeadlineKey
from app.ports import BackupFacts
from app.usecases import settings
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.watching import todo, vault_todo
from app.usecases.watching.todo import TodoItem, Urgency
from app.usecases.watching.vault_todo import VaultWork
from ui.editor_slot import EditorSlot
from ui.navigation import Destination, Section
from ui.page import Page, Shortcut, page_column
from ui.pages.todo.own_work import OwnWork
from ui.pages.todo.presenter import GROUPS, backup_age, describe, opens, weeks
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.widgets.stack import Stack
from ui.widgets.wrapping import WrappingButton

ROWS_SHOWN = 25
"""Of each group; the rest is one press away. What comes later is folded until it is asked for."""
AGENDA_KEY = "Ctrl+J"


@dataclass(frozen=True, slots=True)
class _Shown:
    items: tuple[TodoItem, ...]
    agenda: bool
    work: VaultWork
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
        self._shown: _Shown | None = None
        self._all_of: set[str] = set()
        self._agenda = False
        self._caret: JsonObject = {}
        self._slot = EditorSlot()
        self._slot.closed.connect(self.load)
        self._own = OwnWork(session, self._slot)
        self._list = Stack()
        self._turn = button("", self._turn_view, icon="calendar")
        self._backup = label("", "muted")
        self._lay_out()
        QShortcut(QKeySequence(AGENDA_KEY), self).activated.connect(self._turn_view)

    def _lay_out(self) -> None:
        column = page_column(self)
        head = Card(label(tr("Att göra"), "title"), role="")
        head.column.setContentsMargins(0, 0, 0, 0)
        head.add_row(
            self._turn,
            button(tr("Ny egen uppgift …"), self._own.new_task, icon="plus"),
            button(tr("Starta en tid …"), self._own.start_time, icon="clock"),
        )
        for part in (head, self._slot, self._list, self._own, self._backup):
            column.addWidget(part)
        column.addStretch(1)
        self._name_turn()

    # ----------------------------------------------------------------------------- showing

    def load(self) -> None:
        self.session.run(partial(_read, self._agenda), self._show, context=self)

    def _show(self, shown: _Shown) -> None:
        self._backup.setText(backup_age(shown.backup, shown.today))
        self._backup.setVisible(shown.backup is not None)
        self._shown = shown
        self._show_items()
        self._own.show_work(shown.work)
        if self._caret:
            self._slot.restore_caret(self._caret)
            self._caret = {}

    def _show_items(self) -> None:
        if self._shown is None:
            return
        self._items = self._shown.items
        self._list.clear()
        if self._shown.agenda:
            self._show_agenda(self._shown)
        else:
            self._show_groups(self._shown)

    def _show_groups(self, shown: _Shown) -> None:
        begun = any(item.code == todo.DRAFT for item in shown.items)
        if shown.no_cases and not begun:
            self._list.add(self._first_case())
        for urgency, title in GROUPS:
            group = [
                item for item in shown.items if item.code != todo.DRAFT and item.urgency is urgency
            ]
            self._add_group(urgency.value, tr(title), group)
        drafts = [item for item in shown.items if item.code == todo.DRAFT]
        self._add_group(todo.DRAFT, tr("Utkast"), drafts)
        if not shown.items and not shown.no_cases:
            self._list.add(
                Card(
                    label(tr("Inget att göra just nu"), "heading"),
                    label(tr("Det som blir aktuellt i dina ärenden visas här av sig självt.")),
                )
            )

    def _show_agenda(self, shown: _Shown) -> None:
        for each in weeks(shown.items, shown.today):
            mark = "⚠ " if each.late else ""
            box = Card(label(f"{mark}{each.title} ({len(each.items)})", "heading"), spacing=2)
            for day, items in each.days:
                box.column.addWidget(label(day, "label"))
                for item in items:
                    box.column.addWidget(self._row(item, under_day=True))
            self._list.add(box)
        if not shown.items:
            self._list.add(label(tr("Inget har en dag under de närmaste fyra veckorna."), "muted"))

    def _first_case(self) -> Card:
        """What an empty vault is for, until something has been begun in it."""
        box = Card(
            label(tr("Börja här"), "heading"),
            label(
                tr(
                    "Valvet är tomt. Ett ärende börjar med en intresseanmälan eller en ansökan, "
                    "eller tas emot från någon annan. Sedan visas det som ska göras i dina "
                    "ärenden här av sig självt."
                )
            ),
        )
        begin = button(
            tr("Skapa ditt första ärende"), self._begin_case, role="primary", icon="plus"
        )
        receive = button(tr("Öppna ett paket"), self._open_package, icon="inbox")
        box.add_row(begin, receive)
        return box

    def _begin_case(self) -> None:
        self.session.navigate.emit(Destination(Section.CASES, place={"new": None}))

    def _open_package(self) -> None:
        self.session.navigate.emit(Destination(Section.INBOX))

    def _add_group(self, group: str, title: str, items: Sequence[TodoItem]) -> None:
        if not items:
            return
        mark = "⚠ " if group == Urgency.LATE else ""
        box = Card(label(f"{mark}{title} ({len(items)})", "heading"), spacing=2)
        shown = self._how_many(group, len(items))
        for item in items[:shown]:
            box.column.addWidget(self._row(item))
        if shown < len(items):
            more = button(tr("Visa alla {n}").format(n=len(items)), self._show_all)
            more.setProperty("group", group)
            box.add_row(more)
        self._list.add(box)

    def _how_many(self, group: str, count: int) -> int:
        if group in self._all_of or group == todo.DRAFT:
            return count
        return 0 if group == Urgency.LATER else min(count, ROWS_SHOWN)

    def _row(self, item: TodoItem, *, under_day: bool = False) -> QWidget:
        text = describe(item, under_day=under_day)
        row = WrappingButton(text, self._pressed, role="entry")
        row.setProperty("item", self._items.index(item))
        return row

    # ----------------------------------------------------------------------------- acting

    def _show_all(self) -> None:
        self._all_of.add(str(self.sender().property("group")))
        self._show_items()

    def _pressed(self) -> None:
        item = self._items[int(self.sender().property("item"))]
        if item.part is not Part.TASKS:
            self.session.navigate.emit(opens(item))
        elif item.code == DeadlineKey.LOG_REVIEW:
            self._own.review_log()
        elif item.entity is not None:
            self._open_own(item, item.entity)

    def _open_own(self, item: TodoItem, entity: EntityId) -> None:
        if item.code == todo.DRAFT:
            self._own.open_draft(item.kind, entity)
        else:
            form = "task" if item.code == todo.TASK else "end"
            self._own.open_form({"form": form, "entity": entity})

    def _turn_view(self) -> None:
        self._agenda = not self._agenda
        self._name_turn()
        self.load()

    def _name_turn(self) -> None:
        text = tr("Visa som lista") if self._agenda else tr("Visa som agenda")
        self._turn.setText(text)
        self._turn.setAccessibleName(text)

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return (Shortcut(AGENDA_KEY, tr("Växla mellan lista och agenda")),)

    # ----------------------------------------------------------------------------- place

    def place(self) -> JsonObject:
        return {"agenda": self._agenda, **self._slot.place()}

    def restore(self, place: JsonObject) -> None:
        agenda = place.get("agenda") is True
        if agenda is not self._agenda:
            self._turn_view()
        opened = place.get("opened")
        if isinstance(opened, dict):
            self._caret = place
            self._own.open_form(opened)


def _read(agenda: bool, desk: Desk) -> _Shown:
    return _Shown(
        items=todo.agenda(desk) if agenda else todo.todo(desk),
        agenda=agenda,
        work=vault_todo.work(desk),
        backup=settings.last_backup(desk),
        today=desk.now().date(),
        no_cases=not desk.vault.index.cases(),
    )
