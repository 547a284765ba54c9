"""The vault's own key card: made, renewed, given out and revoked; and the unit's root card.

Both bear the vault's one signing key: whoever is to vouch for a unit's people makes a root card
beside the own card. What the key says as a root is told apart by what is signed, never by another
key that nobody would keep better.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from app.casework.handover_facts import KeyRevocation, OwnKeyCard
from app.errors import Fault, Reason, Refusal
from app.handover.card_text import is_plain, looks_like, unusable
from app.handover.key_card import (
    SUFFIX,
    CardKind,
    KeyCard,
    longest_validity,
    read_card,
    with_previous_signature,
    write_card,
)
from app.handover.statements import Revocation, RevokedWhy, Voucher, write_revocation, write_voucher
from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.ports import LogCode
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.handover.cards import card_register as cards
from app.usecases.reading import register_of
from app.usecases.registers import own_card as own_author
from app.usecases.typed import Typed

MOST_VOUCHERS: Final = 5
"""Kept for each card: each renewal brings one."""


def make_own_card(desk: Desk, typed: JsonObject, *, root: bool = False) -> Changes:
    """The first card, or one that renews it: the same keys, a serial one higher. ``typed``:
    valid_to, at most twelve months on; name, title, unit and municipality where they are to be
    others than the vault's own. Raises InvalidFields; Refusal: own_card_revoked, author_unknown,
    vault_rolled_back."""
    before = cards.own_card(desk, root=root)
    if before is not None and before.revoked_on:
        raise Refusal(Reason.OWN_CARD_REVOKED)
    card = _card(desk, typed, before, root=root)
    data = write_card(card, desk.vault.sign)
    card = read_card(data, desk.vault.handover)
    made = OwnKeyCard(
        card=data.decode(),
        fingerprint=card.fingerprint,
        serial=card.serial,
        valid_to=card.valid_to.isoformat(),
        root=root,
        vouchers=() if before is None else before.vouchers,
    )
    register = register_of(desk)
    entity = cards.own_entity(register, root=root)
    facts = _with_own_voucher(
        desk, {root: (EntityId(desk.new_id()) if entity is None else entity.id, made)}
    )
    desk.vault.log.write(LogCode.KEY_CARD_CHANGED, {"what": "made", "root": root})
    return cards.write(desk, [facts[root], *(fact for key, fact in facts.items() if key != root)])


def revoke_own_cards(desk: Desk, typed: JsonObject) -> Changes:
    """The vault's key is not to be trusted from a day on: every card of it, for ever. ``typed``:
    why (``RevokedWhy``), day. The statements go with every package from now on, and can be
    written to a file. Raises InvalidFields; Refusal: own_card_missing, own_card_revoked."""
    fields = Typed(typed, desk.now().date())
    why = fields.choice("why", RevokedWhy)
    day = fields.day("day", required=True, past=True)
    fields.check()
    entities = [each for each in _own_entities(desk) if not each[1].revoked_on]
    if not entities:
        own = cards.own_card(desk)
        raise Refusal(Reason.OWN_CARD_MISSING if own is None else Reason.OWN_CARD_REVOKED)
    facts: list[tuple[EntityId, OwnKeyCard | KeyRevocation]] = []
    for entity, own in entities:
        revocation = Revocation(
            card=own.fingerprint,
            by=own.fingerprint,
            why=why,
            day=date.fromisoformat(day),
            made_on=desk.now().date(),
        )
        text = write_revocation(revocation, desk.vault.sign).decode()
        revoked = msgspec.structs.replace(own, revoked_on=day, revoked_why=why.value)
        facts.append((entity, revoked))
        facts.append((EntityId(desk.new_id()), kept(revocation, text)))
    desk.vault.log.write(LogCode.KEY_CARD_CHANGED, {"what": "revoked_own"})
    return cards.write(desk, facts)


def kept(revocation: Revocation, text: str) -> KeyRevocation:
    """A statement as the register has it."""
    return KeyRevocation(
        statement=text,
        card=revocation.card,
        by=revocation.by,
        revoked_from=revocation.day.isoformat(),
    )


# ---------------------------------------------------------------------------------- giving out


def card_file_name(card: OwnKeyCard) -> str:
    """Says nothing about a person."""
    return f"{'rotkort' if card.root else 'nyckelkort'}-{card.serial}{SUFFIX}"


def revocation_file_name(card: OwnKeyCard) -> str:
    return f"sparr-{card.serial}{SUFFIX}"


def save_own_card(desk: Desk, path: Path, *, root: bool = False) -> None:
    """Write the card to a file. Logged first. Raises Refusal: own_card_missing,
    own_card_revoked, and as ``Desk.save_file``."""
    card = cards.own_card_now(desk, root=root)
    save(desk, path, card.card, "key_card")


def save_own_revocation(desk: Desk, path: Path, *, root: bool = False) -> None:
    """Write the word that revokes the own card to a file. Logged first. Raises Refusal:
    entity_unknown when it has not been revoked, and as ``Desk.save_file``."""
    card = cards.own_card(desk, root=root)
    for each in cards.revocations(register_of(desk)):
        if card is not None and each.card == card.fingerprint:
            save(desk, path, each.statement, "revocation")
            return
    raise Refusal(Reason.ENTITY_UNKNOWN)


def save_successor(desk: Desk, data: bytes, path: Path) -> None:
    """Write the card of the caseworker's new vault, ``data``, with the word of this vault's key
    that it is the same person's. Whoever knows this card sees that when the new one comes, and
    compares it all the same. Logged first. Raises Refusal: key_card_invalid (also a root card),
    key_card_newer, key_card_own, key_card_other_key when it has another name,
    own_card_missing, own_card_revoked, and as ``Desk.save_file``."""
    own = cards.own_card_now(desk)
    card, before = read_card(data, desk.vault.handover), cards.card_of(desk, own)
    if card.root:
        raise Refusal(Reason.KEY_CARD_INVALID)
    if card.signing_key == before.signing_key:
        raise Refusal(Reason.KEY_CARD_OWN)
    if looks_like(card.name) != looks_like(before.name):
        raise Refusal(Reason.KEY_CARD_OTHER_KEY)
    signed = with_previous_signature(card, own.fingerprint, desk.vault.sign)
    save(desk, path, signed.decode(), "successor")


def save(desk: Desk, path: Path, text: str, what: str) -> None:
    """A small file about cards where somebody wants it. Logged first."""
    desk.vault.log.write(LogCode.EXPORTED, {"what": what})
    desk.save_file(path, text.encode())


# ------------------------------------------------------------------------------------ building


def _card(desk: Desk, typed: JsonObject, before: OwnKeyCard | None, *, root: bool) -> KeyCard:
    today = desk.now().date()
    fields, author = Typed(typed, today), own_author(desk)
    latest = longest_validity(today)
    valid_to = fields.day("valid_to", required=True)
    if valid_to and valid_to < today.isoformat():
        fields.problem("valid_to", Fault.BEFORE, other="today")
    if valid_to > latest.isoformat():
        fields.problem("valid_to", Fault.TOO_LATE, day=latest.isoformat())
    name = _plain(fields, "name", author.name)
    title = _plain(fields, "title", author.title)
    unit = _plain(fields, "unit", author.unit)
    municipality = _plain(fields, "municipality", author.municipality)
    fields.check()
    keys = None if root else desk.vault.handover.receiving_keys()
    return KeyCard(
        kind=CardKind.UNIT_ROOT if root else CardKind.PERSON,
        name=name,
        title=title,
        unit=unit,
        municipality=municipality,
        signing_key=desk.vault.author.key,
        hybrid=keys.hybrid if keys else "",
        classic=keys.classic if keys else "",
        created=today,
        valid_to=date.fromisoformat(valid_to),
        serial=1 if before is None else before.serial + 1,
        previous="" if before is None else before.fingerprint,
    )


def _plain(fields: Typed, name: str, default: str) -> str:
    value = " ".join((fields.line(name) or default).split())
    if not is_plain(value):
        character = unusable(value)
        if character:
            code = f"U+{ord(character):04X}"
            fields.problem(name, Fault.UNUSABLE_CHARACTER, character=code)
        else:
            fields.problem(name, Fault.TOO_LONG if value else Fault.REQUIRED, limit=120)
    return value


def _own_entities(desk: Desk) -> list[tuple[EntityId, OwnKeyCard]]:
    return [(each.id, each.latest.fact) for each in register_of(desk).of(OwnKeyCard)]


def _with_own_voucher(
    desk: Desk, made: dict[bool, tuple[EntityId, OwnKeyCard]]
) -> dict[bool, tuple[EntityId, OwnKeyCard]]:
    """A vault with a root card vouches for its own person's card too, since whoever has confirmed
    the unit's card has confirmed whoever holds it."""
    both = {fact.root: (entity, fact) for entity, fact in _own_entities(desk)} | made
    if len(both) < 2:
        return made
    root = read_card(both[True][1].card.encode(), desk.vault.handover)
    entity, own = both[False]
    person = read_card(own.card.encode(), desk.vault.handover)
    if (root.unit, root.municipality) != (person.unit, person.municipality):
        return made
    voucher = Voucher(
        root=root.fingerprint,
        card=person.fingerprint,
        name=person.name,
        title=person.title,
        made_on=desk.now().date(),
        valid_to=min(root.valid_to, person.valid_to),
    )
    text = write_voucher(voucher, desk.vault.sign).decode()
    return {**made, False: (entity, with_voucher(own, text))}


def with_voucher(own: OwnKeyCard, text: str) -> OwnKeyCard:
    return msgspec.structs.replace(own, vouchers=with_latest(own.vouchers, text))


def with_latest(vouchers: tuple[str, ...], text: str) -> tuple[str, ...]:
    """What root cards have said of one card, with another word of theirs."""
    others = tuple(each for each in vouchers if each != text)
    return (*others[-(MOST_VOUCHERS - 1) :], text)
