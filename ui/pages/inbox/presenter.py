"""What is told of a package, decided without a window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.casework.handover_facts import KnownPerson, PackageOutcome
from app.casework.moments import shown
from app.errors import Reason, Refusal
from app.handover.kinds import HandoverKind
from app.handover.package import Envelope
from app.handover.trust import Trust, trust_on
from app.usecases.handover.packages.arrivals import Look, LookRow, RowState, Said
from app.usecases.handover.packages.lists import ReceivedRow, SentRow
from ui.case_words import KIND
from ui.messages import sentence
from ui.package_words import (
    CONFIRMED_HOW,
    PACKAGE_KINDS,
    PACKAGE_OUTCOMES,
    SAID,
    SCOPES,
    SHARE_ROLES,
)
from ui.texts import minute, tr
from ui.words import Words, word

MEANS: Final[Mapping[HandoverKind, str]] = {
    HandoverKind.TRANSFER: (
        "Tar du emot går ansvaret för ärendet över till dig. Hos avsändaren kan det sedan bara "
        "läsas."
    ),
    HandoverKind.COPY: (
        "Tar du emot får du en egen kopia av ärendet, eller av en del av det. Avsändaren har kvar "
        "sitt."
    ),
    HandoverKind.UPDATE: (
        "Det du väljer läggs till i ärendet. Inget som redan finns här ändras eller tas bort."
    ),
    HandoverKind.APPROVAL_REQUEST: (
        "Tar du emot läggs begäran bland det som väntar på attest. Inget är attesterat med det."
    ),
    HandoverKind.APPROVAL: "Tar du emot läggs svaret till det som du bad om attest för.",
    HandoverKind.URGENT: (
        "Tar du emot läggs meddelandet överst. Avsändaren får veta det när du lämnar kvittensen."
    ),
    HandoverKind.LOG_EXTRACT: "Tar du emot läggs utdraget under Loggkontroll, för granskning.",
    HandoverKind.LOG_FINDINGS: "Tar du emot läggs resultatet under Loggkontroll.",
    HandoverKind.REGISTER: (
        "Det du väljer läggs till i ditt register. Egna uppgifter ändras inte utan att det syns."
    ),
    HandoverKind.RECEIPT: "Tar du emot noteras svaret vid det paket som det gäller.",
}


FEW_DAYS: Final = 3
"""So few days before a package can no longer be taken in it is told as a warning."""


@dataclass(frozen=True, slots=True)
class Known:
    """How well the sender is known. The icon says the same as the colour."""

    text: str
    icon: str
    tone: str
    role: str
    """Of the notice."""


def known(person: KnownPerson, today: date) -> Known:
    """A card that has come in the place of another, or that no longer holds, is red."""
    match trust_on(person, today):
        case Trust.REVOKED:
            text = tr("Nyckelkortet är spärrat sedan {day}.").format(day=shown(person.revoked_on))
            return Known(text, "error", "error", "notice-error")
        case Trust.EXPIRED:
            text = tr("Nyckelkortet slutade gälla {day}. Be om ett nytt.")
            return Known(text.format(day=shown(person.valid_to)), "warning", "warn", "notice-warn")
        case Trust.CONFIRMED:
            text = tr("Bekräftat nyckelkort: {how}, {day}.").format(
                how=word(CONFIRMED_HOW, person.confirmed_how).lower(),
                day=shown(person.confirmed_on),
            )
            return Known(text, "check", "ok", "notice")
    if any(each.signing_key != person.signing_key for each in person.earlier):
        text = tr(
            "Ny nyckel, inte jämförd. Det här kortet har kommit i stället för ett som du kände "
            "till. Ring på ett nummer du redan har innan du tar emot."
        )
        return Known(text, "error", "error", "notice-error")
    return Known(tr("Nyckelkortet är inte bekräftat."), "warning", "warn", "notice-warn")


def sender(person: KnownPerson) -> str:
    """``Maja Exempelsson, socialsekreterare, Järva, Exempelkommunen``"""
    parts = (person.name, person.title, person.unit, person.municipality)
    return ", ".join(part for part in parts if part)


def facts(envelope: Envelope, look: Look) -> tuple[tuple[str, str], ...]:
    """What stands on the outside, and what the kind says, as name and value."""
    return (
        (tr("Ändamål"), envelope.purpose),
        (tr("Grund"), envelope.ground),
        (tr("Ärende"), look.case_label),
        (tr("Gjort"), minute(envelope.sealed_at)),
        (tr("Tas emot senast"), shown(envelope.expires_on)),
        (tr("Nummer"), str(envelope.number)),
        *((word(SAID, said.label), _told(said)) for said in look.said),
    )


_CODED: Final[Mapping[str, Words]] = {"share_role": SHARE_ROLES, "share_scope": SCOPES}
_DAYS: Final = frozenset({"happened_on", "ended"})


def _told(said: Said) -> str:
    if said.label in _DAYS:
        return shown(said.text)
    return word(_CODED[said.label], said.text) if said.label in _CODED else said.text


def kind_name(kind: str) -> str:
    return word(PACKAGE_KINDS, kind)


def means(kind: HandoverKind) -> str:
    """What an acceptance leads to."""
    return tr(MEANS[kind])


def why_not(refusal: Refusal) -> str:
    """Why nothing was accepted. What has been written here since has been by this caseworker."""
    if refusal.reason is Reason.REVISED_SINCE:
        return tr(
            "Något har skrivits här sedan paketet öppnades, så inget har tagits emot. Öppna "
            "paketet igen och läs vad som skiljer."
        )
    return sentence(refusal)


def row_title(row: LookRow) -> str:
    """``Journalanteckning, 2026-05-12``; ``Enhet: Provenheten, 2026-01-01``"""
    kind = word(KIND, row.kind)
    called = f"{kind}: {row.name}" if row.name else kind
    return ", ".join(part for part in (called, shown(row.happened_at)) if part)


def row_author(row: LookRow) -> str:
    """Who wrote it, whose word that is, and how much came if it is several versions."""
    told = tr("{author} (enligt avsändaren)").format(author=row.author) if row.told else row.author
    if row.records < 2:
        return told
    return tr("{author} · {n} versioner").format(author=told, n=row.records)


def unfolds(row: LookRow) -> str:
    """What to press to see what a row brings; empty where there is nothing to see."""
    if not row.changes:
        return ""
    if row.state is RowState.NEW:
        return tr("Visa vad som står")
    return tr("Visa skillnaden ({n})").format(n=len(row.changes))


def accepts(look: Look, chosen: frozenset[str], every: frozenset[str]) -> str:
    """The button's text: how much is accepted."""
    if not look.rows:
        return tr("Ta emot")
    if not every:
        return tr("Ta emot (inget nytt)")
    if chosen == every:
        return tr("Ta emot allt ({n})").format(n=len(chosen))
    return tr("Ta emot det valda ({n})").format(n=len(chosen))


