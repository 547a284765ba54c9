"""Sheets of templates, saved as workbooks where the user wants them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.forms.sheet_starter import starter_tables
from app.forms.sheet_table import Table
from app.ids import EntityId
from app.usecases.desk import Desk
from app.usecases.forms import templates
from ui.pages.templates import presenter
from ui.pages.templates.presenter import Entry
from ui.session import Session
from ui.texts import tr
from ui.widgets.file_choice import choose_new_file, documents_folder

_WORKBOOK = "Excel-arbetsbok (*.xlsx)"


class Workbooks(QObject):
    """Asks where, and saves there. ``above`` is the widget that the question stands above."""

    saved = Signal(str)
    """The name of the file, without its folder."""

    def __init__(self, session: Session, above: QWidget) -> None:
        super().__init__(above)
        self._session = session
        self._above = above
        self._sheets_of: EntityId | None = None

    def ask_for_starter(self) -> None:
        self._ask(tr("Spara ett tomt kalkylark"), tr("ny-mall.xlsx"), self.save_starter)

    def save_starter(self, path: Path) -> None:
        """A workbook to begin from, with a sheet that explains."""
        self._session.run(partial(_save_starter, path), self.saved.emit, context=self)

    def ask_for_sheets(self, entry: Entry) -> None:
        """The sheets that a template was made of; a template of the program's own has none."""
        if entry.row.entity is not None:
            self._sheets_of = entry.row.entity
            name = f"{presenter.file_name(entry)}.xlsx"
            self._ask(tr("Spara kalkylarket"), name, self.save_sheets)

    def save_sheets(self, path: Path) -> None:
        """The sheets of the template that was last asked about."""
        if self._sheets_of is not None:
            work = partial(_save_sheets, path, self._sheets_of)
            self._session.run(work, self.saved.emit, context=self)

    def _ask(self, title: str, name: str, chosen: Callable[[Path], None]) -> None:
        choose_new_file(self._above, title, documents_folder() / name, tr(_WORKBOOK), chosen)


def _save_starter(path: Path, desk: Desk) -> str:
    return _save(path, starter_tables(), desk)


def _save_sheets(path: Path, entity: EntityId, desk: Desk) -> str:
    sheets = templates.sheets_of(desk, entity)
    return _save(path, {sheet.name: sheet.rows for sheet in sheets}, desk)


def _save(path: Path, sheets: Mapping[str, Table], desk: Desk) -> str:
    desk.save_file(path, desk.write_workbook(sheets))
    return path.name
