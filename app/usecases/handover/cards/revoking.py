"""Cards that are not to be trusted any more: by the holder's word, the unit's, or one's own.

A statement that a card is revoked is kept even when nobody here has that card, and goes with every
package that leaves: off line there is no faster way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

import msgspec

from app.casework.handover_facts import (
    EarlierCard,
    KeyRevocation,
    KnownPerson,
    OwnKeyCard,
    TrustState,
)
from app.casework.register import Register
from app.errors import Reason, Refusal
from app.handover.key_card import KeyCard
from app.handover.statements import (
    Holder,
    Revocation,
    RevokedWhy,
    read,
    revocation_holds,
    write_revocation,
)
from app.handover.trust import Trust, fell_with_root, trust_on
from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.ports import LogCode
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.handover.cards import card_register as cards
from app.usecases.handover.cards import own_cards
from app.usecases.reading import register_of
from app.usecases.typed import Typed

MOST_WAITING = 200
"""Statements about cards that nobody here knows: more are not kept, so that no package can fill
the register."""

Version = tuple[EntityId, KnownPerson | OwnKeyCard | KeyRevocation]


class RevocationState(StrEnum):
    APPLIES = "applies"
    KNOWN = "known"
    WAITS = "waits"
    """Nobody here has the card: kept, should it come."""


@dataclass(frozen=True, slots=True)
class RevocationView:
    revocation: Revocation
    state: RevocationState
    person: EntityId | None
    own: bool
    """It is the vault's own card."""
    stopped: Reason | None


def look_at_revocation(desk: Desk, revocation: Revocation) -> RevocationView:
    """What taking it in would do. Writes nothing."""
    register = register_of(desk)
    person = next(_people_with(register, revocation.card), None)
    own = revocation.card in cards.own_fingerprints(register)
    entity = person[0] if person is not None else None
    if any(each.statement == revocation.text for each in cards.revocations(register)):
        return RevocationView(revocation, RevocationState.KNOWN, entity, own, None)
    if person is None and not own:
        full = len(_waiting(desk, register)) >= MOST_WAITING
        stopped = Reason.REVOCATION_NOT_VALID if full else None
        return RevocationView(revocation, RevocationState.WAITS, None, own, stopped)
    held = any(
        _holds(desk, register, revocation, holder)
        for holder in _holders(desk, register)
        if holder.fingerprint == revocation.card
    )
    stopped = None if held else Reason.REVOCATION_NOT_VALID
    return RevocationView(revocation, RevocationState.APPLIES, entity, own, stopped)


def take_in_revocation(desk: Desk, revocation: Revocation) -> Changes:
    """Keep the statement, and revoke what it is about. One that is here already changes nothing.
    Raises Refusal (revocation_not_valid)."""
    view = look_at_revocation(desk, revocation)
    if view.stopped is not None:
        raise Refusal(view.stopped)
    if view.state is RevocationState.KNOWN:
        return cards.write(desk, [])
    register = register_of(desk)
    facts = [*_effects(register, revocation), _kept(desk, revocation)]
    desk.vault.log.write(LogCode.KEY_CARD_CHANGED, {"what": "revocation"})
    return cards.write(desk, facts)


def is_revoked(desk: Desk, register: Register, card: KeyCard) -> bool:
    """Whether a statement that is kept here revokes a card that comes now."""
    holder = _card_holder(card)
    return any(
        _holds(desk, register, _read(desk, each), holder)
        for each in cards.revocations(register)
        if each.card == card.fingerprint
    )


def to_send(desk: Desk, register: Register) -> tuple[str, ...]:
    """Every statement that holds, so that it comes round; those that wait are not passed on."""
    known = {holder.fingerprint: holder for holder in _holders(desk, register)}
    return tuple(
        each.statement
        for each in cards.revocations(register)
        if each.card in known and _holds(desk, register, _read(desk, each), known[each.card])
    )


# ------------------------------------------------------------------------------- by this vault


def distrust(desk: Desk, entity: EntityId, typed: JsonObject) -> Changes:
    """The caseworker does not trust a card any more; nobody else is told. ``typed``: words (why),
    day. Raises InvalidFields; Refusal: person_unknown, person_key_revoked."""
    register, person = _to_revoke(desk, entity)
    fields = Typed(typed, desk.now().date())
    words = fields.text("words", required=True)
    day = fields.day("day", required=True, past=True)
    fields.check()
    desk.vault.log.write(LogCode.KEY_CARD_CHANGED, {"what": "distrusted", "entity": entity})
    return cards.write(desk, _revoked(register, entity, person, day, words))


def revoke_as_root(desk: Desk, entity: EntityId, typed: JsonObject) -> Changes:
    """The own root card revokes the card of somebody in the unit, for all who trust the unit.
    ``typed``: why (``RevokedWhy``), day. Raises InvalidFields; Refusal: own_card_missing,
    own_card_revoked, person_unknown, person_key_revoked, root_card_not_of_unit."""
    own = cards.own_card_now(desk, root=True)
    register, person = _to_revoke(desk, entity)
    fields = Typed(typed, desk.now().date())
    why = fields.choice("why", RevokedWhy)
    day = fields.day("day", required=True, past=True)
    fields.check()
    revocation = Revocation(
        card=person.fingerprint,
        by=own.fingerprint,
        why=why,
        day=date.fromisoformat(day),
        made_on=desk.now().date(),
    )
    text = write_revocation(revocation, desk.vault.sign).decode()
    made = _read_text(desk, text)
    if not _holds(desk, register, made, _holder(person)):
        raise Refusal(Reason.ROOT_CARD_NOT_OF_UNIT)
    facts = [*_revoked(register, entity, person, day, why.value), _kept(desk, made)]
    desk.vault.log.write(LogCode.KEY_CARD_CHANGED, {"what": "revoked", "entity": entity})
    return cards.write(desk, facts)


