"""Reading and writing binary streams whose calls may do less than they were asked to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from storage.handover.age.errors import AgeError

_READ_AHEAD = 16 * 1024


class Reader(Protocol):
    """A binary stream; ``b""`` is its end. May return less than asked for."""

    def read(self, size: int, /) -> bytes: ...


class Writer(Protocol):
    """A binary stream. Returns how many bytes it took, which may be fewer than it was given."""

    def write(self, data: memoryview | bytes, /) -> int: ...


def read_full(reader: Reader, size: int) -> bytes:
    """``size`` bytes, fewer only at the end."""
    first = reader.read(size)
    if len(first) == size or not first:
        return first
    parts, missing = [first], size - len(first)
    while missing and (part := reader.read(missing)):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def write_full(writer: Writer, data: memoryview | bytes) -> None:
    """All of ``data``. A stream that takes nothing raises OSError, so that no byte is ever lost in
    silence."""
    rest = memoryview(data)
    while rest:
        taken = writer.write(rest)
        if not taken:
            raise OSError("the stream took nothing")
        rest = rest[taken:]


class Lines:
    """The lines at the beginning of a stream, within limits, and then the stream itself.

    Never reads more than ``most`` bytes and one read-ahead before ``refused`` is raised, whatever
    the stream holds.
    """

    def __init__(
        self, reader: Reader, *, line: int, most: int, refused: Callable[[str], AgeError]
    ) -> None:
        """``line`` and ``most``: bytes of the longest line and of all lines, line feeds counted."""
        self._reader = reader
        self._longest = line
        self._left = most
        self._refused = refused
        self._ahead = b""

    def next(self) -> bytes:
        """The next line with its line feed. The last one of a stream may lack it; after that
        ``b""``."""
        while (end := self._ahead.find(b"\n")) < 0 and len(self._ahead) <= self._longest:
            more = self._reader.read(_READ_AHEAD)
            if not more:
                end = len(self._ahead) - 1
                break
            self._ahead += more
        size = end + 1 if end >= 0 else len(self._ahead)
        if size > self._longest:
            raise self._refused("a line is longer than the limit")
        if size > self._left:
            raise self._refused("there are more lines than the limit allows")
        self._left -= size
        line, self._ahead = self._ahead[:size], self._ahead[size:]
        return line

    def read(self, size: int, /) -> bytes:
        """What follows the lines, as ``Reader``."""
        if self._ahead:
            part, self._ahead = self._ahead[:size], self._ahead[size:]
            return part
        return self._reader.read(size)
