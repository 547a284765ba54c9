"""A child whose readers do what a file that has taken over its reader would try. Real limits, a
real seal, and the name of the reader says what is tried."""

# Bare system calls are what is tried here.
# ruff: noqa: PTH108, PTH109, PTH115, PTH116, PTH123, PTH208, PTH211, SIM115
from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable

from app.errors import Reason, Refusal
from storage.process import sealing
from storage.process.frames import frame
from storage.process.jail import serve


def tried(attempt: Callable[[], object]) -> dict[str, object]:
    """What came of it: nought for a success, else the error number."""
    try:
        attempt()
    except OSError as error:
        return {"errno": error.errno}
    except RuntimeError:  # what threading says
        return {"errno": -1}
    return {"errno": 0}


def call(number: int, *arguments: object) -> dict[str, object]:
    libc = ctypes.CDLL(None, use_errno=True)
    return {"errno": ctypes.get_errno() if libc.syscall(number, *arguments) < 0 else 0}


def eat_memory() -> object:
    eaten = []
    while True:
        eaten.append(bytearray(64 * 1024 * 1024))


def spin() -> object:
    while True:
        pass


def wait() -> object:
    while True:
        threading.Event().wait(3600)


def talk_without_end() -> object:
    while True:
        os.write(1, b"\0" * 65536)


def say(data: bytes) -> Callable[[], object]:
    def speak() -> object:
        os.write(1, data)
        os._exit(0)

    return speak


def raise_(error: Exception) -> Callable[[], object]:
    def fail() -> object:
        raise error

    return fail


def make_instructions() -> object:
    """Memory that can be run."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.mmap.restype = ctypes.c_void_p
    address = libc.mmap(None, ctypes.c_size_t(4096), 7, 0x22, -1, ctypes.c_long(0))
    return {"errno": ctypes.get_errno() if address == ctypes.c_void_p(-1).value else 0}


TRICKS: dict[str, Callable[[], object]] = {
    "answer": lambda: {"said": "hej"},
    "state": lambda: STATE,
    "memory": eat_memory,
    "spin": spin,
    "wait": wait,
    "fork": lambda: tried(os.fork),
    "thread": lambda: tried(threading.Thread(target=print).start),
    "run": lambda: tried(lambda: subprocess.run(["/bin/true"], check=False)),
    "exec": lambda: tried(lambda: os.execv("/bin/true", ["true"])),
    "read a file": lambda: tried(lambda: open("/etc/passwd")),
    "read a secret": lambda: tried(lambda: open(f"/proc/{os.getppid()}/environ", "rb")),
    "write a file": lambda: tried(lambda: open("/tmp/rymling", "w")),
    "list a folder": lambda: tried(lambda: os.listdir("/")),
    "look at a file": lambda: tried(lambda: os.stat("/etc/passwd")),
    "remove": lambda: tried(lambda: os.unlink("/tmp/rymling")),
    "link": lambda: tried(lambda: os.symlink("/etc/passwd", "/tmp/rymling")),
    "socket": lambda: tried(lambda: socket.socket(socket.AF_INET)),
    "local socket": lambda: tried(lambda: socket.socket(socket.AF_UNIX)),
    "socket pair": lambda: tried(socket.socketpair),
    "kill": lambda: tried(lambda: os.kill(int(PARENT), signal.SIGKILL)),
    "kill the group": lambda: tried(lambda: os.kill(0, signal.SIGKILL)),
    "trace": lambda: call(PTRACE, 16, int(PARENT), 0, 0),
    "loosen": lambda: tried(sealing.limit),
    "keyring": lambda: call(KEYCTL, 0, -3, 1),
    "instructions": make_instructions,
    "talk": talk_without_end,
    "garbage": say(b"\x89PNG\r\n\x1a\n" * 50),
    "huge": say((1 << 40).to_bytes(8, "big") + b"{}"),
    "half": say((100).to_bytes(8, "big") + b'{"read"'),
    "nothing": say(b""),
    "twice": say(frame(b'{"read":1}') + frame(b'{"read":2}')),
    "not JSON": say(frame(b"\xff\xfe{{{")),
    "not canonical": say(frame(b'{"read": 1}')),
    "float": say(frame(b'{"read":1.5}')),
    "deep": say(frame(b"[" * 5000 + b"]" * 5000)),
    "more": say(frame(b'{"more":1,"read":1}')),
    "other shape": say(frame(b"[1,2,3]")),
    "other reason": say(frame(b'{"params":{},"refused":"wrong_passphrase"}')),
    "unknown reason": say(frame(b'{"params":{},"refused":"give_me_the_key"}')),
    "params": say(frame(b'{"params":{"limit":"Alma"},"refused":"file_expands"}')),
    "end": lambda: os._exit(0),
    "end badly": lambda: os._exit(7),
    "crash": lambda: ctypes.string_at(0),
    "bug": raise_(KeyError("Alma Påhittsdotter")),
    "refuse": raise_(Refusal(Reason.FILE_HAS_PASSWORD)),
    "refuse as others do": raise_(Refusal(Reason.WRONG_PASSPHRASE)),
    "large": lambda: {"said": "a" * 5_000_000},
    "deep answer": lambda: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]],
}

PTRACE, KEYCTL = {"x86_64": (101, 250), "aarch64": (117, 219)}.get(os.uname().machine, (0, 0))
PARENT = sys.argv[1]


def kind_of_file(number: int) -> str:
    try:
        return os.readlink(f"/proc/self/fd/{number}").split(":")[0]
    except OSError:
        return ""


STATE = {
    "arguments": sys.argv[2:],
    "environment": sorted(os.environ),
    "files": sorted(filter(None, map(kind_of_file, range(50)))),
    "folder": os.getcwd(),
}
"""Taken before the seal; nothing can be looked up after it."""

if __name__ == "__main__":
    sealing.limit()
    serve({name: lambda files, trick=trick: trick() for name, trick in TRICKS.items()})
