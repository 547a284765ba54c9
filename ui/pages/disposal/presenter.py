"""What the page Gallring says, decided without a window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.casework.moments import shown as day
from app.casework.retention import Hindrance, Retention, Standing
from app.casework.unit_facts import Disposal, KnownCopy
from app.law.entry import Certainty
from app.law.pack import LegalPack
from app.law.retention import RetentionKey, RetentionRule
from app.usecases.keeping.disposal import CopyOutside, ProtocolRow
from app.usecases.keeping.retention import RetentionRow
from ui.case_words import KIND
from ui.pages.disposal.words import CERTAINTY, UNSURE, WHAT, WHERE
from ui.texts import minute, tr
from ui.words import word

_FOLLOWS_BY_ITSELF = (RetentionKey.FULL_AREA, RetentionKey.RESEARCH_DAY, RetentionKey.ORDINARY)


class Group(StrEnum):
    """The headings of the list, in their order."""

    NOW = "now"
    THIS_YEAR = "this_year"
    HELD = "held"
    UNKNOWN = "unknown"
    LATER = "later"
    PRESERVED = "preserved"


GROUPS = {
    Group.NOW: "Ska gallras nu",
    Group.THIS_YEAR: "Tiden kommer i år",
    Group.HELD: "Väntar på något annat",
    Group.UNKNOWN: "Går inte att räkna",
    Group.LATER: "Senare",
    Group.PRESERVED: "Ska bevaras",
}


@dataclass(frozen=True, slots=True)
class GroupedRows:
    group: Group
    rows: tuple[RetentionRow, ...]


def grouped(rows: Iterable[RetentionRow], today: date) -> tuple[GroupedRows, ...]:
    """The rows under their headings; a heading without rows is left out."""
    rows = tuple(rows)
    return tuple(
        GroupedRows(group, found)
        for group in Group
        if (found := tuple(row for row in rows if _group(row.retention, today) is group))
    )


def _group(retention: Retention, today: date) -> Group:
    match retention.standing:
        case Standing.DUE | Standing.LATE:
            return Group.NOW
        case Standing.HELD:
            return Group.HELD
        case Standing.PRESERVED:
            return Group.PRESERVED
        case Standing.WAITING:
            due = retention.earliest is not None and retention.earliest.year == today.year
            return Group.THIS_YEAR if due else Group.LATER
    return Group.UNKNOWN


def span(retention: Retention) -> str:
    """From when, and by when."""
    if retention.earliest is None or retention.latest is None:
        return tr("Ingen dag går att räkna fram.")
    if retention.standing is Standing.PRESERVED:
        return tr("Gallras inte här.")
    return tr("Får gallras från {first}, ska vara klart {last}.").format(
        first=retention.earliest.isoformat(), last=retention.latest.isoformat()
    )


def began(retention: Retention) -> str:
    """What the five years are counted from: a correction counts too, and that must be seen."""
    if retention.last_note is None:
        return tr("Akten har ingen anteckning med en dag.")
    kind = word(KIND, retention.last_note.kind)
    return tr("Räknas från det senast skrivna i akten: {kind}, {day}.").format(
        kind=kind.lower(), day=retention.last_note.on.isoformat()
    )


def rule_text(rule: RetentionRule) -> str:
    """The law, and how sure it is."""
    text = tr("{heading}. {reference}. Källa: {source} ({certainty}).").format(
        heading=rule.heading,
        reference=rule.reference,
        source=rule.source,
        certainty=word(CERTAINTY, rule.certainty),
    )
    return text if rule.certainty is Certainty.CERTAIN else f"⚠ {text}"


def hindrance_text(hindrance: Hindrance) -> str:
    text = rule_text(hindrance.rule)
    if hindrance.until is None:
        return text
    until = tr("Till och med {day}.").format(day=hindrance.until.isoformat())
    return f"{text} {until}"


def unsure_texts(retention: Retention) -> list[str]:
    return [word(UNSURE, each) for each in retention.unsure]


def rules_to_note(law: LegalPack, today: date) -> Sequence[RetentionRule]:
    """The exceptions that somebody can note; the others follow from the case."""
    return [
        rule
        for rule in law.retention
        if rule.in_force(today) and rule.key not in _FOLLOWS_BY_ITSELF
    ]


def copy_text(copy: KnownCopy, recipient: str = "") -> str:
    what = word(WHAT, copy.what)
    if copy.number:
        what = tr("{what}, exemplar {number}").format(what=what, number=copy.number)
    where = recipient or (word(WHERE, copy.where) if copy.where else "")
    text = f"{what}, {day(copy.made_on)}"
    return tr("{what}, hos {where}").format(what=text, where=where) if where else text


def outside_texts(copies: Iterable[CopyOutside]) -> list[str]:
    return [copy_text(each.copy, each.recipient) for each in copies]


def protocol_lines(disposal: Disposal) -> list[str]:
    """Who and when, step by step."""
    lines = [
        tr("Grund: {ground}.").format(ground=disposal.ground_text),
        tr("Föreslagen {day} av {who}.").format(day=disposal.proposed_on, who=disposal.proposed_by),
    ]
    if disposal.approved_by:
        lines.append(
            tr("Godkänd {day} av {who}.").format(day=disposal.approved_on, who=disposal.approved_by)
        )
    if disposal.done_on:
        lines.append(tr("Genomförd {day}.").format(day=disposal.done_on))
    if disposal.withdrawn_why:
        lines.append(tr("Tillbakatagen: {why}").format(why=disposal.withdrawn_why))
    return lines


def backup_text(row: ProtocolRow) -> str:
    """That the case file can still be got back, and from what."""
    if not row.backups:
        return ""
    names = ", ".join(
        tr("{file} ({when})").format(file=each.path.name, when=minute(each.made_at))
        for each in row.backups
    )
    return tr(
        "Akten finns kvar i säkerhetskopior från tiden före gallringen: {names}. De tas bort av "
        "sig själva när nya kopior har gjorts i tre månader."
    ).format(names=names)


def first_question(number: str) -> str:
    return tr(
        "Hela akten {number} förstörs: anteckningar, beslut, planer, bilagor, utkast och sökord. "
        "Det går inte att ångra. Protokollet sparas."
    ).format(number=number)


def second_question(number: str) -> str:
    return tr(
        "Sista frågan. Ska akten {number} förstöras nu? Efteråt finns bara protokollet kvar."
    ).format(number=number)
