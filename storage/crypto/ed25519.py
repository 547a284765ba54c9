"""Signatures of records (Ed25519, RFC 8032), with public keys checked before they are believed.

OpenSSL accepts public keys of low order, for which one signature fits many messages, and
non-canonical encodings of one and the same key, which would give one author two names. Both are
refused here, by every verification, so that no importer can forget it.
"""

from __future__ import annotations

import functools

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from app.errors import Reason, Refusal
from app.ids import KeyId

SEED_SIZE = 32
_P = 2**255 - 19
_D = -121665 * pow(121666, _P - 2, _P) % _P


class Signer:
    """A caseworker's signing key, ready for use. Holds it in OpenSSL's memory, not Python's."""

    def __init__(self, seed: bytes | bytearray) -> None:
        """``seed``: the 32 private bytes. They are not kept here."""
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.key_id = KeyId(self._key.public_key().public_bytes_raw().hex())

    def sign(self, message: bytes) -> bytes:
        """64 bytes; the same for the same message."""
        return self._key.sign(message)


def verify(key: KeyId, message: bytes, signature: bytes) -> None:
    """As ``app.journal.verify.Verify``. Raises Refusal (signature_wrong) when they do not fit,
    or when the key is malformed, non-canonical or of low order."""
    try:
        public = bytes.fromhex(key)
        if not is_sound_key(public):
            raise Refusal(Reason.SIGNATURE_WRONG)
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError) as error:
        raise Refusal(Reason.SIGNATURE_WRONG) from error


@functools.lru_cache(maxsize=256)
def is_sound_key(public: bytes) -> bool:
    """Whether 32 bytes are the canonical encoding (RFC 8032, 5.1.3) of a point on the curve
    whose order is not a divisor of eight."""
    if len(public) != SEED_SIZE:
        return False
    number = int.from_bytes(public, "little")
    y, sign = number & (2**255 - 1), number >> 255
    if y >= _P:
        return False
    x = _recover_x(y)
    if x is None or (x == 0 and sign == 1):
        return False
    # Doubling three times multiplies by the cofactor: a point of low order becomes the neutral.
    point = (x, y, 1)
    for _ in range(3):
        point = _double(point)
    return point[0] % _P != 0


def _recover_x(y: int) -> int | None:
    """A square root of (y² − 1) / (d·y² + 1), or None when y is not on the curve."""
    squared = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(squared, (_P + 3) // 8, _P)
    if x * x % _P != squared:
        x = x * pow(2, (_P - 1) // 4, _P) % _P
    return x if x * x % _P == squared else None


def _double(point: tuple[int, int, int]) -> tuple[int, int, int]:
    """2P on −x² + y² = 1 + d·x²·y², in projective coordinates."""
    x, y, z = point
    a, b, c = x * x, y * y, 2 * z * z
    e, g = (x + y) ** 2 - a - b, b - a
    f, h = g - c, -a - b
    return e * f % _P, g * h % _P, f * g % _P
