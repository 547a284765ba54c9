"""Recipients who have only a passphrase: scrypt (RFC 7914)."""

from __future__ import annotations

import re
from typing import Final

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from storage.crypto.primitives import random_bytes
from storage.crypto.secret import wiped
from storage.handover.age.errors import HeaderError, RecipientsError
from storage.handover.age.header import Stanza, from_base64, to_base64
from storage.handover.age.recipients import Strength
from storage.handover.age.wrapping import (
    KEY_SIZE,
    WRAPPED_SIZE,
    unwrap_file_key,
    wrap_file_key,
)

KIND = "scrypt"
MOST_WORK = 18
"""The highest work factor that is run, and the one that is written: 2¹⁸ rounds in 256 MiB, about
a second. A file that asks for more would only be after the machine."""

_PURPOSE = b"age-encryption.org/v1/scrypt"
_SALT_SIZE = 16
_NUMBER = re.compile(r"[1-9][0-9]{0,2}")


class PassphraseRecipient:
    """Whoever knows a passphrase. Always the only recipient of its file."""

    strength: Final = Strength.PASSPHRASE

    def __init__(self, passphrase: bytearray, work: int = MOST_WORK) -> None:
        """``passphrase``: UTF-8, used where it lies and not copied; the caller wipes it
        afterwards. ``work``: 2 to this power. Raises RecipientsError when either is out of
        bounds."""
        if not passphrase or not 1 <= work <= MOST_WORK:
            raise RecipientsError("an empty passphrase, or work out of bounds")
        self._passphrase = passphrase
        self._work = work

    def wrap(self, file_key: bytearray) -> Stanza:
        salt = random_bytes(_SALT_SIZE)
        with wiped(_wrapping_key(self._passphrase, salt, self._work)) as key:
            return Stanza((KIND, to_base64(salt), str(self._work)), wrap_file_key(key, file_key))


class PassphraseIdentity:
    """The same, for opening."""

    def __init__(self, passphrase: bytearray) -> None:
        """``passphrase``: UTF-8, used where it lies and not copied."""
        self._passphrase = passphrase

    def unwrap(self, stanza: Stanza) -> bytearray | None:
        if stanza.kind != KIND:
            return None
        if len(stanza.args) != 3 or len(stanza.body) != WRAPPED_SIZE:
            raise HeaderError("a malformed passphrase stanza")
        salt, work = from_base64(stanza.args[1]), stanza.args[2]
        if len(salt) != _SALT_SIZE or not _NUMBER.fullmatch(work):
            raise HeaderError("a malformed salt or work factor")
        if int(work) > MOST_WORK:
            raise HeaderError("more work than the limit allows")
        with wiped(_wrapping_key(self._passphrase, salt, int(work))) as key:
            return unwrap_file_key(key, stanza.body)


def _wrapping_key(passphrase: bytearray, salt: bytes, work: int) -> bytearray:
    key = bytearray(KEY_SIZE)
    Scrypt(_PURPOSE + salt, KEY_SIZE, n=1 << work, r=8, p=1).derive_into(passphrase, key)
    return key
