"""A template in the standard format, as somebody else made it."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from app.casework.register_facts import TemplateSource
from app.errors import Reason, Refusal
from app.foreign import ForeignTemplate
from app.forms.lint import Profile
from app.forms.load import LoadResult, load_form
from app.forms.problems import Problem, Severity
from app.jsonvalue import JsonObject
from app.progress import Progress
from app.usecases.desk import Desk
from ui.messages import sentence
from ui.pages.templates import problem_rows, saving
from ui.pages.templates.file_reading import FileReading
from ui.pages.templates.opened import OpenedView
from ui.pages.templates.preview_panel import PreviewPanel
from ui.pages.templates.problem_rows import ProblemRows
from ui.pages.templates.saving import Saved
from ui.session import Session
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.file_choice import choose_file, documents_folder
from ui.widgets.labels import label

PATTERN = "Mall i standardformat (*.json);;Alla filer (*)"


class StandardView(OpenedView):
    """What can be answered can be saved; the rest is shown to read, with the reasons."""

    def __init__(self, session: Session, today: date) -> None:
        super().__init__(tr("Mall i standardformat"))
        self._session = session
        self._data = b""
        self.reading = FileReading(session)
        self.rows = ProblemRows()
        self.preview = PreviewPanel(today)
        self._told_of = label("", "muted")
        self.save = button(tr("Spara mall"), self._install, role="primary", icon="save")
        self.add_tool(button(tr("Läs in mall …"), self.choose, icon="document"))
        for part in (self.reading, self.rows, self.preview, self._told_of):
            self.column.addWidget(part)
        self.add_foot(self.save)
        self.column.setStretchFactor(self.preview, 1)
        self.preview.show_nothing(tr("Välj en fil i formatet R4 eller R5."))
        self.save.setEnabled(False)

    def choose(self) -> None:
        choose_file(self, tr("Läs in mall"), documents_folder(), tr(PATTERN), self.take_file)

    def take_file(self, path: Path) -> None:
        self.say_nothing()
        self.title.setText(tr("Mall i standardformat: {name}").format(name=path.name))
        work = partial(_read, self._session.desk, path)
        self.reading.start(work, self._was_read)

    def _was_read(self, read: tuple[ForeignTemplate, LoadResult]) -> None:
        found, loaded = read
        self._data = found.data
        remarks = found.problems if loaded.answerable else _remarks(found.problems)
        self.rows.show_lines(problem_rows.of_template(remarks))
        if loaded.form is None:
            self.rows.show_lines(problem_rows.of_template(found.problems))
            self.preview.show_nothing(tr("Det finns ingen mall att visa i filen."))
        else:
            self.preview.show_loaded(loaded)
        self.save.setEnabled(found.answerable)
        self._told_of.setText(_what_saving_means(loaded, answerable=found.answerable))

    def _install(self) -> None:
        self.save.setEnabled(False)
        work = partial(saving.save, self._data, TemplateSource.STANDARD, ())
        self._session.run(work, self._installed, context=self, failed=self._refused)

    def _installed(self, saved: Saved) -> None:
        self.finished.emit(saved.changes, saved.sentence)

    def _refused(self, refusal: Refusal) -> None:
        if refusal.reason is Reason.TEMPLATE_VERSION_TAKEN:
            text = tr("Be den som gjort mallen om en fil med ett nytt versionsnummer.")
            self.say(f"{sentence(refusal)} {text}", "notice-error")
        else:
            self.show_refusal(refusal)

    def place(self) -> JsonObject:
        return {"at": dict(self.preview.place())}

    def restore_place(self, place: JsonObject) -> None:
        at = place.get("at")
        if isinstance(at, dict):
            self.preview.restore_place(at)
        self.offer(
            tr("Öppna filen igen. Var den ligger sparas inte när valvet låses."),
            "notice",
            tr("Välj filen …"),
            self.choose,
        )


def _what_saving_means(loaded: LoadResult, *, answerable: bool) -> str:
    if loaded.form is None:
        return tr(
            "Inget kan sparas ur filen. Välj en annan fil: en mall i formatet R4 eller R5. En mall "
            "i ett kalkylark läses med ”Öppna kalkylark …” bland mallarna."
        )
    if answerable:
        return tr("Filens tecken sparas som de är. Mallen får inte ändras efter att den sparats.")
    return tr(
        "Mallen kan inte fyllas i här och därför inte sparas i valvet. Spara filen där du brukar "
        "ha mallar, och be den som gjort den att ta bort det som står ovan."
    )


def _remarks(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """What is not said by the preview, which lists the reasons itself."""
    return tuple(p for p in problems if p.severity in (Severity.WARNING, Severity.INFO))


def _read(desk: Desk, path: Path, progress: Progress) -> tuple[ForeignTemplate, LoadResult]:
    found = desk.read_foreign.template(path, progress)
    # The reader has come to the end of these bytes without harm; now they are read here.
    return found, load_form(found.data, Profile.IMPORT)
