"""The header: who can unwrap the file key, and a MAC over it all. Limits come before any cipher."""

from __future__ import annotations

import binascii
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from storage.crypto.secret import wiped
from storage.handover.age.errors import HeaderError, MacError
from storage.handover.age.streams import Lines, Reader
from storage.handover.age.wrapping import derived

MOST_BYTES = 64 * 1024
LONGEST_LINE = 4 * 1024
MOST_STANZAS = 64

_VERSION = b"age-encryption.org/v1\n"
_STANZA = b"-> "
_END = b"---"
_COLUMNS = 64
_MAC_COLUMNS = 43
_VISIBLE = bytes(range(0x21, 0x7F))


@dataclass(frozen=True, slots=True)
class Stanza:
    """One way to the file key. ``args[0]`` says which."""

    args: tuple[str, ...]
    body: bytes

    @property
    def kind(self) -> str:
        return self.args[0]


@dataclass(frozen=True, slots=True)
class Header:
    """A header as it was read. Authentic only after ``check``."""

    stanzas: tuple[Stanza, ...]
    covered: bytes
    """What the MAC is over, to the byte."""
    mac: bytes

    def check(self, file_key: bytearray) -> None:
        """Raises MacError when the header is not the one that was sealed with ``file_key``."""
        if not hmac.compare_digest(self.mac, _mac(file_key, self.covered)):
            raise MacError("the header was changed")


def to_base64(data: bytes) -> str:
    """Standard alphabet, without padding."""
    return binascii.b2a_base64(data, newline=False).rstrip(b"=").decode("ascii")


def from_base64(text: str | bytes) -> bytes:
    """The reverse. Raises HeaderError for what ``to_base64`` would not have written."""
    raw = text.encode("ascii") if isinstance(text, str) else text
    try:
        data = binascii.a2b_base64(raw + b"=" * (-len(raw) % 4), strict_mode=True)
    except binascii.Error as error:
        raise HeaderError("not base64") from error
    if to_base64(data).encode("ascii") != raw:
        raise HeaderError("base64 that is not canonical")
    return data


def write_header(stanzas: Sequence[Stanza], file_key: bytearray) -> bytes:
    """The header's bytes, MAC included."""
    covered = _VERSION + b"".join(map(_stanza_bytes, stanzas)) + _END
    return covered + f" {to_base64(_mac(file_key, covered))}\n".encode("ascii")


def read_header(reader: Reader) -> tuple[Header, Reader]:
    """The header, and the stream that goes on after it. Raises HeaderError; has then read at most
    the limits and one read-ahead."""
    lines = Lines(reader, line=LONGEST_LINE, most=MOST_BYTES, refused=HeaderError)
    covered = [_line(lines)]
    if covered[0] != _VERSION:
        raise HeaderError("not an age file of version 1")
    stanzas: list[Stanza] = []
    while (line := _line(lines)).startswith(_STANZA):
        if len(stanzas) == MOST_STANZAS:
            raise HeaderError("more recipients than the limit allows")
        covered.append(line)
        stanzas.append(Stanza(_arguments(line), _body(lines, covered)))
    if not stanzas:
        raise HeaderError("nobody to open it")
    covered.append(_END)
    return Header(tuple(stanzas), b"".join(covered), _mac_of(line)), lines


def _line(lines: Lines) -> bytes:
    line = lines.next()
    if not line.endswith(b"\n"):
        raise HeaderError("the header is cut off")
    return line


def _arguments(line: bytes) -> tuple[str, ...]:
    args = line[len(_STANZA) : -1].split(b" ")
    if not all(args) or any(arg.translate(None, _VISIBLE) for arg in args):
        raise HeaderError("malformed arguments")
    return tuple(arg.decode("ascii") for arg in args)


def _body(lines: Lines, covered: list[bytes]) -> bytes:
    """Full lines, and one that is shorter and may be empty."""
    text = []
    while True:
        line = _line(lines)
        covered.append(line)
        text.append(line[:-1])
        if len(text[-1]) > _COLUMNS:
            raise HeaderError("a line of a body is too long")
        if len(text[-1]) < _COLUMNS:
            return from_base64(b"".join(text))


def _mac_of(line: bytes) -> bytes:
    mark, text = line[: len(_END) + 1], line[len(_END) + 1 : -1]
    if mark != _END + b" " or len(text) != _MAC_COLUMNS:
        raise HeaderError("neither a recipient nor an end")
    return from_base64(text)


def _stanza_bytes(stanza: Stanza) -> bytes:
    text = to_base64(stanza.body)
    lines = [text[at : at + _COLUMNS] for at in range(0, len(text) + 1, _COLUMNS)]
    return "\n".join([f"-> {' '.join(stanza.args)}", *lines, ""]).encode("ascii")


def _mac(file_key: bytearray, covered: bytes) -> bytes:
    with wiped(derived(file_key, salt=b"", purpose=b"header")) as key:
        return hmac.digest(key, covered, hashlib.sha256)
