"""Headers: strict, and within limits that hold before any cipher runs."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.handover import age
from storage.handover.age import header as header_module
from storage.handover.age.header import (
    LONGEST_LINE,
    MOST_BYTES,
    MOST_STANZAS,
    Stanza,
    read_header,
    to_base64,
    write_header,
)
from tests.storage.handover.age.sealing import CLASSIC, HYBRID, WORK, opened, sealed, seed

VERSION = b"age-encryption.org/v1\n"
FILE_KEY = bytearray(b"sixteen bytes ok")
READ_AHEAD = 16 * 1024
VISIBLE = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=30)
STANZAS = st.builds(
    Stanza, st.lists(VISIBLE, min_size=1, max_size=4).map(tuple), st.binary(max_size=150)
)


class Endless:
    """A stream without end, which counts what was read of it."""

    def __init__(self, start: bytes, repeated: bytes) -> None:
        self.start, self.repeated = start, repeated
        self.given = 0

    def read(self, size: int, /) -> bytes:
        times = -(-(self.given % len(self.repeated) + size) // len(self.repeated)) + 1
        data = self.start or (self.repeated * times)[self.given % len(self.repeated) :]
        self.start = b""
        self.given += len(data[:size])
        return data[:size]


class NoCipher:
    """An identity that must not be asked."""

    def unwrap(self, stanza: Stanza) -> bytearray | None:
        raise AssertionError("a cipher would have run")


@given(st.lists(STANZAS, min_size=1, max_size=5), st.binary(max_size=100))
@settings(deadline=None)
def test_headers_are_read_as_they_were_written(stanzas: list[Stanza], payload: bytes) -> None:
    data = write_header(stanzas, FILE_KEY)
    found, rest = read_header(io.BytesIO(data + payload))
    assert list(found.stanzas) == stanzas
    found.check(FILE_KEY)
    assert b"".join(iter(lambda: rest.read(7), b"")) == payload
    assert write_header(found.stanzas, FILE_KEY) == data
    with pytest.raises(age.MacError):
        found.check(bytearray(16))


@given(st.lists(STANZAS, min_size=1, max_size=2), st.data())
@settings(deadline=None)
def test_a_header_with_anything_changed_is_malformed_or_not_authentic(
    stanzas: list[Stanza], data: st.DataObject
) -> None:
    raw = write_header(stanzas, FILE_KEY)
    at = data.draw(st.integers(0, len(raw) - 1))
    changed = raw[:at] + bytes([raw[at] ^ data.draw(st.integers(1, 255))]) + raw[at + 1 :]
    with pytest.raises((age.HeaderError, age.MacError)):
        read_header(io.BytesIO(changed))[0].check(FILE_KEY)


HOSTILE = {
    "lines of stanzas": Endless(VERSION, b"-> a\n\n"),
    "one body": Endless(VERSION + b"-> a\n", b"A" * 64 + b"\n"),
    "one argument": Endless(VERSION + b"-> ", b"a"),
    "arguments": Endless(VERSION + b"-> ", b"a "),
    "no line feed": Endless(b"", b"a"),
    "version": Endless(b"age-encryption.org/", b"v"),
    "empty lines": Endless(b"", b"\n"),
    "text": Endless(b"-----BEGIN AGE ENCRYPTED FILE-----\n", b"LT4g" * 16 + b"\n"),
    "text without lines": Endless(b"-----BEGIN AGE ENCRYPTED FILE-----\n", b"A"),
    "space": Endless(b"", b" "),
    "spaced lines": Endless(b"", b" \n"),
    "text, then space": Endless(
        b"-----BEGIN AGE ENCRYPTED FILE-----\n-----END AGE ENCRYPTED FILE-----\n", b"\n"
    ),
}


@pytest.mark.req("X03")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_header_is_given_up_within_the_limits(name: str) -> None:
    hostile = HOSTILE[name]
    with pytest.raises(age.AgeError):
        age.decrypt(hostile, io.BytesIO(), [NoCipher()])
    # As text a byte takes more than one.
    assert hostile.given <= (MOST_BYTES + LONGEST_LINE + READ_AHEAD) * 65 // 48 + READ_AHEAD


@pytest.mark.req("X03")
def test_each_stanza_is_looked_at_once_however_many_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parsed = []
    inner = header_module._arguments
    monkeypatch.setattr(
        header_module, "_arguments", lambda line: parsed.append(line) or inner(line)
    )
    with pytest.raises(age.HeaderError):
        opened(VERSION + b"-> a\n\n" * 1_600_000, NoCipher())
    assert len(parsed) == MOST_STANZAS


def with_stanzas(stanzas: list[Stanza]) -> bytes:
    return write_header(stanzas, FILE_KEY) + bytes(32)


@pytest.mark.req("X03")
def test_the_limits_are_where_they_are_said_to_be() -> None:
    class Asked(Exception):
        pass

    class Identity:
        def unwrap(self, stanza: Stanza) -> bytearray | None:
            raise Asked

    def passes(data: bytes) -> bool:
        try:
            opened(data, Identity())
        except Asked:
            return True
        except age.HeaderError:
            return False
        raise AssertionError

    small = Stanza(("a",), b"")
    assert passes(with_stanzas([small] * MOST_STANZAS))
    assert not passes(with_stanzas([small] * (MOST_STANZAS + 1)))
    longest = Stanza(("a" * (LONGEST_LINE - len("-> \n")),), b"")
    assert passes(with_stanzas([longest]))
    assert not passes(with_stanzas([Stanza((longest.args[0] + "a",), b"")]))
    sized = [Stanza(("a" * 4000,), b"")] * 16
    left = MOST_BYTES - len(write_header([*sized, small], FILE_KEY))
    assert passes(with_stanzas([*sized, Stanza(("a" * (left + 1),), b"")]))
    assert not passes(with_stanzas([*sized, Stanza(("a" * (left + 2),), b"")]))


def test_most_hybrid_recipients_that_fit_are_written_and_read() -> None:
    written = sealed(b"content", *[HYBRID.recipient] * 42)
    assert opened(written, HYBRID) == b"content"
    with pytest.raises(age.RecipientsError):
        sealed(b"content", *[HYBRID.recipient] * 43)


@pytest.mark.req("X03")
@pytest.mark.parametrize(
    "work",
    ["19", "23", "30", "999", "64", "18446744073709551634", "0", "01", "+4", "4 ", "", "4.0"],
)
def test_work_beyond_the_limit_or_oddly_written_is_refused_before_scrypt_runs(
    work: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(age.passphrase, "_wrapping_key", None)
    stanza = Stanza(("scrypt", to_base64(bytes(16)), work), bytes(32))
    with pytest.raises(age.HeaderError):
        age.PassphraseIdentity(bytearray(b"word")).unwrap(stanza)


@pytest.mark.parametrize(
    ("kind", "args", "size"),
    [
        ("X25519", [to_base64(bytes(range(32)))], 33),
        ("X25519", [to_base64(bytes(range(32)))], 31),
        ("X25519", [to_base64(bytes(range(31)))], 32),
        ("X25519", [], 32),
        ("X25519", [to_base64(bytes(range(32))), "more"], 32),
        ("X25519", [to_base64(bytes(32))], 32),
        ("mlkem768x25519", [to_base64(b"\x07" * 1120)], 33),
        ("mlkem768x25519", [to_base64(b"\x07" * 1119)], 32),
        ("mlkem768x25519", [to_base64(b"\x07" * 1088 + bytes(32))], 32),
        ("mlkem768x25519", [], 32),
        ("scrypt", [to_base64(bytes(16)), "4"], 33),
        ("scrypt", [to_base64(bytes(15)), "4"], 32),
        ("scrypt", [to_base64(bytes(16))], 32),
    ],
)
def test_a_malformed_stanza_of_an_own_kind_is_no_stranger(
    kind: str, args: list[str], size: int
) -> None:
    identities = (HYBRID, CLASSIC, age.PassphraseIdentity(bytearray(b"word")))
    data = with_stanzas([Stanza((kind, *args), bytes(size))])
    with pytest.raises(age.HeaderError):
        opened(data, *identities)


def test_strangers_are_passed_over() -> None:
    file_key = bytearray(FILE_KEY)
    others = [Stanza(("new-kind", "x"), bytes(100)), Stanza(("x25519",), b"")]
    stanzas = [*others, CLASSIC.recipient.wrap(file_key)]
    whole = sealed(b"", CLASSIC.recipient)
    found, rest = read_header(io.BytesIO(whole))
    sealed_key = CLASSIC.unwrap(found.stanzas[0])
    assert sealed_key is not None
    again = write_header([*others, *found.stanzas], sealed_key) + rest.read(1000)
    assert opened(again, CLASSIC) == b""
    with pytest.raises(age.NoMatchError):
        opened(write_header(stanzas, file_key), age.X25519Identity(seed("other")))


def test_a_passphrase_with_somebody_else_is_refused_whatever_one_has() -> None:
    stanzas = [
        age.PassphraseRecipient(bytearray(b"word"), WORK).wrap(FILE_KEY),
        CLASSIC.recipient.wrap(FILE_KEY),
    ]
    for order in itertools.permutations(stanzas):
        with pytest.raises(age.HeaderError):
            opened(with_stanzas(list(order)), CLASSIC)


def cuts(data: bytes) -> Iterator[bytes]:
    return (data[:end] for end in range(len(data)))


def test_a_file_cut_off_anywhere_does_not_open() -> None:
    for cut in cuts(sealed(b"content", CLASSIC.recipient)):
        with pytest.raises((age.HeaderError, age.PayloadError)):
            opened(cut, CLASSIC)


def test_no_error_quotes_the_file() -> None:
    marker = b"Q29udGVudA"
    data = sealed(b"content", CLASSIC.recipient)
    for at in (0, 22, 25, 40, 70, 120):
        broken = data[:at] + marker + data[at:]
        with pytest.raises(age.AgeError) as caught:
            opened(broken, CLASSIC)
        assert re.fullmatch(r"[a-z0-9 -]+", str(caught.value), re.IGNORECASE)
