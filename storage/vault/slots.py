"""Key slots: the vault's one data key, wrapped once for each way of opening it.

``passphrase``  what the caseworker types each day
``recovery``    the code on paper in a safe place
``unit``        the unit's key: the caseworker is ill at two in the morning, and the client is in
                danger

A secret slot stores a commitment beside the wrap. It makes the wrap key-committing, so that no
two passphrases open one slot, and it tells a wrong passphrase from a damaged slot.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, TypeVar

import msgspec

from app.errors import Reason, Refusal
from app.journal.canonical import encode_json
from storage.crypto import primitives
from storage.crypto.primitives import DoesNotFitError, KdfCost
from storage.crypto.secret import wiped
from storage.vault.kdf import MAX_LANES, MAX_MEMORY_KIB, MAX_PASSES
from storage.vault.unit_key import UnitCard

MAX_SLOTS = 16

Id = Annotated[
    str,
    msgspec.Meta(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z"),
]
Hex32 = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
_Nonce = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{24}\Z")]
_Wrapped = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{96}\Z")]
_BOXED_DIGITS = 2 * (primitives.BOX_OVERHEAD + primitives.KEY_SIZE)
_Boxed = Annotated[str, msgspec.Meta(pattern=rf"^[0-9a-f]{{{_BOXED_DIGITS}}}\Z")]


@dataclass(frozen=True, slots=True)
class KeyedSecret:
    """What opens a secret slot (a passphrase in NFC, or a code's 16 bytes), and what deriving a
    key from it is to cost."""

    value: bytearray
    cost: KdfCost


class Kdf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Argon2id's parameters. Values above the ceilings do not parse, so they never run."""

    m: Annotated[int, msgspec.Meta(ge=8, le=MAX_MEMORY_KIB)]
    t: Annotated[int, msgspec.Meta(ge=1, le=MAX_PASSES)]
    p: Annotated[int, msgspec.Meta(ge=1, le=MAX_LANES)]

    @property
    def cost(self) -> KdfCost:
        return KdfCost(memory_kib=self.m, passes=self.t, lanes=self.p)


class SecretSlot(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind"
):
    """A slot that something remembered or written down opens. Bytes are lower-case hex."""

    id: Id
    salt: Hex32
    kdf: Kdf
    nonce: _Nonce
    commit: Hex32
    wrap: _Wrapped


class PassphraseSlot(SecretSlot, frozen=True, kw_only=True, tag="passphrase"):
    """Opened by the passphrase: UTF-8, Unicode NFC."""


class RecoverySlot(SecretSlot, frozen=True, kw_only=True, tag="recovery"):
    """Opened by the 16 bytes of the recovery code."""


class UnitSlot(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
    tag_field="kind",
    tag="unit",
):
    """Opened by the unit's private key. ``card`` is the fingerprint of the unit's key card; the
    unit's name is not written here, where anyone can read it."""

    id: Id
    card: Hex32
    wrap: _Boxed


Slot = PassphraseSlot | RecoverySlot | UnitSlot
_Kind = TypeVar("_Kind", PassphraseSlot, RecoverySlot)


def kind(slot: SecretSlot | UnitSlot) -> str:
    """``passphrase``, ``recovery`` or ``unit``."""
    return str(slot.__struct_config__.tag)


def lock_with_secret(
    shape: type[_Kind], vault_id: str, slot_id: str, data_key: bytearray, secret: KeyedSecret
) -> _Kind:
    """A new slot with its own salt. Neither key nor secret is wiped here."""
    salt = primitives.random_bytes(32)
    nonce = primitives.random_bytes(primitives.NONCE_SIZE)
    cost = secret.cost
    slot = shape(
        id=slot_id,
        salt=salt.hex(),
        kdf=Kdf(m=cost.memory_kib, t=cost.passes, p=cost.lanes),
        nonce=nonce.hex(),
        commit="",
        wrap="",
    )
    with wiped(primitives.argon2id(secret.value, salt, cost)) as derived:
        with wiped(primitives.expand(derived, _purpose(b"key", vault_id, slot_id))) as key:
            wrapped = primitives.wrap(key, nonce, data_key, _binding(slot, vault_id))
        with wiped(primitives.expand(derived, _purpose(b"commit", vault_id, slot_id))) as commit:
            return msgspec.structs.replace(slot, commit=commit.hex(), wrap=wrapped.hex())


def lock_with_unit_card(
    vault_id: str, slot_id: str, data_key: bytearray, card: UnitCard
) -> UnitSlot:
    """A new slot that only the holder of the card's private key can open."""
    boxed = primitives.box(card.key, data_key, _unit_binding(vault_id, slot_id, card.fingerprint))
    return UnitSlot(id=slot_id, card=card.fingerprint, wrap=boxed.hex())


def open_with_secret(slot: SecretSlot, vault_id: str, secret: bytearray) -> bytearray:
    """The data key. Raises DoesNotFitError for another secret, Refusal (head_damaged) when the
    secret is the right one and the wrap is not."""
    with wiped(primitives.argon2id(secret, bytes.fromhex(slot.salt), slot.kdf.cost)) as derived:
        with wiped(primitives.expand(derived, _purpose(b"commit", vault_id, slot.id))) as commit:
            if not primitives.equal(commit, bytes.fromhex(slot.commit)):
                raise DoesNotFitError
        with wiped(primitives.expand(derived, _purpose(b"key", vault_id, slot.id))) as key:
            nonce, wrapped = bytes.fromhex(slot.nonce), bytes.fromhex(slot.wrap)
            try:
                return primitives.unwrap(key, nonce, wrapped, _binding(slot, vault_id))
            except DoesNotFitError as error:
                raise Refusal(Reason.HEAD_DAMAGED) from error


def open_with_unit_key(slot: UnitSlot, vault_id: str, seed: bytearray) -> bytearray:
    """The data key. Raises DoesNotFitError for another unit's key or a damaged box."""
    return primitives.unbox(
        seed, bytes.fromhex(slot.wrap), _unit_binding(vault_id, slot.id, slot.card)
    )


def _purpose(use: bytes, vault_id: str, slot_id: str) -> bytes:
    return b"aktvalv slot %b v1\0%b\0%b" % (use, vault_id.encode(), slot_id.encode())


def _binding(slot: SecretSlot, vault_id: str) -> bytes:
    """Everything about the slot that must not be changed or moved to another vault."""
    return encode_json(
        {
            "id": slot.id,
            "kdf": {"m": slot.kdf.m, "p": slot.kdf.p, "t": slot.kdf.t},
            "kind": kind(slot),
            "nonce": slot.nonce,
            "salt": slot.salt,
            "vault": vault_id,
        }
    )


def _unit_binding(vault_id: str, slot_id: str, fingerprint: str) -> bytes:
    return b"aktvalv unit slot v1\0%b\0%b\0%b" % (
        vault_id.encode(),
        slot_id.encode(),
        fingerprint.encode(),
    )
