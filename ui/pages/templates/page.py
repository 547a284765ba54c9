"""Mallar: every template of the vault, and the ways in and out for them."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QStackedLayout

from app.ids import EntityId
from app.jsonvalue import Json, JsonObject
from app.usecases.changes import Changes, Part
from ui.navigation import Destination
from ui.page import Page, Shortcut
from ui.pages.templates import presenter
from ui.pages.templates.home import Home
from ui.pages.templates.opened import OpenedView
from ui.pages.templates.opening import view_of
from ui.pages.templates.pack import PackView
from ui.pages.templates.presenter import Shown
from ui.pages.templates.sheet import SheetView
from ui.pages.templates.standard import StandardView
from ui.pages.templates.workbooks import Workbooks
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button


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
        self.workbooks = Workbooks(session, self)
        self.workbooks.saved.connect(self._saved)
        self.home = Home(session, self._ways())
        self._connect_list()
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self.home)

    def _ways(self) -> tuple[QPushButton, ...]:
        return (
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
            button(tr("Spara ett tomt kalkylark …"), self.workbooks.ask_for_starter),
        )

    def _connect_list(self) -> None:
        shown = self.home.list
        shown.preview_wanted.connect(self._preview)
        shown.export_wanted.connect(self._export)
        shown.sheet_wanted.connect(self._ask_for_sheets)

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
        self.home.show_templates(shown)
        self._go_to_wanted()

    def _saved(self, name: str) -> None:
        self.home.say(tr("Filen {name} är sparad.").format(name=name))

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
        shown = self._shown
        view = view_of(self.session, shown, kind, key) if shown is not None else None
        if view is None:
            return None
        self._take_away()
        self.home.say_nothing()
        self._open, self._opened = view, kind
        view.closed.connect(self._close)
        view.finished.connect(self._finished)
        self._layers.addWidget(view)
        self._layers.setCurrentWidget(view)
        view.focus_first()
        return view

    def _close(self) -> None:
        self._take_away()
        self.home.setFocus()

    def _finished(self, changes: Changes, said: str) -> None:
        """The list is read anew by itself; what was taken in is brought forward."""
        self._take_away()
        self.home.want(changes.entity)
        self.home.say(said)
        self.home.show_rows()

    def moves_to(self, shown: Destination, wanted: Destination) -> bool:
        """Whoever asks for Mallar again, from the side or by key, wants the list."""
        moves = super().moves_to(shown, wanted)
        if moves and not wanted.place:
            self._close()
        return moves

    def _take_away(self) -> None:
        if self._open is not None:
            self._layers.setCurrentWidget(self.home)
            self._layers.removeWidget(self._open)
            self._open.hide()
            self._open.deleteLater()
        self._open, self._opened = None, ""

    def _ask_for_sheets(self, key: str) -> None:
        entry = self._shown.entry(key) if self._shown is not None else None
        if entry is not None:
            self.workbooks.ask_for_sheets(entry)

    # ------------------------------------------------------------------------------- place

    def show_entity(self, entity: EntityId) -> None:
        self.home.want(entity)
        self.home.show_rows()

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
