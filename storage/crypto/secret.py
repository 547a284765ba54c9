"""Key bytes that are overwritten when they are no longer needed.

Python copies ``bytes`` and ``str`` freely and cannot wipe them. Keys live in ``bytearray`` only,
are handed to C and Rust through the buffer protocol, and are zeroed in place. That shortens a
key's life in memory; what ends it for certain is that locking replaces the process.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator


def wipe(*buffers: bytearray) -> None:
    """Overwrite with zeros, in place; the length stays."""
    for buffer in buffers:
        buffer[:] = bytes(len(buffer))


@contextlib.contextmanager
def wiped(buffer: bytearray) -> Iterator[bytearray]:
    """The buffer, zeroed when the block ends, however it ends."""
    try:
        yield buffer
    finally:
        wipe(buffer)


class Secret:
    """A key with an owner. ``wipe`` may be called twice; using it afterwards is a bug of ours
    and raises ValueError. Its ``repr`` shows nothing, and it cannot be pickled or compared."""

    __slots__ = ("_bytes", "_wiped")
    __hash__ = None  # type: ignore[assignment]  # a hash would be a fingerprint of the key

    def __init__(self, taken: bytearray) -> None:
        """Takes over ``taken``: the caller no longer uses it."""
        self._bytes = taken
        self._wiped = False

    def buffer(self) -> bytearray:
        """The bytes themselves, not a copy: for passing straight on to a primitive."""
        if self._wiped:
            raise ValueError("secret used after wiping")
        return self._bytes

    def copy(self) -> bytearray:
        """For a callee that wipes what it is given."""
        return bytearray(self.buffer())

    def wipe(self) -> None:
        wipe(self._bytes)
        self._wiped = True

    def __eq__(self, other: object) -> bool:
        raise TypeError("secrets are compared by primitives.equal")

    def __reduce__(self) -> str:
        raise TypeError("a secret is never pickled")

    def __repr__(self) -> str:
        return "Secret(…)"
