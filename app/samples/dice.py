"""Choices that follow from a seed and from nothing else, on every machine and in every version."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Numbers from SHA-256 of the seed and a counter."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._throws = 0

    def of(self, name: str) -> Dice:
        """Dice of its own for one part, so that a change elsewhere does not move it."""
        return Dice(f"{self._seed}/{name}")

    def number(self, lowest: int, highest: int) -> int:
        """A whole number between the two, both included."""
        return lowest + int.from_bytes(self._throw()[:8]) % (highest - lowest + 1)

    def pick(self, choices: Sequence[T]) -> T:
        return choices[self.number(0, len(choices) - 1)]

    def some(self, choices: Sequence[T], count: int) -> tuple[T, ...]:
        """Different ones, in the order of ``choices``."""
        left = list(range(len(choices)))
        chosen = [left.pop(self.number(0, len(left) - 1)) for _ in range(min(count, len(left)))]
        return tuple(choices[at] for at in sorted(chosen))

    def new_id(self) -> str:
        """A UUID, version 4 in form."""
        return str(uuid.UUID(bytes=self._throw()[:16], version=4))

    def _throw(self) -> bytes:
        self._throws += 1
        return hashlib.sha256(f"{self._seed}#{self._throws}".encode()).digest()
