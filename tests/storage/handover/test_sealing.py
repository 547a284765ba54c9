"""A sealed file is whole and can be opened by whom it is for, or there is no file at all."""

from __future__ import annotations

import errno
import hashlib
import os
import resource
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.errors import Reason, Refusal
from app.handover.package import LARGEST
from app.progress import Cancelled
from storage import files
from storage.handover import age, sealing
from storage.handover.opening import decrypted
from tests.storage.test_files import in_child
from tests.storage.vault.conftest import outcome, reason_of
from tests.storage.vault.test_full_disk import fill, small_disk
from tests.storage.vault.test_kills import each_kill

__all__ = ["small_disk"]

PACKAGE = b"aktvalv paket 1\n" + b"what is to be sealed " * 40
OURS = age.Identities.of_seed(bytearray(range(32)))
OTHERS = age.Identities.of_seed(bytearray(range(1, 33)))
HYBRID, CLASSIC = str(OURS.hybrid.recipient), str(OURS.classic.recipient)

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a child of its own")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ut").mkdir()
    return tmp_path / "ut"


@pytest.fixture
def path(folder: Path) -> Path:
    return folder / "00000001.aktpaket"


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def opened(path: Path, identities: age.Identities = OURS) -> bytes:
    return decrypted(path.read_bytes(), identities)


# ---------------------------------------------------------------------- what is written


@pytest.mark.parametrize("recipient", [HYBRID, CLASSIC], ids=["hybrid", "classic"])
def test_whoever_it_is_for_can_open_it(path: Path, recipient: str) -> None:
    sealing.seal(PACKAGE, [recipient], path)
    assert opened(path) == PACKAGE
    assert names(path.parent) == [path.name]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.stat().st_nlink == 1
    assert PACKAGE[:30] not in path.read_bytes()


def test_each_of_several_can_open_it(path: Path) -> None:
    sealing.seal(PACKAGE, [HYBRID, str(OTHERS.hybrid.recipient)], path)
    assert opened(path) == opened(path, OTHERS) == PACKAGE


def test_nobody_else_can_open_it(path: Path) -> None:
    """Not the sender either, whose key is nowhere in the file."""
    sealing.seal(PACKAGE, [HYBRID], path)
    assert reason_of(opened, path, OTHERS) is Reason.PACKAGE_NOT_FOR_US


def test_what_opened_it_to_see_is_another_key_each_time(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[bytes] = []
    real = age.HybridIdentity.generate

    def generate() -> age.HybridIdentity:
        identity = real()
        made.append(str(identity.recipient).encode())
        return identity

    monkeypatch.setattr(age.HybridIdentity, "generate", generate)
    for _ in range(2):
        sealing.seal(PACKAGE, [HYBRID], path)
        path.unlink()
    assert len(set(made)) == 2


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 1_000_000])
def test_it_holds_what_it_was_given(path: Path, size: int) -> None:
    data = os.urandom(size)
    sealing.seal(data, [CLASSIC], path)
    assert opened(path) == data


