"""The steps of the case as real buttons, and under them what is missing, each a way there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.casework.process import Step, StepKey, StepStatus
from ui.case_words import MISSING, STEP, STEP_STATUS
from ui.icons import set_icon
from ui.navigation import CasePart, case_part
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Card, label
from ui.widgets.wrapping import WrappingButton
from ui.words import word

_ICONS = {
    StepStatus.DONE: ("check", "ok"),
    StepStatus.CURRENT: ("half", "accent"),
    StepStatus.LATER: ("circle", "muted"),
    StepStatus.NOT_NEEDED: ("minus", "muted"),
}

_OPENS = {
    StepKey.INTAKE: CasePart.OVERVIEW,
    StepKey.ASSESSMENT: CasePart.ASSESSMENT,
    StepKey.DECISION: CasePart.DECISION,
    StepKey.PLAN: CasePart.PLAN,
    StepKey.IMPLEMENTATION: CasePart.JOURNAL,
}

GAPS_SHOWN = 3


class ProcessBar(Card):
    """Each step says its name and its state in words. What is missing is named for the steps up
    to the current one; a later step can wait."""

    opened = Signal(object)
    """A ``CasePart``."""

    def __init__(self) -> None:
        super().__init__(spacing=6)
        self.column.setContentsMargins(12, 8, 12, 8)
        self.setAccessibleName(tr("Handläggningssteg"))
        self._content = QWidget()
        self.column.addWidget(self._content)

    def show_steps(self, steps: Sequence[Step]) -> None:
        fresh = Card(role="", spacing=4)
        fresh.column.setContentsMargins(0, 0, 0, 0)
        row = FlowLayout(spacing=4)
        for number, step in enumerate(steps, start=1):
            row.addWidget(self._step(number, step))
        fresh.column.addLayout(row)
        gaps = [
            gap
            for step in steps
            if step.status in (StepStatus.DONE, StepStatus.CURRENT)
            for gap in step.gaps
        ]
        if gaps:
            missing = FlowLayout(spacing=6)
            for gap in gaps[:GAPS_SHOWN]:
                text = tr("{what} – öppna").format(what=word(MISSING, gap.missing))
                missing.addWidget(self._way(text, case_part(gap.part)))
            if len(gaps) > GAPS_SHOWN:
                more = tr("och {n} till").format(n=len(gaps) - GAPS_SHOWN)
                missing.addWidget(label(more, "muted", wraps=False))
            fresh.column.addLayout(missing)
        self.column.replaceWidget(self._content, fresh)
        self._content.hide()
        self._content.deleteLater()
        self._content = fresh

    def _step(self, number: int, step: Step) -> QWidget:
        name = word(STEP, step.key)
        state = word(STEP_STATUS, step.status)
        text = f"{number}. {name}"
        if step.status in (StepStatus.CURRENT, StepStatus.NOT_NEEDED):
            text += f" ({state})"
        made = button(text, self._pressed, role="step")
        made.setProperty("current", step.status is StepStatus.CURRENT)
        made.setProperty("opens", _OPENS[step.key].value)
        made.setAccessibleName(
            tr("Steg {n}: {name}, {state}").format(n=number, name=name, state=state)
        )
        set_icon(made, *_ICONS[step.status])
        return made

    def _way(self, text: str, part: CasePart) -> QWidget:
        made = WrappingButton(text, self._pressed)
        made.setProperty("opens", part.value)
        return made

    def _pressed(self) -> None:
        self.opened.emit(CasePart(self.sender().property("opens")))
