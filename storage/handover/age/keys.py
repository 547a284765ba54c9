"""Keys as text, of whichever kind they are; and both kinds from one seed."""

from __future__ import annotations

from dataclasses import dataclass

from storage.crypto.primitives import expand
from storage.crypto.secret import wiped
from storage.handover.age.hybrid import RECIPIENT_PREFIX as HYBRID_PREFIX
from storage.handover.age.hybrid import HybridIdentity, HybridRecipient
from storage.handover.age.x25519 import X25519Identity, X25519Recipient

# Frozen: a vault keeps the seed alone, and would lose its keys with another label.
_HYBRID_PURPOSE = b"aktvalv receiving key hybrid 1"
_CLASSIC_PURPOSE = b"aktvalv receiving key classic 1"


@dataclass(frozen=True, slots=True)
class Identities:
    """One receiver's two identities. Neither says anything of the other."""

    hybrid: HybridIdentity
    classic: X25519Identity

    @classmethod
    def of_seed(cls, seed: bytearray) -> Identities:
        """The same for the same seed, always. ``seed``: 32 random bytes
        (``primitives.random_key``); stays the caller's."""
        with (
            wiped(expand(seed, _HYBRID_PURPOSE)) as hybrid,
            wiped(expand(seed, _CLASSIC_PURPOSE)) as classic,
        ):
            return cls(HybridIdentity(hybrid), X25519Identity(classic))


def parse_recipient(text: str) -> HybridRecipient | X25519Recipient:
    """``age1pq1…`` or ``age1…``, exactly as written by ``str``. Raises KeyTextError for any other
    text and for keys that are malformed or of low order."""
    if text.startswith(f"{HYBRID_PREFIX}1"):
        return HybridRecipient.parse(text)
    return X25519Recipient.parse(text)


def parse_identity(text: str) -> HybridIdentity | X25519Identity:
    """``AGE-SECRET-KEY-PQ-1…`` or ``AGE-SECRET-KEY-1…``. Raises KeyTextError."""
    if text.startswith("AGE-SECRET-KEY-PQ-"):
        return HybridIdentity.parse(text)
    return X25519Identity.parse(text)