def test_with_a_passphrase_for_somebody_without_keys(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(age, "PassphraseRecipient", quick)
    passphrase = bytearray("sju långa ord".encode())
    sealing.seal_with_passphrase(PACKAGE, passphrase, path)
    assert passphrase == bytes(len(passphrase))
    assert b"-> scrypt " in path.read_bytes()[:40]
    with path.open("rb") as file:
        found = sealing._Digest(len(PACKAGE), lambda _done, _total: None)
        age.decrypt(file, found, [age.PassphraseIdentity(bytearray("sju långa ord".encode()))])
    assert found.hash.digest() == hashlib.sha256(PACKAGE).digest()
    assert reason_of(opened, path) is Reason.PACKAGE_NOT_FOR_US


def quick(passphrase: bytearray) -> age.PassphraseRecipient:
    return _PassphraseRecipient(passphrase, work=4)


_PassphraseRecipient = age.PassphraseRecipient


# ------------------------------------------------------------------- what is not written


@pytest.mark.parametrize(
    "recipients",
    [[], ["age1"], ["nobody"], [HYBRID[:-1]], [HYBRID, CLASSIC], [CLASSIC, HYBRID], [HYBRID] * 64],
    ids=["nobody", "short", "text", "cut", "mixed", "mixed too", "more than a file can have"],
)
def test_recipients_that_cannot_be_sealed_to(path: Path, recipients: list[str]) -> None:
    assert reason_of(sealing.seal, PACKAGE, recipients, path) is Reason.KEY_CARD_INVALID
    assert names(path.parent) == []


def test_an_empty_passphrase_seals_nothing(path: Path) -> None:
    reason = reason_of(sealing.seal_with_passphrase, PACKAGE, bytearray(), path)
    assert reason is Reason.PASSPHRASE_WEAK
    assert names(path.parent) == []


def test_what_is_too_large_is_not_sealed(path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        sealing.seal(bytes(LARGEST + 1), [CLASSIC], path)
    assert refusal.value.reason is Reason.PACKAGE_TOO_LARGE
    assert refusal.value.params == {"limit": 64}


def test_a_name_that_is_taken_is_left_alone(path: Path) -> None:
    path.write_bytes(b"somebody's")
    assert reason_of(sealing.seal, PACKAGE, [HYBRID], path) is Reason.FILE_EXISTS
    assert path.read_bytes() == b"somebody's"
    link = path.with_name("2.aktpaket")
    link.symlink_to(path.with_name("nowhere"))
    assert reason_of(sealing.seal, PACKAGE, [HYBRID], link) is Reason.FILE_EXISTS
    assert names(path.parent) == [path.name, link.name]


@pytest.mark.parametrize("second_names", [True, False])
def test_a_name_that_is_taken_meanwhile_is_left_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch, *, second_names: bool
) -> None:
    if not second_names:
        monkeypatch.setattr(Path, "hardlink_to", failing(errno.EPERM))
    meanwhile = on_nth(1, lambda: path.write_bytes(b"somebody's"), files.forget_cached)
    monkeypatch.setattr(files, "forget_cached", meanwhile)
    assert reason_of(sealing.seal, PACKAGE, [HYBRID], path) is Reason.FILE_EXISTS
    assert path.read_bytes() == b"somebody's"
    assert names(path.parent) == [path.name]


def test_where_a_file_cannot_have_two_names(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A USB stick as it comes from the shop."""
    monkeypatch.setattr(Path, "hardlink_to", failing(errno.EPERM))
    sealing.seal(PACKAGE, [HYBRID], path)
    assert opened(path) == PACKAGE
    assert names(path.parent) == [path.name]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "borta" / "1.aktpaket"
    assert reason_of(sealing.seal, PACKAGE, [HYBRID], path) is Reason.FOLDER_MISSING


@pytest.mark.skipif(not hasattr(os, "fork") or os.getuid() != 0, reason="root ignores modes")
def test_a_folder_without_rights(path: Path) -> None:
    for above in (path.parent, *path.parents[1:4]):
        above.chmod(0o755)

    def child() -> bool:
        os.setuid(65534)
        return outcome(sealing.seal, PACKAGE, [HYBRID], path) is Reason.FOLDER_READ_ONLY

    assert in_child(child)
    assert names(path.parent) == []


def test_a_disk_that_may_only_be_read(small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    path = small_disk / "1.aktpaket"
    assert reason_of(sealing.seal, PACKAGE, [HYBRID], path) is Reason.FOLDER_READ_ONLY
    assert names(small_disk) == []


# --------------------------------------------------------------------- trouble on the way


@needs_fork
@pytest.mark.req("F036")
def test_a_disk_that_is_full_at_any_byte(path: Path) -> None:
    """Whichever byte is the first that has no room: no success, and nothing left."""
    sealing.seal(b"x", [CLASSIC], path)
    size = path.stat().st_size
    path.unlink()

    def child() -> bool:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        for room in range(size):
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
            if outcome(sealing.seal, b"x", [CLASSIC], path) is not Reason.DISK_FULL:
                return False
            if names(path.parent):
                return False
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        return outcome(sealing.seal, b"x", [CLASSIC], path) is None

    assert size > 250
    assert in_child(child)
    assert opened(path) == b"x"


@needs_fork
def test_a_disk_that_is_full_somewhere_in_a_larger_file(path: Path) -> None:
    data = os.urandom(300_000)

    def child() -> bool:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        for room in range(0, len(data), 7919):
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
            if outcome(sealing.seal, data, [HYBRID], path) is not Reason.DISK_FULL:
                return False
        return names(path.parent) == []

    assert in_child(child)


def test_a_disk_that_really_is_full(small_disk: Path) -> None:
    path = small_disk / "1.aktpaket"
    filler = fill(small_disk)
    assert reason_of(sealing.seal, PACKAGE, [HYBRID], path) is Reason.DISK_FULL
    for room in (1, 5, 20):
        with filler.open("rb+") as file:
            file.truncate(filler.stat().st_size - room * 4096)
        # More than there is room for, and less than what is free when one asks beforehand.
        data = os.urandom(room * 4096 - 100)
        assert reason_of(sealing.seal, data, [HYBRID], path) is Reason.DISK_FULL
        fill_up(filler)
    assert names(small_disk) == [filler.name]
    filler.unlink()
    sealing.seal(PACKAGE, [HYBRID], path)
    assert opened(path) == PACKAGE


def fill_up(filler: Path) -> None:
    try:
        with filler.open("ab", buffering=0) as file:
            while True:
                file.write(bytes(4096))
    except OSError:
        return


@pytest.mark.parametrize(
    ("module", "name"),
    [(os, "fsync"), (os, "posix_fadvise"), (files, "_private"), (age, "decrypt"), (age, "encrypt")],
)
@pytest.mark.parametrize("nth", [1, 2, 3])
@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.ENODEV])
@pytest.mark.skipif(sys.platform != "linux", reason="names calls of Linux")
def test_a_stick_that_is_pulled_out(
    path: Path, monkeypatch: pytest.MonkeyPatch, module: object, name: str, nth: int, number: int
) -> None:
    """Whatever fails, and whenever: refused with nothing left, or sealed in full."""

    def fail() -> None:
        raise OSError(number, "gone")

    monkeypatch.setattr(module, name, on_nth(nth, fail, getattr(module, name)))
    reason = outcome(sealing.seal, PACKAGE, [HYBRID], path)
    expected = Reason.DISK_FULL if number == errno.ENOSPC else Reason.DISK_ERROR
    assert reason in (None, expected)
    assert names(path.parent) == ([] if reason else [path.name])
    if nth == 1:
        assert reason is expected


def test_a_disk_that_keeps_something_else(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written is read back, and opened: a stick that lies is found out."""

    def lie() -> None:
        beside = next(path.parent.iterdir())
        data = bytearray(beside.read_bytes())
        data[-1] ^= 1
        beside.write_bytes(data)

    monkeypatch.setattr(files, "forget_cached", on_nth(1, lie, files.forget_cached))
    assert reason_of(sealing.seal, PACKAGE, [HYBRID], path) is Reason.DISK_ERROR
    assert names(path.parent) == []


def test_a_disk_that_keeps_an_older_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It opens, and is another package: told by its hash."""
    throwaway = age.HybridIdentity.generate()
    monkeypatch.setattr(age.HybridIdentity, "generate", lambda: throwaway)
    sealing.seal(b"another package", [HYBRID], path)
    older = path.read_bytes()
    path.unlink()

    def lie() -> None:
        next(path.parent.iterdir()).write_bytes(older)

    monkeypatch.setattr(files, "forget_cached", on_nth(1, lie, files.forget_cached))
    assert reason_of(sealing.seal, PACKAGE, [HYBRID], path) is Reason.DISK_ERROR
    assert names(path.parent) == []


def test_it_can_be_stopped_at_every_step(path: Path) -> None:
    data = os.urandom(300_000)
    told: list[tuple[int, int]] = []
    sealing.seal(data, [HYBRID], path, lambda done, total: told.append((done, total)))
    path.unlink()
    assert told == sorted(told)
    assert told[-1] == (100, 100)
    assert len(told) > 8

    def enough() -> None:
        raise Cancelled

    for step in range(1, len(told) + 1):
        stop = on_nth(step, enough, lambda _done, _total: None)
        with pytest.raises(Cancelled):
            sealing.seal(data, [HYBRID], path, stop)
        assert names(path.parent) == []


@needs_fork
@pytest.mark.torture
def test_killed_at_any_moment_it_leaves_a_whole_file_or_a_hidden_one(path: Path) -> None:
    seen = set()
    for _ in each_kill(lambda: sealing.seal(PACKAGE, [HYBRID], path)):
        left = names(path.parent)
        seen.add(tuple(left))
        assert set(left) <= {path.name, f".{path.name}.ny"}
        if path.exists():
            assert opened(path) == PACKAGE
            path.unlink()
        # The next one clears away what was left, whatever it is called itself.
        after = path.with_name("00000002.aktpaket")
        sealing.seal(PACKAGE, [HYBRID], after)
        assert names(path.parent) == [after.name]
        after.unlink()
    assert (f".{path.name}.ny",) in seen
    assert opened(path) == PACKAGE


def test_only_its_own_unfinished_files_are_cleared(path: Path) -> None:
    others = [".00000009.aktvalv-kopia.ny", ".00000009.aktpaket", "x.aktpaket.ny"]
    for name in others:
        (path.parent / name).write_bytes(b"somebody's")
    sealing.seal(PACKAGE, [HYBRID], path)
    assert names(path.parent) == sorted([*others, path.name])


def on_nth(nth: int, first: Callable[[], object], then: Callable[..., object]) -> object:
    """``then``, with ``first`` before its n-th call."""
    calls: Iterator[int] = iter(range(1, 10_000))

    def call(*given: object, **named: object) -> object:
        if next(calls) == nth:
            first()
        return then(*given, **named)

    return call


def failing(number: int) -> Callable[..., object]:
    def fail(*_given: object) -> object:
        raise OSError(number, "not here")

    return fail
