"""The last look: the very paper that would leave, and what the leak linter found in it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import FieldProblem, InvalidFields, Refusal
from app.jsonvalue import JsonObject
from app.usecases.paper.documents import Inspection
from ui.fields.form import FieldForm
from ui.fields.node import bring_into_view
from ui.fields.spec import FieldSpec, Kind
from ui.messages import sentence
from ui.pages.documents import presenter
from ui.preview import Preview
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label, selectable
from ui.widgets.notice import Notice
from ui.widgets.problem_line import ProblemLine


class InspectionPane(QWidget):
    """Shows one inspection. ``confirmed`` when the caseworker wants it to leave."""

    confirmed = Signal()
    locking = Signal()
    """It is to leave as a locked file."""
    dropped = Signal()
    """Back to the request, without letting anything out."""
    changed = Signal()
    """An explanation was typed."""

    def __init__(self, inspection: Inspection) -> None:
        super().__init__()
        self.inspection = inspection
        self._keys = {f"finding_{n}": found.key for n, found in enumerate(inspection.findings)}
        self.form = FieldForm(_specs(inspection))
        self.form.changed.connect(self.changed)
        self._preview = Preview()
        self._refusal = ProblemLine()
        name = presenter.file_name(inspection.document_id)
        copy = tr("Exemplar {number}, filen {name}").format(
            number=inspection.copy_number, name=name
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(selectable(copy, "label"))
        column.addWidget(self._findings_told())
        column.addWidget(self.form)
        column.addWidget(self._preview)
        column.addWidget(self._refusal)
        column.addWidget(self._foot())

    def _findings_told(self) -> Notice:
        count = len(self.inspection.findings)
        if count == 0:
            return Notice(tr("Läckagekontrollen hittade inget. Läs ändå igenom handlingen."))
        if count == 1:
            text = tr(
                "Läckagekontrollen hittade ett ställe att se över. Skriv om handlingen, eller "
                "förklara varför det får stå kvar."
            )
        else:
            text = tr(
                "Läckagekontrollen hittade {count} ställen att se över. Skriv om handlingen, eller "
                "förklara varje ställe."
            ).format(count=count)
        return Notice(text, "notice-warn")

    def _foot(self) -> QWidget:
        foot = Card(
            label(
                tr(
                    "Utlämnandet skrivs i registret innan filen sparas, och går inte att ta "
                    "tillbaka. Kopian i akten visar exakt vad som lämnades."
                )
            ),
            role="notice",
        )
        self._show = button(tr("Visa handlingen"), self.show_paper, icon="eye")
        self.let_out = button(
            tr("Välj mapp och lämna ut …"), self.confirmed.emit, role="primary", icon="save"
        )
        self.lock = button(tr("Låst fil med lösenord …"), self.locking.emit, icon="lock")
        self.lock.setVisible(self.inspection.lock_hindrance is None)
        self._working = label(tr("Filen låses. Det tar några sekunder."), "muted")
        self._working.hide()
        foot.add_row(self._show, self.let_out, self.lock, button(tr("Tillbaka"), self.dropped.emit))
        foot.column.addWidget(self._working)
        foot.column.addWidget(label(self._about_locking(), "muted"))
        return foot

    def _about_locking(self) -> str:
        if self.inspection.lock_hindrance is not None:
            return sentence(Refusal(self.inspection.lock_hindrance))
        return tr(
            "En låst fil är för en mottagare utan nyckelkort. Den öppnas med ett lösenord, i "
            "vilket age-program som helst."
        )

    def set_working(self, *, working: bool, locking: bool = False) -> None:
        """While it is on its way out nothing can be pressed twice."""
        self.let_out.setEnabled(not working)
        self.lock.setEnabled(not working)
        self._working.setVisible(working and locking)

    def show_paper(self) -> None:
        """Also after the curtain, which puts the paper away."""
        self._preview.show_document(self.inspection.pdf)
        bring_into_view(self._preview)

    def focus_first(self) -> None:
        """Where the work goes on: the first finding, else the way out."""
        if self._keys:
            self.form.focus_first()
        else:
            self.let_out.setFocus()

    def cover(self) -> None:
        """Put the paper away; the button brings it back."""
        self._preview.close_document()

    # ----------------------------------------------------------------------------- explanations

    def explanations(self) -> tuple[tuple[str, str], ...]:
        """Key of each finding with what has been written of it, blanks included."""
        typed = self.form.values()
        return tuple((key, str(typed.get(name) or "")) for name, key in self._keys.items())

    def explained(self) -> JsonObject:
        """As ``explanations``, to be kept in the draft."""
        return dict(self.explanations())

    def set_explained(self, kept: JsonObject) -> None:
        self.form.set_values({name: kept.get(key, "") for name, key in self._keys.items()})

    def show_refusal(self, refusal: Refusal) -> None:
        """At the explanations where it names them, else above the buttons."""
        problems: tuple[FieldProblem, ...] = ()
        if isinstance(refusal, InvalidFields):
            names = {key: name for name, key in self._keys.items()}
            problems = tuple(
                FieldProblem(names[key], problem.fault, problem.params)
                for problem in refusal.problems
                if (key := problem.field.removeprefix("explanations/")) in names
            )
            self.form.show_problems(problems)
        self._refusal.say("" if problems else sentence(refusal))


def _specs(inspection: Inspection) -> tuple[FieldSpec, ...]:
    return tuple(
        FieldSpec(
            f"finding_{number}",
            presenter.finding_label(finding),
            Kind.TEXT,
            required=True,
            help=tr("Varför får det stå kvar?"),
            lines=1,
        )
        for number, finding in enumerate(inspection.findings)
    )