def may_accept(look: Look, chosen: frozenset[str]) -> bool:
    """With nothing chosen only where there was nothing to choose and nothing that was refused."""
    left = any(row.state is not RowState.KNOWN for row in look.rows)
    return look.stopped is None and (bool(chosen) or not left)


def days_left(expires_on: str, today: date) -> int:
    """Below zero when it can no longer be taken in."""
    return (date.fromisoformat(expires_on) - today).days


def left_text(days: int) -> str:
    if days < 0:
        return tr("Tiden har gått ut")
    if days == 0:
        return tr("Sista dagen i dag")
    return tr("En dag kvar") if days == 1 else tr("{n} dagar kvar").format(n=days)


# --------------------------------------------------------------------------------- what came

Chip = tuple[str, str]
"""Text and role of a label."""


def received_head(row: ReceivedRow) -> str:
    """``Delning från Maja Exempelsson, Järva``"""
    who = ", ".join(part for part in (row.name, row.unit) if part)
    return tr("{kind} från {who}").format(kind=kind_name(row.kind), who=who)


def received_chips(row: ReceivedRow) -> tuple[Chip, ...]:
    if row.undone:
        return ((tr("Ångrat"), "chip"),)
    outcome = (word(PACKAGE_OUTCOMES, row.outcome), "chip")
    if row.wants_receipt:
        return (outcome, (tr("Kvittens ska göras"), "chip-warn"))
    return (outcome, (tr("Kvittens gjord"), "chip")) if row.receipt_made else (outcome,)


