"""Where measurements keep their vaults: outside the tree, on a real disk."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

_IN_MEMORY = Path("/dev/shm")


def cache_folder() -> Path:
    """The user's cache. Never ``/tmp``, which often lies in memory, where no write is durable."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(base) / "aktvalv-benchmarks"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def working_folder() -> contextlib.AbstractContextManager[Path]:
    """A folder beside the cached vaults, gone at the end."""
    return _folder_in(cache_folder())


def memory_folder() -> contextlib.AbstractContextManager[Path]:
    """For what is to be measured without the disk: in memory where the system has such a place."""
    return _folder_in(_IN_MEMORY if _IN_MEMORY.is_dir() else cache_folder())


@contextlib.contextmanager
def _folder_in(parent: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
