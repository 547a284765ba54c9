"""A key card from somebody else: looked at first, taken in afterwards, never silently changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import msgspec

from app.casework import facts
from app.casework.handover_facts import EarlierCard, KnownPerson, TrustState
from app.casework.register import Register
from app.errors import Reason, Refusal
from app.handover.card_text import looks_like
from app.handover.key_card import KeyCard, is_successor
from app.handover.trust import Meeting, Met, meet, says_the_same
from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.ports import LogCode
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.handover.cards import card_register as cards
from app.usecases.handover.cards import revoking
from app.usecases.reading import register_of
from app.usecases.registers import RecipientKind, own_card
from app.usecases.typed import Typed
from app.usecases.writing import Entry


class SameName(StrEnum):
    """Who it is that comes with another key under a name that is known."""

    SAME_PERSON = "same_person"
    """The person has got another key: its card takes the place of the one before."""
    SOMEBODY_ELSE = "somebody_else"


@dataclass(frozen=True, slots=True)
class CardView:
    """What a card is, before it is taken in. Its words are not told: they are to be heard when it
    is confirmed, and nobody can read them off before."""

    card: KeyCard
    met: Met
    stopped: Reason | None
    """Why it cannot be taken in."""
    kind: RecipientKind
    """What it probably is in the register of recipients."""
    signed_by_former: bool
    """The key that the person had before has signed this card as the next one."""

    @property
    def asks_who(self) -> bool:
        """A new key under a known name: the caseworker says who it is (``SameName``)."""
        return self.met.meeting is Meeting.ANOTHER_KEY


_STOPS = {
    Meeting.OWN: Reason.KEY_CARD_OWN,
    Meeting.SAME: Reason.KEY_CARD_KNOWN,
    Meeting.OLDER: Reason.KEY_CARD_OLDER,
    Meeting.REVOKED: Reason.KEY_CARD_REVOKED,
}


def look_at_card(desk: Desk, card: KeyCard) -> CardView:
    """Writes nothing."""
    register = register_of(desk)
    met = meet_here(register, card)
    former = cards.person_entity(register, met.person).latest.fact if met.person else None
    return CardView(
        card=card,
        met=met,
        stopped=_stopped(desk, register, card, met),
        kind=_probable_kind(desk, card),
        signed_by_former=former is not None
        and is_successor(card, former.fingerprint, former.signing_key, desk.vault.handover),
    )


def meet_here(register: Register, card: KeyCard) -> Met:
    people = ((each.id, each.latest.fact) for each in register.of(KnownPerson))
    return meet(card, people, cards.own_fingerprints(register))


def take_in_card(desk: Desk, card: KeyCard, typed: JsonObject) -> Changes:
    """A new known person (seen, and in the register of recipients), or a later card of one.
    ``typed``: kind (``RecipientKind``) of somebody new; who (``SameName``) where the name is known
    by another key. Raises InvalidFields; Refusal: key_card_own, key_card_known, key_card_older,
    key_card_revoked, key_card_expired (day), key_card_other_key when ``who`` is not said."""
    view = look_at_card(desk, card)
    if view.stopped is not None:
        raise Refusal(view.stopped, day=card.valid_to.isoformat())
    fields = Typed(typed, desk.now().date())
    who = fields.choice_or_none("who", SameName)
    fields.check()
    if view.asks_who and who is None:
        raise Refusal(Reason.KEY_CARD_OTHER_KEY)
    entity = view.met.person
    if entity is None or who is SameName.SOMEBODY_ELSE:
        kind = fields.choice("kind", RecipientKind)
        fields.check()
        changes = add_person(desk, card, kind)
    else:
        changes = renew_person(desk, entity, card)
    desk.vault.log.write(LogCode.KEY_CARD_CHANGED, {"what": view.met.meeting.value})
    return changes


def add_person(
    desk: Desk, card: KeyCard, kind: RecipientKind, *, introduced_by: str = ""
) -> Changes:
    """Somebody new, and the same in the register of recipients, in one transaction."""
    recipient = EntityId(desk.new_id())
    person = _known(card, recipient, introduced_by=introduced_by)
    entry = Entry(
        recipient,
        facts.Recipient(
            name=card.unit if card.root else f"{card.title}, {card.name}",
            organisation=f"{card.unit}, {card.municipality}",
            kind=kind.value,
        ),
    )
    return cards.write(desk, [(EntityId(desk.new_id()), person)], beside=[entry])


def renew_person(
    desk: Desk, entity: EntityId, card: KeyCard, *, introduced_by: str = ""
) -> Changes:
    """A later card of a known person. The same keys, name, title and unit keep the
    confirmation; anything else has to be compared again."""
    before = cards.person(desk, entity)
    after = _known(card, before.recipient, introduced_by=introduced_by or before.introduced_by)
    after = msgspec.structs.replace(after, earlier=before.earlier)
    if before.fingerprint != card.fingerprint:
        until = before.revoked_on or desk.now().date().isoformat()
        old = EarlierCard(
            fingerprint=before.fingerprint, signing_key=before.signing_key, until=until
        )
        after = msgspec.structs.replace(after, earlier=(*before.earlier, old))
    elif says_the_same(card, before):
        after = msgspec.structs.replace(
            after,
            state=before.state,
            confirmed_how=before.confirmed_how,
            confirmed_on=before.confirmed_on,
            confirmed_words=before.confirmed_words,
            confirmed_by=before.confirmed_by,
            confirmed_to=before.confirmed_to,
            vouchers=before.vouchers,
        )
    return cards.write(desk, [(entity, after)])


def _known(card: KeyCard, recipient: EntityId, *, introduced_by: str) -> KnownPerson:
    return KnownPerson(
        card=card.text,
        fingerprint=card.fingerprint,
        signing_key=card.signing_key,
        name=card.name,
        title=card.title,
        unit=card.unit,
        municipality=card.municipality,
        valid_to=card.valid_to.isoformat(),
        recipient=recipient,
        state=TrustState.SEEN,
        serial=card.serial,
        root=card.root,
        introduced_by=introduced_by,
    )


def _stopped(desk: Desk, register: Register, card: KeyCard, met: Met) -> Reason | None:
    if met.meeting in _STOPS:
        return _STOPS[met.meeting]
    if revoking.is_revoked(desk, register, card):
        return Reason.KEY_CARD_REVOKED
    return Reason.KEY_CARD_EXPIRED if card.valid_to < desk.now().date() else None


def _probable_kind(desk: Desk, card: KeyCard) -> RecipientKind:
    own = own_card(desk)
    if looks_like(card.municipality) != looks_like(own.municipality):
        return RecipientKind.MUNICIPALITY
    same = looks_like(card.unit) == looks_like(own.unit)
    return RecipientKind.OWN_UNIT if same else RecipientKind.AUTHORITY
