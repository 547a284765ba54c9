"""The few things that tests put in the place of the real ones: time and random names."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

STOCKHOLM_SUMMER = timezone(timedelta(hours=2))


class StoppedClock:
    """A clock that moves only when told to. ``app.ports.Now``."""

    def __init__(self, start: datetime) -> None:
        self.time = start

    def __call__(self) -> datetime:
        return self.time

    def pass_(self, **span: float) -> None:
        """Let time pass: ``days=3``, ``minutes=10`` …"""
        self.time += timedelta(**span)


class CountedIds:
    """UUIDs in a known order. ``app.ports.NewId``. Vaults that meet begin at different numbers."""

    def __init__(self, before: int = 0) -> None:
        self._last = before

    def __call__(self) -> str:
        self._last += 1
        return str(uuid.UUID(int=self._last, version=4))


class RecordedReplacement:
    """Remembers what the next process would have been told. ``app.ports.ReplaceProcess``."""

    def __init__(self) -> None:
        self.environments: list[Mapping[str, str]] = []

    def __call__(self, environment: Mapping[str, str]) -> None:
        self.environments.append(dict(environment))
