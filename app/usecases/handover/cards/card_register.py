"""What the register holds of key cards: the vault's own, those of others, and revocations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.casework.handover_facts import KeyRevocation, KnownPerson, OwnKeyCard
from app.casework.register import Register
from app.casework.state import Entity
from app.errors import Reason, Refusal
from app.handover.key_card import KeyCard, read_card
from app.handover.trust import Trust, trust_on
from app.ids import EntityId, KeyId
from app.usecases import writing
from app.usecases.changes import Changes, Part
from app.usecases.desk import Desk
from app.usecases.reading import register_of
from app.usecases.writing import Entry


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A known person as the register has it today."""

    entity: EntityId
    person: KnownPerson
    trust: Trust


# ---------------------------------------------------------------------------- the vault's own


def own_entity(register: Register, *, root: bool) -> Entity[OwnKeyCard] | None:
    """The vault's cards of one sort, every version."""
    found = (each for each in register.of(OwnKeyCard) if each.latest.fact.root == root)
    return next(found, None)


def own_card(desk: Desk, *, root: bool = False) -> OwnKeyCard | None:
    """The latest card that this vault has made of itself, whether it is valid or not."""
    entity = own_entity(register_of(desk), root=root)
    return entity.latest.fact if entity is not None else None


def own_card_now(desk: Desk, *, root: bool = False) -> OwnKeyCard:
    """The vault's card that is valid today. Raises Refusal: own_card_missing when there is none
    or it has run out, own_card_revoked."""
    card = own_card(desk, root=root)
    if card is not None and card.revoked_on:
        raise Refusal(Reason.OWN_CARD_REVOKED)
    if card is None or card.valid_to < desk.now().date().isoformat():
        raise Refusal(Reason.OWN_CARD_MISSING)
    return card


def own_fingerprints(register: Register) -> frozenset[str]:
    return frozenset(
        version.fact.fingerprint for each in register.of(OwnKeyCard) for version in each.versions
    )


# -------------------------------------------------------------------------------- the others


def known_people(desk: Desk) -> tuple[KnownRow, ...]:
    """Everybody whose card is here, the doubtful first, then by name. Root cards are among
    them. Not logged: that is done by whoever shows it."""
    today = desk.now().date()
    rows = (
        KnownRow(each.id, each.latest.fact, trust_on(each.latest.fact, today))
        for each in register_of(desk).of(KnownPerson)
    )
    return tuple(sorted(rows, key=_by_doubt))


def person_entity(register: Register, entity: EntityId) -> Entity[KnownPerson]:
    """Raises Refusal (person_unknown)."""
    for each in register.of(KnownPerson):
        if each.id == entity:
            return each
    raise Refusal(Reason.PERSON_UNKNOWN)


def person(desk: Desk, entity: EntityId) -> KnownPerson:
    """Raises Refusal (person_unknown)."""
    return person_entity(register_of(desk), entity).latest.fact


def person_by_fingerprint(desk: Desk, fingerprint: str) -> KnownRow | None:
    """Whose card it is now; also a card that the person had before does not count."""
    return next((row for row in known_people(desk) if row.person.fingerprint == fingerprint), None)


def person_by_key(desk: Desk, key: KeyId) -> KnownRow | None:
    """Who signs with this key, or did before. A root card has its holder's key, and is nobody."""
    people = [row for row in known_people(desk) if not row.person.root]
    now = (row for row in people if row.person.signing_key == key)
    before = (row for row in people if any(old.signing_key == key for old in row.person.earlier))
    return next(now, None) or next(before, None)


def card_of(desk: Desk, known: KnownPerson | OwnKeyCard) -> KeyCard:
    """The card itself. It was read strictly when it was taken in, and is so again."""
    return read_card(known.card.encode(), desk.vault.handover)


def revocations(register: Register) -> tuple[KeyRevocation, ...]:
    return tuple(each.latest.fact for each in register.of(KeyRevocation))


# ------------------------------------------------------------------------------------ writing


def write(
    desk: Desk,
    facts: Sequence[tuple[EntityId, KnownPerson | OwnKeyCard | KeyRevocation]],
    beside: Iterable[Entry] = (),
) -> Changes:
    """New records or later versions, all or none; ``beside`` go first."""
    register = desk.vault.journal.register
    records = desk.vault.journal.records(register)
    entries = [*beside, *(writing.entry_upon(records, entity, fact) for entity, fact in facts)]
    if entries:
        writing.append(desk, register, records, entries)
    shown = facts[0][0] if facts else None
    return Changes.of(register, Part.KEYS, Part.REGISTER, Part.WATCH, Part.DRAFTS, entity=shown)


_DOUBT = (Trust.REVOKED, Trust.EXPIRED, Trust.SEEN, Trust.CONFIRMED)


def _by_doubt(row: KnownRow) -> tuple[int, str, str]:
    return (_DOUBT.index(row.trust), row.person.name.casefold(), row.entity)
