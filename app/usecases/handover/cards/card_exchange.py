"""The cards that go with every package, and those that come with one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.casework.handover_facts import KnownPerson
from app.errors import Reason, Refusal
from app.handover.card_text import looks_like
from app.handover.key_card import KeyCard
from app.handover.statements import Revocation, Voucher, read
from app.handover.trust import Meeting, Trust, trust_on
from app.ids import EntityId
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.handover.cards import card_register as cards
from app.usecases.handover.cards import revoking, taking_cards, vouching
from app.usecases.reading import register_of

MOST = 500
"""Cards and statements of one package. More are left unread."""


@dataclass(slots=True)
class CardsTaken:
    """What came of the cards in a package."""

    changes: Changes
    added: list[EntityId] = field(default_factory=list)
    """People who were not known: seen, as the sender has introduced them."""
    renewed: list[EntityId] = field(default_factory=list)
    revoked: list[EntityId] = field(default_factory=list)
    another_key: list[EntityId] = field(default_factory=list)
    """Known people for whom there was a card with another key. It has not been taken in: it must
    come as a file, and be chosen."""
    left: int = 0
    """Cards and statements that could not be read, or say nothing that can be used."""


def cards_to_send(desk: Desk) -> tuple[bytes, ...]:
    """The own card, what root cards have said of it, those root cards, and every revocation that
    holds. Raises Refusal: own_card_missing, own_card_revoked."""
    own = cards.own_card_now(desk)
    register = register_of(desk)
    own_root = cards.own_card(desk, root=True)
    roots = [own_root.card] if own_root is not None and not own_root.revoked_on else []
    today = desk.now().date()
    roots += [
        row.person.card
        for row in cards.known_people(desk)
        if row.person.root and trust_on(row.person, today) is Trust.CONFIRMED
    ]
    texts = (own.card, *roots, *own.vouchers, *revoking.to_send(desk, register))
    return tuple(text.encode() for text in texts[:MOST])


def take_in_cards(desk: Desk, sent: Sequence[bytes], introduced_by: str) -> CardsTaken:
    """The cards of a package, from the holder of the card ``introduced_by`` (fingerprint). A new
    person is seen; a known one's renewed card takes the place of the earlier; a revocation that
    holds revokes; another key for a known name is left. Never raises for what is in them: it is
    called within the transaction of the package."""
    register = desk.vault.journal.register
    taken = CardsTaken(Changes.of(register, Part.KEYS, Part.REGISTER, Part.WATCH))
    read_ones: list[KeyCard | Voucher | Revocation] = []
    for data in sent[:MOST]:
        try:
            read_ones.append(read(data, desk.vault.handover))
        except Refusal:
            taken.left += 1
    taken.left += len(sent[MOST:])
    for each in sorted(read_ones, key=_order):
        try:
            _take(desk, each, introduced_by, taken)
        except Refusal:
            taken.left += 1
    return taken


def _order(found: KeyCard | Voucher | Revocation) -> tuple[int, bool]:
    """Cards first, root cards before the others, then what is said of them."""
    if isinstance(found, KeyCard):
        return (0, not found.root)
    return (1 if isinstance(found, Revocation) else 2, False)


def _take(
    desk: Desk,
    found: KeyCard | Voucher | Revocation,
    introduced_by: str,
    taken: CardsTaken,
) -> None:
    if isinstance(found, KeyCard):
        _take_card(desk, found, introduced_by, taken)
    elif isinstance(found, Voucher):
        _take_voucher(desk, found)
    else:
        view = revoking.look_at_revocation(desk, found)
        revoking.take_in_revocation(desk, found)
        if view.person is not None and view.state is revoking.RevocationState.APPLIES:
            taken.revoked.append(view.person)


def _take_card(desk: Desk, card: KeyCard, introduced_by: str, taken: CardsTaken) -> None:
    view = taking_cards.look_at_card(desk, card)
    entity = view.met.person
    if view.met.meeting is Meeting.ANOTHER_KEY and entity is not None:
        taken.another_key.append(entity)
    elif view.met.meeting in (Meeting.OWN, Meeting.SAME, Meeting.OLDER):
        return
    elif view.met.meeting is Meeting.RENAMED and entity is not None and _is_taken(desk, card):
        taken.another_key.append(entity)
    elif view.stopped is not None:
        raise Refusal(view.stopped, day=card.valid_to.isoformat())
    elif entity is None:
        changes = taking_cards.add_person(desk, card, view.kind, introduced_by=introduced_by)
        if changes.entity is not None:
            taken.added.append(changes.entity)
    else:
        taking_cards.renew_person(desk, entity, card)
        taken.renewed.append(entity)


def _is_taken(desk: Desk, card: KeyCard) -> bool:
    """Whether somebody else here is known by the name that a known key now bears: to whoever reads
    it that is another key for a known name."""
    return any(
        looks_like(row.person.name) == looks_like(card.name)
        for row in cards.known_people(desk)
        if row.person.fingerprint != card.fingerprint and row.person.root == card.root
    )


def _take_voucher(desk: Desk, voucher: Voucher) -> None:
    """One that is here already, or for a card that is not, is no news."""
    view = vouching.look_at_voucher(desk, voucher)
    known = _person(desk, view.person)
    if view.stopped is Reason.PERSON_UNKNOWN or (known and voucher.text in known.vouchers):
        return
    if view.state is vouching.VoucherState.OWN:
        own = cards.own_card(desk)
        if own is not None and voucher.text in own.vouchers:
            return
    vouching.take_in_voucher(desk, voucher)


def _person(desk: Desk, entity: EntityId | None) -> KnownPerson | None:
    return cards.person(desk, entity) if entity is not None else None
