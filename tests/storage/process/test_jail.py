"""What a file that has taken over its reader can do: nothing, and it is told as what it is."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.errors import Reason, Refusal
from app.progress import Cancelled
from storage.process import children
from storage.process.jail import ForeignFile, request
from storage.process.jail_filter import JAIL_CALLS, jail_program
from storage.process.jailer import Jailer
from storage.process.landlock import landlock_version
from storage.process.seccomp import MACHINES
from tests.storage.process.bpf_machine import run

ROOT = Path(__file__).parents[3]
START = "import sys; sys.path.insert(0, sys.argv.pop(1)); import runpy; "
HOSTILE = "runpy.run_module('tests.storage.process.hostile', run_name='__main__')"
IN_A_HURRY = "from storage.process import sealing; sealing.CPU_SECONDS = 1; "
EPERM, EACCES = 1, 13

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="guards of the Linux kernel")


def program(first: str = "") -> list[str]:
    code = START + first + HOSTILE
    return [sys.executable, "-I", "-B", "-c", code, str(ROOT), str(os.getpid())]


def ask(trick: str, jailer: Jailer | None = None) -> object:
    return (jailer or Jailer(program)).ask(request(trick, [ForeignFile("a.csv", b"1;2")]))


def in_process(code: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@contextmanager
def leaving_nothing() -> Iterator[None]:
    """No child, not even a dead one, and no open file more than before."""
    before = open_files()
    yield
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    assert open_files() == before


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir())) if sys.platform == "linux" else 0


def refused(trick: str, jailer: Jailer | None = None) -> Reason:
    with leaving_nothing(), pytest.raises(Refusal) as refusal:
        ask(trick, jailer)
    assert not refusal.value.params
    return refusal.value.reason


def test_what_is_read_comes_back() -> None:
    with leaving_nothing():
        assert ask("answer") == {"said": "hej"}


@linux_only
def test_it_starts_with_nothing_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKTVALV_VAULT", "hemligt")
    leaked = os.open("/dev/null", os.O_RDONLY)
    os.set_inheritable(leaked, True)
    try:
        state = ask("state")
    finally:
        os.close(leaked)
    assert state == {
        "arguments": [],
        "environment": ["LANG", "OPENPYXL_LXML"],
        "files": ["/dev/null", "pipe", "pipe"],
        "folder": "/",
    }


@linux_only
@pytest.mark.req("X02")
@pytest.mark.parametrize(
    "trick",
    [
        "fork", "run", "exec", "read a file", "read a secret", "write a file", "list a folder",
        "look at a file", "remove", "link", "socket", "local socket", "socket pair", "kill",
        "kill the group", "trace", "loosen", "keyring", "instructions",
    ],
)  # fmt: skip
def test_the_kernel_refuses(trick: str) -> None:
    Path("/tmp/rymling").unlink(missing_ok=True)  # of a run in which it got out
    with leaving_nothing():
        answer = ask(trick)
    assert answer in ({"errno": EPERM}, {"errno": EACCES}), trick
    assert not Path("/tmp/rymling").exists()


@linux_only
def test_no_thread_can_be_started() -> None:
    assert ask("thread") == {"errno": -1}


@pytest.mark.parametrize(
    ("trick", "reason"),
    [
        ("memory", Reason.FILE_EXPANDS),
        ("large", Reason.FILE_EXPANDS),
        ("deep answer", Reason.FILE_READER_STOPPED),
        ("bug", Reason.FILE_UNREADABLE),
        ("refuse", Reason.FILE_HAS_PASSWORD),
        ("garbage", Reason.FILE_READER_STOPPED),
        ("huge", Reason.FILE_READER_STOPPED),
        ("half", Reason.FILE_READER_STOPPED),
        ("nothing", Reason.FILE_READER_STOPPED),
        ("twice", Reason.FILE_READER_STOPPED),
        ("talk", Reason.FILE_READER_STOPPED),
        ("not JSON", Reason.FILE_READER_STOPPED),
        ("not canonical", Reason.FILE_READER_STOPPED),
        ("float", Reason.FILE_READER_STOPPED),
        ("deep", Reason.FILE_READER_STOPPED),
        ("more", Reason.FILE_READER_STOPPED),
        ("other shape", Reason.FILE_READER_STOPPED),
        ("other reason", Reason.FILE_READER_STOPPED),
        ("unknown reason", Reason.FILE_READER_STOPPED),
        ("params", Reason.FILE_READER_STOPPED),
        ("refuse as others do", Reason.FILE_READER_STOPPED),
        ("end", Reason.FILE_READER_STOPPED),
        ("end badly", Reason.FILE_READER_STOPPED),
        ("crash", Reason.FILE_READER_STOPPED),
        ("no such reader", Reason.FILE_READER_STOPPED),
    ],
)
def test_whatever_it_does_is_one_refusal(trick: str, reason: Reason) -> None:
    assert refused(trick) is reason


def test_one_that_only_waits_is_ended_by_the_clock() -> None:
    assert refused("wait", Jailer(program, longest_s=1.0)) is Reason.FILE_TAKES_TOO_LONG


@linux_only
def test_one_that_only_counts_is_ended_by_the_kernel() -> None:
    jailer = Jailer(lambda: program(IN_A_HURRY))
    assert refused("spin", jailer) is Reason.FILE_TAKES_TOO_LONG


def test_a_program_that_cannot_be_started_is_told() -> None:
    assert refused("answer", Jailer(lambda: ["/finns/inte"])) is Reason.FILE_READER_STOPPED


def test_one_that_does_not_listen_is_told() -> None:
    deaf = Jailer(lambda: [sys.executable, "-I", "-S", "-c", "pass"])
    question = request("answer", [ForeignFile("a", bytes(5_000_000))])
    with leaving_nothing(), pytest.raises(Refusal) as refusal:
        deaf.ask(question)
    assert refusal.value.reason is Reason.FILE_READER_STOPPED


def test_the_user_can_have_enough() -> None:
    told: list[tuple[int, int]] = []

    def enough(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) > 2:
            raise Cancelled

    with leaving_nothing(), pytest.raises(Cancelled):
        Jailer(program).ask(request("wait", []), enough)
    assert told[0] == (0, 30)


@linux_only
def test_nothing_of_it_is_left_when_the_program_is_replaced() -> None:
    code = f"""
