"""A spreadsheet that is becoming a template: what is wrong in it row by row, what is missing, and
the template as it will be met, made anew each time the file is saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.casework.register_facts import TemplateSource
from app.errors import Reason, Refusal
from app.forms.sheet_table import SheetTable
from app.jsonvalue import JsonObject
from ui.messages import sentence
from ui.page import page_column
from ui.pages.templates import problem_rows, saving, sheet_presenter
from ui.pages.templates.file_reading import FileReading
from ui.pages.templates.head_form import HeadForm
from ui.pages.templates.opened import OpenedView
from ui.pages.templates.preview_panel import PreviewPanel
from ui.pages.templates.problem_rows import ProblemRows
from ui.pages.templates.saving import Saved
from ui.pages.templates.sheet_presenter import ReadSheets, Verdict
from ui.pages.templates.sides import Sides
from ui.pages.templates.watched import WatchedFiles
from ui.session import Session
from ui.texts import tr
from ui.widgets.announce import announce
from ui.widgets.buttons import button
from ui.widgets.file_choice import choose_files, documents_folder
from ui.widgets.labels import label

PATTERN = "Kalkylark (*.xlsx *.xlsm *.csv);;Alla filer (*)"


class SheetView(OpenedView):
    """Nothing is written before "Spara mall"; the file itself is only read."""

    def __init__(self, session: Session, today: date) -> None:
        super().__init__(tr("Kalkylark"))
        self._session = session
        self._paths: tuple[Path, ...] = ()
        self._read_sheets: ReadSheets | None = None
        self._verdict: Verdict | None = None
        self._sheets: tuple[SheetTable, ...] = ()
        """What the verdict is of; by now another version of the file may have been read."""
        self._version = ""
        self._round = 0
        self.reading = FileReading(session)
        self.watched = WatchedFiles(self)
        self.watched.changed.connect(self._changed_outside)
        self.head = HeadForm()
        self.head.edited.connect(self._judge)
        self.rows = ProblemRows()
        self.preview = PreviewPanel(today)
        self._count = label(tr("Inget kalkylark är öppet"), "heading")
        self._left = QWidget()
        self._lay_out_left()
        self._sides = Sides(self._left, tr("Att rätta"), self.preview, tr("Förhandsvisning"))
        self._again = button(tr("Läs om"), self.read_again, icon="undo", shortcut="F5")
        self._again.setEnabled(False)
        self.add_tool(button(tr("Öppna kalkylark …"), self.choose, icon="document"))
        self.add_tool(self._again)
        self.column.addWidget(self.reading)
        self.column.addWidget(self._sides, 1)
        self._lay_out_foot()
        self._show_verdict()

    def _lay_out_left(self) -> None:
        column = page_column(self._left)
        column.setContentsMargins(2, 2, 8, 8)
        column.addWidget(self._count)
        column.addWidget(self.rows, 1)
        column.addWidget(self.head)
        column.addStretch(0)

    def _lay_out_foot(self) -> None:
        self._consequence = label("", "muted")
        self.save = button(tr("Spara mall"), self._install, role="primary", icon="save")
        self.column.addWidget(self._consequence)
        self.add_foot(self.save)

    # --------------------------------------------------------------------------- reading

    def choose(self) -> None:
        start = self._paths[0].parent if self._paths else documents_folder()
        choose_files(self, tr("Öppna kalkylark"), start, tr(PATTERN), self.take_files)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read these files from now on, instead of what was read."""
        if tuple(paths) != self._paths:
            self._forget()
        self._paths = tuple(paths)
        self._version = ""
        self.say_nothing()
        self.title.setText(tr("Kalkylark: {name}").format(name=self._paths[0].name))
        self._again.setEnabled(True)
        self.watched.watch(self._paths)
        self.read_again()

    def _forget(self) -> None:
        """Nothing of the files before may be saved under what these are called."""
        self.head.forget()
        self._read_sheets = self._verdict = None
        self._round += 1
        self._show_verdict()

    def read_again(self) -> None:
        if self._paths:
            work = partial(sheet_presenter.read, self._session.desk.read_foreign, self._paths)
            self.reading.start(work, self._was_read)

    def _changed_outside(self) -> None:
        self.read_again()

    def _was_read(self, found: ReadSheets) -> None:
        before = self._read_sheets
        if before is None or before.said.get("version") != found.said.get("version"):
            self._version = ""
        self._read_sheets = found
        work = partial(sheet_presenter.proposals, found, self._paths)
        self._session.run(work, self._ask, context=self, failed=self.show_refusal)

    def _ask(self, proposed: dict[str, str]) -> None:
        if self._read_sheets is None:
            return
        asked = self._read_sheets.asked
        if self._version and "version" not in asked:
            asked, proposed = (*asked, "version"), {**proposed, "version": self._version}
        self.head.ask(asked, proposed)
        self._judge()

    def _judge(self) -> None:
        """Compile what was read with what is filled in; the latest question is answered."""
        if self._read_sheets is None:
            return
        self._round += 1
        sheets = self._read_sheets.sheets
        work = partial(sheet_presenter.judge, sheets, self.head.values())
        self._session.run_aside(work, partial(self._judged, self._round, sheets), context=self)

    def _judged(self, number: int, sheets: tuple[SheetTable, ...], verdict: Verdict) -> None:
        if number == self._round:
            self._verdict, self._sheets = verdict, sheets
            self._show_verdict()
            announce(self, self._count.text())

    # --------------------------------------------------------------------------- showing

    def _show_verdict(self) -> None:
        verdict = self._verdict
        lines = problem_rows.of_sheets(verdict.problems) if verdict is not None else ()
        self.rows.show_lines(lines)
        if verdict is not None:
            self._count.setText(problem_rows.counted(lines))
            self._sides.name_left(tr("Att rätta: {count}").format(count=len(lines)))
        if verdict is not None and verdict.loaded is not None:
            self.preview.show_loaded(verdict.loaded)
        else:
            self.preview.show_nothing(self._why_nothing())
        self.save.setEnabled(self._can_save())
        self._consequence.setText(self._what_saving_means())

    def _why_nothing(self) -> str:
        if self._verdict is None:
            return tr("Här visas mallen så som den kommer att se ut, när ett kalkylark är öppet.")
        return tr("Här visas mallen så snart felen är rättade.")

    def _can_save(self) -> bool:
        verdict = self._verdict
        return verdict is not None and verdict.loaded is not None and verdict.loaded.answerable

    def _what_saving_means(self) -> str:
        if self._can_save():
            return tr(
                "Mallen får inte ändras efter att den sparats; en ny version får ett nytt nummer."
            )
        if self._verdict is None:
            return tr(
                "Välj en fil som är sparad som .xlsx eller CSV. Den läses om av sig själv när du "
                "sparar den i kalkylprogrammet."
            )
        return tr("Mallen kan sparas när felen är rättade. Rätta i kalkylarket och spara det.")

    # ---------------------------------------------------------------------------- saving

    def _install(self) -> None:
        verdict = self._verdict
        if verdict is None or verdict.data is None:
            return
        self.save.setEnabled(False)
        work = partial(saving.save, verdict.data, TemplateSource.SPREADSHEET, self._sheets)
        self._session.run(work, self._installed, context=self, failed=self._refused)

    def _installed(self, saved: Saved) -> None:
        self.watched.watch(())
        self.finished.emit(saved.changes, saved.sentence)

    def _refused(self, refusal: Refusal) -> None:
        self.save.setEnabled(self._can_save())
        if refusal.reason is Reason.TEMPLATE_VERSION_TAKEN and self._read_sheets is not None:
            work = partial(sheet_presenter.version_after, self._read_sheets, self.head.values())
            self._session.run(work, self._offer_version, context=self)
        else:
            self.show_refusal(refusal)

    def _offer_version(self, version: str) -> None:
        self._version = version
        self.offer(
            sentence(Refusal(Reason.TEMPLATE_VERSION_TAKEN)),
            "notice-error",
            tr("Ge den version {version}").format(version=version),
            self._take_version,
        )

    def _take_version(self) -> None:
        self.say_nothing()
        self.head.set_value("version", self._version)
        self._judge()
        self.save.setFocus()

    # ----------------------------------------------------------------------------- place

    def place(self) -> JsonObject:
        return {"at": dict(self.preview.place())}

    def restore_place(self, place: JsonObject) -> None:
        """The file must be chosen again: where it lies is remembered nowhere."""
        at = place.get("at")
        if isinstance(at, dict):
            self.preview.restore_place(at)
        if not self._paths:
            self.offer(
                tr("Öppna filen igen. Var den ligger sparas inte när valvet låses."),
                "notice",
                tr("Välj filen …"),
                self.choose,
            )
