"""Sealing and opening bytes, and keys that are the same in every run."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence

from storage.handover import age


def seed(name: str) -> bytearray:
    return bytearray(hashlib.sha256(name.encode()).digest())


HYBRID = age.HybridIdentity(seed("hybrid"))
CLASSIC = age.X25519Identity(seed("classic"))
WORK = 4
"""Of scrypt, where a test is not about it."""


def sealed(content: bytes, *recipients: age.Recipient, armored: bool = False) -> bytes:
    out = io.BytesIO()
    age.encrypt(io.BytesIO(content), out, recipients, armored=armored)
    return out.getvalue()


def opened(data: bytes, *identities: age.Identity, armored: bool | None = None) -> bytes:
    out = io.BytesIO()
    age.decrypt(io.BytesIO(data), out, identities, armored=armored)
    return out.getvalue()


def released(
    data: bytes, identities: Sequence[age.Identity], *, armored: bool | None = None
) -> tuple[bytes, age.AgeError | None]:
    """What was written before the end or the error, and the error."""
    out = io.BytesIO()
    try:
        age.decrypt(io.BytesIO(data), out, identities, armored=armored)
    except age.AgeError as error:
        return out.getvalue(), error
    return out.getvalue(), None
