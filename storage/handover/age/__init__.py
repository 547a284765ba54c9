"""Files sealed to somebody's key or to a passphrase: the age format, version 1.

Written from the specification (c2sp.org/age, age-encryption.org/v1), so that a file opens in any
age program, and one made by any opens here. ``encrypt`` and ``decrypt`` work on binary streams;
recipients and identities come from ``parse_recipient``, ``parse_identity``, ``Identities.of_seed``
or their own classes.
"""

from __future__ import annotations

from storage.handover.age.errors import (
    AgeError,
    ArmorError,
    HeaderError,
    KeyTextError,
    MacError,
    NoMatchError,
    PayloadError,
    RecipientsError,
)
from storage.handover.age.files import decrypt, encrypt
from storage.handover.age.hybrid import HybridIdentity, HybridRecipient
from storage.handover.age.keys import Identities, parse_identity, parse_recipient
from storage.handover.age.passphrase import PassphraseIdentity, PassphraseRecipient
from storage.handover.age.recipients import Identity, Recipient, Strength
from storage.handover.age.streams import Reader, Writer
from storage.handover.age.x25519 import X25519Identity, X25519Recipient

__all__ = [
    "AgeError",
    "ArmorError",
    "HeaderError",
    "HybridIdentity",
    "HybridRecipient",
    "Identities",
    "Identity",
    "KeyTextError",
    "MacError",
    "NoMatchError",
    "PassphraseIdentity",
    "PassphraseRecipient",
    "PayloadError",
    "Reader",
    "Recipient",
    "RecipientsError",
    "Strength",
    "Writer",
    "X25519Identity",
    "X25519Recipient",
    "decrypt",
    "encrypt",
    "parse_identity",
    "parse_recipient",
]
