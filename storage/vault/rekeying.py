"""Changing who can open a vault. But for ``under_another_key``, nothing is encrypted again.

Each function takes a head and gives the slots that the next one should have. None removes the
last passphrase or the last recovery code: there is no way around a vault that nobody can open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.errors import Reason, Refusal
from app.ports import NewId
from storage.crypto.primitives import DoesNotFitError
from storage.crypto.secret import wipe, wiped
from storage.vault import passphrase as passphrases
from storage.vault import recovery_code, slots, unit_key
from storage.vault.head import Head
from storage.vault.kdf import KdfPolicy
from storage.vault.slots import KeyedSecret, PassphraseSlot, RecoverySlot, Slot, UnitSlot

_S = TypeVar("_S")
_NEVER_LAST = ("passphrase", "recovery")


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The data key, with the slot that gave it."""

    data_key: bytearray
    slot: Slot


@dataclass(frozen=True, slots=True)
class NewSecrets:
    """What is to open a vault whose data key is replaced."""

    passphrase: bytearray
    recovery_code: str
    unit_cards: Sequence[bytes]
    """Given again: a slot keeps no more of a card than its fingerprint."""


def unlock_with_passphrase(head: Head, passphrase: bytearray) -> Unlocked:
    """Raises Refusal: wrong_passphrase, head_damaged. The caller wipes both keys."""
    with wiped(passphrases.normalised(passphrase)) as normalised:
        for slot in _of_kind(head, PassphraseSlot):
            try:
                return Unlocked(slots.open_with_secret(slot, head.vault_id, normalised), slot)
            except DoesNotFitError:
                continue
    raise Refusal(Reason.WRONG_PASSPHRASE)


def unlock_with_recovery_code(head: Head, typed: str) -> Unlocked:
    """Raises Refusal: recovery_code_mistyped, wrong_recovery_code, no_such_slot, head_damaged."""
    with wiped(recovery_code.read(typed)) as code:
        candidates = _of_kind(head, RecoverySlot)
        if not candidates:
            raise Refusal(Reason.NO_SUCH_SLOT)
        for slot in candidates:
            try:
                return Unlocked(slots.open_with_secret(slot, head.vault_id, code), slot)
            except DoesNotFitError:
                continue
    raise Refusal(Reason.WRONG_RECOVERY_CODE)


def unlock_with_unit_key(head: Head, private: bytearray) -> Unlocked:
    """Raises Refusal: no_such_slot when the vault was not locked for this unit's key."""
    for slot in _of_kind(head, UnitSlot):
        try:
            return Unlocked(slots.open_with_unit_key(slot, head.vault_id, private), slot)
        except DoesNotFitError:
            continue
    raise Refusal(Reason.NO_SUCH_SLOT)


def with_new_passphrase(
    head: Head, old: bytearray, new: bytearray, policy: KdfPolicy, new_id: NewId
) -> list[Slot]:
    """``old``'s slot replaced by one for ``new``. Raises Refusal: wrong_passphrase,
    passphrase_weak, head_damaged."""
    passphrases.require_strong(new)
    unlocked = unlock_with_passphrase(head, old)
    with wiped(unlocked.data_key), wiped(passphrases.normalised(new)) as normalised:
        secret = KeyedSecret(normalised, policy.passphrase())
        fresh = slots.lock_with_secret(
            PassphraseSlot, head.vault_id, new_id(), unlocked.data_key, secret
        )
    return [fresh if slot == unlocked.slot else slot for slot in head.slots]


def with_passphrase_after_recovery(
    head: Head, typed: str, new: bytearray, policy: KdfPolicy, new_id: NewId
) -> list[Slot]:
    """Every passphrase replaced by ``new``, by the right of the recovery code: the old one is
    forgotten, or known to somebody else. Raises Refusal: passphrase_weak and those of
    ``unlock_with_recovery_code``."""
    passphrases.require_strong(new)
    unlocked = unlock_with_recovery_code(head, typed)
    with wiped(unlocked.data_key), wiped(passphrases.normalised(new)) as normalised:
        secret = KeyedSecret(normalised, policy.passphrase())
        fresh = slots.lock_with_secret(
            PassphraseSlot, head.vault_id, new_id(), unlocked.data_key, secret
        )
    return [fresh, *(slot for slot in head.slots if not isinstance(slot, PassphraseSlot))]


