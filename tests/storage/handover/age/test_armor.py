"""Armor: one text a file."""

from __future__ import annotations

import base64
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.handover import age
from storage.handover.age.armor import ArmorReader, ArmorWriter
from tests.storage.handover.age.sealing import CLASSIC, HYBRID, opened, released, sealed

TEXT = sealed(b"content", CLASSIC.recipient, armored=True)
LINES = TEXT.splitlines()


def armor(data: bytes, size: int = 10_000) -> bytes:
    out = io.BytesIO()
    writer = ArmorWriter(out)
    for at in range(0, len(data), size):
        writer.write(data[at : at + size])
    writer.close()
    return out.getvalue()


def inside(text: bytes, size: int = 10_000) -> bytes:
    reader = ArmorReader(io.BytesIO(text))
    return b"".join(iter(lambda: reader.read(size), b""))


@given(st.binary(max_size=400), st.integers(1, 200), st.integers(1, 200))
@settings(deadline=None)
def test_bytes_come_back_and_are_standard_base64(data: bytes, write: int, read: int) -> None:
    text = armor(data, write)
    assert inside(text, read) == data
    begin, *middle, end = text.decode().splitlines()
    assert begin == "-----BEGIN AGE ENCRYPTED FILE-----"
    assert end == "-----END AGE ENCRYPTED FILE-----"
    assert base64.b64decode("".join(middle), validate=True) == data
    assert all(len(line) == 64 for line in middle[:-1])


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT.removesuffix(b"\n"),
        b" \r\n\t" + TEXT + b"\n\n \t\r\n",
        b"\r\n".join([*LINES, b""]),
        b" " * 70 + b"\n" + TEXT,
    ],
)
def test_space_around_it_and_the_other_line_ends_are_allowed(text: bytes) -> None:
    assert opened(text, CLASSIC) == b"content"


REFUSED = {
    "mixed line ends": b"\r\n".join([LINES[0], b"\n".join([*LINES[1:], b""])]),
    "a space in a line": TEXT.replace(LINES[2], LINES[2] + b" "),
    "a space before a line": TEXT.replace(LINES[2], b" " + LINES[2]),
    "an empty line": TEXT.replace(LINES[2], b"\n" + LINES[2]),
    "a short line": TEXT.replace(LINES[2], LINES[2][:60] + b"\n" + LINES[2][60:]),
    "a long line": TEXT.replace(LINES[2] + b"\n", LINES[2]),
    "no end": TEXT.rpartition(b"-----END")[0],
    "two files": TEXT + TEXT,
    "something after it": TEXT + b"x",
    "headers": TEXT.replace(LINES[1], b"Version: 1\n\n" + LINES[1]),
    "another label": TEXT.replace(b"AGE ENCRYPTED FILE", b"AGE ENCRYPTED MAIL"),
    "much space before it": b"\n" * 1025 + TEXT,
    "much space after it": TEXT + b"\n" * 1025,
    "an end with a tail": TEXT.rstrip() + b"-\n",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_age_would_not_have_written_is_refused(name: str) -> None:
    assert REFUSED[name] != TEXT
    content, error = released(REFUSED[name], [CLASSIC])
    assert isinstance(error, (age.ArmorError, age.HeaderError)), error
    _, error = released(REFUSED[name], [CLASSIC], armored=True)
    assert type(error) is age.ArmorError
    assert content in {b"", b"content"}


def test_slack_bits_and_missing_padding_are_refused() -> None:
    for size in (1, 2):
        text = armor(bytes(size))
        body = text.splitlines()[1]
        for wrong in (body.replace(b"A=", b"B="), body.rstrip(b"="), body + b"="):
            with pytest.raises(age.ArmorError):
                inside(text.replace(body, wrong))


def test_text_and_bytes_are_told_apart_by_their_beginning() -> None:
    plain = sealed(b"content", HYBRID.recipient)
    assert opened(plain, HYBRID) == opened(armor(plain), HYBRID) == b"content"
    _, error = released(plain, [HYBRID], armored=True)
    assert isinstance(error, age.ArmorError)
    _, error = released(armor(plain), [HYBRID], armored=False)
    assert isinstance(error, age.HeaderError)
