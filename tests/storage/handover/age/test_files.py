"""What is sealed opens with the same content, for those it was sealed to and nobody else."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from storage.handover import age
from storage.handover.age.payload import CHUNK
from tests.storage.handover.age import made_elsewhere
from tests.storage.handover.age.sealing import (
    CLASSIC,
    HYBRID,
    WORK,
    opened,
    released,
    sealed,
    seed,
)

OTHER_HYBRID = age.HybridIdentity(seed("other hybrid"))
OTHER_CLASSIC = age.X25519Identity(seed("other classic"))
BORDERS = [CHUNK * chunks + by for chunks in (0, 1, 2) for by in (-1, 0, 1) if chunks or by >= 0]


class Trickle(io.RawIOBase):
    """A stream that gives and takes less than it is asked to."""

    def __init__(self, data: bytes, most: int) -> None:
        self.inner = io.BytesIO(data)
        self.most = most

    def read(self, size: int = -1, /) -> bytes:
        return self.inner.read(min(size, self.most))

    def write(self, data, /) -> int:
        return self.inner.write(bytes(data[: self.most]))


@given(
    size=st.one_of(st.sampled_from(BORDERS), st.integers(0, 3 * CHUNK)),
    hybrid=st.booleans(),
    armored=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_every_size_comes_back(size: int, hybrid: bool, armored: bool) -> None:
    identity: age.HybridIdentity | age.X25519Identity = HYBRID if hybrid else CLASSIC
    content = bytes(at * 31 & 255 for at in range(256)) * (size // 256 + 1)
    data = sealed(content[:size], identity.recipient, armored=armored)
    assert opened(data, identity) == content[:size]


@pytest.mark.parametrize("size", BORDERS)
def test_a_file_is_as_long_as_its_chunks(size: int) -> None:
    header = len(sealed(b"", CLASSIC.recipient)) - 16 - 16
    chunks = max(1, -(-size // CHUNK))
    assert len(sealed(bytes(size), CLASSIC.recipient)) == header + 16 + size + chunks * 16


@given(size=st.integers(0, 2 * CHUNK), read=st.integers(1, 5000), armored=st.booleans())
@example(size=CHUNK, read=CHUNK - 1, armored=False)
@settings(max_examples=25, deadline=None)
def test_streams_may_give_and_take_little_at_a_time(size: int, read: int, armored: bool) -> None:
    content = bytes(size)
    taking = Trickle(b"", read)
    age.encrypt(Trickle(content, read), taking, [CLASSIC.recipient], armored=armored)
    out = Trickle(b"", read)
    age.decrypt(Trickle(taking.inner.getvalue(), read), out, [CLASSIC])
    assert out.inner.getvalue() == content


def test_each_of_several_receivers_opens_it_and_nobody_else() -> None:
    data = sealed(b"content", HYBRID.recipient, OTHER_HYBRID.recipient)
    assert opened(data, HYBRID) == opened(data, OTHER_HYBRID) == b"content"
    assert opened(data, CLASSIC, OTHER_HYBRID) == b"content"
    with pytest.raises(age.NoMatchError):
        opened(data, CLASSIC, OTHER_CLASSIC, age.HybridIdentity.generate())
    with pytest.raises(age.NoMatchError):
        opened(data)


def test_the_same_content_is_never_the_same_file() -> None:
    one, other = (sealed(b"content", HYBRID.recipient) for _ in range(2))
    assert one[:22] == other[:22]
    assert one[40:] != other[40:]


def test_a_passphrase_opens_and_another_does_not() -> None:
    right = bytearray("Åtta ord".encode())
    data = sealed(b"content", age.PassphraseRecipient(right, WORK))
    assert opened(data, age.PassphraseIdentity(right)) == b"content"
    with pytest.raises(age.NoMatchError):
        opened(data, age.PassphraseIdentity(bytearray("åtta ord".encode())))
    assert right == bytearray("Åtta ord".encode())


@pytest.mark.req("X03")
@pytest.mark.parametrize(
    "together",
    [
        [HYBRID.recipient, CLASSIC.recipient],
        [CLASSIC.recipient, HYBRID.recipient],
        [HYBRID.recipient, age.PassphraseRecipient(bytearray(b"word"), WORK)],
        [age.PassphraseRecipient(bytearray(b"word"), WORK)] * 2,
        [],
        [HYBRID.recipient] * 65,
        [CLASSIC.recipient] * 65,
    ],
)
def test_recipients_that_do_not_go_together_are_refused_before_a_byte(
    together: list[age.Recipient],
) -> None:
    out = io.BytesIO()
    with pytest.raises(age.RecipientsError):
        age.encrypt(io.BytesIO(b"content"), out, together)
    assert out.getvalue() == b""


@pytest.mark.parametrize("work", [0, 19])
def test_work_out_of_bounds_is_refused(work: int) -> None:
    with pytest.raises(age.RecipientsError):
        age.PassphraseRecipient(bytearray(b"word"), work)
    with pytest.raises(age.RecipientsError):
        age.PassphraseRecipient(bytearray())


def test_what_a_stream_raises_passes_through() -> None:
    class Cancelled(Exception):
        pass

    class Stops(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > 2 * CHUNK:
                raise Cancelled
            return super().read(size)

    out = io.BytesIO()
    with pytest.raises(Cancelled):
        age.encrypt(Stops(bytes(10 * CHUNK)), out, [CLASSIC.recipient])
    content, error = released(out.getvalue(), [CLASSIC])
    assert isinstance(error, age.PayloadError)
    assert content == bytes(len(content))


class Full(io.BytesIO):
    """A disk that has no room left, and says so by taking nothing, or by raising."""

    def __init__(self, room: int, *, raises: bool) -> None:
        super().__init__()
        self.room, self.raises = room, raises

    def write(self, data, /) -> int:
        if self.raises and len(data) > self.room:
            raise OSError(28, "No space left on device")
        taken = super().write(bytes(data)[: self.room])
        self.room -= taken
        return taken


@pytest.mark.req("X03")
@pytest.mark.parametrize("raises", [True, False])
@pytest.mark.parametrize("armored", [True, False])
def test_a_full_disk_is_never_taken_for_a_written_file(raises: bool, armored: bool) -> None:
    size = len(sealed(b"content", CLASSIC.recipient, armored=armored))
    for room in range(size):
        with pytest.raises(OSError):
            age.encrypt(
                io.BytesIO(b"content"),
                Full(room, raises=raises),
                [CLASSIC.recipient],
                armored=armored,
            )
    enough = Full(size, raises=raises)
    age.encrypt(io.BytesIO(b"content"), enough, [CLASSIC.recipient], armored=armored)
    with pytest.raises(OSError):
        age.decrypt(io.BytesIO(enough.getvalue()), Full(3, raises=raises), [CLASSIC])


def test_a_chunk_is_written_before_the_end_is_known_and_the_end_is_still_required() -> None:
    data = sealed(bytes(3 * CHUNK), CLASSIC.recipient)
    content, error = released(data[: -CHUNK - 16], [CLASSIC])
    assert content == bytes(2 * CHUNK)
    assert isinstance(error, age.PayloadError)


@pytest.mark.req("X03")
def test_files_of_other_programs_open() -> None:
    content = made_elsewhere.CONTENT
    hybrid = age.parse_identity(made_elsewhere.HYBRID_IDENTITY)
    classic = age.parse_identity(made_elsewhere.CLASSIC_IDENTITY)
    passphrase = age.PassphraseIdentity(bytearray(made_elsewhere.PASSPHRASE.encode()))
    assert opened(made_elsewhere.HYBRID, hybrid) == content
    assert opened(made_elsewhere.CLASSIC_ARMORED, classic) == content
    assert opened(made_elsewhere.WITH_PASSPHRASE, passphrase) == content
    assert str(classic.recipient) == made_elsewhere.CLASSIC_RECIPIENT


class Zeros:
    """A long file that is never anywhere."""

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size: int, /) -> bytes:
        size = min(size, self.left)
        self.left -= size
        return bytes(size)


class Onwards:
    """Hands what is written to it on to whoever reads, so that nothing of it is kept."""

    def __init__(self) -> None:
        self.taken = 0

    def write(self, data, /) -> int:
        self.taken += len(data)
        return len(data)


@pytest.mark.req("X03")
@pytest.mark.parametrize("armored", [False, True])
def test_no_more_memory_is_taken_for_a_long_file_than_for_a_short(
    armored: bool, tmp_path: Path
) -> None:
    size = 8_000_000
    tracemalloc.start()
    try:
        with (tmp_path / "file").open("w+b") as file:
            age.encrypt(Zeros(size), file, [HYBRID.recipient], armored=armored)
            file.seek(0)
            opened = Onwards()
            age.decrypt(file, opened, [HYBRID])
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert opened.taken == size
    assert peak < 1_000_000
