"""What a recipient and an identity can do; each kind has a module of its own."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import Protocol

from storage.handover.age.header import Stanza


class Strength(Enum):
    """Against whom a recipient holds. Those of one file hold against the same: the weakest of them
    decides for the file, and whoever chose a stronger one must not be deceived."""

    HYBRID = auto()
    """A quantum computer of later years, and today's computers."""
    CLASSIC = auto()
    PASSPHRASE = auto()
    """As strong as the passphrase. Always alone in its file."""


class Recipient(Protocol):
    """Somebody a file can be sealed to."""

    @property
    def strength(self) -> Strength: ...

    def wrap(self, file_key: bytearray) -> Stanza:
        """A stanza from which the identity gets ``file_key``; another each time."""
        ...


class Identity(Protocol):
    """A secret that opens what was sealed to its recipient."""

    def unwrap(self, stanza: Stanza) -> bytearray | None:
        """The file key, or None when the stanza is of another kind or for somebody else. Raises
        HeaderError for one of its own kind that is malformed."""
        ...


def unwrap_any(stanzas: Sequence[Stanza], identities: Sequence[Identity]) -> bytearray | None:
    """The first file key that any identity finds."""
    for identity in identities:
        for stanza in stanzas:
            if (file_key := identity.unwrap(stanza)) is not None:
                return file_key
    return None
