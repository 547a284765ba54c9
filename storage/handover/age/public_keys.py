"""What the kinds of recipients with a public key share."""

from __future__ import annotations

from storage.handover.age import bech32
from storage.handover.age.errors import HeaderError, KeyTextError
from storage.handover.age.header import Stanza, from_base64
from storage.handover.age.wrapping import WRAPPED_SIZE


def seed_of_text(prefix: str, text: str) -> bytearray:
    """The seed in an identity's text, which is upper case. Raises KeyTextError."""
    if text != text.upper():
        raise KeyTextError("an identity is written in upper case")
    return bech32.decode(prefix, text.lower())


def share_of(stanza: Stanza, size: int) -> bytes:
    """The one argument of a stanza for a public key. Raises HeaderError unless it is ``size``
    bytes, and the body as long as a wrapped file key."""
    if len(stanza.args) != 2 or len(stanza.body) != WRAPPED_SIZE:
        raise HeaderError("a malformed recipient")
    share = from_base64(stanza.args[1])
    if len(share) != size:
        raise HeaderError("a share of the wrong size")
    return share
