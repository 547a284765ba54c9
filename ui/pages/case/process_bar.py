"""The steps of the case as real buttons, and under them what is missing, each a way there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.casework.moments import shown
from app.casework.process import Gap, Step, StepKey, StepStatus
from app.ids import EntityId
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

_LATE = ("warning", "warn")

GAPS_SHOWN = 3


class ProcessBar(Card):
    """Each step says its name and its state in words. What is missing is named for the steps up
    to the current one; a later step can wait, but not what is late in it, which comes first."""

    opened = Signal(object, object)
    """A ``CasePart``, and the ``EntityId`` to bring forward there, or None."""

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
        gaps = named_gaps(steps)
        if gaps:
            missing = FlowLayout(spacing=6)
            for gap in gaps[:GAPS_SHOWN]:
                missing.addWidget(self._way(gap))
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
        state = tr("försenat") if step.late else word(STEP_STATUS, step.status)
        text = f"{number}. {name}"
        if step.late or step.status in (StepStatus.CURRENT, StepStatus.NOT_NEEDED):
            text += f" ({state})"
        made = button(text, self._pressed, role="step")
        made.setProperty("current", step.status is StepStatus.CURRENT)
        made.setProperty("opens", _OPENS[step.key].value)
        made.setAccessibleName(
            tr("Steg {n}: {name}, {state}").format(n=number, name=name, state=state)
        )
        set_icon(made, *(_LATE if step.late else _ICONS[step.status]))
        return made

    def _way(self, gap: Gap) -> QWidget:
        made = WrappingButton(gap_text(gap), self._pressed)
        made.setProperty("opens", case_part(gap.part).value)
        made.setProperty("entity", gap.entity)
        return made

    def _pressed(self) -> None:
        pressed = self.sender()
        entity = pressed.property("entity")
        self.opened.emit(CasePart(pressed.property("opens")), EntityId(entity) if entity else None)


def named_gaps(steps: Sequence[Step]) -> list[Gap]:
    """What the bar names, in its order."""
    late = [gap for step in steps for gap in step.gaps if gap.late_since]
    reached = (step for step in steps if step.status in (StepStatus.DONE, StepStatus.CURRENT))
    return late + [gap for step in reached for gap in step.gaps if not gap.late_since]


def gap_text(gap: Gap) -> str:
    """``Plan saknas – öppna``, ``⚠ Planen skulle ha följts upp 2026-11-10 – öppna``."""
    what = word(MISSING, gap.missing).format(day=shown(gap.late_since))
    return ("⚠ " if gap.late_since else "") + tr("{what} – öppna").format(what=what)