import os, sys, threading, time
sys.path.insert(0, {str(ROOT)!r})
from storage.process import children, replacing
from tests.storage.process.test_jail import ask
threading.Thread(target=ask, args=("wait",), daemon=True).start()
while not children.running:
    time.sleep(0.01)
time.sleep(0.3)
look = "import os; print(open('/proc/self/task/%d/children' % os.getpid()).read().split())"
replacing.program = lambda: [sys.executable, "-c", look]
replacing.replace_process({{}})
"""
    assert in_process(code).stdout == "[]\n"


@pytest.mark.parametrize(
    "trouble", [subprocess.TimeoutExpired("x", 1.0), PermissionError(1, "not yours")]
)
def test_one_that_will_not_end_holds_up_no_lock(trouble: Exception) -> None:
    """The kernel may hold on to a process that waits for a disk."""

    class Stuck:
        def kill(self) -> None:
            if isinstance(trouble, OSError):
                raise trouble

        def wait(self, timeout: float | None = None) -> int:
            assert timeout is not None
            raise trouble

    stuck = Stuck()
    children.running.add(stuck)
    try:
        children.end_all()
    finally:
        children.running.discard(stuck)


@linux_only
def test_it_ends_with_the_thread_that_asked() -> None:
    """Also when the program is gone before it could see to it."""
    code = f"""
import os, sys, threading, time
sys.path.insert(0, {str(ROOT)!r})
from tests.storage.process.test_jail import ask
threading.Thread(target=ask, args=("wait",), daemon=True).start()
kids = lambda: open(f"/proc/{{os.getpid()}}/task/{{os.getpid()}}/children").read().split() or [
    kid for task in os.listdir("/proc/self/task")
    for kid in open(f"/proc/self/task/{{task}}/children").read().split()
]
while not kids():
    time.sleep(0.01)
