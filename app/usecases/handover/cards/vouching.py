"""What a unit's root card says of its people: given by whoever holds it, taken in by the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

import msgspec

from app.casework.handover_facts import ConfirmedHow, KnownPerson, TrustState
from app.casework.register import Register
from app.errors import Fault, Reason, Refusal
from app.handover.key_card import longest_validity
from app.handover.statements import Voucher, read, voucher_holds, write_voucher
from app.handover.trust import Trust, trust_on
from app.ids import EntityId
from app.jsonvalue import JsonObject
from app.ports import LogCode
from app.usecases.changes import Changes
from app.usecases.desk import Desk
from app.usecases.handover.cards import card_register as cards
from app.usecases.handover.cards import own_cards
from app.usecases.reading import register_of
from app.usecases.typed import Typed


class VoucherState(StrEnum):
    CONFIRMS = "confirms"
    WAITS = "waits"
    """The root card is not here, or has not been confirmed: it counts from when it has."""
    OWN = "own"
    """It is for the vault's own card, and goes with it in every package."""


@dataclass(frozen=True, slots=True)
class VoucherView:
    voucher: Voucher
    state: VoucherState
    person: EntityId | None
    root: KnownPerson | None
    stopped: Reason | None


def look_at_voucher(desk: Desk, voucher: Voucher) -> VoucherView:
    """What taking it in would do. Writes nothing."""
    register, today = register_of(desk), desk.now().date()
    over = Reason.VOUCHER_OVER if voucher.valid_to < today else None
    root = _root(register, voucher.root)
    if voucher.card in cards.own_fingerprints(register):
        return VoucherView(voucher, VoucherState.OWN, None, root, over)
    entity, person = next(_with_card(register, voucher.card), (None, None))
    if person is None:
        return VoucherView(voucher, VoucherState.WAITS, None, root, Reason.PERSON_UNKNOWN)
    if person.state is TrustState.REVOKED:
        over = Reason.KEY_CARD_REVOKED
    if root is None:
        return VoucherView(voucher, VoucherState.WAITS, entity, None, over)
    if over is None and not _holds(desk, voucher, root, person):
        over = Reason.ROOT_CARD_NOT_OF_UNIT
    sure = trust_on(root, today) is Trust.CONFIRMED
    state = VoucherState.CONFIRMS if sure else VoucherState.WAITS
    return VoucherView(voucher, state, entity, root, over)


def take_in_voucher(desk: Desk, voucher: Voucher) -> Changes:
    """Keep what a root card says of a card, and count it if that root card is confirmed. Raises
    Refusal: person_unknown, voucher_over, key_card_revoked, root_card_not_of_unit."""
    view = look_at_voucher(desk, voucher)
    if view.stopped is not None:
        raise Refusal(view.stopped)
    desk.vault.log.write(LogCode.KEY_CARD_CHANGED, {"what": "voucher"})
    register = register_of(desk)
    if view.state is VoucherState.OWN:
        own = cards.own_entity(register, root=False)
        if own is None or own.latest.fact.fingerprint != voucher.card:
            raise Refusal(Reason.ROOT_CARD_NOT_OF_UNIT)
        return cards.write(desk, [(own.id, own_cards.with_voucher(own.latest.fact, voucher.text))])
    if view.person is None:
        raise Refusal(Reason.PERSON_UNKNOWN)
    person = _keeping(cards.person_entity(register, view.person).latest.fact, voucher.text)
    if view.state is VoucherState.CONFIRMS and not _compared(person):
        person = _confirmed(desk, person, voucher)
    return cards.write(desk, [(view.person, person)])


def confirmed_through(
    desk: Desk, register: Register, root: KnownPerson
) -> Iterator[tuple[EntityId, KnownPerson]]:
    """Those whom a root card vouches for, once it has been confirmed: later versions of them."""
    for each in register.of(KnownPerson):
        person = each.latest.fact
        if person.state is not TrustState.SEEN:
            continue
        for text in reversed(person.vouchers):
            voucher = _read(desk, text)
            if voucher.root == root.fingerprint and _holds(desk, voucher, root, person):
                yield each.id, _confirmed(desk, person, voucher)
                break


# ---------------------------------------------------------------------------------- giving one


