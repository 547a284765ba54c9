"""All primitives, each with what it is for and what it guards against.

Argon2id (RFC 9106)      makes guessing a passphrase cost memory and time
HKDF-Expand (RFC 5869)   one key a purpose, so that none is used for two things
AES-256-GCM              wraps a data key; the associated data bind it to its slot
HMAC-SHA-256             authenticates head, anchor and backup
HPKE with X-Wing         wraps a data key to a unit's public key, also against a later quantum
                         computer (MLKEM768-X25519: vaults live for decades)
Ed25519                  signs records; see ``ed25519``

Keys go in and come out as ``bytearray`` so that they can be wiped. Nothing here returns False:
what does not fit raises.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from storage.crypto.secret import wiped

KEY_SIZE = 32
NONCE_SIZE = 12
TAG_SIZE = 16

_MLKEM_PUBLIC = 1184
_MLKEM_SEED = 64
BOX_PUBLIC_SIZE = _MLKEM_PUBLIC + 32
"""Bytes of a public X-Wing key: ML-KEM-768, then X25519 (draft-connolly-cfrg-xwing-kem)."""

_BOX_SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
BOX_OVERHEAD = hpke.KEM.MLKEM768_X25519.enc_length() + TAG_SIZE
"""How much longer a box is than what it holds."""


class DoesNotFitError(Exception):
    """A key, tag or box does not belong to what it was tried on. The caller knows which
    ``Refusal`` that is."""


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one Argon2id derivation costs. One lane: pyca runs them one after another, so more
    would only help a guesser who has more threads."""

    memory_kib: int
    passes: int
    lanes: int = 1


def random_bytes(size: int) -> bytes:
    """From the operating system, for salts, nonces and names."""
    return os.urandom(size)


def random_key() -> bytearray:
    """32 random bytes that can be wiped."""
    key = bytearray(KEY_SIZE)
    for at in range(0, KEY_SIZE, 8):
        key[at : at + 8] = os.urandom(8)
    return key


def argon2id(secret: bytearray, salt: bytes, cost: KdfCost) -> bytearray:
    """32 bytes from a passphrase or code. The caller has checked ``cost`` against its ceiling:
    this call really uses that much memory. Raises MemoryError when there is too little."""
    derived = bytearray(KEY_SIZE)
    Argon2id(
        salt=salt,
        length=KEY_SIZE,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive_into(secret, derived)  # type: ignore[arg-type]  # takes any buffer, typed as bytes
    return derived


def expand(key: bytearray, purpose: bytes) -> bytearray:
    """A 32-byte key for one purpose only; says nothing about ``key`` or its other keys."""
    derived = bytearray(KEY_SIZE)
    HKDFExpand(hashes.SHA256(), KEY_SIZE, purpose).derive_into(key, derived)
    return derived


def mac(key: bytearray, message: bytes) -> bytes:
    """HMAC-SHA-256, 32 bytes."""
    return hmac.digest(key, message, hashlib.sha256)


def equal(one: bytes | bytearray, other: bytes | bytearray) -> bool:
    """Compare in constant time: how far two tags agree must not be measurable."""
    return hmac.compare_digest(one, other)


def wrap(key: bytearray, nonce: bytes, held: bytearray, bound_to: bytes) -> bytes:
    """AES-256-GCM. ``bound_to`` is authenticated along with it. A nonce is used once a key."""
    return AESGCM(key).encrypt(nonce, held, bound_to)


def unwrap(key: bytearray, nonce: bytes, wrapped: bytes, bound_to: bytes) -> bytearray:
    """What ``wrap`` was given. Raises DoesNotFitError, and then nothing was released."""
    held = bytearray(max(len(wrapped) - TAG_SIZE, 0))
    try:
        AESGCM(key).decrypt_into(nonce, wrapped, bound_to, held)
    except (InvalidTag, ValueError) as error:
        raise DoesNotFitError from error
    return held


def box_public(seed: bytearray) -> bytes:
    """The public X-Wing key, ``BOX_PUBLIC_SIZE`` bytes, of a 32-byte private seed."""
    mlkem_key, x25519_key = _box_parts(seed)
    return mlkem_key.public_key().public_bytes_raw() + x25519_key.public_key().public_bytes_raw()


def check_box_public(public: bytes) -> None:
    """Raises DoesNotFitError for a key of the wrong length, an ML-KEM key whose coefficients
    are not reduced (FIPS 203, 7.2) or an X25519 point of low order."""
    if len(public) != BOX_PUBLIC_SIZE:
        raise DoesNotFitError
    try:
        # A low-order point gives the all-zero secret with every private key, which is refused.
        X25519PrivateKey.generate().exchange(
            X25519PublicKey.from_public_bytes(public[_MLKEM_PUBLIC:])
        )
        MLKEM768PublicKey.from_public_bytes(public[:_MLKEM_PUBLIC]).encapsulate()
    except ValueError as error:
        raise DoesNotFitError from error


def box(public: bytes, held: bytearray, bound_to: bytes) -> bytes:
    """Encrypt to a public key (HPKE, RFC 9180, base mode); only its seed opens the box. Raises
    DoesNotFitError for a public key that ``check_box_public`` refuses."""
    return _BOX_SUITE.encrypt(held, box_public_key(public), info=bound_to)


def unbox(seed: bytearray, boxed: bytes, bound_to: bytes) -> bytearray:
    """What ``box`` was given. Raises DoesNotFitError."""
    try:
        return bytearray(_BOX_SUITE.decrypt(boxed, box_private_key(seed), info=bound_to))
    except (InvalidTag, ValueError) as error:
        raise DoesNotFitError from error


def box_public_key(public: bytes) -> hpke.MLKEM768X25519PublicKey:
    """As HPKE takes it. Raises DoesNotFitError for one that ``check_box_public`` refuses."""
    check_box_public(public)
    return hpke.MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(public[:_MLKEM_PUBLIC]),
        X25519PublicKey.from_public_bytes(public[_MLKEM_PUBLIC:]),
    )


def box_private_key(seed: bytearray) -> hpke.MLKEM768X25519PrivateKey:
    """As HPKE takes it, of a 32-byte seed. Raises DoesNotFitError for another size."""
    return hpke.MLKEM768X25519PrivateKey(*_box_parts(seed))


def _box_parts(seed: bytearray) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
    """X-Wing's own expansion, so that the private part is 32 bytes: short enough for paper."""
    if len(seed) != KEY_SIZE:
        raise DoesNotFitError
    with wiped(bytearray(hashlib.shake_256(seed).digest(_MLKEM_SEED + KEY_SIZE))) as parts:
        return (
            MLKEM768PrivateKey.from_seed_bytes(bytes(parts[:_MLKEM_SEED])),
            X25519PrivateKey.from_private_bytes(bytes(parts[_MLKEM_SEED:])),
        )