def received_lines(row: ReceivedRow) -> tuple[str, ...]:
    lines = [row.case_label] if row.case_label else []
    if row.added and not row.undone:
        lines.append(tr("Poster som togs emot: {n}.").format(n=row.added))
    if row.reason:
        lines.append(tr("Skäl: {reason}").format(reason=row.reason))
    return tuple(lines)


def received_when(row: ReceivedRow) -> str:
    return tr("Nummer {n}, gjort {sealed}, öppnat {opened}").format(
        n=row.number, sealed=minute(row.sealed_at), opened=minute(row.opened_at)
    )


# --------------------------------------------------------------------------------- what left


@dataclass(frozen=True, slots=True)
class SentGroup:
    heading: str
    rows: tuple[SentRow, ...]


def sent_groups(rows: Sequence[SentRow]) -> tuple[SentGroup, ...]:
    """What waits first, the least time left on top; then what became no file; then the rest."""
    waiting = sorted((row for row in rows if row.waits), key=lambda row: row.expires_on)
    stopped = [row for row in rows if not row.waits and row.not_written]
    others = [row for row in rows if not row.waits and not row.not_written]
    found = (
        SentGroup("Väntar på kvittens", tuple(waiting)),
        SentGroup("Inte skrivet till fil", tuple(stopped)),
        SentGroup("Besvarat och övrigt", tuple(others)),
    )
    return tuple(group for group in found if group.rows)


def sent_head(row: SentRow) -> str:
    """``Delning till Maja Exempelsson, Järva``"""
    who = ", ".join(part for part in (row.name, row.unit) if part)
    return tr("{kind} till {who}").format(kind=kind_name(row.kind), who=who)


def sent_chips(row: SentRow, today: date) -> tuple[Chip, ...]:
    if row.not_written:
        return ((tr("Inte skrivet till fil"), "chip-warn"),)
    if row.outcome is not None:
        whole = row.outcome is PackageOutcome.ACCEPTED
        return ((word(PACKAGE_OUTCOMES, row.outcome), "chip" if whole else "chip-warn"),)
    if not row.waits:
        return ()
    left = days_left(row.expires_on, today)
    few = left <= FEW_DAYS
    return ((tr("Väntar på kvittens"), "chip"), (left_text(left), "chip-warn" if few else "chip"))


def sent_lines(row: SentRow) -> tuple[str, ...]:
    lines = [row.case_label] if row.case_label else []
    if row.not_written:
        lines.append(stopped_by(row.not_written))
    elif row.overdue:
        lines.append(
            tr("Tiden gick ut utan kvittens. Ring mottagaren; paketet kan behöva göras om.")
        )
    if row.reason:
        lines.append(tr("Mottagarens skäl: {reason}").format(reason=row.reason))
    return tuple(lines)


def stopped_by(code: str) -> str:
    """Why there is no file."""
    if code in set(Reason):
        return sentence(Refusal(Reason(code)))
    return tr("Det avbröts innan filen var färdig.")


def sent_when(row: SentRow) -> str:
    text = tr("Nummer {n}, gjort {sealed}, poster: {records}").format(
        n=row.number, sealed=minute(row.sealed_at), records=row.records
    )
    if row.answered_at:
        text += ", " + tr("besvarat {when}").format(when=minute(row.answered_at))
    return text
