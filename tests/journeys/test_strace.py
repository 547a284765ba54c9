"""The kernel as witness: the whole main journey, from the first window to the lock."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journeys.main_journey import SHEET_NAME, write_a_sheet
from tests.journeys.trace import COMMAND, Call, calls, foreign_sockets, written

LONGEST_S = 100.0


def test_the_witness_sees_what_it_is_there_to_see() -> None:
    seen = list(
        calls(
            [
                '7 openat(AT_FDCWD, "/etc/hosts", O_RDONLY|O_CLOEXEC) = 3',
                '7 openat(AT_FDCWD, "/tmp/a", O_WRONLY|O_CREAT|O_EXCL, 0600) = 3',
                '7 openat(AT_FDCWD, "/root/b", O_WRONLY|O_CREAT, 0600) = -1 EACCES (Permission)',
                '8 rename("/tmp/c", "/tmp/d" <unfinished ...>',
                "8 <... rename resumed>)             = 0",
                "7 socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3",
                "7 seccomp(SECCOMP_SET_MODE_FILTER, 0, {len=19}) = 0",
                "9 socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 9",
                '9 connect(9, {sa_family=AF_UNIX, sun_path="/run/dbus/x"}, 29) = 0',
                "9 socket(AF_INET6, SOCK_DGRAM, IPPROTO_IP) = 4",
                "9 socket(AF_INET, SOCK_DGRAM, IPPROTO_IP) = -1 EACCES (Permission denied)",
                "9 sendto(4, 0x7f, 3, 0, {sa_family=AF_INET, sin_port=htons(53)}, 16) = 3",
            ]
        )
    )
    assert list(written(seen)) == ["/tmp/a", "/tmp/c", "/tmp/d"]
    assert [(call.name, call.pid) for call in foreign_sockets(seen)] == [
        ("socket", 9),
        ("sendto", 9),
    ]


@pytest.mark.req("X02")
@pytest.mark.timeout(180)
@pytest.mark.skipif(sys.platform != "linux", reason="strace is Linux's")
def test_no_network_and_no_file_but_the_vault_and_what_was_chosen(tmp_path: Path) -> None:
    _require_strace(tmp_path)
    home, exports, backups = (tmp_path / name for name in ("home", "exports", "backups"))
    sheets = tmp_path / "sheets"
    for folder in (home, exports, backups, sheets, tmp_path / "run", tmp_path / "tmp"):
        folder.mkdir(mode=0o700)
    write_a_sheet(sheets / SHEET_NAME)
    seen = _walked(tmp_path)

    assert list(foreign_sockets(seen)) == []
    first, *started = _programs(seen)
    (replaced,) = [call for call in started if call.pid == first.pid]
    assert replaced.texts[1:] == (sys.executable, "-m", "ui")
    (jailed,) = [call for call in started if call.pid != first.pid]
    _require_a_jail(seen, jailed, home)

    allowed = (
        home / "Mitt valv.aktvalv",
        home / ".Mitt valv.aktvalv.ny",  # while it is being made
        home / ".config" / "aktvalv",  # the machine's own settings
        home / ".local" / "share" / "Aktvalv",  # how far each vault had come, sealed
        home / ".cache" / "fontconfig",  # which fonts there are, where nobody has listed them yet
        exports,
        backups,
        Path(os.devnull),
    )
    outside = {path for path in written(seen) if not _is_within(Path(path), allowed)}
    outside -= {str(parent) for place in allowed for parent in place.parents}
    # Whether the folder chosen for the vault can be written is tried, and what was tried removed.
    outside = {path for path in outside if not path.startswith(str(home / ".prov"))}
    # A paper is written without a name, and gets one when it is whole.
    outside = {path for path in outside if not path.startswith("/proc/self/fd/")}
    assert outside == set()

    kept = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    kept = {name for name in kept if not name.startswith(("home/Mitt valv.aktvalv/", "trace"))}
    assert {name for name in kept if "fontconfig" not in name} == {
        "home/.config/aktvalv/dator.toml",
        *(str(path.relative_to(tmp_path)) for path in home.glob(".local/share/Aktvalv/ankare/*")),
        f"sheets/{SHEET_NAME}",
        *(str(path.relative_to(tmp_path)) for path in exports.glob("*.pdf")),
        *(str(path.relative_to(tmp_path)) for path in backups.glob("*.aktvalv-kopia")),
    }
    assert {path.name for path in sheets.iterdir()} == {SHEET_NAME}
    assert len(list(exports.iterdir())) == 2
    assert len(list(backups.iterdir())) == 1


def _programs(seen: Sequence[Call]) -> list[Call]:
    """Every program image that was started, the first one first."""
    return [call for call in seen if call.name == "execve" and not call.failed]


def _require_a_jail(seen: Sequence[Call], jailed: Call, home: Path) -> None:
    """The process that reads the spreadsheet writes no file and opens nothing of the user's, for
    what it reads comes through its pipe; once shut in, it opens and connects nothing at all."""
    assert jailed.texts[1:5] == (sys.executable, "-I", "-B", "-c")
    assert "storage.foreign.child" in jailed.texts[5]
    inside = [call for call in seen[seen.index(jailed) :] if call.pid == jailed.pid]
    assert list(written(inside)) == []
    opened = {text for call in inside if call.name.startswith("open") for text in call.texts}
    assert opened, "the witness saw nothing of it"
    own = (str(home), str(home.parent / "sheets"), str(home.parent / "exports"))
    assert {path for path in opened if path.startswith(own)} == set()
    sealed = [place for place, call in enumerate(inside) if call.name == "seccomp"]
    assert sealed, "it never shut itself in"
    after = inside[sealed[-1] + 1 :]
    assert [call for call in after if not call.failed] == []


def _require_strace(folder: Path) -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    tried = subprocess.run(
        [*COMMAND, "-o", str(folder / "trace of nothing"), "true"], capture_output=True, check=False
    )
    if tried.returncode:
        pytest.skip("strace may not trace here")


def _walked(folder: Path) -> list[Call]:
    """The main journey in a process of its own, until the one that replaces it has looked at the
    locked vault."""
    trace = folder / "trace"
    environment = {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "HOME": str(folder / "home"),
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "TMPDIR": str(folder / "tmp"),
        "QT_QPA_PLATFORM": "offscreen",
        # The program's own compiled modules are no part of what it does.
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    program = (sys.executable, "-m", "tests.journeys.real_process", str(folder))
    with _started([*COMMAND, "-o", str(trace), *program], environment) as strace:
        end = time.monotonic() + LONGEST_S
        while not _is_over(seen := _read(trace)):
            if strace.poll() is not None or time.monotonic() > end:
                pytest.fail(f"the journey did not come to its end: {strace.poll()}")
            time.sleep(0.2)
        os.kill(seen[0].pid, signal.SIGTERM)
        strace.wait(20)
    return _read(trace)


def _is_over(seen: list[Call]) -> bool:
    starts = [seen.index(call) for call in _programs(seen) if call.pid == seen[0].pid]
    if len(starts) < 2:
        return False
    return any(text.endswith("/huvud") for call in seen[starts[1] :] for text in call.texts)


def _read(trace: Path) -> list[Call]:
    return list(calls(trace.read_text().splitlines())) if trace.exists() else []


@contextmanager
def _started(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    # A group of its own, so that what is traced ends with strace whatever happens.
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _is_within(path: Path, places: tuple[Path, ...]) -> bool:
    return path in places or any(place in path.parents for place in places)
