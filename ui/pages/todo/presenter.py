"""What the start page says, decided without a window. Neutral words: a list that anybody may see
over a shoulder says that there is something to do in a case, and never what it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Final

from app.casework.moments import week
from app.errors import Refusal
from app.law.pack import DeadlineKey
from app.ports import BackupFacts
from app.usecases.changes import Part
from app.usecases.watching import todo
from app.usecases.watching.todo import TodoItem, Urgency
from ui.case_words import BACKUP_MISSED, DUE, KIND
from ui.messages import sentence
from ui.navigation import Destination, Section, case_part, unit_place
from ui.task_words import with_weekday
from ui.texts import tr
from ui.words import word

GROUPS: Final = (
    (Urgency.LATE, "Försenat"),
    (Urgency.TODAY, "I dag"),
    (Urgency.WEEK, "Inom sju dagar"),
    (Urgency.LATER, "Senare"),
)
_SECTIONS: Mapping[Part, Section] = {
    Part.TASKS: Section.TODO,
    Part.REGISTER: Section.RECIPIENTS,
    Part.TEMPLATES: Section.TEMPLATES,
    Part.DISPOSAL: Section.DISPOSAL,
    Part.KEYS: Section.KEYS,
    Part.PACKAGES: Section.INBOX,
    Part.LOG_REVIEW: Section.LOG_REVIEW,
}
"""Where what concerns no case is dealt with; the rest is in the settings."""
_FOUND_BY_ENTITY: Final = frozenset({Part.PACKAGES, Part.LOG_REVIEW})
"""Of these the row itself is brought forward."""


@dataclass(frozen=True, slots=True)
class AgendaWeek:
    """One week of the agenda."""

    title: str
    """``v. 48``; what is late stands under a heading of its own."""
    late: bool
    items: tuple[TodoItem, ...]

    @property
    def days(self) -> tuple[tuple[str, tuple[TodoItem, ...]], ...]:
        """``tis 2026-11-24`` with what is due that day, the earliest first."""
        found = groupby(self.items, key=lambda item: item.due)
        return tuple((with_weekday(due), tuple(of_day)) for due, of_day in found)


def describe(item: TodoItem, *, under_day: bool = False) -> str:
    """``tis 2026-11-21   ·   2026-0014 Björk   ·   Planen ska följas upp``; under the heading of
    its day without it."""
    case = item.label or (tr("Nytt ärende") if item.stream is not None else "")
    dated = (
        not under_day
        and item.code != todo.DRAFT
        and (item.stream is not None or item.part is not Part.SETTINGS)
    )
    when = with_weekday(item.due) if dated and item.part is not Part.BACKUPS else ""
    what = word(KIND, item.kind) if item.code == todo.DRAFT else item.text or word(DUE, item.code)
    if item.reason is not None:
        known = BACKUP_MISSED.get(item.reason)
        what += ". " + (tr(known) if known else sentence(Refusal(item.reason)))
    return "   ·   ".join(part for part in (when, case, what) if part)


def opens(item: TodoItem) -> Destination:
    """The place where the row is dealt with."""
    if item.part is Part.DISPOSAL:
        return Destination(Section.DISPOSAL)
    if item.part is Part.UNITS:
        kind = "quarter_report" if item.code == DeadlineKey.QUARTER_REPORT else item.kind
        return Destination(Section.UNIT, place={"place": unit_place(kind)})
    if item.stream is None and item.part in _FOUND_BY_ENTITY:
        return Destination(_SECTIONS[item.part], entity=item.entity)
    if item.stream is None:
        return Destination(_SECTIONS.get(item.part, Section.SETTINGS))
    if not item.label:  # a draft of a case that has not been made yet
        return Destination(Section.CASES, place={"new": item.stream})
    return Destination.case(item.stream, case_part(item.part), item.entity)


def weeks(items: Sequence[TodoItem], today: date) -> tuple[AgendaWeek, ...]:
    """The agenda: what is late, then week by week."""
    late = tuple(item for item in items if item.due < today.isoformat())
    coming = [item for item in items if item.due >= today.isoformat()]
    found = [AgendaWeek(tr("Försenat"), late=True, items=late)] if late else []
    for _, group in groupby(
        coming, key=lambda item: date.fromisoformat(item.due).isocalendar()[:2]
    ):
        of_week = tuple(group)
        title = week(date.fromisoformat(of_week[0].due))
        found.append(AgendaWeek(title, late=False, items=of_week))
    return tuple(found)


def backup_age(backup: BackupFacts | None, today: date) -> str:
    """``Senaste säkerhetskopian: 2026-05-30 09:00, för 2 dagar sedan.``; empty for none."""
    if backup is None:
        return ""
    made = datetime.fromisoformat(backup.made_at)
    days = (today - made.date()).days
    ago = {0: tr("i dag"), 1: tr("i går")}.get(days, tr("för {n} dagar sedan").format(n=days))
    return tr("Senaste säkerhetskopian: {when}, {ago}.").format(
        when=made.strftime("%Y-%m-%d %H:%M"), ago=ago
    )
