"""Messages between this process and the one that reads foreign files: a length of eight bytes,
and so many bytes."""

from __future__ import annotations

from typing import IO

_HEAD = 8


class BadFrame(Exception):
    """There is no whole message, or it says that it is larger than allowed."""


def frame(message: bytes) -> bytes:
    """A message as it is sent."""
    return len(message).to_bytes(_HEAD, "big") + message


def read_frame(stream: IO[bytes], limit: int) -> bytes:
    """The next message. Nothing is kept of one that is too large. Raises BadFrame."""
    length = int.from_bytes(_exactly(stream, _HEAD), "big")
    if length > limit:
        raise BadFrame
    return _exactly(stream, length)


def require_end(stream: IO[bytes]) -> None:
    """Raises BadFrame when anything follows."""
    if stream.read(1):
        raise BadFrame


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) != length:
        raise BadFrame
    return data