def vouch(desk: Desk, entity: EntityId, typed: JsonObject) -> Changes:
    """The own root card says that this card is that of somebody in the unit. ``typed``: valid_to.
    Only for a card that whoever vouches has compared. Raises InvalidFields; Refusal:
    own_card_missing, own_card_revoked, person_unknown, person_not_confirmed, person_key_expired,
    person_key_revoked, root_card_not_of_unit."""
    own = cards.own_card_now(desk, root=True)
    person = cards.person(desk, entity)
    today = desk.now().date()
    _require_compared(person, today)
    latest = min(longest_validity(today).isoformat(), own.valid_to)
    fields = Typed(typed, today)
    valid_to = fields.day("valid_to", required=True)
    if valid_to and valid_to < today.isoformat():
        fields.problem("valid_to", Fault.BEFORE, other="today")
    if valid_to > latest:
        fields.problem("valid_to", Fault.TOO_LATE, day=latest)
    fields.check()
    root = cards.card_of(desk, own)
    voucher = Voucher(
        root=own.fingerprint,
        card=person.fingerprint,
        name=person.name,
        title=person.title,
        made_on=today,
        valid_to=date.fromisoformat(valid_to),
    )
    text = write_voucher(voucher, desk.vault.sign).decode()
    made = _read(desk, text)
    if not voucher_holds(made, root, cards.card_of(desk, person), desk.vault.handover, today):
        raise Refusal(Reason.ROOT_CARD_NOT_OF_UNIT)
    desk.vault.log.write(LogCode.KEY_CARD_CHANGED, {"what": "vouched", "entity": entity})
    return cards.write(desk, [(entity, _keeping(person, text))])


def own_voucher(desk: Desk, entity: EntityId) -> Voucher | None:
    """The latest that the own root card has said of somebody. Raises Refusal (person_unknown)."""
    own = cards.own_card(desk, root=True)
    return voucher_by(desk, own.fingerprint, cards.person(desk, entity)) if own else None


def voucher_by(desk: Desk, root: str, person: KnownPerson) -> Voucher | None:
    """The latest that the root card with this fingerprint has said of a person."""
    found = (_read(desk, text) for text in reversed(person.vouchers))
    return next((each for each in found if each.root == root), None)


def save_voucher(desk: Desk, entity: EntityId, path: Path) -> None:
    """Write it to a file. Raises Refusal: entity_unknown when there is none, and as
    ``Desk.save_file``."""
    voucher = own_voucher(desk, entity)
    if voucher is None:
        raise Refusal(Reason.ENTITY_UNKNOWN)
    own_cards.save(desk, path, voucher.text, "voucher")


# -------------------------------------------------------------------------------------- inside


def _confirmed(desk: Desk, person: KnownPerson, voucher: Voucher) -> KnownPerson:
    return msgspec.structs.replace(
        person,
        state=TrustState.CONFIRMED,
        confirmed_how=ConfirmedHow.UNIT_ROOT,
        confirmed_on=desk.now().date().isoformat(),
        confirmed_words="",
        confirmed_by=voucher.root,
        confirmed_to=voucher.valid_to.isoformat(),
    )


def _compared(person: KnownPerson) -> bool:
    """Somebody here has compared the card: that is more than a voucher, and has no last day."""
    return (
        person.state is TrustState.CONFIRMED and person.confirmed_how is not ConfirmedHow.UNIT_ROOT
    )


def _require_compared(person: KnownPerson, today: date) -> None:
    if person.root:
        raise Refusal(Reason.ROOT_CARD_RECEIVES_NOTHING)
    match trust_on(person, today):
        case Trust.REVOKED:
            raise Refusal(Reason.PERSON_KEY_REVOKED)
        case Trust.EXPIRED:
            raise Refusal(Reason.PERSON_KEY_EXPIRED)
    if not _compared(person):
        raise Refusal(Reason.PERSON_NOT_CONFIRMED)


def _keeping(person: KnownPerson, text: str) -> KnownPerson:
    return msgspec.structs.replace(person, vouchers=own_cards.with_latest(person.vouchers, text))


def _holds(desk: Desk, voucher: Voucher, root: KnownPerson, person: KnownPerson) -> bool:
    return voucher_holds(
        voucher,
        cards.card_of(desk, root),
        cards.card_of(desk, person),
        desk.vault.handover,
        desk.now().date(),
    )


def _read(desk: Desk, text: str) -> Voucher:
    found = read(text.encode(), desk.vault.handover)
    if not isinstance(found, Voucher):
        raise TypeError("what is kept as a voucher is none")
    return found


def _root(register: Register, fingerprint: str) -> KnownPerson | None:
    return next((person for _, person in _with_card(register, fingerprint) if person.root), None)


def _with_card(register: Register, fingerprint: str) -> Iterator[tuple[EntityId, KnownPerson]]:
    for each in register.of(KnownPerson):
        if each.latest.fact.fingerprint == fingerprint:
            yield each.id, each.latest.fact
