"""Mallar: every template of the vault, and the ways in and out for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QStackedLayout, QWidget

from app.forms.sheet_starter import starter_tables
from app.forms.sheet_table import Table
from app.ids import EntityId
from app.jsonvalue import Json, JsonObject
from app.usecases import templates
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from ui.page import Page, Shortcut, page_column
from ui.pages.templates import presenter
from ui.pages.templates.export import ExportView
from ui.pages.templates.installed import TemplatePreview
from ui.pages.templates.listing import TemplateList
from ui.pages.templates.make_pack import MakePackView
from ui.pages.templates.opened import OpenedView, documents_folder
from ui.pages.templates.pack import PackView
from ui.pages.templates.presenter import Entry, Shown
from ui.pages.templates.sheet import SheetView
from ui.pages.templates.standard import StandardView
from ui.session import Session
from ui.texts import tr
from ui.widgets.announce import announce
from ui.widgets.buttons import button
from ui.widgets.editors.text import LineEditor
from ui.widgets.file_choice import choose_new_file
from ui.widgets.labels import Card, label
from ui.widgets.notice import Notice
from ui.widgets.stack import Stack

_WORKBOOK = "Excel-arbetsbok (*.xlsx)"


class TemplatesPage(Page):
    """A list; or one template, sheet or pack in its place."""

    title = "Mallar"
    shows = frozenset({Part.TEMPLATES})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._shown: Shown | None = None
        self._open: OpenedView | None = None
        self._opened: str = ""
        self._wanted: JsonObject = {}
        self._wanted_entity: EntityId | None = None
        self._sheet_of: EntityId | None = None
        self._listing = QWidget()
        self._told = Stack(spacing=6)
        self._told.hide()
        self.list = TemplateList()
        self._filter = LineEditor(placeholder=tr("Visa bara de som innehåller …"), characters=40)
        self._filter.set_name(tr("Sök bland mallarna"))
        self._filter.edited.connect(self._show_rows)
        self._connect_list()
        column = page_column(self._listing)
        for part in (self._head(), self._told, self._filter, self.list):
            column.addWidget(part)
        column.addStretch(1)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._listing)

    def _head(self) -> Card:
        text = tr(
            "En mall skrivs i ett kalkylark. Öppna det här, rätta det som står i listan och prova "
            "mallen innan du sparar den i valvet."
        )
        head = Card(label(tr("Mallar"), "title"), label(text, "muted"))
        head.add_row(
            button(
                tr("Öppna kalkylark …"),
                self.open_sheet,
                role="primary",
                icon="document",
                shortcut="Ctrl+O",
            ),
            button(tr("Läs in mall (standardformat) …"), self.open_standard),
            button(tr("Läs in metodpaket …"), self.open_pack),
            button(tr("Spara metodpaket …"), self.make_pack),
            button(tr("Spara ett tomt kalkylark …"), self._ask_for_starter),
        )
        return head

    def _connect_list(self) -> None:
        self.list.preview_wanted.connect(self._preview)
        self.list.export_wanted.connect(self._export)
        self.list.sheet_wanted.connect(self._ask_for_sheet)
        self.list.retire_wanted.connect(self._retire)
        self.list.restore_wanted.connect(self._restore)

    def shortcuts(self) -> tuple[Shortcut, ...]:
        return (
            Shortcut("Ctrl+O", tr("Öppna kalkylark")),
            Shortcut("F5", tr("Läs om kalkylarket")),
            Shortcut("Escape", tr("Tillbaka till mallarna")),
        )

    # ----------------------------------------------------------------------------- the list

    def load(self) -> None:
        self.session.run(presenter.look, self._show, context=self)

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        self._show_rows()
        self._go_to_wanted()

    def _show_rows(self) -> None:
        if self._shown is None:
            return
        self.list.show_groups(presenter.matching(self._shown.groups, str(self._filter.value())))
        for entry in self._shown.entries:
            if entry.row.entity is not None and entry.row.entity == self._wanted_entity:
                self._bring(entry)

    def _bring(self, entry: Entry) -> None:
        """A template that was just saved, or taken in or out of use."""
        if self._open is None and entry.key in self.list.cards:
            self.list.bring(entry)
            self._wanted_entity = None

    def _say(self, text: str) -> None:
        self._told.clear()
        self._told.add(Notice(text, action=tr("Stäng"), act=self._told.clear))
        announce(self, text)

    # ------------------------------------------------------------------------- what is opened

    def open_sheet(self) -> None:
        if isinstance(view := self._open_as("sheet"), SheetView):
            view.choose()

    def open_standard(self) -> None:
        if isinstance(view := self._open_as("standard"), StandardView):
            view.choose()

    def open_pack(self) -> None:
        if isinstance(view := self._open_as("pack"), PackView):
            view.choose()

    def make_pack(self) -> None:
        view = self._open_as("make_pack")
        if view is not None:
            view.focus_first()

    def _preview(self, key: str) -> None:
        self._open_as("preview", key)

    def _export(self, key: str) -> None:
        self._open_as("export", key)

    def _open_as(self, kind: str, key: str = "") -> OpenedView | None:
        """The view in the list's place; None when there is nothing it could show."""
        view = self._make(kind, key)
        if view is None:
            return None
        self._take_away()
        self._told.clear()
        self._open, self._opened = view, kind
        view.closed.connect(self._close)
        view.finished.connect(self._finished)
        self._layers.addWidget(view)
        self._layers.setCurrentWidget(view)
        view.focus_first()
        return view

    def _make(self, kind: str, key: str) -> OpenedView | None:
        shown = self._shown
        if shown is None:
            return None
        whole: Mapping[str, Callable[[], OpenedView]] = {
            "sheet": partial(SheetView, self.session, shown.today),
            "standard": partial(StandardView, self.session, shown.today),
            "pack": partial(PackView, self.session),
            "make_pack": partial(MakePackView, self.session, shown),
        }
        if kind in whole:
            return whole[kind]()
        entry = shown.entry(key)
        if entry is None:
            return None
        return (
            ExportView(self.session, entry)
            if kind == "export"
            else TemplatePreview(entry, shown.today)
        )

    def _close(self) -> None:
        self._take_away()
        self._listing.setFocus()

    def _finished(self, changes: Changes, said: str) -> None:
        """The list is read anew by itself; what was taken in is brought forward."""
        self._take_away()
        self._wanted_entity = changes.entity
        self._say(said)
        self._show_rows()

    def _take_away(self) -> None:
        if self._open is not None:
            self._layers.setCurrentWidget(self._listing)
            self._layers.removeWidget(self._open)
            self._open.hide()
            self._open.deleteLater()
        self._open, self._opened = None, ""

    # ------------------------------------------------------------------------- in use or not

    def _retire(self, key: str) -> None:
        self._set_retired(key, templates.retire)

    def _restore(self, key: str) -> None:
        self._set_retired(key, templates.restore)

    def _set_retired(self, key: str, write: Callable[[Desk, EntityId], Changes]) -> None:
        entry = self._shown.entry(key) if self._shown is not None else None
        if entry is not None and entry.row.entity is not None:
            work = partial(_write, write, entry.row.entity)
            self.session.run(work, self._written, context=self)

    def _written(self, changes: Changes) -> None:
        self._wanted_entity = changes.entity

    # ------------------------------------------------------------------------------- files

    def _ask_for_starter(self) -> None:
        self._ask(tr("Spara ett tomt kalkylark"), tr("ny-mall.xlsx"), self.save_starter)

    def save_starter(self, path: Path) -> None:
        """A workbook to begin from, with a sheet that explains."""
        self.session.run(partial(_save_starter, path), self._saved, context=self)

    def _ask_for_sheet(self, key: str) -> None:
        entry = self._shown.entry(key) if self._shown is not None else None
        if entry is not None and entry.row.entity is not None:
            self._sheet_of = entry.row.entity
            name = f"{presenter.file_name(entry)}.xlsx"
            self._ask(tr("Spara kalkylarket"), name, self.save_sheet)

    def save_sheet(self, path: Path) -> None:
        """The sheets that the chosen template was made of."""
        if self._sheet_of is not None:
            work = partial(_save_sheets, path, self._sheet_of)
            self.session.run(work, self._saved, context=self)

    def _ask(self, title: str, name: str, chosen: Callable[[Path], None]) -> None:
        choose_new_file(self, title, documents_folder() / name, tr(_WORKBOOK), chosen)

    def _saved(self, name: str) -> None:
        self._say(tr("Filen {name} är sparad.").format(name=name))

    # ------------------------------------------------------------------------------- place

    def show_entity(self, entity: EntityId) -> None:
        self._wanted_entity = entity
        self._show_rows()

    def place(self) -> JsonObject:
        if self._open is None:
            return {}
        place: dict[str, Json] = {"opened": self._opened, "in": dict(self._open.place())}
        return place

    def restore(self, place: JsonObject) -> None:
        self._wanted = place
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        opened, inside = self._wanted.get("opened"), self._wanted.get("in")
        if self._shown is None or not isinstance(opened, str):
            return
        self._wanted = {}
        known = inside if isinstance(inside, dict) else {}
        view = self._open_as(opened, str(known.get("key", "")))
        if view is not None:
            view.restore_place(known)


def _write(write: Callable[[Desk, EntityId], Changes], entity: EntityId, desk: Desk) -> Changes:
    return write(desk, entity)


def _save_starter(path: Path, desk: Desk) -> str:
    return _save(path, starter_tables(), desk)


def _save_sheets(path: Path, entity: EntityId, desk: Desk) -> str:
    sheets = templates.sheets_of(desk, entity)
    return _save(path, {sheet.name: sheet.rows for sheet in sheets}, desk)


def _save(path: Path, sheets: Mapping[str, Table], desk: Desk) -> str:
    desk.save_file(path, desk.write_workbook(sheets))
    return path.name
