"""Where the case is: the phases as real buttons, and of the one that is open its steps, what is
missing with the way there, who is next and what is due.

What is decided about the words stands in ``process_words``; here it is laid out.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.casework.process.codes import StepStatus
from app.casework.process.steps import Gap, Process, Step
from app.casework.process.table import Phase
from app.ids import StreamId
from app.usecases.reading import CaseView
from app.usecases.steps import entity_of_mark
from ui.icons import set_icon
from ui.navigation import CasePart, Destination, case_part
from ui.pages.case import process_words
from ui.pages.case.ways import place_of
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Card, label
from ui.widgets.wrapping import WrappingButton

_ICONS = {
    StepStatus.DONE: ("check", "ok"),
    StepStatus.CURRENT: ("half", "accent"),
    StepStatus.OPEN: ("half", "accent"),
    StepStatus.LATER: ("circle", "muted"),
    StepStatus.SKIPPED: ("minus", "muted"),
    StepStatus.NOT_NEEDED: ("minus", "muted"),
    StepStatus.NOT_YET: ("circle", "muted"),
}
_LATE = ("warning", "warn")

GAPS_SHOWN = 3

LINES_NEEDED = 34
"""Lines of text that a window must have room for, for a phase to be open by itself."""


class ProcessBar(Card):
    """One phase at a time is open, at first the one that the case is in. Pressed again it closes,
    and the bar is one line."""

    opened = Signal(object)
    """The ``Destination`` that a step or a gap leads to."""

    def __init__(self, stream: StreamId) -> None:
        super().__init__(spacing=6)
        self._stream = stream
        self._view: CaseView | None = None
        self._chosen: str | None = None
        """Key of the phase that the user has opened, empty when closed; None: nobody chose."""
        self._whole = False
        """Whether the user has asked for every gap of the open phase."""
        self.column.setContentsMargins(12, 8, 12, 8)
        self.setAccessibleName(tr("Handläggningens steg"))
        self._content = QWidget()
        self.column.addWidget(self._content)

    def show_view(self, view: CaseView) -> None:
        self._view = view
        self._lay_out(view)

    def _lay_out(self, view: CaseView) -> None:
        fresh = Card(role="", spacing=4)
        fresh.column.setContentsMargins(0, 0, 0, 0)
        opened = self._phase(view.process)
        row = FlowLayout(spacing=4)
        for number, phase in enumerate(view.process.phases, start=1):
            row.addWidget(self._phase_button(view.process, number, phase, opened))
        fresh.column.addLayout(row)
        if opened is not None:
            fresh.column.addLayout(self._steps(view.process, opened))
        fresh.column.addLayout(self._ways(view, opened))
        self.column.replaceWidget(self._content, fresh)
        self._content.hide()
        self._content.deleteLater()
        self._content = fresh

    def _phase(self, process: Process) -> Phase | None:
        """The open phase. Where few lines of text have room, none is unless somebody opens it:
        the part of the case below is what the window is for."""
        current = process.current
        default = current.row.phase if current and not self._is_low() else ""
        wanted = default if self._chosen is None else self._chosen
        return next((phase for phase in process.phases if phase.key == wanted), None)

    def _is_low(self) -> bool:
        return self.window().height() < LINES_NEEDED * self.fontMetrics().height()

    def _phase_button(
        self, process: Process, number: int, phase: Phase, opened: Phase | None
    ) -> QPushButton:
        status, late = process.status_of(phase), process.late(phase)
        made = button(
            process_words.phase_text(number, phase, status, late=late), self._turn, role="step"
        )
        made.setProperty("phase", phase.key)
        made.setProperty("current", opened is not None and phase.key == opened.key)
        made.setAccessibleName(
            process_words.phase_name(number, phase, status, late=late, is_open=phase is opened)
        )
        made.setToolTip(tr(phase.help))
        made.setAccessibleDescription(tr(phase.help))
        set_icon(made, *(_LATE if late else _ICONS[status]))
        return made

    def _steps(self, process: Process, phase: Phase) -> FlowLayout:
        row = FlowLayout(spacing=4)
        for step in process.of(phase):
            made = button(process_words.step_text(step), self._go, role="step")
            self._leads(made, Destination.case(self._stream, case_part(step.row.part)))
            made.setAccessibleName(process_words.step_name(step))
            made.setToolTip(tr(step.row.help))
            made.setAccessibleDescription(tr(step.row.help))
            set_icon(made, *(_LATE if step.late else _ICONS[step.status]))
            row.addWidget(made)
        return row

    def _ways(self, view: CaseView, phase: Phase | None) -> FlowLayout:
        """What is late wherever it is, then what is missing in the open phase; who is next and
        what is due first."""
        row = FlowLayout(spacing=6)
        gaps = process_words.named_gaps(view.process, phase)
        shown = len(gaps) if self._whole else GAPS_SHOWN
        for step, gap in gaps[:shown]:
            row.addWidget(self._way(step, gap))
        if len(gaps) > shown:
            more = tr("och {n} till").format(n=len(gaps) - shown)
            row.addWidget(button(more, self._show_whole, role="link"))
        own = view.process.of(phase) if phase else ()
        for step, text in process_words.markings(own):
            row.addWidget(self._marking(step, text))
        for text in process_words.notes(view):
            row.addWidget(label(text, "muted"))
        return row

    def _way(self, step: Step, gap: Gap) -> WrappingButton:
        made = WrappingButton(process_words.gap_text(gap), self._go)
        if process_words.only_marked(gap):
            self._leads_to_mark(made, step)
        else:
            place = place_of(gap, self._stream)
            about = None if place else gap.entity  # its form is asked for once
            to = Destination.case(self._stream, case_part(gap.part), about)
            self._leads(made, replace(to, place=place))
        return made

    def _marking(self, step: Step, text: str) -> WrappingButton:
        made = WrappingButton(text, self._go)
        self._leads_to_mark(made, step)
        return made

    def _leads_to_mark(self, made: QPushButton, step: Step) -> None:
        """To the overview, which has the form for it."""
        mark = entity_of_mark(self._stream, step.key)
        self._leads(made, Destination.case(self._stream, CasePart.OVERVIEW, mark))

    def _leads(self, made: QPushButton, to: Destination) -> None:
        made.setProperty("leads_to", to.to_json())

    def _show_whole(self) -> None:
        """Every gap, until another phase is opened. Focus goes to the first that was hidden."""
        self._whole = True
        if self._view is not None:
            self._lay_out(self._view)
            self._content.findChildren(WrappingButton)[GAPS_SHOWN].setFocus()

    def _turn(self) -> None:
        pressed = str(self.sender().property("phase"))
        if self._view is None:
            return
        self._whole = False
        opened = self._phase(self._view.process)
        self._chosen = "" if opened is not None and opened.key == pressed else pressed
        self._lay_out(self._view)
        for made in self._content.findChildren(QPushButton):
            if made.property("phase") == pressed:
                made.setFocus()

    def _go(self) -> None:
        self.opened.emit(Destination.from_json(self.sender().property("leads_to")))
