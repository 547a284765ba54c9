"""Where measurements keep their vaults: outside the tree, on a real disk."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path


def cache_folder() -> Path:
    """The user's cache. Never ``/tmp``, which often lies in memory, where no write is durable."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(base) / "aktvalv-benchmarks"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


@contextlib.contextmanager
def working_folder() -> Iterator[Path]:
    """A folder beside the cached vaults, gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=cache_folder()))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
