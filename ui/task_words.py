"""Days, tasks and times in words, for the start page and for the watch of a case."""

from __future__ import annotations

from datetime import date
from typing import Final

from app.casework import facts
from app.casework.moments import shown, week
from app.law.pack import Basis, Certainty, Deadline, DeadlineKey
from ui.fields.spec import FieldSpec, Kind
from ui.texts import tr
from ui.widgets.editors.choice import Choice
from ui.words import Words, choices

RECURRENCE: Final[Words] = {
    facts.Recurrence.NONE: "Nej",
    facts.Recurrence.WEEKLY: "Varje vecka",
    facts.Recurrence.MONTHLY: "Varje månad",
    facts.Recurrence.QUARTERLY: "Varje kvartal",
    facts.Recurrence.HALF_YEARLY: "Varje halvår",
    facts.Recurrence.YEARLY: "Varje år",
}
CERTAINTY: Final[Words] = {
    Certainty.LIKELY: "troligt, kontrollera källan",
    Certainty.UNSURE: "osäkert, kontrollera",
}
"""What is certain needs no mark."""

_WEEKDAYS = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")


def with_weekday(day: str) -> str:
    """``tis 2026-11-24``: the weekday is what one plans by."""
    return f"{tr(_WEEKDAYS[date.fromisoformat(day).weekday()])} {shown(day)}"


def with_week(day: date) -> str:
    """``tis 2026-11-24, v. 48``"""
    return f"{with_weekday(day.isoformat())}, {week(day)}"


def days_left(days: int) -> str:
    """``i dag``, ``i morgon``, ``om 12 dagar``, ``3 dagar för sent``."""
    if days == 0:
        return tr("i dag")
    if days == 1:
        return tr("i morgon")
    if days == -1:
        return tr("1 dag för sent")
    words = tr("om {n} dagar") if days > 0 else tr("{n} dagar för sent")
    return words.format(n=abs(days))


def waiting(code: str, days: int) -> str:
    """``days_left`` of something due. What the law wants done at once ("genast") has no day to be
    late by: it says since when somebody waits."""
    if code != DeadlineKey.INTAKE_WAITS or days >= 0:
        return days_left(days)
    return tr("sedan 1 dag") if days == -1 else tr("sedan {n} dagar").format(n=-days)


def rule_line(rule: Deadline | None) -> str:
    """By what the time is set, marked when it is not certain. What a record of the case says, or
    our own reminder, is not a matter of law and marked only when it is unsure."""
    if rule is None:
        return ""
    own_reminder = rule.basis in (Basis.RECORD, Basis.OWN)
    unmarked = own_reminder and rule.certainty is not Certainty.UNSURE
    mark = "" if unmarked else CERTAINTY.get(rule.certainty, "")
    return f"{rule.reference} ({tr(mark)})" if mark else rule.reference


def task_fields(*, in_vault: bool) -> tuple[FieldSpec, ...]:
    """The form of a task, new or changed."""
    about_words = (
        tr("Den här uppgiften visas i Att göra med sin text. Skriv inget om en person här.")
        if in_vault
        else tr("Texten visas bara inne i ärendet. I Att göra står Egen uppgift och ärendet.")
    )
    return (
        FieldSpec("what", tr("Vad ska göras?"), required=True, help=about_words),
        FieldSpec("due_on", tr("Senast"), Kind.DATE, required=True),
        FieldSpec(
            "owner", tr("Vem gör det?"), help=tr("Funktion eller namn. Lämna tomt om det är du.")
        ),
        FieldSpec("recurrence", tr("Återkommer"), Kind.CHOICE, choices=choices(RECURRENCE)),
        FieldSpec("wait_until", tr("Vänta till"), Kind.DATE, help=tr("Visas inte före den dagen.")),
    )


def task_typed(task: facts.Task) -> dict[str, str]:
    """The fields as they are typed, to begin a new version from."""
    return {
        "what": task.what,
        "due_on": task.due_on,
        "owner": task.owner,
        "recurrence": task.recurrence.value,
        "wait_until": task.wait_until,
    }


def start_fields(rules: tuple[Deadline, ...]) -> tuple[FieldSpec, ...]:
    """The form that starts a time by hand."""
    return (
        FieldSpec(
            "rule",
            tr("Vilken tid?"),
            Kind.RADIO,
            required=True,
            choices=tuple(Choice(rule.key, rule.heading, rule_line(rule)) for rule in rules),
        ),
        FieldSpec(
            "started_on",
            tr("Vilken dag började den?"),
            Kind.DATE,
            required=True,
            help=tr("Den dag som tiden räknas från, till exempel beslutets dag."),
        ),
        FieldSpec("about", tr("Vad gäller det?"), help=tr("Kort, utan namn.")),
    )


def end_fields() -> tuple[FieldSpec, ...]:
    """The form that ends a time that was started by hand."""
    return (
        FieldSpec("ended_on", tr("Vilken dag är det klart?"), Kind.DATE, required=True),
        FieldSpec("outcome", tr("Hur gick det?"), Kind.TEXT, required=True),
    )


def handled_fields() -> tuple[FieldSpec, ...]:
    """The form that says that a reminder is dealt with."""
    return (
        FieldSpec(
            "outcome",
            tr("Hur är det hanterat?"),
            Kind.TEXT,
            required=True,
            help=tr("Påminnelsen försvinner, och det du skriver står kvar i ärendet."),
        ),
    )
