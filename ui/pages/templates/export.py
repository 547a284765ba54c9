"""A template to a file that other systems read. No person is in it; what the older version of the
format cannot say is told before anything is written."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QButtonGroup

from app.forms.write import Exported, Version, export_template
from app.jsonvalue import JsonObject
from app.usecases.desk import Desk
from ui.pages.templates import problem_rows
from ui.pages.templates.opened import OpenedView
from ui.pages.templates.presenter import Entry, file_name
from ui.pages.templates.problem_rows import ProblemRows
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.file_choice import choose_new_file, documents_folder
from ui.widgets.labels import label
from ui.widgets.marks import RadioMark


class ExportView(OpenedView):
    def __init__(self, session: Session, entry: Entry) -> None:
        template = entry.row.template
        super().__init__(
            tr("Exportera {title}, version {version}").format(
                title=template.title, version=template.version
            )
        )
        self.key = entry.key
        self._session = session
        self._entry = entry
        self._exported: Exported | None = None
        self._choices = {
            "R5": RadioMark(tr("R5, den nyare versionen av standarden")),
            "R4": RadioMark(tr("R4, som de flesta äldre system läser")),
        }
        self._choices["R5"].setChecked(True)
        group = QButtonGroup(self)
        for each in self._choices.values():
            each.setAccessibleName(each.text())
            group.addButton(each)
        group.buttonClicked.connect(self._make)
        self._lossless = label("", "muted")
        self.rows = ProblemRows()
        self.save = button(tr("Välj fil och spara …"), self._ask, role="primary", icon="save")
        self.save.setEnabled(False)
        text = tr("Mallen innehåller inga personuppgifter. Filer som redan finns skrivs inte över.")
        parts = (label(text, "muted"), *self._choices.values(), self._lossless, self.rows)
        for part in parts:
            self.column.addWidget(part)
        self.column.setStretchFactor(self.rows, 1)
        self.add_foot(self.save)
        self.column.addStretch(0)
        self._make()

    def _version(self) -> Version:
        return "R4" if self._choices["R4"].isChecked() else "R5"

    def _make(self) -> None:
        self.save.setEnabled(False)
        self.say_nothing()
        work = partial(export_template, self._entry.row.template.data, self._version())
        self._session.run_aside(work, self._made, context=self, failed=self.show_refusal)

    def _made(self, exported: Exported) -> None:
        self._exported = exported
        self.rows.show_lines(problem_rows.of_template(exported.warnings))
        text = (
            tr("Det här kan {version} inte säga. Det följer inte med i filen:")
            if exported.warnings
            else tr("Allt i mallen kan sägas i {version}.")
        )
        self._lossless.setText(text.format(version=self._version()))
        self.save.setEnabled(True)

    def _ask(self) -> None:
        name = f"{file_name(self._entry)}-{self._version().lower()}.json"
        pattern = tr("Standardformat (*.json)")
        choose_new_file(
            self, tr("Spara mallen"), documents_folder() / name, pattern, self.take_file
        )

    def take_file(self, path: Path) -> None:
        if self._exported is not None:
            work = partial(_save, path, self._exported.data)
            self._session.run(work, self._saved, context=self, failed=self.show_refusal)

    def _saved(self, name: str) -> None:
        self.say(tr("Filen {name} är sparad.").format(name=name))

    def place(self) -> JsonObject:
        return {"key": self.key, "version": self._version()}

    def restore_place(self, place: JsonObject) -> None:
        if place.get("version") in self._choices:
            self._choices[str(place["version"])].setChecked(True)
            self._make()


def _save(path: Path, data: bytes, desk: Desk) -> str:
    desk.save_file(path, data)
    return path.name