def save_revocation(desk: Desk, entity: EntityId, path: Path) -> None:
    """Write the word that revokes somebody's card to a file. Raises Refusal: entity_unknown when
    there is none, and as ``Desk.save_file``."""
    card = cards.person(desk, entity).fingerprint
    for each in cards.revocations(register_of(desk)):
        if each.card == card:
            own_cards.save(desk, path, each.statement, "revocation")
            return
    raise Refusal(Reason.ENTITY_UNKNOWN)


# -------------------------------------------------------------------------------------- inside


def _to_revoke(desk: Desk, entity: EntityId) -> tuple[Register, KnownPerson]:
    register = register_of(desk)
    person = cards.person_entity(register, entity).latest.fact
    if person.state is TrustState.REVOKED:
        raise Refusal(Reason.PERSON_KEY_REVOKED)
    return register, person


def _effects(register: Register, revocation: Revocation) -> Iterator[Version]:
    day, why = revocation.day.isoformat(), revocation.why.value
    for each in register.of(OwnKeyCard):
        own = each.latest.fact
        if own.fingerprint == revocation.card and not own.revoked_on:
            yield each.id, msgspec.structs.replace(own, revoked_on=day, revoked_why=why)
    for entity, person in _people_with(register, revocation.card):
        if person.fingerprint == revocation.card:
            yield from _revoked(register, entity, person, day, why)
        else:
            earlier = tuple(_ended(each, revocation.card, day) for each in person.earlier)
            yield entity, msgspec.structs.replace(person, earlier=earlier)


def _ended(card: EarlierCard, revoked: str, day: str) -> EarlierCard:
    if card.fingerprint != revoked:
        return card
    return msgspec.structs.replace(card, until=min(card.until, day))


def _revoked(
    register: Register, entity: EntityId, person: KnownPerson, day: str, why: str
) -> list[Version]:
    """The person's card, and what fell with it where it is a root card. The earliest day holds."""
    since = min(day, person.revoked_on or day)
    gone = msgspec.structs.replace(
        person, state=TrustState.REVOKED, revoked_on=since, revoked_why=why
    )
    facts: list[Version] = [(entity, gone)]
    for each in register.of(KnownPerson):
        other = each.latest.fact
        if person.root and fell_with_root(other, person.fingerprint, since):
            facts.append((each.id, _unconfirmed(other)))
    return facts


def _unconfirmed(person: KnownPerson) -> KnownPerson:
    return msgspec.structs.replace(
        person,
        state=TrustState.SEEN,
        confirmed_how=None,
        confirmed_on="",
        confirmed_words="",
        confirmed_by="",
        confirmed_to="",
    )


def _holds(desk: Desk, register: Register, revocation: Revocation, holder: Holder) -> bool:
    """By the holder's own key; or by a root card that is the vault's own or has been confirmed:
    anybody can make a root card and call it the unit's."""
    checks = desk.vault.handover
    if revocation.by == holder.fingerprint:
        return revocation_holds(revocation, holder, holder, checks)
    return any(
        revocation_holds(revocation, root, holder, checks) for root in _sure_roots(desk, register)
    )


def _sure_roots(desk: Desk, register: Register) -> Iterator[Holder]:
    own = cards.own_entity(register, root=True)
    if own is not None and not own.latest.fact.revoked_on:
        yield _card_holder(cards.card_of(desk, own.latest.fact))
    for each in register.of(KnownPerson):
        person = each.latest.fact
        if person.root and trust_on(person, desk.now().date()) is Trust.CONFIRMED:
            yield _holder(person)


def _holders(desk: Desk, register: Register) -> Iterator[Holder]:
    """Every card that is or was somebody's, and the vault's own."""
    for each in register.of(KnownPerson):
        person = each.latest.fact
        yield _holder(person)
        for old in person.earlier:
            yield Holder(old.fingerprint, old.signing_key, False, person.unit, person.municipality)
    for own in register.of(OwnKeyCard):
        for version in own.versions:
            yield _card_holder(cards.card_of(desk, version.fact))


def _card_holder(card: KeyCard) -> Holder:
    return Holder(card.fingerprint, card.signing_key, card.root, card.unit, card.municipality)


def _holder(person: KnownPerson) -> Holder:
    return Holder(
        person.fingerprint, person.signing_key, person.root, person.unit, person.municipality
    )


def _people_with(register: Register, card: str) -> Iterator[tuple[EntityId, KnownPerson]]:
    for each in register.of(KnownPerson):
        person = each.latest.fact
        if card in (person.fingerprint, *(old.fingerprint for old in person.earlier)):
            yield each.id, person


def _waiting(desk: Desk, register: Register) -> list[KeyRevocation]:
    known = {holder.fingerprint for holder in _holders(desk, register)}
    return [each for each in cards.revocations(register) if each.card not in known]


def _kept(desk: Desk, revocation: Revocation) -> Version:
    return EntityId(desk.new_id()), own_cards.kept(revocation, revocation.text)


def _read(desk: Desk, kept: KeyRevocation) -> Revocation:
    return _read_text(desk, kept.statement)


def _read_text(desk: Desk, text: str) -> Revocation:
    found = read(text.encode(), desk.vault.handover)
    if not isinstance(found, Revocation):
        raise TypeError("what is kept as a revocation is none")
    return found
