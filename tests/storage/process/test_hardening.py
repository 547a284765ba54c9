"""Guards are tried in a child process: they cannot be taken away again."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from storage.process import seccomp
from tests.storage.process.bpf_machine import run

ROOT = Path(__file__).parents[3]

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="calls of the Linux kernel")


def in_child(code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(code)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@linux_only
@pytest.mark.req("X02")
@pytest.mark.parametrize("family", [2, 10, 16, 17, 38, 40])
def test_no_socket_but_a_local_one_can_be_made(family: int) -> None:
    told = in_child(
        f"""
        import ctypes
        from storage.process import harden, Protection
        assert Protection.NO_NETWORK in harden()
        libc = ctypes.CDLL(None, use_errno=True)
        print(libc.socket({family}, 2, 0), ctypes.get_errno(), libc.socket(1, 1, 0) >= 0)
        """
    )
    assert told == "-1 13 True"


@linux_only
@pytest.mark.req("X02")
def test_qt_cannot_reach_the_network_either() -> None:
    told = in_child(
        """
        from storage.process import harden
        harden()
        from PySide6.QtCore import QCoreApplication
        from PySide6.QtNetwork import QTcpSocket
        app = QCoreApplication([])
        socket = QTcpSocket()
        socket.connectToHost("127.0.0.1", 9)
        print(socket.waitForConnected(500), socket.error().name)
        """
    )
    assert told.splitlines()[-1] == "False SocketAccessError"


@pytest.mark.req("X02")
def test_python_attempts_are_refused_and_counted() -> None:
    told = in_child(
        """
        import socket
        from storage.process import harden, socket_audit
        harden()
        for attempt in (lambda: socket.socket(), lambda: socket.getaddrinfo("localhost", 1)):
            try:
                attempt()
            except PermissionError:
                pass
        print(*socket_audit.attempts)
        """
    )
    assert told == "socket.__new__ socket.getaddrinfo"


@linux_only
@pytest.mark.req("X01")
def test_another_program_of_the_same_user_cannot_read_the_memory() -> None:
    told = in_child(
        """
        import ctypes, os, subprocess
        from storage.process import harden, linux
        if os.getuid() == 0:
            os.setuid(65534)
        ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)
        look = ["/bin/cat", f"/proc/{os.getpid()}/environ"]
        before = subprocess.run(look, capture_output=True).returncode
        harden()
        after = subprocess.run(look, capture_output=True).returncode
        print(before, after)
        """
    )
    assert told == "0 1"


@linux_only
def test_files_are_private_and_cores_are_not_written(tmp_path: Path) -> None:
    told = in_child(
        f"""
        import os, resource
        from storage.process import harden
        harden()
        open({str(tmp_path / "file")!r}, "w").close()
        print(oct(os.stat({str(tmp_path / "file")!r}).st_mode & 0o777), resource.getrlimit(resource.RLIMIT_CORE))
        """
    )
    assert told == "0o600 (0, 0)"


@linux_only
def test_temporary_files_go_to_the_run_time_folder(tmp_path: Path) -> None:
    told = in_child(
        """
        import os
        from storage.process import harden, Protection
        print(Protection.PRIVATE_TEMP in harden(), os.environ["TMPDIR"])
        """,
        XDG_RUNTIME_DIR=str(tmp_path),
    )
    assert told == f"True {tmp_path}"


@linux_only
def test_the_filter_is_not_stacked_when_the_process_is_replaced() -> None:
    told = in_child(
        """
        import os, sys
        from storage.process import harden
        def filters():
            return open("/proc/self/status").read().split("Seccomp_filters:")[1].split()[0]
        harden()
        first = filters()
        if "AGAIN" not in os.environ:
            os.environ["AGAIN"] = first
            os.execv(sys.executable, [sys.executable, "-c", os.environ["CODE"]])
        print(os.environ["AGAIN"], filters())
        """.replace("\n        ", "\n"),
        CODE=(
            "import os\nfrom storage.process import harden\nharden()\n"
            "told = open('/proc/self/status').read().split('Seccomp_filters:')[1].split()[0]\n"
            "print(os.environ['AGAIN'] == told)"
        ),
    )
    assert told == "True"


@pytest.mark.req("X02")
@pytest.mark.parametrize("name", sorted(seccomp.MACHINES))
@pytest.mark.parametrize(
    ("number_of", "argument", "verdict"),
    [
        ("makes_sockets", 1, 0x7FFF0000),
        ("makes_sockets", 2, 0x0005000D),
        ("makes_sockets", 16, 0x0005000D),
        ("never", 0, 0x00050001),
        ("other", 0, 0x7FFF0000),
    ],
)
def test_every_call_gets_its_verdict(
    name: str, number_of: str, argument: int, verdict: int
) -> None:
    machine = seccomp.MACHINES[name]
    numbers = (0, 1, 60) if number_of == "other" else getattr(machine, number_of)
    for number in numbers:
        assert run(seccomp.program(machine), machine.audit_number, number, {0: argument}) == verdict


@pytest.mark.req("X02")
@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        # ptrace, process_vm_readv, process_vm_writev, bpf, userfaultfd, io_uring_setup
        ("x86_64", (101, 310, 311, 321, 323, 425)),
        ("aarch64", (117, 270, 271, 280, 282, 425)),
    ],
)
def test_the_ways_past_the_socket_call_are_shut(name: str, numbers: tuple[int, ...]) -> None:
    machine = seccomp.MACHINES[name]
    for number in numbers:
        assert run(seccomp.program(machine), machine.audit_number, number, {}) == 0x00050001


@pytest.mark.req("X02")
def test_a_foreign_architecture_ends_the_process() -> None:
    steps = seccomp.program(seccomp.MACHINES["x86_64"])
    assert run(steps, 0x40000003, 1, {}) == 0x80000000


@pytest.mark.req("X02")
def test_the_x32_doorway_is_shut() -> None:
    machine = seccomp.MACHINES["x86_64"]
    assert (
        run(seccomp.program(machine), machine.audit_number, 0x40000000 + 41, {0: 1}) == 0x00050001
    )


def test_the_kernel_takes_no_larger_a_program_than_it_must() -> None:
    for machine in seccomp.MACHINES.values():
        assert len(seccomp.program(machine)) // ctypes.sizeof(ctypes.c_uint64) <= 24
