"""Classic recipients: X25519 (RFC 7748). For a program that knows nothing newer."""

from __future__ import annotations

from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from storage.crypto.primitives import random_key
from storage.crypto.secret import wiped
from storage.handover.age import bech32
from storage.handover.age.errors import HeaderError, KeyTextError
from storage.handover.age.header import Stanza, to_base64
from storage.handover.age.public_keys import seed_of_text, share_of
from storage.handover.age.recipients import Strength
from storage.handover.age.wrapping import derived, unwrap_file_key, wrap_file_key

KIND = "X25519"
RECIPIENT_PREFIX = "age"
_IDENTITY_PREFIX = "age-secret-key-"
_SALT_PURPOSE = b"age-encryption.org/v1/X25519"
_SIZE = 32
_P = 2**255 - 19


class X25519Recipient:
    """A public key, checked: 32 bytes, canonical, and not of low order."""

    strength: Final = Strength.CLASSIC

    def __init__(self, public: bytes) -> None:
        """Raises KeyTextError."""
        if len(public) != _SIZE or int.from_bytes(public, "little") >= _P:
            # Another encoding of the same key would be sealed to nobody: the identity salts with
            # the canonical one.
            raise KeyTextError("not a canonical X25519 key")
        self._key = X25519PublicKey.from_public_bytes(public)
        self._public = bytes(public)
        try:
            X25519PrivateKey.generate().exchange(self._key)
        except ValueError as error:
            raise KeyTextError("an X25519 key of low order") from error

    @classmethod
    def parse(cls, text: str) -> X25519Recipient:
        """From ``age1…``, lower case. Raises KeyTextError."""
        return cls(bytes(bech32.decode(RECIPIENT_PREFIX, text)))

    def __str__(self) -> str:
        """``age1…``, 62 characters."""
        return bech32.encode(RECIPIENT_PREFIX, self._public)

    def wrap(self, file_key: bytearray) -> Stanza:
        ephemeral = X25519PrivateKey.generate()
        share = ephemeral.public_key().public_bytes_raw()
        with wiped(_wrapping_key(ephemeral.exchange(self._key), share, self._public)) as key:
            return Stanza((KIND, to_base64(share)), wrap_file_key(key, file_key))


class X25519Identity:
    """A private key. Lives in OpenSSL's memory; its seed is not kept."""

    def __init__(self, seed: bytearray) -> None:
        """``seed``: 32 random bytes; stays the caller's. Raises KeyTextError for another size."""
        if len(seed) != _SIZE:
            raise KeyTextError("not 32 bytes")
        self._key = X25519PrivateKey.from_private_bytes(seed)
        self._public = self._key.public_key().public_bytes_raw()

    @classmethod
    def generate(cls) -> X25519Identity:
        """One that nobody can write down: for as long as it is in memory."""
        with wiped(random_key()) as seed:
            return cls(seed)

    @classmethod
    def parse(cls, text: str) -> X25519Identity:
        """From ``AGE-SECRET-KEY-1…``, upper case. Raises KeyTextError."""
        with wiped(seed_of_text(_IDENTITY_PREFIX, text)) as seed:
            return cls(seed)

    @staticmethod
    def text(seed: bytearray) -> str:
        """``AGE-SECRET-KEY-1…``: the identity of ``seed``, for another program."""
        return bech32.encode(_IDENTITY_PREFIX, seed).upper()

    @property
    def recipient(self) -> X25519Recipient:
        return X25519Recipient(self._public)

    def unwrap(self, stanza: Stanza) -> bytearray | None:
        if stanza.kind != KIND:
            return None
        share = share_of(stanza, _SIZE)
        try:
            shared = self._key.exchange(X25519PublicKey.from_public_bytes(share))
        except ValueError as error:
            raise HeaderError("a share of low order") from error
        with wiped(_wrapping_key(shared, share, self._public)) as key:
            return unwrap_file_key(key, stanza.body)


def _wrapping_key(shared: bytes, share: bytes, public: bytes) -> bytearray:
    return derived(shared, share + public, _SALT_PURPOSE)
