"""Replacing this process by a fresh one: how locking gives the memory back."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import NoReturn

from storage.process import children


def replace_process(environment: Mapping[str, str]) -> NoReturn:
    """Start the program anew in place of this one, with these variables added. Never returns.

    Python cannot wipe text from memory; ending the process lets the operating system take all
    of it back. Whatever the new process needs travels in the environment, never in the
    arguments, which every user of the machine can read.
    """
    children.end_all()
    variables = {**os.environ, **environment}
    arguments = program()
    if sys.platform == "win32":  # has no exec: a new process is started and this one ends
        import subprocess  # noqa: PLC0415 - slow to load, and this is read at every start

        subprocess.Popen(arguments, env=variables, close_fds=True)  # noqa: S603  # our own program
        os._exit(0)
    os.execve(arguments[0], arguments, variables)  # noqa: S606  # our own program, no shell


def program() -> list[str]:
    """How this program is started: a frozen one by itself, else by the same interpreter with the
    same flags. What was asked for at the first start (a training vault) is not asked for again."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    given = sys.orig_argv[1:]
    flags = given[: given.index("-m")] if "-m" in given else []
    return [sys.executable, *flags, "-m", "ui"]
