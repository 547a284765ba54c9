"""How well a known person's key card is known, on a day, and what follows from it.

Seen: somebody says that the card is this person's. Confirmed: it has been compared with the person,
or the unit's root card vouches for it. A card that has run out or is revoked receives nothing. What
was signed before a revocation stays valid; the revoked key itself can never be confirmed again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.casework.handover_facts import ConfirmedHow, KnownPerson, TrustState
from app.errors import Reason
from app.handover.card_text import looks_like
from app.handover.key_card import KeyCard
from app.ids import EntityId, KeyId

RENEW_DAYS = 30
"""So long before the last day one is reminded to renew: a card on paper takes its time."""


class Trust(StrEnum):
    """What is shown of a known person. ``unseen`` is whoever is not known."""

    SEEN = "seen"
    CONFIRMED = "confirmed"
    EXPIRED = "expired"
    REVOKED = "revoked"


def trust_on(person: KnownPerson, day: date) -> Trust:
    """What holds on this day."""
    if person.state is TrustState.REVOKED:
        return Trust.REVOKED
    if day.isoformat() > person.valid_to:
        return Trust.EXPIRED
    if person.state is TrustState.CONFIRMED and not _voucher_over(person, day):
        return Trust.CONFIRMED
    return Trust.SEEN


def may_receive(person: KnownPerson, protected: bool, day: date) -> Reason | None:
    """Why nothing may be sealed to this card today; None when it may. ``protected``: what leaves
    is of somebody with protected identity, and then only a card that has been compared will do.
    To a card that is only seen the rest may go, with a notice."""
    if person.root:
        return Reason.ROOT_CARD_RECEIVES_NOTHING
    match trust_on(person, day):
        case Trust.REVOKED:
            return Reason.PERSON_KEY_REVOKED
        case Trust.EXPIRED:
            return Reason.PERSON_KEY_EXPIRED
        case Trust.SEEN if protected:
            return Reason.PERSON_NOT_CONFIRMED
    return None


def may_send(person: KnownPerson, sealed_on: date) -> Reason | None:
    """Why nothing that this card's key has sealed is taken in now. A revoked key is refused
    whatever day its envelope bears: whoever has a stolen key sets that day. One that was sealed
    while the card was valid may arrive after it has run out."""
    if person.state is TrustState.REVOKED:
        return Reason.PACKAGE_SENDER_REVOKED
    if sealed_on.isoformat() > person.valid_to:
        return Reason.PACKAGE_SENDER_EXPIRED
    return None


def signature_counts(person: KnownPerson, key: KeyId, signed_on: date) -> bool:
    """Whether what this person's key signed on a day, and what has been here since, is to be shown
    as the person's. False for a key that was never this person's."""
    day = signed_on.isoformat()
    if person.signing_key == key:
        return person.state is not TrustState.REVOKED or day < person.revoked_on
    return any(each.signing_key == key and day <= each.until for each in person.earlier)


def fell_with_root(person: KnownPerson, root: str, revoked_from: str) -> bool:
    """Whether a confirmation falls when the root card that gave it is revoked from a day. The day
    on which the voucher was taken in is by this vault's own clock; the day in the voucher is the
    signer's word, and no better than the lost key."""
    return (
        person.state is TrustState.CONFIRMED
        and person.confirmed_how is ConfirmedHow.UNIT_ROOT
        and person.confirmed_by == root
        and person.confirmed_on >= revoked_from
    )


def renew_from(valid_to: str) -> date:
    """The day from which one is reminded to renew one's own card."""
    last = date.fromisoformat(valid_to)
    return last - timedelta(days=RENEW_DAYS)


class Meeting(StrEnum):
    """What a card that somebody hands over is, to those who are known here."""

    NEW = "new"
    SAME = "same"
    """The very card that is here."""
    RENEWED = "renewed"
    """The same keys under the same name, valid for longer: nothing has to be compared again."""
    RENAMED = "renamed"
    """The same keys with another name, title or unit: to be compared again."""
    OLDER = "older"
    """A card with these keys that is newer is here already."""
    ANOTHER_KEY = "another_key"
    """Somebody of this name is known by another key. Red, and never taken in silently."""
    REVOKED = "revoked"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Met:
    meeting: Meeting
    person: EntityId | None = None
    """Who in the list it concerns."""


def meet(card: KeyCard, people: Iterable[tuple[EntityId, KnownPerson]], own: Iterable[str]) -> Met:
    """``own``: fingerprints of the vault's own cards."""
    known = tuple(people)
    if card.fingerprint in own:
        return Met(Meeting.OWN)
    for entity, person in known:
        if person.fingerprint == card.fingerprint:
            return Met(_of_same_keys(card, person), entity)
        if any(each.fingerprint == card.fingerprint for each in person.earlier):
            return Met(Meeting.OLDER, entity)
    name = looks_like(card.name)
    for entity, person in known:
        if person.root == card.root and looks_like(person.name) == name:
            return Met(Meeting.ANOTHER_KEY, entity)
    return Met(Meeting.NEW)


def says_the_same(card: KeyCard, person: KnownPerson) -> bool:
    """Whether a card tells the same of its holder as the one that is known. A confirmation was of
    that: who approves something is known by title and unit as well as by name."""
    told = (card.name, card.title, card.unit, card.municipality)
    return told == (person.name, person.title, person.unit, person.municipality)


def _of_same_keys(card: KeyCard, person: KnownPerson) -> Meeting:
    if person.state is TrustState.REVOKED:
        return Meeting.REVOKED
    if card.text == person.card:
        return Meeting.SAME
    if (card.serial, card.valid_to.isoformat()) <= (person.serial, person.valid_to):
        return Meeting.OLDER
    return Meeting.RENEWED if says_the_same(card, person) else Meeting.RENAMED


def _voucher_over(person: KnownPerson, day: date) -> bool:
    return bool(person.confirmed_to) and day.isoformat() > person.confirmed_to
