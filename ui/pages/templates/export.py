"""A template to a file that other systems read. No person is in it; what the older version of the
format cannot say is told before anything is written."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from app.forms.write import Exported, Version, export_template
from app.jsonvalue import JsonObject
from app.usecases.desk import Desk
from ui.pages.templates import problem_rows
from ui.pages.templates.opened import OpenedView, documents_folder
from ui.pages.templates.presenter import Entry, file_name
from ui.pages.templates.problem_rows import ProblemRows
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.editors.choice import Choice, RadioEditor
from ui.widgets.file_choice import choose_new_file
from ui.widgets.labels import label

_VERSIONS: Final[dict[str, Version]] = {"R5": "R5", "R4": "R4"}


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
        self._choice = RadioEditor(
            (
                Choice("R5", tr("R5, den nyare versionen av standarden")),
                Choice("R4", tr("R4, som de flesta äldre system läser")),
            )
        )
        self._choice.set_name(tr("Version av standardformatet"))
        self._choice.set_value("R5")
        self._choice.edited.connect(self._make)
        self._lossless = label("", "muted")
        self.rows = ProblemRows()
        self.rows.hide()
        self.save = button(tr("Välj fil och spara …"), self._ask, role="primary", icon="save")
        self.save.setEnabled(False)
        text = tr("Mallen innehåller inga personuppgifter. Filer som redan finns skrivs inte över.")
        for part in (label(text, "muted"), self._choice, self._lossless, self.rows, self.save):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self._make()

    def _version(self) -> Version:
        return _VERSIONS.get(str(self._choice.value()), "R5")

    def _make(self) -> None:
        self.save.setEnabled(False)
        self.say_nothing()
        work = partial(export_template, self._entry.row.template.data, self._version())
        self._session.run_aside(work, self._made, context=self, failed=self.show_refusal)

    def _made(self, exported: Exported) -> None:
        self._exported = exported
        self.rows.show_lines(problem_rows.of_template(exported.warnings))
        self._lossless.setText(
            tr("Det här kan {version} inte säga. Det följer inte med i filen:")
            if exported.warnings
            else tr("Allt i mallen kan sägas i {version}.")
        )
        self._lossless.setText(self._lossless.text().format(version=self._version()))
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
        if place.get("version") in _VERSIONS:
            self._choice.set_value(str(place["version"]))
            self._make()


def _save(path: Path, data: bytes, desk: Desk) -> str:
    desk.save_file(path, data)
    return path.name
