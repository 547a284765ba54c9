"""Recipients of ML-KEM-768 and X25519 together (X-Wing through HPKE, RFC 9180).

What is sealed today must hold for as long as it is dangerous, and a copied file can wait for a
quantum computer. Both must be broken before it opens.
"""

from __future__ import annotations

from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from storage.crypto.primitives import (
    DoesNotFitError,
    box_private_key,
    box_public,
    box_public_key,
    random_key,
)
from storage.crypto.secret import wiped
from storage.handover.age import bech32
from storage.handover.age.errors import HeaderError, KeyTextError
from storage.handover.age.header import Stanza, to_base64
from storage.handover.age.public_keys import seed_of_text, share_of
from storage.handover.age.recipients import Strength

KIND = "mlkem768x25519"
RECIPIENT_PREFIX = "age1pq"
_IDENTITY_PREFIX = "age-secret-key-pq-"
_PURPOSE = b"age-encryption.org/mlkem768x25519"
_SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
_SHARE_SIZE = hpke.KEM.MLKEM768_X25519.enc_length()
_X25519_SIZE = 32


class HybridRecipient:
    """A public key, checked: its ML-KEM part reduced (FIPS 203, 7.2), its X25519 part not of low
    order."""

    strength: Final = Strength.HYBRID

    def __init__(self, public: bytes) -> None:
        """``public``: 1,216 bytes, ML-KEM-768 first. Raises KeyTextError."""
        try:
            self._key = box_public_key(public)
        except DoesNotFitError as error:
            raise KeyTextError("not a sound hybrid key") from error
        self._public = bytes(public)

    @classmethod
    def parse(cls, text: str) -> HybridRecipient:
        """From ``age1pq1…``, lower case. Raises KeyTextError."""
        return cls(bytes(bech32.decode(RECIPIENT_PREFIX, text)))

    def __str__(self) -> str:
        """``age1pq1…``, 1,959 characters: for files, not for typing."""
        return bech32.encode(RECIPIENT_PREFIX, self._public)

    def wrap(self, file_key: bytearray) -> Stanza:
        sealed = _SUITE.encrypt(file_key, self._key, info=_PURPOSE)
        return Stanza((KIND, to_base64(sealed[:_SHARE_SIZE])), sealed[_SHARE_SIZE:])


class HybridIdentity:
    """A private key. Lives in OpenSSL's memory; its seed is not kept."""

    def __init__(self, seed: bytearray) -> None:
        """``seed``: 32 random bytes; stays the caller's. Raises KeyTextError for another size."""
        try:
            self._key = box_private_key(seed)
        except DoesNotFitError as error:
            raise KeyTextError("not 32 bytes") from error
        self._public = box_public(seed)

    @classmethod
    def generate(cls) -> HybridIdentity:
        """One that nobody can write down: for as long as it is in memory."""
        with wiped(random_key()) as seed:
            return cls(seed)

    @classmethod
    def parse(cls, text: str) -> HybridIdentity:
        """From ``AGE-SECRET-KEY-PQ-1…``, upper case. Raises KeyTextError."""
        with wiped(seed_of_text(_IDENTITY_PREFIX, text)) as seed:
            return cls(seed)

    @staticmethod
    def text(seed: bytearray) -> str:
        """``AGE-SECRET-KEY-PQ-1…``: the identity of ``seed``, for another program."""
        return bech32.encode(_IDENTITY_PREFIX, seed).upper()

    @property
    def recipient(self) -> HybridRecipient:
        return HybridRecipient(self._public)

    def unwrap(self, stanza: Stanza) -> bytearray | None:
        if stanza.kind != KIND:
            return None
        share = share_of(stanza, _SHARE_SIZE)
        try:
            # A share of low order is an attack, not a stranger's: told apart before HPKE.
            X25519PrivateKey.generate().exchange(
                X25519PublicKey.from_public_bytes(share[-_X25519_SIZE:])
            )
        except ValueError as error:
            raise HeaderError("a share of low order") from error
        try:
            return bytearray(_SUITE.decrypt(share + stanza.body, self._key, info=_PURPOSE))
        except InvalidTag:
            return None
