"""What the page Dela says of whose a case is, decided without a window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from app.casework.facts import Transfer, TransferStatus
from app.casework.moments import shown
from app.casework.standing import Standing, Whose
from app.errors import Refusal
from app.handover.scope import Choice as Along
from app.usecases.handover.cases.recipients import Candidate
from app.usecases.handover.cases.sharing import Partner
from app.usecases.handover.cases.transferring import Check, Missing
from ui.approval_words import person_choice
from ui.case_words import KIND
from ui.messages import sentence
from ui.package_words import SCOPES, SHARE_ROLES, TRANSFER_STATUS
from ui.texts import minute, tr
from ui.widgets.editors.choice import Choice
from ui.words import Words, word

ALONG: Final[Words] = {
    Along.IDENTITY: "Vem den enskilde är: namn, nummer, adresser och telefon",
    Along.BOPS: "Det som BOPS eller lokalpolisen har sagt om hot, risk och skydd",
}
MISSING: Final[Mapping[Missing, str]] = {
    Missing.CONSENT: "Inget samtycke gäller. Då behövs en annan grund.",
    Missing.BOPS: "BOPS har inte sagt hur högt hotet är.",
    Missing.PROTECTION: "Skyddet är inte kontrollerat.",
    Missing.DRAFTS: "{n} utkast följer inte med. Signera eller släng dem först.",
    Missing.CONFLICTS: "{n} saker har två versioner som ingen har valt mellan.",
    Missing.APPROVALS: "{n} begäran om attest väntar på svar.",
    Missing.UNREAD: "{n} poster är skrivna i en nyare version och stannar här.",
}


def whose(standing: Standing) -> str:
    """A sentence or two on who has the case."""
    last = standing.last
    match standing.whose:
        case Whose.OWN:
            return _own(last)
        case Whose.SHARED:
            return tr("Ärendet är någon annans, och är delat med dig.")
        case Whose.SHARE_ENDED:
            return tr("Delningen är avslutad. Ärendet går bara att läsa här.")
        case Whose.GUEST:
            return tr("Bara det som behövs för en fråga till dig finns här.")
        case Whose.DISPUTED:
            return tr(
                "Ärendet är återtaget här och mottaget på andra hållet. Kom överens om vem som har "
                "det och välj det nedan. Lämna sedan en uppdatering, så att båda vet."
            )
        case Whose.HANDED_OVER:
            return _over(last)


def _own(last: Transfer | None) -> str:
    text = tr("Ärendet är ditt.")
    if last is None or last.status is TransferStatus.ACCEPTED:
        return text
    status = word(TRANSFER_STATUS, last.status).lower()
    told = tr("Överlämningen till {name} den {day} är {status}: {why}")
    why = last.answer_reason or "–"
    day = shown(last.handed_over_on)
    return f"{text} {told.format(name=last.to_name, day=day, status=status, why=why)}"


def _over(last: Transfer | None) -> str:
    if last is None:
        return tr("Ärendet är någon annans.")
    text = tr("Ärendet lämnades över till {name}, {unit}, den {day} och går bara att läsa här.")
    told = text.format(name=last.to_name, unit=last.to_unit, day=shown(last.handed_over_on))
    if last.status is TransferStatus.HANDED_OVER:
        return f"{told} {tr('Inget svar har kommit än.')}"
    return told


def partner_title(partner: Partner) -> str:
    """``Olle Provsson, Centrala avhopparteamet``"""
    return ", ".join(part for part in (partner.name, partner.unit) if part) or tr("Okänd")


def partner_role(partner: Partner) -> str:
    if partner.role is None:
        return tr("Har ärendet")
    return f"{word(SHARE_ROLES, partner.role)} – {word(SCOPES, partner.scope)}"


def partner_lines(partner: Partner) -> tuple[str, ...]:
    """What has been sent and confirmed, and what remains."""
    if partner.ended_on:
        return (tr("Delningen avslutad {day}.").format(day=shown(partner.ended_on)),)
    lines = []
    if partner.since:
        lines.append(tr("Delat sedan {day}.").format(day=shown(partner.since)))
    if partner.last_sent:
        lines.append(tr("Senast lämnat {when}.").format(when=minute(partner.last_sent)))
    if partner.last_confirmed:
        lines.append(tr("Senast bekräftat {when}.").format(when=minute(partner.last_confirmed)))
    lines.append(lacks_text(partner.lacks))
    if partner.waits:
        lines.append(tr("Ett paket väntar på kvittens."))
    return tuple(lines)


def lacks_text(count: int) -> str:
    if count == 0:
        return tr("Har bekräftat allt som kan lämnas utan särskilt val.")
    if count == 1:
        return tr("Har inte bekräftat 1 post.")
    return tr("Har inte bekräftat {n} poster.").format(n=count)


def able(candidates: Iterable[Candidate]) -> tuple[Choice, ...]:
    return tuple(person_choice(each.row) for each in candidates if each.hindrance is None)


def unable(candidates: Iterable[Candidate]) -> tuple[str, ...]:
    """Who cannot receive, each with why and what to do."""
    return tuple(
        f"{each.row.person.name}, {each.row.person.unit}: {sentence(Refusal(each.hindrance))}"
        for each in candidates
        if each.hindrance is not None
    )


def counts(kinds: Mapping[str, int]) -> str:
    """A line for each kind: ``Journalanteckning: 4``."""
    lines = sorted(f"{word(KIND, kind)}: {count}" for kind, count in kinds.items())
    return "\n".join(lines) if lines else tr("Ingenting")


def missing(check: Check) -> str:
    return tr(MISSING[check.missing]).format(n=check.count)


def transfer_line(fact: Transfer) -> str:
    text = tr("{day}: {giver} till {taker}. {status}.").format(
        day=shown(fact.handed_over_on),
        giver=f"{fact.from_name}, {fact.from_unit}",
        taker=f"{fact.to_name}, {fact.to_unit}",
        status=word(TRANSFER_STATUS, fact.status),
    )
    return f"{text} {fact.answer_reason}".strip()
