"""What is written is private, whole, and under its own name only when it is on the disk."""

from __future__ import annotations

import errno
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from app.errors import Reason, Refusal
from storage import files


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def reason_of(work: Callable[[], object]) -> Reason:
    with pytest.raises(Refusal) as caught:
        work()
    return caught.value.reason


@pytest.mark.usefixtures("open_umask")
def test_nobody_else_can_read_what_is_made(tmp_path: Path) -> None:
    files.make_folder(tmp_path / "a")
    files.make_folders(tmp_path / "b" / "c")
    files.write_new(tmp_path / "a" / "f", b"x")
    files.replace(tmp_path / "a" / "g", b"x")
    with files.appearing(tmp_path / "a" / "h") as file:
        file.write(b"x")
    for folder in ("a", "b", "b/c"):
        assert (tmp_path / folder).stat().st_mode & 0o777 == 0o700
    for name in ("f", "g", "h"):
        assert (tmp_path / "a" / name).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "..\\a", "c:", "a\0", "a\nb", "/etc"])
def test_no_name_leads_out_of_its_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="plain"):
        files.inside(tmp_path, name)


def test_a_link_is_neither_followed_nor_overwritten_through(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"somebody's")
    link = tmp_path / "link"
    link.symlink_to(target)
    assert reason_of(lambda: files.write_new(link, b"x")) is Reason.FILE_EXISTS
    assert reason_of(lambda: files.read(link, 10)) is Reason.DISK_ERROR
    files.replace(link, b"ours")
    assert target.read_bytes() == b"somebody's"
    assert not link.is_symlink()


def test_reading_stops_one_byte_past_the_limit(tmp_path: Path) -> None:
    files.write_new(tmp_path / "f", bytes(100))
    assert len(files.read(tmp_path / "f", 10)) == 11
    with pytest.raises(FileNotFoundError):
        files.read(tmp_path / "none", 10)
    assert reason_of(lambda: files.read(tmp_path, 10)) is Reason.DISK_ERROR


def test_a_failed_write_leaves_nothing_under_the_name(tmp_path: Path) -> None:
    path = tmp_path / "f"

    def fail() -> None:
        with files.appearing(path) as file:
            file.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list(tmp_path.iterdir()) == []
    with files.appearing(path) as file:
        file.write(b"whole")
        assert not path.exists()
    assert path.read_bytes() == b"whole"


@pytest.mark.skipif(sys.platform != "linux", reason="files without a name are Linux's")
def test_a_paper_has_no_name_before_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is killed in the middle of an export leaves no readable half behind."""
    seen: list[list[Path]] = []
    real = files.settle

    def look(file: IO[bytes]) -> None:
        real(file)
        seen.append(list(tmp_path.iterdir()))

    monkeypatch.setattr(files, "settle", look)
    files.save(tmp_path / "papper.pdf", b"%PDF")

    assert seen == [[]]
    assert (tmp_path / "papper.pdf").read_bytes() == b"%PDF"
    assert (tmp_path / "papper.pdf").stat().st_mode & 0o777 == 0o600
    assert reason_of(lambda: files.save(tmp_path / "papper.pdf", b"x")) is Reason.FILE_EXISTS
    assert (tmp_path / "papper.pdf").read_bytes() == b"%PDF"


def test_a_paper_is_saved_where_nameless_files_are_not_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def without(path: Any, flags: int, *rest: Any, **more: Any) -> int:
        if flags & getattr(os, "O_TMPFILE", 0) == getattr(os, "O_TMPFILE", -1):
            raise OSError(errno.EOPNOTSUPP, "not here")
        return real(path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", without)
    files.save(tmp_path / "papper.pdf", b"%PDF")

    assert [each.name for each in tmp_path.iterdir()] == ["papper.pdf"]
    assert (tmp_path / "papper.pdf").read_bytes() == b"%PDF"


def test_what_stands_there_is_only_overwritten_when_a_person_agreed(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"old")

    def save(*, overwrite: bool) -> None:
        with files.appearing(path, overwrite=overwrite) as file:
            file.write(b"new")

    assert reason_of(lambda: save(overwrite=False)) is Reason.FILE_EXISTS
    assert path.read_bytes() == b"old"
    save(overwrite=True)
    assert path.read_bytes() == b"new"
    assert reason_of(lambda: files.rename_folder(tmp_path, path)) is Reason.FILE_EXISTS


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, Reason.DISK_FULL),
        (errno.EDQUOT, Reason.DISK_FULL),
        (errno.EROFS, Reason.FOLDER_READ_ONLY),
        (errno.EACCES, Reason.FOLDER_READ_ONLY),
        (errno.ENOENT, Reason.FOLDER_MISSING),
        (errno.EIO, Reason.DISK_ERROR),
    ],
)
def test_every_trouble_has_its_reason_and_no_path(number: int, reason: Reason) -> None:
    with pytest.raises(Refusal) as caught, files.refusals():
        raise OSError(number, "text", "/home/someone/a name")
    assert caught.value.reason is reason
    assert "name" not in str(caught.value)


def test_missing_folders_and_devices_that_are_full(tmp_path: Path) -> None:
    assert reason_of(lambda: files.write_new(tmp_path / "no" / "f", b"")) is Reason.FOLDER_MISSING
    assert reason_of(lambda: files.free_bytes(tmp_path / "no")) is Reason.FOLDER_MISSING
    assert reason_of(lambda: files.require_space(tmp_path, 2**62)) is Reason.DISK_FULL
    assert reason_of(lambda: files.require_writable(tmp_path / "no")) is Reason.FOLDER_MISSING
    files.require_writable(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a child with a limit of its own")
@pytest.mark.parametrize("limit", [0, 1, 4095, 4096, 70_000])
def test_a_full_disk_keeps_the_old_file_whole(tmp_path: Path, limit: int) -> None:
    path = tmp_path / "f"
    files.write_new(path, b"old")

    def child() -> bool:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            files.replace(path, bytes(100_000))
        except Refusal as refusal:
            return refusal.reason is Reason.DISK_FULL
        return False

    assert in_child(child)
    assert path.read_bytes() == b"old"
    assert [left.name for left in tmp_path.iterdir()] == ["f"]


@pytest.mark.skipif(not hasattr(os, "fork") or os.getuid() != 0, reason="root ignores modes")
def test_a_folder_without_rights(tmp_path: Path) -> None:
    for above in (tmp_path, *tmp_path.parents[:3]):
        above.chmod(0o755)

    def child() -> bool:
        os.setuid(65534)
        try:
            files.write_new(tmp_path / "f", b"")
        except Refusal as refusal:
            return refusal.reason is Reason.FOLDER_READ_ONLY
        return False

    assert in_child(child)


def in_child(work: Callable[[], bool]) -> bool:
    pid = os.fork()
    if pid == 0:
        try:
            os._exit(0 if work() else 1)
        finally:
            os._exit(2)
    return os.waitpid(pid, 0)[1] == 0
