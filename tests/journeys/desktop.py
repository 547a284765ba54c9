"""A screen, a window manager and a keyboard of a test's own: Xvfb, openbox and xdotool."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

TOOLS = ("Xvfb", "openbox", "xdotool", "setxkbmap", "xkbcomp")
LONGEST_S = 60.0
QUIET_S = 0.4
"""As long as a program must have rested before it counts as having nothing more to do."""


def missing_tools() -> tuple[str, ...]:
    return tuple(tool for tool in TOOLS if shutil.which(tool) is None)


class Desktop:
    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment

    def start(self, *command: str, **more: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, env={**self.environment, **more})

    def press(self, *keys: str) -> None:
        """Keys as X names them, with modifiers: ``ctrl+l``."""
        self._xdotool("key", "--clearmodifiers", "--delay", "30", *keys)

    def type(self, text: str) -> None:
        self._xdotool("type", "--clearmodifiers", "--delay", "20", text)

    def windows(self, pid: int) -> dict[str, str]:
        """Titles of the visible windows of a process, by their ids."""
        ids = self._xdotool("search", "--onlyvisible", "--pid", str(pid), "--name", ".").split()
        return {each: self._xdotool("getwindowname", each).strip() for each in ids}

    def active(self) -> str:
        return self._xdotool("getactivewindow").strip()

    def wait_for(self, process: subprocess.Popen[bytes], title: str) -> str:
        """Until the process shows a window with this title, has the keyboard there and rests.
        Gives its id."""
        until(lambda: self._shown(process, title) != "", f"no window {title!r}")
        self.settle(process)
        return self._shown(process, title)

    def settle(self, process: subprocess.Popen[bytes]) -> None:
        """Until the process rests: what was typed has been taken, and answered."""
        seen, since = -2, time.monotonic()

        def rests() -> bool:
            nonlocal seen, since
            now = ticks(process.pid)
            if now - seen > 1:  # a blinking caret takes less
                seen, since = now, time.monotonic()
            return time.monotonic() - since > QUIET_S

        until(rests, "it never rests")

    def _shown(self, process: subprocess.Popen[bytes], title: str) -> str:
        if process.poll() is not None:
            raise AssertionError(f"the program has ended: {process.returncode}")
        active = self.active()
        return active if self.windows(process.pid).get(active) == title else ""

    def _xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        return done.stdout.decode()


@contextmanager
def desktop(home: Path) -> Iterator[Desktop]:
    """With Swedish keys. ``home`` is all the user has."""
    reader, writer = os.pipe()
    running = [
        subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x960x24", "-nolisten", "tcp"],
            pass_fds=(writer,),
            stderr=subprocess.DEVNULL,
        )
    ]
    os.close(writer)
    try:
        with os.fdopen(reader) as told:
            display = f":{told.readline().strip()}"
        made = Desktop(
            {
                "PATH": os.environ["PATH"],
                "LANG": "C.UTF-8",
                "HOME": str(home),
                "DISPLAY": display,
                "QT_QPA_PLATFORM": "xcb",
            }
        )
        made.start("setxkbmap", "se").wait(LONGEST_S)
        running.append(made.start("openbox"))
        yield made
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait(LONGEST_S)


def ticks(pid: int) -> int:
    """Processor time of a process so far, in the kernel's hundredths of a second."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def until(happened: Callable[[], bool], otherwise: str) -> None:
    end = time.monotonic() + LONGEST_S
    while not happened():
        if time.monotonic() > end:
            raise AssertionError(otherwise)
        time.sleep(0.05)
