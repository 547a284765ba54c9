"""What several kinds of recipients share: the key derivation, and the box around the file key."""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_SIZE = 32
FILE_KEY_SIZE = 16
WRAPPED_SIZE = FILE_KEY_SIZE + 16
"""Bytes of a wrapped file key. Checked before it is tried: a longer one could be made to fit
several keys, which would turn the answer into an oracle."""

# Each wrapping key wraps one file key only, so that its nonce need not vary.
_NONCE = bytes(12)


def derived(key: bytearray | bytes, salt: bytes, purpose: bytes) -> bytearray:
    """32 bytes by HKDF-SHA-256 (RFC 5869)."""
    out = bytearray(KEY_SIZE)
    HKDF(hashes.SHA256(), KEY_SIZE, salt, purpose).derive_into(key, out)
    return out


def wrap_file_key(wrapping_key: bytearray, file_key: bytearray) -> bytes:
    return ChaCha20Poly1305(wrapping_key).encrypt(_NONCE, file_key, None)


def unwrap_file_key(wrapping_key: bytearray, wrapped: bytes) -> bytearray | None:
    """None when it was wrapped with another key. ``wrapped`` is of the right size."""
    file_key = bytearray(FILE_KEY_SIZE)
    try:
        ChaCha20Poly1305(wrapping_key).decrypt_into(_NONCE, wrapped, None, file_key)
    except InvalidTag:
        return None
    return file_key
