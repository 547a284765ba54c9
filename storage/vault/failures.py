"""Failed unlocks: a plain list of times beside the vault, since without a key there is no log.

Absorbed into the log at the next unlock, where the caseworker sees them. The wait grows with the
number of failures; nothing is ever deleted because of them. Whoever can write to the folder can
also remove the list: it tells of a curious colleague, not of a thief, whom Argon2id is for.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

from app.errors import Refusal
from app.ports import Now
from storage import files

_MAX_KEPT = 200
_MAX_BYTES = 64 * 1024
_FREE_TRIES = 3
_LONGEST_WAIT = 300
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


class Failures:
    """The list in one vault's folder."""

    def __init__(self, path: Path, now: Now) -> None:
        self._path = path
        self._now = now

    def times(self) -> tuple[str, ...]:
        """RFC 3339, oldest first, the latest 200. Lines that are no times are left out: anyone
        may have written here."""
        try:
            data = files.read(self._path, _MAX_BYTES)
        except (FileNotFoundError, Refusal):
            return ()
        lines = data.decode("ascii", "replace").splitlines()
        return tuple(line for line in lines if _is_time(line))[-_MAX_KEPT:]

    def add(self) -> None:
        """One more, now. A folder that cannot be written does not hide the wrong passphrase."""
        kept = [*self.times(), self._now().isoformat(timespec="seconds")][-_MAX_KEPT:]
        try:
            files.replace(self._path, "".join(f"{time}\n" for time in kept).encode())
        except Refusal:
            return

    def wait(self) -> int:
        """Seconds until the next try is welcome: none for the first three, then 2, 4, 8 … 300,
        counted from the latest failure. A clock set back never makes it longer than that."""
        times = self.times()
        if len(times) < _FREE_TRIES:
            return 0
        delay = min(2 ** (len(times) - _FREE_TRIES + 1), _LONGEST_WAIT)
        left = datetime.fromisoformat(times[-1]) + timedelta(seconds=delay) - self._now()
        return max(0, min(int(delay), round(left.total_seconds())))


def _is_time(line: str) -> bool:
    if not _TIME.fullmatch(line):
        return False
    try:
        datetime.fromisoformat(line)
    except ValueError:
        return False
    return True
