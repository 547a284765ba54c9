"""What the page says of cards, without Qt."""

from __future__ import annotations

from app.casework.handover_facts import ConfirmedHow, KnownPerson
from app.handover.statements import RevokedWhy
from app.handover.trust import Trust
from app.usecases.handover.cards.card_page import OwnShown, PersonShown
from app.usecases.handover.cards.revoking import RevocationState, RevocationView
from app.usecases.handover.cards.vouching import VoucherState, VoucherView
from ui.package_words import CONFIRMED_HOW
from ui.pages.keys.words import MEANS, REVOKED_WHY
from ui.texts import minute, tr


def where(person: KnownPerson) -> str:
    """``Socialsekreterare · Avhopparenheten, Exempelkommun``"""
    return f"{person.title} · {person.unit}, {person.municipality}"


def own_state(own: OwnShown) -> str:
    if own.card.revoked_on:
        return tr("Spärrat från och med {day}. {why}.").format(
            day=own.card.revoked_on, why=_why(own.card.revoked_why)
        )
    if own.over:
        return tr("Slutade gälla {day}. Förnya det för att kunna lämna och ta emot.").format(
            day=own.card.valid_to
        )
    text = tr("Gäller till och med {day}.").format(day=own.card.valid_to)
    return text + (" " + tr("Förnya det nu, så hinner de andra få det nya.") if own.renew else "")


def lines(shown: PersonShown) -> tuple[str, ...]:
    """What is known of a card, a sentence a line."""
    person, found = shown.person, []
    if shown.trust is Trust.REVOKED:
        found.append(
            tr("Spärrat från och med {day}. {why}.").format(
                day=person.revoked_on, why=_why(person.revoked_why).rstrip(".")
            )
        )
    if shown.trust is Trust.EXPIRED:
        found.append(tr("Slutade gälla {day}.").format(day=person.valid_to))
    if person.confirmed_how is not None:
        found.append(_confirmed(person))
    if shown.trust in (Trust.SEEN, Trust.CONFIRMED):
        found.append(tr("Kortet gäller till och med {day}.").format(day=person.valid_to))
    if person.introduced_by:
        found.append(tr("Kortet kom i ett paket, inte från personen själv."))
    if person.vouchers and shown.trust is Trust.SEEN:
        found.append(tr("Ett intyg väntar på att enhetens rotkort ska bekräftas här."))
    if shown.vouched_to:
        found.append(tr("Du har intygat kortet till och med {day}.").format(day=shown.vouched_to))
    means = MEANS[shown.trust]
    if person.root:
        means = tr("Ett rotkort: det går i god för enhetens personal och tar inte emot något.")
    return tuple(text for text in (*found, tr(means) if means else "") if text)


def history(shown: PersonShown) -> tuple[str, ...]:
    """Every version, the latest first."""
    return tuple(
        f"{minute(version.record.content.written_at)}   {_said(version.fact)}"
        for version in reversed(shown.versions)
    )


def searched(person: KnownPerson) -> str:
    return f"{person.name} {person.title} {person.unit} {person.municipality}".casefold()


def voucher_text(view: VoucherView) -> str:
    if view.state is VoucherState.OWN:
        return tr(
            "Ett intyg om ditt eget kort, till och med {day}. Det följer med i det du lämnar."
        ).format(day=view.voucher.valid_to.isoformat())
    text = tr("Ett intyg om {name}, till och med {day}.").format(
        name=view.voucher.name, day=view.voucher.valid_to.isoformat()
    )
    if view.state is VoucherState.CONFIRMS:
        return text + " " + tr("Kortet blir bekräftat genom enhetens rotkort.")
    return text + " " + tr("Det gäller här när enhetens rotkort har bekräftats.")


def revocation_text(view: RevocationView) -> str:
    day, why = view.revocation.day.isoformat(), _why(view.revocation.why)
    if view.own:
        text = tr("En spärr av ditt eget kort från och med {day}. {why}.")
    elif view.state is RevocationState.WAITS:
        text = tr(
            "En spärr från och med {day} av ett kort som inte finns här. {why}. Den sparas om "
            "kortet skulle komma."
        )
    elif view.state is RevocationState.KNOWN:
        text = tr("En spärr från och med {day} som redan finns här. {why}.")
    else:
        text = tr("En spärr av en känd persons kort från och med {day}. {why}.")
    return text.format(day=day, why=why)


def _confirmed(person: KnownPerson) -> str:
    how = tr(CONFIRMED_HOW[person.confirmed_how]) if person.confirmed_how else ""
    text = tr("Bekräftat {day}: {how}.").format(day=person.confirmed_on, how=how.lower())
    if person.confirmed_words:
        text += f" {person.confirmed_words}."
    if person.confirmed_how is ConfirmedHow.UNIT_ROOT:
        text += " " + tr("Gäller till och med {day}.").format(day=person.confirmed_to)
    return text


def _said(person: KnownPerson) -> str:
    """What a version of the person tells, in a few words."""
    if person.revoked_on:
        return tr("Spärrat från och med {day}").format(day=person.revoked_on)
    if person.confirmed_how is not None:
        how = tr(CONFIRMED_HOW[person.confirmed_how]).lower()
        return tr("Bekräftat, {how}").format(how=how)
    if person.earlier:
        return tr("Kort {serial} med annan nyckel än förut").format(serial=person.serial)
    return tr("Kort {serial} mottaget, inte bekräftat").format(serial=person.serial)


def _why(code: str) -> str:
    """A code that others have chosen among, or the words of whoever did it here."""
    return tr(REVOKED_WHY[code]) if code in frozenset(RevokedWhy) else code
