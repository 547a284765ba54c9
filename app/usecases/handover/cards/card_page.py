"""What the page of key cards shows. Logged as a part that was opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.casework.handover_facts import KnownPerson, OwnKeyCard
from app.casework.state import Entity, Signed
from app.handover import fingerprint as fingerprints
from app.handover.key_card import longest_validity
from app.handover.trust import Trust, renew_from
from app.ids import EntityId
from app.ports import LogCode
from app.usecases.changes import Part
from app.usecases.desk import Desk
from app.usecases.handover.cards import card_register as cards
from app.usecases.handover.cards import vouching
from app.usecases.handover.cards.confirming import asked_of
from app.usecases.reading import register_of


@dataclass(frozen=True, slots=True)
class OwnShown:
    """A card of the vault's own."""

    card: OwnKeyCard
    name: str
    title: str
    unit: str
    municipality: str
    words: tuple[str, ...]
    digits: str
    over: bool
    renew: bool
    """It has run out, or will within 30 days."""


@dataclass(frozen=True, slots=True)
class PersonShown:
    entity: EntityId
    person: KnownPerson
    trust: Trust
    words: tuple[str, ...]
    digits: str
    asked: tuple[int, ...]
    """Which of the words (1 to 12) are to be typed by whoever confirms."""
    versions: tuple[Signed[KnownPerson], ...]
    may_vouch: bool
    """This vault's root card is of the same unit, and the card has been compared here."""
    vouched_to: str
    """The last day that this vault's own root card vouches for the card."""
    revoked_by_file: bool
    """There is a statement that can be handed on."""


@dataclass(frozen=True, slots=True)
class CardsShown:
    own: OwnShown | None
    root: OwnShown | None
    people: tuple[PersonShown, ...]
    today: date

    @property
    def latest(self) -> date:
        """The last day that a card made today can be valid to."""
        return longest_validity(self.today)


def cards_shown(desk: Desk) -> CardsShown:
    """The own cards and everybody whose card is here, the doubtful first."""
    desk.vault.log.write(LogCode.PART_OPENED, {"part": Part.KEYS.value})
    register = register_of(desk)
    own, root = (_own(desk, cards.own_entity(register, root=each)) for each in (False, True))
    revoked = frozenset(each.card for each in cards.revocations(register))
    known = {each.id: each for each in register.of(KnownPerson)}
    return CardsShown(
        own=own,
        root=root,
        people=tuple(
            _person(desk, row, known[row.entity], root, revoked) for row in cards.known_people(desk)
        ),
        today=desk.now().date(),
    )


def _own(desk: Desk, entity: Entity[OwnKeyCard] | None) -> OwnShown | None:
    if entity is None:
        return None
    made = entity.latest.fact
    card, today = cards.card_of(desk, made), desk.now().date()
    return OwnShown(
        card=made,
        name=card.name,
        title=card.title,
        unit=card.unit,
        municipality=card.municipality,
        words=fingerprints.words(made.fingerprint, desk.card_words),
        digits=fingerprints.digits(made.fingerprint),
        over=card.valid_to < today,
        renew=renew_from(made.valid_to) <= today,
    )


def _person(
    desk: Desk,
    row: cards.KnownRow,
    entity: Entity[KnownPerson],
    root: OwnShown | None,
    revoked: frozenset[str],
) -> PersonShown:
    person = row.person
    voucher = vouching.voucher_by(desk, root.card.fingerprint, person) if root else None
    return PersonShown(
        entity=row.entity,
        person=person,
        trust=row.trust,
        words=fingerprints.words(person.fingerprint, desk.card_words),
        digits=fingerprints.digits(person.fingerprint),
        asked=asked_of(entity),
        versions=entity.versions,
        may_vouch=_may_vouch(row, root),
        vouched_to=voucher.valid_to.isoformat() if voucher is not None else "",
        revoked_by_file=person.fingerprint in revoked,
    )


def _may_vouch(row: cards.KnownRow, root: OwnShown | None) -> bool:
    if root is None or root.over or root.card.revoked_on or row.person.root:
        return False
    same = (row.person.unit, row.person.municipality) == (root.unit, root.municipality)
    return same and row.trust is Trust.CONFIRMED and not row.person.confirmed_by