time.sleep(0.5)
print(kids()[0], flush=True)
os.execv("/bin/true", ["true"])
"""
    done = in_process(code)
    assert done.stderr == ""
    child = Path("/proc", done.stdout.strip())
    for _ in range(100):
        if not child.exists():
            break
        time.sleep(0.05)
    assert not child.exists()


@linux_only
@pytest.mark.skipif(sys.platform == "linux" and not landlock_version(), reason="no Landlock here")
def test_landlock_alone_shuts_every_file() -> None:
    code = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from storage.process.landlock import deny_all_files
assert deny_all_files()
told = []
for path, mode in (("/etc/passwd", "r"), ("/tmp/rymling", "w"), ("/proc/1/environ", "rb")):
    try:
        open(path, mode)
    except OSError as error:
        told.append(error.errno)
print(told)
"""
    done = in_process(code)
    assert (done.stdout, done.stderr) == ("[13, 13, 13]\n", "")


def told_after(code: str) -> str:
    start = f"import ctypes, sys; sys.path.insert(0, {str(ROOT)!r})\n"
    done = in_process(f"{start}from storage.process import sealing\n{code}")
    assert done.stderr == ""
    return done.stdout


@linux_only
@pytest.mark.skipif(sys.platform == "linux" and not landlock_version(), reason="no Landlock here")
def test_the_seal_holds_where_its_list_would_not() -> None:
    """Files are shut by Landlock too, and nobody looks into the memory."""
    code = """
sealing.install_filter = lambda _: True
sealing.seal()
try:
    open("/etc/passwd")
except OSError as error:
    print(error.errno, ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""
    assert told_after(code) == "13 0\n"


@linux_only
@pytest.mark.parametrize("lack", ["JAIL_CALLS = {}", "install_filter = lambda _: False"])
def test_without_its_list_nothing_foreign_is_read(lack: str) -> None:
    code = f"""
sealing.{lack}
try:
    sealing.seal()
except sealing.NotSealed:
    print("not sealed")
"""
    assert told_after(code) == "not sealed\n"


@linux_only
def test_every_limit_is_laid_on() -> None:
    code = """
import resource
sealing.limit()
for name in ("CORE", "CPU", "NOFILE", "FSIZE", "NPROC", "AS"):
    print(name, *resource.getrlimit(getattr(resource, f"RLIMIT_{name}")))
"""
    assert told_after(code).splitlines() == [
        "CORE 0 0", "CPU 20 21", "NOFILE 16 16", "FSIZE 0 0", "NPROC 0 0",
        "AS 1073741824 1073741824",
    ]  # fmt: skip


@pytest.mark.parametrize("name", sorted(MACHINES))
def test_the_filter_lets_through_its_list_and_nothing_else(name: str) -> None:
    calls, program_ = JAIL_CALLS[name], jail_program(name)
    for number in range(500):
        verdict = run(program_, MACHINES[name].audit_number, number, {2: 3})
        allowed = number in (*calls.allowed, *calls.memory)
        assert verdict == (0x7FFF0000 if allowed else 0x00050001), number
    for number in calls.memory:
        assert run(program_, MACHINES[name].audit_number, number, {2: 7}) == 0x00050001
    assert run(program_, 0x40000003, 3, {}) == 0x80000000


def test_the_filter_knows_every_machine() -> None:
    assert set(JAIL_CALLS) == set(MACHINES)
    for calls in JAIL_CALLS.values():
        assert len(set(calls.allowed)) == len(calls.allowed) == 21
        assert not {*calls.allowed} & {*calls.memory}


@pytest.mark.parametrize("number", [0x40000000, 0x40000001, 0x40000000 + 41])
def test_the_other_numbers_of_the_same_calls_are_shut(number: int) -> None:
    assert run(jail_program("x86_64"), MACHINES["x86_64"].audit_number, number, {}) == 0x00050001
