"""What the process bar says, decided without a window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.casework.moments import shown
from app.casework.process.codes import Missing, StepStatus
from app.casework.process.steps import Gap, Process, Step
from app.casework.process.table import Phase
from app.usecases.reading import CaseView
from ui.case_words import DUE, MISSING, NEXT_ROLE, STEP_STATUS
from ui.task_words import waiting
from ui.texts import tr
from ui.words import word

_TOLD = frozenset({StepStatus.CURRENT, StepStatus.SKIPPED, StepStatus.NOT_NEEDED})
"""What is said in words on the button too; the rest has its icon and its name."""

_WAITING = frozenset({StepStatus.CURRENT, StepStatus.OPEN, StepStatus.LATER})

_ONLY_MARKED = frozenset({Missing.CLEARANCE, Missing.MATCHING, Missing.ASSIGNMENT})
"""What no record answers yet, only a mark on the step."""


def phase_text(number: int, phase: Phase, status: StepStatus, *, late: bool) -> str:
    """``2. Vägval (pågår)``"""
    text = f"{number}. {tr(phase.name)}"
    if late:
        return f"{text} ({tr('försenat')})"
    return f"{text} ({word(STEP_STATUS, status)})" if status in _TOLD else text


def phase_name(number: int, phase: Phase, status: StepStatus, *, late: bool, is_open: bool) -> str:
    """For a person who hears it: ``Fas 2: Vägval, pågår, öppen``"""
    state = tr("försenat") if late else word(STEP_STATUS, status)
    name = tr("Fas {n}: {name}, {state}").format(n=number, name=tr(phase.name), state=state)
    return f"{name}, {tr('öppen')}" if is_open else name


def step_text(step: Step) -> str:
    name = tr(step.row.name)
    if step.late:
        return f"{name} ({tr('försenat')})"
    return f"{name} ({word(STEP_STATUS, step.status)})" if step.status in _TOLD else name


def step_name(step: Step) -> str:
    state = tr("försenat") if step.late else word(STEP_STATUS, step.status)
    return tr("Steg: {name}, {state}").format(name=tr(step.row.name), state=state)


def named_gaps(process: Process, phase: Phase | None) -> list[tuple[Step, Gap]]:
    """What is late in any phase first; then what is missing in the open phase: what can be done
    now before what waits for another step, and of each what holds the case up before what may
    stay unknown. While no phase is open, the first thing that holds the case up."""
    every = [(step, gap) for step in process.steps for gap in step.gaps]
    late = [(step, gap) for step, gap in every if gap.late_since]
    if phase is None:
        current = process.current
        holding = [gap for gap in current.gaps if not gap.optional] if current else []
        first = [(current, gap) for gap in holding[:1] if not gap.late_since] if current else []
        return late + first
    own = [(step, gap) for step, gap in every if not gap.late_since and step.row.phase == phase.key]
    return late + sorted(
        own, key=lambda each: (each[0].status is StepStatus.LATER, each[1].optional)
    )


def gap_text(gap: Gap) -> str:
    """``Plan saknas – öppna``, ``⚠ Planen skulle ha följts upp 2026-11-10 – öppna``."""
    what = word(MISSING, gap.missing).format(day=shown(gap.late_since))
    way = tr("{what} – notera") if only_marked(gap) else tr("{what} – öppna")
    return ("⚠ " if gap.late_since else "") + way.format(what=what)


def only_marked(gap: Gap) -> bool:
    """Whether a mark on the step is all that answers it."""
    return gap.missing in _ONLY_MARKED


def markings(steps: Sequence[Step]) -> list[tuple[Step, str]]:
    """The ways to mark the steps of a phase: to take back each mark there is, and to skip the
    first of those that something holds up and that may be skipped."""
    found = [
        (step, tr("Öppna steget {name} igen …").format(name=tr(step.row.name)))
        for step in steps
        if step.mark is not None
    ]
    waiting = (step for step in steps if step.row.skippable and step.status in _WAITING)
    first = next((step for step in waiting if step.mark is None), None)
    if first is not None:
        found.append((first, tr("Hoppa över steget {name} …").format(name=tr(first.row.name))))
    return found


def notes(view: CaseView) -> list[str]:
    """Who is next, and the nearest day: ``Nästa: BOPS``, ``Närmast: … om 3 dagar``."""
    return [text for text in (_next(view.process), _late(view), _nearest(view)) if text]


def _next(process: Process) -> str:
    current = process.current
    holding = [gap for gap in current.gaps if not gap.optional] if current else []
    if not holding:
        return ""
    return tr("Nästa: {who}").format(who=word(NEXT_ROLE, holding[0].next))


def _late(view: CaseView) -> str:
    """The one that has waited longest, of what is due and has not been done."""
    late = [row for row in view.due if row.due < view.today.isoformat()]
    if not late:
        return ""
    row = min(late, key=lambda each: each.due)
    days = (view.today - date.fromisoformat(row.due)).days
    when = waiting(row.code, -days)
    return tr("⚠ {what}, {when}").format(what=word(DUE, row.code), when=when)


def _nearest(view: CaseView) -> str:
    coming = [row for row in view.due if row.due >= view.today.isoformat()]
    if not coming:
        return ""
    row = min(coming, key=lambda each: each.due)
    days = (date.fromisoformat(row.due) - view.today).days
    if days == 0:
        when = tr("i dag")
    else:
        when = tr("om en dag") if days == 1 else tr("om {n} dagar").format(n=days)
    return tr("Närmast: {what}, {when}").format(what=word(DUE, row.code), when=when)
