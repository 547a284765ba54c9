"""Age files as text, for channels that carry nothing else: strict PEM (RFC 7468, figure 3).

One file has one text: what could be written in two ways is refused, but for white space around it
all and lines that end in CR LF throughout.
"""

from __future__ import annotations

import binascii
import re

from storage.handover.age.errors import ArmorError
from storage.handover.age.streams import Lines, Reader, Writer, write_full

_BEGIN = b"-----BEGIN AGE ENCRYPTED FILE-----"
_END = b"-----END AGE ENCRYPTED FILE-----"
_COLUMNS = 64
_BYTES = 48
_SPACE = b" \t\r\n"
_MOST_SPACE = 1024
_LONGEST_LINE = 80
_UNLIMITED = 2**63
_SPACED_BEGIN = re.compile(rb"[ \t\r\n]*-----")


def looks_armored(start: bytes) -> bool:
    """Whether a file that begins so is text rather than binary."""
    return _SPACED_BEGIN.match(start) is not None


class ArmorReader:
    """The bytes inside, as a ``Reader``. Raises ArmorError when the text is not as it should be,
    at the latest where it ends."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._lines = Lines(reader, line=_LONGEST_LINE, most=_UNLIMITED, refused=ArmorError)
        self._newline = b""
        self._rest = b""
        self._short = self._ended = False

    def read(self, size: int, /) -> bytes:
        if not self._newline:
            self._begin()
        parts, missing = [self._rest], size - len(self._rest)
        while missing > 0 and not self._ended:
            parts.append(self._next())
            missing -= len(parts[-1])
        held = b"".join(parts)
        self._rest = held[size:]
        return held[:size]

    def _begin(self) -> None:
        line = self._after_space()
        bare = line.rstrip(b"\r\n")
        self._newline = line[len(bare) :]
        if bare != _BEGIN or self._newline not in {b"\n", b"\r\n"}:
            raise ArmorError("no beginning")

    def _after_space(self) -> bytes:
        spent = 0
        while True:
            line = self._lines.next()
            spent += len(line) - len(line.lstrip(_SPACE))
            if spent > _MOST_SPACE:
                raise ArmorError("too much white space")
            if line.lstrip(_SPACE) or not line:
                return line.lstrip(_SPACE)

    def _next(self) -> bytes:
        """The bytes of the next line; none when it is the end."""
        line = self._lines.next()
        if line.rstrip(_SPACE) == _END:
            self._finish(line)
            return b""
        text = line.removesuffix(self._newline)
        if self._short or text == line or not 0 < len(text) <= _COLUMNS:
            raise ArmorError("a line of the wrong length")
        try:
            data = binascii.a2b_base64(text, strict_mode=True)
        except binascii.Error as error:
            raise ArmorError("not base64") from error
        if binascii.b2a_base64(data, newline=False) != text:
            raise ArmorError("base64 that is not canonical")
        self._short = len(data) < _BYTES
        return data

    def _finish(self, line: bytes) -> None:
        """Nothing but white space may follow."""
        self._ended = True
        spent = len(line) - len(_END)
        while line := self._lines.next():
            spent += len(line)
            if line.strip(_SPACE) or spent > _MOST_SPACE:
                raise ArmorError("something follows the end")


class ArmorWriter:
    """Writes the text of the bytes it is given, as a ``Writer``. ``close`` writes the last line."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._rest = b""
        write_full(writer, _BEGIN + b"\n")

    def write(self, data: memoryview | bytes, /) -> int:
        held = self._rest + bytes(data)
        whole = len(held) - len(held) % _BYTES
        self._rest = held[whole:]
        write_full(self._writer, _text(held[:whole]))
        return len(data)

    def close(self) -> None:
        """The stream beneath stays open."""
        write_full(self._writer, _text(self._rest) + _END + b"\n")


def _text(data: bytes) -> bytes:
    rows = (data[at : at + _BYTES] for at in range(0, len(data), _BYTES))
    return b"".join(binascii.b2a_base64(row) for row in rows)
