"""What the page Mallar begins with: what can be done, and every template there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.ids import EntityId
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.forms import templates
from ui.page import page_column
from ui.pages.templates import presenter
from ui.pages.templates.listing import TemplateList
from ui.pages.templates.presenter import Entry, Shown
from ui.session import Session
from ui.texts import tr
from ui.widgets.announce import announce
from ui.widgets.editors.text import LineEditor
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack


class Home(QWidget):
    """``ways`` are the buttons that lead on from here."""

    def __init__(self, session: Session, ways: Sequence[QPushButton]) -> None:
        super().__init__()
        self._session = session
        self._shown: Shown | None = None
        self._wanted: EntityId | None = None
        self._told = Stack(spacing=6)
        self._told.hide()
        self.filter = LineEditor(placeholder=tr("Visa bara de som innehåller …"), characters=40)
        self.filter.set_name(tr("Sök bland mallarna"))
        self.filter.edited.connect(self.show_rows)
        self.list = TemplateList()
        self.list.retire_wanted.connect(self._retire)
        self.list.restore_wanted.connect(self._restore)
        text = tr(
            "En mall skrivs i ett kalkylark. Öppna det här, rätta det som står i listan och prova "
            "mallen innan du sparar den i valvet."
        )
        head = Card(label(tr("Mallar"), "title"), label(text, "muted"))
        head.add_row(*ways)
        column = page_column(self)
        for part in (head, self.filter, self.list):
            column.addWidget(part)
        column.addStretch(1)
        self._keep_in_sight(self._told)

    def _keep_in_sight(self, told: QWidget) -> None:
        """Above what scrolls: the list is scrolled to the template that is told of."""
        told.setContentsMargins(18, 14, 18, 0)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(0, told)

    def show_templates(self, shown: Shown) -> None:
        self._shown = shown
        self.show_rows()

    def want(self, entity: EntityId | None) -> None:
        """Bring forward a template that was just saved, or taken in or out of use, when it is
        shown the next time."""
        self._wanted = entity

    def show_rows(self) -> None:
        """Those that match what is searched for."""
        if self._shown is None:
            return
        self.list.show_groups(presenter.matching(self._shown.groups, str(self.filter.value())))
        for entry in self._shown.entries:
            if entry.row.entity is not None and entry.row.entity == self._wanted:
                self._bring(entry)

    def _bring(self, entry: Entry) -> None:
        if not self.isHidden() and entry.key in self.list.cards:
            self.list.bring(entry)
            self._wanted = None

    # ------------------------------------------------------------------------- in use or not

    def _retire(self, key: str) -> None:
        self._set_retired(key, templates.retire)

    def _restore(self, key: str) -> None:
        self._set_retired(key, templates.restore)

    def _set_retired(self, key: str, write: Callable[[Desk, EntityId], Changes]) -> None:
        entry = self._shown.entry(key) if self._shown is not None else None
        if entry is not None and entry.row.entity is not None:
            work = partial(_write, write, entry.row.entity)
            self._session.run(work, self._written, context=self)

    def _written(self, changes: Changes) -> None:
        self.want(changes.entity)

    # ---------------------------------------------------------------------------- telling

    def say(self, text: str) -> None:
        self._told.clear()
        self._told.add(Notice(text, action=tr("Stäng"), act=self._told.clear))
        announce(self, text)

    def say_nothing(self) -> None:
        self._told.clear()


def _write(write: Callable[[Desk, EntityId], Changes], entity: EntityId, desk: Desk) -> Changes:
    return write(desk, entity)
