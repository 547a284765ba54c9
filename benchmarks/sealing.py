"""Sealing and opening a large file, beside the ``age`` command on the same file."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.figures import Aim, Figure, in_turns, milliseconds
from storage.handover import age

SIZE = 500_000_000
ROUNDS = 5
HOSTILE = b"age-encryption.org/v1\n" + b"-> a\n\n" * 1_550_000
"""A header of 9.3 MB: programs that read it to its end, or again for each line, stop here."""


class LargeFile:
    """``size`` random bytes in ``folder``, and what is made of them."""

    def __init__(self, folder: Path, size: int = SIZE) -> None:
        self.plain, self._sealed, self._key = (folder / name for name in ("plain", "sealed", "key"))
        self.theirs = folder / "theirs"
        self.opened = folder / "opened"
        seed = bytearray(os.urandom(32))
        self.classic = age.X25519Identity(seed)
        self._key.write_text(age.X25519Identity.text(seed))
        with self.plain.open("wb") as file:
            for at in range(0, size, 1_000_000):
                file.write(os.urandom(min(1_000_000, size - at)))

    def seal(self, recipient: age.Recipient) -> None:
        with self.plain.open("rb") as plain, self._sealed.open("wb") as sealed:
            age.encrypt(plain, sealed, [recipient])

    def open(self, identity: age.Identity) -> None:
        with self._sealed.open("rb") as sealed, self.opened.open("wb") as opened:
            age.decrypt(sealed, opened, [identity])

    def seal_theirs(self) -> None:
        recipient = str(self.classic.recipient)
        _run("age", "-r", recipient, "-o", self.theirs, self.plain)

    def open_theirs(self) -> None:
        _run("age", "-d", "-i", self._key, "-o", self.opened, self.theirs)


def sealing_figures(folder: Path, memory: float, size: int = SIZE) -> list[Figure]:
    """``memory``: the peak of a process that does nothing else (``peak_memory sealing``). Without
    the ``age`` command there is no baseline."""
    large, hybrid = LargeFile(folder, size), age.HybridIdentity.generate()
    hostile = min(milliseconds(_refuse_hostile) for _ in range(ROUNDS))
    name = f"{size // 1_000_000} MB"
    return [
        *_both_ways(large, hybrid.recipient, hybrid, f"{name}, hybrid / age, classic"),
        *_both_ways(large, large.classic.recipient, large.classic, f"{name}, classic / age"),
        Figure("a hostile header of 9.3 MB, refused", hostile, aim=Aim(value=100)),
        Figure(f"peak memory of sealing and opening {name}", memory, aim=Aim(value=64), unit="MiB"),
    ]


def _both_ways(
    large: LargeFile, recipient: age.Recipient, identity: age.Identity, name: str
) -> Iterator[Figure]:
    sealing = partial(large.seal, recipient), large.seal_theirs
    opening = partial(large.open, identity), large.open_theirs
    for verb, (ours, theirs) in (("seal", sealing), ("open", opening)):
        sides = (ours, theirs) if shutil.which("age") else (ours,)
        for each in sides:
            each()
        times = in_turns(ROUNDS, *(partial(milliseconds, each) for each in sides))
        yield Figure(f"{verb} {name}", times[0], (*times, None)[1], Aim(1.0))


def _refuse_hostile() -> None:
    try:
        age.decrypt(io.BytesIO(HOSTILE), io.BytesIO(), [])
    except age.HeaderError:
        return
    raise AssertionError("a hostile header was taken")


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True)
