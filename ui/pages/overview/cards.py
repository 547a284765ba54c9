"""What the overview shows beside the identity: protection, intakes, responsible, numbers, due."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.casework import facts
from app.casework.moments import shown
from app.casework.process.steps import Step
from app.casework.state import CaseState
from app.casework.words import GENDER, INTAKE_ANSWER
from app.documents.overview_lines import Line
from app.ports import DueRow
from ui.case_words import CHANNEL, DUE, INTAKE, PROTECTION, PROTECTION_SHOWN, STEP_MARK
from ui.navigation import CasePart
from ui.task_words import waiting
from ui.texts import tr
from ui.widgets.buttons import button
from ui.widgets.labels import Card, label
from ui.words import word

DUE_SHOWN: Final = 4
"""More stand in Bevakning; here they would push the rest of the case out of sight."""

Rows = Iterable[tuple[str, str]]


def facts_of(rows: Rows) -> QWidget:
    """Name and value beside each other; empty values are left out."""
    shown_rows = [(name, value) for name, value in rows if value]
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setColumnStretch(1, 1)
    for number, (name, value) in enumerate(shown_rows):
        grid.addWidget(label(name, "muted", wraps=False), number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(value), number, 1)
    return table


def protection_facts(fact: facts.Protection) -> QWidget:
    return facts_of(
        (
            (tr("Skydd"), word(PROTECTION, fact.level)),
            (tr("Kontrollerat"), shown(fact.checked_on)),
            (tr("Visat genom"), word(PROTECTION_SHOWN, fact.shown_by) if fact.shown_by else ""),
            (tr("Gäller till"), shown(fact.valid_to)),
        )
    )


def intake_facts(fact: facts.Intake) -> QWidget:
    return facts_of(
        (
            (word(INTAKE, fact.kind), shown(fact.received_on)),
            (tr("Hur"), word(CHANNEL, fact.channel)),
            (tr("Från"), fact.from_whom),
            (tr("Tog emot"), fact.received_by),
            (tr("Önskan"), fact.wish),
        )
    )


def responsible_facts(fact: facts.Responsibility) -> QWidget:
    return facts_of(
        (
            (tr("Ansvarig"), f"{fact.name}, {fact.title}"),
            (tr("Medhandläggare"), fact.co_worker),
            (tr("Från och med"), shown(fact.valid_from)),
            (tr("Skäl"), fact.reason),
        )
    )


def answer_facts(fact: facts.IntakeOutcome) -> QWidget:
    return facts_of(
        (
            (word(INTAKE_ANSWER, fact.answer), shown(fact.answered_on)),
            (tr("Enhet"), fact.unit_name),
            (tr("Skäl"), fact.reason),
            (tr("Erbjuds i stället"), fact.alternative),
            (tr("Skyddar under tiden"), fact.protected_by),
            (tr("Senare kontakt"), fact.later_contact),
        )
    )


def gender_facts(fact: facts.GenderFactors) -> QWidget:
    return facts_of(
        (
            (word(GENDER, fact.state), shown(fact.noted_on)),
            (tr("På vilket sätt"), fact.ways),
        )
    )


def case_file_facts(fact: facts.CaseFile) -> QWidget:
    return facts_of(
        (
            (tr("Ärendenummer"), fact.case_number),
            (tr("Pseudonym"), fact.pseudonym),
            (tr("Diarienummer"), fact.registration_number or tr("inte angivet")),
        )
    )


def mark_line(step: Step) -> Line:
    """``Samtycke och definition: Steget hoppas över, 2026-05-30``, and why."""
    mark = step.mark
    state = f"{word(STEP_MARK, mark.mark)}, {shown(mark.marked_on)}" if mark else ""
    return Line(tr(step.row.name), state, mark.reason if mark else "")


def protection_card(state: CaseState, change: Callable[[], None]) -> Card:
    box = Card(label(tr("Skydd av identiteten"), "heading"))
    if state.protection is None:
        box.column.addWidget(label(tr("Ingen har noterat om identiteten är skyddad.")))
    else:
        box.column.addWidget(protection_facts(state.protection.latest.fact))
    box.add_row(button(tr("Ändra …"), change, icon="shield"))
    return box


def responsible_card(state: CaseState, change: Callable[[], None]) -> Card:
    box = Card(label(tr("Ansvarig handläggare"), "heading"))
    if state.responsibility is not None:
        *earlier, latest = state.responsibility.versions
        box.column.addWidget(responsible_facts(latest.fact))
        for version in reversed(earlier):
            text = tr("Tidigare: {name}, från {day}").format(
                name=version.fact.name, day=shown(version.fact.valid_from)
            )
            box.column.addWidget(label(text, "small"))
    box.add_row(button(tr("Byt ansvarig …"), change, icon="recipients"))
    return box


def case_file_card(
    state: CaseState, change: Callable[[], None], to_paper: Callable[[], None]
) -> Card:
    box = Card(label(tr("Ärendet"), "heading"))
    if state.case_file is not None:
        box.column.addWidget(case_file_facts(state.case_file.latest.fact))
    box.add_row(
        button(tr("Ange diarienummer …"), change, icon="pen"),
        button(tr("Skriv ut översikten …"), to_paper, icon="document"),
    )
    return box


def due_card(rows: Sequence[DueRow], today: date, go: Callable[[], None]) -> Card:
    """What is late or due first, and the way to the rest; ``go`` as in ``sections``."""
    box = Card(label(tr("Närmast"), "heading"), spacing=6)
    if not rows:
        box.column.addWidget(label(tr("Inget att bevaka just nu."), "muted"))
    for row in rows[:DUE_SHOWN]:
        days = (date.fromisoformat(row.due) - today).days
        text = f"{shown(row.due)} · {word(DUE, row.code)}, {waiting(row.code, days)}"
        box.column.addWidget(label(f"⚠ {text}" if days < 0 else text, "problem" * (days < 0)))
    rest = len(rows) - DUE_SHOWN
    way = tr("Öppna Bevakning ({n} till)").format(n=rest) if rest > 0 else tr("Öppna Bevakning")
    there = button(way, go, role="link")
    there.setProperty("opens", CasePart.WATCH.value)
    box.add_row(there)
    return box