def with_new_recovery_code(
    head: Head, passphrase: bytearray, policy: KdfPolicy, new_id: NewId
) -> tuple[list[Slot], str]:
    """Every recovery code replaced by the one given back. Raises Refusal: wrong_passphrase,
    head_damaged."""
    unlocked = unlock_with_passphrase(head, passphrase)
    shown = recovery_code.new()
    with wiped(unlocked.data_key), wiped(recovery_code.read(shown)) as code:
        secret = KeyedSecret(code, policy.recovery)
        fresh = slots.lock_with_secret(
            RecoverySlot, head.vault_id, new_id(), unlocked.data_key, secret
        )
    kept = [slot for slot in head.slots if not isinstance(slot, RecoverySlot)]
    return [*kept, fresh], shown


def with_unit_card(head: Head, passphrase: bytearray, card: bytes, new_id: NewId) -> list[Slot]:
    """One more slot, for a unit's key. Raises Refusal: key_card_invalid, wrong_passphrase,
    head_damaged."""
    unit = unit_key.read_card(card)
    unlocked = unlock_with_passphrase(head, passphrase)
    with wiped(unlocked.data_key):
        fresh = slots.lock_with_unit_card(head.vault_id, new_id(), unlocked.data_key, unit)
    kept = [s for s in head.slots if not (isinstance(s, UnitSlot) and s.card == unit.fingerprint)]
    return [*kept, fresh]


def under_another_key(
    vault_id: str,
    data_key: bytearray,
    new: NewSecrets,
    policy: KdfPolicy,
    new_id: NewId,
) -> list[Slot]:
    """Slots for a data key that the vault has not had before. Raises Refusal: passphrase_weak,
    recovery_code_mistyped, key_card_invalid."""
    passphrases.require_strong(new.passphrase)
    cards = {card.fingerprint: card for card in map(unit_key.read_card, new.unit_cards)}
    with (
        wiped(passphrases.normalised(new.passphrase)) as normalised,
        wiped(recovery_code.read(new.recovery_code)) as code,
    ):
        typed = KeyedSecret(normalised, policy.passphrase())
        written = KeyedSecret(code, policy.recovery)
        return [
            slots.lock_with_secret(PassphraseSlot, vault_id, new_id(), data_key, typed),
            slots.lock_with_secret(RecoverySlot, vault_id, new_id(), data_key, written),
            *(
                slots.lock_with_unit_card(vault_id, new_id(), data_key, card)
                for card in cards.values()
            ),
        ]


def without(head: Head, passphrase: bytearray, slot_id: str) -> list[Slot]:
    """One slot fewer. Raises Refusal: wrong_passphrase, head_damaged, no_such_slot, last_slot
    for the only passphrase or the only recovery code."""
    wipe(unlock_with_passphrase(head, passphrase).data_key)
    removed = [slot for slot in head.slots if slot.id == slot_id]
    if not removed:
        raise Refusal(Reason.NO_SUCH_SLOT)
    kept = [slot for slot in head.slots if slot.id != slot_id]
    name = slots.kind(removed[0])
    if name in _NEVER_LAST and name not in map(slots.kind, kept):
        raise Refusal(Reason.LAST_SLOT)
    return kept


def _of_kind(head: Head, kind: type[_S]) -> list[_S]:
    return [slot for slot in head.slots if isinstance(slot, kind)]


def kinds(all_slots: Iterable[Slot]) -> tuple[str, ...]:
    """The kinds in order, as ``VaultLook`` shows them."""
    return tuple(map(slots.kind, all_slots))
